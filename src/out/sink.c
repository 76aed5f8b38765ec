#include "out/sink.h"

#include <errno.h>
#include <unistd.h>

enum { SINK_FULL = 64 * 1024 };

void sink_init(struct sink *s, int fd)
{
    *s = (struct sink){.fd = fd};
}

void sink_release(struct sink *s)
{
    buf_release(&s->out);
}

void sink_turn(struct sink *s)
{
    if (s->out.len >= SINK_FULL)
        sink_flush(s);
}

bool sink_flush(struct sink *s)
{
    struct span rest = buf_span(&s->out);
    while (rest.len && !s->error) {
        ssize_t n = write(s->fd, rest.ptr, rest.len);
        if (n >= 0)
            rest = span_skip(rest, (size_t)n);
        else if (errno != EINTR)
            s->error = errno;
    }
    buf_clear(&s->out);
    return !s->error;
}
