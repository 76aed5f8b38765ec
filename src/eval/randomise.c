#include "eval/randomise.h"

#include "base/bug.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

enum { ROUNDS = 100000, GROUP = 8, SUMS = 1 << GROUP };

/* splitmix64: Steele, Lea and Flood, OOPSLA 2014. */
static uint64_t next_random(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* Eight differences at a time: their sum for each of the 256 ways to set their signs. Those that are 0 have no
 * sign. Returns how many groups there are; *size is the sum of all sizes. */
static size_t make_sums(double *sums, const double *differences, size_t n, double *size)
{
    size_t used = 0;
    *size = 0;
    for (size_t i = 0; i < n; i++) {
        double d = differences[i];
        if (d == 0)
            continue;
        double *group = sums + used / GROUP * SUMS;
        for (size_t signs = 0; signs < SUMS; signs++)
            group[signs] += signs >> used % GROUP & 1 ? -d : d;
        *size += fabs(d);
        used++;
    }
    return (used + GROUP - 1) / GROUP;
}

static double random_sum(const double *sums, size_t groups, uint64_t *state)
{
    double sum = 0;
    uint64_t bits = 0;
    for (size_t g = 0; g < groups; g++, bits >>= GROUP) {
        if (g % (64 / GROUP) == 0)
            bits = next_random(state);
        sum += sums[g * SUMS + bits % SUMS];
    }
    return sum;
}

double randomise_p(const double *differences, size_t n)
{
    double *sums = mem_zero((n / GROUP + 1) * SUMS, sizeof *sums);
    double size, seen = 0;
    size_t groups = make_sums(sums, differences, n, &size);
    for (size_t g = 0; g < groups; g++)
        seen += sums[g * SUMS];
    /* Sums in another order differ by rounding: what is equal must count as equal. */
    double bound = fabs(seen) - size * 1e-10;
    uint64_t state = 2007;
    size_t extreme = 0;
    for (size_t round = 0; round < ROUNDS; round++)
        extreme += fabs(random_sum(sums, groups, &state)) >= bound;
    free(sums);
    return (double)(extreme + 1) / (ROUNDS + 1);
}
