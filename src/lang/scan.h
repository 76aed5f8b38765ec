/* Where words begin and end. A raw word is the run of bytes that makes one token: « Amazon », « d’ », « 10 000
 * », « 1,3 », « S.N.C.F. », « aujourd'hui ». Private to the room.
 *
 * No decision looks further than SCAN_LOOKAHEAD bytes from where it stands, so text can be cut into pieces
 * anywhere as long as that much of what follows is at hand, or the text ends. */
#ifndef LANG_SCAN_H
#define LANG_SCAN_H

#include "lang/chars.h"

enum {
    SCAN_WORD_MAX = 120, /* bytes: what goes on longer is one word still, known by its beginning */
    SCAN_LOOKAHEAD = 256
};

enum scan_kind { SCAN_WORD, SCAN_ELIDED, SCAN_NUMBER, SCAN_ACRONYM, SCAN_INCLUSIVE };

/* By scan_word only: what is not plain letters up to a blank. */
size_t scan_word_slow(struct span s, enum scan_kind *kind);

/* Most words end before a blank or a comma, behind which nothing can belong to them. */
static inline bool scan_ends_plainly(struct span s, size_t end)
{
    return end < s.len && (s.ptr[end] == ' ' || s.ptr[end] == ',');
}

/* The raw word at the front of s, which begins with a letter or a digit; at most SCAN_WORD_MAX bytes and a
 * rune's. */
static inline size_t scan_word(struct span s, enum scan_kind *kind)
{
    size_t letters = char_plain_letters(span_head(s, SCAN_WORD_MAX));
    *kind = SCAN_WORD;
    return letters && scan_ends_plainly(s, letters) ? letters : scan_word_slow(s, kind);
}

#endif
