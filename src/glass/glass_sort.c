#include "glass/glass_sort.h"

#include "base/bug.h"

#include <endian.h>
#include <stdlib.h>

struct glass_sort_item {
    uint64_t prefix; /* the first eight bytes, zeros behind a shorter term */
    uint32_t term, len;
    const char *ptr;
};

void glass_sorter_init(struct glass_sorter *s)
{
    *s = (struct glass_sorter){0};
}

void glass_sorter_release(struct glass_sorter *s)
{
    free(s->items);
    free(s->spare);
    glass_sorter_init(s);
}

static int compare(const void *left, const void *right)
{
    const struct glass_sort_item *a = left, *b = right;
    return span_cmp(span_of(a->ptr, a->len), span_of(b->ptr, b->len));
}

/* By prefix: a counting sort by each byte, the last first. Bytes that are the same everywhere are passed over.
 */
static void sort_by_prefix(struct glass_sorter *s, size_t n)
{
    static const unsigned passes = 8;
    uint32_t counts[8][256] = {0};
    for (size_t i = 0; i < n; i++)
        for (unsigned pass = 0; pass < passes; pass++)
            counts[pass][s->items[i].prefix >> 8 * pass & 0xff]++;
    for (unsigned pass = 0; pass < passes; pass++) {
        uint32_t *count = counts[pass], at = 0;
        if (count[s->items[0].prefix >> 8 * pass & 0xff] == n)
            continue;
        for (unsigned byte = 0; byte < 256; byte++) {
            uint32_t here = count[byte];
            count[byte] = at;
            at += here;
        }
        for (size_t i = 0; i < n; i++)
            s->spare[count[s->items[i].prefix >> 8 * pass & 0xff]++] = s->items[i];
        struct glass_sort_item *swap = s->items;
        s->items = s->spare;
        s->spare = swap;
    }
}

void glass_sort(struct glass_sorter *s, const struct vocab *vocab, uint32_t *terms, size_t n)
{
    if (n == 0)
        return;
    s->items = mem_grow(s->items, &s->items_cap, n, sizeof *s->items);
    s->spare = mem_grow(s->spare, &s->spare_cap, n, sizeof *s->spare);
    for (size_t i = 0; i < n; i++) {
        const struct vocab_item *item = &vocab->items[terms[i]];
        uint64_t prefix = 0;
        memcpy(&prefix, item->ptr, item->len < 8 ? item->len : 8);
        s->items[i] = (struct glass_sort_item){be64toh(prefix), terms[i], item->len, item->ptr};
    }
    sort_by_prefix(s, n);
    for (size_t start = 0, end; start < n; start = end) {
        for (end = start + 1; end < n && s->items[end].prefix == s->items[start].prefix;)
            end++;
        if (end - start > 1)
            qsort(s->items + start, end - start, sizeof *s->items, compare);
    }
    for (size_t i = 0; i < n; i++)
        terms[i] = s->items[i].term;
}
