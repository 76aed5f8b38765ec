/* EPUB (W3C's EPUB 3.3; 2.0 has the same parts): a book is one article, its pages in the order of the spine. */
#include "article/layout.h"
#include "article/package.h"

enum { PAGES_MAX = 5000, ITEMS_MAX = 4 * PACKAGE_PARTS_MAX };

static int bid(const struct reader_look *look)
{
    if (span_starts(package_type(look->head), span_str("application/epub+zip")))
        return 95;
    if (package_has(look->head, "META-INF/container.xml"))
        return 90;
    return reader_name_ends(look->name, ".epub") && package_has(look->head, "") ? 50 : 0;
}

static int hex(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
}

/* Takes the last step away from a path. */
static void go_up(struct buf *path)
{
    while (path->len && path->ptr[path->len - 1] != '/')
        path->len--;
    path->len -= path->len > 0;
}

/* The member that href names, as a part at `from` means it. */
static struct span resolve(struct arena *arena, struct span from, struct span href)
{
    struct buf plain = {0}, path = {0};
    for (size_t i = 0; i < href.len && href.ptr[i] != '#'; i++) {
        bool coded =
            href.ptr[i] == '%' && i + 2 < href.len && hex(href.ptr[i + 1]) >= 0 && hex(href.ptr[i + 2]) >= 0;
        buf_add_char(&plain, coded ? (char)(hex(href.ptr[i + 1]) * 16 + hex(href.ptr[i + 2])) : href.ptr[i]);
        i += coded ? 2 : 0;
    }
    buf_add_span(&path, from);
    go_up(&path);
    for (struct span rest = buf_span(&plain); rest.len;) {
        const char *slash = memchr(rest.ptr, '/', rest.len);
        struct span step = span_head(rest, slash ? (size_t)(slash - rest.ptr) : rest.len);
        rest = span_skip(rest, step.len + (slash != NULL));
        if (span_is(step, "..")) {
            go_up(&path);
        } else if (step.len && !span_is(step, ".")) {
            if (path.len)
                buf_add_char(&path, '/');
            buf_add_span(&path, step);
        }
    }
    struct span found = arena_copy(arena, buf_span(&path));
    buf_release(&plain);
    buf_release(&path);
    return found;
}

static struct span href_of(const struct markup_node *manifest, struct span id)
{
    size_t looked = 0;
    for (const struct markup_node *n = manifest ? manifest->first : NULL; n && looked < ITEMS_MAX;
         n = n->next, looked++)
        if (markup_is(n, "item") && span_eq(markup_attr(n, "id"), id))
            return markup_attr(n, "href");
    return span_str("");
}

/* All authors; whoever has another role (translators, illustrators) only where there is nobody else. */
static struct span authors_of(const struct markup_node *metadata, struct arena *arena)
{
    struct buf all = {0};
    for (const struct markup_node *n = metadata->first; n; n = n->next) {
        struct span role = markup_attr(n, "opf:role");
        if (!markup_is(n, "dc:creator") || (role.len && !span_is(role, "aut")))
            continue;
        if (all.len)
            buf_add_str(&all, ", ");
        buf_add_span(&all, reader_clean(arena, markup_line(n, arena)));
    }
    struct span found = arena_copy(arena, buf_span(&all));
    buf_release(&all);
    return found.len ? found : package_field(metadata, "dc:creator", arena);
}

static void read_metadata(const struct markup_node *metadata, struct arena *arena, struct article *out)
{
    out->id = package_field(metadata, "dc:identifier", arena);
    out->title = package_field(metadata, "dc:title", arena);
    out->author = authors_of(metadata, arena);
    out->source = package_field(metadata, "dc:publisher", arena);
    out->section = package_field(metadata, "dc:subject", arena);
    out->date = package_date(metadata, "dc:date", arena);
    out->language = package_language(package_field(metadata, "dc:language", arena));
}

/* The figures that call notes, and the arrows that lead back, are no part of any word. */
static void silence_note_calls(const struct markup_node *top)
{
    for (struct markup_node *n = top->first; n; n = markup_next(n, top, true))
        if (markup_has_word(n, "epub:type", "noteref") || markup_has_word(n, "role", "doc-noteref") ||
            markup_has_word(n, "role", "doc-backlink"))
            n->first = n->last = NULL;
}

/* Once, however often the spine names it. */
static void add_page(struct reader *r, struct buf *text, struct package_part *page)
{
    struct markup tree;
    struct limier_error why;
    if (page->used)
        return;
    page->used = true;
    markup_init(&tree);
    if (markup_html(&tree, page->text, &why) == LIMIER_OK) {
        silence_note_calls(tree.root);
        markup_lines(tree.root, text);
    } else {
        reader_note(r, "%.*s: %s", SPAN_ARG(span_head(page->name, 60)), why.message);
    }
    markup_release(&tree);
}

static struct span read_spine(struct reader *r, struct package *p, const struct markup_node *package,
    struct span from, struct arena *arena)
{
    size_t pages = 0;
    const struct markup_node *manifest = markup_kid(package, "manifest"), *spine = markup_kid(package, "spine");
    struct buf text = {0};
    for (const struct markup_node *n = spine ? spine->first : NULL; n; n = n->next) {
        if (!markup_is(n, "itemref") || span_is(markup_attr(n, "linear"), "no"))
            continue;
        if (++pages > PAGES_MAX) {
            reader_note(r, "only the first %d pages are read", PAGES_MAX);
            break;
        }
        struct span href = href_of(manifest, markup_attr(n, "idref"));
        struct package_part *page = package_find(p, resolve(&p->arena, from, href));
        if (page)
            add_page(r, &text, page);
        else
            reader_note(r, "no page « %.*s » in it", SPAN_ARG(span_head(href, 60)));
    }
    struct span lines = layout_lines(arena, decode_text(arena, buf_span(&text), DECODE_UTF8, &p->losses));
    buf_release(&text);
    return lines;
}

static enum limier_status read_book(
    struct reader *r, struct package *p, struct arena *arena, struct article *out, struct limier_error *err)
{
    static const char *const container_root[] = {"container", NULL}, *const package_root[] = {"package", NULL};
    struct package_tree container, package;
    package_tree_init(&container, r, package_find(p, span_str("META-INF/container.xml")), container_root);
    const struct markup_node *file = container.top ? markup_find(container.top, "rootfile") : NULL;
    struct span path = resolve(&p->arena, span_str(""), file ? markup_attr(file, "full-path") : span_str(""));
    package_tree_init(&package, r, package_find(p, path), package_root);
    enum limier_status status = LIMIER_OK;
    if (package.top) {
        const struct markup_node *metadata = markup_kid(package.top, "metadata");
        if (metadata)
            read_metadata(metadata, arena, out);
        out->text = read_spine(r, p, package.top, path, arena);
    } else {
        status = error_set(err, LIMIER_INPUT, "an EPUB that names no package");
    }
    if (status == LIMIER_OK && out->text.len == 0)
        status = error_set(err, LIMIER_INPUT, "%s",
            package_find(p, span_str("META-INF/encryption.xml")) ? "encrypted" : "no text in this EPUB");
    if (status == LIMIER_OK) {
        package_unrepeat(out);
        reader_date_from_name(r, arena, out);
    }
    package_tree_release(&container);
    package_tree_release(&package);
    return status;
}

static enum limier_status next(
    struct reader *r, struct arena *arena, struct article *out, bool *more, struct limier_error *err)
{
    return package_next(r, "META-INF/", ".opf .xhtml .html .htm .xml", read_book, arena, out, more, err);
}

const struct reader_format reader_epub = {
    .name = "epub",
    .help = "an EPUB, one article",
    .binary = true,
    .bid = bid,
    .next = next,
};
