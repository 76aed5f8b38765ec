/* Options of a command as a table: getopt_long(3), the help, and later completion and the manual are all fed
 * from it. An option names the field of a struct that it fills. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

struct cli;
struct command;

enum options_kind {
    OPTIONS_FLAG,   /* bool */
    OPTIONS_TEXT,   /* const char * */
    OPTIONS_NUMBER, /* size_t */
    OPTIONS_CHOICE, /* size_t: the place in choices */
    OPTIONS_LIST    /* struct options_list: may be given many times */
};

struct options_list {
    const char **items;
    size_t count, cap;
};

struct options_entry {
    const char *name; /* long, without its dashes; NULL ends a table */
    char letter;      /* short, or 0 */
    enum options_kind kind;
    size_t offset;        /* of the field */
    const char *argument; /* how the help calls it; NULL for a flag */
    const char *help;     /* one line; the help adds the choices and the default */
    const char *preset;   /* the default, as one would type it; NULL: zero */
    const char *const *choices;
};

/* Those that every command takes; they fill a struct cli. */
extern const struct options_entry options_global[];

/* Puts the defaults of a table into a struct. */
void options_preset(const struct options_entry *table, void *values);

/* Reads argv[1…] into *cli (global options, words) and *args (the command's). False, reported, on wrong use.
 *
 * Options and words may stand in any order; everything behind « -- » is a word, and so is « - ». Before the
 * command is known (cli->command is NULL) reading stops at the first word, which is argv[*used].
 *
 * In a command whose words are a query, a word may begin with a dash: « amazon -france » excludes France.
 * There, once the first word is read, only « -x » of a known letter and « --name » are options; any other word
 * with one dash belongs to the query. */
bool options_parse(struct cli *cli, void *args, int argc, char **argv, int *used);

#endif
