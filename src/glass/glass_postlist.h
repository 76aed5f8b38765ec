/* The postlist table: metadata, statistics of values, values, lengths of documents and, term by term, postings.
 *
 *   00 c0, key                                  value of the metadata
 *   00 d0, uint_last slot                       uint documents | string least value | greatest, if it differs
 *   00 d8, uint slot, sort_uint first document  a chunk of values, as they stand in a list
 *   00 e0                                       lengths of documents: as postings with wdf the length, no term
 *   sort_string term                            the first chunk of postings
 *   sort_string term, 00, sort_uint first       a later chunk
 *
 * A chunk of postings: '1' if it is the last, else '0' | uint last document - first | items as in a list. In
 * front of the first: uint documents | uint collection frequency | uint first document - 1; both frequencies
 * are 0 for lengths. */
#ifndef GLASS_GLASS_POSTLIST_H
#define GLASS_GLASS_POSTLIST_H

#include "glass/glass_run.h"
#include "glass/glass_stats.h"
#include "glass/glass_table.h"

struct glass_meta {
    const struct span *pairs; /* key, value, key, value … */
    size_t count;             /* of pairs */
};

/* Adds everything to an empty table. memory: bytes for buffers. */
enum limier_status glass_postlist_write(struct glass_table *t, struct glass_spill *spill,
    const struct glass_runs *runs, const struct glass_stats *stats, struct glass_meta meta, size_t memory,
    struct limier_error *err);

#endif
