#include "search/page.h"

#include "base/utf8.h"
#include "search/window.h"

#include <math.h>
#include <stdlib.h>

enum {
    EXACT_UP_TO = 100, /* a total is exact up to this many at least */
    TIE_SLACK = 64,    /* hits looked at before and behind an edge that cuts a tie */
    RANKED = 100,      /* hits that are weighed a second time */
    READ = 10,         /* of these, the first are read: how close do the words stand? */
    READ_BYTES = 20000,
    IN_ROW = 30, /* hits with the words in a row that are weighed again whatever their place */
    WINDOW = 25  /* words */
};

/* What the closest window of a text is worth, of what its words weigh. */
static const double closeness = 0.3;
/* What it is worth that they stand in the title or the text as they were typed. */
static const double as_typed = 0.7;

/* Weights that differ by less came out of another order of addition. */
static const double same_weight = 1e-9;

struct fetch {
    struct question *question;
    struct store *store;
    struct analyzer *analyzer;
    struct store_request request;
    struct arena *arena;
    struct limier_error *err;
    uint32_t watched;         /* whose score is to be explained; 0: none */
    struct page_score *score; /* its explanation, when there is one */
};

/* ---- Order ----------------------------------------------------------------------------------------------- */

static bool equal_weights(double a, double b)
{
    return fabs(a - b) <= same_weight * fmax(fabs(a), fabs(b));
}

static bool is_tie(const struct store_request *request, const struct found *a, const struct found *b)
{
    if (request->by_value && !span_eq(a->record.field[FIELD_DATE], b->record.field[FIELD_DATE]))
        return false;
    return equal_weights(a->weight, b->weight);
}

static int heavier(const void *a, const void *b)
{
    const struct found *p = a, *q = b;
    if (p->weight < q->weight || p->weight > q->weight)
        return p->weight < q->weight ? 1 : -1;
    return p->number < q->number ? -1 : p->number > q->number;
}

/* Among equals the later comes first, and then it goes by id. */
static int before(const void *a, const void *b)
{
    const struct found *p = a, *q = b;
    int c = span_cmp(q->record.field[FIELD_DATE], p->record.field[FIELD_DATE]);
    return c ? c : span_cmp(p->record.field[FIELD_ID], q->record.field[FIELD_ID]);
}

/* Of ties, at most so many together. */
static void order_ties(const struct store_request *request, struct found *items, size_t n, size_t most)
{
    for (size_t i = 0, end; i < n; i = end) {
        end = i + 1;
        while (end < n && end - i < most && is_tie(request, &items[end - 1], &items[end]))
            end++;
        if (end - i > 1)
            qsort(items + i, end - i, sizeof *items, before);
    }
}

/* The first n hits and those that weigh as much as the last of them. */
static size_t with_ties(const struct found_list *list, size_t n)
{
    size_t most = n + TIE_SLACK;
    if (n >= list->n)
        return list->n;
    while (n && n < list->n && n < most && equal_weights(list->items[n - 1].weight, list->items[n].weight))
        n++;
    return n;
}

/* ---- From the store -------------------------------------------------------------------------------------- */

static enum limier_status search(struct fetch *f, struct found_list *out)
{
    struct store_page page;
    enum limier_status status = store_search(f->store, &f->request, f->arena, &page, f->err);
    if (status)
        return status;
    *out = (struct found_list){.total = page.total, .exact = page.lower == page.upper};
    out->items = arena_zero(f->arena, page.nhits + 1, sizeof *out->items);
    for (; !status && out->n < page.nhits; out->n++) {
        const struct store_hit *hit = &page.hits[out->n];
        struct found *to = &out->items[out->n];
        *to = (struct found){.number = hit->number, .weight = hit->weight, .data = hit->data};
        if (f->request.data)
            status = record_unpack(&to->record, to->data, false, f->arena, f->err);
    }
    return status;
}

/* The records of some hits. One whose document is gone by now keeps none. */
static enum limier_status fetch_records(struct fetch *f, struct found *items, size_t n)
{
    uint32_t *numbers = arena_alloc(f->arena, (n + 1) * sizeof *numbers);
    struct span *data = arena_alloc(f->arena, (n + 1) * sizeof *data);
    size_t wanted = 0;
    for (size_t i = 0; i < n; i++)
        if (!items[i].data.len)
            numbers[wanted++] = items[i].number;
    enum limier_status status = store_data(f->store, numbers, wanted, f->arena, data, f->err);
    for (size_t i = 0, next = 0; !status && i < n; i++) {
        if (items[i].data.len)
            continue;
        items[i].data = data[next++];
        if (items[i].data.len)
            status = record_unpack(&items[i].record, items[i].data, false, f->arena, f->err);
    }
    return status;
}

/* ---- By relevance ---------------------------------------------------------------------------------------- */

static int by_number(const void *a, const void *b)
{
    const struct found *p = a, *q = b;
    return p->number < q->number ? -1 : p->number > q->number;
}

/* Of each term, the share in the one document watched. */
static void keep_shares(struct fetch *f, size_t terms, const struct rank_share *shares, size_t step)
{
    struct rank_share *own = arena_alloc(f->arena, (terms + 1) * sizeof *own);
    for (size_t t = 0; t < terms; t++)
        own[t] = shares[t * step];
    f->score->again = true;
    f->score->shares = own;
}

/* New weights for the first n hits. */
static enum limier_status weigh_again(struct fetch *f, struct found_list *list, size_t n)
{
    uint32_t *numbers = arena_alloc(f->arena, n * sizeof *numbers);
    double *scores = arena_alloc(f->arena, n * sizeof *scores);
    qsort(list->items, n, sizeof *list->items, by_number);
    for (size_t i = 0; i < n; i++)
        numbers[i] = list->items[i].number;
    const struct rank_terms *terms = &f->question->plan.rank;
    struct rank_share *shares = f->score ? arena_zero(f->arena, terms->n * n, sizeof *shares) : NULL;
    enum limier_status status = rank_score(terms, f->store, numbers, n, f->arena, scores, shares, f->err);
    for (size_t i = 0; !status && i < n; i++) {
        double row = list->items[i].in_row ? as_typed * f->question->plan.row_weight : 0;
        list->items[i].weight = scores[i] + row;
        if (f->score && numbers[i] == f->watched)
            f->score->row = row;
        if (shares && numbers[i] == f->watched)
            keep_shares(f, terms->n, shares + i, n);
    }
    qsort(list->items, n, sizeof *list->items, heavier);
    return status;
}

/* Adds to each what its closest window is worth. */
static enum limier_status read_texts(struct fetch *f, struct found *items, size_t n)
{
    struct matcher *m = &f->question->plan.matcher;
    struct matcher_hits hits = {0};
    struct arena scratch;
    enum limier_status status = fetch_records(f, items, n);
    arena_init(&scratch);
    for (size_t i = 0; !status && i < n; i++) {
        struct record whole;
        if (!items[i].data.len)
            continue;
        arena_clear(&scratch);
        status = record_unpack(&whole, items[i].data, true, &scratch, f->err);
        if (status)
            break;
        matcher_scan(m, f->analyzer, utf8_head(whole.field[FIELD_TEXT], READ_BYTES), MATCHER_TEXT, &hits);
        double close = closeness * window_best(m, &hits, WINDOW_WORDS, WINDOW, 0, NULL, NULL);
        items[i].weight += close;
        if (f->score && items[i].number == f->watched)
            f->score->closeness = close;
    }
    arena_release(&scratch);
    free(hits.items);
    return status;
}

/* What comes behind keeps its order, and weighs less than what was weighed again. */
static void lower_rest(struct found_list *list, size_t ranked)
{
    if (ranked == 0 || ranked == list->n)
        return;
    double least = list->items[ranked - 1].weight, most = list->items[ranked].weight;
    double factor = most > least && most > 0 ? least / most * (1 - 1e-6) : 1;
    for (size_t i = ranked; i < list->n; i++)
        list->items[i].weight *= factor;
}

static bool has_number(const struct found_list *list, uint32_t number)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->items[i].number == number)
            return true;
    return false;
}

/* The articles that have the words as they were typed come before the others; *n of them. Common words hide
 * them from Xapian's weights: « projet de loi de finances ». */
static enum limier_status row_first(struct fetch *f, struct found_list *list, size_t *n)
{
    struct fetch again = *f;
    struct found_list row;
    *n = 0;
    if (!f->question->plan.row)
        return LIMIER_OK;
    again.request.query = build_two(f->arena, STORE_FILTER, f->request.query, f->question->plan.row);
    again.request.limit = IN_ROW + TIE_SLACK;
    again.request.check_at_least = 0;
    enum limier_status status = search(&again, &row);
    if (status)
        return status;
    row.n = with_ties(&row, IN_ROW);
    struct found *all = arena_alloc(f->arena, (row.n + list->n + 1) * sizeof *all);
    size_t kept = row.n;
    for (size_t i = 0; i < row.n; i++) {
        all[i] = row.items[i];
        all[i].in_row = true;
    }
    for (size_t i = 0; i < list->n; i++)
        if (!has_number(&row, list->items[i].number))
            all[kept++] = list->items[i];
    list->items = all;
    list->n = kept;
    *n = row.n;
    return LIMIER_OK;
}

static enum limier_status rank_again(struct fetch *f, struct found_list *list)
{
    const struct rank_terms *terms = &f->question->plan.rank;
    size_t in_row;
    if (list->n < 2 || !rank_fits(terms))
        return LIMIER_OK;
    enum limier_status status = row_first(f, list, &in_row);
    if (status)
        return status;
    struct found_list others = {.items = list->items + in_row, .n = list->n - in_row};
    size_t ranked = in_row + with_ties(&others, RANKED);
    status = weigh_again(f, list, ranked);
    if (!status && rank_words(terms) > 1) {
        struct found_list head = {.items = list->items, .n = ranked};
        size_t read = with_ties(&head, READ);
        status = read_texts(f, list->items, read);
        qsort(list->items, ranked, sizeof *list->items, heavier);
    }
    lower_rest(list, ranked);
    return status;
}

/* Where the block that holds hit i begins: ties are put in order in blocks of TIE_SLACK from their first on,
 * which are the same whatever page cuts them. */
static size_t block_of(const struct found_list *list, size_t i)
{
    size_t first = i;
    while (first > 0 && equal_weights(list->items[first - 1].weight, list->items[first].weight))
        first--;
    return i - (i - first) % TIE_SLACK;
}

static size_t block_end(const struct found_list *list, size_t i)
{
    size_t end = i + 1, most = block_of(list, i) + TIE_SLACK;
    while (end < list->n && end < most && equal_weights(list->items[end - 1].weight, list->items[end].weight))
        end++;
    return end;
}

/* The hits from offset on, with their records, ties in order. */
static enum limier_status cut(struct fetch *f, struct found_list *list, uint64_t offset, uint64_t limit)
{
    size_t from = offset < list->n ? (size_t)offset : list->n;
    size_t to = limit && limit < list->n - from ? from + (size_t)limit : list->n;
    size_t first = from < to ? block_of(list, from) : from, end = from < to ? block_end(list, to - 1) : to;
    enum limier_status status = fetch_records(f, list->items + first, end - first);
    if (status)
        return status;
    order_ties(&f->request, list->items + first, end - first, TIE_SLACK);
    struct found *page = list->items + from;
    size_t kept = 0;
    for (size_t i = from; i < to; i++)
        if (list->items[i].data.len)
            page[kept++] = list->items[i];
    list->items = page;
    list->n = kept;
    return LIMIER_OK;
}

static uint64_t plus(uint64_t a, uint64_t b)
{
    return a < UINT64_MAX - b ? a + b : UINT64_MAX;
}

static enum limier_status fetch_relevant(struct fetch *f, struct found_list *out)
{
    uint64_t offset = f->request.offset, limit = f->request.limit, last = plus(offset, limit);
    f->request.offset = 0;
    f->request.limit = limit ? plus(last > RANKED ? last : RANKED, TIE_SLACK) : 0;
    f->request.data = false;
    enum limier_status status = search(f, out);
    if (!status)
        status = rank_again(f, out);
    if (!status)
        status = cut(f, out, offset, limit);
    return status;
}

/* ---- By date --------------------------------------------------------------------------------------------- */

/* Xapian settles ties by document number, so a tie that reaches over an edge of the page is fetched with what
 * lies beyond. */
static enum limier_status fetch_dated(struct fetch *f, struct found_list *out)
{
    uint64_t offset = f->request.offset, limit = f->request.limit, lead = offset > 0;
    f->request.data = true;
    f->request.offset = offset - lead;
    f->request.limit = limit ? plus(limit, lead + 1) : 0;
    enum limier_status status = search(f, out);
    if (status)
        return status;
    bool front = lead && out->n > 1 && is_tie(&f->request, &out->items[0], &out->items[1]);
    bool back = limit && out->n == f->request.limit &&
                is_tie(&f->request, &out->items[out->n - 2], &out->items[out->n - 1]);
    if (front || back) {
        lead = offset < TIE_SLACK ? offset : TIE_SLACK;
        f->request.offset = offset - lead;
        f->request.limit = limit ? plus(limit, lead + TIE_SLACK) : 0;
        status = search(f, out);
        if (status)
            return status;
    }
    order_ties(&f->request, out->items, out->n, out->n);
    out->n = out->n > lead ? out->n - lead : 0;
    out->items += out->n ? lead : 0;
    if (limit && out->n > limit)
        out->n = limit;
    return LIMIER_OK;
}

/* Oldest first, and the undated last: they have no value, which would come before any other. */
static enum limier_status fetch_ascending(struct fetch *f, struct found_list *out)
{
    struct arena *arena = f->arena;
    const struct store_query *query = f->request.query;
    const struct store_query *dated = build_dates(arena, (struct span){"", 0}, span_str("9999"));
    uint64_t offset = f->request.offset, limit = f->request.limit;
    f->request.query = build_two(arena, STORE_FILTER, query, dated);
    f->request.check_at_least = UINT64_MAX;
    enum limier_status status = fetch_dated(f, out);
    if (status)
        return status;
    struct found_list rest;
    f->request.query = build_two(arena, STORE_AND_NOT, query, dated);
    f->request.by_value = false;
    f->request.offset = offset > out->total ? offset - out->total : 0;
    f->request.limit = limit && limit > out->n ? limit - out->n : limit ? 1 : 0;
    status = fetch_dated(f, &rest);
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

/* ---- The whole ------------------------------------------------------------------------------------------- */

enum limier_status page_fetch(struct question *q, struct store *store, struct analyzer *analyzer,
    const struct limier_request *request, struct arena *arena, struct found_list *out, struct limier_error *err)
{
    struct fetch f = {
        .question = q, .store = store, .analyzer = analyzer, .request = q->request, .arena = arena, .err = err};
    f.request.offset = request->offset;
    f.request.limit = request->limit;
    f.request.check_at_least = request->count ? UINT64_MAX : EXACT_UP_TO;
    f.request.sort_slot = SLOT_DATE;
    /* Where nothing weighs, the latest come first. */
    f.request.by_value = request->sort != LIMIER_BY_RELEVANCE || !q->plan.weighted;
    f.request.ascending = request->sort == LIMIER_BY_DATE_ASCENDING;
    if (f.request.ascending)
        return fetch_ascending(&f, out);
    return f.request.by_value ? fetch_dated(&f, out) : fetch_relevant(&f, out);
}

enum limier_status page_explain(struct question *q, struct store *store, struct analyzer *analyzer,
    uint32_t number, struct arena *arena, struct page_score *out, struct limier_error *err)
{
    struct fetch f = {.question = q,
        .store = store,
        .analyzer = analyzer,
        .request = q->request,
        .arena = arena,
        .err = err,
        .watched = number,
        .score = out};
    struct found_list list;
    *out = (struct page_score){0};
    f.request.check_at_least = UINT64_MAX;
    enum limier_status status = fetch_relevant(&f, &list);
    if (status)
        return status;
    out->of = list.n;
    for (size_t i = 0; i < list.n; i++) {
        if (list.items[i].number == number) {
            out->place = i + 1;
            out->weight = list.items[i].weight;
        }
    }
    return LIMIER_OK;
}
