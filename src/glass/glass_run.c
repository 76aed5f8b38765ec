#include "glass/glass_run.h"

#include "base/bug.h"

#include <stdlib.h>

void glass_runs_release(struct glass_runs *runs)
{
    for (size_t i = 0; i < runs->count; i++)
        glass_run_release(&runs->items[i]);
    free(runs->items);
    *runs = (struct glass_runs){0};
}

void glass_runs_add(struct glass_runs *runs, struct glass_run run)
{
    runs->items = mem_grow(runs->items, &runs->cap, runs->count + 1, sizeof *runs->items);
    runs->items[runs->count++] = run;
}

void glass_runs_join(struct glass_runs *runs, struct glass_runs *from)
{
    for (size_t i = 0; i < from->count; i++)
        glass_runs_add(runs, from->items[i]);
    from->count = 0;
}

static int by_document(const void *left, const void *right)
{
    const struct glass_run *a = left, *b = right;
    return (a->first > b->first) - (a->first < b->first);
}

void glass_runs_sort(struct glass_runs *runs)
{
    if (runs->count)
        qsort(runs->items, runs->count, sizeof *runs->items, by_document);
    for (size_t i = 1; i < runs->count; i++)
        BUG_IF(runs->items[i].first <= runs->items[i - 1].last);
}
