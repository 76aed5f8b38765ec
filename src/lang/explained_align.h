/* The letters of an acronym laid along the words that may be its expansion, at the least cost. Private to the
 * room.
 *
 * Free is what most acronyms do: a letter for the first of each word that means something, articles and
 * prepositions passed over. What else there is costs: a letter for an article (ADEME: « de »), letters from
 * inside a word (Pacs: « pacte »), a word without a letter (SNCF: « fer »). How much may be spent depends on
 * how many letters speak for the pair. */
#ifndef LANG_EXPLAINED_ALIGN_H
#define LANG_EXPLAINED_ALIGN_H

#include "lang/explained_words.h"

/* On which side of the acronym its expansion stands. Behind it, in brackets, nothing but articles and
 * prepositions may come before its first word. */
enum explained_order { EXPLAINED_BEFORE, EXPLAINED_BEHIND };

/* Are the words up to last (not included) the expansion of a? If so, the first of them and what it costs. */
bool explained_align(const struct phrase *p, size_t last, const struct acronym *a, enum explained_order order,
    size_t *first, unsigned *cost);

#endif
