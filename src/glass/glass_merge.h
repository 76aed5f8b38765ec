/* Reads one stream of many runs as if it were that of one run: key by key, each with its lists in the order of
 * their documents. */
#ifndef GLASS_GLASS_MERGE_H
#define GLASS_GLASS_MERGE_H

#include "glass/glass_list.h"
#include "glass/glass_run.h"

/* A run that has a list to come. */
struct glass_merge_entry {
    uint64_t prefix; /* of the list's key, at hand */
    uint32_t run;
};

struct glass_merge {
    struct glass_list_in *runs;
    size_t nruns;
    struct glass_merge_entry *heap; /* the least key, and of its runs the first, in front */
    size_t nheap;
    /* What glass_merge_next found. */
    struct glass_list_in **parts; /* each at its items, which the caller reads before it goes on */
    size_t nparts;
    struct span key;
    struct glass_list whole; /* of the parts joined; length counts the gaps between them */
};

/* The runs stay the caller's and in place. memory: bytes for all buffers together. */
enum limier_status glass_merge_init(struct glass_merge *m, struct glass_spill *spill,
    const struct glass_runs *runs, enum glass_stream_name stream, size_t memory, struct limier_error *err);
void glass_merge_release(struct glass_merge *m);
/* *more is false at the end. */
enum limier_status glass_merge_next(struct glass_merge *m, bool *more, struct limier_error *err);

/* What stands between the items of part i - 1 and those of part i. */
static inline uint32_t glass_merge_gap(const struct glass_merge *m, size_t i)
{
    return m->parts[i]->list.first - m->parts[i - 1]->list.last - 1;
}

/* Merges neighbours until at most width runs are left. */
enum limier_status glass_merge_down(
    struct glass_runs *runs, struct glass_spill *spill, size_t width, size_t memory, struct limier_error *err);

#endif
