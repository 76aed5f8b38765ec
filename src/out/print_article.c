#include "out/print_article.h"

#include "base/utf8.h"
#include "out/plain.h"
#include "out/wrap.h"

struct limier_marked print_article_title(const struct limier_article *a)
{
    if (a->title.length)
        return a->title;
    return (struct limier_marked){.text = a->id, .length = strlen(a->id)};
}

/* One is the end of the other, whole folders: the same file, seen from two folders. */
static bool same_file(struct span a, struct span b)
{
    if (a.len < b.len)
        return same_file(b, a);
    return b.len && span_ends(a, b) && (a.len == b.len || a.ptr[a.len - b.len - 1] == '/');
}

void print_article_place(struct buf *out, const struct limier_article *a)
{
    struct span id = span_str(a->id), path = span_str(a->path);
    if (same_file(id, path)) {
        plain_add(out, path);
        return;
    }
    /* An id made from the path (path#3) says both. */
    if (path.len && !span_is(path, "-") && !span_starts(id, path)) {
        plain_add(out, path);
        buf_add_str(out, " · ");
    }
    plain_add(out, id);
}

static void add_field(struct buf *out, enum style_mode mode, const char *name, const char *value)
{
    enum { NAME_COLUMNS = 10 };
    if (!*value)
        return;
    struct buf label = {0};
    plain_add(&label, span_str(name));
    style_add(out, mode, STYLE_DIM, buf_span(&label));
    size_t columns = utf8_columns(buf_span(&label));
    buf_printf(out, "%*s", (int)(columns < NAME_COLUMNS ? NAME_COLUMNS - columns : 1), "");
    plain_add(out, span_str(value));
    buf_add_char(out, '\n');
    buf_release(&label);
}

static void add_fields(struct buf *out, enum style_mode mode, const struct limier_article *a)
{
    const struct {
        const char *name, *value;
    } fields[] = {{"id", a->id}, {"date", a->date}, {"source", a->source}, {"section", a->section},
        {"author", a->author}, {"language", a->language}, {"url", a->url}, {"path", a->path},
        {"format", a->format}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        add_field(out, mode, fields[i].name, fields[i].value);
    for (const char *const *extra = a->extra; extra && *extra; extra += 2)
        add_field(out, mode, extra[0], extra[1]);
}

static void add_paragraphs(struct sink *sink, struct wrap *w, const struct limier_marked *text)
{
    for (size_t i = 0; i < text->length && !sink->error;) {
        const char *nl = memchr(text->text + i, '\n', text->length - i);
        size_t end = nl ? (size_t)(nl - text->text) : text->length;
        if (span_trim(span_of(text->text + i, end - i)).len) {
            buf_add_char(&sink->out, '\n');
            w->column = 0;
            w->filled = w->blank = false;
            wrap_add(w, text, i, end);
            wrap_end(w);
            buf_add_char(&sink->out, '\n');
            sink_turn(sink);
        }
        i = end + 1;
    }
}

void print_article(struct sink *sink, enum style_mode mode, size_t width, const struct limier_article *a)
{
    struct buf *out = &sink->out;
    add_fields(out, mode, a);
    if (a->title.length) {
        buf_add_char(out, '\n');
        struct wrap w = {.out = out, .mode = mode, .role = STYLE_TITLE, .width = width};
        wrap_add(&w, &a->title, 0, a->title.length);
        wrap_end(&w);
        buf_add_char(out, '\n');
    }
    struct wrap w = {.out = out, .mode = mode, .role = STYLE_TEXT, .width = width};
    add_paragraphs(sink, &w, &a->text);
}

void print_article_rule(struct sink *sink, enum style_mode mode)
{
    static const struct span rule = SPAN_LIT("────────────────────────────────────────");
    buf_add_char(&sink->out, '\n');
    style_add(&sink->out, mode, STYLE_DIM, rule);
    buf_add_str(&sink->out, "\n\n");
}
