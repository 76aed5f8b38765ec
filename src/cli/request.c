#include "cli/request.h"

#include "cli/report.h"

int synonyms_open(struct cli *cli, const struct synonyms_args *args, struct limier_synonyms **out)
{
    struct limier_error err;
    *out = NULL;
    if (!args->file || args->none)
        return CLI_DONE;
    if (limier_synonyms_read(out, args->file, &err) != LIMIER_OK)
        return report_error(cli, &err, NULL);
    return CLI_DONE;
}

struct limier_request request_make(
    const struct request_args *args, struct limier_synonyms *synonyms, const char *query)
{
    return (struct limier_request){.query = query,
        .all = args->all,
        .since = args->since,
        .until = args->until,
        .no_synonyms = args->synonyms.none,
        .synonyms = synonyms};
}
