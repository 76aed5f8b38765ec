/* For tests only: do two databases say the same? Everything that Xapian's reading interface tells is compared:
 * statistics and bounds, each term with its frequencies and postings, each document with its data, values,
 * terms and positions, each value slot, the metadata. Not compared: the unique id, and where blocks lie. */
#ifndef STORE_COMPARE_H
#define STORE_COMPARE_H

#include "base/buf.h"
#include "base/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Appends the first differences, a line each (at most 20), to differences: nothing when both are equal. */
enum limier_status store_compare(
    const char *dir_a, const char *dir_b, struct buf *differences, struct limier_error *err);

#ifdef __cplusplus
}
#endif

#endif
