#include "base/buf.h"

#include "base/bug.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void buf_init(struct buf *b)
{
    *b = (struct buf){0};
}

void buf_release(struct buf *b)
{
    free(b->ptr);
    buf_init(b);
}

void buf_clear(struct buf *b)
{
    b->len = 0;
    if (b->ptr)
        b->ptr[0] = '\0';
}

char *buf_reserve(struct buf *b, size_t n)
{
    b->ptr = mem_grow(b->ptr, &b->cap, b->len + n + 1, 1);
    return b->ptr + b->len;
}

void buf_add(struct buf *b, const void *bytes, size_t n)
{
    char *p = buf_reserve(b, n);
    if (n)
        memcpy(p, bytes, n);
    p[n] = '\0';
    b->len += n;
}

void buf_add_span(struct buf *b, struct span s)
{
    buf_add(b, s.ptr, s.len);
}

void buf_add_str(struct buf *b, const char *s)
{
    buf_add(b, s, strlen(s));
}

void buf_add_rune(struct buf *b, int32_t rune)
{
    char bytes[4];
    buf_add(b, bytes, utf8_encode(rune, bytes));
}

void buf_printf(struct buf *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    BUG_IF(n < 0);
    vsnprintf(buf_reserve(b, (size_t)n), (size_t)n + 1, format, again);
    va_end(again);
    b->len += (size_t)n;
}

void buf_add_varint(struct buf *b, uint64_t v)
{
    char bytes[10];
    size_t n = 0;
    while (v >= 0x80) {
        bytes[n++] = (char)(v | 0x80);
        v >>= 7;
    }
    bytes[n++] = (char)v;
    buf_add(b, bytes, n);
}

bool span_varint(struct span *s, uint64_t *v)
{
    uint64_t value = 0;
    for (size_t i = 0; i < s->len && i < 10; i++) {
        unsigned char c = (unsigned char)s->ptr[i];
        value |= (uint64_t)(c & 0x7f) << (7 * i);
        if (c < 0x80) {
            *v = value;
            *s = span_skip(*s, i + 1);
            return true;
        }
    }
    return false;
}
