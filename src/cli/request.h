/* What search and explain share: the options that say which articles are wanted, and the request made of them
 * and the words. */
#ifndef CLI_REQUEST_H
#define CLI_REQUEST_H

#include "cli/cli.h"

struct synonyms_args {
    const char *file;
    bool none;
};

/* The same for the member « name » of type, of the kind above. */
#define SYNONYMS_OPTIONS(type, name)                                                                           \
    {"synonyms", 0, OPTIONS_TEXT, offsetof(type, name.file), "FILE",                                           \
        "names of the same thing, besides those known", NULL, NULL},                                           \
    {                                                                                                          \
        "no-synonyms", 0, OPTIONS_FLAG, offsetof(type, name.none), NULL,                                       \
            "IA does not find intelligence artificielle", NULL, NULL                                           \
    }

/* Reads the file, if one is given, into *out, which the caller frees. CLI_DONE, or the status of what is
 * already reported. */
int synonyms_open(struct cli *cli, const struct synonyms_args *args, struct limier_synonyms **out);

struct request_args {
    bool all;
    const char *since, *until;
    struct synonyms_args synonyms;
};

/* Lines of an options table; type is a struct with a member « request » of the kind above. */
#define REQUEST_OPTIONS(type)                                                                                  \
    {"all", 0, OPTIONS_FLAG, offsetof(type, request.all), NULL, "every word is required", NULL, NULL},         \
        {"since", 0, OPTIONS_TEXT, offsetof(type, request.since), "DATE",                                      \
            "from this day, month or year on: 2025-11-25, 2025-11, 2025", NULL, NULL},                         \
        {"until", 0, OPTIONS_TEXT, offsetof(type, request.until), "DATE", "up to this day, month or year",     \
            NULL, NULL},                                                                                       \
        SYNONYMS_OPTIONS(type, request.synonyms)

struct limier_request request_make(
    const struct request_args *args, struct limier_synonyms *synonyms, const char *query);

#endif
