/* A vocabulary gives each distinct byte string a small number, from 0 up, in the order of their coming. The
 * caller keeps what it knows of a string in arrays of its own under that number. Strings stay where they are
 * until vocab_clear. Not for use from two threads at once. */
#ifndef BASE_VOCAB_H
#define BASE_VOCAB_H

#include "base/arena.h"

#include <stdint.h>

#define VOCAB_NONE UINT32_MAX

struct vocab_item {
    const char *ptr;
    uint32_t len;
    uint32_t hash; /* high half of hash_span; again in the slot, where looking costs no more */
};

struct vocab {
    struct vocab_item *items;
    size_t count, cap;
    uint64_t *slots; /* open addressing: hash, then number + 1; 0 is free */
    size_t mask;
    struct arena bytes;
    size_t used; /* bytes of all strings */
};

void vocab_init(struct vocab *v);
void vocab_release(struct vocab *v);
void vocab_clear(struct vocab *v);

/* Makes room for so many strings at once. */
void vocab_reserve(struct vocab *v, size_t count);

/* The number of s, which is copied if it is new. */
uint32_t vocab_add(struct vocab *v, struct span s);
/* The number of s, VOCAB_NONE if it is not there. */
uint32_t vocab_find(const struct vocab *v, struct span s);

static inline struct span vocab_get(const struct vocab *v, uint32_t id)
{
    return span_of(v->items[id].ptr, v->items[id].len);
}

#endif
