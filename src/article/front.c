#include "article/front.h"

static bool is_fence(struct span line, char c)
{
    if (line.len && line.ptr[0] == c)
        line = span_trim(line);
    return line.len == 3 && line.ptr[0] == c && line.ptr[1] == c && line.ptr[2] == c;
}

/* The first line that is not blank or a comment gives a name its value, or opens a TOML table. */
static bool looks_like_values(struct span s, enum front_kind kind)
{
    struct span line;
    while (span_line(&s, &line)) {
        line = span_trim(line);
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        if (kind == FRONT_TOML)
            return memchr(line.ptr, '=', line.len) || line.ptr[0] == '[';
        const char *colon = memchr(line.ptr, ':', line.len);
        struct span name = span_head(line, colon ? (size_t)(colon - line.ptr) : 0);
        bool quoted = name.len && name.ptr[0] == '"';
        return name.len && name.len <= 64 && (quoted || !memchr(name.ptr, ' ', name.len));
    }
    return false;
}

struct front front_find(struct span text)
{
    struct front f = {.first_line = 1};
    struct span rest = text, line;
    bool more;
    while ((more = span_line(&rest, &line)) && span_trim(line).len == 0)
        f.first_line++;
    if (!more)
        return f;
    enum front_kind kind = is_fence(line, '-') ? FRONT_YAML : is_fence(line, '+') ? FRONT_TOML : FRONT_NONE;
    if (kind == FRONT_NONE)
        return f;
    f.first_line++;
    struct span values = rest;
    while ((more = span_line(&rest, &line)))
        if (is_fence(line, kind == FRONT_YAML ? '-' : '+') || (kind == FRONT_YAML && span_is(line, "...")))
            break;
    if (more) {
        f.values = span_of(values.ptr, (size_t)(line.ptr - values.ptr));
        f.body = rest;
        f.closed = true;
        if (span_trim(f.values).len == 0)
            f.kind = kind;
    }
    if (looks_like_values(more ? f.values : values, kind))
        f.kind = kind;
    return f;
}
