/* Users' text made harmless for a terminal and for line-based output: an article, a file's name or a query may
 * hold escape sequences, bidirectional overrides or bytes that are no UTF-8, and none of these may reach the
 * screen. Control characters and bad bytes become « ? », invisible format characters are dropped (joiners
 * stay: scripts and emoji need them), line and paragraph separators become blanks. */
#ifndef OUT_PLAIN_H
#define OUT_PLAIN_H

#include "base/buf.h"
#include "base/span.h"

#define PLAIN_DROP (-2)

/* What to show for a rune as utf8_decode gives it: a rune, or PLAIN_DROP. Tabs and line ends become blanks. */
int32_t plain_rune(int32_t rune);

/* A field in one line. Tabs and line ends are shown as « ? »: in a path or an id they matter. */
void plain_add(struct buf *out, struct span s);
/* The same, line ends kept: a text of lines that we made, with users' words in it. */
void plain_add_lines(struct buf *out, struct span s);

#endif
