/* The insides of a builder, for the glass room and its tests. */
#ifndef GLASS_GLASS_BUILDER_H
#define GLASS_GLASS_BUILDER_H

#include "glass/glass.h"
#include "glass/glass_run.h"
#include "glass/glass_stats.h"

#include <pthread.h>

struct glass_builder {
    char *dir;
    bool made; /* the folder is ours to remove */
    bool finished;
    struct glass_spill spill;
    pthread_mutex_t lock; /* of what follows, while workers run */
    struct glass_runs runs;
    struct glass_stats stats;
    /* For tests to lower. */
    size_t block_size;
    size_t merge_width; /* runs merged at once */
};

/* A worker's finished batch: takes over runs and stats and leaves them empty. */
void glass_builder_join(struct glass_builder *b, struct glass_runs *runs, struct glass_stats *stats);

#endif
