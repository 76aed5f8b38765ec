#include "cli/cli.h"
#include "cli/report.h"
#include "cli/units.h"

#include "out/json.h"
#include "out/plain.h"

#include <inttypes.h>

struct stats_args {
    size_t format;
};

static const char *const format_names[] = {"text", "json", NULL};

static const struct options_entry options[] = {
    {"format", 0, OPTIONS_CHOICE, offsetof(struct stats_args, format), "FORMAT", "how it is written", "text",
        format_names},
    {0},
};

static void print_text_stats(struct buf *out, const struct limier_stats *s)
{
    buf_add_str(out, "index     ");
    plain_add(out, span_str(s->dir));
    buf_printf(out, "\narticles  %" PRIu64 "\nfiles     %" PRIu64 "\n", s->articles, s->files);
    buf_printf(out, "words     %" PRIu64 ", %" PRIu64 " distinct\n", s->words, s->distinct_words);
    if (*s->first_date)
        buf_printf(out, "dates     %s to %s\n", s->first_date, s->last_date);
    buf_add_str(out, "size      ");
    units_add_bytes(out, (double)s->bytes);
    buf_printf(out, "\nformat    %d, analysis %d, Xapian %s\n", s->format, s->analysis, s->xapian);
}

static int run(struct cli *cli, const void *values)
{
    const struct stats_args *args = values;
    if (cli->nwords)
        return report_usage(cli, "'%s' is one word too many", cli->words[0]);
    struct limier *index;
    int status = cli_open(cli, &index);
    if (status != CLI_DONE)
        return status;
    struct limier_stats stats;
    struct limier_error err;
    if (limier_stats(index, &stats, &err) != LIMIER_OK)
        status = report_error(cli, &err, NULL);
    else if (args->format)
        json_stats(&cli->out, &stats);
    else
        print_text_stats(&cli->out.out, &stats);
    limier_close(index);
    return status;
}

const struct command cmd_stats = {
    .name = "stats",
    .usage = "",
    .summary = "The index's facts: how many articles, words, from when to when",
    .details = "",
    .options = options,
    .args_size = sizeof(struct stats_args),
    .run = run,
};
