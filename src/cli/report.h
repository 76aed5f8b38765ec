/* Standard error: one line a message, « limier: search: what » for errors, each written at once and made
 * harmless for a terminal. */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "cli/cli.h"

/* « limier: COMMAND: message » */
void report(struct cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* « limier: message »: about an input, or a note. */
void report_plain(struct cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Wrong use: the message, and where the help is. Returns CLI_USAGE. */
int report_usage(struct cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* An error of the library, its hint, and the place in the query when there is one (query may be NULL). Returns
 * the exit status for it. */
int report_error(struct cli *cli, const struct limier_error *err, const char *query);

#endif
