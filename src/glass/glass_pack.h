/* How glass tables write numbers and strings. Every put function writes at p and returns where the next byte
 * goes; the caller has made room. Only the glass room uses it.
 *
 *   uint         7 bits a byte, low group first, the top bit set on all but the last    300 = ac 02
 *   uint_last    little-endian without high zero bytes; the end tells the length        300 = 2c 01, 0 =
 * nothing sort_uint    order of bytes = order of numbers: two bytes below 0x8000, else n bytes that begin with
 *                n - 2 one bits and a zero                                              32768 = 80 80 00
 *   sort_string  order of bytes = order of strings, whatever follows: 00 becomes 00 ff, the end is 00 */
#ifndef GLASS_GLASS_PACK_H
#define GLASS_GLASS_PACK_H

#include "base/span.h"

#include <stdint.h>

enum {
    GLASS_UINT_MAX = 10,     /* bytes of the longest uint */
    GLASS_SORT_UINT_MAX = 5, /* bytes of the longest sort_uint */
    GLASS_TERM_MAX = 245,    /* bytes of the longest term as a sort_string, without its end */
    GLASS_KEY_MAX = 255      /* bytes of the longest key of a table */
};

static inline char *glass_put_uint(char *p, uint64_t v)
{
    while (v >= 0x80) {
        *p++ = (char)(v | 0x80);
        v >>= 7;
    }
    *p++ = (char)v;
    return p;
}

/* Reads a uint that is known to be whole. */
static inline const char *glass_get_uint(const char *p, uint64_t *v)
{
    uint64_t value = (unsigned char)*p & 0x7f;
    for (unsigned shift = 7; (unsigned char)*p++ >= 0x80; shift += 7)
        value |= (uint64_t)((unsigned char)*p & 0x7f) << shift;
    *v = value;
    return p;
}

/* The number of bytes that glass_put_uint writes. */
static inline size_t glass_uint_size(uint64_t v)
{
    size_t n = 1;
    while (v >>= 7)
        n++;
    return n;
}

static inline char *glass_put_u16(char *p, unsigned v)
{
    p[0] = (char)(v >> 8);
    p[1] = (char)v;
    return p + 2;
}

static inline char *glass_put_u32(char *p, uint32_t v)
{
    return glass_put_u16(glass_put_u16(p, v >> 16), v & 0xffff);
}

static inline char *glass_put_sort_uint(char *p, uint32_t v)
{
    if (v < 0x8000)
        return glass_put_u16(p, v);
    unsigned n = v < 1u << 22 ? 3 : v < 1u << 29 ? 4 : 5;
    for (unsigned i = 0; i < n; i++)
        p[i] = (char)((uint64_t)v >> (8 * (n - 1 - i)));
    p[0] = (char)((unsigned char)p[0] | (0xff00u >> (n - 2) & 0xff));
    return p + n;
}

static inline char *glass_put_bytes(char *p, struct span s)
{
    if (s.len)
        memcpy(p, s.ptr, s.len);
    return p + s.len;
}

char *glass_put_uint_last(char *p, uint64_t v);
/* The length as a uint, then the bytes. */
char *glass_put_string(char *p, struct span s);
/* Without the 00 at the end. */
char *glass_put_sort_string(char *p, struct span s);
/* How many bytes glass_put_sort_string writes. */
size_t glass_sort_string_size(struct span s);

#endif
