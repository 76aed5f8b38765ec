/* Turns what a worker holds, document by document, into lists, term by term, and term lists. */
#ifndef GLASS_GLASS_INVERT_H
#define GLASS_GLASS_INVERT_H

#include "glass/glass_hold.h"
#include "glass/glass_list.h"
#include "glass/glass_sort.h"

struct glass_inverter {
    struct glass_list_out postings, positions;
    struct glass_spill_out termlists;
    struct glass_sorter sorter;
    /* Scratch, kept for its memory. */
    uint32_t *next;              /* by vocabulary number: where the next pair of the term goes */
    uint32_t *order;             /* pairs by term, then document */
    struct glass_entry *entries; /* of the term lists, by document, then term */
    uint32_t *next_entry;        /* by document */
    uint32_t *starts;            /* by rank: where the term begins in strings; one more for the end */
    uint32_t *firsts;            /* by rank: where its pairs begin in order; one more for the end */
    size_t next_cap, order_cap, entries_cap, next_entry_cap, starts_cap, firsts_cap;
    struct buf strings; /* of the terms in order, one behind the other */
    struct buf items, places, slots;
};

void glass_inverter_init(struct glass_inverter *v, struct glass_spill *spill, size_t cap);
void glass_inverter_release(struct glass_inverter *v);
/* Writes lists and term lists to v's streams; the hold's terms are put in order. */
enum limier_status glass_invert(struct glass_inverter *v, struct glass_hold *h, struct limier_error *err);

#endif
