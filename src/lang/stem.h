/* The French stemmer: libstemmer's Snowball algorithm (M. Porter, snowballstem.org/algorithms/french), held by
 * the rules of stem_rules.h and the table of stem_words.h. The only door to libstemmer. One stemmer for each
 * thread. */
#ifndef LANG_STEM_H
#define LANG_STEM_H

#include "base/buf.h"

struct stemmer;

/* Never NULL. */
struct stemmer *stemmer_new(void);
void stemmer_free(struct stemmer *s);

/* Appends the stem of a word in lower case, accents kept: the stem has accents too. */
void stemmer_add(struct stemmer *s, struct buf *out, struct span word);

#endif
