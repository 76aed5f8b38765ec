/* The file that runs wait in. Any number of streams are written to it at once, from several threads, each in
 * pieces that land where there is room; a stream remembers where its pieces are. The file has no name: it is
 * gone when the builder is, however that happens. Only the glass room uses it. */
#ifndef GLASS_GLASS_SPILL_H
#define GLASS_GLASS_SPILL_H

#include "base/error.h"

#include <stdatomic.h>
#include <stdint.h>

enum { GLASS_SPILL_SLACK = 16 }; /* zero bytes that stand behind what a reader holds */

struct glass_spill {
    int fd;
    char *path;
    _Atomic uint64_t end;
};

enum limier_status glass_spill_init(struct glass_spill *s, const char *dir, struct limier_error *err);
void glass_spill_release(struct glass_spill *s);

struct glass_piece {
    uint64_t offset, length;
};

/* A finished stream. */
struct glass_stream {
    struct glass_piece *pieces;
    size_t count, cap;
};

void glass_stream_release(struct glass_stream *s);
/* Puts the pieces of from behind those of s and leaves from empty. */
void glass_stream_join(struct glass_stream *s, struct glass_stream *from);

/* A stream being written. */
struct glass_spill_out {
    struct glass_spill *spill;
    struct glass_stream stream;
    char *bytes;
    size_t len, cap;
};

void glass_spill_out_init(struct glass_spill_out *out, struct glass_spill *spill, size_t cap);
void glass_spill_out_release(struct glass_spill_out *out);
enum limier_status glass_spill_out_flush(struct glass_spill_out *out, struct limier_error *err);
enum limier_status glass_spill_out_add(
    struct glass_spill_out *out, struct span bytes, struct limier_error *err);
/* Ends the stream, which becomes *stream, and begins a new one. */
enum limier_status glass_spill_out_end(
    struct glass_spill_out *out, struct glass_stream *stream, struct limier_error *err);

/* A stream being read, from the front. What is next stands from pos to end. */
struct glass_spill_in {
    struct glass_spill *spill;
    const struct glass_stream *stream;
    size_t piece;  /* the one being read … */
    uint64_t done; /* … and how much of it was */
    char *bytes;
    size_t cap;
    const char *pos, *end;
};

/* The stream stays the caller's and in place. */
void glass_spill_in_init(
    struct glass_spill_in *in, struct glass_spill *spill, const struct glass_stream *stream, size_t cap);
void glass_spill_in_release(struct glass_spill_in *in);
enum limier_status glass_spill_in_fill(struct glass_spill_in *in, size_t n, struct limier_error *err);

/* Sees to it that the next n bytes, or all that are left of the stream, stand at in->pos. */
static inline enum limier_status glass_spill_in_need(
    struct glass_spill_in *in, size_t n, struct limier_error *err)
{
    return (size_t)(in->end - in->pos) >= n ? LIMIER_OK : glass_spill_in_fill(in, n, err);
}

#endif
