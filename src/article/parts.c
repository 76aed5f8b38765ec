#include "article/parts.h"

enum { PIECE = 64 * 1024 };

void parts_init(struct parts *p, struct input *in, enum decode_encoding encoding, const char *const *names)
{
    *p = (struct parts){.stream = markup_stream_new(names), .rest = span_str("")};
    lines_init(&p->lines, in, encoding);
}

void parts_release(struct parts *p)
{
    markup_stream_free(p->stream);
    lines_release(&p->lines);
}

/* Files come on one line of megabytes, too: it is fed in pieces that end before a tag. */
static void feed_piece(struct parts *p)
{
    size_t n = p->rest.len;
    if (n > PIECE) {
        const char *tag = memchr(p->rest.ptr + PIECE, '<', n - PIECE);
        n = tag ? (size_t)(tag - p->rest.ptr) : n;
    }
    markup_stream_feed(p->stream, span_head(p->rest, n));
    p->rest = span_skip(p->rest, n);
    if (p->rest.len == 0)
        markup_stream_feed(p->stream, span_str("\n"));
}

static enum limier_status end(struct parts *p, struct reader *r, struct limier_error *err)
{
    const char *fault = markup_stream_fault(p->stream);
    if (p->place == 0)
        return fault ? error_set(err, LIMIER_INPUT, "bad XML: %s", fault)
                     : error_set(err, LIMIER_INPUT, "no article in it");
    if (fault)
        reader_note(r, "bad XML: %s; read as well as it could be", fault);
    return LIMIER_OK;
}

enum limier_status parts_next(
    struct parts *p, struct reader *r, const struct markup_node **out, struct limier_error *err)
{
    while (!(*out = markup_stream_next(p->stream))) {
        if (p->ended)
            return LIMIER_OK;
        if (p->rest.len) {
            feed_piece(p);
            continue;
        }
        bool more = false;
        enum limier_status status = LIMIER_OK;
        if (!markup_stream_stopped(p->stream))
            status = lines_next(&p->lines, &p->rest, &more, err);
        if (status != LIMIER_OK)
            return status;
        if (more && p->rest.len == 0)
            markup_stream_feed(p->stream, span_str("\n"));
        if (more)
            continue;
        markup_stream_end(p->stream);
        p->ended = true;
        *out = markup_stream_next(p->stream);
        if (*out)
            break;
        return end(p, r, err);
    }
    p->place++;
    reader_note_losses(r, &p->lines.losses);
    return LIMIER_OK;
}
