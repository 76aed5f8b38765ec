/* UTF-8 that was taken for Windows-1252 or Latin-1 and encoded again, once or several times: « prÃ©sident »,
 * « lâ€™Ã©tÃ© ». It is put right line by line, and only where nothing else can be meant: what counts are
 * sequences inside of words, against the letters of the line whose accents are good. A sign that stands alone
 * among good accents (it is written « Ã© ») stays. Used by decode.c only. */
#ifndef ARTICLE_TWICE_H
#define ARTICLE_TWICE_H

#include "base/buf.h"

/* Appends the text with what was encoded twice put right, and returns how many characters were; 0: none, and
 * out is as it was. text is valid UTF-8. Clean text costs a few searches for rare bytes. */
size_t twice_undo(struct buf *out, struct span text);

#endif
