/* Lists of names for the same thing: « IA, intelligence artificielle ». One is shipped (synonymes.txt, made a
 * table when limier is built, so that it costs nothing to have); a user may have one more, a file that is read.
 * limier-synonyms(5) is the format. A list is looked up by the first word of a name; it knows no stems: whoever
 * asks compares the words. The struct is opaque in limier.h; only the search room looks inside. */
#ifndef LANG_SYNONYMS_H
#define LANG_SYNONYMS_H

#include "limier.h"

#include "base/arena.h"
#include "base/buf.h"

#include <stdint.h>

enum {
    SYNONYMS_HEAD = 8,      /* bytes of a first word that are looked up, and a NUL */
    SYNONYMS_BYTES = 800,   /* of a line, at most */
    SYNONYMS_NAMES = 12,    /* on a line */
    SYNONYMS_FILE = 4 << 20 /* bytes of a user's file */
};

/* A name's first word that counts, folded and cut short, and where the line is. */
struct synonyms_head {
    char word[SYNONYMS_HEAD];
    uint32_t line; /* offset of the line, NUL-terminated, in the text */
    uint32_t number;
};

struct limier_synonyms {
    const char *name;                  /* of the file, as it was given */
    const char *text;                  /* lines, each NUL-terminated */
    const struct synonyms_head *heads; /* by word, then line */
    size_t nheads;
    const char *const *notes; /* on lines that were left out */
    size_t nnotes;
    bool told; /* the notes were handed on */
    struct arena arena;
};

const struct limier_synonyms *synonyms_shipped(void);

/* The user's file. What is wrong with a line becomes a note, and the line is left out. *out is the caller's.
 * LIMIER_SYSTEM when the file cannot be read, LIMIER_TOO_LONG. */
enum limier_status synonyms_read(struct limier_synonyms **out, const char *path, struct limier_error *err);
void synonyms_free(struct limier_synonyms *list);
/* The notes were handed on, so that nobody hears them twice. list may be NULL. */
void synonyms_told(struct limier_synonyms *list);

/* One name of a line. */
struct synonyms_name {
    struct span text;
    bool exact;  /* counts only as it is written: =PS */
    bool target; /* behind =>: it is found, and finds nothing */
};

struct synonyms_line {
    struct synonyms_name names[SYNONYMS_NAMES];
    size_t n;
    size_t number; /* in its file */
};

/* NULL, or what is wrong with the line. */
const char *synonyms_split(struct synonyms_line *out, struct span line);

/* May a name begin with a word of this form? */
bool synonyms_has(const struct limier_synonyms *list, struct span form);
/* The next line, from *at (0 at first) on, that has a name which may begin with a word of this form; false when
 * there is none. The same line may come twice. */
bool synonyms_next(const struct limier_synonyms *list, struct span form, size_t *at, struct synonyms_line *out);

#endif
