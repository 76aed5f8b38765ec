/* Acronyms that a text explains: « intelligence artificielle (IA) », « SNCF (Société nationale des chemins de
 * fer français) », « l'Organisation mondiale de la santé, ou OMS ». After Schwartz and Hearst, A simple
 * algorithm for identifying abbreviation definitions in biomedical text (2003): what stands beside a bracket is
 * taken when the letters of the acronym are found in its words. Theirs finds a letter anywhere; here every
 * letter has its price, and articles and prepositions may be passed over, as French does (explained_align.h).
 *
 * Precise rather than greedy: « Jean-Luc Mélenchon (LFI) », « Lyon (AFP) » and « (18 ans) » explain nothing.
 * Linear in the text, and costs next to nothing where there are no brackets. */
#ifndef LANG_EXPLAINED_H
#define LANG_EXPLAINED_H

#include "base/span.h"

struct explained {
    struct span acronym;   /* as written, without quotes, article and brackets: S.N.C.F., R&D, Insee */
    struct span expansion; /* from its first word to its last, 240 bytes at most */
};

typedef void explained_sink(void *context, const struct explained *pair);

/* Pairs come in the order of the text, each as often as it is explained. text: UTF-8. */
void explained_find(struct span text, explained_sink *sink, void *context);

#endif
