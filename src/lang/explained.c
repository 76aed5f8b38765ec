#include "lang/explained.h"

#include "lang/chars.h"
#include "lang/explained_align.h"

enum {
    /* Bytes that an expansion may reach. */
    WINDOW_BASE = 24,
    WINDOW_LETTER = 18, /* for each letter of the acronym */
    WINDOW = WINDOW_BASE + ACRONYM_LETTERS * WINDOW_LETTER,
    ALOUD = 32, /* bytes that « ou l'« may stand before an acronym */
    ENDS = 8    /* commas at which an expansion in brackets may end: an enumeration explains nothing */
};

struct finder {
    struct span text;
    explained_sink *sink;
    void *context;
};

/* ---- What stands around acronyms ------------------------------------------------------------------------- */

/* Bytes of the quote or blank that s begins with. */
static size_t quote_length(struct span s)
{
    static const struct span quotes[] = {SPAN_LIT("«"), SPAN_LIT("»"), SPAN_LIT("“"), SPAN_LIT("”"),
        SPAN_LIT("’"), SPAN_LIT("\xC2\xA0"), SPAN_LIT("\xE2\x80\xAF")};
    unsigned char c = s.len ? (unsigned char)s.ptr[0] : 'a';
    if (c < 0x80)
        return c == '"' || c == '\'' || c == ' ';
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
        if (span_starts(s, quotes[i]))
            return quotes[i].len;
    return 0;
}

static struct span skip_quotes(struct span s)
{
    for (size_t n; (n = quote_length(s)) > 0;)
        s = span_skip(s, n);
    return s;
}

/* The start of the rune that ends where s ends; s is not empty. */
static size_t last_rune(struct span s)
{
    size_t at = s.len - 1;
    while (at > 0 && s.len - at < 4 && ((unsigned char)s.ptr[at] & 0xc0) == 0x80)
        at--;
    return at;
}

static struct span drop_quotes(struct span s)
{
    while (s.len) {
        size_t at = last_rune(s);
        if (quote_length(span_skip(s, at)) != s.len - at)
            break;
        s.len = at;
    }
    return s;
}

/* Takes the first of the words that s begins with off it. */
static bool skip_one(struct span *s, const char *const words[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s->len && s->ptr[0] == words[i][0] && span_starts(*s, span_str(words[i]))) {
            *s = span_skip(*s, strlen(words[i]));
            return true;
        }
    return false;
}

#define SKIP_ONE(s, words) skip_one((s), (words), sizeof(words) / sizeof *(words))

static struct span skip_article(struct span s)
{
    static const char *const articles[] = {"l'", "l’", "L'", "L’", "la ", "le ", "les ", "un ", "une "};
    s = skip_quotes(s);
    SKIP_ONE(&s, articles);
    return skip_quotes(s);
}

/* « ou », « dit », « abrégé en »: what says that an acronym comes. */
static bool skip_announcement(struct span *s)
{
    static const char *const words[] = {
        "ou ", "dit ", "dite ", "dits ", "dites ", "abrégé ", "abrégée ", "en "};
    bool any = false;
    while (SKIP_ONE(s, words))
        any = true;
    return any;
}

/* May an acronym end before s? */
static bool is_end(struct span s)
{
    static const char *const words[] = {" ou ", " en ", " -", " –"};
    struct span unquoted = skip_quotes(s);
    return (unquoted.len && memchr(")],;", unquoted.ptr[0], 4)) || SKIP_ONE(&s, words);
}

/* ---- Expansions ------------------------------------------------------------------------------------------ */

static struct span words_span(const struct phrase *p, size_t first, size_t last)
{
    const char *start = p->words[first].raw.ptr;
    struct span end = p->words[last - 1].raw;
    return span_of(start, (size_t)(end.ptr - start) + end.len);
}

static void tell(struct finder *f, const struct acronym *a, struct span expansion)
{
    struct explained pair = {a->raw, expansion};
    f->sink(f->context, &pair);
}

/* The acronym's expansion ends where before ends. */
static void look_before(struct finder *f, struct span before, const struct acronym *a)
{
    struct phrase p;
    size_t first;
    unsigned cost;
    struct span s = drop_quotes(before);
    size_t window = WINDOW_BASE + a->n * WINDOW_LETTER;
    if (s.len > window) {
        s = span_skip(s, s.len - window);
        const char *blank = memchr(s.ptr, ' ', s.len);
        s = span_skip(s, blank ? (size_t)(blank - s.ptr) : s.len);
    }
    phrase_last(&p, s);
    if (p.n && explained_align(&p, p.n, a, EXPLAINED_BEFORE, &first, &cost))
        tell(f, a, words_span(&p, first, p.n));
}

/* The expansion stands in brackets behind the acronym: all that is in them, or as far as a comma. */
static void look_inside(struct finder *f, struct span inside, const struct acronym *a)
{
    struct phrase p;
    phrase_last(&p, inside);
    unsigned best = 0;
    struct span expansion = {0};
    for (size_t last = 1, ends = 0; last <= p.n; last++) {
        size_t first;
        unsigned cost;
        bool ends_here = last == p.n || (p.words[last].comma && ends++ < ENDS);
        if (ends_here && explained_align(&p, last, a, EXPLAINED_BEHIND, &first, &cost) &&
            (!expansion.len || cost < best)) {
            expansion = words_span(&p, first, last);
            best = cost;
        }
    }
    if (expansion.len)
        tell(f, a, expansion);
}

/* ---- Brackets and commas --------------------------------------------------------------------------------- */

static size_t word_start(struct span s)
{
    size_t at = s.len;
    while (at > 0 && s.len - at < ALOUD) {
        unsigned char c = (unsigned char)s.ptr[at - 1];
        bool inside = c >= 0x80 || c == '.' || c == '&' || c == '-' || (c >= '0' && c <= '9') ||
                      (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (!inside)
            break;
        at--;
    }
    return at;
}

/* The acronym that before ends with. */
static bool acronym_before(struct acronym *a, struct span before)
{
    struct span s = drop_quotes(before);
    size_t start = word_start(s);
    /* Quotes are not ASCII. */
    struct span word = skip_article(span_skip(s, start));
    while (word.len) {
        if (acronym_read(a, word) && a->read == word.len && a->written != ACRONYM_LOWER)
            return true;
        const char *hyphen = memchr(word.ptr, '-', word.len);
        if (!hyphen)
            return false;
        word = span_skip(word, (size_t)(hyphen - word.ptr) + 1); /* ex-FN */
    }
    return false;
}

/* What stands in the brackets that open before s, when it has an end within reach and no brackets of its own:
 * what is in those is theirs. So no byte is looked at for two of them. Else empty. */
static struct span in_brackets(struct span s, char closing)
{
    struct span reach = span_head(s, WINDOW);
    for (size_t i = 0; i < reach.len && reach.ptr[i] != '(' && reach.ptr[i] != '['; i++)
        if (reach.ptr[i] == closing)
            return span_head(reach, i);
    return span_head(reach, 0);
}

static void at_bracket(struct finder *f, size_t at, char closing)
{
    struct span before = span_head(f->text, at), after = span_skip(f->text, at + 1);
    struct acronym a;
    struct span s = skip_quotes(after);
    skip_announcement(&s);
    s = skip_article(s);
    if (acronym_read(&a, s) && is_end(span_skip(s, a.read))) {
        look_before(f, before, &a);
        return;
    }
    struct span inside = in_brackets(after, closing);
    if (inside.len && acronym_before(&a, before))
        look_inside(f, inside, &a);
}

static void at_comma(struct finder *f, size_t at)
{
    struct span s = span_skip(f->text, at + 2);
    struct acronym a;
    if (!skip_announcement(&s))
        return;
    s = skip_article(s);
    if (acronym_read(&a, s) && a.written == ACRONYM_UPPER)
        look_before(f, span_head(f->text, at), &a);
}

static void each(struct finder *f, char c, void (*look)(struct finder *, size_t))
{
    const char *start = f->text.ptr, *end = start + f->text.len;
    for (const char *p = start; (p = memchr(p, c, (size_t)(end - p))) != NULL; p++)
        look(f, (size_t)(p - start));
}

static void at_round(struct finder *f, size_t at)
{
    at_bracket(f, at, ')');
}

static void at_square(struct finder *f, size_t at)
{
    at_bracket(f, at, ']');
}

/* There are many commas: the first letters of « ou », « dit » and « abrégé » are looked at right here. */
static void at_any_comma(struct finder *f, size_t at)
{
    const char *p = f->text.ptr + at;
    if (f->text.len - at > 4 && p[1] == ' ' &&
        ((p[2] == 'o' && p[3] == 'u') || (p[2] == 'd' && p[3] == 'i') || (p[2] == 'a' && p[3] == 'b')))
        at_comma(f, at);
}

void explained_find(struct span text, explained_sink *sink, void *context)
{
    struct finder f = {text, sink, context};
    if (text.len == 0)
        return;
    each(&f, '(', at_round);
    each(&f, '[', at_square);
    each(&f, ',', at_any_comma);
}
