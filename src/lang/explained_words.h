/* What acronyms are laid along: the letters of an acronym, and the words that stand before a bracket or in it.
 * Private to the room. */
#ifndef LANG_EXPLAINED_WORDS_H
#define LANG_EXPLAINED_WORDS_H

#include "base/span.h"

/* A rune's first letter in lower case without accent (« É », « Œ »: e, o); NUL for what is not Latin, of which
 * one byte says nothing. */
char letter_folded(struct span rune);

enum { ACRONYM_LETTERS = 12, PHRASE_WORDS = 40 };

enum acronym_case {
    ACRONYM_UPPER,   /* SNCF, S.N.C.F., MoDem */
    ACRONYM_CAPITAL, /* Insee: could be any name */
    ACRONYM_LOWER    /* sida: could be any word */
};

struct acronym {
    struct span raw;
    size_t read;                   /* bytes, with the s of ONGs */
    char letters[ACRONYM_LETTERS]; /* folded */
    size_t n;
    enum acronym_case written;
};

/* Reads the acronym at the front of s; false when there is none. */
bool acronym_read(struct acronym *a, struct span s);

/* A noun; « contre », « pour »; « de », « la ». */
enum word_weight { WEIGHT_FULL, WEIGHT_LIGHT, WEIGHT_EMPTY };

/* Words without a sentence's end between them. */
struct phrase_word {
    struct span raw;
    char initial; /* folded */
    bool capital;
    bool joined; /* to the word before, by a hyphen */
    bool comma;  /* before it */
    enum word_weight weight;
};

struct phrase {
    struct phrase_word words[PHRASE_WORDS];
    size_t n;
};

/* The words at the end of s that belong together, at most PHRASE_WORDS. Empty when s ends with a sentence. */
void phrase_last(struct phrase *p, struct span s);

#endif
