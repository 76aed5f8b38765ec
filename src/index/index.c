#include "index/index.h"

#include "base/buf.h"
#include "base/bug.h"
#include "base/trace.h"
#include "index/root.h"
#include "index/run.h"
#include "index/version.h"
#include "index/walk.h"
#include "lang/analyzer.h"
#include "store/schema.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

bool run_stopped(const struct run *r)
{
    return r->options->stop && *r->options->stop;
}

void run_event(
    struct run *r, enum limier_event_kind kind, struct span kept_path, uint64_t place, const char *message)
{
    if (kind == LIMIER_EVENT_REFUSED)
        r->report->refused++;
    if (!r->options->event)
        return;
    struct arena arena;
    arena_init(&arena);
    const char *path = root_display(&arena, r->root, r->here, kept_path);
    if (place)
        path = arena_printf(&arena, "%s#%" PRIu64, path, place);
    struct limier_event event = {kind, path, message};
    r->options->event(r->options->context, &event);
    arena_release(&arena);
}

void run_progress(struct run *r, uint64_t bytes_now, bool writing)
{
    double now = trace_clock();
    if (!r->options->progress || (!writing && now - r->told < 0.1))
        return;
    r->told = now;
    struct limier_progress p = {
        .files_done = r->files_done,
        .files_total = r->open_end ? 0 : r->files_total,
        .bytes_done = r->bytes_done + bytes_now,
        .bytes_total = r->open_end ? 0 : r->bytes_total,
        .articles = r->articles,
        .seconds = now - r->started,
        .writing = writing,
    };
    r->options->progress(r->options->context, &p);
}

static void walk_event(void *context, enum limier_event_kind kind, const char *path, const char *message)
{
    run_event(context, kind, span_str(path), 0, message);
}

/* Finds out what there is to do. */
static enum limier_status survey(struct run *r, bool *standard_input, struct limier_error *err)
{
    const struct limier_index_options *o = r->options;
    struct walk walk = {.manifest = &r->manifest,
        .root = r->root,
        .index = r->dir,
        .excludes = o->excludes,
        .nexcludes = o->nexcludes,
        .reread = o->as != NULL || o->nmaps > 0,
        .stop = o->stop,
        .context = r,
        .event = walk_event};
    *standard_input = false;
    for (size_t i = 0; i < o->npaths && !run_stopped(r); i++) {
        if (!strcmp(o->paths[i], "-")) {
            *standard_input = true;
            continue;
        }
        struct limier_error why;
        enum limier_status status = walk_path(&walk, o->paths[i], &why);
        if (status == LIMIER_INPUT || status == LIMIER_SYSTEM) {
            r->report->refused++;
            struct limier_event event = {LIMIER_EVENT_REFUSED, o->paths[i], why.message};
            if (o->event)
                o->event(o->context, &event);
        } else if (status != LIMIER_OK) {
            if (err)
                *err = why;
            return status;
        }
    }
    r->report->files = walk.looked_at;
    for (uint32_t i = 0; i < r->manifest.paths.count; i++) {
        const struct manifest_file *f = &r->manifest.files[i];
        if (f->state == MANIFEST_TO_READ) {
            r->bytes_total += f->size;
            r->files_total++;
        }
        if (f->state == MANIFEST_UNCHANGED)
            r->report->unchanged += f->articles;
    }
    r->open_end = *standard_input;
    return LIMIER_OK;
}

struct by_path {
    uint32_t file;
    struct span path;
};

static int compare_paths(const void *a, const void *b)
{
    return span_cmp(((const struct by_path *)a)->path, ((const struct by_path *)b)->path);
}

/* The files to be read, in the order of their paths. */
static struct by_path *reading_order(const struct manifest *m, size_t *n)
{
    struct by_path *order = mem_alloc(m->paths.count * sizeof *order);
    *n = 0;
    for (uint32_t i = 0; i < m->paths.count; i++)
        if (m->files[i].state == MANIFEST_TO_READ)
            order[(*n)++] = (struct by_path){i, manifest_path(m, i)};
    qsort(order, *n, sizeof *order, compare_paths);
    return order;
}

static enum limier_status read_everything(struct run *r, bool standard_input, struct limier_error *err)
{
    size_t n;
    struct by_path *order = reading_order(&r->manifest, &n);
    enum limier_status status = LIMIER_OK;
    size_t known = r->manifest.paths.count;
    for (uint32_t i = 0; status == LIMIER_OK && i < known; i++)
        if (r->manifest.files[i].known && r->manifest.files[i].state == MANIFEST_GONE)
            status = run_forget(r, i, err);
    for (size_t at = 0; status == LIMIER_OK && at < n && !run_stopped(r); at++) {
        run_progress(r, 0, false);
        uint64_t size = r->manifest.files[order[at].file].size;
        status = run_file(r, order[at].file, err);
        r->bytes_done += size;
        r->files_done++;
        if (status == LIMIER_OK)
            status = run_sink_pause(r, err);
    }
    free(order);
    if (status == LIMIER_OK && standard_input && !run_stopped(r))
        status = run_standard_input(r, err);
    return status;
}

static bool nothing_to_do(const struct run *r, bool standard_input)
{
    bool nothing_given = r->report->refused > 0 && r->report->files == 0;
    if (standard_input || r->rebuild || (r->fresh && !nothing_given))
        return false;
    for (uint32_t i = 0; i < r->manifest.paths.count; i++)
        if (r->manifest.files[i].state == MANIFEST_TO_READ ||
            (r->manifest.files[i].known && r->manifest.files[i].state == MANIFEST_GONE))
            return false;
    return true;
}

/* A dry run has none when there is no index, or when it would begin anew. */
static enum limier_status open_store(struct run *r, const char *dir, struct limier_error *err)
{
    if (!r->options->dry_run)
        return store_open(&r->store, dir, r->rebuild ? STORE_REBUILD : STORE_WRITE, err);
    if (r->rebuild)
        return LIMIER_OK;
    struct limier_error why;
    enum limier_status status = store_open(&r->store, dir, STORE_READ, &why);
    if (status == LIMIER_MISSING)
        return LIMIER_OK;
    if (status != LIMIER_OK && err)
        *err = why;
    return status;
}

static enum limier_status open_run(struct run *r, const char *dir, struct limier_error *err)
{
    enum limier_status status = root_absolute(&r->arena, dir, &r->dir, err);
    if (status == LIMIER_OK)
        status = root_absolute(&r->arena, ".", &r->here, err);
    if (status == LIMIER_OK)
        status = open_store(r, dir, err);
    if (status != LIMIER_OK)
        return status;
    struct span root = {"", 0};
    bool there = false;
    r->fresh = !r->store;
    if (r->store && !r->rebuild) {
        int64_t format;
        status = version_check(r->store, err);
        if (status == LIMIER_OK)
            status = version_number(r->store, SCHEMA_META_FORMAT, &format, &there, err);
        r->fresh = !there;
        if (status == LIMIER_OK)
            status = version_number(r->store, SCHEMA_META_WORDS, &r->words, &there, err);
        if (status == LIMIER_OK)
            status = store_meta_get(r->store, span_str(SCHEMA_META_ROOT), &r->arena, &root, err);
        if (status == LIMIER_OK)
            status = manifest_load(&r->manifest, r->store, err);
    }
    r->root = root.len ? root_read(&r->arena, r->dir, root) : r->here;
    return status;
}

static enum limier_status count_articles(struct run *r, struct limier_error *err)
{
    struct store_stats stats = {.documents = 0};
    enum limier_status status = r->store ? store_stats(r->store, &stats, err) : LIMIER_OK;
    if (status == LIMIER_OK)
        r->report->articles = stats.documents;
    if (r->way == RUN_DRY)
        r->report->articles = r->old_articles + r->report->added - r->report->removed;
    return status;
}

static enum limier_status check_options(struct run *r, struct limier_error *err)
{
    const struct limier_index_options *o = r->options;
    if (o->as && !reader_format(o->as))
        return error_set(err, LIMIER_USAGE, "%s: no such format", o->as);
    enum limier_status status = LIMIER_OK;
    for (size_t i = 0; status == LIMIER_OK && i < o->nmaps; i++)
        status = draft_map_add(&r->map, o->maps[i], &r->arena, err);
    return status;
}

enum limier_status index_run(const char *dir, const struct limier_index_options *options,
    struct limier_index_report *report, struct limier_error *err)
{
    struct run r = {
        .options = options, .report = report, .rebuild = options->rebuild, .started = trace_clock()};
    *report = (struct limier_index_report){0};
    arena_init(&r.arena);
    arena_init(&r.each);
    manifest_init(&r.manifest);
    idset_init(&r.ids);
    bool standard_input = false;

    enum limier_status status = check_options(&r, err);
    if (status == LIMIER_OK)
        status = open_run(&r, dir, err);
    if (status == LIMIER_OK)
        status = survey(&r, &standard_input, err);
    trace(TRACE_TIME, "look at the files: %.3f s", trace_clock() - r.started);
    if (status == LIMIER_OK && !nothing_to_do(&r, standard_input)) {
        status = run_sink_begin(&r, err);
        if (status == LIMIER_OK)
            status = read_everything(&r, standard_input, err);
        if (status == LIMIER_OK) {
            run_progress(&r, 0, true);
            status = run_sink_end(&r, err);
        }
    }
    if (status == LIMIER_OK)
        status = count_articles(&r, err);
    run_sink_abandon(&r);
    store_close(r.store);
    idset_release(&r.ids);
    draft_map_release(&r.map);
    manifest_release(&r.manifest);
    arena_release(&r.each);
    arena_release(&r.arena);
    report->seconds = trace_clock() - r.started;
    report->interrupted = run_stopped(&r);
    return status;
}
