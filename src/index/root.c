#include "index/root.h"

#include "base/buf.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

/* « /a/./b//c/ » → « /a/b/c ». */
static const char *tidy(struct arena *arena, const char *path)
{
    struct buf out = {0};
    struct span rest = span_str(path);
    while (rest.len) {
        const char *slash = memchr(rest.ptr, '/', rest.len);
        struct span part = span_head(rest, slash ? (size_t)(slash - rest.ptr) : rest.len);
        rest = span_skip(rest, part.len + 1);
        if (part.len && !span_is(part, ".")) {
            buf_add_char(&out, '/');
            buf_add_span(&out, part);
        }
    }
    const char *tidied = out.len ? arena_str(arena, buf_span(&out)) : "/";
    buf_release(&out);
    return tidied;
}

static bool climbs(const char *path)
{
    for (const char *p = path; (p = strstr(p, "..")) != NULL; p += 2)
        if ((p == path || p[-1] == '/') && (p[2] == '\0' || p[2] == '/'))
            return true;
    return false;
}

/* realpath(3), also for a path that ends in names that are not there (any more). NULL with errno. */
static const char *real_path(struct arena *arena, const char *path)
{
    char *found = realpath(path, NULL);
    const char *real = found ? arena_str(arena, span_str(found)) : NULL;
    free(found);
    if (real || errno != ENOENT)
        return real;
    const char *slash = strrchr(path, '/');
    if (!slash || slash == path || climbs(slash))
        return NULL;
    const char *folder = real_path(arena, arena_str(arena, span_of(path, (size_t)(slash - path))));
    return folder ? tidy(arena, arena_printf(arena, "%s%s", folder, slash)) : NULL;
}

enum limier_status root_absolute(
    struct arena *arena, const char *path, const char **out, struct limier_error *err)
{
    *out = NULL;
    if (climbs(path)) {
        *out = real_path(arena, path);
        return *out ? LIMIER_OK : error_errno(err, "%s", path);
    }
    if (path[0] == '/') {
        *out = tidy(arena, path);
        return LIMIER_OK;
    }
    char *here = getcwd(NULL, 0);
    if (!here)
        return error_errno(err, "the current folder");
    *out = tidy(arena, arena_printf(arena, "%s/%s", here, path));
    free(here);
    return LIMIER_OK;
}

/* What is left of path below folder, NULL when it is not below it. */
static const char *below(const char *folder, const char *path)
{
    size_t n = strlen(folder);
    if (!strcmp(folder, "/"))
        return path + 1;
    return !strncmp(path, folder, n) && path[n] == '/' ? path + n + 1 : NULL;
}

const char *root_write(struct arena *arena, const char *dir, const char *root)
{
    const char *rest = below(root, dir);
    if (!rest)
        return root;
    const char *up = "..";
    for (const char *p = rest; *p; p++)
        if (*p == '/')
            up = arena_printf(arena, "%s/..", up);
    return up;
}

const char *root_read(struct arena *arena, const char *dir, struct span kept)
{
    if (!kept.len || kept.ptr[0] == '/')
        return kept.len ? arena_str(arena, kept) : "/";
    struct span at = span_str(dir);
    for (; span_starts(kept, span_str("..")); kept = span_skip(kept, 3))
        while (at.len && at.ptr[--at.len] != '/')
            ;
    return at.len ? arena_str(arena, at) : "/";
}

const char *root_shorten(struct arena *arena, const char *root, const char *path)
{
    const char *rest = below(root, path);
    if (rest && !strcmp(rest, "-"))
        return "./-";
    return arena_str(arena, span_str(rest && *rest ? rest : path));
}

const char *root_lengthen(struct arena *arena, const char *root, struct span kept)
{
    if (kept.len && kept.ptr[0] == '/')
        return arena_str(arena, kept);
    if (span_is(kept, "./-"))
        kept = span_skip(kept, 2);
    return arena_printf(arena, "%s/%.*s", strcmp(root, "/") ? root : "", SPAN_ARG(kept));
}

static bool starts_path(struct span path, struct span folder)
{
    return span_eq(path, folder) ||
           (span_starts(path, folder) && (path.ptr[folder.len] == '/' || span_is(folder, "/")));
}

bool root_inside(const char *root, const char *folder, struct span kept)
{
    if (kept.len && kept.ptr[0] == '/')
        return starts_path(kept, span_str(folder));
    if (starts_path(span_str(root), span_str(folder)))
        return true;
    const char *rest = below(root, folder);
    if (span_is(kept, "./-"))
        kept = span_skip(kept, 2);
    return rest && starts_path(kept, span_str(rest));
}

const char *root_display(struct arena *arena, const char *root, const char *here, struct span kept)
{
    if (span_is(kept, "-"))
        return "-";
    return root_shorten(arena, here, root_lengthen(arena, root, kept));
}
