/* For tests only: the same documents through Xapian's own way, for comparison, and what Xapian does with a
 * database later. All functions fail the test on an exception. */
#ifndef STORE_PEER_H
#define STORE_PEER_H

#include "base/doc.h"

#ifdef __cplusplus
extern "C" {
#endif

struct peer;

struct peer *peer_new(const char *dir);
void peer_put(struct peer *p, uint32_t number, const struct doc *doc);
void peer_meta(struct peer *p, struct span key, struct span value);
/* Commits and frees. */
void peer_finish(struct peer *p);

/* How many errors Xapian's checker finds; if any, it says what on standard error. */
unsigned peer_errors(const char *dir);
/* Adds, replaces and deletes documents, the same for every database that holds the same; three commits. */
void peer_update(const char *dir);

#ifdef __cplusplus
}
#endif

#endif
