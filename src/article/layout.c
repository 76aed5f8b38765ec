#include "article/layout.h"

#include "base/buf.h"
#include "base/utf8.h"

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

struct span layout_field(struct arena *arena, struct span s)
{
    s = span_trim(s);
    size_t i = 0;
    while (i < s.len && (!blank(s.ptr[i]) || (s.ptr[i] == ' ' && !blank(s.ptr[i + 1]))))
        i++;
    if (i == s.len)
        return s;
    char *p = arena_alloc(arena, s.len + 1);
    size_t n = 0;
    for (i = 0; i < s.len; i++)
        if (!blank(s.ptr[i]))
            p[n++] = s.ptr[i];
        else if (!blank(p[n - 1])) /* the first is none */
            p[n++] = ' ';
    p[n] = '\0';
    return span_of(p, n);
}

static bool is_laid_out(struct span s)
{
    if (memchr(s.ptr, '\t', s.len))
        return false;
    struct span line;
    for (struct span rest = s; span_line(&rest, &line);)
        if (line.len == 0 || line.ptr[0] == ' ' || line.ptr[line.len - 1] == ' ')
            return false;
    return s.len == 0 || s.ptr[s.len - 1] != '\n';
}

struct span layout_lines(struct arena *arena, struct span s)
{
    if (is_laid_out(s))
        return s;
    char *p = arena_alloc(arena, s.len + 1);
    size_t n = 0;
    struct span line;
    while (span_line(&s, &line)) {
        line = span_trim(line);
        if (line.len == 0)
            continue;
        if (n)
            p[n++] = '\n';
        for (size_t i = 0; i < line.len; i++)
            p[n++] = line.ptr[i] == '\t' ? ' ' : line.ptr[i];
    }
    p[n] = '\0';
    return span_of(p, n);
}

/* ---- Prose -------------------------------------------------------------------------------------------- */

enum {
    WRAP_LEAST = 40, /* columns: shorter lines are verse, lists, or simply short */
    WRAP_MOST = 100, /* longer lines were not wrapped by hand */
    TITLE_MOST = 200
};

static bool ends_open(struct span line)
{
    size_t n;
    int32_t last = utf8_decode_last(line, &n);
    return last != '.' && last != '!' && last != '?' && last != ':' && last != ';' && last != 0x2026 &&
           last != 0xbb && last != '"';
}

/* Lines that have another behind them in their block: in a wrapped text nearly all are about as long as the
 * longest, and most end in the middle of a sentence. */
static bool is_wrapped(struct span s)
{
    size_t longest = 0, inner = 0, open = 0, full = 0;
    struct span line, next;
    for (int round = 0; round < 2; round++) {
        struct span rest = s;
        bool more = span_line(&rest, &line);
        while (more) {
            line = span_trim(line);
            bool another = (more = span_line(&rest, &next));
            next = another ? span_trim(next) : span_str("");
            size_t columns = line.len > 4 * WRAP_MOST ? line.len : utf8_columns(line);
            if (round == 0 && columns > longest)
                longest = columns;
            if (round == 1 && line.len && next.len) {
                inner++;
                open += ends_open(line);
                full += columns * 5 >= longest * 3;
            }
            line = next;
        }
        if (longest < WRAP_LEAST || longest > WRAP_MOST)
            return false;
    }
    return inner > 0 && open * 2 >= inner && full * 4 >= inner * 3;
}

/* Takes the title off the front of s, which is empty or begins with a line that is not blank. */
static struct span take_title(struct span *s, bool wrapped)
{
    struct span rest = *s, line, next = span_str("");
    if (!span_line(&rest, &line))
        return next;
    line = span_trim(line);
    bool another = span_line(&rest, &next) && span_trim(next).len > 0;
    if (utf8_columns(line) > TITLE_MOST || span_trim(span_skip(*s, line.len)).len == 0 || (another && wrapped))
        return span_str("");
    span_line(s, &next);
    return line;
}

static struct span join_wrapped(struct arena *arena, struct span s)
{
    char *p = arena_alloc(arena, s.len + 1);
    size_t n = 0;
    bool fresh = true; /* at the start of a paragraph */
    struct span line;
    while (span_line(&s, &line)) {
        line = span_trim(line);
        if (line.len == 0) {
            fresh = true;
            continue;
        }
        if (n)
            p[n++] = fresh ? '\n' : ' ';
        fresh = false;
        for (size_t i = 0; i < line.len; i++)
            p[n++] = line.ptr[i] == '\t' ? ' ' : line.ptr[i];
    }
    p[n] = '\0';
    return span_of(p, n);
}

struct span layout_prose(struct arena *arena, struct span s, struct span *title)
{
    s = span_trim(s);
    bool wrapped = is_wrapped(s);
    if (title)
        *title = layout_field(arena, arena_copy(arena, take_title(&s, wrapped)));
    return wrapped ? join_wrapped(arena, s) : layout_lines(arena, arena_copy(arena, s));
}
