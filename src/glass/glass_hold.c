#include "glass/glass_hold.h"

#include "base/bug.h"
#include "glass/glass_pack.h"
#include "glass/glass_positions.h"

#include <stdlib.h>

enum { AHEAD = 12 }; /* postings to fetch what is known of before it is needed */

void glass_hold_init(struct glass_hold *h)
{
    *h = (struct glass_hold){0};
}

void glass_hold_release(struct glass_hold *h)
{
    free(h->pairs);
    free(h->seen);
    free(h->terms);
    free(h->documents);
    free(h->values);
    buf_release(&h->positions);
    buf_release(&h->value_bytes);
    free(h->pair_of);
    free(h->ends);
    free(h->sorted);
    glass_hold_init(h);
}

void glass_hold_clear(struct glass_hold *h)
{
    for (size_t i = 0; i < h->nterms; i++)
        h->seen[h->terms[i]] = (struct glass_seen){0};
    h->npairs = h->nterms = h->ndocuments = h->nvalues = 0;
    h->wdf_high = 0;
    buf_clear(&h->positions);
    buf_clear(&h->value_bytes);
}

size_t glass_hold_bytes(const struct glass_hold *h)
{
    enum { SORT_PAIR = 12, SORT_TERM = 56 };
    return h->npairs * (sizeof *h->pairs + SORT_PAIR) + h->nterms * (sizeof *h->terms + SORT_TERM) +
           h->ndocuments * (sizeof *h->documents + 4) + h->nvalues * sizeof *h->values + h->positions.len +
           h->value_bytes.len;
}

static void grow_seen(struct glass_hold *h, size_t need)
{
    size_t old = h->seen_cap;
    h->seen = mem_grow(h->seen, &h->seen_cap, need, sizeof *h->seen);
    memset(h->seen + old, 0, (h->seen_cap - old) * sizeof *h->seen);
}

static uint32_t new_pair(struct glass_hold *h, uint32_t term, uint32_t document, struct glass_seen *seen)
{
    seen->document = document + 1;
    seen->pair = (uint32_t)h->npairs;
    if (seen->documents++ == 0)
        h->terms[h->nterms++] = term;
    h->pairs[h->npairs++] = (struct glass_pair){term, document, 0, 0};
    return seen->pair;
}

/* A pair for each term, in the order of their coming; place counts the positions for now. */
static size_t make_pairs(struct glass_hold *h, const struct doc *doc, uint32_t document)
{
    size_t positions = 0;
    for (size_t i = 0; i < doc->npostings; i++) {
        const struct doc_posting *posting = &doc->postings[i];
        if (i + AHEAD < doc->npostings)
            __builtin_prefetch(&h->seen[posting[AHEAD].term], 1);
        struct glass_seen *seen = &h->seen[posting->term];
        uint32_t at = seen->document == document + 1 ? seen->pair : new_pair(h, posting->term, document, seen);
        unsigned counted = posting->position != DOC_NO_POSITION;
        h->pair_of[i] = at;
        h->pairs[at].wdf += posting->wdf;
        h->pairs[at].place += counted;
        positions += counted;
    }
    return positions;
}

/* The positions of each pair, ascending, without those that come twice: pair i's end at ends[i]. */
static void sort_positions(struct glass_hold *h, const struct doc *doc, size_t first)
{
    uint32_t start = 0;
    for (size_t i = first; i < h->npairs; i++) {
        h->ends[i - first] = start;
        start += h->pairs[i].place;
        h->pairs[i].place = 0;
    }
    for (size_t i = 0; i < doc->npostings; i++) {
        uint32_t position = doc->postings[i].position;
        if (position == DOC_NO_POSITION)
            continue;
        struct glass_pair *pair = &h->pairs[h->pair_of[i]];
        uint32_t *end = &h->ends[h->pair_of[i] - first];
        BUG_IF(pair->place && h->sorted[*end - 1] > position);
        if (pair->place && h->sorted[*end - 1] == position)
            continue;
        h->sorted[(*end)++] = position;
        pair->place++;
    }
}

static uint32_t pack(struct glass_hold *h, const uint32_t *positions, size_t n)
{
    if (n == 1 && positions[0] < GLASS_PLACE_PACKED)
        return positions[0];
    size_t room = glass_positions_room(n), start = h->positions.len;
    BUG_IF(start >= GLASS_PLACE_PACKED);
    char *p = buf_reserve(&h->positions, GLASS_UINT_MAX + room), *tag = p + GLASS_UINT_MAX;
    size_t len = (size_t)(glass_put_positions(tag, positions, n) - tag);
    char *to = glass_put_uint(p, len);
    memmove(to, tag, len);
    h->positions.len += (size_t)(to - p) + len;
    return (uint32_t)start | GLASS_PLACE_PACKED;
}

static void hold_values(struct glass_hold *h, const struct doc *doc, uint32_t document)
{
    h->values = mem_grow(h->values, &h->values_cap, h->nvalues + doc->nvalues, sizeof *h->values);
    for (size_t i = 0; i < doc->nvalues; i++) {
        const struct doc_value *value = &doc->values[i];
        BUG_IF(value->bytes.len == 0 || (i && value->slot <= value[-1].slot));
        h->values[h->nvalues++] =
            (struct glass_held_value){value->slot, document, h->value_bytes.len, value->bytes.len};
        buf_add_span(&h->value_bytes, value->bytes);
    }
}

uint32_t glass_hold_add(struct glass_hold *h, uint32_t number, const struct doc *doc)
{
    size_t first = h->npairs, n = doc->npostings;
    BUG_IF(first + n > UINT32_MAX || h->nvalues + doc->nvalues > UINT32_MAX);
    uint32_t document = (uint32_t)h->ndocuments;
    h->vocab = doc->vocab;
    if (n)
        grow_seen(h, doc->vocab->count);
    h->pairs = mem_grow(h->pairs, &h->pairs_cap, first + n, sizeof *h->pairs);
    h->terms = mem_grow(h->terms, &h->terms_cap, h->nterms + n, sizeof *h->terms);
    h->pair_of = mem_grow(h->pair_of, &h->pair_of_cap, n, sizeof *h->pair_of);
    h->documents = mem_grow(h->documents, &h->documents_cap, h->ndocuments + 1, sizeof *h->documents);

    size_t positions = make_pairs(h, doc, document);
    h->ends = mem_grow(h->ends, &h->ends_cap, h->npairs - first, sizeof *h->ends);
    h->sorted = mem_grow(h->sorted, &h->sorted_cap, positions, sizeof *h->sorted);
    sort_positions(h, doc, first);
    uint32_t length = 0;
    for (size_t i = first; i < h->npairs; i++) {
        struct glass_pair *pair = &h->pairs[i];
        if (pair->place)
            pair->place = pack(h, h->sorted + h->ends[i - first] - pair->place, pair->place);
        if (pair->wdf > h->wdf_high)
            h->wdf_high = pair->wdf;
        length += pair->wdf;
    }
    h->documents[h->ndocuments++] = (struct glass_held){number, length, (uint32_t)first, (uint32_t)h->nvalues};
    hold_values(h, doc, document);
    return length;
}
