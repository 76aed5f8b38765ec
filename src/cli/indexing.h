/* The work of limier index. Two programs are made of the command line: limier-index does it (indexing.c), and
 * limier, which people start, hands it over (handover.c): a search need not load what reads archives. */
#ifndef CLI_INDEXING_H
#define CLI_INDEXING_H

#include "cli/cli.h"

struct index_args {
    const char *as;
    struct options_list excludes, maps;
    bool rebuild, dry_run, date_from_file;
    size_t threads, report;
};

enum { INDEXING_REPORT_TEXT, INDEXING_REPORT_JSON };

/* As struct command has it. */
int indexing_run(struct cli *cli, const void *values);

#endif
