/* The three tables that are copied from runs rather than composed.
 *
 *   termlist  sort_uint document             the term list, as in a run; empty for a document without terms,
 *                                            which has an entry all the same
 *             sort_uint document, 00         its used slots, if any
 *   docdata   sort_uint document             its data, if any
 *   position  sort_string term, 00,          its positions in the document (glass_positions.h), if any
 *             sort_uint document */
#ifndef GLASS_GLASS_DOCUMENTS_H
#define GLASS_GLASS_DOCUMENTS_H

#include "glass/glass_run.h"
#include "glass/glass_table.h"

/* Each adds everything to an empty table. memory: bytes for buffers. */
enum limier_status glass_termlist_write(
    struct glass_table *t, struct glass_spill *spill, const struct glass_runs *runs, struct limier_error *err);
enum limier_status glass_docdata_write(
    struct glass_table *t, struct glass_spill *spill, const struct glass_runs *runs, struct limier_error *err);
enum limier_status glass_position_write(struct glass_table *t, struct glass_spill *spill,
    const struct glass_runs *runs, size_t memory, struct limier_error *err);

#endif
