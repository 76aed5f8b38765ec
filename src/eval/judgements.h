/* Judgements: which article answers which query, and how well. The grades of TREC's qrels: 0 and less is not
 * relevant, from 1 on the more the better. Judgements that were read do not change. For limier.c and measure.
 */
#ifndef EVAL_JUDGEMENTS_H
#define EVAL_JUDGEMENTS_H

#include "limier.h"

#include "base/vocab.h"

struct judgement {
    uint32_t query, doc; /* their numbers in the vocabularies */
    int32_t grade;
    size_t line;
};

struct limier_judgements {
    struct vocab queries, docs;
    struct judgement *items; /* by query, then by doc */
    size_t count, cap;
    size_t *first; /* where a query's begin; one more, the end */
};

/* LIMIER_SYSTEM. Lines that are refused are told through the input. */
enum limier_status judgements_read(
    struct limier_judgements **out, struct limier_eval_input *input, struct limier_error *err);
void judgements_free(struct limier_judgements *j);

/* Those of a query, *n of them; none for VOCAB_NONE. */
const struct judgement *judgements_of(const struct limier_judgements *j, uint32_t query, size_t *n);
/* Of a document in such a list; 0 when it is not there. */
int32_t judgements_grade(const struct judgement *list, size_t n, uint32_t doc);

#endif
