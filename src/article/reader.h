/* Readers turn an input into articles. A format is one file, reader_NAME.c, that defines one struct
 * reader_format and is listed in reader.c; nobody else knows it.
 *
 * A format bids for an input by looking at its name and its head: 0 is « not mine », 100 « certainly mine ».
 * Plain text bids 1 for anything that decodes. The highest bid wins. */
#ifndef ARTICLE_READER_H
#define ARTICLE_READER_H

#include "article/article.h"
#include "article/input.h"

struct reader;

struct reader_format {
    const char *name; /* for --as, lower case: "markdown" */
    const char *help; /* one line */
    int (*bid)(const char *name, struct span head);
    /* State of the reader's own, in r->state. May be NULL. */
    enum limier_status (*open)(struct reader *r, struct limier_error *err);
    /* The next article into *out, which is all zero; *more false at the end. LIMIER_INPUT refuses one article
     * (or the whole file, when nothing can follow: *more is then false); the next call goes on behind it. */
    enum limier_status (*next)(
        struct reader *r, struct arena *arena, struct article *out, bool *more, struct limier_error *err);
    void (*close)(struct reader *r);
};

struct reader {
    const struct reader_format *format;
    struct input *in;
    void *state;
    /* What a reader repaired or lost on the way without refusing the article: bytes that were no UTF-8, a date
     * that does not exist. One line, empty when there is nothing to say; cleared by reader_next. */
    char note[256];
};

/* The formats, a NULL at the end. */
const struct reader_format *const *reader_formats(void);
/* By name, NULL when there is none. */
const struct reader_format *reader_format(const char *name);

/* Chooses a format (format NULL: by bids) and opens it. LIMIER_INPUT when nobody can read the input: what it
 * looks like (« binary », « empty ») stands in the message. The input stays the caller's and must outlive the
 * reader. */
enum limier_status reader_open(
    struct reader *out, struct input *in, const struct reader_format *format, struct limier_error *err);
enum limier_status reader_next(
    struct reader *r, struct arena *arena, struct article *out, bool *more, struct limier_error *err);
void reader_close(struct reader *r);

#endif
