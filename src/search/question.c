#include "search/question.h"

#include "search/dates.h"

#include <stdio.h>
#include <time.h>

/* How articles are weighed (BM25; relevance.md tells how these were found). */
static const struct {
    double k1, b, min_normlen;
} bm25 = {.k1 = 1.2, .b = 0.75, .min_normlen = 0};

/* The analyzer's memory of words is emptied between two searches when it is over this many bytes. */
enum { WORDS_MEMORY_MAX = 64 * 1024 * 1024 };

static struct span today_of(const struct limier_request *request, struct arena *arena)
{
    if (request->today)
        return span_str(request->today);
    time_t now = time(NULL);
    struct tm tm;
    localtime_r(&now, &tm);
    return span_str(arena_printf(arena, "%04d-%02d-%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday));
}

static enum limier_status read_bound(struct span *out, const char *text, enum dates_bound bound,
    struct span today, struct arena *arena, struct limier_error *err)
{
    struct dates_range range;
    if (!text)
        return LIMIER_OK;
    if (!dates_read(&range, span_str(text), bound, today, arena))
        return error_set(err, LIMIER_USAGE, "« %s » is no date", text);
    *out = bound == DATES_SINCE ? range.low : range.high;
    return LIMIER_OK;
}

enum limier_status question_ask(struct question *q, struct store *store, struct analyzer *analyzer,
    const struct limier_request *request, struct arena *arena, struct limier_error *err)
{
    *q = (struct question){0};
    if (analyzer_memory(analyzer) > WORDS_MEMORY_MAX)
        analyzer_forget(analyzer);
    struct span today = today_of(request, arena), since = {"", 0}, until = {"", 0};
    enum limier_status status = read_bound(&since, request->since, DATES_SINCE, today, arena, err);
    if (!status)
        status = read_bound(&until, request->until, DATES_UNTIL, today, arena, err);
    if (!status)
        status = query_parse(&q->query, span_str(request->query), today, arena, err);
    if (status)
        return status;
    struct plan_options options = {
        .all = request->all, .synonyms = !request->no_synonyms, .own_synonyms = request->synonyms};
    status = plan_make(&q->plan, store, analyzer, &q->query, &options, arena, err);
    if (status)
        return status;
    const struct store_query *query = q->plan.query;
    if (since.len || until.len)
        query = build_two(arena, STORE_FILTER, query, build_dates(arena, since, until));
    q->request = (struct store_request){
        .query = query,
        .weight = STORE_BM25,
        .k1 = bm25.k1,
        .b = bm25.b,
        .min_normlen = bm25.min_normlen,
    };
    return LIMIER_OK;
}

void question_release(struct question *q)
{
    plan_release(&q->plan);
}
