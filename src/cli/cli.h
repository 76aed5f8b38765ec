/* What every command shares: the global options, the words of the command line, standard output, and the exit
 * statuses that scripts rely on. A command is a constant struct command in its cmd_*.c; main.c lists them. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "limier.h"

#include "cli/options.h"
#include "out/sink.h"
#include "out/style.h"

enum cli_status {
    CLI_DONE = 0,
    CLI_NOTHING = 1,      /* nothing found */
    CLI_USAGE = 2,        /* wrong use, or a query that cannot be understood */
    CLI_REFUSED = 3,      /* done, but some inputs were refused */
    CLI_FAILED = 4,       /* the index or the system failed */
    CLI_LOCKED = 75,      /* try again (EX_TEMPFAIL) */
    CLI_INTERRUPTED = 128 /* and the number of the signal */
};

struct cli {
    /* global options */
    const char *dir; /* -d; NULL: look for it */
    size_t colour;   /* enum style_when */
    bool verbose, quiet, help, version;
    /* of the command line */
    char **argv;
    const struct command *command; /* NULL until it is known */
    const char **words;
    size_t nwords;
    struct sink out; /* standard output; flushed by main */
};

struct command {
    const char *name;
    const char *usage;   /* what stands behind the options: "QUERY…" */
    const char *summary; /* one line */
    const char *details; /* more lines for its help, ready to print */
    const struct options_entry *options;
    size_t args_size; /* of the struct that its options fill */
    bool query;       /* its words are a query: see options_parse */
    int (*run)(struct cli *cli, const void *args);
};

extern const struct command cmd_index, cmd_search, cmd_show, cmd_stats, cmd_analyze, cmd_explain, cmd_eval,
    cmd_help, cmd_version;
/* In the order of the help; a NULL at the end. */
extern const struct command *const commands[];
/* NULL when there is none of that name. */
const struct command *command_find(const char *name);

/* Help on one command, or on the program when command is NULL. */
void help_print(struct sink *out, const struct command *command);

/* Finds and opens the index for reading. CLI_DONE, or the status of what is already reported. */
int cli_open(struct cli *cli, struct limier **out);

/* The words with blanks between, the caller's to free(). A word that holds blanks stays as it was typed. */
char *cli_words_text(const struct cli *cli);
/* There is no word, or nothing but blanks in them. */
bool cli_words_blank(const struct cli *cli);

/* Everything on standard input. False, reported, when it cannot be read. */
bool cli_read_input(struct cli *cli, struct buf *out);

#endif
