/* A growing run of bytes. buf.ptr is always NUL-terminated once anything was put in, so it can be handed to
 * functions that want a string; buf.len does not count that NUL. All zero is an empty buffer. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/span.h"

#include <stdint.h>

struct buf {
    char *ptr;
    size_t len, cap;
};

void buf_init(struct buf *b);
void buf_release(struct buf *b);
void buf_clear(struct buf *b);

/* Room for n more bytes and a NUL: returns where they go; the caller adds to b->len what it wrote. */
char *buf_reserve(struct buf *b, size_t n);
void buf_add(struct buf *b, const void *bytes, size_t n);
void buf_add_span(struct buf *b, struct span s);
void buf_add_str(struct buf *b, const char *s);
static inline void buf_add_char(struct buf *b, char c)
{
    char *p = b->len + 1 < b->cap ? b->ptr + b->len : buf_reserve(b, 1);
    p[0] = c;
    p[1] = '\0';
    b->len++;
}
void buf_add_rune(struct buf *b, int32_t rune); /* as UTF-8 */
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Seven bits a byte, low group first, the top bit set on all but the last. */
void buf_add_varint(struct buf *b, uint64_t v);

/* The content, valid until the buffer is changed. */
static inline struct span buf_span(const struct buf *b)
{
    return span_of(b->ptr ? b->ptr : "", b->len);
}

/* Never NULL. Valid until the buffer is changed. */
static inline const char *buf_str(const struct buf *b)
{
    return b->ptr ? b->ptr : "";
}

/* Reads what buf_add_varint wrote from the front of *s and takes it off; false when it is cut short or too
 * long. */
bool span_varint(struct span *s, uint64_t *v);

#endif
