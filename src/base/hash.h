/* The hash of the house: XXH3, 64 bits. The only door to xxHash. Values are the same on every machine and are
 * written into indexes (content hashes), so a change of function is a change of format. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/span.h"

#include <stdint.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

static inline uint64_t hash_span(struct span s)
{
    return XXH3_64bits(s.ptr, s.len);
}

#endif
