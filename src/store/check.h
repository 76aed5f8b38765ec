/* Xapian's limits, checked before anything reaches it: a document that it refuses half-way would take the whole
 * pending batch with it. */
#ifndef STORE_CHECK_H
#define STORE_CHECK_H

#include "base/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/* LIMIER_TOO_LONG when term is empty or over SCHEMA_TERM_MAX bytes, NUL bytes counted twice. */
enum limier_status store_check_term(struct span term, struct limier_error *err);

#ifdef __cplusplus
}
#endif

#endif
