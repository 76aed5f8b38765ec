/* What the version file and the value statistics say of a set of documents. Xapian computes bounds of weights
 * from it, so it must be true: a bound too low loses hits without a word. */
#ifndef GLASS_GLASS_STATS_H
#define GLASS_GLASS_STATS_H

#include "base/buf.h"
#include "base/doc.h"

struct glass_slot {
    unsigned slot;
    uint32_t documents;
    struct buf low, high; /* bytewise */
};

struct glass_stats {
    uint64_t documents;
    uint32_t last;                    /* the highest number */
    uint32_t length_low, length_high; /* of documents; low: of those that are not empty, 0 if there is none */
    uint32_t wdf_high;
    uint64_t length;          /* of all documents */
    struct glass_slot *slots; /* ascending */
    size_t nslots, slots_cap;
};

void glass_stats_init(struct glass_stats *s);
void glass_stats_release(struct glass_stats *s);
/* wdf_high is the caller's to raise. */
void glass_stats_document(struct glass_stats *s, uint32_t number, uint32_t length);
void glass_stats_value(struct glass_stats *s, const struct doc_value *value);
/* Adds what from says to s and empties it. */
void glass_stats_join(struct glass_stats *s, struct glass_stats *from);

#endif
