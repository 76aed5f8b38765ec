/* Lays down a Xapian 1.4 « glass » database at once, without Xapian: documents are inverted in memory a batch
 * at a time, sorted runs are spilled to a file, and the tables are written in key order from the merged runs.
 * What comes out is what Xapian itself would have made of the same documents, except for where B-tree blocks
 * are cut. Only the store room uses it. The format: limier-index(5).
 *
 * A builder is shared by its workers; each worker belongs to one thread at a time. */
#ifndef GLASS_GLASS_H
#define GLASS_GLASS_H

#include "base/doc.h"
#include "base/error.h"

#ifdef __cplusplus
extern "C" {
#endif

struct glass_builder;
struct glass_worker;

/* Makes the folder dir, which must not be there. What is spilled goes to a file in it that has no name. */
enum limier_status glass_builder_new(struct glass_builder **out, const char *dir, struct limier_error *err);
/* Removes the folder with all that is in it unless glass_builder_finish succeeded. Takes NULL. */
void glass_builder_free(struct glass_builder *b);

/* memory: bytes it may hold before it spills a run by itself. Never NULL. */
struct glass_worker *glass_worker_new(struct glass_builder *b, size_t memory);
/* Whatever was not flushed is dropped. Takes NULL. */
void glass_worker_free(struct glass_worker *w);

/* Documents come in batches: numbers (from 1) ascend within a batch, and the ranges of two batches do not
 * overlap, whichever worker has them. All documents of a batch share one vocabulary, which only grows until the
 * flush. The document has passed glass_check. */
enum limier_status glass_worker_add(
    struct glass_worker *w, uint32_t number, const struct doc *doc, struct limier_error *err);
/* Ends the batch. The vocabulary may be cleared afterwards. */
enum limier_status glass_worker_flush(struct glass_worker *w, struct limier_error *err);

/* LIMIER_TOO_LONG when a term (named), a value or the data is over what the format can hold, when there are too
 * many words to be counted, or a term is empty. */
enum limier_status glass_check(const struct doc *doc, struct limier_error *err);

/* Writes the tables, syncs them, then writes and syncs the version file. Every worker has been flushed.
 * meta: key, value, key, value … (npairs pairs, keys distinct, values not empty). */
enum limier_status glass_builder_finish(
    struct glass_builder *b, const struct span *meta, size_t npairs, struct limier_error *err);

#ifdef __cplusplus
}
#endif

#endif
