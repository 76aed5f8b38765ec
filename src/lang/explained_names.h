/* The names under which an acronym and its expansion are kept and asked for, made of the words that the
 * analyzer cuts. All are appended to out, and nothing where there is no word. */
#ifndef LANG_EXPLAINED_NAMES_H
#define LANG_EXPLAINED_NAMES_H

#include "lang/analyzer.h"

/* The forms together, elided words left out: sncf for « S.N.C.F. » and « S. N. C. F. », rd for « R&D ». */
void explained_name_acronym(struct buf *out, struct analyzer *a, struct span acronym);
/* The forms, blanks between: organisation mondiale de la sante. */
void explained_name_forms(struct buf *out, struct analyzer *a, struct span expansion);
/* The stems of the words that are not stop words, blanks between: organis mondial santé. */
void explained_name_stems(struct buf *out, struct analyzer *a, struct span expansion);

#endif
