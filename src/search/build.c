#include "search/build.h"

#include "search/moments.h"
#include "store/schema.h"

#include <stdio.h>
#include <stdlib.h>

/* A range of at most so many years or months is looked up as their terms; over that, as values. */
enum { DATE_TERMS_MAX = 12 };

void build_add(struct arena *arena, struct build_list *list, const struct store_query *query)
{
    if (list->n == list->cap) {
        list->cap = list->cap ? list->cap * 2 : 8;
        const struct store_query **more = arena_alloc(arena, list->cap * sizeof *more);
        if (list->n)
            memcpy(more, list->items, list->n * sizeof *more);
        list->items = more;
    }
    list->items[list->n++] = query;
}

static struct store_query *new_query(struct arena *arena, enum store_op op)
{
    struct store_query *q = arena_zero(arena, 1, sizeof *q);
    q->op = op;
    return q;
}

const struct store_query *build_span(struct arena *arena, struct span term)
{
    struct store_query *q = new_query(arena, term.len ? STORE_TERM : STORE_NOTHING);
    q->term = term;
    return q;
}

static struct span joined(struct arena *arena, const char *a, const char *b, struct span body)
{
    size_t na = strlen(a), nb = strlen(b);
    char *s = arena_alloc(arena, na + nb + body.len + 1);
    memcpy(s, a, na);
    memcpy(s + na, b, nb);
    if (body.len)
        memcpy(s + na + nb, body.ptr, body.len);
    return span_of(s, na + nb + body.len);
}

const struct store_query *build_term(struct arena *arena, const char *a, const char *b, struct span body)
{
    return build_span(arena, joined(arena, a, b, body));
}

const struct store_query *build_op(struct arena *arena, enum store_op op, const struct build_list *list)
{
    if (list->n == 0)
        return new_query(arena, STORE_NOTHING);
    if (list->n == 1)
        return list->items[0];
    struct store_query *q = new_query(arena, op);
    q->kids = list->items;
    q->nkids = list->n;
    return q;
}

const struct store_query *build_two(
    struct arena *arena, enum store_op op, const struct store_query *a, const struct store_query *b)
{
    struct build_list list = {0};
    build_add(arena, &list, a);
    build_add(arena, &list, b);
    return build_op(arena, op, &list);
}

const struct store_query *build_scale(struct arena *arena, double factor, const struct store_query *query)
{
    struct build_list list = {0};
    build_add(arena, &list, query);
    struct store_query *q = new_query(arena, STORE_SCALE);
    q->kids = list.items;
    q->nkids = 1;
    q->factor = factor;
    return q;
}

const struct store_query *build_window(
    struct arena *arena, enum store_op op, const struct build_list *list, unsigned window)
{
    if (list->n < 2)
        return build_op(arena, op, list);
    struct store_query *q = new_query(arena, op);
    q->kids = list->items;
    q->nkids = list->n;
    q->window = window;
    return q;
}

const struct store_query *build_prefix(
    struct arena *arena, const char *prefix, struct span text, unsigned limit)
{
    struct store_query *q = new_query(arena, STORE_PREFIX);
    q->term = joined(arena, prefix, "", text);
    q->limit = limit;
    return q;
}

const struct store_query *build_all(struct arena *arena)
{
    return new_query(arena, STORE_ALL);
}

/* ---- Dates ----------------------------------------------------------------------------------------------- */

static int number(struct span s, size_t at, size_t n)
{
    int v = 0;
    for (size_t i = at; i < at + n; i++)
        v = v * 10 + (s.ptr[i] - '0');
    return v;
}

/* Without the parts that say nothing: from the 1st of a month is from that month, until the 31st of December
 * is until that year. An article dated by its year or month only is then within. */
static struct span widest(struct span d, bool high)
{
    if (d.len == 8 && number(d, 6, 2) == (high ? moment_month_length(number(d, 0, 4), number(d, 4, 2)) : 1))
        d.len = 6;
    if (d.len == 6 && number(d, 4, 2) == (high ? 12 : 1))
        d.len = 4;
    return d;
}

/* The years or months from low to high, when both are that and they are few. */
static const struct store_query *date_terms(struct arena *arena, struct span low, struct span high)
{
    if (low.len != high.len || low.len > 8)
        return NULL;
    const char *prefix = low.len == 4   ? SCHEMA_YEAR_PREFIX
                         : low.len == 6 ? SCHEMA_MONTH_PREFIX
                                        : SCHEMA_DAY_PREFIX;
    if (span_eq(low, high))
        return build_term(arena, prefix, "", low);
    if (low.len == 8)
        return NULL;
    int per_year = low.len == 4 ? 1 : 12;
    int from = number(low, 0, 4) * per_year + (low.len == 6 ? number(low, 4, 2) - 1 : 0);
    int to = number(high, 0, 4) * per_year + (low.len == 6 ? number(high, 4, 2) - 1 : 0);
    if (from > to || to - from >= DATE_TERMS_MAX)
        return NULL;
    struct build_list list = {0};
    for (int i = from; i <= to; i++) {
        const char *term = low.len == 4 ? arena_printf(arena, "%s%04d", prefix, i)
                                        : arena_printf(arena, "%s%04d%02d", prefix, i / 12, i % 12 + 1);
        build_add(arena, &list, build_span(arena, span_str(term)));
    }
    return build_op(arena, STORE_OR, &list);
}

const struct store_query *build_dates(struct arena *arena, struct span low, struct span high)
{
    low = widest(low, false);
    high = widest(high, true);
    const struct store_query *terms = low.len && high.len ? date_terms(arena, low, high) : NULL;
    if (terms)
        return terms;
    struct store_query *q = new_query(arena, STORE_RANGE);
    q->slot = SLOT_DATE;
    /* Values are compared byte by byte: everything within a month comes before it with a DEL behind. « 0 »
     * keeps undated articles out. */
    q->low = low.len ? low : span_str("0");
    q->high = high.len ? span_str(arena_printf(arena, "%.*s\x7f", SPAN_ARG(high))) : high;
    return q;
}
