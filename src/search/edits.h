/* How many typing errors lie between two words. */
#ifndef SEARCH_EDITS_H
#define SEARCH_EDITS_H

#include "base/span.h"

enum { EDITS_RUNES_MAX = 64 };

/* Letters left out, put in, replaced, or two neighbours exchanged (Damerau 1964, each letter touched once);
 * most + 1 when there are more than most, or a word is over EDITS_RUNES_MAX runes. */
unsigned edits_between(struct span a, struct span b, unsigned most);

#endif
