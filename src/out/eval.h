/* What « limier eval » prints: the measures of a run, or of two with their difference. */
#ifndef OUT_EVAL_H
#define OUT_EVAL_H

#include "limier.h"

#include "out/sink.h"

struct eval_report {
    const char *name; /* of the run */
    const struct limier_eval_scores *scores;
    const char *other_name; /* of the run that it is compared with; NULL: none */
    const struct limier_eval_scores *other;
    const struct limier_eval_difference *differences;
    bool each;        /* every query, not only the means */
    double seconds;   /* that answering took; negative: nothing was asked */
    uint64_t refused; /* lines of all files */
};

void eval_print_text(struct sink *sink, const struct eval_report *report);
void eval_print_json(struct sink *sink, const struct eval_report *report);

#endif
