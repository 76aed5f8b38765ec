/* Where in a text the words of a query stand closest: for ranking and for extracts. */
#ifndef SEARCH_WINDOW_H
#define SEARCH_WINDOW_H

#include "search/matcher.h"

enum window_unit { WINDOW_BYTES, WINDOW_WORDS };

/* The run of hits within size bytes or words that is worth most, among equals the first: what its slots weigh,
 * each once, and « again » times that for each time that it comes again. *first and *last (may be NULL): the
 * run's first and last hit. */
double window_best(const struct matcher *m, const struct matcher_hits *hits, enum window_unit unit, size_t size,
    double again, size_t *first, size_t *last);

#endif
