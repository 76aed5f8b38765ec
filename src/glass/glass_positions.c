#include "glass/glass_positions.h"

#include "glass/glass_pack.h"

struct bits {
    char *p;
    uint64_t held; /* fewer than 8 bits between two calls */
    unsigned count;
};

static void put_bits(struct bits *b, uint64_t v, unsigned n)
{
    b->held |= v << b->count;
    b->count += n;
    for (; b->count >= 8; b->count -= 8) {
        *b->p++ = (char)b->held;
        b->held >>= 8;
    }
}

/* A value below limit. Of the 2^width codes, those to spare make the values in the middle a bit shorter. */
static void put_below(struct bits *b, uint64_t v, uint64_t limit)
{
    if (limit == 1)
        return;
    unsigned width = 64 - (unsigned)__builtin_clzll(limit - 1);
    uint64_t spare = ((uint64_t)1 << width) - limit;
    uint64_t middle = (limit - spare) / 2;
    if (!spare || v < middle)
        put_bits(b, v, width);
    else if (v < middle + spare)
        put_bits(b, v, width - 1);
    else
        put_bits(b, v - middle - spare + ((uint64_t)1 << (width - 1)), width);
}

/* Those between position j and position k, which the reader has by then. */
static void put_between(struct bits *b, const uint32_t *pos, size_t j, size_t k)
{
    while (j + 1 < k) {
        size_t mid = j + (k - j) / 2;
        /* Ascending positions leave at least mid - j below and k - mid above. */
        uint64_t limit = (uint64_t)pos[k] - pos[j] - (k - j) + 1;
        put_below(b, pos[mid] - pos[j] - (mid - j), limit);
        put_between(b, pos, j, mid);
        j = mid;
    }
}

char *glass_put_positions(char *p, const uint32_t *positions, size_t n)
{
    uint32_t first = positions[0], last = positions[n - 1];
    p = glass_put_uint(p, last);
    if (n == 1)
        return p;
    struct bits b = {.p = p};
    put_below(&b, first, last);
    put_below(&b, n - 2, last - first);
    put_between(&b, positions, 0, n - 1);
    if (b.count)
        *b.p++ = (char)b.held;
    return b.p;
}
