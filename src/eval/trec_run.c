#include "eval/trec_run.h"

#include "eval/columns.h"

#include "base/bug.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>

struct limier_run *trec_run_new(void)
{
    return mem_zero(1, sizeof(struct limier_run));
}

void trec_run_free(struct limier_run *r)
{
    if (!r)
        return;
    vocab_release(&r->queries);
    vocab_release(&r->docs);
    free(r->hits);
    free(r->first);
    free(r);
}

static void add_hit(struct limier_run *r, const char *qid, const char *id, double score, size_t line)
{
    free(r->first);
    r->first = NULL;
    r->hits = mem_grow(r->hits, &r->cap, r->count + 1, sizeof *r->hits);
    r->hits[r->count++] = (struct trec_hit){.query = vocab_add(&r->queries, span_str(qid)),
        .doc = vocab_add(&r->docs, span_str(id)),
        .score = (float)score,
        .line = line};
}

void trec_run_add(struct limier_run *r, const char *qid, const char *id, double score)
{
    add_hit(r, qid, id, score, r->count);
}

/* ---- Order -------------------------------------------------------------------------------------------- */

static int by_doc(const void *left, const void *right)
{
    const struct trec_hit *a = left, *b = right;
    if (a->query != b->query)
        return a->query < b->query ? -1 : 1;
    if (a->doc != b->doc)
        return a->doc < b->doc ? -1 : 1;
    return (a->line > b->line) - (a->line < b->line);
}

/* comp_sim_docno in trec_eval's form_res_rels.c. */
static int by_score(const void *left, const void *right, void *docs)
{
    const struct trec_hit *a = left, *b = right;
    if (a->query != b->query)
        return a->query < b->query ? -1 : 1;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return a->doc == b->doc ? 0 : span_cmp(vocab_get(docs, b->doc), vocab_get(docs, a->doc));
}

/* Of several hits on one article the first counts. c, if any, hears of the others. */
static void drop_twins(struct limier_run *r, const struct columns *c)
{
    size_t kept = 0;
    for (size_t i = 0; i < r->count; i++) {
        const struct trec_hit *last = kept ? &r->hits[kept - 1] : NULL;
        if (!last || last->query != r->hits[i].query || last->doc != r->hits[i].doc)
            r->hits[kept++] = r->hits[i];
        else if (c)
            columns_refuse(c, r->hits[i].line, "answered before");
    }
    r->count = kept;
}

static void put_in_order(struct limier_run *r, const struct columns *c)
{
    if (r->count) {
        qsort(r->hits, r->count, sizeof *r->hits, by_doc);
        drop_twins(r, c);
        qsort_r(r->hits, r->count, sizeof *r->hits, by_score, &r->docs);
    }
    r->first = mem_zero(r->queries.count + 1, sizeof *r->first);
    for (size_t i = 0; i < r->count; i++)
        r->first[r->hits[i].query + 1] = i + 1;
}

const struct trec_hit *trec_run_of(struct limier_run *r, uint32_t query, size_t *n)
{
    if (!r->first)
        put_in_order(r, NULL);
    *n = query == VOCAB_NONE ? 0 : r->first[query + 1] - r->first[query];
    return *n ? r->hits + r->first[query] : NULL;
}

/* ---- Reading ------------------------------------------------------------------------------------------ */

static bool read_score(const char *text, locale_t plain, double *score)
{
    char *end;
    *score = strtod_l(text, &end, plain);
    return end != text && !*end && isfinite((float)*score);
}

static void read_lines(struct limier_run *r, struct columns *c)
{
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    BUG_IF(!plain);
    while (columns_next(c)) {
        double score;
        if (read_score(c->cells[4], plain, &score))
            add_hit(r, c->cells[0], c->cells[2], score, c->number);
        else
            columns_refuse(c, c->number, "the score is no number");
    }
    freelocale(plain);
}

enum limier_status trec_run_read(
    struct limier_run **out, struct limier_eval_input *input, struct limier_error *err)
{
    *out = NULL;
    struct columns c;
    enum limier_status status = columns_open(&c, input, 6, "qid Q0 docid rank score tag", err);
    if (status != LIMIER_OK)
        return status;
    struct limier_run *r = trec_run_new();
    read_lines(r, &c);
    put_in_order(r, &c);
    status = columns_close(&c, err);
    if (status == LIMIER_OK)
        *out = r;
    else
        trec_run_free(r);
    return status;
}
