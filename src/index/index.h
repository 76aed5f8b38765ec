/* The main job: from paths to an index, and back to it when the archive changes. */
#ifndef INDEX_INDEX_H
#define INDEX_INDEX_H

#include "base/error.h"
#include "store/store.h"

/* limier_index of limier.h; dir is where the index is or shall be. */
enum limier_status index_run(const char *dir, const struct limier_index_options *options,
    struct limier_index_report *report, struct limier_error *err);

#endif
