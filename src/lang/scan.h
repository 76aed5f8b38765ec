/* Where words begin and end. A raw word is the run of bytes that makes one token: « Amazon », « d’ », « 10 000
 * », « 1,3 », « S.N.C.F. », « aujourd'hui ». Private to the room.
 *
 * No decision looks further than SCAN_LOOKAHEAD bytes from where it stands, so text can be cut into pieces
 * anywhere as long as that much of what follows is at hand, or the text ends. */
#ifndef LANG_SCAN_H
#define LANG_SCAN_H

#include "base/span.h"

enum {
    SCAN_WORD_MAX = 120, /* bytes: what goes on longer is one word still, known by its beginning */
    SCAN_LOOKAHEAD = 256
};

enum scan_kind { SCAN_WORD, SCAN_ELIDED, SCAN_NUMBER, SCAN_ACRONYM, SCAN_INCLUSIVE };

/* The raw word at the front of s, which begins with a letter or a digit; at most SCAN_WORD_MAX bytes and a
 * rune's. */
size_t scan_word(struct span s, enum scan_kind *kind);

#endif
