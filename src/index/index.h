/* The main job: from paths to an index, and back to it when the archive changes. */
#ifndef INDEX_INDEX_H
#define INDEX_INDEX_H

#include "base/error.h"
#include "store/store.h"

/* limier_index of limier.h; dir is where the index is or shall be. */
enum limier_status index_run(const char *dir, const struct limier_index_options *options,
    struct limier_index_report *report, struct limier_error *err);

/* Can this library read the index? An index without a single article can. LIMIER_VERSION, with what to do. */
enum limier_status index_check_version(struct store *s, struct limier_error *err);

#endif
