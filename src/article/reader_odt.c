/* OpenDocument texts (OASIS, ISO/IEC 26300). */
#include "article/layout.h"
#include "article/package.h"

static const char type[] = "application/vnd.oasis.opendocument.";

/* Names are those in content.xml without « office: », the prefix of its first element. */
static const char blocks[] = "text:p text:h text:list text:list-item text:section table:table table:table-row "
                             "table:table-cell draw:text-box text:line-break text:note-body";
static const char mutes[] = "text:tracked-changes annotation annotation-end text:note text:ruby-text svg:title "
                            "svg:desc text:table-of-content text:bibliography-configuration";

static int bid(const struct reader_look *look)
{
    return span_starts(package_type(look->head), span_str(type)) ? 95 : 0;
}

/* Blanks that are elements, so that XML leaves them alone. */
static void write_blanks(const struct markup_node *top)
{
    for (struct markup_node *n = top->first, *next; n; n = next) {
        next = markup_next(n, top, true);
        if (markup_is_any(n, "text:s text:tab")) {
            next = markup_next(n, top, false);
            n->name = NULL;
            n->text = span_str(" ");
        }
    }
}

/* Notes stand where they are called, in the middle of sentences: they come behind the text. */
static struct span text_of(const struct markup_node *content, struct package *p, struct arena *arena)
{
    const struct markup_node *body = markup_kid(content, "body");
    const struct markup_node *text = body ? markup_kid(body, "text") : NULL;
    struct buf lines = {0};
    if (text) {
        write_blanks(text);
        markup_xml_lines(text, blocks, mutes, &lines);
        for (const struct markup_node *n = text->first; n; n = markup_next(n, text, true))
            if (markup_is(n, "text:note-body"))
                markup_xml_lines(n, blocks, mutes, &lines);
    }
    struct span clean = layout_lines(arena, decode_text(arena, buf_span(&lines), DECODE_UTF8, &p->losses));
    buf_release(&lines);
    return clean;
}

/* A paragraph in the style « Title » of every office suite, whatever the language it speaks. */
static struct span title_of(const struct markup_node *content, struct arena *arena)
{
    for (const struct markup_node *n = content->first; n; n = markup_next(n, content, true))
        if (markup_is_any(n, "text:p text:h") && span_is(markup_attr(n, "text:style-name"), "Title"))
            return reader_clean(arena, markup_line(n, arena));
    return span_str("");
}

static struct span first_heading(const struct markup_node *content, struct arena *arena)
{
    const struct markup_node *n = markup_find(content, "text:h");
    return n ? reader_clean(arena, markup_line(n, arena)) : span_str("");
}

static enum limier_status read_document(
    struct reader *r, struct package *p, struct arena *arena, struct article *out, struct limier_error *err)
{
    static const char *const content_root[] = {"document-content", NULL}, *const meta_root[] = {
                                                                              "document-meta", NULL};
    struct package_tree content, meta;
    package_tree_init(&content, r, package_find(p, span_str("content.xml")), content_root);
    package_tree_init(&meta, r, package_find(p, span_str("meta.xml")), meta_root);
    if (content.top) {
        out->text = text_of(content.top, p, arena);
        out->title = title_of(content.top, arena);
    }
    if (out->title.len == 0)
        out->title = package_field(meta.top, "dc:title", arena);
    if (out->title.len == 0 && content.top)
        out->title = first_heading(content.top, arena);
    out->author = package_field(meta.top, "meta:initial-creator dc:creator", arena);
    out->language = package_language(package_field(meta.top, "dc:language", arena));
    package_unrepeat(out);
    package_date_document(r, arena, out, package_date(meta.top, "meta:creation-date dc:date", arena));
    enum limier_status status = LIMIER_OK;
    if (!content.top)
        status = error_set(err, LIMIER_INPUT, "an OpenDocument without content.xml");
    package_tree_release(&content);
    package_tree_release(&meta);
    return status;
}

static enum limier_status next(
    struct reader *r, struct arena *arena, struct article *out, bool *more, struct limier_error *err)
{
    struct span head;
    enum limier_status status = r->state ? LIMIER_OK : input_head(r->in, &head, err);
    if (status == LIMIER_OK && !r->state &&
        !span_starts(span_skip(package_type(head), sizeof type - 1), span_str("text")))
        status = error_set(err, LIMIER_INPUT, "an OpenDocument, but no text");
    if (status) {
        r->state = r;
        *more = false;
        return status;
    }
    return package_next(r, "content.xml meta.xml", "", read_document, arena, out, more, err);
}

const struct reader_format reader_odt = {
    .name = "odt",
    .help = "an OpenDocument text, one article",
    .binary = true,
    .bid = bid,
    .next = next,
};
