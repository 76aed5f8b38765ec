#include "out/eval.h"
#include "out/json.h"
#include "out/json_value.h"

/* In the order of enum limier_measure. */
static const char *const keys[LIMIER_MEASURES] = {
    "ndcg_10", "map", "mrr_10", "recall_100", "success_1", "success_10"};

static json_t *values_object(const double values[LIMIER_MEASURES])
{
    json_t *object = json_object();
    for (int m = 0; m < LIMIER_MEASURES; m++)
        json_value_set(object, keys[m], json_real(values[m]));
    return object;
}

static void set_count(json_t *object, const char *name, uint64_t n)
{
    json_value_set(object, name, json_integer((json_int_t)n));
}

static json_t *run_object(const char *name, const struct limier_eval_scores *s)
{
    json_t *object = json_object();
    json_value_set(object, "name", json_value_text(span_str(name)));
    set_count(object, "unanswered", s->unanswered);
    json_value_set(object, "means", values_object(s->means));
    return object;
}

static json_t *difference_object(const struct limier_eval_difference *d)
{
    json_t *object = json_object();
    for (int m = 0; m < LIMIER_MEASURES; m++) {
        json_t *one = json_object();
        json_value_set(one, "difference", json_real(d[m].difference));
        json_value_set(one, "p", json_real(d[m].p));
        json_value_set(object, keys[m], one);
    }
    return object;
}

static json_t *query_object(const struct eval_report *r, size_t i)
{
    const struct limier_eval_query *q = &r->scores->queries[i];
    json_t *object = json_object();
    json_value_set(object, "qid", json_value_text(span_str(q->qid)));
    set_count(object, "relevant", q->relevant);
    set_count(object, "answers", q->answers);
    set_count(object, "found", q->found);
    json_value_set(object, "values", values_object(q->values));
    if (r->other)
        json_value_set(object, "other_values", values_object(r->other->queries[i].values));
    return object;
}

static void add_member(struct buf *out, const char *name, json_t *value)
{
    buf_printf(out, ",\n\"%s\":", name);
    json_value_add(out, value);
}

void eval_print_json(struct sink *sink, const struct eval_report *r)
{
    struct buf *out = &sink->out;
    buf_printf(out, "{\"version\":%d", JSON_VERSION);
    add_member(out, "queries", json_integer((json_int_t)r->scores->nqueries));
    add_member(out, "unjudged", json_integer((json_int_t)r->scores->unjudged));
    add_member(out, "unasked", json_integer((json_int_t)r->scores->unasked));
    add_member(out, "refused", json_integer((json_int_t)r->refused));
    if (r->seconds >= 0)
        add_member(out, "seconds", json_real(r->seconds));
    add_member(out, "run", run_object(r->name, r->scores));
    if (r->other) {
        add_member(out, "other", run_object(r->other_name, r->other));
        add_member(out, "comparison", difference_object(r->differences));
    }
    if (r->each) {
        buf_add_str(out, ",\n\"each\":[");
        for (size_t i = 0; i < r->scores->nqueries && !sink->error; i++) {
            buf_add_str(out, i ? ",\n" : "\n");
            json_value_add(out, query_object(r, i));
            sink_turn(sink);
        }
        buf_add_char(out, ']');
    }
    buf_add_str(out, "\n}\n");
}
