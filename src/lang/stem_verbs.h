/* Verbs of many stems, and those that Snowball does not get hold of: a table of radicals and their endings, by
 * which vinrent and viendra are venir. Nouns that look like a form (part, vue, offre) are not in it, nor is the
 * participle in -ant, which is a noun as often. Private to the room. */
#ifndef LANG_STEM_VERBS_H
#define LANG_STEM_VERBS_H

#include "base/buf.h"

struct stem_verbs;

/* Never NULL. */
struct stem_verbs *stem_verbs_new(void);
void stem_verbs_free(struct stem_verbs *verbs);

/* Appends the infinitive of a form to out; false when the word (lower case with its accents, no ligatures) is
 * none of the table. */
bool stem_verbs_find(const struct stem_verbs *verbs, struct buf *out, struct span word);

#endif
