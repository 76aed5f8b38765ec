#include "lang/explained_align.h"

#include "lang/chars.h"

#include <stdlib.h>

/* ---- Letters --------------------------------------------------------------------------------------------- */

static char folded_slow(struct span rune)
{
    struct buf b = {0};
    utf8_add_folded(&b, rune);
    char c = b.len ? b.ptr[0] : '\0';
    buf_release(&b);
    return c;
}

/* The rune's first letter in lower case without accent (« É », « Œ »: e, o). */
static char folded(struct span rune)
{
    char c = rune.ptr[0];
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return (unsigned char)c < 0x80 ? c : folded_slow(rune);
}

static bool is_upper(struct span rune)
{
    size_t n;
    return (unsigned char)rune.ptr[0] < 0x80 ? rune.ptr[0] >= 'A' && rune.ptr[0] <= 'Z'
                                             : utf8_is_upper(utf8_decode(rune, &n));
}

/* ---- Acronyms -------------------------------------------------------------------------------------------- */

/* Between the letters of an acronym: bytes of the separator at the front of s that follows a run of so many
 * letters, 0 when the acronym ends here. */
static size_t separator(struct span s, size_t run)
{
    size_t n = s.len && strchr(".&-", s.ptr[0]) ? 1 : 0;
    if (s.len > n && s.ptr[n] == ' ' && run == 1)
        n++; /* S. N. C. F. */
    if (n == 0 || n == s.len)
        return 0;
    struct span next = span_skip(s, n);
    size_t len, ignored;
    if (char_kind(next, &len) != CHAR_LETTER || !is_upper(next))
        return 0;
    bool blank = s.ptr[n - 1] == ' ';
    bool alone = len == next.len || char_kind(span_skip(next, len), &ignored) != CHAR_LETTER;
    return blank && !alone ? 0 : n;
}

bool acronym_read(struct acronym *a, struct span s)
{
    size_t at = 0, run = 0, uppers = 0, separators = 0;
    bool first_upper = false, last_upper = false;
    *a = (struct acronym){.n = 0};
    while (at < s.len) {
        size_t n;
        struct span rest = span_skip(s, at);
        enum char_kind kind = char_kind(rest, &n);
        if (kind == CHAR_LETTER || kind == CHAR_DIGIT) {
            if (a->n == ACRONYM_LETTERS)
                return false;
            last_upper = is_upper(rest);
            first_upper = first_upper || (a->n == 0 && last_upper);
            uppers += last_upper;
            a->letters[a->n++] = folded(span_head(rest, n));
            run++;
        } else {
            n = run ? separator(rest, run) : 0;
            if (n == 0)
                break;
            separators++;
            run = 0;
        }
        at += n;
    }
    if (a->n && separators && s.ptr[at - 1] != '.' && at < s.len && s.ptr[at] == '.' && s.ptr[at - 2] == '.')
        at++; /* S.N.C.F. */
    a->raw = span_head(s, at);
    if (!last_upper && a->n >= 3 && uppers == a->n - 1 && a->letters[a->n - 1] == 's') {
        a->n--; /* ONGs */
        a->raw.len--;
    }
    if (uppers >= 2) {
        a->written = ACRONYM_UPPER;
        return uppers * 3 >= a->n;
    }
    a->written = first_upper ? ACRONYM_CAPITAL : ACRONYM_LOWER;
    return !separators && uppers == first_upper && a->n >= (first_upper ? 3 : 4);
}

/* ---- Phrases --------------------------------------------------------------------------------------------- */

static int compare(const void *key, const void *item)
{
    return span_cmp(*(const struct span *)key, *(const struct span *)item);
}

#define W SPAN_LIT
static int weight_of(struct span raw)
{
    /* In byte order. English ones too: expansions are often English. */
    static const struct span empty[] = {W("a"), W("and"), W("au"), W("aux"), W("d"), W("dans"), W("de"),
        W("des"), W("du"), W("en"), W("et"), W("for"), W("in"), W("l"), W("la"), W("le"), W("les"), W("of"),
        W("on"), W("ou"), W("par"), W("s"), W("sa"), W("ses"), W("son"), W("the"), W("to"), W("un"), W("une"),
        W("à")};
    static const struct span light[] = {
        W("avec"), W("contre"), W("entre"), W("hors"), W("non"), W("pour"), W("sans"), W("sous"), W("sur")};
    char lower[8];
    if (raw.len > sizeof lower)
        return WORD_FULL;
    for (size_t i = 0; i < raw.len; i++)
        lower[i] = raw.ptr[i] >= 'A' && raw.ptr[i] <= 'Z' ? (char)(raw.ptr[i] - 'A' + 'a') : raw.ptr[i];
    struct span word = span_of(lower, raw.len);
    if (bsearch(&word, empty, sizeof empty / sizeof *empty, sizeof *empty, compare))
        return WORD_EMPTY;
    return bsearch(&word, light, sizeof light / sizeof *light, sizeof *light, compare) ? WORD_LIGHT : WORD_FULL;
}
#undef W

enum gap_kind { PHRASE_GAP, PHRASE_COMMA, PHRASE_HYPHEN, PHRASE_END };

/* What a rune between words does to the phrase. */
static enum gap_kind gap_of(struct span rune)
{
    static const char *const passed[] = {
        " ", "\xC2\xA0", "\xE2\x80\xAF", "'", "’", "\"", "«", "»", "“", "”", "&", "/", "–", "—"};
    if (span_is(rune, ","))
        return PHRASE_COMMA;
    if (span_is(rune, "-") || span_is(rune, "‑"))
        return PHRASE_HYPHEN;
    for (size_t i = 0; i < sizeof passed / sizeof *passed; i++)
        if (span_is(rune, passed[i]))
            return PHRASE_GAP;
    return PHRASE_END;
}

static void add_word(struct phrase *p, struct span raw, bool joined, bool comma)
{
    if (p->n == PHRASE_WORDS)
        memmove(p->words, p->words + 1, --p->n * sizeof *p->words);
    size_t n;
    utf8_decode(raw, &n);
    p->words[p->n++] = (struct phrase_word){.raw = raw,
        .initial = folded(span_head(raw, n)),
        .capital = is_upper(raw),
        .joined = joined && p->n,
        .comma = comma,
        .weight = weight_of(raw)};
}

void phrase_last(struct phrase *p, struct span s)
{
    p->n = 0;
    bool comma = false;
    for (size_t at = 0, n; at < s.len;) {
        size_t start = at;
        while (at < s.len) {
            enum char_kind kind = char_kind(span_skip(s, at), &n);
            if (kind != CHAR_LETTER && kind != CHAR_DIGIT && kind != CHAR_INVISIBLE)
                break;
            at += n;
        }
        if (at > start) {
            add_word(p, span_of(s.ptr + start, at - start), start && s.ptr[start - 1] == '-', comma);
            comma = false;
            continue;
        }
        utf8_decode(span_skip(s, at), &n);
        enum gap_kind gap = gap_of(span_of(s.ptr + at, n));
        comma = comma || gap == PHRASE_COMMA;
        if (gap == PHRASE_END)
            p->n = 0;
        at += n;
    }
}

/* ---- Alignment ------------------------------------------------------------------------------------------- */

enum {
    COST_EMPTY = 1,   /* a letter for an article */
    COST_PREFIX = 1,  /* several letters from the beginning of a word, however many */
    COST_INSIDE = 2,  /* a letter from inside a word */
    COST_PART = 1,    /* a part of a compound without a letter */
    COST_SKIPPED = 3, /* a word without a letter */
    COST_NEVER = 1000
};

struct alignment {
    const struct phrase *phrase;
    const struct acronym *acronym;
    size_t last;
    unsigned limit;
    /* The least cost of the letters from j, the first of which is the initial of word i, plus one; 0: not
     * known. */
    unsigned short known[ACRONYM_LETTERS][PHRASE_WORDS];
};

static unsigned skip_cost(const struct phrase_word *w)
{
    if (w->weight != WORD_FULL)
        return 0;
    return w->joined ? COST_PART : COST_SKIPPED;
}

static unsigned cost_from(struct alignment *al, size_t j, size_t i);

/* The letters from j stand in the words behind i. */
static unsigned cost_behind(struct alignment *al, size_t j, size_t i)
{
    const struct phrase_word *words = al->phrase->words;
    unsigned best = COST_NEVER, skipped = 0;
    size_t k = i + 1;
    for (; k < al->last && skipped <= al->limit; k++) {
        if (j < al->acronym->n && words[k].initial == al->acronym->letters[j]) {
            unsigned cost = skipped + cost_from(al, j, k);
            best = cost < best ? cost : best;
        }
        skipped += skip_cost(&words[k]);
    }
    if (j == al->acronym->n && k == al->last)
        return words[al->last - 1].weight == WORD_FULL ? skipped : COST_NEVER;
    return best;
}

static unsigned cost_from(struct alignment *al, size_t j, size_t i)
{
    const struct phrase_word *w = &al->phrase->words[i];
    if (al->known[j][i])
        return al->known[j][i] - 1u;
    unsigned taken = w->weight == WORD_EMPTY && j > 0 ? COST_EMPTY : 0, best = COST_NEVER;
    bool prefix = true;
    size_t at, n;
    utf8_decode(w->raw, &at);
    for (size_t used = 1; taken <= al->limit; used++) {
        unsigned cost = taken + cost_behind(al, j + used, i);
        best = cost < best ? cost : best;
        if (j + used == al->acronym->n)
            break;
        /* One letter more from the same word. */
        size_t before = at;
        bool found = false;
        for (; at < w->raw.len && !found; at += n) {
            struct span rest = span_skip(w->raw, at);
            utf8_decode(rest, &n);
            found = folded(span_head(rest, n)) == al->acronym->letters[j + used];
            prefix = prefix && (found || at != before);
        }
        if (!found)
            break;
        bool next = prefix && at == before + n;
        prefix = next;
        taken += !next ? COST_INSIDE : used == 1 ? COST_PREFIX : 0;
    }
    al->known[j][i] = (unsigned short)(best + 1);
    return best;
}

static unsigned limit_of(const struct acronym *a)
{
    static const unsigned upper[] = {0, 0, 0, 2, 3, 4}, other[] = {0, 0, 0, 0, 2, 3};
    size_t n = a->n < 5 ? a->n : 5;
    return a->written == ACRONYM_UPPER ? upper[n] : other[n] - (a->written == ACRONYM_LOWER && n >= 4);
}

static bool may_begin(const struct phrase *p, size_t i, const struct acronym *a)
{
    const struct phrase_word *w = &p->words[i];
    if (w->initial != a->letters[0] || w->joined)
        return false;
    /* An article only if it belongs to a name: « Les Républicains », « la France insoumise ». */
    return w->weight != WORD_EMPTY || w->capital || (i + 1 < p->n && p->words[i + 1].capital);
}

static bool same_word(const struct phrase_word *w, const struct acronym *a)
{
    return span_eq(w->raw, a->raw);
}

/* Two capitalised words without an article before them are a person (« Philippe Simon (PS) »). */
static bool is_name(const struct phrase *p, size_t first, size_t last)
{
    for (size_t i = first; i < last; i++)
        if (!p->words[i].capital)
            return false;
    return p->words[first].weight != WORD_EMPTY && (first == 0 || p->words[first - 1].weight != WORD_EMPTY);
}

static size_t full_words(const struct phrase *p, size_t first, size_t last)
{
    size_t n = 0;
    for (size_t i = first; i < last; i++)
        n += p->words[i].weight != WORD_EMPTY || (i == first);
    return n;
}

bool phrase_explains(const struct phrase *p, size_t last, const struct acronym *a, bool from_first,
    size_t *first, unsigned *cost)
{
    struct alignment al = {.phrase = p, .acronym = a, .last = last, .limit = limit_of(a)};
    unsigned best = COST_NEVER;
    for (size_t i = last; i-- > 0;) {
        if (same_word(&p->words[i], a))
            break;
        if (!may_begin(p, i, a))
            continue;
        unsigned c = cost_from(&al, 0, i);
        if (c < best) {
            best = c;
            *first = i;
        }
    }
    if (best > al.limit || full_words(p, *first, last) < (a->written == ACRONYM_UPPER ? 2 : 3))
        return false;
    for (size_t i = 0; from_first && i < *first; i++)
        if (p->words[i].weight == WORD_FULL)
            return false;
    if (a->n == 2 && !from_first && is_name(p, *first, last))
        return false;
    *cost = best;
    return true;
}
