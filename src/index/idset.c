#include "index/idset.h"

#include "base/bug.h"

#include <stdlib.h>

void idset_init(struct idset *s)
{
    *s = (struct idset){0};
}

void idset_release(struct idset *s)
{
    free(s->slots);
    idset_init(s);
}

static bool insert(uint64_t *slots, size_t mask, uint64_t hash)
{
    size_t at = (size_t)hash & mask;
    for (; slots[at]; at = (at + 1) & mask)
        if (slots[at] == hash)
            return false;
    slots[at] = hash;
    return true;
}

static void grow(struct idset *s)
{
    size_t size = s->slots ? (s->mask + 1) * 2 : 1024;
    uint64_t *slots = mem_zero(size, sizeof *slots);
    for (size_t i = 0; s->slots && i <= s->mask; i++)
        if (s->slots[i])
            insert(slots, size - 1, s->slots[i]);
    free(s->slots);
    s->slots = slots;
    s->mask = size - 1;
}

bool idset_add(struct idset *s, uint64_t hash)
{
    if (s->count * 2 >= s->mask)
        grow(s);
    if (!insert(s->slots, s->mask, hash ? hash : 1))
        return false;
    s->count++;
    return true;
}
