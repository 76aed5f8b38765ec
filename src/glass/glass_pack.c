#include "glass/glass_pack.h"

char *glass_put_uint_last(char *p, uint64_t v)
{
    for (; v; v >>= 8)
        *p++ = (char)v;
    return p;
}

char *glass_put_string(char *p, struct span s)
{
    return glass_put_bytes(glass_put_uint(p, s.len), s);
}

char *glass_put_sort_string(char *p, struct span s)
{
    if (!s.len || !memchr(s.ptr, 0, s.len))
        return glass_put_bytes(p, s);
    for (size_t i = 0; i < s.len; i++) {
        *p++ = s.ptr[i];
        if (!s.ptr[i])
            *p++ = (char)0xff;
    }
    return p;
}

size_t glass_sort_string_size(struct span s)
{
    size_t n = s.len;
    for (size_t i = 0; i < s.len; i++)
        n += !s.ptr[i];
    return n;
}
