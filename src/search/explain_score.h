/* Where an article's score comes from, in words for people. For explain.c. */
#ifndef SEARCH_EXPLAIN_SCORE_H
#define SEARCH_EXPLAIN_SCORE_H

#include "search/question.h"

/* Appended to out. */
enum limier_status explain_score(struct question *q, struct store *store, struct analyzer *analyzer,
    const char *id, struct arena *arena, struct buf *out, struct limier_error *err);

/* s, and blanks up to that many columns. */
void explain_pad(struct buf *out, struct span s, size_t columns);
void explain_count(struct buf *out, uint64_t documents);

#endif
