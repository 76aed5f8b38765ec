#include "out/eval.h"

#include "base/utf8.h"
#include "out/plain.h"

#include <math.h>

/* A name, then a column a measure. */
struct table {
    struct buf *out;
    size_t width; /* of the names */
};

enum { GAP = 2, LEAST = 7, DECIMALS = 4 };

static void widen(struct table *t, const char *name)
{
    struct buf plain = {0};
    plain_add(&plain, span_str(name));
    size_t columns = utf8_columns(buf_span(&plain));
    if (columns > t->width)
        t->width = columns;
    buf_release(&plain);
}

static void add_name(const struct table *t, const char *name)
{
    size_t start = t->out->len;
    plain_add(t->out, span_str(name));
    size_t columns = utf8_columns(span_skip(buf_span(t->out), start));
    buf_printf(t->out, "%*s", (int)(t->width - columns), "");
}

/* Room for « +0.1234 » under each name. */
static int column_width(int m)
{
    int n = (int)strlen(limier_eval_name((enum limier_measure)m));
    return GAP + (n < LEAST ? LEAST : n);
}

static void add_head(const struct table *t)
{
    add_name(t, "");
    for (int m = 0; m < LIMIER_MEASURES; m++)
        buf_printf(t->out, "%*s", column_width(m), limier_eval_name((enum limier_measure)m));
    buf_add_char(t->out, '\n');
}

static void add_values(const struct table *t, const char *name, const double values[LIMIER_MEASURES])
{
    add_name(t, name);
    for (int m = 0; m < LIMIER_MEASURES; m++)
        buf_printf(t->out, "%*.*f", column_width(m), DECIMALS, values[m]);
    buf_add_char(t->out, '\n');
}

/* Signed; one that is no more than rounding is 0. */
static void add_differences(const struct table *t, const char *name, const double values[LIMIER_MEASURES])
{
    add_name(t, name);
    for (int m = 0; m < LIMIER_MEASURES; m++)
        buf_printf(t->out, "%+*.*f", column_width(m), DECIMALS, fabs(values[m]) < 0.00005 ? 0 : values[m]);
    buf_add_char(t->out, '\n');
}

/* A p that would be printed as 0 is not 0. */
static void add_chances(const struct table *t, const struct limier_eval_difference d[LIMIER_MEASURES])
{
    add_name(t, "p");
    for (int m = 0; m < LIMIER_MEASURES; m++)
        if (d[m].p < 0.00005)
            buf_printf(t->out, "%*s", column_width(m), "<0.0001");
        else
            buf_printf(t->out, "%*.*f", column_width(m), DECIMALS, d[m].p);
    buf_add_char(t->out, '\n');
}

static void add_each(const struct table *t, const struct eval_report *r, struct sink *sink)
{
    for (size_t i = 0; i < r->scores->nqueries && !sink->error; i++) {
        const struct limier_eval_query *q = &r->scores->queries[i];
        double values[LIMIER_MEASURES];
        for (int m = 0; m < LIMIER_MEASURES; m++)
            values[m] = q->values[m] - (r->other ? r->other->queries[i].values[m] : 0);
        if (r->other)
            add_differences(t, q->qid, values);
        else
            add_values(t, q->qid, values);
        sink_turn(sink);
    }
}

static void add_means(const struct table *t, const struct eval_report *r)
{
    add_values(t, r->name, r->scores->means);
    if (!r->other)
        return;
    double differences[LIMIER_MEASURES];
    for (int m = 0; m < LIMIER_MEASURES; m++)
        differences[m] = r->differences[m].difference;
    add_values(t, r->other_name, r->other->means);
    add_differences(t, "difference", differences);
    add_chances(t, r->differences);
}

static void add_count(struct buf *out, size_t n, const char *what)
{
    if (n)
        buf_printf(out, "; %zu %s", n, what);
}

/* « 60 queries; 2 without an answer; 1 left out: nothing relevant is known » */
static void add_counts(struct buf *out, const struct eval_report *r)
{
    const struct limier_eval_scores *s = r->scores;
    buf_printf(out, "\n%zu quer%s", s->nqueries, s->nqueries == 1 ? "y" : "ies");
    add_count(out, s->unanswered, "without an answer");
    if (r->other)
        add_count(out, r->other->unanswered, "without one in the other run");
    add_count(out, s->unjudged, "left out: nothing relevant is known");
    add_count(out, s->unasked, "left out: judged, but not asked");
    add_count(out, (size_t)r->refused, r->refused == 1 ? "line refused" : "lines refused");
    buf_add_char(out, '\n');
}

void eval_print_text(struct sink *sink, const struct eval_report *r)
{
    struct table t = {.out = &sink->out};
    widen(&t, r->name);
    if (r->other) {
        widen(&t, r->other_name);
        widen(&t, "difference");
    }
    for (size_t i = 0; r->each && i < r->scores->nqueries; i++)
        widen(&t, r->scores->queries[i].qid);
    add_head(&t);
    if (r->each)
        add_each(&t, r, sink);
    add_means(&t, r);
    add_counts(&sink->out, r);
}
