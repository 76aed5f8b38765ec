#include "article/input.h"

#include "base/bug.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 256 * 1024 };

struct input {
    char *name;
    const struct input_source *source; /* NULL: everything is in data */
    void *context;
    int fd;
    const char *data; /* own, or the caller's memory */
    char *own;
    size_t pos, len, cap; /* data[pos..len) was pulled and not taken */
    size_t chunk;         /* how much to make room for at first */
    bool end;             /* nothing more to pull */
    uint64_t taken;
    bool seekable;
    uint64_t size; /* of what is seekable */
};

static enum limier_status fd_pull(void *context, char *bytes, size_t n, size_t *got, struct limier_error *err)
{
    const struct input *in = context;
    for (;;) {
        ssize_t count = read(in->fd, bytes, n);
        if (count >= 0) {
            *got = (size_t)count;
            return LIMIER_OK;
        }
        if (errno == EAGAIN || errno == EWOULDBLOCK) {
            struct pollfd wait = {.fd = in->fd, .events = POLLIN};
            poll(&wait, 1, -1);
        } else if (errno != EINTR) {
            return error_set(err, LIMIER_SYSTEM, "%s", strerror(errno));
        }
    }
}

static void fd_close(void *context)
{
    const struct input *in = context;
    if (in->fd != STDIN_FILENO)
        close(in->fd);
}

static const struct input_source fd_source = {fd_pull, fd_close};

struct input *input_from_source(const struct input_source *source, void *context, const char *name)
{
    struct input *in = mem_zero(1, sizeof *in);
    in->name = mem_copy_str(name);
    in->source = source;
    in->context = context;
    in->fd = -1;
    in->chunk = CHUNK;
    return in;
}

struct input *input_from_fd(int fd, const char *name)
{
    struct input *in = input_from_source(&fd_source, NULL, name);
    in->context = in;
    in->fd = fd;
    return in;
}

struct input *input_from_span(struct span bytes, const char *name)
{
    struct input *in = input_from_source(NULL, NULL, name);
    in->data = bytes.ptr;
    in->len = bytes.len;
    in->end = true;
    in->seekable = true;
    in->size = bytes.len;
    return in;
}

static const char *kind_of_file(mode_t mode)
{
    switch (mode & S_IFMT) {
    case S_IFDIR: return "a folder";
    case S_IFIFO: return "a named pipe";
    case S_IFSOCK: return "a socket";
    case S_IFBLK:
    case S_IFCHR: return "a device";
    default: return "something else";
    }
}

static enum limier_status refuse(const struct stat *st, struct limier_error *err)
{
    return error_set(err, LIMIER_INPUT, "not a regular file but %s", kind_of_file(st->st_mode));
}

enum limier_status input_open(struct input **out, const char *path, const char *name, struct limier_error *err)
{
    *out = NULL;
    /* Opening a device can do things to it; so look first. And look again afterwards: what stands under the
     * name may have changed, and O_NONBLOCK keeps a pipe from holding us up. */
    struct stat st;
    if (stat(path, &st) != 0)
        return error_set(err, LIMIER_SYSTEM, "%s", strerror(errno));
    if (!S_ISREG(st.st_mode))
        return refuse(&st, err);
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return error_set(err, LIMIER_SYSTEM, "%s", strerror(errno));
    enum limier_status status = LIMIER_OK;
    if (fstat(fd, &st) != 0)
        status = error_set(err, LIMIER_SYSTEM, "%s", strerror(errno));
    else if (!S_ISREG(st.st_mode))
        status = refuse(&st, err);
    if (status != LIMIER_OK) {
        close(fd);
        return status;
    }
    struct input *in = input_from_fd(fd, name);
    in->seekable = true;
    in->size = (uint64_t)st.st_size;
    if (st.st_size >= CHUNK)
        posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL);
    else
        in->chunk = (size_t)st.st_size + 1; /* the one more finds the end */
    *out = in;
    return LIMIER_OK;
}

void input_close(struct input *in)
{
    if (!in)
        return;
    if (in->source && in->source->close)
        in->source->close(in->context);
    free(in->own);
    free(in->name);
    free(in);
}

const char *input_name(const struct input *in)
{
    return in->name;
}

uint64_t input_taken(const struct input *in)
{
    return in->taken;
}

bool input_seekable(const struct input *in, uint64_t *size)
{
    *size = in->size;
    return in->seekable;
}

enum limier_status input_seek(struct input *in, uint64_t at, struct limier_error *err)
{
    BUG_IF(!in->seekable);
    if (!in->source) {
        in->pos = at < in->len ? (size_t)at : in->len;
        return LIMIER_OK;
    }
    in->pos = in->len = 0;
    in->end = false;
    if (lseek(in->fd, (off_t)at, SEEK_SET) >= 0)
        return LIMIER_OK;
    in->end = true;
    return error_set(err, LIMIER_SYSTEM, "%s", strerror(errno));
}

static struct span pulled(const struct input *in)
{
    return span_of(in->len ? in->data + in->pos : "", in->len - in->pos);
}

static void take(struct input *in, size_t n)
{
    in->pos += n;
    in->taken += n;
}

static enum limier_status pull(struct input *in, char *bytes, size_t n, size_t *got, struct limier_error *err)
{
    enum limier_status status = in->source->pull(in->context, bytes, n, got, err);
    if (status != LIMIER_OK)
        *got = 0;
    BUG_IF(*got > n);
    if (*got == 0)
        in->end = true;
    return status;
}

/* Pulls until want bytes are there, or the end. */
static enum limier_status fill(struct input *in, size_t want, struct limier_error *err)
{
    if (in->end || in->len - in->pos >= want)
        return LIMIER_OK;
    if (in->pos) {
        memmove(in->own, in->own + in->pos, in->len - in->pos);
        in->len -= in->pos;
        in->pos = 0;
    }
    if (in->cap < want || !in->own) {
        in->cap = want > in->chunk ? want : in->chunk;
        in->own = mem_resize(in->own, in->cap, 1);
    }
    in->data = in->own;
    while (!in->end && in->len < want) {
        size_t got = 0;
        enum limier_status status = pull(in, in->own + in->len, in->cap - in->len, &got, err);
        if (status != LIMIER_OK)
            return status;
        in->len += got;
    }
    return LIMIER_OK;
}

/* Like fill, for a file smaller than it: room for the file is enough. */
static enum limier_status fill_head(struct input *in, struct limier_error *err)
{
    size_t want = in->chunk < INPUT_HEAD ? in->chunk : INPUT_HEAD;
    enum limier_status status = fill(in, want, err);
    /* The file has grown since we asked for its size. */
    return status == LIMIER_OK && !in->end && want < INPUT_HEAD ? fill(in, INPUT_HEAD, err) : status;
}

enum limier_status input_head(struct input *in, struct span *out, struct limier_error *err)
{
    enum limier_status status = fill_head(in, err);
    *out = span_head(pulled(in), INPUT_HEAD);
    return status;
}

enum limier_status input_read(struct input *in, char *bytes, size_t n, size_t *got, struct limier_error *err)
{
    *got = 0;
    struct span ready = span_head(pulled(in), n);
    if (ready.len) {
        memcpy(bytes, ready.ptr, ready.len);
        take(in, ready.len);
        *got = ready.len;
        return LIMIER_OK;
    }
    if (in->end || n == 0)
        return LIMIER_OK;
    enum limier_status status = pull(in, bytes, n, got, err);
    in->taken += *got;
    return status;
}

/* Throws away the rest of a line, a chunk at a time. */
static enum limier_status pass_line(struct input *in, struct limier_error *err)
{
    for (;;) {
        struct span ready = pulled(in);
        const char *lf = memchr(ready.ptr, '\n', ready.len);
        take(in, lf ? (size_t)(lf - ready.ptr) + 1 : ready.len);
        if (lf || in->end)
            return LIMIER_OK;
        enum limier_status status = fill(in, 1, err);
        if (status != LIMIER_OK)
            return status;
    }
}

enum limier_status input_line(
    struct input *in, size_t max, struct span *line, bool *more, struct limier_error *err)
{
    *line = span_str("");
    *more = true;
    size_t seen = 0;
    for (;;) {
        struct span ready = pulled(in);
        const char *lf = memchr(ready.ptr + seen, '\n', ready.len - seen);
        size_t n = lf ? (size_t)(lf - ready.ptr) : ready.len;
        if (n > max) {
            enum limier_status status = pass_line(in, err);
            return status != LIMIER_OK ? status : error_set(err, LIMIER_INPUT, "over %zu bytes long", max);
        }
        if (lf || in->end) {
            *more = lf || n;
            *line = span_head(ready, n);
            take(in, lf ? n + 1 : n);
            return LIMIER_OK;
        }
        seen = n;
        size_t want = n < CHUNK ? n + CHUNK / 2 : n * 2;
        enum limier_status status = fill(in, want > max ? max + 1 : want, err);
        if (status != LIMIER_OK) {
            *more = false;
            return status;
        }
    }
}

enum limier_status input_all(
    struct input *in, size_t max, struct arena *arena, struct span *out, struct limier_error *err)
{
    *out = span_str("");
    for (size_t want = CHUNK; !in->end && in->len - in->pos <= max; want *= 2) {
        if (want <= in->len - in->pos)
            continue;
        enum limier_status status = in->len ? fill(in, want > max ? max + 1 : want, err) : fill_head(in, err);
        if (status != LIMIER_OK)
            return status;
    }
    struct span ready = pulled(in);
    if (ready.len > max)
        return error_set(err, LIMIER_INPUT, "over %zu bytes long", max);
    *out = arena_copy(arena, ready);
    take(in, ready.len);
    return LIMIER_OK;
}
