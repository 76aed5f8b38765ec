#include "glass/glass_postlist.h"

#include "base/bug.h"
#include "glass/glass_merge.h"

#include <stdlib.h>

enum {
    CHUNK = 2000, /* bytes of items at which Xapian begins a new chunk */
    CHUNK_HEAD = 1 + 4 * GLASS_UINT_MAX,
    TYPE_METADATA = 0xc0,
    TYPE_SLOT = 0xd0,
    TYPE_VALUES = 0xd8
};

/* ---- Metadata and statistics of values ---------------------------------------------------------------- */

static int by_key(const void *left, const void *right)
{
    const struct span *a = left, *b = right;
    return span_cmp(*a, *b);
}

static enum limier_status write_metadata(
    struct glass_table *t, struct glass_meta meta, struct limier_error *err)
{
    struct span *pairs = mem_zero(meta.count, 2 * sizeof *pairs);
    if (meta.count) {
        memcpy(pairs, meta.pairs, meta.count * 2 * sizeof *pairs);
        qsort(pairs, meta.count, 2 * sizeof *pairs, by_key);
    }
    enum limier_status status = LIMIER_OK;
    for (size_t i = 0; i < meta.count && status == LIMIER_OK; i++) {
        char key[GLASS_KEY_MAX];
        struct span name = pairs[2 * i], value = pairs[2 * i + 1];
        BUG_IF(name.len == 0 || value.len == 0);
        if (name.len > GLASS_KEY_MAX - 2) {
            status = error_set(err, LIMIER_TOO_LONG, "the metadata key « %.*s » is too long", SPAN_ARG(name));
            break;
        }
        char *p = glass_put_bytes(glass_put_u16(key, TYPE_METADATA), name);
        status = glass_table_add(t, span_of(key, (size_t)(p - key)), value, err);
    }
    free(pairs);
    return status;
}

struct slot_entry {
    char key[2 + 8];
    size_t key_len;
    const struct glass_slot *slot;
};

static int by_slot_key(const void *left, const void *right)
{
    const struct slot_entry *a = left, *b = right;
    return span_cmp(span_of(a->key, a->key_len), span_of(b->key, b->key_len));
}

static enum limier_status write_slots(
    struct glass_table *t, const struct glass_stats *stats, struct limier_error *err)
{
    struct slot_entry *entries = mem_zero(stats->nslots, sizeof *entries);
    for (size_t i = 0; i < stats->nslots; i++) {
        char *p = glass_put_u16(entries[i].key, TYPE_SLOT);
        entries[i].key_len = (size_t)(glass_put_uint_last(p, stats->slots[i].slot) - entries[i].key);
        entries[i].slot = &stats->slots[i];
    }
    if (stats->nslots)
        qsort(entries, stats->nslots, sizeof *entries, by_slot_key);
    struct buf tag = {0};
    enum limier_status status = LIMIER_OK;
    for (size_t i = 0; i < stats->nslots && status == LIMIER_OK; i++) {
        struct span low = buf_span(&entries[i].slot->low), high = buf_span(&entries[i].slot->high);
        buf_clear(&tag);
        char *p = buf_reserve(&tag, 2 * GLASS_UINT_MAX + low.len + high.len);
        p = glass_put_string(glass_put_uint(p, entries[i].slot->documents), low);
        if (!span_eq(low, high))
            p = glass_put_bytes(p, high);
        tag.len = (size_t)(p - tag.ptr);
        status = glass_table_add(t, span_of(entries[i].key, entries[i].key_len), buf_span(&tag), err);
    }
    buf_release(&tag);
    free(entries);
    return status;
}

/* ---- Values ------------------------------------------------------------------------------------------- */

struct chunks {
    struct glass_table *t;
    const struct glass_merge *m;
    struct buf items; /* of the chunk being made */
    uint32_t first, last;
    bool begun; /* a chunk of this list is in the table */
};

static enum limier_status end_values(struct chunks *c, struct limier_error *err)
{
    char key[GLASS_KEY_MAX];
    char *p = glass_put_sort_uint(glass_put_bytes(key, c->m->key), c->first);
    enum limier_status status =
        glass_table_add(c->t, span_of(key, (size_t)(p - key)), buf_span(&c->items), err);
    buf_clear(&c->items);
    return status;
}

/* One value: the string at the front of what in holds. */
static enum limier_status add_value(
    struct chunks *c, struct glass_spill_in *in, uint64_t gap, uint64_t *left, struct limier_error *err)
{
    enum limier_status status = glass_spill_in_need(in, GLASS_UINT_MAX, err);
    if (status != LIMIER_OK)
        return status;
    uint64_t len;
    size_t size = (size_t)(glass_get_uint(in->pos, &len) - in->pos) + len;
    status = glass_spill_in_need(in, size, err);
    if (status != LIMIER_OK)
        return status;
    c->last += (uint32_t)gap + 1;
    if (c->items.len == 0) {
        c->first = c->last;
    } else {
        char *p = buf_reserve(&c->items, GLASS_UINT_MAX);
        c->items.len += (size_t)(glass_put_uint(p, gap) - p);
    }
    buf_add(&c->items, in->pos, size);
    in->pos += size;
    *left -= size;
    return c->items.len >= CHUNK ? end_values(c, err) : LIMIER_OK;
}

static enum limier_status write_values(struct chunks *c, struct limier_error *err)
{
    const struct glass_merge *m = c->m;
    enum limier_status status = LIMIER_OK;
    c->last = m->whole.first - 1;
    for (size_t i = 0; i < m->nparts && status == LIMIER_OK; i++) {
        struct glass_spill_in *in = &m->parts[i]->spill;
        uint64_t left = m->parts[i]->list.length, gap = i ? glass_merge_gap(m, i) : 0;
        status = add_value(c, in, gap, &left, err);
        while (left && status == LIMIER_OK) {
            status = glass_spill_in_need(in, GLASS_UINT_MAX, err);
            if (status != LIMIER_OK)
                break;
            const char *p = glass_get_uint(in->pos, &gap);
            left -= (uint64_t)(p - in->pos);
            in->pos = p;
            status = add_value(c, in, gap, &left, err);
        }
    }
    return status == LIMIER_OK && c->items.len ? end_values(c, err) : status;
}

/* ---- Postings and lengths ----------------------------------------------------------------------------- */

static bool is_lengths(const struct glass_merge *m)
{
    return span_eq(m->key, span_of("\x00\xe0", 2));
}

/* Puts the chunk's items, which have room in front for its head, into the table. */
static enum limier_status end_postings(struct chunks *c, bool last, struct limier_error *err)
{
    const struct glass_list *whole = &c->m->whole;
    char key[GLASS_KEY_MAX + 8], head[CHUNK_HEAD];
    char *k = glass_put_bytes(key, c->m->key), *p = head;
    if (c->begun) {
        if (!is_lengths(c->m))
            *k++ = '\0';
        k = glass_put_sort_uint(k, c->first);
    } else {
        p = glass_put_uint(p, is_lengths(c->m) ? 0 : whole->documents);
        p = glass_put_uint(p, whole->frequency);
        p = glass_put_uint(p, whole->first - 1);
    }
    *p++ = last ? '1' : '0';
    p = glass_put_uint(p, c->last - c->first);
    size_t len = (size_t)(p - head);
    char *tag = c->items.ptr + CHUNK_HEAD - len;
    memcpy(tag, head, len);
    struct span bytes = span_of(tag, c->items.len - CHUNK_HEAD + len);
    c->begun = true;
    return glass_table_add(c->t, span_of(key, (size_t)(k - key)), bytes, err);
}

static void begin_postings(struct chunks *c)
{
    buf_reserve(&c->items, CHUNK_HEAD + CHUNK + 2 * GLASS_UINT_MAX);
    c->items.len = CHUNK_HEAD;
}

/* All items of a list that is one chunk: nothing needs to be looked at. */
static enum limier_status write_short(struct chunks *c, struct limier_error *err)
{
    const struct glass_merge *m = c->m;
    begin_postings(c);
    char *p = c->items.ptr + c->items.len;
    for (size_t i = 0; i < m->nparts; i++) {
        struct glass_spill_in *in = &m->parts[i]->spill;
        size_t n = (size_t)m->parts[i]->list.length;
        enum limier_status status = glass_spill_in_need(in, n, err);
        if (status != LIMIER_OK)
            return status;
        if (i)
            p = glass_put_uint(p, glass_merge_gap(m, i));
        p = glass_put_bytes(p, span_of(in->pos, n));
        in->pos += n;
    }
    c->items.len = (size_t)(p - c->items.ptr);
    c->first = m->whole.first;
    c->last = m->whole.last;
    return end_postings(c, true, err);
}

/* One posting; a full chunk ends in front of it. */
static enum limier_status add_posting(struct chunks *c, uint64_t gap, uint64_t wdf, struct limier_error *err)
{
    enum limier_status status = LIMIER_OK;
    if (c->items.len >= CHUNK_HEAD + CHUNK) {
        status = end_postings(c, false, err);
        begin_postings(c);
    }
    c->last += (uint32_t)gap + 1;
    char *p = c->items.ptr + c->items.len;
    if (c->items.len == CHUNK_HEAD)
        c->first = c->last;
    else
        p = glass_put_uint(p, gap);
    c->items.len = (size_t)(glass_put_uint(p, wdf) - c->items.ptr);
    return status;
}

static enum limier_status write_long(struct chunks *c, struct limier_error *err)
{
    const struct glass_merge *m = c->m;
    enum limier_status status = LIMIER_OK;
    begin_postings(c);
    c->last = m->whole.first - 1;
    for (size_t i = 0; i < m->nparts; i++) {
        struct glass_spill_in *in = &m->parts[i]->spill;
        uint64_t left = m->parts[i]->list.length, gap = i ? glass_merge_gap(m, i) : 0, wdf;
        for (bool begin = true; left && status == LIMIER_OK; begin = false) {
            status = glass_spill_in_need(in, 2 * GLASS_UINT_MAX, err);
            if (status != LIMIER_OK)
                break;
            const char *p = begin ? in->pos : glass_get_uint(in->pos, &gap);
            p = glass_get_uint(p, &wdf);
            left -= (uint64_t)(p - in->pos);
            in->pos = p;
            status = add_posting(c, gap, wdf, err);
        }
    }
    return status == LIMIER_OK ? end_postings(c, true, err) : status;
}

enum limier_status glass_postlist_write(struct glass_table *t, struct glass_spill *spill,
    const struct glass_runs *runs, const struct glass_stats *stats, struct glass_meta meta, size_t memory,
    struct limier_error *err)
{
    struct glass_merge m = {0};
    struct buf items = {0};
    enum limier_status status = write_metadata(t, meta, err);
    if (status == LIMIER_OK)
        status = write_slots(t, stats, err);
    if (status == LIMIER_OK)
        status = glass_merge_init(&m, spill, runs, GLASS_POSTINGS, memory, err);
    for (bool more = true; status == LIMIER_OK;) {
        status = glass_merge_next(&m, &more, err);
        if (status != LIMIER_OK || !more)
            break;
        struct chunks c = {.t = t, .m = &m, .items = items};
        c.items.len = 0;
        if (span_starts(m.key, span_of("\x00\xd8", 2)))
            status = write_values(&c, err);
        else if (m.whole.length <= CHUNK)
            status = write_short(&c, err);
        else
            status = write_long(&c, err);
        items = c.items;
    }
    buf_release(&items);
    glass_merge_release(&m);
    return status;
}
