#include "search/search.h"

#include "base/trace.h"
#include "lang/synonyms.h"
#include "search/extract.h"
#include "search/page.h"

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
    double planned = trace_clock();
    status = page_fetch(&q, store, analyzer, request, arena, &found, err);
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
    synonyms_told(request->no_synonyms ? NULL : request->synonyms);
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
