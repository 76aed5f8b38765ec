#include "eval/measure.h"

#include "base/bug.h"

#include <math.h>
#include <stdlib.h>

enum { TOP = 10, RECALL_DEPTH = 100, RELEVANT = 1 };

/* Scores with the memory that they live in. */
struct scores_box {
    struct limier_eval_scores scores;
    struct limier_eval_query *queries;
    size_t cap;
    struct arena names;
};

/* What one query is measured by. */
struct pair {
    const struct judgement *judged;
    size_t njudged;
    const struct trec_hit *hits;
    size_t nhits;
    const uint32_t *docs; /* a document's number in the run → in the judgements */
};

static int descending(const void *left, const void *right)
{
    int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
    return (b > a) - (b < a);
}

/* ndcg_cut: the gain is the grade, the discount log2(rank + 1). */
static double gain(int32_t grade, size_t rank)
{
    return grade > 0 ? (double)grade / log2((double)rank + 1) : 0;
}

/* The DCG of the best order there is. */
static double ideal(const struct pair *p)
{
    int32_t *grades = mem_alloc(p->njudged * sizeof *grades);
    for (size_t i = 0; i < p->njudged; i++)
        grades[i] = p->judged[i].grade;
    qsort(grades, p->njudged, sizeof *grades, descending);
    double sum = 0;
    for (size_t i = 0; i < p->njudged && i < TOP; i++)
        sum += gain(grades[i], i + 1);
    free(grades);
    return sum;
}

static void measure_query(const struct pair *p, struct limier_eval_query *out)
{
    double dcg = 0, precisions = 0;
    size_t found = 0, early = 0, first = 0;
    for (size_t rank = 1; rank <= p->nhits; rank++) {
        int32_t grade = judgements_grade(p->judged, p->njudged, p->docs[p->hits[rank - 1].doc]);
        if (rank <= TOP)
            dcg += gain(grade, rank);
        if (grade < RELEVANT)
            continue;
        found++;
        precisions += (double)found / (double)rank;
        if (!first)
            first = rank;
        if (rank <= RECALL_DEPTH)
            early = found;
    }
    double relevant = (double)out->relevant;
    out->answers = p->nhits;
    out->found = found;
    out->values[LIMIER_NDCG_10] = dcg / ideal(p);
    out->values[LIMIER_MAP] = precisions / relevant;
    out->values[LIMIER_MRR_10] = first && first <= TOP ? 1 / (double)first : 0;
    out->values[LIMIER_RECALL_100] = (double)early / relevant;
    out->values[LIMIER_SUCCESS_1] = first == 1;
    out->values[LIMIER_SUCCESS_10] = first && first <= TOP;
}

static size_t count_relevant(const struct judgement *list, size_t n)
{
    size_t relevant = 0;
    for (size_t i = 0; i < n; i++)
        relevant += list[i].grade >= RELEVANT;
    return relevant;
}

static void add_query(struct scores_box *box, const struct limier_judgements *j, struct limier_run *r,
    const uint32_t *docs, struct span qid)
{
    struct pair p = {.docs = docs};
    p.judged = judgements_of(j, vocab_find(&j->queries, qid), &p.njudged);
    size_t relevant = count_relevant(p.judged, p.njudged);
    if (!relevant) {
        box->scores.unjudged++;
        return;
    }
    p.hits = trec_run_of(r, vocab_find(&r->queries, qid), &p.nhits);
    size_t n = box->scores.nqueries++;
    box->queries = mem_grow(box->queries, &box->cap, n + 1, sizeof *box->queries);
    box->queries[n] = (struct limier_eval_query){.qid = arena_str(&box->names, qid), .relevant = relevant};
    measure_query(&p, &box->queries[n]);
    box->scores.unanswered += p.nhits == 0;
    for (int m = 0; m < LIMIER_MEASURES; m++)
        box->scores.means[m] += box->queries[n].values[m];
}

/* Every query of either file. */
static void add_all(
    struct scores_box *box, const struct limier_judgements *j, struct limier_run *r, const uint32_t *docs)
{
    for (uint32_t i = 0; i < j->queries.count; i++)
        add_query(box, j, r, docs, vocab_get(&j->queries, i));
    for (uint32_t i = 0; i < r->queries.count; i++)
        box->scores.unjudged += vocab_find(&j->queries, vocab_get(&r->queries, i)) == VOCAB_NONE;
}

static size_t count_judged(const struct limier_judgements *j)
{
    size_t judged = 0, n;
    for (uint32_t i = 0; i < j->queries.count; i++) {
        const struct judgement *list = judgements_of(j, i, &n);
        judged += count_relevant(list, n) > 0;
    }
    return judged;
}

struct limier_eval_scores *measure_run(
    const struct limier_judgements *j, struct limier_run *r, const char *const *qids, size_t nqids)
{
    struct scores_box *box = mem_zero(1, sizeof *box);
    arena_init(&box->names);
    uint32_t *docs = mem_alloc((r->docs.count + 1) * sizeof *docs);
    for (uint32_t i = 0; i < r->docs.count; i++)
        docs[i] = vocab_find(&j->docs, vocab_get(&r->docs, i));
    if (!qids)
        add_all(box, j, r, docs);
    for (size_t i = 0; qids && i < nqids; i++)
        add_query(box, j, r, docs, span_str(qids[i]));
    free(docs);
    struct limier_eval_scores *scores = &box->scores;
    scores->queries = box->queries;
    scores->unasked = qids ? count_judged(j) - scores->nqueries : 0;
    for (int m = 0; m < LIMIER_MEASURES && scores->nqueries; m++)
        scores->means[m] /= (double)scores->nqueries;
    return scores;
}

void measure_free(struct limier_eval_scores *scores)
{
    if (!scores)
        return;
    struct scores_box *box = (struct scores_box *)scores;
    arena_release(&box->names);
    free(box->queries);
    free(box);
}
