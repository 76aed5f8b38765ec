/* One line on a terminal's standard error that says how far indexing is, rewritten in place. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "limier.h"

#include "base/buf.h"

struct progress {
    bool on;
    bool drawn; /* the line is on the screen */
    struct buf line;
};

/* On only if standard error is a terminal that can do it, and wanted. */
void progress_init(struct progress *p, bool wanted);
void progress_draw(struct progress *p, const struct limier_progress *now);
/* Takes the line away: before a message, and at the end. */
void progress_clear(struct progress *p);
void progress_release(struct progress *p);

/* The line for that moment, at most so many columns. */
void progress_format(struct buf *out, const struct limier_progress *now, size_t columns);

#endif
