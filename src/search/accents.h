/* What a typed accent says: that the word is meant with it. What is not typed says nothing. */
#ifndef SEARCH_ACCENTS_H
#define SEARCH_ACCENTS_H

#include "base/span.h"

/* Has it an accent that could be missing? A ligature (œuvre) is none. */
bool accents_typed(struct span exact);
/* Could other, as far as it runs along with typed, be the word that was typed? marché: marchés and MARCHE can
 * be, marche can not. Both composed. */
bool accents_agree(struct span typed, struct span other);
/* Does other, besides, show the accents of typed, all of them and no others? For marché, marchais does not; for
 * côte, côté does not. */
bool accents_shown(struct span typed, struct span other);

#endif
