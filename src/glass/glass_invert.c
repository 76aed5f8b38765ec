#include "glass/glass_invert.h"

#include "base/bug.h"

#include <stdlib.h>

enum { AHEAD = 8 }; /* how far memory is asked for what is needed next; twice as far for where that is */

struct glass_entry {
    uint32_t rank, wdf;
};

void glass_inverter_init(struct glass_inverter *v, struct glass_spill *spill, size_t cap)
{
    *v = (struct glass_inverter){0};
    glass_spill_out_init(&v->postings.spill, spill, cap);
    glass_spill_out_init(&v->positions.spill, spill, cap);
    glass_spill_out_init(&v->termlists, spill, cap);
}

void glass_inverter_release(struct glass_inverter *v)
{
    glass_spill_out_release(&v->postings.spill);
    glass_spill_out_release(&v->positions.spill);
    glass_spill_out_release(&v->termlists);
    glass_sorter_release(&v->sorter);
    free(v->next);
    free(v->order);
    free(v->entries);
    free(v->next_entry);
    free(v->starts);
    free(v->firsts);
    buf_release(&v->strings);
    buf_release(&v->items);
    buf_release(&v->places);
    buf_release(&v->slots);
}

static enum limier_status put_list(struct glass_list_out *out, struct span key, struct glass_list *list,
    const struct buf *items, struct limier_error *err)
{
    list->length = items->len;
    enum limier_status status = glass_list_out_begin(out, key, list, err);
    return status == LIMIER_OK ? glass_spill_out_add(&out->spill, buf_span(items), err) : status;
}

/* What stands before an item: nothing before the first, else the gap. */
static char *put_gap(char *p, struct glass_list *list, uint32_t number)
{
    if (list->documents++)
        p = glass_put_uint(p, number - list->last - 1);
    else
        list->first = number;
    list->last = number;
    return p;
}

/* ---- Values and lengths ------------------------------------------------------------------------------- */

struct value_ref {
    char key[2 + GLASS_UINT_MAX];
    size_t key_len;
    const struct glass_held_value *value;
};

static int by_slot(const void *left, const void *right)
{
    const struct value_ref *a = left, *b = right;
    int c = span_cmp(span_of(a->key, a->key_len), span_of(b->key, b->key_len));
    return c ? c : (a->value->document > b->value->document) - (a->value->document < b->value->document);
}

static enum limier_status put_values(struct glass_inverter *v, struct glass_hold *h, struct limier_error *err)
{
    struct value_ref *refs = mem_zero(h->nvalues, sizeof *refs);
    for (size_t i = 0; i < h->nvalues; i++) {
        char *p = glass_put_u16(refs[i].key, 0x00d8);
        refs[i].key_len = (size_t)(glass_put_uint(p, h->values[i].slot) - refs[i].key);
        refs[i].value = &h->values[i];
    }
    if (h->nvalues)
        qsort(refs, h->nvalues, sizeof *refs, by_slot);
    enum limier_status status = LIMIER_OK;
    for (size_t i = 0; i < h->nvalues && status == LIMIER_OK;) {
        struct glass_list list = {0};
        unsigned slot = refs[i].value->slot;
        struct span key = span_of(refs[i].key, refs[i].key_len);
        buf_clear(&v->items);
        for (; i < h->nvalues && refs[i].value->slot == slot; i++) {
            const struct glass_held_value *value = refs[i].value;
            char *start = buf_reserve(&v->items, 2 * GLASS_UINT_MAX + value->len);
            char *p = put_gap(start, &list, h->documents[value->document].number);
            p = glass_put_string(p, span_of(h->value_bytes.ptr + value->start, value->len));
            v->items.len += (size_t)(p - start);
        }
        status = put_list(&v->postings, key, &list, &v->items, err);
    }
    free(refs);
    return status;
}

static enum limier_status put_lengths(struct glass_inverter *v, struct glass_hold *h, struct limier_error *err)
{
    struct glass_list list = {0};
    buf_clear(&v->items);
    char *start = buf_reserve(&v->items, h->ndocuments * 2 * GLASS_UINT_MAX), *p = start;
    for (size_t i = 0; i < h->ndocuments; i++)
        p = glass_put_uint(put_gap(p, &list, h->documents[i].number), h->documents[i].length);
    v->items.len = (size_t)(p - start);
    return put_list(&v->postings, span_of("\x00\xe0", 2), &list, &v->items, err);
}

/* ---- Terms -------------------------------------------------------------------------------------------- */

/* The terms have their ranks, the numbers in this order, from here on. */
static void rank_terms(struct glass_inverter *v, const struct glass_hold *h)
{
    v->starts = mem_grow(v->starts, &v->starts_cap, h->nterms + 1, sizeof *v->starts);
    buf_clear(&v->strings);
    for (size_t i = 0; i < h->nterms; i++) {
        BUG_IF(v->strings.len > UINT32_MAX);
        v->starts[i] = (uint32_t)v->strings.len;
        buf_add_span(&v->strings, vocab_get(h->vocab, h->terms[i]));
    }
    v->starts[h->nterms] = (uint32_t)v->strings.len;
}

static inline struct span ranked(const struct glass_inverter *v, uint32_t rank)
{
    uint32_t start = v->starts[rank];
    return span_of(v->strings.ptr + start, v->starts[rank + 1] - start);
}

/* A counting sort: by term, and within one by document, as the pairs came. */
static void order_pairs(struct glass_inverter *v, const struct glass_hold *h)
{
    v->next = mem_grow(v->next, &v->next_cap, h->vocab ? h->vocab->count : 0, sizeof *v->next);
    v->firsts = mem_grow(v->firsts, &v->firsts_cap, h->nterms + 1, sizeof *v->firsts);
    uint32_t first = 0;
    for (size_t i = 0; i < h->nterms; i++) {
        v->next[h->terms[i]] = v->firsts[i] = first;
        first += h->seen[h->terms[i]].documents;
    }
    v->firsts[h->nterms] = first;
    v->order = mem_grow(v->order, &v->order_cap, h->npairs + 2 * AHEAD, sizeof *v->order);
    for (size_t i = 0; i < h->npairs; i++)
        v->order[v->next[h->pairs[i].term]++] = (uint32_t)i;
    memset(v->order + h->npairs, 0, 2 * AHEAD * sizeof *v->order);
}

/* The packed positions of a pair as an item of a list. */
static void put_positions(
    struct buf *out, struct glass_list *list, uint32_t number, const struct glass_hold *h, uint32_t place)
{
    char one[1 + GLASS_UINT_MAX];
    struct span item;
    if (place < GLASS_PLACE_PACKED) {
        one[0] = (char)(glass_put_uint(one + 1, place) - (one + 1));
        item = span_of(one, 1 + (size_t)one[0]);
    } else {
        uint64_t len;
        const char *from = h->positions.ptr + (place & ~GLASS_PLACE_PACKED);
        const char *tag = glass_get_uint(from, &len);
        item = span_of(from, (size_t)(tag - from) + len);
    }
    char *start = buf_reserve(out, GLASS_UINT_MAX + item.len);
    char *p = glass_put_bytes(put_gap(start, list, number), item);
    out->len += (size_t)(p - start);
}

/* The two lists of one term; each of its pairs is handed on to the terms of its document. */
static enum limier_status put_term(
    struct glass_inverter *v, const struct glass_hold *h, uint32_t rank, struct limier_error *err)
{
    const uint32_t *order = v->order + v->firsts[rank];
    size_t n = v->firsts[rank + 1] - v->firsts[rank];
    struct glass_list postings = {0}, positions = {0};
    buf_clear(&v->items);
    buf_clear(&v->places);
    char *item = buf_reserve(&v->items, n * 2 * GLASS_UINT_MAX);
    for (size_t i = 0; i < n; i++) {
        const struct glass_pair *pair = &h->pairs[order[i]];
        __builtin_prefetch(&h->pairs[order[i + 2 * AHEAD]]);
        uint32_t place = h->pairs[order[i + AHEAD]].place;
        if (place & GLASS_PLACE_PACKED)
            __builtin_prefetch(h->positions.ptr + (place & ~GLASS_PLACE_PACKED));
        uint32_t number = h->documents[pair->document].number;
        item = glass_put_uint(put_gap(item, &postings, number), pair->wdf);
        postings.frequency += pair->wdf;
        v->entries[v->next_entry[pair->document]++] = (struct glass_entry){rank, pair->wdf};
        if (pair->place)
            put_positions(&v->places, &positions, number, h, pair->place);
    }
    v->items.len = (size_t)(item - v->items.ptr);
    char key[GLASS_KEY_MAX];
    size_t len = (size_t)(glass_put_sort_string(key, ranked(v, rank)) - key);
    enum limier_status status = put_list(&v->postings, span_of(key, len), &postings, &v->items, err);
    if (status == LIMIER_OK && positions.documents)
        status = put_list(&v->positions, span_of(key, len), &positions, &v->places, err);
    return status;
}

static enum limier_status put_terms(struct glass_inverter *v, struct glass_hold *h, struct limier_error *err)
{
    glass_sort(&v->sorter, h->vocab, h->terms, h->nterms);
    rank_terms(v, h);
    order_pairs(v, h);
    v->entries = mem_grow(v->entries, &v->entries_cap, h->npairs + 2 * AHEAD, sizeof *v->entries);
    memset(v->entries + h->npairs, 0, 2 * AHEAD * sizeof *v->entries);
    v->next_entry = mem_grow(v->next_entry, &v->next_entry_cap, h->ndocuments, sizeof *v->next_entry);
    for (size_t i = 0; i < h->ndocuments; i++)
        v->next_entry[i] = h->documents[i].pairs;
    enum limier_status status = LIMIER_OK;
    for (size_t i = 0; i < h->nterms && status == LIMIER_OK; i++)
        status = put_term(v, h, (uint32_t)i, err);
    return status;
}

/* ---- Term lists --------------------------------------------------------------------------------------- */

static size_t common_prefix(struct span a, struct span b)
{
    size_t n = a.len < b.len ? a.len : b.len, i = 0;
    while (i < n && a.ptr[i] == b.ptr[i])
        i++;
    return i;
}

/* uint length of the document, uint number of terms, then each term: what it shares with the one before (r of
 * its q bytes), the rest, its wdf. Both numbers in one byte where they fit: (wdf + 1) * (q + 1) + r, which is
 * above q. The first term: its length, its bytes, its wdf. */
static void put_termlist(struct glass_inverter *v, const struct glass_entry *entries, size_t n, uint32_t length)
{
    buf_clear(&v->items);
    if (!n)
        return;
    char *p = buf_reserve(&v->items, 2 * GLASS_UINT_MAX);
    v->items.len = (size_t)(glass_put_uint(glass_put_uint(p, length), n) - p);
    struct span before = span_str("");
    for (size_t i = 0; i < n; i++) {
        __builtin_prefetch(&v->starts[entries[i + 2 * AHEAD].rank]);
        __builtin_prefetch(v->strings.ptr + v->starts[entries[i + AHEAD].rank]);
        struct span term = ranked(v, entries[i].rank);
        size_t shared = common_prefix(before, term), wdf = entries[i].wdf;
        size_t both = i ? (wdf + 1) * (before.len + 1) + shared : 256;
        char *start = buf_reserve(&v->items, 2 + term.len + GLASS_UINT_MAX);
        p = start;
        if (i)
            *p++ = (char)(both < 256 ? both : shared);
        *p++ = (char)(term.len - shared);
        p = glass_put_bytes(p, span_skip(term, shared));
        if (both >= 256)
            p = glass_put_uint(p, wdf);
        v->items.len += (size_t)(p - start);
        before = term;
    }
}

/* uint first slot, then uint gap - 1. */
static void put_slots(struct buf *out, const struct glass_held_value *values, size_t n)
{
    buf_clear(out);
    char *start = buf_reserve(out, n * GLASS_UINT_MAX), *p = start;
    for (size_t i = 0; i < n; i++)
        p = glass_put_uint(p, i ? values[i].slot - values[i - 1].slot - 1 : values[i].slot);
    out->len = (size_t)(p - start);
}

static enum limier_status put_termlists(
    struct glass_inverter *v, const struct glass_hold *h, struct limier_error *err)
{
    enum limier_status status = LIMIER_OK;
    for (size_t i = 0; i < h->ndocuments && status == LIMIER_OK; i++) {
        const struct glass_held *doc = &h->documents[i];
        bool last = i + 1 == h->ndocuments;
        size_t pairs = last ? h->npairs : doc[1].pairs, values = last ? h->nvalues : doc[1].values;
        put_termlist(v, v->entries + doc->pairs, pairs - doc->pairs, doc->length);
        put_slots(&v->slots, h->values + doc->values, values - doc->values);
        char head[2 * GLASS_UINT_MAX], *p = glass_put_uint(glass_put_uint(head, doc->number), v->items.len);
        status = glass_spill_out_add(&v->termlists, span_of(head, (size_t)(p - head)), err);
        if (status == LIMIER_OK)
            status = glass_spill_out_add(&v->termlists, buf_span(&v->items), err);
        p = glass_put_uint(head, v->slots.len);
        if (status == LIMIER_OK)
            status = glass_spill_out_add(&v->termlists, span_of(head, (size_t)(p - head)), err);
        if (status == LIMIER_OK)
            status = glass_spill_out_add(&v->termlists, buf_span(&v->slots), err);
    }
    return status;
}

enum limier_status glass_invert(struct glass_inverter *v, struct glass_hold *h, struct limier_error *err)
{
    enum limier_status status = put_values(v, h, err);
    if (status == LIMIER_OK)
        status = put_lengths(v, h, err);
    if (status == LIMIER_OK)
        status = put_terms(v, h, err);
    if (status == LIMIER_OK)
        status = put_termlists(v, h, err);
    return status;
}
