/* What a worker holds of the documents since its last run: a pair for each term of each document, its positions
 * packed already. Vocabulary numbers stay the caller's; the hold is emptied before they change. */
#ifndef GLASS_GLASS_HOLD_H
#define GLASS_GLASS_HOLD_H

#include "base/buf.h"
#include "base/doc.h"

/* Most terms occur once in a document: then place is the position itself. Else it is where in hold.positions
 * the packed ones begin, as a string, with the bit GLASS_PLACE_PACKED; 0 when there are none. */
struct glass_pair {
    uint32_t term, document, wdf, place;
};
#define GLASS_PLACE_PACKED 0x80000000u

/* What is known of a term of the vocabulary. All zero: it has not occurred since the last run. */
struct glass_seen {
    uint32_t document;  /* that had it last, counted from 1 */
    uint32_t pair;      /* its pair in that document */
    uint32_t documents; /* that have it */
};

struct glass_held {
    uint32_t number, length;
    uint32_t pairs, values; /* where those of the document begin */
};

struct glass_held_value {
    unsigned slot;
    uint32_t document;
    size_t start, len; /* in hold.value_bytes */
};

struct glass_hold {
    const struct vocab *vocab;
    struct glass_pair *pairs;
    struct glass_seen *seen; /* by term */
    uint32_t *terms;         /* that have occurred, as they came */
    struct glass_held *documents;
    struct glass_held_value *values;
    size_t npairs, nterms, ndocuments, nvalues;
    size_t pairs_cap, seen_cap, terms_cap, documents_cap, values_cap;
    struct buf positions, value_bytes;
    uint32_t wdf_high;
    /* For the document at hand: of each posting the pair, of each pair where its positions end; positions. */
    uint32_t *pair_of, *ends, *sorted;
    size_t pair_of_cap, ends_cap, sorted_cap;
};

void glass_hold_init(struct glass_hold *h);
void glass_hold_release(struct glass_hold *h);
/* Forgets the documents. */
void glass_hold_clear(struct glass_hold *h);
/* Numbers ascend. Returns the document's length, the sum of its wdf. */
uint32_t glass_hold_add(struct glass_hold *h, uint32_t number, const struct doc *doc);
/* Bytes in use, with what sorting will need. */
size_t glass_hold_bytes(const struct glass_hold *h);

#endif
