/* Results for people. A hit is its rank and title, a line of facts, and the extract:
 *
 *      1  Title of the article, wrapped where it is
 *         longer than a line
 *         2025-11-25 · Source · Section · Author · path
 *         Extract of the text, wrapped too. */
#include "out/plain.h"
#include "out/print_article.h"
#include "out/printer.h"
#include "out/wrap.h"

#include "base/utf8.h"

static const struct span dot = SPAN_LIT(" · ");

static size_t digits(size_t n)
{
    size_t d = 1;
    while (n >= 10) {
        n /= 10;
        d++;
    }
    return d;
}

static void add_indent(struct buf *out, size_t n)
{
    buf_printf(out, "%*s", (int)n, "");
}

/* Date, source, section and author, those that there are. */
static size_t add_facts(struct buf *out, enum style_mode mode, const struct limier_article *a)
{
    const char *const facts[] = {a->date, a->source, a->section, a->author};
    struct buf line = {0};
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        if (!*facts[i])
            continue;
        if (line.len)
            buf_add_span(&line, dot);
        plain_add(&line, span_str(facts[i]));
    }
    size_t columns = utf8_columns(buf_span(&line));
    style_add(out, mode, STYLE_FACTS, buf_span(&line));
    buf_release(&line);
    return columns;
}

/* Behind the facts when there is room, else in a line of its own, never broken: it is there to be copied. */
static void add_place(struct printer *p, const struct limier_article *a, size_t indent, size_t column)
{
    struct buf *out = &p->sink->out, place = {0};
    print_article_place(&place, a);
    if (column > indent) {
        if (column + 3 + utf8_columns(buf_span(&place)) <= p->width) {
            buf_add_span(out, dot);
        } else {
            buf_add_char(out, '\n');
            add_indent(out, indent);
        }
    }
    style_add(out, p->mode, STYLE_DIM, buf_span(&place));
    buf_add_char(out, '\n');
    buf_release(&place);
}

static void text_begin(struct printer *p, const struct printer_page *page)
{
    if (!page->qid)
        return;
    struct buf *out = &p->sink->out;
    if (p->pages)
        buf_add_char(out, '\n');
    buf_add_str(out, style_on(p->mode, STYLE_TITLE, false));
    plain_add(out, span_str(page->qid));
    buf_add_str(out, ": ");
    plain_add(out, span_str(page->query));
    buf_add_str(out, style_off(p->mode));
    buf_add_str(out, "\n\n");
}

static void text_hit(struct printer *p, const struct printer_page *page, const struct limier_hit *hit)
{
    const struct limier_article *a = &hit->article;
    struct buf *out = &p->sink->out;
    size_t widest = digits(page->results->hits[page->results->nhits - 1].rank);
    size_t indent = (widest < 2 ? 2 : widest) + 2;

    if (p->hits)
        buf_add_char(out, '\n');
    add_indent(out, indent - 2 - digits(hit->rank));
    buf_add_str(out, style_on(p->mode, STYLE_RANK, false));
    buf_printf(out, "%zu", hit->rank);
    buf_add_str(out, style_off(p->mode));
    buf_add_str(out, "  ");

    struct wrap w = {.out = out, .mode = p->mode, .role = STYLE_TITLE, .width = p->width, .indent = indent};
    w.column = indent;
    struct limier_marked title = print_article_title(a);
    wrap_add(&w, &title, 0, title.length);
    wrap_end(&w);
    buf_add_char(out, '\n');

    add_indent(out, indent);
    add_place(p, a, indent, indent + add_facts(out, p->mode, a));

    if (a->text.length) {
        add_indent(out, indent);
        w = (struct wrap){.out = out, .mode = p->mode, .role = STYLE_TEXT, .width = p->width, .indent = indent};
        w.column = indent;
        wrap_add(&w, &a->text, 0, a->text.length);
        wrap_end(&w);
        buf_add_char(out, '\n');
    }
}

const struct printer_format print_text = {.name = "text", .begin = text_begin, .hit = text_hit};
