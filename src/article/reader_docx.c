/* Office Open XML texts (ECMA-376), as Word and others write them. */
#include "article/layout.h"
#include "article/package.h"

/* Names are those in word/document.xml without « w: », the prefix of its first element. */
static const char blocks[] = "p tr tc br cr";
static const char mutes[] = "del moveFrom mc:Fallback";

static int bid(const struct reader_look *look)
{
    if (package_has(look->head, "[Content_Types].xml") || package_has(look->head, "word/document"))
        return 90;
    return reader_name_ends(look->name, ".docx .docm .dotx") && package_has(look->head, "") ? 50 : 0;
}

/* The style of a paragraph, by its identifier: English, or French as Word gives it. */
static struct span style_of(const struct markup_node *n)
{
    const struct markup_node *properties = markup_is(n, "p") ? markup_kid(n, "pPr") : NULL;
    const struct markup_node *style = properties ? markup_kid(properties, "pStyle") : NULL;
    return style ? markup_attr(style, "w:val") : span_str("");
}

/* « TOC1 », « TM1 »: a line of the table of contents. */
static bool is_contents(const struct markup_node *n)
{
    struct span name = style_of(n);
    size_t skip = span_starts(name, span_str("TOC")) ? 3 : span_starts(name, span_str("TM")) ? 2 : 0;
    return skip && name.len == skip + 1 && name.ptr[skip] >= '1' && name.ptr[skip] <= '9';
}

/* Text stands in <t> and nowhere else; some signs are elements. */
static void keep_text(const struct markup_node *top)
{
    for (struct markup_node *n = top->first; n; n = markup_next(n, top, true)) {
        const char *sign = NULL;
        if (is_contents(n))
            n->first = n->last = NULL;
        if (!n->name && !markup_is(n->parent, "t"))
            n->text = span_str("");
        else if (n->name && !n->first)
            sign = markup_is_any(n, "tab ptab") && !markup_is(n->parent, "tabs") ? " "
                   : markup_is(n, "noBreakHyphen")                               ? "-"
                                                                                 : NULL;
        if (sign) {
            n->name = NULL;
            n->text = span_str(sign);
        }
    }
}

static struct span paragraph_of_style(
    const struct markup_node *top, const char *english, const char *french, struct arena *arena)
{
    for (const struct markup_node *n = top ? top->first : NULL; n; n = markup_next(n, top, true))
        if (span_is(style_of(n), english) || span_is(style_of(n), french)) {
            struct buf line = {0};
            markup_xml_lines(n, "", mutes, &line);
            struct span s = reader_clean(arena, arena_copy(arena, buf_span(&line)));
            buf_release(&line);
            if (s.len)
                return s;
        }
    return span_str("");
}

static void add_part(
    struct reader *r, const struct package_part *part, const char *const *root, struct buf *text)
{
    struct package_tree tree;
    package_tree_init(&tree, r, part, root);
    if (tree.top) {
        keep_text(tree.top);
        markup_xml_lines(tree.top, blocks, mutes, text);
    }
    package_tree_release(&tree);
}

static void read_properties(
    struct reader *r, struct package *p, struct arena *arena, struct article *out, struct span *created)
{
    static const char *const root[] = {"coreProperties", NULL};
    struct package_tree core;
    package_tree_init(&core, r, package_first(p, "docProps/core"), root);
    if (out->title.len == 0)
        out->title = package_field(core.top, "dc:title", arena);
    out->author = package_field(core.top, "dc:creator", arena);
    out->section = package_field(core.top, "category", arena);
    out->language = package_language(package_field(core.top, "dc:language", arena));
    *created = package_date(core.top, "dcterms:created dcterms:modified", arena);
    package_tree_release(&core);
}

/* Notes come behind the text. */
static enum limier_status read_document(
    struct reader *r, struct package *p, struct arena *arena, struct article *out, struct limier_error *err)
{
    static const char *const roots[] = {"document", NULL}, *const footnotes[] = {"footnotes", NULL},
                             *const endnotes[] = {"endnotes", NULL};
    struct package_tree document;
    struct span created;
    struct buf text = {0};
    enum limier_status status = LIMIER_OK;
    package_tree_init(&document, r, package_first(p, "word/document"), roots);
    if (document.top) {
        keep_text(document.top);
        markup_xml_lines(document.top, blocks, mutes, &text);
        out->title = paragraph_of_style(document.top, "Title", "Titre", arena);
    } else {
        status = error_set(err, LIMIER_INPUT, "an Office document, but no text");
    }
    read_properties(r, p, arena, out, &created);
    if (out->title.len == 0)
        out->title = paragraph_of_style(document.top, "Heading1", "Titre1", arena);
    add_part(r, package_first(p, "word/footnotes"), footnotes, &text);
    add_part(r, package_first(p, "word/endnotes"), endnotes, &text);
    out->text = layout_lines(arena, decode_text(arena, buf_span(&text), DECODE_UTF8, &p->losses));
    package_unrepeat(out);
    package_date_document(r, arena, out, created);
    package_tree_release(&document);
    buf_release(&text);
    return status;
}

static enum limier_status next(
    struct reader *r, struct arena *arena, struct article *out, bool *more, struct limier_error *err)
{
    return package_next(r, "word/document word/footnotes word/endnotes docProps/core", "", read_document, arena,
        out, more, err);
}

const struct reader_format reader_docx = {
    .name = "docx",
    .help = "a text of Word (Office Open XML), one article",
    .binary = true,
    .bid = bid,
    .next = next,
};
