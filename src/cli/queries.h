/* A file of queries, a line each: « qid TAB query ». Empty lines are passed over. */
#ifndef CLI_QUERIES_H
#define CLI_QUERIES_H

#include "base/span.h"

#include <stdio.h>

struct queries {
    FILE *file;
    char *line; /* qid and query point into it */
    size_t cap;
    size_t number; /* of the line, from 1 */
    const char *qid, *query;
    const char *wrong; /* what is wrong with the line; NULL when nothing */
};

/* « - » is standard input. False with errno set. */
bool queries_open(struct queries *q, const char *path);
/* The next line: false at the end or on a read error (queries_failed). */
bool queries_next(struct queries *q);
bool queries_failed(const struct queries *q);
void queries_close(struct queries *q);

#endif
