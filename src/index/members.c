#include "index/ignore.h"
#include "index/run.h"

#include <stdio.h>

/* The rules of --exclude, for the names in a bundle as for those in a folder. */
static void take_excludes(struct ignore *ig, const struct run *r, struct span path)
{
    ignore_init(ig);
    struct arena arena;
    arena_init(&arena);
    struct span folder = span_str(arena_printf(&arena, "%.*s/", SPAN_ARG(path)));
    for (size_t i = 0; i < r->options->nexcludes; i++)
        ignore_add(ig, folder, span_str(r->options->excludes[i]));
    arena_release(&arena);
}

/* Hidden, or passed over by a rule, itself or a folder above it: path is that of the bundle, « / », and the
 * member's name. */
static bool passed_over(const struct ignore *ig, struct span path, size_t bundle_len)
{
    for (size_t i = bundle_len; i < path.len; i++) {
        if (path.ptr[i] != '/')
            continue;
        if (i + 1 < path.len && path.ptr[i + 1] == '.')
            return true;
        if (i > bundle_len && ignore_matches(ig, span_head(path, i), true))
            return true;
    }
    return ignore_matches(ig, path, false);
}

/* That a reader refuses one of several members, or stops in it, says nothing about whether the bundle was read.
 */
static enum limier_status read_member(struct reading *x, const struct bundle_member *m, struct span path,
    unsigned depth, struct limier_error *err)
{
    bool whole = x->whole, has_mtime = x->has_mtime;
    int64_t mtime = x->mtime;
    x->has_mtime = m->has_mtime;
    x->mtime = m->mtime;
    enum limier_status status = reading_input(x, m->in, path, depth, err);
    x->has_mtime = has_mtime;
    x->mtime = mtime;
    x->whole = whole && !run_stopped(x->run);
    return status;
}

static enum limier_status read_bundle(
    struct reading *x, struct bundle *b, struct span path, unsigned depth, struct limier_error *err)
{
    struct run *r = x->run;
    struct ignore ig;
    take_excludes(&ig, r, path);
    struct arena arena;
    arena_init(&arena);
    enum limier_status status = LIMIER_OK;
    uint64_t members = 0;
    while (status == LIMIER_OK && !run_stopped(r)) {
        struct bundle_member m;
        struct limier_error why;
        bool more;
        arena_clear(&arena);
        enum limier_status got = bundle_next(b, &m, &more, &why);
        struct span name = path;
        if (m.name.len)
            name = span_str(arena_printf(&arena, "%.*s/%.*s", SPAN_ARG(path), SPAN_ARG(m.name)));
        if (got != LIMIER_OK)
            run_event(r, LIMIER_EVENT_REFUSED, name, 0, why.message);
        if (!more)
            break;
        members++;
        if (got != LIMIER_OK || m.folder || (m.name.len && passed_over(&ig, name, path.len)))
            continue;
        if (m.other)
            run_event(r, LIMIER_EVENT_NOTE, name, 0, m.other);
        else
            status = m.name.len ? read_member(x, &m, name, depth + 1, err)
                                : reading_input(x, m.in, name, depth + 1, err);
        run_progress(r, input_taken(x->from), false);
    }
    if (members == 0 && bundle_whole(b))
        run_event(r, LIMIER_EVENT_REFUSED, path, 0, "empty");
    if (!bundle_whole(b))
        x->whole = false;
    arena_release(&arena);
    ignore_release(&ig);
    return status;
}

enum limier_status reading_members(
    struct reading *x, struct input *in, struct span path, unsigned depth, struct limier_error *err)
{
    struct bundle *b;
    struct limier_error why;
    enum limier_status status;
    if (depth >= BUNDLE_DEPTH)
        status = error_set(&why, LIMIER_INPUT, "a bundle inside %d others", BUNDLE_DEPTH);
    else
        status = bundle_open(&b, in, depth ? input_name(in) : "", &x->budget, &why);
    if (status != LIMIER_OK) {
        x->whole = false;
        run_event(x->run, LIMIER_EVENT_REFUSED, path, 0, why.message);
        return LIMIER_OK;
    }
    status = read_bundle(x, b, path, depth, err);
    bundle_close(b);
    return status;
}
