/* RSS (0.9 to 2.0, 1.0 is RDF) and Atom (RFC 4287): an item is an article. */
#include "article/date.h"
#include "article/layout.h"
#include "article/page.h"
#include "article/parts.h"
#include "base/bug.h"

#include <stdlib.h>
#include <strings.h>

struct feed {
    struct parts parts;
};

static const char *const part_names[] = {"item", "entry", NULL};

static bool begins(struct span s, const char *with)
{
    size_t n = strlen(with);
    return s.len > n && strncasecmp(s.ptr, with, n) == 0 && strchr(" \t\n>:", s.ptr[n]);
}

static int bid(const struct reader_look *look)
{
    const char *tag = look->text.ptr;
    size_t left = look->text.len;
    for (int i = 0; i < 20 && left && (tag = memchr(tag, '<', left)); i++) {
        struct span s = span_skip(look->text, (size_t)(tag - look->text.ptr));
        if (begins(s, "<rss") || begins(s, "<feed") || begins(s, "<atom:feed"))
            return 85;
        if (begins(s, "<rdf:RDF"))
            return memmem(s.ptr, s.len, "purl.org/rss", 12) ? 85 : 0;
        if (s.len > 1 && s.ptr[1] != '?' && s.ptr[1] != '!')
            break;
        left = s.len - 1;
        tag++;
    }
    return 0;
}

static enum limier_status open_feed(struct reader *r, struct limier_error *err)
{
    (void)err;
    struct feed *f = mem_zero(1, sizeof *f);
    parts_init(&f->parts, r->in, r->encoding, part_names);
    r->state = f;
    return LIMIER_OK;
}

static void close_feed(struct reader *r)
{
    struct feed *f = r->state;
    if (!f)
        return;
    parts_release(&f->parts);
    free(f);
}

/* ---- Values ------------------------------------------------------------------------------------------- */

static void add_xml(struct buf *out, const struct markup_node *n)
{
    for (const struct markup_node *k = n->first; k; k = markup_next(k, n, true)) {
        if (!k->name)
            buf_add_span(out, k->text);
        else if (!markup_is_inline(k)) /* XHTML as it stands */
            buf_add_char(out, '\n');
    }
}

/* The text of an element whose content is HTML, or may be; signs are written as HTML's twice and thrice. */
static struct span value(const struct markup_node *n, struct arena *arena)
{
    struct buf text = {0}, plain = {0};
    add_xml(&text, n);
    bool html = span_is(markup_attr(n, "type"), "html");
    for (int i = 0; i < 3 && (html || markup_looks_html(buf_span(&text))); i++) {
        html = false;
        buf_clear(&plain);
        markup_text(buf_span(&text), &plain);
        struct buf swap = text;
        text = plain;
        plain = swap;
    }
    struct span copy = decode_text(arena, arena_copy(arena, span_trim(buf_span(&text))), DECODE_UTF8, NULL);
    buf_release(&text);
    buf_release(&plain);
    return copy;
}

static struct span field(const struct markup_node *item, const char *names, struct arena *arena)
{
    const struct markup_node *n = markup_kid(item, names);
    return n ? reader_clean(arena, value(n, arena)) : span_str("");
}

/* The first of the names, in their order, that is a date. */
static struct span date_of(const struct markup_node *item, struct arena *arena)
{
    static const char *const names[] = {"pubDate", "published", "dc:date", "dcterms:issued", "dcterms:created",
        "issued", "created", "date", "atom:published", "updated", "atom:updated", "dcterms:modified",
        "modified"};
    struct date date;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (date_parse(field(item, names[i], arena), &date))
            return date_format(arena, &date);
    return span_str("");
}

static struct span link_of(const struct markup_node *item, struct arena *arena)
{
    struct span found = span_str("");
    for (const struct markup_node *n = item->first; n; n = n->next) {
        if (!markup_is_any(n, "link atom:link"))
            continue;
        struct span rel = markup_attr(n, "rel"), href = markup_attr(n, "href");
        if (href.len == 0)
            href = layout_field(arena, value(n, arena));
        if (href.len && (rel.len == 0 || span_is(rel, "alternate")))
            return reader_clean(arena, arena_copy(arena, href));
    }
    const struct markup_node *guid = markup_kid(item, "guid");
    if (guid && !span_is(markup_attr(guid, "isPermaLink"), "false")) {
        found = field(item, "guid", arena);
        if (!span_starts(found, span_str("http")))
            found = span_str("");
    }
    return found;
}

/* Each value once, with commas between. */
static struct span all_of(const struct markup_node *item, const char *names, struct arena *arena)
{
    struct buf all = {0};
    for (const struct markup_node *n = item->first; n; n = n->next) {
        if (!markup_is_any(n, names))
            continue;
        const struct markup_node *name = markup_kid(n, "name atom:name");
        struct span one = layout_field(arena, value(name ? name : n, arena));
        if (one.len == 0)
            one = markup_attr(n, "label").len ? markup_attr(n, "label") : markup_attr(n, "term");
        /* RSS: « redaction@journal.example (Jeanne Martin) » */
        const char *open = memchr(one.ptr, '(', one.len);
        if (open && memchr(one.ptr, '@', (size_t)(open - one.ptr)) && span_ends(one, span_str(")")))
            one = span_of(open + 1, one.len - (size_t)(open - one.ptr) - 2);
        if (one.len == 0 || (all.len && memmem(all.ptr, all.len, one.ptr, one.len)))
            continue;
        if (all.len)
            buf_add_str(&all, ", ");
        buf_add_span(&all, one);
    }
    struct span joined = reader_clean(arena, arena_copy(arena, buf_span(&all)));
    buf_release(&all);
    return joined;
}

/* « L'article … est apparu en premier sur … » and the like at the end of an item. */
static bool is_signature(struct span line)
{
    static const char *const signs[] = {"est apparu en premier sur", "appeared first on", "Lire la suite",
        "Continuer la lecture", "Cet article est paru sur"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (line.len < 300 && memmem(line.ptr, line.len, signs[i], strlen(signs[i])))
            return true;
    return false;
}

static void add_lines(struct buf *out, struct span text)
{
    struct span line;
    while (span_line(&text, &line)) {
        line = span_trim(line);
        if (line.len == 0 || is_signature(line) || page_is_furniture(line, page_words(line), false))
            continue;
        if (out->len)
            buf_add_char(out, '\n');
        buf_add_span(out, line);
    }
}

/* The whole text; before it the summary, where that is no beginning of it. */
static struct span text_of(const struct markup_node *item, struct arena *arena)
{
    const struct markup_node *whole = markup_kid(item, "content:encoded content atom:content xhtml:body");
    const struct markup_node *brief = markup_kid(item, "description summary atom:summary");
    struct buf text = {0};
    struct span body = whole ? value(whole, arena) : span_str("");
    struct span summary = brief ? value(brief, arena) : span_str("");
    if (summary.len && (body.len == 0 || page_overlap(summary, body) < 80))
        add_lines(&text, summary);
    if (page_words(body) || body.len)
        add_lines(&text, body);
    struct span copy = layout_lines(arena, arena_copy(arena, buf_span(&text)));
    buf_release(&text);
    return copy;
}

/* ---- Items -------------------------------------------------------------------------------------------- */

static struct span from_head(const struct feed *f, const char *names, struct arena *arena)
{
    const struct markup_node *outside = markup_stream_outside(f->parts.stream);
    const struct markup_node *head = markup_find(outside, "channel");
    if (!head)
        head = markup_find(outside, "feed");
    return head ? field(head, names, arena) : span_str("");
}

static struct span language_of(const struct feed *f, const struct markup_node *item, struct arena *arena)
{
    struct span s = markup_attr(item, "xml:lang");
    if (s.len == 0)
        s = field(item, "dc:language language", arena);
    if (s.len == 0)
        s = from_head(f, "language dc:language", arena);
    if (s.len == 0) {
        const struct markup_node *feed = markup_find(markup_stream_outside(f->parts.stream), "feed rss");
        s = feed ? markup_attr(feed, "xml:lang") : s;
    }
    size_t n = 0;
    while (n < s.len && s.ptr[n] != '-' && s.ptr[n] != '_')
        n++;
    return reader_clean(arena, arena_copy(arena, span_head(s, n)));
}

static enum limier_status next(
    struct reader *r, struct arena *arena, struct article *out, bool *more, struct limier_error *err)
{
    struct feed *f = r->state;
    const struct markup_node *item;
    enum limier_status status = parts_next(&f->parts, r, &item, err);
    *more = status == LIMIER_OK && item;
    if (!*more)
        return status;
    out->place = f->parts.place;
    out->id = field(item, "guid id atom:id", arena);
    out->title = field(item, "title atom:title", arena);
    out->date = date_of(item, arena);
    out->author = all_of(item, "dc:creator author atom:author itunes:author", arena);
    out->section = all_of(item, "category dc:subject", arena);
    out->source = field(item, "dc:source", arena);
    if (out->source.len == 0)
        out->source = from_head(f, "title", arena);
    out->url = link_of(item, arena);
    out->language = language_of(f, item, arena);
    out->text = text_of(item, arena);
    if (out->title.len == 0 && out->text.len == 0)
        return error_set(
            err, LIMIER_INPUT, "item %llu: neither title nor text", (unsigned long long)out->place);
    return LIMIER_OK;
}

const struct reader_format reader_feed = {
    .name = "feed",
    .help = "an RSS or Atom feed, an article an item",
    .bid = bid,
    .open = open_feed,
    .next = next,
    .close = close_feed,
};
