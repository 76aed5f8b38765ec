#include "article/lines.h"

void lines_init(struct lines *l, struct input *in, enum decode_encoding encoding)
{
    *l = (struct lines){.in = in, .encoding = encoding};
    arena_init(&l->arena);
}

void lines_release(struct lines *l)
{
    arena_release(&l->arena);
}

static bool in_bytes(enum decode_encoding encoding)
{
    return encoding == DECODE_UTF8 || encoding == DECODE_WINDOWS_1252;
}

/* Decodes the next line of bytes, which may be several (CR), or everything. */
static enum limier_status refill(struct lines *l, bool *more, struct limier_error *err)
{
    struct limier_error why;
    struct span bytes;
    enum limier_status status;
    arena_clear(&l->arena);
    if (in_bytes(l->encoding)) {
        status = input_line(l->in, INPUT_ARTICLE_MAX, &bytes, more, &why);
    } else {
        status = input_all(l->in, INPUT_ARTICLE_MAX, &l->arena, &bytes, &why);
        *more = status == LIMIER_OK && bytes.len > 0;
    }
    if (status == LIMIER_INPUT)
        return error_set(err, status, "line %llu: %s", (unsigned long long)++l->number, why.message);
    if (status != LIMIER_OK) {
        if (err)
            *err = why;
        return status;
    }
    l->rest = *more ? decode_text(&l->arena, bytes, l->encoding, &l->losses) : span_str("");
    if (in_bytes(l->encoding) && l->rest.len && l->rest.ptr[l->rest.len - 1] == '\n') /* the CR of CR LF */
        l->rest.len--;
    l->ready = *more;
    return LIMIER_OK;
}

enum limier_status lines_next(struct lines *l, struct span *line, bool *more, struct limier_error *err)
{
    *line = span_str("");
    *more = true;
    if (!l->ready) {
        enum limier_status status = refill(l, more, err);
        if (status != LIMIER_OK || !*more)
            return status;
    }
    if (!span_line(&l->rest, line))
        *line = span_str("");
    l->ready = l->rest.len > 0;
    l->number++;
    return LIMIER_OK;
}
