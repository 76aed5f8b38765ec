/* Trees of struct store_query in an arena. Only the plan uses it. */
#ifndef SEARCH_BUILD_H
#define SEARCH_BUILD_H

#include "store/store.h"

/* A growing list of queries; all zero is an empty one. */
struct build_list {
    const struct store_query **items;
    size_t n, cap;
};

void build_add(struct arena *arena, struct build_list *list, const struct store_query *query);

/* The term of a, b and body put together. */
const struct store_query *build_term(struct arena *arena, const char *a, const char *b, struct span body);
const struct store_query *build_span(struct arena *arena, struct span term);
/* The operator over the list, whose items are taken as they are; one kid alone is itself, none is nothing. */
const struct store_query *build_op(struct arena *arena, enum store_op op, const struct build_list *list);
const struct store_query *build_two(
    struct arena *arena, enum store_op op, const struct store_query *a, const struct store_query *b);
const struct store_query *build_scale(struct arena *arena, double factor, const struct store_query *query);
/* STORE_PHRASE or STORE_NEAR; window 0: as many as there are kids. */
const struct store_query *build_window(
    struct arena *arena, enum store_op op, const struct build_list *list, unsigned window);
const struct store_query *build_prefix(
    struct arena *arena, const char *prefix, struct span text, unsigned limit);
const struct store_query *build_all(struct arena *arena);
/* Articles of these dates: digits as far as they are known, both inclusive, an empty one is no bound. */
const struct store_query *build_dates(struct arena *arena, struct span low, struct span high);

#endif
