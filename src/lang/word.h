/* From the raw bytes of one word to its forms. Private to the room. */
#ifndef LANG_WORD_H
#define LANG_WORD_H

#include "base/arena.h"
#include "lang/analyzer.h"
#include "lang/scan.h"
#include "lang/stem.h"

enum { WORD_FORM_MAX = 80 }; /* bytes of form, stem and exact; both sides of a search cut alike */

/* Fills *out but for the stem, its strings in the arena; the form is empty when nothing is left of raw. scratch
 * is anybody's. */
void word_make(
    struct word *out, struct span raw, enum scan_kind kind, struct buf *scratch, struct arena *arena);
/* Gives the word its stem. */
void word_stem(struct word *word, struct stemmer *stemmer, struct buf *scratch, struct arena *arena);

#endif
