#include "cli/cli.h"
#include "cli/report.h"
#include "cli/request.h"

#include "out/plain.h"

#include <stdlib.h>

struct explain_args {
    struct request_args request;
    const char *id;
};

static const struct options_entry options[] = {
    {"id", 0, OPTIONS_TEXT, offsetof(struct explain_args, id), "ID",
        "where the score of this article comes from", NULL, NULL},
    REQUEST_OPTIONS(struct explain_args),
    {0},
};

static int explain(struct cli *cli, const struct explain_args *args, struct limier *index,
    struct limier_synonyms *synonyms, const char *query)
{
    struct limier_error err;
    struct limier_hit *hit = NULL;
    char *text = NULL;
    int status = CLI_DONE;
    struct limier_request request = request_make(&args->request, synonyms, query);
    if (args->id && limier_get(index, args->id, NULL, &hit, &err) != LIMIER_OK) {
        status = report_error(cli, &err, NULL);
        if (err.status == LIMIER_MISSING)
            status = CLI_NOTHING;
    } else if (limier_explain(index, &request, hit ? hit->article.id : NULL, &text, &err) != LIMIER_OK) {
        status = report_error(cli, &err, query);
    } else {
        plain_add_lines(&cli->out.out, span_str(text));
        if (!span_ends(buf_span(&cli->out.out), span_str("\n")))
            buf_add_char(&cli->out.out, '\n');
    }
    free(text);
    limier_hit_free(hit);
    return status;
}

static int run(struct cli *cli, const void *values)
{
    if (cli_words_blank(cli))
        return report_usage(cli, "no QUERY");
    const struct explain_args *args = values;
    struct limier *index;
    struct limier_synonyms *synonyms = NULL;
    int status = cli_open(cli, &index);
    if (status == CLI_DONE)
        status = synonyms_open(cli, &args->request.synonyms, &synonyms);
    if (status == CLI_DONE) {
        char *query = cli_words_text(cli);
        status = explain(cli, args, index, synonyms, query);
        free(query);
    }
    limier_synonyms_free(synonyms);
    limier_close(index);
    return status;
}

const struct command cmd_explain = {
    .name = "explain",
    .usage = "QUERY…",
    .summary = "How a query is understood, and where a score comes from",
    .details =
        "The query is written as for search (limier help search). Exit status 1 when there is no article\n"
        "of the ID.\n"
        "\n"
        "Example:\n"
        "  limier explain Amazon infrastructure --id corpus/amazon.txt\n",
    .options = options,
    .args_size = sizeof(struct explain_args),
    .query = true,
    .run = run,
};
