#include "lang/analyzer.h"

#include "base/bug.h"
#include "lang/chars.h"
#include "lang/scan.h"
#include "lang/variants.h"
#include "lang/word.h"

#include <stdlib.h>

/* Words stand in blocks so that they never move. */
enum { WORD_BLOCK = 1024 };

/* A word lately seen, by its raw bytes. Most words of a text are few: a table that fits into a near cache finds
 * them without a walk through the vocabulary, which does not. */
enum { RECENT_BITS = 13, RECENT = 1 << RECENT_BITS, RECENT_BYTES = 16 };

struct recent {
    uint64_t first, last; /* eight bytes each, of a short word fewer */
    size_t len;           /* 0: free */
    struct word *word;
};

struct analyzer {
    struct stemmer *stemmer;
    struct vocab raws; /* raw bytes → number of the word */
    struct word **blocks;
    size_t nblocks, blocks_cap;
    struct arena strings;
    size_t strings_used;
    struct recent *recent;
    struct buf scratch;

    analyzer_sink *sink;
    void *context;
    struct buf pending; /* what was fed and could not be decided yet */
    uint32_t offset;    /* bytes decided before pending */
    uint32_t position;
    struct token last[2]; /* the words before, nearest first; word NULL: none that could be joined to */
    enum gap gap;         /* what stands behind the last one */
    bool in_long_word;    /* passing over the end of a word longer than SCAN_WORD_MAX */
};

struct analyzer *analyzer_new(void)
{
    struct analyzer *a = mem_zero(1, sizeof *a);
    a->stemmer = stemmer_new();
    vocab_init(&a->raws);
    vocab_reserve(&a->raws, 2048); /* the words of a page of extracts */
    arena_init(&a->strings);
    a->recent = mem_zero(RECENT, sizeof *a->recent);
    return a;
}

void analyzer_free(struct analyzer *a)
{
    if (!a)
        return;
    analyzer_forget(a);
    free(a->blocks);
    free(a->recent);
    vocab_release(&a->raws);
    arena_release(&a->strings);
    buf_release(&a->scratch);
    buf_release(&a->pending);
    stemmer_free(a->stemmer);
    free(a);
}

size_t analyzer_memory(const struct analyzer *a)
{
    return a->raws.used + a->raws.cap * sizeof(struct vocab_item) + a->raws.mask * sizeof(uint64_t) +
           a->nblocks * WORD_BLOCK * sizeof(struct word) + a->strings_used + RECENT * sizeof *a->recent;
}

void analyzer_forget(struct analyzer *a)
{
    for (size_t i = 0; i < a->nblocks; i++)
        free(a->blocks[i]);
    a->nblocks = 0;
    vocab_release(&a->raws);
    arena_clear(&a->strings);
    a->strings_used = 0;
    memset(a->recent, 0, RECENT * sizeof *a->recent);
}

static uint64_t load(const char *p, size_t n)
{
    uint64_t bytes = 0;
    memcpy(&bytes, p, n);
    return bytes;
}

static uint64_t byte(struct span s, size_t at)
{
    return (unsigned char)s.ptr[at];
}

/* All bytes of raw, RECENT_BYTES at most: the first and the last eight say it whole, with its length. */
static struct recent recent_key(struct span raw)
{
    struct recent key = {.len = raw.len};
    if (raw.len >= 8) {
        key.first = load(raw.ptr, 8);
        key.last = load(raw.ptr + raw.len - 8, 8);
    } else if (raw.len >= 4) {
        key.first = load(raw.ptr, 4);
        key.last = load(raw.ptr + raw.len - 4, 4);
    } else {
        key.first = byte(raw, 0);
        key.last = byte(raw, raw.len / 2) | byte(raw, raw.len - 1) << 8; /* in any order of bytes */
    }
    return key;
}

static struct word *known_or_new(struct analyzer *a, struct span raw, enum scan_kind kind)
{
    size_t known = a->raws.count;
    uint32_t id = vocab_add(&a->raws, raw);
    if (id == known && id % WORD_BLOCK == 0) {
        a->blocks = mem_grow(a->blocks, &a->blocks_cap, a->nblocks + 1, sizeof *a->blocks);
        a->blocks[a->nblocks++] = mem_alloc(WORD_BLOCK * sizeof(struct word));
    }
    struct word *word = &a->blocks[id / WORD_BLOCK][id % WORD_BLOCK];
    if (id == known) {
        word_make(word, raw, kind, &a->scratch, &a->strings);
        a->strings_used += word->exact.len + word->form.len * 3 + 64;
    }
    return word;
}

static struct word *word_of(struct analyzer *a, struct span raw, enum scan_kind kind)
{
    if (raw.len > RECENT_BYTES)
        return known_or_new(a, raw, kind);
    struct recent key = recent_key(raw);
    uint64_t mixed = (key.first ^ (key.last << 29 | key.last >> 35) ^ key.len) * 0x9e3779b97f4a7c15u;
    struct recent *slot = &a->recent[mixed >> (64 - RECENT_BITS)];
    if (slot->first != key.first || slot->last != key.last || slot->len != key.len) {
        key.word = known_or_new(a, raw, kind);
        *slot = key;
    }
    return slot->word;
}

/* From at to the end of the word or to stop; a rune that stands across stop is looked at whole. */
static size_t skip_rest_of_word(struct span text, size_t at, size_t stop, bool *ended)
{
    while (at < stop) {
        size_t n;
        enum char_kind kind = char_kind(span_skip(text, at), &n);
        if (kind != CHAR_LETTER && kind != CHAR_DIGIT && kind != CHAR_INVISIBLE) {
            *ended = true;
            return at;
        }
        at += n;
    }
    return at;
}

static void emit_variants(
    struct analyzer *a, const struct token *token, struct span raw, struct span after, enum gap gap)
{
    struct variants v;
    bool near = gap == GAP_BLANK || gap == GAP_SLASH;
    variants_of(&v, token->word, raw, near ? a->last[0].word : NULL, gap, after);
    for (size_t i = 0; i < v.n; i++) {
        struct token other = *token;
        other.kind = v.items[i].kind;
        enum scan_kind kind;
        scan_word(v.items[i].text, &kind);
        other.word = word_of(a, v.items[i].text, kind);
        if (other.word->form.len)
            a->sink(a->context, &other);
    }
}

static void emit_joined(struct analyzer *a, const struct token *first, const struct token *middle,
    const struct token *token, char joint)
{
    char bytes[3 * WORD_FORM_MAX + 2];
    size_t n = 0;
    const struct token *parts[] = {first, middle, token};
    for (size_t i = 0; i < 3; i++) {
        if (!parts[i])
            continue;
        struct span exact = parts[i]->word->exact;
        if (joint && n)
            bytes[n++] = joint;
        for (size_t k = 0; k < exact.len; k++)
            if (exact.ptr[k] != '\'')
                bytes[n++] = exact.ptr[k];
    }
    if (n == 0 || n > WORD_FORM_MAX)
        return;
    struct token other = {.kind = TOKEN_SAME,
        .start = first->start,
        .end = token->end,
        .position = first->position,
        .word = word_of(a, span_of(bytes, n), joint == ',' ? SCAN_NUMBER : SCAN_WORD)};
    if (other.word->form.len)
        a->sink(a->context, &other);
}

/* A word, what it makes with those before it, and what it stands for. */
static void emit(struct analyzer *a, const struct token *token, struct span raw, struct span after)
{
    bool worth = a->gap == GAP_BLANK || a->gap == GAP_NONE
                     ? a->last[0].word && (a->last[0].word->flags & WORD_HEAD)
                     : a->gap != GAP_OTHER && a->last[0].word;
    bool joins = worth && variants_join(a->last[0].word, token->word, a->gap);
    if (joins) {
        char joint = variants_joint(a->last[0].word, token->word, a->gap);
        emit_joined(a, &a->last[0], NULL, token, joint);
        if (a->last[1].word && !joint)
            emit_joined(a, &a->last[1], &a->last[0], token, joint);
    }
    a->sink(a->context, token);
    if (token->word->flags & WORD_VARIED)
        emit_variants(a, token, raw, after, a->gap);
    a->last[1] = joins ? a->last[0] : (struct token){0};
    a->last[0] = *token;
    /* a soft hyphen at the end of a line cuts the word as a hyphen does */
    a->gap = span_ends(raw, span_str("\xC2\xAD")) ? GAP_HYPHEN : GAP_NONE;
}

/* Cuts text, of which offset bytes went before, as far as can be decided; returns how far. */
static size_t cut(struct analyzer *a, struct span text, bool last)
{
    size_t at = 0;
    while (at < text.len && (last || text.len - at >= SCAN_LOOKAHEAD)) {
        if (a->in_long_word) {
            size_t stop = last ? text.len : text.len - SCAN_LOOKAHEAD + 1;
            bool ended = false;
            at = skip_rest_of_word(text, at, stop, &ended);
            a->in_long_word = !ended;
            continue;
        }
        size_t n;
        enum char_kind first = char_kind(span_skip(text, at), &n);
        if (first != CHAR_LETTER && first != CHAR_DIGIT) {
            if (a->gap == GAP_NONE && text.ptr[at] == ' ')
                a->gap = GAP_BLANK;
            else if (a->gap != GAP_OTHER)
                a->gap = gap_after(a->gap, span_skip(text, at), n);
            at += n;
            continue;
        }
        enum scan_kind kind;
        size_t len = scan_word(span_skip(text, at), &kind);
        struct word *word = word_of(a, span_of(text.ptr + at, len), kind);
        if (word->form.len) {
            if (a->position < ANALYZER_POSITION_MAX)
                a->position++;
            struct token token = {
                .start = a->offset + (uint32_t)at,
                .end = a->offset + (uint32_t)(at + len),
                .position = a->position,
                .word = word,
            };
            emit(a, &token, span_of(text.ptr + at, len), span_skip(text, at + len));
        }
        at += len;
        a->in_long_word = len >= SCAN_WORD_MAX;
    }
    a->offset += (uint32_t)at;
    return at;
}

void analyzer_begin(struct analyzer *a, analyzer_sink *sink, void *context)
{
    a->sink = sink;
    a->context = context;
    buf_clear(&a->pending);
    a->offset = 0;
    a->position = 0;
    a->last[0] = a->last[1] = (struct token){0};
    a->gap = GAP_OTHER;
    a->in_long_word = false;
}

static void drop_front(struct buf *b, size_t n)
{
    memmove(b->ptr, b->ptr + n, b->len - n);
    b->len -= n;
}

void analyzer_feed(struct analyzer *a, struct span piece)
{
    if (a->pending.len) {
        /* Only as much of the piece as the undecided beginning needs is copied. */
        size_t take = piece.len < 2 * SCAN_LOOKAHEAD ? piece.len : 2 * SCAN_LOOKAHEAD;
        size_t before = a->pending.len;
        buf_add(&a->pending, piece.ptr, take);
        size_t done = cut(a, buf_span(&a->pending), false);
        if (done < before || take == piece.len) {
            if (done)
                drop_front(&a->pending, done);
            BUG_IF(take < piece.len);
            return;
        }
        piece = span_skip(piece, done - before);
        buf_clear(&a->pending);
    }
    size_t done = cut(a, piece, false);
    buf_add_span(&a->pending, span_skip(piece, done));
}

void analyzer_end(struct analyzer *a)
{
    cut(a, buf_span(&a->pending), true);
    buf_clear(&a->pending);
}

void analyzer_text(struct analyzer *a, struct span text, analyzer_sink *sink, void *context)
{
    analyzer_begin(a, sink, context);
    cut(a, text, true);
}

static void take_first(void *context, const struct token *token)
{
    struct word **first = context;
    if (!*first)
        *first = token->word;
}

struct span analyzer_stem(struct analyzer *a, struct word *word)
{
    if (!word->stem.ptr)
        word_stem(word, a->stemmer, &a->scratch, &a->strings);
    return word->stem;
}

bool analyzer_split(struct buf *out, struct span form)
{
    return variants_split(out, form);
}

struct word *analyzer_word(struct analyzer *a, struct span raw)
{
    struct word *first = NULL;
    analyzer_text(a, raw, take_first, &first);
    if (first)
        analyzer_stem(a, first);
    return first;
}
