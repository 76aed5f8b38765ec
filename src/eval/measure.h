/* What a run is worth by the judgements: the measures of limier.h, as trec_eval (NIST, version 9) defines them.
 * For limier.c. */
#ifndef EVAL_MEASURE_H
#define EVAL_MEASURE_H

#include "eval/judgements.h"
#include "eval/trec_run.h"

/* See limier_eval_measure. For measure_free. */
struct limier_eval_scores *measure_run(
    const struct limier_judgements *j, struct limier_run *r, const char *const *qids, size_t nqids);
void measure_free(struct limier_eval_scores *scores);

#endif
