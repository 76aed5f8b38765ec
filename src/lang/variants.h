/* What else a word stands for: the feminine of étudiant·e·s, the parts of Covid19, week-end in one word. Texts
 * and queries get the same variants, so that either spelling finds the other. Private to the room. */
#ifndef LANG_VARIANTS_H
#define LANG_VARIANTS_H

#include "lang/analyzer.h"

enum { VARIANTS_MAX = 6, VARIANT_BYTES = 260 };

struct variants {
    struct {
        struct span text;
        enum token_kind kind;
    } items[VARIANTS_MAX];
    size_t n;
    char bytes[VARIANT_BYTES]; /* of the texts */
    size_t used;
};

/* What stands between two words, as far as it matters. */
enum gap { GAP_NONE, GAP_BLANK, GAP_HYPHEN, GAP_BREAK, GAP_SLASH, GAP_COLON, GAP_AND, GAP_OTHER };

/* The gap with the sign at the front of s behind it, n bytes. */
enum gap gap_after(enum gap gap, struct span s, size_t n);

/* Flags of a word (WORD_VARIED, WORD_HEAD) that say when it is worth asking the functions below. */
unsigned variants_flags(const struct word *word);

/* What one word stands for. before: the word before it behind a blank or a slash, or NULL; after: the text that
 * follows. */
void variants_of(struct variants *out, const struct word *word, struct span raw, const struct word *before,
    enum gap gap, struct span after);

/* Do two words make one across a gap? */
bool variants_join(const struct word *a, const struct word *b, enum gap gap);
/* What stands between the two then: the h of 14:30, the comma of 49-3, mostly nothing (0). */
char variants_joint(const struct word *a, const struct word *b, enum gap gap);

/* The parts of a written-together word, blanks between: covid 19, 20 h 30, 25 novembre 2025. False when it has
 * none. */
bool variants_split(struct buf *out, struct span form);

#endif
