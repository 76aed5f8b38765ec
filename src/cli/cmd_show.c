#include "cli/cli.h"
#include "cli/pager.h"
#include "cli/report.h"

#include "out/json.h"
#include "out/print_article.h"

#include <unistd.h>

struct show_args {
    const char *query;
    size_t format;
    bool no_pager;
};

enum { FORMAT_TEXT, FORMAT_JSON };
static const char *const format_names[] = {"text", "json", NULL};

static const struct options_entry options[] = {
    {"query", 0, OPTIONS_TEXT, offsetof(struct show_args, query), "QUERY", "light up the words of this query",
        NULL, NULL},
    {"format", 0, OPTIONS_CHOICE, offsetof(struct show_args, format), "FORMAT", "how it is written", "text",
        format_names},
    {"no-pager", 0, OPTIONS_FLAG, offsetof(struct show_args, no_pager), NULL, "straight to the terminal", NULL,
        NULL},
    {0},
};

struct show {
    struct cli *cli;
    const struct show_args *args;
    struct limier *index;
    enum style_mode mode;
    size_t width, shown;
};

static void print_one(struct show *s, const struct limier_article *article)
{
    struct sink *out = &s->cli->out;
    if (s->args->format == FORMAT_JSON) {
        json_articles_add(out, article, s->shown == 0);
    } else {
        if (s->shown)
            print_article_rule(out, s->mode);
        print_article(out, s->mode, s->width, article);
    }
    s->shown++;
}

static int show_one(struct show *s, const char *id)
{
    struct limier_hit *hit;
    struct limier_error err;
    if (limier_get(s->index, id, s->args->query, &hit, &err) != LIMIER_OK) {
        int status = report_error(s->cli, &err, s->args->query);
        return err.status == LIMIER_MISSING ? CLI_NOTHING : status;
    }
    print_one(s, &hit->article);
    limier_hit_free(hit);
    return CLI_DONE;
}

/* An unknown id is told and passed over; anything else ends it. */
static int show_all(struct show *s)
{
    struct cli *cli = s->cli;
    int status = CLI_DONE;
    if (s->args->format == FORMAT_JSON)
        json_articles_begin(&cli->out);
    for (size_t i = 0; i < cli->nwords && status <= CLI_NOTHING && !cli->out.error; i++) {
        int one = show_one(s, cli->words[i]);
        if (one != CLI_DONE)
            status = one;
    }
    if (s->args->format == FORMAT_JSON)
        json_articles_end(&cli->out);
    return status;
}

static int run(struct cli *cli, const void *values)
{
    enum { READABLE = 100 };
    struct show s = {.cli = cli, .args = values};
    if (!cli->nwords)
        return report_usage(cli, "no ID");
    int status = cli_open(cli, &s.index);
    if (status != CLI_DONE)
        return status;
    struct pager pager = {0};
    if (s.args->format == FORMAT_TEXT) {
        s.mode = style_mode((enum style_when)cli->colour, STDOUT_FILENO);
        if (isatty(STDOUT_FILENO)) {
            s.width = style_width(STDOUT_FILENO);
            s.width = s.width > READABLE ? READABLE : s.width;
            if (!s.args->no_pager)
                pager_start(&pager, &cli->out);
        }
    }
    status = show_all(&s);
    if (!pager_finish(&pager, &cli->out)) {
        report(cli, "cannot run the pager '%s' (--no-pager does without)", pager.command);
        status = CLI_FAILED;
    }
    limier_close(s.index);
    return status;
}

const struct command cmd_show = {
    .name = "show",
    .usage = "ID…",
    .summary = "The article, words lit up, through the pager on a terminal",
    .details =
        "An ID is what search prints behind the date and source: a path will do where one article\n"
        "stands in the file. Exit status 1 when one of them is unknown; the others are shown.\n"
        "\n"
        "On a terminal lines are wrapped, at 100 columns at most, and go through $LIMIER_PAGER, else\n"
        "$PAGER, else « less -R » (with LESS=FRX unless LESS is set); a pager named cat, or no name, is\n"
        "none. In a pipe or a file a paragraph is one line.\n"
        "\n"
        "Examples:\n"
        "  limier show corpus/amazon.txt --query 'Amazon IA'\n"
        "  limier show --format json corpus/amazon.txt | jq -r '.articles[].text'\n",
    .options = options,
    .args_size = sizeof(struct show_args),
    .run = run,
};
