#include "glass/glass_stats.h"

#include "base/bug.h"

#include <stdlib.h>

void glass_stats_init(struct glass_stats *s)
{
    *s = (struct glass_stats){0};
}

void glass_stats_release(struct glass_stats *s)
{
    for (size_t i = 0; i < s->nslots; i++) {
        buf_release(&s->slots[i].low);
        buf_release(&s->slots[i].high);
    }
    free(s->slots);
    glass_stats_init(s);
}

static void lengths(struct glass_stats *s, uint32_t low, uint32_t high)
{
    if (low && (!s->length_low || low < s->length_low))
        s->length_low = low;
    if (high > s->length_high)
        s->length_high = high;
}

void glass_stats_document(struct glass_stats *s, uint32_t number, uint32_t length)
{
    s->documents++;
    if (number > s->last)
        s->last = number;
    s->length += length;
    lengths(s, length, length);
}

static struct glass_slot *find_slot(struct glass_stats *s, unsigned slot)
{
    size_t at = s->nslots;
    while (at && s->slots[at - 1].slot >= slot)
        at--;
    if (at < s->nslots && s->slots[at].slot == slot)
        return &s->slots[at];
    s->slots = mem_grow(s->slots, &s->slots_cap, s->nslots + 1, sizeof *s->slots);
    memmove(s->slots + at + 1, s->slots + at, (s->nslots - at) * sizeof *s->slots);
    s->nslots++;
    s->slots[at] = (struct glass_slot){.slot = slot};
    return &s->slots[at];
}

static void set(struct buf *b, struct span bytes)
{
    buf_clear(b);
    buf_add_span(b, bytes);
}

static void bounds(struct glass_slot *slot, uint32_t documents, struct span low, struct span high)
{
    if (!slot->documents || span_cmp(low, buf_span(&slot->low)) < 0)
        set(&slot->low, low);
    if (!slot->documents || span_cmp(high, buf_span(&slot->high)) > 0)
        set(&slot->high, high);
    slot->documents += documents;
}

void glass_stats_value(struct glass_stats *s, const struct doc_value *value)
{
    bounds(find_slot(s, value->slot), 1, value->bytes, value->bytes);
}

void glass_stats_join(struct glass_stats *s, struct glass_stats *from)
{
    s->documents += from->documents;
    if (from->last > s->last)
        s->last = from->last;
    s->length += from->length;
    if (from->wdf_high > s->wdf_high)
        s->wdf_high = from->wdf_high;
    lengths(s, from->length_low, from->length_high);
    for (size_t i = 0; i < from->nslots; i++) {
        struct glass_slot *slot = &from->slots[i];
        bounds(find_slot(s, slot->slot), slot->documents, buf_span(&slot->low), buf_span(&slot->high));
    }
    glass_stats_release(from);
}
