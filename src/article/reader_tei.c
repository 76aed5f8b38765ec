/* TEI (tei-c.org, P4 and P5): a TEI element is an article; a teiCorpus holds many. */
#include "article/date.h"
#include "article/layout.h"
#include "article/parts.h"
#include "base/bug.h"

#include <stdlib.h>
#include <strings.h>

static const char *const part_names[] = {"TEI", "TEI.2", NULL};

static const char blocks[] =
    "text front body back group div div1 div2 div3 div4 p head ab l lg sp speaker stage item list label "
    "quote cit table row trailer byline dateline opener closer salute signed argument epigraph "
    "figure bibl listBibl postscript";
static const char mutes[] = "note fw teiHeader txm:ana interp interpGrp titlePage graphic";

static bool begins(struct span s, const char *with)
{
    size_t n = strlen(with);
    return s.len > n && strncasecmp(s.ptr, with, n) == 0 && strchr(" \t\n>", s.ptr[n]);
}

static int bid(const struct reader_look *look)
{
    static const char *const roots[] = {
        "<TEI", "<TEI.2", "<teiCorpus", "<teiCorpus.2", "<tei:TEI", "<tei:teiCorpus"};
    for (struct span s = look->text; s.len;) {
        const char *tag = memchr(s.ptr, '<', s.len);
        if (!tag)
            break;
        s = span_skip(s, (size_t)(tag - s.ptr));
        for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
            if (begins(s, roots[i]))
                return 90;
        if (s.len > 1 && s.ptr[1] != '?' && s.ptr[1] != '!')
            break;
        s = span_skip(s, 1);
    }
    return 0;
}

static enum limier_status open_tei(struct reader *r, struct limier_error *err)
{
    (void)err;
    struct parts *p = mem_zero(1, sizeof *p);
    parts_init(p, r->in, r->encoding, part_names);
    r->state = p;
    return LIMIER_OK;
}

static void close_tei(struct reader *r)
{
    struct parts *p = r->state;
    if (!p)
        return;
    parts_release(p);
    free(p);
}

/* ---- The header --------------------------------------------------------------------------------------- */

static struct span line_of(const struct markup_node *n, struct arena *arena)
{
    if (!n)
        return span_str("");
    struct buf text = {0};
    markup_xml_lines(n, "p", "note", &text);
    struct span copy = reader_clean(arena, arena_copy(arena, buf_span(&text)));
    buf_release(&text);
    return copy;
}

/* Follows the names, each the first below the one before. */
static const struct markup_node *below(const struct markup_node *n, const char *const *path)
{
    for (; n && *path; path++)
        n = markup_find(n, *path);
    return n;
}

#define BELOW(n, ...) below(n, (const char *const[]){__VA_ARGS__, NULL})

/* The main title: not the subtitle, nor « an electronic edition ». */
static struct span title_of(const struct markup_node *header, struct arena *arena)
{
    const struct markup_node *statement = BELOW(header, "titleStmt"), *best = NULL;
    if (!statement)
        return span_str("");
    for (const struct markup_node *n = statement->first; n; n = n->next) {
        if (!markup_is(n, "title"))
            continue;
        if (!best || span_is(markup_attr(n, "type"), "main"))
            best = n;
        if (span_is(markup_attr(n, "type"), "main"))
            break;
    }
    return line_of(best, arena);
}

static struct span authors_of(const struct markup_node *header, struct arena *arena)
{
    const struct markup_node *top = BELOW(header, "titleStmt");
    struct buf all = {0};
    for (const struct markup_node *n = top ? top->first : NULL; n; n = n->next) {
        struct span name = markup_is(n, "author") ? line_of(n, arena) : span_str("");
        if (name.len && all.len)
            buf_add_str(&all, ", ");
        buf_add_span(&all, name);
    }
    struct span joined = arena_copy(arena, buf_span(&all));
    buf_release(&all);
    return joined;
}

static bool read_date(const struct markup_node *n, struct arena *arena, struct date *date)
{
    static const char *const names[] = {"when", "when-iso", "from", "notBefore", "value"};
    size_t at;
    if (!n)
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (date_parse(markup_attr(n, names[i]), date))
            return true;
    struct span text = line_of(n, arena);
    return date_parse(text, date) || date_find(text, date, &at);
}

/* When it was written, or printed; the edition's date only where nothing is said of a source. */
static struct span date_of(const struct markup_node *header, struct arena *arena)
{
    struct date date;
    const struct markup_node *creation = BELOW(header, "creation"), *source = BELOW(header, "sourceDesc");
    bool found = read_date(BELOW(header, "creation", "date"), arena, &date) ||
                 read_date(creation, arena, &date) || read_date(BELOW(source, "date"), arena, &date);
    if (!found && !(source && markup_find(source, "bibl biblStruct biblFull")))
        found = read_date(BELOW(header, "publicationStmt", "date"), arena, &date);
    return found ? date_format(arena, &date) : span_str("");
}

static struct span source_of(const struct markup_node *header, struct arena *arena)
{
    const struct markup_node *source = BELOW(header, "sourceDesc");
    for (const struct markup_node *n = source ? source->first : NULL; n; n = markup_next(n, source, true))
        if (markup_is(n, "title") &&
            (span_is(markup_attr(n, "level"), "j") || span_is(markup_attr(n, "level"), "m")))
            return line_of(n, arena);
    struct span name = line_of(source ? markup_find(source, "publisher") : NULL, arena);
    return name.len ? name : line_of(BELOW(header, "publicationStmt", "publisher"), arena);
}

static struct span language_of(const struct markup_node *tei, const struct markup_node *header)
{
    const struct markup_node *said = BELOW(header, "language"), *text = markup_kid(tei, "text");
    struct span s = said ? markup_attr(said, "ident") : span_str("");
    if (s.len == 0 && text)
        s = markup_attr(text, "xml:lang");
    if (s.len == 0)
        s = markup_attr(tei, "xml:lang");
    size_t n = 0;
    while (n < s.len && s.ptr[n] != '-')
        n++;
    return span_head(s, n);
}

static struct span url_of(const struct markup_node *header, struct arena *arena)
{
    for (const struct markup_node *n = header ? header->first : NULL; n; n = markup_next(n, header, true)) {
        if (!markup_is_any(n, "idno ref ptr"))
            continue;
        struct span s = markup_is(n, "idno") ? line_of(n, arena) : markup_attr(n, "target");
        if (span_starts(s, span_str("http")) &&
            (markup_is(n, "idno") || markup_is(n->parent, "publicationStmt")))
            return reader_clean(arena, arena_copy(arena, s));
    }
    return span_str("");
}

/* ---- The text ----------------------------------------------------------------------------------------- */

/* Notes stand where they are called, in the middle of sentences: they come behind the text. */
static struct span text_of(const struct markup_node *tei, struct arena *arena)
{
    const struct markup_node *text = markup_kid(tei, "text");
    struct buf lines = {0};
    if (text)
        markup_xml_lines(text, blocks, mutes, &lines);
    for (const struct markup_node *n = text ? text->first : NULL; n; n = markup_next(n, text, true))
        if (markup_is(n, "note"))
            markup_xml_lines(n, blocks, "fw", &lines);
    struct span clean = decode_text(arena, arena_copy(arena, buf_span(&lines)), DECODE_UTF8, NULL);
    buf_release(&lines);
    return layout_lines(arena, clean);
}

static enum limier_status next(
    struct reader *r, struct arena *arena, struct article *out, bool *more, struct limier_error *err)
{
    struct parts *p = r->state;
    const struct markup_node *tei;
    enum limier_status status = parts_next(p, r, &tei, err);
    *more = status == LIMIER_OK && tei;
    if (!*more)
        return status;
    const struct markup_node *header = markup_kid(tei, "teiHeader");
    out->place = p->place;
    out->id = reader_clean(arena, arena_copy(arena, markup_attr(tei, "xml:id")));
    out->language = reader_clean(arena, arena_copy(arena, language_of(tei, header)));
    out->text = text_of(tei, arena);
    if (header) {
        out->title = title_of(header, arena);
        out->author = authors_of(header, arena);
        out->date = date_of(header, arena);
        out->source = source_of(header, arena);
        out->url = url_of(header, arena);
    }
    if (out->title.len == 0 && out->text.len == 0)
        return error_set(
            err, LIMIER_INPUT, "text %llu: neither title nor text", (unsigned long long)out->place);
    return LIMIER_OK;
}

const struct reader_format reader_tei = {
    .name = "tei",
    .help = "TEI, or a corpus of TEI texts",
    .bid = bid,
    .open = open_tei,
    .next = next,
    .close = close_tei,
};
