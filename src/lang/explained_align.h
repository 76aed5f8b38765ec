/* The letters of an acronym laid along the words that may be its expansion, at the least cost. Private to the
 * room.
 *
 * Free is what most acronyms do: a letter for the first of each word that means something, articles and
 * prepositions passed over. What else there is costs: a letter for an article (ADEME: « de »), letters from
 * inside a word (Pacs: « pacte »), a word without a letter (SNCF: « fer »). How much may be spent depends on
 * how many letters speak for the pair. */
#ifndef LANG_EXPLAINED_ALIGN_H
#define LANG_EXPLAINED_ALIGN_H

#include "base/span.h"

enum { ACRONYM_LETTERS = 12, PHRASE_WORDS = 40 };

enum acronym_case {
    ACRONYM_UPPER,   /* SNCF, S.N.C.F., MoDem */
    ACRONYM_CAPITAL, /* Insee: could be any name */
    ACRONYM_LOWER    /* sida: could be any word */
};

struct acronym {
    struct span raw;
    char letters[ACRONYM_LETTERS]; /* folded */
    size_t n;
    enum acronym_case written;
};

/* Reads the acronym at the front of s; false when there is none. */
bool acronym_read(struct acronym *a, struct span s);

/* Words without a sentence's end between them. */
struct phrase_word {
    struct span raw;
    char initial; /* folded */
    bool capital;
    bool joined;                                       /* to the word before, by a hyphen */
    bool comma;                                        /* before it */
    enum { WORD_FULL, WORD_LIGHT, WORD_EMPTY } weight; /* a noun; « contre », « pour »; « de », « la » */
};

struct phrase {
    struct phrase_word words[PHRASE_WORDS];
    size_t n;
};

/* The words at the end of s that belong together, at most PHRASE_WORDS. Empty when s ends with a sentence. */
void phrase_last(struct phrase *p, struct span s);

/* The words first to last-1 as the expansion of a: false when they are none, else where it begins. With
 * from_first, nothing but articles and prepositions may stand before it. */
bool phrase_explains(const struct phrase *p, size_t last, const struct acronym *a, bool from_first,
    size_t *first, unsigned *cost);

#endif
