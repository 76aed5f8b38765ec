/* A run is what a worker lays aside when it has enough: its documents inverted, in four streams of the spill
 * file. Runs cover ranges of documents that do not overlap. */
#ifndef GLASS_GLASS_RUN_H
#define GLASS_GLASS_RUN_H

#include "glass/glass_spill.h"

enum glass_stream_name {
    GLASS_POSTINGS,  /* lists (glass_list.h) */
    GLASS_POSITIONS, /* lists */
    GLASS_TERMLISTS, /* for each document: uint number, then its term list and its used slots, both strings */
    GLASS_DATA,      /* for each document that has data: uint number, then a string */
    GLASS_STREAMS
};

struct glass_run {
    uint32_t first, last; /* documents */
    struct glass_stream stream[GLASS_STREAMS];
};

static inline void glass_run_release(struct glass_run *run)
{
    for (int i = 0; i < GLASS_STREAMS; i++)
        glass_stream_release(&run->stream[i]);
}

/* Runs in the order of their documents, or on their way there. */
struct glass_runs {
    struct glass_run *items;
    size_t count, cap;
};

void glass_runs_release(struct glass_runs *runs);
void glass_runs_add(struct glass_runs *runs, struct glass_run run);
/* Moves those of from into runs. */
void glass_runs_join(struct glass_runs *runs, struct glass_runs *from);
/* By document; a bug when two overlap. */
void glass_runs_sort(struct glass_runs *runs);

#endif
