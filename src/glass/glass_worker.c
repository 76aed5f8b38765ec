#include "glass/glass_builder.h"

#include "base/bug.h"
#include "glass/glass_hold.h"
#include "glass/glass_invert.h"

#include <stdlib.h>

enum {
    OUT_SIZE = 128 * 1024,           /* of each stream's buffer */
    MEMORY_MIN = 64 * 1024,          /* of what may be held besides those */
    MEMORY_MAX = 1024 * 1024 * 1024, /* places and pairs have 31 bits */
};

struct glass_worker {
    struct glass_builder *builder;
    size_t memory;
    struct glass_hold hold;
    struct glass_inverter inverter;
    struct glass_spill_out data;
    struct glass_runs runs; /* of this batch */
    struct glass_stats stats;
};

struct glass_worker *glass_worker_new(struct glass_builder *b, size_t memory)
{
    struct glass_worker *w = mem_zero(1, sizeof *w);
    size_t fixed = GLASS_STREAMS * OUT_SIZE;
    w->builder = b;
    w->memory = memory < fixed + MEMORY_MIN ? MEMORY_MIN : memory - fixed;
    if (w->memory > MEMORY_MAX)
        w->memory = MEMORY_MAX;
    glass_hold_init(&w->hold);
    glass_inverter_init(&w->inverter, &b->spill, OUT_SIZE);
    glass_spill_out_init(&w->data, &b->spill, OUT_SIZE);
    glass_stats_init(&w->stats);
    return w;
}

void glass_worker_free(struct glass_worker *w)
{
    if (!w)
        return;
    glass_hold_release(&w->hold);
    glass_inverter_release(&w->inverter);
    glass_spill_out_release(&w->data);
    glass_runs_release(&w->runs);
    glass_stats_release(&w->stats);
    free(w);
}

static enum limier_status end_run(struct glass_worker *w, struct limier_error *err)
{
    struct glass_hold *h = &w->hold;
    if (h->ndocuments == 0)
        return LIMIER_OK;
    struct glass_run run = {.first = h->documents[0].number, .last = h->documents[h->ndocuments - 1].number};
    enum limier_status status = glass_invert(&w->inverter, h, err);
    if (status == LIMIER_OK)
        status = glass_list_out_end(&w->inverter.postings, &run.stream[GLASS_POSTINGS], err);
    if (status == LIMIER_OK)
        status = glass_list_out_end(&w->inverter.positions, &run.stream[GLASS_POSITIONS], err);
    if (status == LIMIER_OK)
        status = glass_spill_out_end(&w->inverter.termlists, &run.stream[GLASS_TERMLISTS], err);
    if (status == LIMIER_OK)
        status = glass_spill_out_end(&w->data, &run.stream[GLASS_DATA], err);
    if (h->wdf_high > w->stats.wdf_high)
        w->stats.wdf_high = h->wdf_high;
    glass_runs_add(&w->runs, run);
    glass_hold_clear(h);
    return status;
}

static enum limier_status add_data(
    struct glass_worker *w, uint32_t number, struct span data, struct limier_error *err)
{
    if (data.len == 0)
        return LIMIER_OK;
    char head[2 * GLASS_UINT_MAX], *p = glass_put_uint(glass_put_uint(head, number), data.len);
    enum limier_status status = glass_spill_out_add(&w->data, span_of(head, (size_t)(p - head)), err);
    return status == LIMIER_OK ? glass_spill_out_add(&w->data, data, err) : status;
}

enum limier_status glass_worker_add(
    struct glass_worker *w, uint32_t number, const struct doc *doc, struct limier_error *err)
{
    struct glass_hold *h = &w->hold;
    uint32_t before = h->ndocuments   ? h->documents[h->ndocuments - 1].number
                      : w->runs.count ? w->runs.items[w->runs.count - 1].last
                                      : 0;
    BUG_IF(number <= before);
    BUG_IF(h->nterms && h->vocab != doc->vocab);
    uint32_t length = glass_hold_add(h, number, doc);
    glass_stats_document(&w->stats, number, length);
    for (size_t i = 0; i < doc->nvalues; i++)
        glass_stats_value(&w->stats, &doc->values[i]);
    enum limier_status status = add_data(w, number, doc->data, err);
    if (status == LIMIER_OK && glass_hold_bytes(h) >= w->memory)
        status = end_run(w, err);
    return status;
}

enum limier_status glass_worker_flush(struct glass_worker *w, struct limier_error *err)
{
    enum limier_status status = end_run(w, err);
    if (status == LIMIER_OK)
        glass_builder_join(w->builder, &w->runs, &w->stats);
    return status;
}
