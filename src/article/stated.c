#include "article/stated.h"

#include "base/buf.h"
#include "base/utf8.h"

enum {
    LINE_BYTES = 160, /* a longer line is a paragraph */
    DATE_BYTES = 64,  /* of « mercredi 25 septembre 2025 à 14 h 30 », and some */
    NAME_BYTES = 60,  /* of who wrote it, or where */
    REST_BYTES = 70   /* behind the date: « , mis à jour le … » */
};

/* Folded, like the line. */
static const char *const markers[] = {"article publie", "publiee", "publie", "publication",
    "date de publication", "paru", "parue", "mis en ligne", "mise en ligne", "edition", "date", "posted",
    "published"};
static const char *const joints[] = {":", "le", "du", "en", "on", "the", "dans l'edition du"};

static bool letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static struct span skip_blanks(struct span s)
{
    while (s.len && s.ptr[0] == ' ')
        s = span_skip(s, 1);
    return s;
}

/* Takes a word of the list off the front. */
static bool take_word(struct span *s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct span word = span_str(words[i]);
        bool whole = s->len == word.len || (s->len > word.len && !letter(s->ptr[word.len]));
        if (!span_starts(*s, word) || !whole)
            continue;
        *s = skip_blanks(span_skip(*s, word.len));
        return true;
    }
    return false;
}

/* The longest date at the front of s, which is taken off. */
static bool take_date(struct span *s, struct date *out)
{
    for (size_t n = s->len < DATE_BYTES ? s->len : DATE_BYTES; n >= 4; n--) {
        char next = n < s->len ? s->ptr[n] : ' ', last = s->ptr[n - 1];
        bool cut = (letter(next) || digit(next)) && (letter(last) || digit(last));
        if (cut || !date_parse(span_head(*s, n), out))
            continue;
        *s = span_skip(*s, n);
        return true;
    }
    return false;
}

/* What may stand behind a date that is no part of a sentence. */
static bool ends_well(struct span rest)
{
    rest = span_trim(rest);
    if (rest.len <= 1)
        return true;
    return rest.len <= REST_BYTES && !letter(rest.ptr[0]) && !digit(rest.ptr[0]) &&
           rest.ptr[rest.len - 1] != '.';
}

/* « par quelqu'un, », « lyon, »: behind it what may be « le 25/11/2025 ». */
static struct span skip_name(struct span s)
{
    for (size_t i = 0; i < s.len && i < NAME_BYTES; i++)
        if (strchr(",|-", s.ptr[i]) && i + 1 < s.len && s.ptr[i + 1] == ' ')
            return skip_blanks(span_skip(s, i + 1));
    return span_str("");
}

/* « publie le … »; *said: behind the marker, whatever it is. */
static enum stated marked(struct span s, struct date *out, struct span *said)
{
    if (!take_word(&s, markers, sizeof markers / sizeof *markers))
        return STATED_NOTHING;
    while (take_word(&s, joints, sizeof joints / sizeof *joints))
        continue;
    *said = s;
    if (take_date(&s, out))
        return ends_well(s) ? STATED_DATE : STATED_NOTHING;
    return s.len >= 6 && s.len <= DATE_BYTES && digit(s.ptr[0]) ? STATED_ODD : STATED_NOTHING;
}

static enum stated find(struct span s, struct date *out, struct span *said)
{
    enum stated found = marked(s, out, said);
    if (found != STATED_NOTHING)
        return found;
    if (date_parse(s, out) && out->day)
        return STATED_DATE;
    struct span behind = skip_name(s);
    found = behind.len ? marked(behind, out, said) : STATED_NOTHING;
    if (found != STATED_NOTHING || !span_starts(behind, span_str("le ")))
        return found;
    behind = span_skip(behind, 3);
    return take_date(&behind, out) && out->day && ends_well(behind) ? STATED_DATE : STATED_NOTHING;
}

enum stated stated_date(struct arena *arena, struct span line, struct date *out, struct span *odd)
{
    line = span_trim(line);
    if (line.len == 0 || line.len > LINE_BYTES)
        return STATED_NOTHING;
    struct buf folded = {0};
    utf8_add_folded(&folded, line);
    struct span said = span_str("");
    enum stated found = find(span_trim(buf_span(&folded)), out, &said);
    if (found == STATED_ODD)
        *odd = arena_copy(arena, said);
    buf_release(&folded);
    return found;
}
