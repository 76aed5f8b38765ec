/* The same documents through Xapian's own way, for comparison, and what Xapian does with a database later. All
 * functions fail the test on an exception. */
#ifndef TESTS_UNIT_GLASS_PEER_H
#define TESTS_UNIT_GLASS_PEER_H

#include "base/doc.h"

#ifdef __cplusplus
extern "C" {
#endif

struct glass_peer;

struct glass_peer *glass_peer_new(const char *dir);
void glass_peer_put(struct glass_peer *p, uint32_t number, const struct doc *doc);
void glass_peer_meta(struct glass_peer *p, struct span key, struct span value);
/* Commits and frees. */
void glass_peer_finish(struct glass_peer *p);

/* How many errors Xapian's checker finds; if any, it says what on standard error. */
unsigned glass_peer_errors(const char *dir);
/* Adds, replaces and deletes documents, the same for every database that holds the same; three commits. */
void glass_peer_update(const char *dir);

#ifdef __cplusplus
}
#endif

#endif
