#include "base/buf.h"
#include "base/bug.h"
#include "base/trace.h"
#include "index/root.h"
#include "index/run.h"
#include "lang/analyzer.h"
#include "store/schema.h"

#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    PUT_COMMIT = 16 << 20,        /* bytes of text between commits of single articles */
    LOAD_CHECKPOINT = 1024 << 20, /* bytes of text after which a bulk load is laid down, at a file's end */
    /* Measured: single articles cost about 1/(1.5 MB/s), a load 1/(20 MB/s) and rewriting the index 1/(80
       MB/s). */
    PUT_RATE = 1500,
    LOAD_RATE = 20000,
    REWRITE_RATE = 80000
};

static unsigned threads(const struct limier_index_options *o)
{
    if (o->threads)
        return o->threads > 64 ? 64 : o->threads;
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > 8 ? 8 : (unsigned)n;
}

static enum limier_status choose(struct run *r, struct limier_error *err)
{
    struct store_stats stats = {.documents = 0};
    enum limier_status status = r->store ? store_stats(r->store, &stats, err) : LIMIER_OK;
    if (status != LIMIER_OK)
        return status;
    uint64_t bytes = r->store ? store_bytes(r->store) : 0;
    r->old_articles = r->rebuild ? 0 : stats.documents;
    r->last_old = r->rebuild ? 0 : (uint32_t)stats.last_number;
    r->seen = mem_zero((size_t)r->last_old / 8 + 1, 1);
    r->base = r->rebuild || stats.documents == 0 ? STORE_BULK_REPLACE : STORE_BULK_APPEND;
    r->way = r->options->dry_run ? RUN_DRY : RUN_LOAD;
    if (r->way == RUN_LOAD && r->base == STORE_BULK_APPEND &&
        r->bytes_total / PUT_RATE < r->bytes_total / LOAD_RATE + bytes / REWRITE_RATE)
        r->way = RUN_PUT;
    trace(TRACE_INDEX, "%" PRIu64 " bytes to read, index of %" PRIu64 " bytes: %s", r->bytes_total, bytes,
        r->way == RUN_DRY              ? "nothing is written"
        : r->way == RUN_PUT            ? "one by one"
        : r->base == STORE_BULK_APPEND ? "bulk load, added"
                                       : "bulk load");
    return LIMIER_OK;
}

enum limier_status run_sink_begin(struct run *r, struct limier_error *err)
{
    enum limier_status status = choose(r, err);
    if (status != LIMIER_OK)
        return status;
    if (r->way == RUN_LOAD)
        return load_begin(&r->load, r->store, r->base, threads(r->options), err);
    if (r->way == RUN_PUT)
        r->composer = composer_new();
    return LIMIER_OK;
}

/* What the index says of itself, and its files: key, value, key, value …, in the arena. */
static struct span *metadata(struct run *r, bool all, struct arena *arena, size_t *npairs)
{
    struct span *files, *meta;
    size_t n;
    manifest_changes(&r->manifest, all, arena, &files, &n);
    const struct span own[] = {
        span_str(SCHEMA_META_FORMAT),
        span_str(arena_printf(arena, "%d", SCHEMA_FORMAT)),
        span_str(SCHEMA_META_ANALYSIS),
        span_str(arena_printf(arena, "%d", ANALYZER_VERSION)),
        span_str(SCHEMA_META_ROOT),
        span_str(root_write(arena, r->dir, r->root)),
        span_str(SCHEMA_META_WORDS),
        span_str(arena_printf(arena, "%" PRId64, r->words)),
    };
    enum { OWN = sizeof own / sizeof *own };
    meta = arena_alloc(arena, (OWN + 2 * n) * sizeof *meta);
    memcpy(meta, own, sizeof own);
    memcpy(meta + OWN, files, 2 * n * sizeof *meta);
    *npairs = OWN / 2 + n;
    return meta;
}

/* The articles since the last time, with the files they are of. */
static enum limier_status commit(struct run *r, struct limier_error *err)
{
    struct arena arena;
    arena_init(&arena);
    size_t n;
    const struct span *meta = metadata(r, false, &arena, &n);
    enum limier_status status = LIMIER_OK;
    for (size_t i = 0; status == LIMIER_OK && i < n; i++)
        status = store_meta_set(r->store, meta[2 * i], meta[2 * i + 1], err);
    if (status == LIMIER_OK)
        status = store_commit(r->store, err);
    arena_release(&arena);
    return status;
}

enum limier_status run_sink_put(struct run *r, const struct article *article, const struct compose_place *place,
    uint32_t old, struct limier_error *err)
{
    uint64_t bytes = article->text.len + article->title.len;
    r->indexed += bytes;
    if (r->way == RUN_DRY)
        return LIMIER_OK;
    if (r->way == RUN_LOAD) {
        enum limier_status status = load_add(r->load, article, place, err);
        return status == LIMIER_OK && old ? run_sink_remove(r, old, err) : status;
    }
    uint64_t words;
    const struct doc *doc = compose(r->composer, article, place, &words);
    struct buf unique = {0};
    schema_whole_term(&unique, SCHEMA_ID_PREFIX, place->id);
    enum limier_status status = store_put(r->store, buf_span(&unique), doc, err);
    buf_release(&unique);
    r->words += (int64_t)words;
    r->put_bytes += bytes;
    if (status == LIMIER_OK && r->put_bytes > PUT_COMMIT) {
        status = commit(r, err);
        r->put_bytes = 0;
        composer_forget(r->composer);
    }
    return status;
}

enum limier_status run_sink_remove(struct run *r, uint32_t number, struct limier_error *err)
{
    if (r->way == RUN_DRY)
        return LIMIER_OK;
    if (r->way == RUN_PUT)
        return store_delete(r->store, number, err);
    r->remove = mem_grow(r->remove, &r->remove_cap, r->nremove + 1, sizeof *r->remove);
    r->remove[r->nremove++] = number;
    return LIMIER_OK;
}

static enum limier_status finish_load(struct run *r, struct limier_error *err)
{
    struct arena arena;
    arena_init(&arena);
    uint64_t words;
    struct load *load = r->load;
    enum limier_status status = load_wait(load, &words, err);
    r->load = NULL;
    if (status != LIMIER_OK) {
        load_abandon(load);
    } else {
        r->words += (int64_t)words;
        struct store_bulk_change change = {.remove = r->remove, .nremove = r->nremove};
        change.meta = metadata(r, r->base == STORE_BULK_REPLACE, &arena, &change.nmeta);
        status = load_finish(load, &change, err);
        r->nremove = 0;
    }
    arena_release(&arena);
    return status;
}

enum limier_status run_sink_pause(struct run *r, struct limier_error *err)
{
    /* Each load is at least as large as all before it together, so that rewriting stays a part of the whole. */
    if (r->way != RUN_LOAD || load_bytes(r->load) < LOAD_CHECKPOINT || load_bytes(r->load) * 2 < r->indexed)
        return LIMIER_OK;
    enum limier_status status = finish_load(r, err);
    r->base = STORE_BULK_APPEND;
    return status == LIMIER_OK ? load_begin(&r->load, r->store, r->base, threads(r->options), err) : status;
}

/* Nothing new was found: merging nothing would rewrite the whole index. */
static enum limier_status finish_empty_load(struct run *r, struct limier_error *err)
{
    enum limier_status status = LIMIER_OK;
    load_abandon(r->load);
    r->load = NULL;
    for (size_t i = 0; status == LIMIER_OK && i < r->nremove; i++)
        status = store_delete(r->store, r->remove[i], err);
    return status == LIMIER_OK ? commit(r, err) : status;
}

enum limier_status run_sink_end(struct run *r, struct limier_error *err)
{
    if (r->way == RUN_DRY)
        return LIMIER_OK;
    if (r->way == RUN_PUT)
        return commit(r, err);
    if (r->base == STORE_BULK_APPEND && load_articles(r->load) == 0)
        return finish_empty_load(r, err);
    return finish_load(r, err);
}

void run_sink_abandon(struct run *r)
{
    load_abandon(r->load);
    r->load = NULL;
    composer_free(r->composer);
    r->composer = NULL;
    free(r->remove);
    free(r->seen);
}
