/* A set of 64-bit hashes: which ids were already given in this run. */
#ifndef INDEX_IDSET_H
#define INDEX_IDSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct idset {
    uint64_t *slots; /* 0 is free */
    size_t mask, count;
};

void idset_init(struct idset *s);
void idset_release(struct idset *s);
/* False when it was there already. */
bool idset_add(struct idset *s, uint64_t hash);

#endif
