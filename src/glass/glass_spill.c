#include "glass/glass_spill.h"

#include "base/bug.h"
#include "glass/glass_file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum limier_status glass_spill_init(struct glass_spill *s, const char *dir, struct limier_error *err)
{
    s->path = glass_path(dir, "spill", "");
    atomic_init(&s->end, 0);
    s->fd = open(s->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (s->fd < 0 || unlink(s->path) != 0)
        return error_errno(err, "%s", s->path);
    return LIMIER_OK;
}

void glass_spill_release(struct glass_spill *s)
{
    if (s->fd >= 0)
        close(s->fd);
    free(s->path);
    s->fd = -1;
    s->path = NULL;
}

void glass_stream_release(struct glass_stream *s)
{
    free(s->pieces);
    *s = (struct glass_stream){0};
}

void glass_stream_join(struct glass_stream *s, struct glass_stream *from)
{
    s->pieces = mem_grow(s->pieces, &s->cap, s->count + from->count, sizeof *s->pieces);
    if (from->count)
        memcpy(s->pieces + s->count, from->pieces, from->count * sizeof *s->pieces);
    s->count += from->count;
    glass_stream_release(from);
}

void glass_spill_out_init(struct glass_spill_out *out, struct glass_spill *spill, size_t cap)
{
    *out = (struct glass_spill_out){.spill = spill, .bytes = mem_alloc(cap), .cap = cap};
}

void glass_spill_out_release(struct glass_spill_out *out)
{
    free(out->bytes);
    glass_stream_release(&out->stream);
    *out = (struct glass_spill_out){0};
}

static enum limier_status put_piece(struct glass_spill_out *out, struct span bytes, struct limier_error *err)
{
    if (bytes.len == 0)
        return LIMIER_OK;
    struct glass_stream *s = &out->stream;
    s->pieces = mem_grow(s->pieces, &s->cap, s->count + 1, sizeof *s->pieces);
    struct glass_piece *piece = &s->pieces[s->count++];
    *piece = (struct glass_piece){atomic_fetch_add(&out->spill->end, bytes.len), bytes.len};
    return glass_write_at(out->spill->fd, bytes.ptr, bytes.len, piece->offset, out->spill->path, err);
}

enum limier_status glass_spill_out_flush(struct glass_spill_out *out, struct limier_error *err)
{
    struct span held = span_of(out->bytes, out->len);
    out->len = 0;
    return put_piece(out, held, err);
}

enum limier_status glass_spill_out_add(struct glass_spill_out *out, struct span bytes, struct limier_error *err)
{
    if (bytes.len > out->cap - out->len) {
        enum limier_status status = glass_spill_out_flush(out, err);
        if (status != LIMIER_OK || bytes.len > out->cap)
            return status != LIMIER_OK ? status : put_piece(out, bytes, err);
    }
    if (bytes.len)
        memcpy(out->bytes + out->len, bytes.ptr, bytes.len);
    out->len += bytes.len;
    return LIMIER_OK;
}

enum limier_status glass_spill_out_end(
    struct glass_spill_out *out, struct glass_stream *stream, struct limier_error *err)
{
    enum limier_status status = glass_spill_out_flush(out, err);
    *stream = out->stream;
    out->stream = (struct glass_stream){0};
    return status;
}

void glass_spill_in_init(
    struct glass_spill_in *in, struct glass_spill *spill, const struct glass_stream *stream, size_t cap)
{
    *in = (struct glass_spill_in){.spill = spill, .stream = stream, .cap = cap};
    in->bytes = mem_zero(cap + GLASS_SPILL_SLACK, 1);
    in->pos = in->end = in->bytes;
}

void glass_spill_in_release(struct glass_spill_in *in)
{
    free(in->bytes);
    *in = (struct glass_spill_in){0};
}

/* Moves what is left to the front of a buffer that n bytes fit in. */
static void make_room(struct glass_spill_in *in, size_t n)
{
    size_t left = (size_t)(in->end - in->pos);
    if (n > in->cap) {
        char *bytes = mem_alloc(n + GLASS_SPILL_SLACK);
        memcpy(bytes, in->pos, left);
        free(in->bytes);
        in->bytes = bytes;
        in->cap = n;
    } else {
        memmove(in->bytes, in->pos, left);
    }
    in->pos = in->bytes;
    in->end = in->bytes + left;
}

enum limier_status glass_spill_in_fill(struct glass_spill_in *in, size_t n, struct limier_error *err)
{
    make_room(in, n);
    size_t len = (size_t)(in->end - in->bytes);
    enum limier_status status = LIMIER_OK;
    while (status == LIMIER_OK && len < in->cap && in->piece < in->stream->count) {
        const struct glass_piece *piece = &in->stream->pieces[in->piece];
        uint64_t left = piece->length - in->done;
        size_t part = left < in->cap - len ? (size_t)left : in->cap - len;
        status =
            glass_read_at(in->spill->fd, in->bytes + len, part, piece->offset + in->done, in->spill->path, err);
        len += part;
        in->done += part;
        if (in->done == piece->length) {
            in->piece++;
            in->done = 0;
        }
    }
    in->end = in->bytes + len;
    memset(in->bytes + len, 0, GLASS_SPILL_SLACK);
    return status;
}
