/* How an article's fields and text are laid out: what readers do with clean text (article/decode.h) before it
 * goes into a struct article. */
#ifndef ARTICLE_LAYOUT_H
#define ARTICLE_LAYOUT_H

#include "base/arena.h"

/* One line: blanks, TABs and line ends in a row become one blank, none at the ends. s lives in arena or is
 * copied when it changes. */
struct span layout_field(struct arena *arena, struct span s);

/* Paragraphs, one a line: each trimmed, empty lines left out, TABs made blanks. The same. */
struct span layout_lines(struct arena *arena, struct span s);

/* Plain text for people: paragraphs stand between blank lines, and their lines are joined where the text was
 * wrapped at some width; in a text that was not, each line is a paragraph. *title (may be NULL) is the first
 * line when it looks like one (short, with text behind it, and not wrapped into it), and is not in the text
 * then. Both in arena. */
struct span layout_prose(struct arena *arena, struct span s, struct span *title);

#endif
