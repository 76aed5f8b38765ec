/* Small indexes for the tests of the store room: documents from a line of words, in a folder that goes away. */
#ifndef TESTS_UNIT_STORE_FIXTURE_H
#define TESTS_UNIT_STORE_FIXTURE_H

#include "tests/unit/table.h"

#include "store/store.h"

/* A document being made; all zero is an empty one. */
struct maker {
    struct vocab vocab;
    struct doc_posting *postings;
    size_t npostings, postings_cap;
    struct doc_value values[8];
    size_t nvalues;
    struct span data;
};

void maker_release(struct maker *m);
void maker_clear(struct maker *m);
void maker_add(struct maker *m, const char *term, uint32_t position, uint32_t wdf);
/* Each word of text at its position from 1. */
void maker_text(struct maker *m, const char *text);
void maker_value(struct maker *m, unsigned slot, const char *value);
/* Valid until m is changed. */
struct doc maker_doc(const struct maker *m);

/* Puts a document of text, with the unique term « Q<id> » and, if date is not NULL, a value in slot 0. */
void put(struct store *s, const char *id, const char *text, const char *date);
void commit(struct store *s);

/* Paths in a folder of this program's own, removed with all in it by scratch_end. */
void scratch_begin(void);
void scratch_end(void);
/* « <scratch>/<name> », which stays valid; nothing of an earlier test is there. */
const char *scratch(const char *name);

struct store *open_store(const char *dir, enum store_mode mode);
/* The number of documents, 0 when there is no index. */
uint64_t documents_in(const char *dir);

/* Shorthands for query trees, all in static memory that query_reset gives back. */
const struct store_query *q_term(const char *term);
const struct store_query *q_op(enum store_op op, size_t n, ...);
struct store_query *q_new(enum store_op op);
void query_reset(void);

/* Runs a query and gives the ids of the hits, blanks between, in their order; the caller owns nothing. */
const char *found(struct store *s, const struct store_query *q);

#endif
