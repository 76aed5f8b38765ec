#include "index/walk.h"

#include "index/ignore.h"
#include "index/root.h"

#include <errno.h>
#include <fts.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static int by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

static void say(struct walk *w, enum limier_event_kind kind, const char *path, const char *message)
{
    if (w->event)
        w->event(w->context, kind, path, message);
}

static bool holds_index(const char *folder, struct arena *scratch)
{
    return access(arena_printf(scratch, "%s/XAPIANDB", folder), F_OK) == 0 ||
           access(arena_printf(scratch, "%s/iamglass", folder), F_OK) == 0;
}

/* Nanoseconds since 1970; what does not fit wraps, and is still the file's own. */
static int64_t nanoseconds(const struct timespec *t)
{
    return (int64_t)((uint64_t)t->tv_sec * 1000000000u + (uint64_t)t->tv_nsec);
}

/* Two changes within one tick of the file system's clock look alike: 2 s where it keeps whole seconds only,
 * else the kernel's tick of 10 ms at most. (Git knows this as « racy ».) */
static bool unsettled(int64_t mtime)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    int64_t tick = mtime % 1000000000 ? 20000000 : 2000000000;
    int64_t t = nanoseconds(&now);
    return mtime > t - tick && mtime < t + tick;
}

static void look_at(struct walk *w, const char *path, const struct stat *st)
{
    struct manifest_file *f = manifest_add(w->manifest, span_str(path));
    if (f->state == MANIFEST_UNCHANGED || f->state == MANIFEST_TO_READ)
        return; /* come across already, below another of the paths given */
    uint64_t size = (uint64_t)st->st_size;
    int64_t mtime = nanoseconds(&st->st_mtim);
    w->looked_at++;
    if (f->known && !w->reread && f->size == size && f->mtime == mtime) {
        f->state = MANIFEST_UNCHANGED;
        return;
    }
    f->state = MANIFEST_TO_READ;
    f->size = size;
    f->mtime = mtime;
    f->unsettled = unsettled(mtime);
}

/* What the manifest knows at a path (absolute) or below it and nobody has come across gets this state. */
static size_t mark_rest(struct walk *w, const char *full, enum manifest_state state)
{
    size_t n = 0;
    for (uint32_t i = 0; i < w->manifest->paths.count; i++) {
        struct manifest_file *f = &w->manifest->files[i];
        if (f->known && f->state == MANIFEST_KNOWN &&
            root_inside(w->root, full, manifest_path(w->manifest, i))) {
            f->state = (unsigned char)state;
            n++;
        }
    }
    return n;
}

static void visit(struct walk *w, FTS *fts, FTSENT *e, struct ignore *ig, struct arena *scratch)
{
    const char *path = root_shorten(scratch, w->root, e->fts_path);
    bool named = e->fts_level == FTS_ROOTLEVEL;
    bool hidden = !named && e->fts_name[0] == '.';
    switch (e->fts_info) {
    case FTS_D:
        if (hidden || (!named && ignore_matches(ig, span_str(path), true)) || !strcmp(e->fts_path, w->index) ||
            holds_index(e->fts_accpath, scratch)) {
            if (named) {
                say(w, LIMIER_EVENT_REFUSED, path, "an index, not a folder of articles");
                mark_rest(w, e->fts_path, MANIFEST_KEPT);
            }
            fts_set(fts, e, FTS_SKIP);
            e->fts_number = -1;
            return;
        }
        e->fts_number = (long)ig->count;
        const char *folder = !strcmp(e->fts_path, w->root) ? "" : arena_printf(scratch, "%s/", path);
        ignore_read(ig, span_str(folder), e->fts_accpath);
        break;
    case FTS_DP:
        if (e->fts_number >= 0)
            ignore_truncate(ig, (size_t)e->fts_number);
        break;
    case FTS_F:
    case FTS_NSOK:
        if (!hidden && !ignore_matches(ig, span_str(path), false))
            look_at(w, path, e->fts_statp);
        break;
    case FTS_SL:
    case FTS_SLNONE:
        if (!hidden && !ignore_matches(ig, span_str(path), false))
            say(w, LIMIER_EVENT_NOTE, path, "a symbolic link, not followed");
        break;
    case FTS_DNR:
    case FTS_NS:
    case FTS_ERR:
        say(w, LIMIER_EVENT_REFUSED, path, strerror(e->fts_errno));
        mark_rest(w, e->fts_path, MANIFEST_KEPT);
        break;
    case FTS_DC: say(w, LIMIER_EVENT_REFUSED, path, "a folder that contains itself"); break;
    default:
        if (!hidden && !ignore_matches(ig, span_str(path), false))
            say(w, LIMIER_EVENT_REFUSED, path, "not a regular file");
    }
}

static enum limier_status walk_folder(struct walk *w, const char *full, struct limier_error *err)
{
    char *const roots[] = {(char *)(uintptr_t)full, NULL};
    FTS *fts = fts_open(roots, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, by_name);
    if (!fts)
        return error_set(err, LIMIER_SYSTEM, "%s", strerror(errno));
    struct ignore ig;
    ignore_init(&ig);
    struct arena scratch;
    arena_init(&scratch);
    const char *kept = root_shorten(&scratch, w->root, full);
    struct span base = span_str(!strcmp(full, w->root) ? "" : arena_printf(&scratch, "%s/", kept));
    for (size_t i = 0; i < w->nexcludes; i++)
        ignore_add(&ig, base, span_str(w->excludes[i]));
    struct arena each;
    arena_init(&each);
    enum limier_status status = LIMIER_OK;
    FTSENT *e;
    errno = 0;
    while ((e = fts_read(fts)) != NULL && !(w->stop && *w->stop)) {
        arena_clear(&each);
        visit(w, fts, e, &ig, &each);
        errno = 0;
    }
    if (!e && errno)
        status = error_set(err, LIMIER_SYSTEM, "%s", strerror(errno));
    arena_release(&each);
    arena_release(&scratch);
    ignore_release(&ig);
    fts_close(fts);
    return status;
}

enum limier_status walk_path(struct walk *w, const char *path, struct limier_error *err)
{
    struct arena arena;
    arena_init(&arena);
    const char *full;
    enum limier_status status = LIMIER_OK;
    struct stat st;
    if (root_absolute(&arena, path, &full, NULL) != LIMIER_OK) {
        status = error_set(err, LIMIER_SYSTEM, "%s", strerror(errno));
        goto done;
    }
    if (stat(full, &st) != 0) {
        if (errno != ENOENT && errno != ENOTDIR)
            status = error_set(err, LIMIER_SYSTEM, "%s", strerror(errno));
        else if (mark_rest(w, full, MANIFEST_GONE) == 0)
            status = error_set(err, LIMIER_INPUT, "no such file or folder");
    } else if (S_ISDIR(st.st_mode)) {
        status = walk_folder(w, full, err);
        if (status == LIMIER_OK && !(w->stop && *w->stop))
            mark_rest(w, full, MANIFEST_GONE);
    } else if (S_ISREG(st.st_mode)) {
        look_at(w, root_shorten(&arena, w->root, full), &st);
    } else {
        status = error_set(err, LIMIER_INPUT, "not a regular file");
    }
done:
    arena_release(&arena);
    return status;
}
