/* The lines of an input, decoded (article/decode.h). Memory is bounded by one line, except for UTF-16 and
 * UTF-32, which are read whole. */
#ifndef ARTICLE_LINES_H
#define ARTICLE_LINES_H

#include "article/decode.h"
#include "article/input.h"

struct lines {
    struct input *in;
    enum decode_encoding encoding;
    struct arena arena;          /* of what was last decoded */
    struct span rest;            /* of it */
    bool ready;                  /* rest is to be read, even when it is empty */
    uint64_t number;             /* of the line last given, from 1 */
    struct decode_losses losses; /* added up; the caller may clear it */
};

/* Encoding: what the input's head looks like. The input stays the caller's. */
void lines_init(struct lines *l, struct input *in, enum decode_encoding encoding);
void lines_release(struct lines *l);

/* The next line, valid until the next call; *more is false at the end. A line over INPUT_ARTICLE_MAX is passed
 * over with LIMIER_INPUT. Messages begin with « line N: ». */
enum limier_status lines_next(struct lines *l, struct span *line, bool *more, struct limier_error *err);

#endif
