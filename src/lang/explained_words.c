#include "lang/explained_words.h"

#include "lang/chars.h"

#include <stdlib.h>

/* ---- Letters --------------------------------------------------------------------------------------------- */

static char folded_slow(struct span rune)
{
    struct buf b = {0};
    utf8_add_folded(&b, rune);
    char c = b.len ? b.ptr[0] : '\0';
    buf_release(&b);
    return (unsigned char)c < 0x80 ? c : '\0';
}

char letter_folded(struct span rune)
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
    size_t n = s.len && memchr(".&-", s.ptr[0], 3) ? 1 : 0;
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

struct tally {
    size_t uppers, separators;
    bool first_upper, last_upper, dotted;
};

/* Bytes of letters and what is between them; 0 when there are too many, or others than Latin ones. */
static size_t read_letters(struct acronym *a, struct span s, struct tally *t)
{
    size_t at = 0, run = 0, n;
    while (at < s.len) {
        struct span rest = span_skip(s, at);
        enum char_kind kind = char_kind(rest, &n);
        if (kind == CHAR_LETTER || kind == CHAR_DIGIT) {
            if (a->n == ACRONYM_LETTERS)
                return 0;
            t->last_upper = is_upper(rest);
            t->first_upper = t->first_upper || (a->n == 0 && t->last_upper);
            t->uppers += t->last_upper;
            if ((a->letters[a->n] = letter_folded(span_head(rest, n))) == '\0')
                return 0;
            a->n++;
            run++;
        } else {
            n = run && t->first_upper ? separator(rest, run) : 0; /* « ex-FN » is not one */
            if (n == 0)
                break;
            t->separators++;
            t->dotted = t->dotted || rest.ptr[0] == '.';
            run = 0;
        }
        at += n;
    }
    return at;
}

bool acronym_read(struct acronym *a, struct span s)
{
    struct tally t = {0};
    *a = (struct acronym){.n = 0};
    size_t len = read_letters(a, s, &t);
    if (len == 0)
        return false;
    if (t.dotted && len < s.len && s.ptr[len] == '.')
        len++;
    a->raw = span_head(s, len);
    a->read = len;
    if (a->n >= 3 && t.uppers == a->n - 1 && !t.last_upper && a->letters[a->n - 1] == 's') {
        a->n--; /* ONGs */
        a->raw.len--;
    }
    if (t.uppers >= 2) {
        a->written = ACRONYM_UPPER;
        return t.uppers * 3 >= a->n;
    }
    a->written = t.first_upper ? ACRONYM_CAPITAL : ACRONYM_LOWER;
    return !t.separators && t.uppers == t.first_upper && a->n >= (t.first_upper ? 3 : 4);
}

/* ---- Phrases --------------------------------------------------------------------------------------------- */

struct small_word {
    struct span word;
    enum word_weight weight;
};

static int compare(const void *key, const void *item)
{
    const struct span *word = key;
    const struct small_word *small = item;
    int first = (unsigned char)word->ptr[0] - (unsigned char)small->word.ptr[0];
    return first ? first : span_cmp(*word, small->word);
}

/* Words that an acronym may pass over, in byte order; English ones too, as expansions are often English. */
#define W SPAN_LIT
enum { LONGEST = 6 };
static const struct small_word small_words[] = {{W("a"), WEIGHT_EMPTY}, {W("and"), WEIGHT_EMPTY},
    {W("au"), WEIGHT_EMPTY}, {W("aux"), WEIGHT_EMPTY}, {W("avec"), WEIGHT_LIGHT}, {W("contre"), WEIGHT_LIGHT},
    {W("d"), WEIGHT_EMPTY}, {W("dans"), WEIGHT_EMPTY}, {W("de"), WEIGHT_EMPTY}, {W("des"), WEIGHT_EMPTY},
    {W("du"), WEIGHT_EMPTY}, {W("en"), WEIGHT_EMPTY}, {W("entre"), WEIGHT_LIGHT}, {W("et"), WEIGHT_EMPTY},
    {W("for"), WEIGHT_EMPTY}, {W("hors"), WEIGHT_LIGHT}, {W("in"), WEIGHT_EMPTY}, {W("l"), WEIGHT_EMPTY},
    {W("la"), WEIGHT_EMPTY}, {W("le"), WEIGHT_EMPTY}, {W("les"), WEIGHT_EMPTY}, {W("non"), WEIGHT_LIGHT},
    {W("of"), WEIGHT_EMPTY}, {W("on"), WEIGHT_EMPTY}, {W("ou"), WEIGHT_EMPTY}, {W("par"), WEIGHT_EMPTY},
    {W("pour"), WEIGHT_LIGHT}, {W("s"), WEIGHT_EMPTY}, {W("sa"), WEIGHT_EMPTY}, {W("sans"), WEIGHT_LIGHT},
    {W("ses"), WEIGHT_EMPTY}, {W("son"), WEIGHT_EMPTY}, {W("sous"), WEIGHT_LIGHT}, {W("sur"), WEIGHT_LIGHT},
    {W("the"), WEIGHT_EMPTY}, {W("to"), WEIGHT_EMPTY}, {W("un"), WEIGHT_EMPTY}, {W("une"), WEIGHT_EMPTY},
    {W("à"), WEIGHT_EMPTY}};
#undef W

static enum word_weight weight_of(struct span raw)
{
    char lower[LONGEST];
    if (raw.len > LONGEST)
        return WEIGHT_FULL;
    for (size_t i = 0; i < raw.len; i++)
        lower[i] = raw.ptr[i] >= 'A' && raw.ptr[i] <= 'Z' ? (char)(raw.ptr[i] - 'A' + 'a') : raw.ptr[i];
    struct span word = span_of(lower, raw.len);
    const struct small_word *found =
        bsearch(&word, small_words, sizeof small_words / sizeof *small_words, sizeof *small_words, compare);
    return found ? found->weight : WEIGHT_FULL;
}

/* May rune stand between two words of a phrase? */
static bool passes(struct span rune)
{
    static const struct span passed[] = {SPAN_LIT("’"), SPAN_LIT("\xC2\xA0"), SPAN_LIT("\xE2\x80\xAF"),
        SPAN_LIT("‑"), SPAN_LIT("«"), SPAN_LIT("»"), SPAN_LIT("“"), SPAN_LIT("”"), SPAN_LIT("–"),
        SPAN_LIT("—")};
    switch (rune.ptr[0]) {
    case ' ':
    case '\'':
    case '-':
    case ',':
    case '"':
    case '&':
    case '/': return true;
    default: break;
    }
    for (size_t i = 0; i < sizeof passed / sizeof *passed; i++)
        if (span_eq(rune, passed[i]))
            return true;
    return false;
}

static bool ends_phrase(char c)
{
    switch (c) {
    case '\n':
    case '.':
    case ';':
    case ':':
    case '!':
    case '?':
    case '(':
    case ')':
    case '[':
    case ']': return true;
    default: return false;
    }
}

/* What is behind the last sign that ends a phrase; other signs than these are met on the way. */
static struct span behind_last_end(struct span s)
{
    size_t at = s.len;
    while (at > 0 && !ends_phrase(s.ptr[at - 1]))
        at--;
    return span_skip(s, at);
}

/* gap: what stands between the word and the one before. */
static void add_word(struct phrase *p, struct span raw, struct span gap)
{
    if (p->n == PHRASE_WORDS)
        memmove(p->words, p->words + 1, --p->n * sizeof *p->words);
    size_t n;
    utf8_decode(raw, &n);
    p->words[p->n] = (struct phrase_word){.raw = raw,
        .initial = letter_folded(span_head(raw, n)),
        .capital = is_upper(raw),
        .joined = p->n && (span_is(gap, "-") || span_is(gap, "‑")),
        .comma = memchr(gap.ptr, ',', gap.len) != NULL,
        .weight = weight_of(raw)};
    p->n++;
}

/* Bytes of the word that s begins with. */
static size_t word_length(struct span s)
{
    size_t at = 0;
    while (at < s.len) {
        size_t n;
        enum char_kind kind = char_kind(span_skip(s, at), &n);
        if (kind != CHAR_LETTER && kind != CHAR_DIGIT && kind != CHAR_INVISIBLE)
            break;
        at += n;
    }
    return at;
}

void phrase_last(struct phrase *p, struct span s)
{
    s = behind_last_end(s);
    p->n = 0;
    size_t end = 0;
    for (size_t at = 0, n; at < s.len; at += n) {
        struct span rest = span_skip(s, at);
        n = word_length(rest);
        if (n) {
            add_word(p, span_head(rest, n), span_of(s.ptr + end, at - end));
            end = at + n;
            continue;
        }
        utf8_decode(rest, &n);
        if (!passes(span_head(rest, n)))
            p->n = 0;
    }
}
