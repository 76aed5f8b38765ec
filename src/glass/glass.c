#include "glass/glass.h"

#include "base/bug.h"
#include "glass/glass_builder.h"
#include "glass/glass_documents.h"
#include "glass/glass_file.h"
#include "glass/glass_merge.h"
#include "glass/glass_postlist.h"
#include "glass/glass_version.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    MERGE_WIDTH = 1024,
    MERGE_MEMORY = 16 * 1024 * 1024 /* for each of the two threads that write tables */
};

enum limier_status glass_builder_new(struct glass_builder **out, const char *dir, struct limier_error *err)
{
    *out = NULL;
    struct glass_builder *b = mem_zero(1, sizeof *b);
    b->dir = mem_copy_str(dir);
    b->spill.fd = -1;
    b->block_size = GLASS_BLOCK_SIZE;
    b->merge_width = MERGE_WIDTH;
    pthread_mutex_init(&b->lock, NULL);
    glass_stats_init(&b->stats);
    enum limier_status status = LIMIER_OK;
    if (mkdir(dir, 0777) != 0)
        status = error_errno(err, "%s", dir);
    b->made = status == LIMIER_OK;
    if (status == LIMIER_OK)
        status = glass_spill_init(&b->spill, dir, err);
    if (status == LIMIER_OK)
        *out = b;
    else
        glass_builder_free(b);
    return status;
}

static void remove_folder(const struct glass_builder *b)
{
    static const char *const files[] = {
        "postlist.glass", "docdata.glass", "termlist.glass", "position.glass", "v.tmp", "iamglass", "spill"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char *path = glass_path(b->dir, files[i], "");
        unlink(path);
        free(path);
    }
    rmdir(b->dir);
}

void glass_builder_free(struct glass_builder *b)
{
    if (!b)
        return;
    glass_spill_release(&b->spill);
    if (b->made && !b->finished)
        remove_folder(b);
    glass_runs_release(&b->runs);
    glass_stats_release(&b->stats);
    pthread_mutex_destroy(&b->lock);
    free(b->dir);
    free(b);
}

void glass_builder_join(struct glass_builder *b, struct glass_runs *runs, struct glass_stats *stats)
{
    pthread_mutex_lock(&b->lock);
    glass_runs_join(&b->runs, runs);
    glass_stats_join(&b->stats, stats);
    pthread_mutex_unlock(&b->lock);
}

/* ---- The tables --------------------------------------------------------------------------------------- */

struct finish {
    struct glass_builder *builder;
    struct glass_meta meta;
    struct glass_root roots[GLASS_TABLES];
};

static enum limier_status write_table(struct finish *f, enum glass_table_name name, struct limier_error *err)
{
    struct glass_builder *b = f->builder;
    struct glass_table t;
    enum limier_status status = glass_table_init(&t, b->dir, glass_table_names[name], b->block_size, err);
    if (status == LIMIER_OK)
        switch (name) {
        case GLASS_POSTLIST:
            status = glass_postlist_write(&t, &b->spill, &b->runs, &b->stats, f->meta, MERGE_MEMORY, err);
            break;
        case GLASS_DOCDATA: status = glass_docdata_write(&t, &b->spill, &b->runs, err); break;
        case GLASS_TERMLIST: status = glass_termlist_write(&t, &b->spill, &b->runs, err); break;
        case GLASS_POSITION: status = glass_position_write(&t, &b->spill, &b->runs, MERGE_MEMORY, err); break;
        case GLASS_TABLES: BUG("no such table");
        }
    if (status == LIMIER_OK)
        status = glass_table_finish(&t, &f->roots[name], err);
    glass_table_release(&t);
    return status;
}

/* The position table is about as much work as the three others together. */
struct position_thread {
    struct finish *finish;
    enum limier_status status;
    struct limier_error err;
};

static void *write_position(void *context)
{
    struct position_thread *p = context;
    p->status = write_table(p->finish, GLASS_POSITION, &p->err);
    return NULL;
}

static enum limier_status write_tables(struct finish *f, struct limier_error *err)
{
    struct position_thread position = {.finish = f};
    pthread_t thread;
    bool started = pthread_create(&thread, NULL, write_position, &position) == 0;
    if (!started)
        write_position(&position);
    enum limier_status status = write_table(f, GLASS_TERMLIST, err);
    if (status == LIMIER_OK)
        status = write_table(f, GLASS_DOCDATA, err);
    if (status == LIMIER_OK)
        status = write_table(f, GLASS_POSTLIST, err);
    if (started)
        pthread_join(thread, NULL);
    if (status == LIMIER_OK && position.status != LIMIER_OK) {
        status = position.status;
        if (err)
            *err = position.err;
    }
    return status;
}

enum limier_status glass_builder_finish(
    struct glass_builder *b, const struct span *meta, size_t npairs, struct limier_error *err)
{
    BUG_IF(b->finished);
    struct finish f = {.builder = b, .meta = {meta, npairs}};
    glass_runs_sort(&b->runs);
    enum limier_status status =
        glass_merge_down(&b->runs, &b->spill, b->merge_width, 2 * (size_t)MERGE_MEMORY, err);
    if (status == LIMIER_OK)
        status = write_tables(&f, err);
    if (status == LIMIER_OK)
        status = glass_version_write(b->dir, f.roots, b->block_size, &b->stats, err);
    b->finished = status == LIMIER_OK;
    return status;
}
