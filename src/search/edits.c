#include "search/edits.h"

#include "base/utf8.h"

static size_t runes(struct span s, int32_t out[EDITS_RUNES_MAX])
{
    size_t n = 0;
    while (s.len) {
        size_t length;
        if (n == EDITS_RUNES_MAX)
            return EDITS_RUNES_MAX + 1;
        out[n++] = utf8_decode(s, &length);
        s = span_skip(s, length);
    }
    return n;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

unsigned edits_between(struct span a, struct span b, unsigned most)
{
    int32_t x[EDITS_RUNES_MAX], y[EDITS_RUNES_MAX];
    size_t nx = runes(a, x), ny = runes(b, y);
    if (nx > EDITS_RUNES_MAX || ny > EDITS_RUNES_MAX || nx > ny + most || ny > nx + most)
        return most + 1;
    /* Three rows of the table: this one, the one above, and the one above that. */
    unsigned rows[3][EDITS_RUNES_MAX + 1];
    for (size_t j = 0; j <= ny; j++)
        rows[0][j] = (unsigned)j;
    for (size_t i = 1; i <= nx; i++) {
        unsigned *now = rows[i % 3], *up = rows[(i + 2) % 3], *upper = rows[(i + 1) % 3];
        unsigned best = now[0] = (unsigned)i;
        for (size_t j = 1; j <= ny; j++) {
            unsigned d = up[j - 1] + (x[i - 1] != y[j - 1]);
            d = least(d, least(up[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
                d = least(d, upper[j - 2] + 1);
            now[j] = d;
            best = least(best, d);
        }
        if (best > most)
            return most + 1;
    }
    return least(rows[nx % 3][ny], most + 1);
}
