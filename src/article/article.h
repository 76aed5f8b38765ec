/* An article as a reader found it. Every span is valid UTF-8 without NUL or control characters (except LF in
 * the text), composed (NFC), and lives in the arena that was handed to the reader. What is not stated is empty;
 * a reader invents nothing. */
#ifndef ARTICLE_ARTICLE_H
#define ARTICLE_ARTICLE_H

#include "base/arena.h"

#include <stdint.h>

struct article_extra {
    struct span name, value;
};

struct article {
    struct span id; /* as its source gives it; empty: the caller makes one from path and place */
    struct span title;
    struct span date; /* YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm */
    struct span source, author, section, url, language;
    struct span text; /* paragraphs, one a line, LF between */
    const struct article_extra *extra;
    size_t nextra;
    /* Which article of its file, from 1, refused ones counted too, so that mending one renames no other; 0 when
     * the file is one article. */
    uint64_t place;
};

#endif
