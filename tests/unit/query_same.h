/* Whether two query trees say the same, wherever they stand in their texts: for the unit tests and the fuzzer.
 */
#ifndef TESTS_UNIT_QUERY_SAME_H
#define TESTS_UNIT_QUERY_SAME_H

#include "search/query.h"

static inline bool query_same(const struct query_node *a, const struct query_node *b)
{
    if (a->kind != b->kind || a->mark != b->mark || a->match != b->match || a->field != b->field ||
        !span_eq(a->text, b->text) || !span_eq(a->low, b->low) || !span_eq(a->high, b->high) ||
        a->within != b->within || a->nkids != b->nkids)
        return false;
    for (size_t i = 0; i < a->nkids; i++)
        if (!query_same(a->kids[i], b->kids[i]))
            return false;
    return true;
}

#endif
