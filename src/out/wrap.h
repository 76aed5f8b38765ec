/* Sets marked text in lines of a given width, counted in columns as a terminal does (accents on their own take
 * none, CJK characters two). Lines break at blanks and around wide characters, never at a no-break space nor
 * before the French punctuation that stands behind a blank (« ! »); a word longer than a line is cut. Runs of
 * blanks become one. What would harm a terminal is replaced (out/plain.h), matched words are lit up as the
 * style says, and no colour runs over the end of a line. */
#ifndef OUT_WRAP_H
#define OUT_WRAP_H

#include "limier.h"

#include "out/style.h"

struct wrap {
    struct buf *out;
    enum style_mode mode;
    enum style_role role;
    size_t width;  /* of a line, the indent included; 0: one endless line */
    size_t indent; /* blanks in front of every line but the first */
    size_t column; /* where the caller left the line; kept up to date */
    /* the rest is for wrap.c; zero at first */
    size_t mark;
    bool filled;    /* something stands on this line */
    bool blank;     /* a blank is due before the next word */
    bool open;      /* inside a matched word */
    const char *on; /* the sequence in force, NULL for none */
};

/* The bytes from start to end of the text. Several calls go on in the same line; those for one text ascend. */
void wrap_add(struct wrap *w, const struct limier_marked *text, size_t start, size_t end);
/* Goes on in a new line, behind the indent. */
void wrap_line(struct wrap *w);
/* Turns the style off; the line is not ended. */
void wrap_end(struct wrap *w);

#endif
