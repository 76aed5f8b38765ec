#include "cli/tally.h"

#include "base/buf.h"
#include "base/bug.h"

#include <stdlib.h>

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* « line 12: » and « article 3: » at the front. */
static struct span skip_place(struct span s)
{
    static const char *const places[] = {"line ", "article "};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct span rest = span_skip(s, strlen(places[i]));
        if (!span_starts(s, span_str(places[i])) || !rest.len || !digit(rest.ptr[0]))
            continue;
        while (rest.len && digit(rest.ptr[0]))
            rest = span_skip(rest, 1);
        if (span_starts(rest, span_str(": ")))
            return span_skip(rest, 2);
    }
    return s;
}

/* A reason, from a message. */
static void add_reason(struct buf *out, struct span s)
{
    static const struct span open = SPAN_LIT("« "), close = SPAN_LIT(" »"), names = SPAN_LIT("; other names: ");
    s = skip_place(s);
    while (s.len && !span_starts(s, names)) {
        if (span_starts(s, open)) {
            const char *end = memmem(s.ptr, s.len, close.ptr, close.len);
            s = span_skip(s, end ? (size_t)(end - s.ptr) + close.len : s.len);
            buf_add_str(out, "« … »");
        } else if (digit(s.ptr[0])) {
            while (s.len && digit(s.ptr[0]))
                s = span_skip(s, 1);
            buf_add_char(out, 'N');
        } else {
            buf_add_char(out, s.ptr[0]);
            s = span_skip(s, 1);
        }
    }
}

static struct json_reason *find(struct tally *t, const char *reason)
{
    for (size_t i = 0; i < t->count; i++)
        if (strcmp(t->reasons[i].reason, reason) == 0)
            return &t->reasons[i];
    if (t->count == TALLY_REASONS)
        return find(t, t->reasons[TALLY_REASONS - 1].reason);
    t->reasons = mem_grow(t->reasons, &t->cap, t->count + 1, sizeof *t->reasons);
    bool last = t->count == TALLY_REASONS - 1;
    t->reasons[t->count] = (struct json_reason){.reason = mem_copy_str(last ? "other reasons" : reason),
        .paths = mem_zero(TALLY_PATHS, sizeof *t->reasons->paths)};
    return &t->reasons[t->count++];
}

static void add(struct tally *t, const char *path, struct span message)
{
    struct buf reason = {0};
    add_reason(&reason, message);
    struct json_reason *found = find(t, buf_str(&reason));
    found->count++;
    if (found->npaths < TALLY_PATHS)
        found->paths[found->npaths++] = mem_copy_str(path);
    buf_release(&reason);
}

void tally_add(struct tally *t, const char *path, const char *message)
{
    add(t, path, span_str(message));
}

void tally_add_notes(struct tally *t, const char *path, const char *message)
{
    static const struct span between = SPAN_LIT("; ");
    struct span rest = span_str(message);
    while (rest.len) {
        const char *end = memmem(rest.ptr, rest.len, between.ptr, between.len);
        struct span one = span_head(rest, end ? (size_t)(end - rest.ptr) : rest.len);
        add(t, path, one);
        rest = span_skip(rest, one.len + (end ? between.len : 0));
    }
}

static int more_first(const void *a, const void *b)
{
    const struct json_reason *x = a, *y = b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return strcmp(x->reason, y->reason);
}

void tally_sort(struct tally *t)
{
    if (t->count)
        qsort(t->reasons, t->count, sizeof *t->reasons, more_first);
}

void tally_release(struct tally *t)
{
    for (size_t i = 0; i < t->count; i++) {
        for (size_t j = 0; j < t->reasons[i].npaths; j++)
            free(t->reasons[i].paths[j]);
        free(t->reasons[i].paths);
        free(t->reasons[i].reason);
    }
    free(t->reasons);
    *t = (struct tally){.reasons = NULL};
}
