/* Dates as people type them into a query, seen from a given day: 2025, 2025-11, 2025-11-25, 25/11/2025, « 25
 * nov. 2025 », novembre-2025, hier, lundi, 7j, « semaine dernière » and ranges a..b, a.., ..b of these. Only
 * the query parser and the search itself use it. */
#ifndef SEARCH_DATES_H
#define SEARCH_DATES_H

#include "base/arena.h"

enum dates_bound {
    DATES_IN,     /* date: */
    DATES_SINCE,  /* depuis: from the first moment of what is said */
    DATES_BEFORE, /* avant: up to the moment before it */
    DATES_UNTIL   /* jusqu'à: up to its last moment */
};

/* Digits YYYY[MM[DD[hhmm]]], both inclusive and as precise as they were said; an empty one is no bound. */
struct dates_range {
    struct span low, high;
    bool turned; /* it was said from the later to the earlier */
};

/* « depuis », « avant », « until » …: the names that bound by date. */
bool dates_keyword(struct span name, enum dates_bound *out);

/* False when text is no date, or one that does not exist. */
bool dates_read(
    struct dates_range *out, struct span text, enum dates_bound bound, struct span today, struct arena *arena);

/* Digits as ISO 8601 writes them, appended to out[20]. */
void dates_print(char out[20], struct span digits);

#endif
