/* Inclusive writing: étudiant·e·s, électeur·rice·s, étudiant(e)s. Private to the room. */
#ifndef LANG_INCLUSIVE_H
#define LANG_INCLUSIVE_H

#include "base/buf.h"

/* The length of the endings behind a word of letters at the front of s, 0 when there are none. */
size_t inclusive_length(struct span s);

/* The masculine and the feminine of a raw word that is run bytes of letters and endings, appended. */
void inclusive_masculine(struct buf *out, struct span raw);
void inclusive_feminine(struct buf *out, struct span raw);

#endif
