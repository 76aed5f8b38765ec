/* Searching an index: from a request to ranked articles with extracts, and why. What limier.h promises of
 * limier_search, limier_get and limier_explain is kept here; limier.c only owns the memory. */
#ifndef SEARCH_SEARCH_H
#define SEARCH_SEARCH_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "lang/analyzer.h"
#include "store/store.h"

/* Everything in *out is in arena. *hits are those of out, for the caller to rewrite their paths, which stand as
 * they are stored. */
enum limier_status search_run(struct store *store, struct analyzer *analyzer,
    const struct limier_request *request, struct arena *arena, struct limier_results *out,
    struct limier_hit **hits, struct limier_error *err);

/* The article of a document's data, whole, with the words of the request's query (NULL: none) marked. */
enum limier_status search_mark(struct store *store, struct analyzer *analyzer,
    const struct limier_request *request, struct span data, struct arena *arena, struct limier_article *out,
    struct limier_error *err);

/* For people: how the request was understood and, when id is not NULL, what that article's score is made of.
 * Appended to out. */
enum limier_status search_explain(struct store *store, struct analyzer *analyzer,
    const struct limier_request *request, const char *id, struct buf *out, struct limier_error *err);

#endif
