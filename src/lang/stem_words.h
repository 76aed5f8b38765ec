/* The words that the rules of stem_rules.h get wrong: a stem, and the forms that have it. In lower case, with
 * their accents, ligatures opened (oeil). Private to the room. */
#ifndef LANG_STEM_WORDS_H
#define LANG_STEM_WORDS_H

#include <stddef.h>

struct stem_words {
    const char *stem;
    const char *forms; /* blanks between */
};

extern const struct stem_words stem_words[];
extern const size_t stem_words_count;

#endif
