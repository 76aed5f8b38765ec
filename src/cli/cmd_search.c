#include "cli/cli.h"
#include "cli/queries.h"
#include "cli/report.h"
#include "cli/request.h"
#include "cli/units.h"

#include "out/plain.h"
#include "out/printer.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

struct search_args {
    struct request_args request;
    size_t sort, limit, offset, extract, format;
    bool null, count;
    const char *queries, *run_tag;
};

/* In the order of enum limier_sort. */
static const char *const sort_names[] = {"relevance", "date", "-date", NULL};

#define FIELD(name) offsetof(struct search_args, name)

static const struct options_entry options[] = {
    REQUEST_OPTIONS(struct search_args),
    {"sort", 0, OPTIONS_CHOICE, FIELD(sort), "ORDER", "best or newest first", "relevance", sort_names},
    {"limit", 'n', OPTIONS_NUMBER, FIELD(limit), "N", "at most N articles; 0: all", "10", NULL},
    {"offset", 0, OPTIONS_NUMBER, FIELD(offset), "N", "pass over the first N", "0", NULL},
    {"format", 0, OPTIONS_CHOICE, FIELD(format), "FORMAT", "how to write them", "text", printer_formats},
    {"null", '0', OPTIONS_FLAG, FIELD(null), NULL, "with paths: a NUL behind each, for xargs -0", NULL, NULL},
    {"extract", 0, OPTIONS_NUMBER, FIELD(extract), "N", "about N bytes of the text; 0: none", "240", NULL},
    {"count", 0, OPTIONS_FLAG, FIELD(count), NULL, "only the number of articles, exactly", NULL, NULL},
    {"queries", 0, OPTIONS_TEXT, FIELD(queries), "FILE",
        "answer each line « name TAB query » of FILE (-: input)", NULL, NULL},
    {"run-tag", 0, OPTIONS_TEXT, FIELD(run_tag), "NAME", "with trec: the last column (default: limier)", NULL,
        NULL},
    {0},
};

struct search {
    struct cli *cli;
    const struct search_args *args;
    struct limier *index;
    struct limier_synonyms *synonyms; /* of --synonyms, or NULL */
    struct printer printer;
    bool on_terminal; /* somebody looks at both streams */
};

static int check(struct cli *cli, const struct search_args *args)
{
    const struct printer_format *format = printer_format(args->format);
    if (args->queries && cli->nwords)
        return report_usage(cli, "--queries goes with no QUERY");
    if (!args->queries && cli_words_blank(cli))
        return report_usage(cli, "no QUERY");
    if (args->count && format != &print_text)
        return report_usage(cli, "--count goes with no --format");
    if (args->null && format != &print_paths)
        return report_usage(cli, "--null goes with --format paths");
    if (args->run_tag && format != &print_trec)
        return report_usage(cli, "--run-tag goes with --format trec");
    if (args->extract > INT_MAX)
        return report_usage(cli, "--extract: %zu is too much", args->extract);
    return CLI_DONE;
}

static void prepare_printer(struct search *s)
{
    const struct search_args *args = s->args;
    s->printer = (struct printer){.sink = &s->cli->out,
        .format = args->count ? &print_count : printer_format(args->format),
        .many = args->queries != NULL,
        .separator = args->null ? '\0' : '\n',
        .run_tag = args->run_tag ? args->run_tag : "limier"};
    if (s->printer.format != &print_text)
        return;
    s->printer.mode = style_mode((enum style_when)s->cli->colour, STDOUT_FILENO);
    s->printer.width = style_width(STDOUT_FILENO);
    s->on_terminal = !s->cli->quiet && isatty(STDOUT_FILENO) && isatty(STDERR_FILENO);
}

static void report_notes(const struct search *s, const char *qid, const struct limier_results *results)
{
    for (size_t i = 0; i < results->nnotes && !s->cli->quiet; i++)
        if (qid)
            report_plain(s->cli, "note: %s: %s", qid, results->notes[i]);
        else
            report_plain(s->cli, "note: %s", results->notes[i]);
}

/* « 10 of 37 articles (0.8 ms) » */
static void report_total(const struct search *s, const struct limier_results *r)
{
    struct buf line = {0};
    if (r->total == 0)
        buf_add_str(&line, "no article found");
    else if (r->nhits && s->args->offset)
        buf_printf(&line, "%zu to %zu", r->hits[0].rank, r->hits[r->nhits - 1].rank);
    else
        buf_printf(&line, "%zu", r->nhits);
    if (r->total)
        buf_printf(&line, " of %s%" PRIu64 " article%s", r->total_exact ? "" : "about ", r->total,
            r->total == 1 ? "" : "s");
    buf_add_str(&line, " (");
    units_add_seconds(&line, r->seconds);
    buf_printf(&line, ")\n");
    sink_flush(&s->cli->out);
    struct sink err;
    sink_init(&err, STDERR_FILENO);
    buf_printf(&err.out, "%s%s", r->nhits ? "\n" : "", buf_str(&line));
    sink_flush(&err);
    sink_release(&err);
    buf_release(&line);
}

static struct limier_request make_request(const struct search *s, const char *query)
{
    const struct search_args *args = s->args;
    struct limier_request request = request_make(&args->request, s->synonyms, query);
    request.sort = (enum limier_sort)args->sort;
    request.offset = args->offset;
    request.limit = args->limit;
    request.count = args->count;
    bool shows_text =
        s->printer.format == &print_text || s->printer.format == &json_page || s->printer.format == &json_lines;
    request.extract = shows_text ? (unsigned)args->extract : 0;
    if (args->count) {
        request.offset = 0;
        request.limit = 1;
    }
    return request;
}

/* *err is filled when the status is not LIMIER_OK; nothing is reported then. */
static enum limier_status answer(
    struct search *s, const char *qid, const char *query, bool *found, struct limier_error *err)
{
    struct limier_results *results;
    struct limier_request request = make_request(s, query);
    enum limier_status status = limier_search(s->index, &request, &results, err);
    if (status != LIMIER_OK)
        return status;
    *found = s->args->count ? results->total > 0 : results->nhits > 0;
    report_notes(s, qid, results);
    printer_print(&s->printer, &(struct printer_page){.query = query, .qid = qid, .results = results});
    if (s->on_terminal && !s->args->count && !qid)
        report_total(s, results);
    limier_results_free(results);
    return LIMIER_OK;
}

static int answer_words(struct search *s)
{
    struct limier_error err;
    bool found = false;
    char *query = cli_words_text(s->cli);
    printer_start(&s->printer);
    enum limier_status status = answer(s, NULL, query, &found, &err);
    printer_finish(&s->printer);
    int code = status != LIMIER_OK ? report_error(s->cli, &err, query) : found ? CLI_DONE : CLI_NOTHING;
    free(query);
    return code;
}

/* One line of the file. What is wrong with the line itself is told and passed over. */
static int answer_line(struct search *s, const struct queries *q)
{
    struct limier_error err;
    bool found;
    if (q->wrong) {
        report_plain(s->cli, "%s:%zu: %s", s->args->queries, q->number, q->wrong);
        return CLI_REFUSED;
    }
    enum limier_status status = answer(s, q->qid, q->query, &found, &err);
    if (status == LIMIER_QUERY || status == LIMIER_TOO_LONG) {
        report_plain(s->cli, "%s:%zu: %s: %s", s->args->queries, q->number, q->qid, err.message);
        return CLI_REFUSED;
    }
    return status == LIMIER_OK ? CLI_DONE : report_error(s->cli, &err, NULL);
}

static int answer_file(struct search *s)
{
    const char *path = s->args->queries;
    struct queries q;
    if (!queries_open(&q, path)) {
        report(s->cli, "%s: %s", path, strerror(errno));
        return CLI_FAILED;
    }
    int status = CLI_DONE;
    bool ask = strcmp(path, "-") == 0; /* somebody may wait for each answer */
    printer_start(&s->printer);
    while (status <= CLI_REFUSED && status != CLI_USAGE && !s->cli->out.error && queries_next(&q)) {
        int line = answer_line(s, &q);
        if (line != CLI_DONE)
            status = line;
        if (ask)
            sink_flush(&s->cli->out);
    }
    printer_finish(&s->printer);
    if (queries_failed(&q)) {
        report(s->cli, "%s: %s", path, strerror(errno));
        status = CLI_FAILED;
    }
    queries_close(&q);
    return status;
}

static int run(struct cli *cli, const void *values)
{
    struct search s = {.cli = cli, .args = values};
    int status = check(cli, s.args);
    if (status == CLI_DONE)
        status = cli_open(cli, &s.index);
    if (status == CLI_DONE)
        status = synonyms_open(cli, &s.args->request.synonyms, &s.synonyms);
    if (status == CLI_DONE) {
        prepare_printer(&s);
        status = s.args->queries ? answer_file(&s) : answer_words(&s);
    }
    limier_synonyms_free(s.synonyms);
    limier_close(s.index);
    return status;
}

const struct command cmd_search = {
    .name = "search",
    .usage = "QUERY…",
    .summary = "Rank the articles that answer a query, best first",
    .details = "The query:\n"
               "  amazon infrastructure     the more of the words, the better; all of them with --all\n"
               "  +mot -mot                 required, excluded\n"
               "  ET OU SAUF ( )            boolean, in capitals; AND OR NOT too\n"
               "  '\"plan d'\\''Amazon\"'       these words in this order (quotes inside the shell's quotes)\n"
               "  infra*                    any ending\n"
               "  =Orange                   exactly this form\n"
               "  titre:IA source:Monde     in this field; auteur: rubrique: chemin: too\n"
               "  date:2025-11 date:2025..2026\n"
               "\n"
               "Words and options may stand in any order. Behind the first word of the query, a word with\n"
               "one dash belongs to the query (amazon -france), unless it is one of the one-letter options\n"
               "above; everything behind -- does.\n"
               "\n"
               "Sorted by date the newest article comes first, by -date the oldest; undated ones come last.\n"
               "\n"
               "On a terminal matched words are coloured, or in [brackets] without colours (NO_COLOR,\n"
               "--color never); in a pipe they are not marked: --format json gives their places. Lines are\n"
               "as wide as $COLUMNS says, else as the terminal, else 80. Format paths prints each file once.\n"
               "\n"
               "Exit status: 0 found; 1 nothing found (not with --queries); 2 wrong use or wrong query;\n"
               "3 lines of --queries were refused; 4 the index or the system failed.\n"
               "\n"
               "Examples:\n"
               "  limier search Amazon infrastructure IA\n"
               "  limier search --since 2025-11 --sort date amazon -france -n 20\n"
               "  limier search --format paths -0 --limit 0 '+\"data center\"' | xargs -0 wc -w\n"
               "  limier search --format json Amazon | jq -r '.hits[] | [.date, .title] | @tsv'\n",
    .options = options,
    .args_size = sizeof(struct search_args),
    .query = true,
    .run = run,
};
