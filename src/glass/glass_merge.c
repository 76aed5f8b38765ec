#include "glass/glass_merge.h"

#include "base/bug.h"

#include <stdlib.h>

enum { BUFFER_MIN = 4 * 1024, BUFFER_MAX = 256 * 1024 };

static bool less(const struct glass_merge *m, struct glass_merge_entry a, struct glass_merge_entry b)
{
    if (a.prefix != b.prefix)
        return a.prefix < b.prefix;
    const struct glass_list_in *x = &m->runs[a.run], *y = &m->runs[b.run];
    int c = span_cmp(span_of(x->key, x->key_len), span_of(y->key, y->key_len));
    return c ? c < 0 : a.run < b.run;
}

static void sift_down(struct glass_merge *m, size_t i)
{
    struct glass_merge_entry entry = m->heap[i];
    for (size_t kid; (kid = 2 * i + 1) < m->nheap; i = kid) {
        if (kid + 1 < m->nheap && less(m, m->heap[kid + 1], m->heap[kid]))
            kid++;
        if (!less(m, m->heap[kid], entry))
            break;
        m->heap[i] = m->heap[kid];
    }
    m->heap[i] = entry;
}

static void sift_up(struct glass_merge *m, size_t i)
{
    struct glass_merge_entry entry = m->heap[i];
    for (; i && less(m, entry, m->heap[(i - 1) / 2]); i = (i - 1) / 2)
        m->heap[i] = m->heap[(i - 1) / 2];
    m->heap[i] = entry;
}

/* Reads the next head of a run and, if there is one, puts the run on the heap. */
static enum limier_status advance(struct glass_merge *m, struct glass_list_in *run, struct limier_error *err)
{
    bool more;
    enum limier_status status = glass_list_in_next(run, &more, err);
    if (status == LIMIER_OK && more) {
        m->heap[m->nheap] = (struct glass_merge_entry){run->prefix, (uint32_t)(run - m->runs)};
        sift_up(m, m->nheap++);
    }
    return status;
}

enum limier_status glass_merge_init(struct glass_merge *m, struct glass_spill *spill,
    const struct glass_runs *runs, enum glass_stream_name stream, size_t memory, struct limier_error *err)
{
    size_t n = runs->count, buffer = n ? memory / n : 0;
    buffer = buffer < BUFFER_MIN ? BUFFER_MIN : buffer > BUFFER_MAX ? BUFFER_MAX : buffer;
    *m = (struct glass_merge){.nruns = n};
    m->runs = mem_zero(n, sizeof *m->runs);
    m->heap = mem_zero(n, sizeof *m->heap);
    m->parts = mem_zero(n, sizeof *m->parts);
    enum limier_status status = LIMIER_OK;
    for (size_t i = 0; i < n && status == LIMIER_OK; i++) {
        glass_spill_in_init(&m->runs[i].spill, spill, &runs->items[i].stream[stream], buffer);
        status = advance(m, &m->runs[i], err);
    }
    return status;
}

void glass_merge_release(struct glass_merge *m)
{
    for (size_t i = 0; i < m->nruns; i++)
        glass_spill_in_release(&m->runs[i].spill);
    free(m->runs);
    free(m->heap);
    free(m->parts);
    *m = (struct glass_merge){0};
}

static void add_part(struct glass_merge *m, struct glass_list_in *run)
{
    const struct glass_list *list = &run->list;
    m->parts[m->nparts++] = run;
    if (m->nparts == 1) {
        m->whole = *list;
        return;
    }
    m->whole.documents += list->documents;
    m->whole.frequency += list->frequency;
    m->whole.length += glass_uint_size(glass_merge_gap(m, m->nparts - 1)) + list->length;
    m->whole.last = list->last;
}

enum limier_status glass_merge_next(struct glass_merge *m, bool *more, struct limier_error *err)
{
    for (size_t i = 0; i < m->nparts; i++) {
        enum limier_status status = advance(m, m->parts[i], err);
        if (status != LIMIER_OK)
            return status;
    }
    m->nparts = 0;
    *more = m->nheap > 0;
    if (!*more)
        return LIMIER_OK;
    uint64_t prefix = m->heap[0].prefix;
    const struct glass_list_in *run = &m->runs[m->heap[0].run];
    m->key = span_of(run->key, run->key_len);
    do {
        add_part(m, &m->runs[m->heap[0].run]);
        m->heap[0] = m->heap[--m->nheap];
        if (m->nheap == 0)
            break;
        sift_down(m, 0);
        run = &m->runs[m->heap[0].run];
    } while (m->heap[0].prefix == prefix && span_eq(m->key, span_of(run->key, run->key_len)));
    return LIMIER_OK;
}

/* ---- Several passes ----------------------------------------------------------------------------------- */

static enum limier_status copy_items(
    struct glass_spill_out *out, struct glass_spill_in *in, uint64_t length, struct limier_error *err)
{
    enum limier_status status = LIMIER_OK;
    while (length && status == LIMIER_OK) {
        size_t n = length < BUFFER_MIN ? (size_t)length : BUFFER_MIN;
        status = glass_spill_in_need(in, n, err);
        if (status == LIMIER_OK)
            status = glass_spill_out_add(out, span_of(in->pos, n), err);
        in->pos += n;
        length -= n;
    }
    return status;
}

static enum limier_status copy_list(
    struct glass_list_out *out, const struct glass_merge *m, struct limier_error *err)
{
    enum limier_status status = glass_list_out_begin(out, m->key, &m->whole, err);
    for (size_t i = 0; i < m->nparts && status == LIMIER_OK; i++) {
        char gap[GLASS_UINT_MAX];
        size_t len = i ? (size_t)(glass_put_uint(gap, glass_merge_gap(m, i)) - gap) : 0;
        status = glass_spill_out_add(&out->spill, span_of(gap, len), err);
        if (status == LIMIER_OK)
            status = copy_items(&out->spill, &m->parts[i]->spill, m->parts[i]->list.length, err);
    }
    return status;
}

/* One stream of lists of several runs, as a new stream. */
static enum limier_status merge_lists(struct glass_stream *stream, const struct glass_runs *runs,
    struct glass_spill *spill, enum glass_stream_name name, size_t memory, struct limier_error *err)
{
    struct glass_merge m;
    struct glass_list_out out = {0};
    glass_spill_out_init(&out.spill, spill, BUFFER_MAX);
    enum limier_status status = glass_merge_init(&m, spill, runs, name, memory, err);
    for (bool more = true; status == LIMIER_OK;) {
        status = glass_merge_next(&m, &more, err);
        if (!more)
            break;
        if (status == LIMIER_OK)
            status = copy_list(&out, &m, err);
    }
    if (status == LIMIER_OK)
        status = glass_list_out_end(&out, stream, err);
    glass_merge_release(&m);
    glass_spill_out_release(&out.spill);
    return status;
}

/* Neighbouring runs as one. What stands by document needs no copying. */
static enum limier_status merge_runs(struct glass_run *to, struct glass_runs *runs, struct glass_spill *spill,
    size_t memory, struct limier_error *err)
{
    *to = (struct glass_run){.first = runs->items[0].first, .last = runs->items[runs->count - 1].last};
    enum limier_status status =
        merge_lists(&to->stream[GLASS_POSTINGS], runs, spill, GLASS_POSTINGS, memory, err);
    if (status == LIMIER_OK)
        status = merge_lists(&to->stream[GLASS_POSITIONS], runs, spill, GLASS_POSITIONS, memory, err);
    for (size_t i = 0; i < runs->count; i++) {
        glass_stream_join(&to->stream[GLASS_TERMLISTS], &runs->items[i].stream[GLASS_TERMLISTS]);
        glass_stream_join(&to->stream[GLASS_DATA], &runs->items[i].stream[GLASS_DATA]);
    }
    return status;
}

enum limier_status glass_merge_down(
    struct glass_runs *runs, struct glass_spill *spill, size_t width, size_t memory, struct limier_error *err)
{
    BUG_IF(width < 2);
    enum limier_status status = LIMIER_OK;
    while (runs->count > width && status == LIMIER_OK) {
        struct glass_runs fewer = {0};
        for (size_t i = 0; i < runs->count; i += width) {
            size_t n = runs->count - i < width ? runs->count - i : width;
            struct glass_runs some = {.items = runs->items + i, .count = n};
            struct glass_run merged = {0};
            if (status == LIMIER_OK)
                status = merge_runs(&merged, &some, spill, memory, err);
            glass_runs_add(&fewer, merged);
        }
        glass_runs_release(runs);
        *runs = fewer;
    }
    return status;
}
