/* Passages of an article with the matched words marked. */
#ifndef SEARCH_EXTRACT_H
#define SEARCH_EXTRACT_H

#include "limier.h"
#include "search/matcher.h"

/* The passage of about size bytes that holds most of the query's words, rare ones counting more, in whole
 * sentences where they fit; « … » where a sentence is cut; line ends become blanks. The beginning of the text
 * when nothing matches. *out is in arena. */
void extract_make(struct limier_marked *out, struct span text, size_t size, struct matcher *m,
    struct analyzer *a, struct arena *arena);

/* The whole of a title or a text. */
void extract_whole(struct limier_marked *out, struct span text, unsigned where, struct matcher *m,
    struct analyzer *a, struct arena *arena);

#endif
