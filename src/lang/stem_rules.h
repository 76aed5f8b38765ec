/* The stem of a French word: what its forms have in common and other words have not. Plural, gender and the
 * endings of verbs go; what makes another word of it stays (-tion, -isme, -ique), so that commune is not
 * communication. Snowball does the verbs; a table of words (stem_words.h) and rules come before it and mend
 * what it would throw together or leave apart. Private to the room. */
#ifndef LANG_STEM_RULES_H
#define LANG_STEM_RULES_H

#include "base/buf.h"
#include "lang/stem.h"

/* Number and gender first: appends to out what stands in the place of the word, and says whether that is its
 * stem already. word: lower case with its accents, no ligatures. */
bool stem_inflection(struct buf *out, struct span word);

/* The stem, out of what Snowball made of the word; appended to out. */
void stem_choose(struct buf *out, struct span word, struct span snowball);

#endif
