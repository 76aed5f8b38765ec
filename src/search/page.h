/* The hits of a request in their order, which is the same whatever the order of indexing: by weight, among
 * equals the later first, then by id; or by date. */
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

#endif
