/* How a function says what went wrong. A fallible function returns a status and takes a struct limier_error *,
 * last, which may be NULL; it is filled when the status is not LIMIER_OK and untouched otherwise. Messages are
 * one line in plain words that name the file or the place; control characters of users' text are made visible.
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include "limier.h"

#include "base/span.h"

/* Fills *err (if any) and returns status. The hint is empty, the offset LIMIER_NO_OFFSET. */
enum limier_status error_set(struct limier_error *err, enum limier_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same for a failed system call: « what: strerror(errno) » with status LIMIER_SYSTEM. */
enum limier_status error_errno(struct limier_error *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* What to do about it, added to an error that is set. */
void error_hint(struct limier_error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Where in the query, in bytes. */
void error_place(struct limier_error *err, size_t offset);

#endif
