/* A run: what was answered to each query, in order. It may be read from a file or put together hit by hit; its
 * order is made when it is first asked for. As in trec_eval, scores are float, the rank column counts for
 * nothing, and hits of one score are in descending byte order of their ids. For limier.c and measure. */
#ifndef EVAL_TREC_RUN_H
#define EVAL_TREC_RUN_H

#include "limier.h"

#include "base/vocab.h"

struct trec_hit {
    uint32_t query, doc; /* their numbers in the vocabularies */
    float score;
    size_t line; /* of the file, or the number of the hit */
};

struct limier_run {
    struct vocab queries, docs;
    struct trec_hit *hits;
    size_t count, cap;
    size_t *first; /* where a query's begin; one more, the end. NULL: not in order yet */
};

/* An empty one. */
struct limier_run *trec_run_new(void);
/* LIMIER_SYSTEM. Lines that are refused are told through the input. */
enum limier_status trec_run_read(
    struct limier_run **out, struct limier_eval_input *input, struct limier_error *err);
void trec_run_free(struct limier_run *r);

void trec_run_add(struct limier_run *r, const char *qid, const char *id, double score);
/* Those of a query, best first, *n of them; none for VOCAB_NONE. Valid until the next add. */
const struct trec_hit *trec_run_of(struct limier_run *r, uint32_t query, size_t *n);

#endif
