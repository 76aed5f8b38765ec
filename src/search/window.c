#include "search/window.h"

struct window {
    const struct matcher *matcher;
    double again;
    size_t counts[MATCHER_SLOTS];
    double worth;
};

static void add(struct window *w, uint64_t slots)
{
    for (unsigned i = 0; i < w->matcher->nslots; i++)
        if (slots >> i & 1)
            w->worth += w->matcher->slots[i].weight * (w->counts[i]++ ? w->again : 1);
}

static void take(struct window *w, uint64_t slots)
{
    for (unsigned i = 0; i < w->matcher->nslots; i++)
        if (slots >> i & 1)
            w->worth -= w->matcher->slots[i].weight * (--w->counts[i] ? w->again : 1);
}

static bool within(const struct matcher_hit *a, const struct matcher_hit *b, enum window_unit unit, size_t size)
{
    return unit == WINDOW_BYTES ? b->end - a->start <= size : b->position - a->position < size;
}

double window_best(const struct matcher *m, const struct matcher_hits *hits, enum window_unit unit, size_t size,
    double again, size_t *first, size_t *last)
{
    struct window w = {.matcher = m, .again = again};
    size_t from = 0, to = 0;
    double best = 0;
    for (size_t left = 0, right = 0; right < hits->n; right++) {
        add(&w, hits->items[right].slots);
        while (left < right && !within(&hits->items[left], &hits->items[right], unit, size))
            take(&w, hits->items[left++].slots);
        if (w.worth > best + 1e-9) {
            best = w.worth;
            from = left;
            to = right;
        }
    }
    if (first)
        *first = from;
    if (last)
        *last = to;
    return best;
}
