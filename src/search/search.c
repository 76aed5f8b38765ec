#include "search/search.h"

#include "base/trace.h"
#include "search/extract.h"
#include "search/question.h"
#include "store/record.h"

#include <math.h>
#include <stdlib.h>

enum {
    EXACT_UP_TO = 100, /* a total is exact up to this many at least */
    TIE_SLACK = 64     /* hits looked at before and behind a page whose edge cuts a tie */
};

/* Weights that differ by less came out of another order of addition. */
static const double same_weight = 1e-9;

/* A hit on its way out. */
struct found {
    double weight;
    struct span data;
    struct record record; /* without its text */
};

struct found_list {
    struct found *items;
    size_t n;
    uint64_t total;
    bool exact;
};

/* ---- Pages ----------------------------------------------------------------------------------------------- */

static enum limier_status fetch(struct store *store, const struct store_request *request, struct arena *arena,
    struct found_list *out, struct limier_error *err)
{
    struct store_page page;
    enum limier_status status = store_search(store, request, arena, &page, err);
    if (status)
        return status;
    *out = (struct found_list){.total = page.total, .exact = page.lower == page.upper};
    out->items = arena_zero(arena, page.nhits + 1, sizeof *out->items);
    for (; out->n < page.nhits; out->n++) {
        struct found *f = &out->items[out->n];
        f->weight = page.hits[out->n].weight;
        f->data = page.hits[out->n].data;
        status = record_unpack(&f->record, f->data, false, arena, err);
        if (status)
            return status;
    }
    return LIMIER_OK;
}

static bool equal_weights(double a, double b)
{
    return fabs(a - b) <= same_weight * fmax(fabs(a), fabs(b));
}

static bool is_tie(const struct store_request *request, const struct found *a, const struct found *b)
{
    if (request->by_value)
        return span_eq(a->record.field[FIELD_DATE], b->record.field[FIELD_DATE]);
    return equal_weights(a->weight, b->weight);
}

/* Among equals in weight the later comes first, and then it goes by id; among equals in date, by weight, then
 * id. */
static int before(const void *a, const void *b)
{
    const struct found *p = a, *q = b;
    if (!equal_weights(p->weight, q->weight))
        return p->weight < q->weight ? 1 : -1;
    int c = span_cmp(q->record.field[FIELD_DATE], p->record.field[FIELD_DATE]);
    return c ? c : span_cmp(p->record.field[FIELD_ID], q->record.field[FIELD_ID]);
}

static void order_ties(const struct store_request *request, struct found_list *list)
{
    for (size_t i = 0, end; i < list->n; i = end) {
        end = i + 1;
        while (end < list->n && is_tie(request, &list->items[end - 1], &list->items[end]))
            end++;
        if (end - i > 1)
            qsort(list->items + i, end - i, sizeof *list->items, before);
    }
}

/* A page whose order does not depend on the order of indexing. Xapian settles ties by document number, so a tie
 * that reaches over an edge of the page is fetched with what lies beyond. */
static enum limier_status fetch_page(struct store *store, struct store_request request, struct arena *arena,
    struct found_list *out, struct limier_error *err)
{
    uint64_t offset = request.offset, limit = request.limit, lead = offset > 0;
    request.offset = offset - lead;
    request.limit = limit ? lead + limit + 1 : 0;
    enum limier_status status = fetch(store, &request, arena, out, err);
    if (status)
        return status;
    bool front = lead && out->n > 1 && is_tie(&request, &out->items[0], &out->items[1]);
    bool back =
        limit && out->n == request.limit && is_tie(&request, &out->items[out->n - 2], &out->items[out->n - 1]);
    if (front || back) {
        lead = offset < TIE_SLACK ? offset : TIE_SLACK;
        request.offset = offset - lead;
        request.limit = limit ? lead + limit + TIE_SLACK : 0;
        status = fetch(store, &request, arena, out, err);
        if (status)
            return status;
    }
    order_ties(&request, out);
    out->n = out->n > lead ? out->n - lead : 0;
    out->items += out->n ? lead : 0;
    if (limit && out->n > limit)
        out->n = limit;
    return LIMIER_OK;
}

/* Oldest first, and the undated last: they have no value, which would come before any other. */
static enum limier_status fetch_ascending(struct store *store, struct store_request request,
    struct arena *arena, struct found_list *out, struct limier_error *err)
{
    const struct store_query *query = request.query;
    const struct store_query *dated = build_dates(arena, (struct span){"", 0}, span_str("9999"));
    uint64_t offset = request.offset, limit = request.limit;
    request.query = build_two(arena, STORE_FILTER, query, dated);
    request.check_at_least = UINT64_MAX;
    enum limier_status status = fetch_page(store, request, arena, out, err);
    if (status)
        return status;
    struct found_list rest;
    request.query = build_two(arena, STORE_AND_NOT, query, dated);
    request.by_value = false;
    request.offset = offset > out->total ? offset - out->total : 0;
    request.limit = limit && limit > out->n ? limit - out->n : limit ? 1 : 0;
    status = fetch_page(store, request, arena, &rest, err);
    if (status)
        return status;
    size_t room = limit ? (size_t)limit - out->n : rest.n, more = rest.n < room ? rest.n : room;
    struct found *all = arena_alloc(arena, (out->n + more + 1) * sizeof *all);
    if (out->n)
        memcpy(all, out->items, out->n * sizeof *all);
    if (more)
        memcpy(all + out->n, rest.items, more * sizeof *all);
    *out = (struct found_list){all, out->n + more, out->total + rest.total, out->exact && rest.exact};
    return LIMIER_OK;
}

/* ---- Articles -------------------------------------------------------------------------------------------- */

static void fill_article(struct limier_article *out, const struct record *r, struct arena *arena)
{
    const struct {
        const char **to;
        enum field field;
    } fields[] = {{&out->id, FIELD_ID}, {&out->date, FIELD_DATE}, {&out->source, FIELD_SOURCE},
        {&out->author, FIELD_AUTHOR}, {&out->section, FIELD_SECTION}, {&out->url, FIELD_URL},
        {&out->language, FIELD_LANGUAGE}, {&out->path, FIELD_PATH}, {&out->format, FIELD_FORMAT}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        *fields[i].to = arena_str(arena, r->field[fields[i].field]);
    const char **extra = arena_zero(arena, 2 * r->nextra + 1, sizeof *extra);
    for (size_t i = 0; i < r->nextra; i++) {
        extra[2 * i] = arena_str(arena, r->extra[i].name);
        extra[2 * i + 1] = arena_str(arena, r->extra[i].value);
    }
    out->extra = extra;
}

struct maker {
    struct analyzer *analyzer;
    struct matcher *matcher;
    struct arena *arena;
    size_t extract;
    struct arena scratch; /* the text of one article */
};

static enum limier_status make_hit(
    struct maker *k, const struct found *f, struct limier_hit *hit, struct limier_error *err)
{
    hit->score = f->weight;
    fill_article(&hit->article, &f->record, k->arena);
    extract_whole(
        &hit->article.title, f->record.field[FIELD_TITLE], MATCHER_TITLE, k->matcher, k->analyzer, k->arena);
    hit->article.text = (struct limier_marked){.text = ""};
    if (!k->extract)
        return LIMIER_OK;
    struct record whole;
    arena_clear(&k->scratch);
    enum limier_status status = record_unpack(&whole, f->data, true, &k->scratch, err);
    if (!status)
        extract_make(
            &hit->article.text, whole.field[FIELD_TEXT], k->extract, k->matcher, k->analyzer, k->arena);
    return status;
}

static enum limier_status make_hits(struct maker *k, const struct found_list *found, size_t offset,
    struct limier_hit **hits, struct limier_error *err)
{
    enum limier_status status = LIMIER_OK;
    *hits = arena_zero(k->arena, found->n + 1, sizeof **hits);
    arena_init(&k->scratch);
    for (size_t i = 0; !status && i < found->n; i++) {
        (*hits)[i].rank = offset + i + 1;
        status = make_hit(k, &found->items[i], &(*hits)[i], err);
    }
    arena_release(&k->scratch);
    return status;
}

static void set_order(struct store_request *to, const struct limier_request *request, bool weighted)
{
    to->offset = request->offset;
    to->limit = request->limit;
    to->check_at_least = request->count ? UINT64_MAX : EXACT_UP_TO;
    to->data = true;
    /* Where nothing weighs, the latest come first. */
    to->by_value = request->sort != LIMIER_BY_RELEVANCE || !weighted;
    to->ascending = request->sort == LIMIER_BY_DATE_ASCENDING;
    to->sort_slot = SLOT_DATE;
}

enum limier_status search_run(struct store *store, struct analyzer *analyzer,
    const struct limier_request *request, struct arena *arena, struct limier_results *out,
    struct limier_hit **hits, struct limier_error *err)
{
    double begun = trace_clock();
    *out = (struct limier_results){0};
    *hits = NULL;
    struct question q;
    struct found_list found = {0};
    enum limier_status status = question_ask(&q, store, analyzer, request, arena, err);
    if (status)
        goto end;
    set_order(&q.request, request, q.plan.weighted);
    double planned = trace_clock();
    status = (q.request.ascending ? fetch_ascending : fetch_page)(store, q.request, arena, &found, err);
    if (status)
        goto end;
    double fetched = trace_clock();
    struct maker maker = {analyzer, &q.plan.matcher, arena, request->extract, {0}};
    status = make_hits(&maker, &found, request->offset, hits, err);
    if (status)
        goto end;
    out->hits = *hits;
    out->nhits = found.n;
    out->total = found.total;
    out->total_exact = found.exact;
    out->notes = q.plan.notes;
    out->nnotes = q.plan.nnotes;
    out->seconds = trace_clock() - begun;
    trace(TRACE_TIME, "plan %.0f µs, search %.0f µs, extracts %.0f µs", (planned - begun) * 1e6,
        (fetched - planned) * 1e6, (begun + out->seconds - fetched) * 1e6);
end:
    question_release(&q);
    return status;
}

enum limier_status search_mark(struct store *store, struct analyzer *analyzer,
    const struct limier_request *request, struct span data, struct arena *arena, struct limier_article *out,
    struct limier_error *err)
{
    struct record record;
    struct question q = {0};
    enum limier_status status = record_unpack(&record, data, true, arena, err);
    if (!status && request->query)
        status = question_ask(&q, store, analyzer, request, arena, err);
    if (!status) {
        struct matcher *m = request->query ? &q.plan.matcher : NULL;
        fill_article(out, &record, arena);
        extract_whole(&out->title, record.field[FIELD_TITLE], MATCHER_TITLE, m, analyzer, arena);
        extract_whole(&out->text, record.field[FIELD_TEXT], MATCHER_TEXT, m, analyzer, arena);
    }
    question_release(&q);
    return status;
}
