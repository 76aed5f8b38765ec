/* What search and explain share: the options that say which articles are wanted, and the request made of them
 * and the words. */
#ifndef CLI_REQUEST_H
#define CLI_REQUEST_H

#include "cli/cli.h"

struct request_args {
    bool all;
    const char *since, *until;
};

/* Lines of an options table; type is a struct with a member « request » of the kind above. */
#define REQUEST_OPTIONS(type)                                                                                  \
    {"all", 0, OPTIONS_FLAG, offsetof(type, request.all), NULL, "every word is required", NULL, NULL},         \
        {"since", 0, OPTIONS_TEXT, offsetof(type, request.since), "DATE",                                      \
            "from this day, month or year on: 2025-11-25, 2025-11, 2025", NULL, NULL},                         \
    {                                                                                                          \
        "until", 0, OPTIONS_TEXT, offsetof(type, request.until), "DATE", "up to this day, month or year",      \
            NULL, NULL                                                                                         \
    }

struct limier_request request_make(const struct request_args *args, const char *query);

#endif
