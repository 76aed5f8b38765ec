/* How parts of text output look. Three ways:
 *
 *   plain     nothing is marked: what a pipe or a file gets
 *   brackets  matched words stand in [brackets]: a terminal without colours (NO_COLOR, --color=never,
 * TERM=dumb) colour    SGR sequences: a terminal, or --color=always */
#ifndef OUT_STYLE_H
#define OUT_STYLE_H

#include "base/buf.h"

enum style_when { STYLE_AUTO, STYLE_ALWAYS, STYLE_NEVER };
enum style_mode { STYLE_PLAIN, STYLE_BRACKETS, STYLE_COLOUR };
enum style_role { STYLE_TEXT, STYLE_TITLE, STYLE_RANK, STYLE_FACTS, STYLE_DIM, STYLE_ROLES };

/* What suits a file descriptor. Reads NO_COLOR and TERM. */
enum style_mode style_mode(enum style_when when, int fd);

/* The sequence that turns a role on, behind a reset; "" when there is nothing to turn on. lit: for a matched
 * word inside it. */
const char *style_on(enum style_mode mode, enum style_role role, bool lit);
const char *style_off(enum style_mode mode);

/* Text of ours or made plain, in a role. */
void style_add(struct buf *out, enum style_mode mode, enum style_role role, struct span s);

/* Columns of a line on this descriptor: $COLUMNS, else the terminal's, else 80. Never under 20. */
size_t style_width(int fd);

#endif
