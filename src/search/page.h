/* The hits of a request in their order, which is the same whatever the order of indexing: by weight, among
 * equals the later first, then by id; or by date. Of more than 64 equals, each 64 are in that order. */
#ifndef SEARCH_PAGE_H
#define SEARCH_PAGE_H

#include "search/question.h"
#include "store/record.h"

/* A hit on its way out. */
struct found {
    uint32_t number;
    double weight;
    struct span data;     /* empty until it is fetched */
    struct record record; /* without its text */
};

struct found_list {
    struct found *items;
    size_t n;
    uint64_t total;
    bool exact;
};

/* The page that request asks for, in arena. */
enum limier_status page_fetch(struct question *q, struct store *store, struct analyzer *analyzer,
    const struct limier_request *request, struct arena *arena, struct found_list *out,
    struct limier_error *err);

/* How an article of the results by relevance comes by its score and its place. */
struct page_score {
    uint64_t place, of; /* from 1; 0 when it is not among them */
    bool again;         /* it was weighed a second time: then, of each term of the plan's rank, */
    const struct rank_share *shares;
    double closeness; /* of the score */
    double weight;    /* the whole score */
};

/* As page_fetch would have it for the document of that number. Orders every hit. In arena. */
enum limier_status page_explain(struct question *q, struct store *store, struct analyzer *analyzer,
    uint32_t number, struct arena *arena, struct page_score *out, struct limier_error *err);

#endif
