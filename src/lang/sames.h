/* Words that are another way of writing one word: 2e for deuxième, XXe for 20e, km for kilomètres, St for
 * Saint. Private to the room. */
#ifndef LANG_SAMES_H
#define LANG_SAMES_H

#include "lang/analyzer.h"

enum same_where {
    SAME_ANYWHERE,
    SAME_AFTER_NUMBER,
    SAME_BEFORE_NUMBER,
    SAME_NAME,   /* with a capital only */
    SAME_IN_TEXT /* in texts only: a typed km, which has no number beside it then, finds kilomètres */
};

struct same {
    const char *form, *other;
    enum same_where where;
};

/* By a form, or NULL. */
const struct same *sames_find(struct span form);
/* By a word, with an eye to its capitals; Roman ordinals too. Or NULL. */
const struct same *sames_of(const struct word *word);

#endif
