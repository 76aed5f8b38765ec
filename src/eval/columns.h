/* A text file of lines of columns with blanks between, as TREC's are: read line by line, told where it is
 * wrong. For the readers of this room. */
#ifndef EVAL_COLUMNS_H
#define EVAL_COLUMNS_H

#include "limier.h"

#include <stdio.h>

enum { COLUMNS_MOST = 6 };

struct columns {
    struct limier_eval_input *input; /* its counts are kept up */
    FILE *file;
    const char *form; /* what a line looks like: « qid 0 docid grade » */
    unsigned want;    /* columns */
    char *line;
    size_t cap;
    size_t number;                   /* of the line, from 1 */
    const char *cells[COLUMNS_MOST]; /* into line */
};

/* « - » is standard input. LIMIER_SYSTEM. */
enum limier_status columns_open(struct columns *c, struct limier_eval_input *input, unsigned want,
    const char *form, struct limier_error *err);
/* The next line that has its columns; others are refused, blank ones passed over. False at the end. */
bool columns_next(struct columns *c);
/* Tells the caller of the reader of this line. */
void columns_refuse(const struct columns *c, size_t number, const char *why);
/* LIMIER_SYSTEM when reading had failed. */
enum limier_status columns_close(struct columns *c, struct limier_error *err);

#endif
