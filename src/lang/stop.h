/* French words too common to rank by: articles, prepositions, pronouns, conjunctions, the auxiliaries, and the
 * words that questions are made of. They are indexed as any word; only ranked queries leave them out, when
 * something else is left. Nouns that look like one (« or », « été », « son » is a determiner far more often)
 * stay out of the list. */
#ifndef LANG_STOP_H
#define LANG_STOP_H

#include "base/span.h"

/* word: lower case, accents kept. */
bool stop_word(struct span word);

#endif
