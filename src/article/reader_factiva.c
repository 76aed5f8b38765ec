/* HTML of Factiva (Dow Jones): with indexing, where a table has a row « HD | headline » for each field, or
 * without, where fields are lines in a fixed order. Field codes: Factiva's own help, « Search by fields ». */
#include "article/date.h"
#include "article/export.h"
#include "article/layout.h"

#include <strings.h>

static const char *const signs[] = {"enHeadline", "frHeadline", "articleParagraph", "id=\"article-",
    "class=\"article enArticle", "class=\"article frArticle", NULL};
static const char *const marks[] = {"class=\"article ", "class=\"article\"", "class='article", NULL};

static int bid(const struct reader_look *look)
{
    return export_mentions(look->text, signs) && export_mentions(look->text, marks) ? 90 : 0;
}

static struct span lines_of(const struct markup_node *n, struct arena *arena)
{
    struct buf text = {0};
    markup_lines(n, &text);
    struct span copy = arena_copy(arena, span_trim(buf_span(&text)));
    buf_release(&text);
    return copy;
}

static struct span set_date(struct arena *arena, struct span day, struct span hour)
{
    struct date date, with_hour;
    if (!date_parse(day, &date))
        return span_str("");
    if (hour.len && hour.len < 12 &&
        date_parse(span_str(arena_printf(arena, "%.*s %.*s", SPAN_ARG(day), SPAN_ARG(hour))), &with_hour))
        date = with_hour;
    return date_format(arena, &date);
}

/* « Document LEMOND0020070109e3190000x » */
static struct span document_name(struct span s)
{
    static const struct span word = SPAN_LIT("Document ");
    return span_starts(s, word) ? span_trim(span_skip(s, word.len)) : span_str("");
}

/* ---- With indexing ------------------------------------------------------------------------------------ */

enum code { SE, HD, BY, PD, ET, SN, LA, LP, TD, AN, CODES };
static const char *const codes[CODES] = {"SE", "HD", "BY", "PD", "ET", "SN", "LA", "LP", "TD", "AN"};

static bool read_table(const struct markup_node *piece, struct arena *arena, struct article *out)
{
    struct span values[CODES] = {{0}};
    bool found = false;
    for (const struct markup_node *row = piece->first; row; row = markup_next(row, piece, true)) {
        const struct markup_node *name = markup_is(row, "tr") ? markup_kid(row, "td th") : NULL;
        const struct markup_node *value = name ? name->next : NULL;
        while (value && !markup_is_any(value, "td th"))
            value = value->next;
        if (!value)
            continue;
        struct span code = markup_line(name, arena);
        for (size_t i = 0; i < CODES; i++)
            if (span_is(code, codes[i])) {
                values[i] = lines_of(value, arena);
                found = true;
            }
    }
    if (!found)
        return false;
    out->section = values[SE];
    out->title = values[HD];
    out->author = values[BY];
    out->date = set_date(arena, values[PD], values[ET]);
    out->source = values[SN];
    out->language = export_language(values[LA]);
    out->id = document_name(values[AN]).len ? document_name(values[AN]) : values[AN];
    out->text = span_str(arena_printf(arena, "%.*s\n%.*s", SPAN_ARG(values[LP]), SPAN_ARG(values[TD])));
    return true;
}

/* ---- Without ------------------------------------------------------------------------------------------ */

static bool is_headline(const struct markup_node *n)
{
    struct span class = markup_attr(n, "class");
    return span_ends(class, span_str("Headline")) || span_is(markup_attr(n, "id"), "hd");
}

static bool is_paragraph(const struct markup_node *n)
{
    return markup_is(n, "p") &&
           (markup_has_word(n, "class", "articleParagraph") ||
               memmem(markup_attr(n, "class").ptr, markup_attr(n, "class").len, "rticleParagraph", 15));
}

static bool ends_with_word(struct span s, const char *word)
{
    size_t n = strlen(word);
    return s.len > n && s.ptr[0] >= '0' && s.ptr[0] <= '9' && strcasecmp(word, "") != 0 &&
           strncasecmp(s.ptr + s.len - n, word, n) == 0;
}

static bool is_count(struct span s)
{
    return ends_with_word(s, " mots") || ends_with_word(s, " words") || ends_with_word(s, " mot") ||
           ends_with_word(s, "\xc2\xa0mots");
}

enum { LINES_MAX = 16 };

struct lines_read {
    struct span lines[LINES_MAX];
    size_t n, count; /* count: the line with the number of words */
};

static void collect(
    struct lines_read *l, const struct markup_node *piece, struct arena *arena, struct article *out)
{
    struct buf text = {0};
    for (const struct markup_node *n = piece->first; n;) {
        bool into = true;
        if (n->name && is_headline(n) && out->title.len == 0) {
            out->title = markup_line(n, arena);
            into = false;
        } else if (is_paragraph(n)) {
            struct span name = document_name(markup_line(n, arena));
            if (name.len)
                out->id = name;
            else
                markup_lines(n, &text);
            into = false;
        } else if (markup_is(n, "p") && document_name(markup_line(n, arena)).len) {
            out->id = document_name(markup_line(n, arena));
            into = false;
        } else if (markup_is(n, "div") && text.len == 0 && !markup_find(n, "div p") && l->n < LINES_MAX) {
            struct span line = markup_line(n, arena);
            if (line.len && out->title.len)
                l->lines[l->n++] = line;
            else if (line.len)
                out->section = line; /* before the headline */
            into = false;
        }
        n = markup_next(n, piece, into);
    }
    out->text = arena_copy(arena, buf_span(&text));
    buf_release(&text);
}

/* Author, words, day, hour, paper, its code, page, language, copyright: each but the day may be missing. */
static bool read_lines(const struct markup_node *piece, struct arena *arena, struct article *out)
{
    struct lines_read l = {.n = 0};
    collect(&l, piece, arena, out);
    struct date date;
    size_t day = 0;
    while (day < l.n && !date_parse(l.lines[day], &date))
        day++;
    if (day < l.n) {
        bool hour = day + 1 < l.n && memchr(l.lines[day + 1].ptr, ':', l.lines[day + 1].len) &&
                    l.lines[day + 1].len <= 8;
        out->date = set_date(arena, l.lines[day], hour ? l.lines[day + 1] : span_str(""));
        size_t paper = day + 1 + hour;
        if (paper < l.n)
            out->source = l.lines[paper];
        for (size_t i = paper + 1; i < l.n; i++)
            if (!span_eq(export_language(l.lines[i]), l.lines[i]))
                out->language = export_language(l.lines[i]);
        if (day > 0 && !is_count(l.lines[0]))
            out->author = l.lines[0];
    }
    return out->title.len || out->text.len;
}

static bool read(struct reader *r, const struct markup_node *piece, struct arena *arena, struct article *out)
{
    (void)r;
    return read_table(piece, arena, out) || read_lines(piece, arena, out);
}

static enum limier_status next(
    struct reader *r, struct arena *arena, struct article *out, bool *more, struct limier_error *err)
{
    static const struct export_kind kind = {marks, NULL, read};
    return export_next(r, &kind, arena, out, more, err);
}

const struct reader_format reader_factiva = {
    .name = "factiva",
    .help = "HTML export of Factiva, many articles a file",
    .bid = bid,
    .open = export_open,
    .next = next,
    .close = export_close,
};
