/* A request made ready: parsed, planned, with its dates. Shared by searching, marking and explaining. */
#ifndef SEARCH_QUESTION_H
#define SEARCH_QUESTION_H

#include "limier.h"
#include "search/plan.h"

struct question {
    struct query query;
    struct plan plan;
    struct store_request request; /* query and weights filled in */
};

/* In arena; call question_release, also after a failure. */
enum limier_status question_ask(struct question *q, struct store *store, struct analyzer *analyzer,
    const struct limier_request *request, struct arena *arena, struct limier_error *err);
void question_release(struct question *q);

#endif
