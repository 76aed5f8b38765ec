/* A pager between us and the terminal: $LIMIER_PAGER, else $PAGER, else less. While it runs, what goes to
 * standard output and, if that is a terminal, to standard error goes through it. */
#ifndef CLI_PAGER_H
#define CLI_PAGER_H

#include "out/sink.h"

#include <sys/types.h>

struct pager {
    pid_t pid; /* 0: none is running */
    int fd;    /* what we write to */
    int saved_err;
    const char *command;
};

/* Starts one if out is a terminal and there is one to start; out then writes into it. */
void pager_start(struct pager *p, struct sink *out);
/* Flushes out and waits until the reader has finished. False when the pager could not be run: its command is in
 * p->command. What a reader leaves unread is no error. */
bool pager_finish(struct pager *p, struct sink *out);

#endif
