/* A span is a run of bytes that somebody else owns. Copy it by value; it is valid for as long as its owner
 * says. The bytes are not NUL-terminated. Any room may use it. */
#ifndef BASE_SPAN_H
#define BASE_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct span {
    const char *ptr;
    size_t len;
};

/* A span of a string literal, usable in static initialisers. */
#define SPAN_LIT(s)                                                                                            \
    {                                                                                                          \
        (s), sizeof(s) - 1                                                                                     \
    }

/* The two ints that "%.*s" takes. */
#define SPAN_ARG(s) (int)(s).len, (s).ptr

static inline struct span span_of(const char *ptr, size_t len)
{
    return (struct span){ptr, len};
}

/* NULL gives the empty span. */
static inline struct span span_str(const char *s)
{
    return (struct span){s ? s : "", s ? strlen(s) : 0};
}

static inline bool span_eq(struct span a, struct span b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool span_is(struct span a, const char *s)
{
    return span_eq(a, span_str(s));
}

static inline bool span_starts(struct span a, struct span prefix)
{
    return a.len >= prefix.len && (prefix.len == 0 || memcmp(a.ptr, prefix.ptr, prefix.len) == 0);
}

static inline bool span_ends(struct span a, struct span suffix)
{
    return a.len >= suffix.len &&
           (suffix.len == 0 || memcmp(a.ptr + a.len - suffix.len, suffix.ptr, suffix.len) == 0);
}

/* What is left when n bytes are taken from the front (all of them if there are fewer). */
static inline struct span span_skip(struct span a, size_t n)
{
    if (n > a.len)
        n = a.len;
    return (struct span){a.ptr + n, a.len - n};
}

/* At most the first n bytes. */
static inline struct span span_head(struct span a, size_t n)
{
    return (struct span){a.ptr, a.len < n ? a.len : n};
}

/* Byte order, shorter first on a tie: the order of a Xapian table. */
static inline int span_cmp(struct span a, struct span b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int c = n ? memcmp(a.ptr, b.ptr, n) : 0;
    return c ? c : (a.len > b.len) - (a.len < b.len);
}

/* Without ASCII blanks (space, tab, CR, LF) at both ends. */
struct span span_trim(struct span a);

/* Cuts the first line off *rest: returns it without its line end (LF or CR LF); *rest becomes what follows.
 * False at the end. */
bool span_line(struct span *rest, struct span *line);

#endif
