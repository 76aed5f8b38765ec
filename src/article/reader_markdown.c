/* Markdown, by cmark (the only door to it), with front matter or without; front matter alone makes any text
 * Markdown. Its marks are taken away: what is left is what a reader of the page sees. */
#include "article/front.h"
#include "article/layout.h"
#include "article/reader.h"
#include "article/toml.h"
#include "article/yaml.h"

#include <cmark.h>
#include <strings.h>

static int bid(const struct reader_look *look)
{
    struct front f = front_find(look->text);
    bool named = reader_name_ends(look->name, ".md .markdown .mdown .mkd");
    if (f.kind != FRONT_NONE && f.closed)
        return 80;
    return named ? 50 : 0;
}

/* ---- The body ----------------------------------------------------------------------------------------- */

struct page {
    struct buf text;    /* paragraphs, LF between */
    struct buf heading; /* the first of level 1 */
    size_t heading_at;  /* where it stands in text, with its LF behind it */
    bool has_heading;
    struct buf paragraph; /* being read */
};

static void end_paragraph(struct page *p)
{
    if (span_trim(buf_span(&p->paragraph)).len) {
        buf_add_span(&p->text, buf_span(&p->paragraph));
        buf_add_char(&p->text, '\n');
    }
    buf_clear(&p->paragraph);
}

static void end_heading(struct page *p, int level)
{
    if (level == 1 && !p->has_heading && span_trim(buf_span(&p->paragraph)).len) {
        p->has_heading = true;
        p->heading_at = p->text.len;
        buf_add_span(&p->heading, buf_span(&p->paragraph));
    }
    end_paragraph(p);
}

static bool is_tag(struct span tag, const char *names)
{
    if (tag.len && tag.ptr[0] == '/')
        tag = span_skip(tag, 1);
    while (*names) {
        size_t n = strcspn(names, " ");
        char after = tag.len > n ? tag.ptr[n] : '>';
        if (tag.len >= n && strncasecmp(tag.ptr, names, n) == 0 && strchr(" \t\n/>", after))
            return true;
        names += n + strspn(names + n, " ");
    }
    return false;
}

/* Behind the end mark in s, at its end when there is none. */
static struct span skip_past(struct span s, const char *mark)
{
    size_t n = strlen(mark);
    for (; s.len >= n; s = span_skip(s, 1))
        if (strncasecmp(s.ptr, mark, n) == 0)
            return span_skip(s, n);
    return span_skip(s, s.len);
}

/* HTML without its tags; those of blocks part paragraphs. */
static void add_without_tags(struct buf *out, struct span s)
{
    static const char inlines[] = "a abbr b cite code em i mark q s small span strong sub sup u";
    while (s.len) {
        const char *open = memchr(s.ptr, '<', s.len);
        size_t n = open ? (size_t)(open - s.ptr) : s.len;
        buf_add_span(out, span_head(s, n));
        s = span_skip(s, n);
        if (!s.len)
            return;
        struct span tag = span_skip(s, 1);
        unsigned char first = tag.len ? (unsigned char)tag.ptr[0] : ' ';
        if ((first | 0x20) < 'a' || (first | 0x20) > 'z') {
            if (!strchr("/!?", first)) { /* « a < b » */
                buf_add_char(out, '<');
                s = tag;
                continue;
            }
        }
        if (!is_tag(tag, inlines))
            buf_add_str(out, is_tag(tag, "br") ? " " : "\n\n");
        if (span_starts(tag, span_str("!--")))
            s = skip_past(tag, "-->");
        else if (is_tag(tag, "script"))
            s = skip_past(tag, "</script>");
        else if (is_tag(tag, "style"))
            s = skip_past(tag, "</style>");
        else
            s = skip_past(tag, ">");
    }
}

static void add_page(struct page *p, struct span markdown, bool html);

static void add_html(struct page *p, const char *literal)
{
    struct buf text = {0};
    add_without_tags(&text, span_str(literal));
    add_page(p, buf_span(&text), false);
    buf_release(&text);
}

static void enter(struct page *p, cmark_node *node, bool html)
{
    const char *literal = cmark_node_get_literal(node);
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE: buf_add_str(&p->paragraph, literal); break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK: buf_add_char(&p->paragraph, ' '); break;
    case CMARK_NODE_HTML_INLINE:
        if (is_tag(span_skip(span_str(literal), 1), "br"))
            buf_add_char(&p->paragraph, ' ');
        break;
    case CMARK_NODE_CODE_BLOCK:
        buf_add_str(&p->paragraph, literal);
        end_paragraph(p);
        break;
    case CMARK_NODE_HTML_BLOCK:
        if (html)
            add_html(p, literal);
        break;
    default: break;
    }
}

/* html: its blocks are read too; they hold none themselves. */
static void add_page(struct page *p, struct span markdown, bool html)
{
    cmark_node *root = cmark_parse_document(markdown.ptr, markdown.len, CMARK_OPT_DEFAULT);
    cmark_iter *iter = cmark_iter_new(root);
    cmark_event_type event;
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(node);
        if (event == CMARK_EVENT_ENTER)
            enter(p, node, html);
        else if (type == CMARK_NODE_HEADING)
            end_heading(p, cmark_node_get_heading_level(node));
        else if (type == CMARK_NODE_PARAGRAPH)
            end_paragraph(p);
    }
    cmark_iter_free(iter);
    cmark_node_free(root);
}

/* Entities may have brought in what decoding had left out. */
static struct span cleaned(struct arena *arena, struct span s)
{
    return decode_text(arena, s, DECODE_UTF8, NULL);
}

/* The heading becomes the title of an article without one, and is left out where it repeats the title. */
static void read_body(struct arena *arena, struct span body, struct article *out)
{
    struct page page = {0};
    struct buf *text = &page.text;
    add_page(&page, body, true);
    if (page.has_heading) {
        struct span heading = layout_field(arena, cleaned(arena, buf_span(&page.heading)));
        if (out->title.len == 0)
            out->title = heading;
        if (span_eq(heading, out->title)) {
            size_t behind = page.heading_at + page.heading.len;
            memmove(text->ptr + page.heading_at, text->ptr + behind, text->len - behind);
            text->len -= page.heading.len;
        }
    }
    struct span read = layout_lines(arena, cleaned(arena, buf_span(text)));
    if (out->text.len && read.len) /* front matter had a text as well */
        read = span_str(arena_printf(arena, "%s\n%s", arena_str(arena, out->text), arena_str(arena, read)));
    if (read.len)
        out->text = read;
    buf_release(&page.text);
    buf_release(&page.heading);
    buf_release(&page.paragraph);
}

/* ---- The file ----------------------------------------------------------------------------------------- */

/* False when the front matter cannot be read; then nothing of it is in *out. */
static bool read_values(
    struct reader *r, const struct front *f, struct arena *arena, struct article *out, struct draft *d)
{
    struct limier_error why;
    draft_begin(d, arena, out);
    enum limier_status status = f->kind == FRONT_YAML ? yaml_read(f->values, f->first_line, d, &why)
                                                      : toml_read(f->values, f->first_line, d, &why);
    const char *instead = NULL;
    if (status != LIMIER_OK) {
        *out = (struct article){0};
        draft_begin(d, arena, out);
        bool by_line = f->kind == FRONT_YAML && yaml_read_lines(f->values, d);
        instead = by_line ? "read line by line" : "read as text";
        reader_note(r, "front matter: %s; %s", why.message, instead);
        if (!by_line) {
            *out = (struct article){0};
            return false;
        }
    }
    const char *note = draft_end(d);
    if (note)
        reader_note(r, "front matter: %s", note);
    reader_note_losses(r, &d->losses);
    return true;
}

static void read_article(struct reader *r, struct span text, struct arena *arena, struct article *out)
{
    struct draft draft;
    draft_init(&draft);
    draft.map = r->map;
    struct front f = front_find(text);
    if (f.kind == FRONT_NONE) {
        read_body(arena, text, out);
    } else if (!f.closed) {
        reader_note(
            r, "line %llu: front matter that does not end; read as text", (unsigned long long)f.first_line - 1);
        out->text = layout_prose(arena, text, NULL);
    } else if (read_values(r, &f, arena, out, &draft)) {
        read_body(arena, f.body, out);
    } else {
        out->text = layout_prose(arena, text, NULL);
    }
    draft_release(&draft);
}

static enum limier_status next(
    struct reader *r, struct arena *arena, struct article *out, bool *more, struct limier_error *err)
{
    if (r->state) {
        *more = false;
        return LIMIER_OK;
    }
    r->state = r; /* the one article was given */
    struct arena scratch;
    arena_init(&scratch);
    struct span text;
    enum limier_status status = reader_all(r, &scratch, &text, err);
    if (status == LIMIER_OK) {
        read_article(r, text, arena, out);
        reader_date_from_text(r, arena, out);
        reader_date_from_name(r, arena, out);
        if (out->title.len == 0 && out->text.len == 0)
            status = error_set(err, LIMIER_INPUT, "neither title nor text");
    }
    if (status != LIMIER_OK)
        *more = false;
    arena_release(&scratch);
    return status;
}

const struct reader_format reader_markdown = {
    .name = "markdown",
    .help = "Markdown, with YAML or TOML front matter or without",
    .bid = bid,
    .next = next,
};
