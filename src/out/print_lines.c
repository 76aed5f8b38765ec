/* Formats of one short line a hit, for scripts: paths, TREC runs, and the count. */
#include "out/plain.h"
#include "out/printer.h"

#include <inttypes.h>

/* Each file once, in the order of its best article. Bytes as they are, like find(1): --null makes any name
 * safe. */
static void paths_begin(struct printer *p, const struct printer_page *page)
{
    (void)page;
    vocab_clear(&p->seen);
}

static void paths_hit(struct printer *p, const struct printer_page *page, const struct limier_hit *hit)
{
    (void)page;
    size_t known = p->seen.count;
    if (vocab_add(&p->seen, span_str(hit->article.path)) < known)
        return;
    buf_add_str(&p->sink->out, hit->article.path);
    buf_add_char(&p->sink->out, p->separator);
}

const struct printer_format print_paths = {.name = "paths", .begin = paths_begin, .hit = paths_hit};

/* A column of a TREC run holds no blank. */
static void add_column(struct buf *out, const char *s)
{
    size_t start = out->len;
    plain_add(out, span_str(s));
    for (size_t i = start; i < out->len; i++)
        if (out->ptr[i] == ' ')
            out->ptr[i] = '_';
}

/* « qid Q0 docid rank score tag », as trec_eval reads it. */
static void trec_hit(struct printer *p, const struct printer_page *page, const struct limier_hit *hit)
{
    struct buf *out = &p->sink->out;
    add_column(out, page->qid ? page->qid : "1");
    buf_add_str(out, " Q0 ");
    add_column(out, hit->article.id);
    buf_printf(out, " %zu %.6f ", hit->rank, hit->score);
    add_column(out, p->run_tag);
    buf_add_char(out, '\n');
}

const struct printer_format print_trec = {.name = "trec", .hit = trec_hit};

static void count_begin(struct printer *p, const struct printer_page *page)
{
    if (page->qid) {
        plain_add(&p->sink->out, span_str(page->qid));
        buf_add_char(&p->sink->out, '\t');
    }
    buf_printf(&p->sink->out, "%" PRIu64 "\n", page->results->total);
}

const struct printer_format print_count = {.name = "count", .begin = count_begin};
