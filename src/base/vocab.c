#include "base/vocab.h"

#include "base/bug.h"
#include "base/hash.h"

#include <stdlib.h>

void vocab_init(struct vocab *v)
{
    *v = (struct vocab){0};
}

void vocab_release(struct vocab *v)
{
    free(v->items);
    free(v->slots);
    arena_release(&v->bytes);
    vocab_init(v);
}

void vocab_clear(struct vocab *v)
{
    v->count = 0;
    v->used = 0;
    if (v->slots)
        memset(v->slots, 0, (v->mask + 1) * sizeof *v->slots);
    arena_clear(&v->bytes);
}

static uint64_t slot(uint32_t hash, size_t number)
{
    return (uint64_t)hash << 32 | (uint32_t)(number + 1);
}

static void rehash(struct vocab *v, size_t size)
{
    free(v->slots);
    v->slots = mem_zero(size, sizeof *v->slots);
    v->mask = size - 1;
    for (size_t i = 0; i < v->count; i++) {
        size_t at = v->items[i].hash & v->mask;
        while (v->slots[at])
            at = (at + 1) & v->mask;
        v->slots[at] = slot(v->items[i].hash, i);
    }
}

/* The slot that holds s, or the free one where it would go. */
static size_t slot_of(const struct vocab *v, struct span s, uint32_t hash)
{
    size_t at = hash & v->mask;
    for (uint64_t taken; (taken = v->slots[at]) != 0; at = (at + 1) & v->mask) {
        if ((uint32_t)(taken >> 32) != hash)
            continue;
        const struct vocab_item *item = &v->items[(uint32_t)taken - 1];
        if (span_eq(span_of(item->ptr, item->len), s))
            break;
    }
    return at;
}

uint32_t vocab_find(const struct vocab *v, struct span s)
{
    if (!v->slots)
        return VOCAB_NONE;
    uint64_t taken = v->slots[slot_of(v, s, (uint32_t)(hash_span(s) >> 32))];
    return taken ? (uint32_t)taken - 1 : VOCAB_NONE;
}

void vocab_reserve(struct vocab *v, size_t count)
{
    size_t size = v->slots ? v->mask + 1 : 1024;
    while (size < count * 2 + 2)
        size *= 2;
    if (!v->slots || size > v->mask + 1)
        rehash(v, size);
    v->items = mem_grow(v->items, &v->cap, count, sizeof *v->items);
}

uint32_t vocab_add(struct vocab *v, struct span s)
{
    if (v->count * 2 >= v->mask)
        rehash(v, v->slots ? (v->mask + 1) * 2 : 1024);
    uint32_t hash = (uint32_t)(hash_span(s) >> 32);
    size_t at = slot_of(v, s, hash);
    if (v->slots[at])
        return (uint32_t)v->slots[at] - 1;
    BUG_IF(v->count >= UINT32_MAX - 1 || s.len > UINT32_MAX);
    v->items = mem_grow(v->items, &v->cap, v->count + 1, sizeof *v->items);
    v->items[v->count] = (struct vocab_item){arena_str(&v->bytes, s), (uint32_t)s.len, hash};
    v->used += s.len;
    v->slots[at] = slot(hash, v->count);
    return (uint32_t)v->count++;
}
