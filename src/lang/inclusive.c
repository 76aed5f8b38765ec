#include "lang/inclusive.h"

#include "lang/chars.h"

/* What parts the endings. A stop or a hyphen also stands between other words: they count only where nothing
 * follows the endings. */
static size_t mark_length(struct span s)
{
    static const struct span marks[] = {SPAN_LIT("\xC2\xB7"), SPAN_LIT("\xE2\x80\xA2"),
        SPAN_LIT("\xE2\x8B\x85"), SPAN_LIT("\xE2\x80\xA7"), SPAN_LIT("."), SPAN_LIT("-"), SPAN_LIT("(")};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (s.len && s.ptr[0] == marks[i].ptr[0] && span_starts(s, marks[i]))
            return marks[i].len;
    return 0;
}

/* The feminine's ending, and the masculine's that it takes the place of, longest first. */
static const struct {
    const char *feminine;
    const char *masculine; /* blanks between; what is none of them stays */
} endings[] = {
    {"trice", "teur"},
    {"rice", "eur"},
    {"euse", "eur eux"},
    {"ière", "ier"},
    {"elle", "eau el"},
    {"esse", ""},
    {"ère", "er"},
    {"ne", ""},
    {"le", ""},
    {"te", "s"}, /* tous·tes */
    {"ve", "f"},
    {"se", "x s"},
    {"fe", ""},
    {"e", ""},
};
enum { ENDINGS = sizeof endings / sizeof *endings };

static size_t letters_length(struct span s)
{
    size_t i = 0, n;
    while (i < s.len && i < 16 && char_kind(span_skip(s, i), &n) == CHAR_LETTER)
        i += n;
    return i;
}

static int find_ending(struct span run)
{
    if (run.len > 1 && run.ptr[run.len - 1] == 's')
        run.len--;
    for (int i = 0; i < ENDINGS; i++)
        if (span_is(run, endings[i].feminine))
            return i;
    return -1;
}

static bool word_follows(struct span s)
{
    size_t n;
    if (s.len == 0)
        return false;
    enum char_kind kind = char_kind(s, &n);
    return kind == CHAR_LETTER || kind == CHAR_DIGIT || kind == CHAR_APOSTROPHE || s.ptr[0] == '-';
}

size_t inclusive_length(struct span s)
{
    size_t mark = mark_length(s);
    if (!mark)
        return 0;
    bool bracket = s.ptr[0] == '(';
    size_t run = letters_length(span_skip(s, mark));
    if (run == 0 || find_ending(span_of(s.ptr + mark, run)) < 0)
        return 0;
    size_t end = mark + run;
    if (bracket) {
        if (end >= s.len || s.ptr[end] != ')')
            return 0;
        end++;
        if (end < s.len && s.ptr[end] == 's')
            end++;
    } else {
        size_t second = mark_length(span_skip(s, end));
        if (second && end + second < s.len && s.ptr[end + second] == 's' && s.ptr[end] == s.ptr[0])
            end += second + 1;
    }
    return word_follows(span_skip(s, end)) ? 0 : end;
}

struct parts {
    struct span base, feminine;
    int ending;
    bool plural;
};

static struct parts take_apart(struct span raw)
{
    struct parts p = {.ending = -1};
    size_t at = 0;
    while (at < raw.len && !mark_length(span_skip(raw, at)))
        at++;
    p.base = span_head(raw, at);
    at += mark_length(span_skip(raw, at));
    p.feminine = span_head(span_skip(raw, at), letters_length(span_skip(raw, at)));
    p.ending = find_ending(p.feminine);
    p.plural = raw.ptr[raw.len - 1] == 's';
    if (p.feminine.len > 1 && p.feminine.ptr[p.feminine.len - 1] == 's')
        p.feminine.len--;
    if (p.plural && p.base.len > 3 && p.base.ptr[p.base.len - 1] == 's')
        p.base.len--;
    return p;
}

void inclusive_masculine(struct buf *out, struct span raw)
{
    struct parts p = take_apart(raw);
    buf_add_span(out, p.base);
    if (p.plural && !span_ends(p.base, span_str("x")))
        buf_add_char(out, 's');
}

void inclusive_feminine(struct buf *out, struct span raw)
{
    struct parts p = take_apart(raw);
    struct span base = p.base;
    for (const char *m = p.ending < 0 ? "" : endings[p.ending].masculine; *m;) {
        size_t n = strcspn(m, " ");
        if (span_ends(base, span_of(m, n))) {
            base.len -= n;
            break;
        }
        m += n + strspn(m + n, " ");
    }
    buf_add_span(out, base);
    buf_add_span(out, p.feminine);
    if (p.plural)
        buf_add_char(out, 's');
}
