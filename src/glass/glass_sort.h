/* Terms in the order of their bytes. */
#ifndef GLASS_GLASS_SORT_H
#define GLASS_GLASS_SORT_H

#include "base/vocab.h"

struct glass_sorter {
    struct glass_sort_item *items, *spare;
    size_t items_cap, spare_cap;
};

void glass_sorter_init(struct glass_sorter *s);
void glass_sorter_release(struct glass_sorter *s);
/* Puts n distinct terms of a vocabulary in order, in place. */
void glass_sort(struct glass_sorter *s, const struct vocab *vocab, uint32_t *terms, size_t n);

#endif
