#include "base/span.h"

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct span span_trim(struct span a)
{
    while (a.len && blank(a.ptr[0]))
        a = span_skip(a, 1);
    while (a.len && blank(a.ptr[a.len - 1]))
        a.len--;
    return a;
}

bool span_line(struct span *rest, struct span *line)
{
    if (rest->len == 0)
        return false;
    const char *nl = memchr(rest->ptr, '\n', rest->len);
    size_t n = nl ? (size_t)(nl - rest->ptr) : rest->len;
    *line = span_head(*rest, n);
    *rest = span_skip(*rest, n + 1);
    if (line->len && line->ptr[line->len - 1] == '\r')
        line->len--;
    return true;
}
