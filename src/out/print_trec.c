#include "out/trec.h"

#include "out/plain.h"
#include "out/printer.h"

void trec_add_column(struct buf *out, const char *s)
{
    size_t start = out->len;
    plain_add(out, span_str(s));
    for (size_t i = start; i < out->len; i++)
        if (out->ptr[i] == ' ')
            out->ptr[i] = '_';
}

void trec_add_line(struct buf *out, const char *qid, const char *id, size_t rank, double score, const char *tag)
{
    trec_add_column(out, qid);
    buf_add_str(out, " Q0 ");
    trec_add_column(out, id);
    buf_printf(out, " %zu %.9g ", rank, (double)(float)score);
    trec_add_column(out, tag);
    buf_add_char(out, '\n');
}

static void trec_hit(struct printer *p, const struct printer_page *page, const struct limier_hit *hit)
{
    trec_add_line(
        &p->sink->out, page->qid ? page->qid : "1", hit->article.id, hit->rank, hit->score, p->run_tag);
}

const struct printer_format print_trec = {.name = "trec", .hit = trec_hit};
