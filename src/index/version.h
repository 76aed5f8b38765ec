/* What an index says of the library that made it. A file of its own, which needs nothing that reads archives.
 */
#ifndef INDEX_VERSION_H
#define INDEX_VERSION_H

#include "store/store.h"

/* The number that a key of the index's metadata holds; *there is false, and *out 0, when there is none. */
enum limier_status version_number(
    struct store *s, const char *key, int64_t *out, bool *there, struct limier_error *err);

/* Can this library read the index? An index without a single article can. LIMIER_VERSION, with what to do. */
enum limier_status version_check(struct store *s, struct limier_error *err);

#endif
