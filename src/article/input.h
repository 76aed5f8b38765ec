/* Bytes to be read as articles: a file, standard input, or whatever a source gives (a member of a bundle).
 * Readers pull from it; the beginning can be looked at any number of times before anything is taken. Memory is
 * bounded by what is asked for. */
#ifndef ARTICLE_INPUT_H
#define ARTICLE_INPUT_H

#include "base/arena.h"
#include "base/error.h"

#include <stdint.h>

struct input;

/* name: for readers that look at a file's ending or at a date in its path; copied.
 * LIMIER_SYSTEM when it cannot be opened; LIMIER_INPUT for what is no regular file (a folder, a pipe, a
 * device), without waiting for it or opening it. */
enum limier_status input_open(struct input **out, const char *path, const char *name, struct limier_error *err);
/* From a descriptor, which is closed with the input unless it is standard input. */
struct input *input_from_fd(int fd, const char *name);
/* From memory that outlives the input. */
struct input *input_from_span(struct span bytes, const char *name);

/* Where bytes come from: pull puts 1 to n bytes into bytes, *got is 0 at the end; close may be NULL. */
struct input_source {
    enum limier_status (*pull)(void *context, char *bytes, size_t n, size_t *got, struct limier_error *err);
    void (*close)(void *context);
};
/* The source outlives the input; its close is called with the input's. */
struct input *input_from_source(const struct input_source *source, void *context, const char *name);

/* Takes NULL. */
void input_close(struct input *in);

const char *input_name(const struct input *in);
/* Bytes taken so far. */
uint64_t input_taken(const struct input *in);

/* Whether input_seek works: for files that were opened by name, and for memory. *size: how many bytes they have
 * in all. */
bool input_seekable(const struct input *in, uint64_t *size);
/* Goes on reading at that byte, counted from the beginning. */
enum limier_status input_seek(struct input *in, uint64_t at, struct limier_error *err);

enum { INPUT_HEAD = 64 * 1024, INPUT_ARTICLE_MAX = 32 * 1024 * 1024 };

/* After a failure to read, the input is at its end. */

/* The first INPUT_HEAD bytes that are left, or all there are (then out->len is less): valid until something is
 * taken. */
enum limier_status input_head(struct input *in, struct span *out, struct limier_error *err);
/* Up to n bytes into bytes; *got is 0 at the end. */
enum limier_status input_read(struct input *in, char *bytes, size_t n, size_t *got, struct limier_error *err);
/* The next line without its LF, valid until the next call; *more is false at the end. A line of over max bytes
 * is passed over to its end and gives LIMIER_INPUT; the next call goes on behind it. */
enum limier_status input_line(
    struct input *in, size_t max, struct span *line, bool *more, struct limier_error *err);
/* Everything that is left, in arena. LIMIER_INPUT, with nothing taken, when it is over max bytes. */
enum limier_status input_all(
    struct input *in, size_t max, struct arena *arena, struct span *out, struct limier_error *err);

#endif
