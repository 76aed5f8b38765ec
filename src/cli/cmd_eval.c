#include "cli/cli.h"
#include "cli/queries.h"
#include "cli/report.h"
#include "cli/request.h"
#include "cli/units.h"

#include "base/bug.h"
#include "base/trace.h"
#include "base/vocab.h"
#include "out/eval.h"
#include "out/trec.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

struct eval_args {
    const char *run, *compare, *write_run;
    size_t depth, format;
    bool each;
    struct synonyms_args synonyms;
};

static const char *const format_names[] = {"text", "json", NULL};

#define FIELD(name) offsetof(struct eval_args, name)

static const struct options_entry options[] = {
    {"run", 0, OPTIONS_TEXT, FIELD(run), "FILE", "measure this TREC run instead of searching", NULL, NULL},
    {"compare", 0, OPTIONS_TEXT, FIELD(compare), "FILE", "compare with this TREC run", NULL, NULL},
    {"write-run", 0, OPTIONS_TEXT, FIELD(write_run), "FILE", "write the run that was made", NULL, NULL},
    {"depth", 0, OPTIONS_NUMBER, FIELD(depth), "N", "answers to a query; 0: all", "1000", NULL},
    {"per-query", 'q', OPTIONS_FLAG, FIELD(each), NULL, "each query, too", NULL, NULL},
    {"format", 0, OPTIONS_CHOICE, FIELD(format), "FORMAT", "how it is written", "text", format_names},
    SYNONYMS_OPTIONS(struct eval_args, synonyms),
    {0},
};

struct eval {
    struct cli *cli;
    const struct eval_args *args;
    struct limier_judgements *judgements;
    struct limier_run *run, *other;
    struct limier_synonyms *synonyms; /* of --synonyms, or NULL */
    struct vocab qids;                /* of QUERIES */
    const char **names;               /* the same as strings */
    const char **queries;             /* their texts */
    struct arena texts;
    size_t cap;
    uint64_t refused;
    double seconds;
};

static const char *queries_path(const struct cli *cli)
{
    return cli->nwords == 2 ? cli->words[0] : NULL;
}

static int check(struct cli *cli, const struct eval_args *args)
{
    if (cli->nwords > 2)
        return report_usage(cli, "'%s' is one word too many", cli->words[2]);
    if (cli->nwords == 0 || (cli->nwords == 1 && !args->run))
        return report_usage(cli, cli->nwords ? "QUERIES and QRELS are wanted" : "no QUERIES, no QRELS");
    if (args->run && args->write_run)
        return report_usage(cli, "--write-run goes with no --run");
    return CLI_DONE;
}

static void refuse(void *context, const struct limier_event *event)
{
    struct eval *e = context;
    e->refused++;
    report_plain(e->cli, "%s: %s", event->path, event->message);
}

static int read_judgements(struct eval *e)
{
    struct limier_error err;
    struct limier_eval_input input = {e->cli->words[e->cli->nwords - 1], e, refuse, 0, 0};
    if (limier_eval_judgements(&e->judgements, &input, &err) != LIMIER_OK)
        return report_error(e->cli, &err, NULL);
    return CLI_DONE;
}

static int read_run(struct eval *e, const char *path, struct limier_run **run)
{
    struct limier_error err;
    struct limier_eval_input input = {path, e, refuse, 0, 0};
    if (limier_eval_run(run, path ? &input : NULL, &err) != LIMIER_OK)
        return report_error(e->cli, &err, NULL);
    return CLI_DONE;
}

/* ---- Queries ------------------------------------------------------------------------------------------ */

static void refuse_query(struct eval *e, const struct queries *q, const char *why)
{
    e->refused++;
    report_plain(e->cli, "%s:%zu: %s", queries_path(e->cli), q->number, why);
}

static void take_query(struct eval *e, const struct queries *q)
{
    struct buf qid = {0};
    if (!q->wrong)
        trec_add_column(&qid, q->qid);
    size_t known = e->qids.count;
    if (q->wrong) {
        refuse_query(e, q, q->wrong);
    } else if (vocab_add(&e->qids, buf_span(&qid)) < known) {
        refuse_query(e, q, "a query of this name was there before");
    } else {
        e->queries = mem_grow(e->queries, &e->cap, known + 1, sizeof *e->queries);
        e->queries[known] = arena_str(&e->texts, span_str(q->query));
    }
    buf_release(&qid);
}

static int read_queries(struct eval *e)
{
    const char *path = queries_path(e->cli);
    struct queries q;
    int status = CLI_DONE;
    if (!queries_open(&q, path)) {
        report(e->cli, "%s: %s", path, strerror(errno));
        return CLI_FAILED;
    }
    while (queries_next(&q))
        take_query(e, &q);
    if (queries_failed(&q)) {
        report(e->cli, "%s: %s", path, strerror(errno));
        status = CLI_FAILED;
    }
    queries_close(&q);
    e->names = mem_zero(e->qids.count + 1, sizeof *e->names);
    for (uint32_t i = 0; i < e->qids.count; i++)
        e->names[i] = e->qids.items[i].ptr;
    return status;
}

/* ---- Answering ---------------------------------------------------------------------------------------- */

/* The run gets what the file gets, so that both are worth the same. */
static void take_answer(
    struct eval *e, const char *qid, const struct limier_results *results, struct sink *file)
{
    struct buf id = {0};
    for (size_t i = 0; i < results->nhits; i++) {
        const struct limier_hit *hit = &results->hits[i];
        buf_clear(&id);
        trec_add_column(&id, hit->article.id);
        limier_eval_run_add(e->run, qid, buf_str(&id), hit->score);
        if (!file)
            continue;
        trec_add_line(&file->out, qid, hit->article.id, hit->rank, hit->score, "limier");
        sink_turn(file);
    }
    buf_release(&id);
}

static int answer(struct eval *e, struct limier *index, uint32_t i, struct sink *file)
{
    struct limier_request request = {.query = e->queries[i],
        .limit = e->args->depth,
        .no_synonyms = e->args->synonyms.none,
        .synonyms = e->synonyms};
    struct limier_results *results;
    struct limier_error err;
    switch (limier_search(index, &request, &results, &err)) {
    case LIMIER_OK: take_answer(e, e->names[i], results, file); break;
    case LIMIER_QUERY:
    case LIMIER_TOO_LONG:
        e->refused++;
        report_plain(e->cli, "%s: %s: %s", queries_path(e->cli), e->names[i], err.message);
        return CLI_DONE;
    default: return report_error(e->cli, &err, NULL);
    }
    limier_results_free(results);
    return CLI_DONE;
}

static int answer_all(struct eval *e, struct sink *file)
{
    struct limier *index;
    int status = cli_open(e->cli, &index);
    if (status == CLI_DONE)
        status = synonyms_open(e->cli, &e->args->synonyms, &e->synonyms);
    double start = trace_clock();
    for (uint32_t i = 0; status == CLI_DONE && i < e->qids.count; i++)
        status = answer(e, index, i, file);
    e->seconds = trace_clock() - start;
    limier_close(index);
    return status;
}

static int answer_into(struct eval *e, const char *path)
{
    struct sink file;
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0) {
        report(e->cli, "%s: %s", path, strerror(errno));
        return CLI_FAILED;
    }
    sink_init(&file, fd);
    int status = answer_all(e, &file);
    bool written = sink_flush(&file);
    if (close(fd) != 0 && written) {
        file.error = errno;
        written = false;
    }
    if (status == CLI_DONE && !written) {
        report(e->cli, "%s: %s", path, strerror(file.error));
        status = CLI_FAILED;
    }
    sink_release(&file);
    return status;
}

static int make_run(struct eval *e)
{
    int status = read_run(e, e->args->run, &e->run);
    if (status != CLI_DONE || e->args->run)
        return status;
    status = e->args->write_run ? answer_into(e, e->args->write_run) : answer_all(e, NULL);
    if (status == CLI_DONE && e->cli->verbose) {
        struct buf took = {0};
        units_add_seconds(&took, e->seconds);
        report(e->cli, "%zu queries answered in %s", e->qids.count, buf_str(&took));
        buf_release(&took);
    }
    return status;
}

/* ---- Measuring ---------------------------------------------------------------------------------------- */

static struct limier_eval_scores *measure(const struct eval *e, struct limier_run *run)
{
    struct limier_eval_scores *scores;
    struct limier_error err;
    if (limier_eval_measure(e->judgements, run, e->names, e->qids.count, &scores, &err) != LIMIER_OK)
        BUG("queries are there once");
    return scores;
}

static int print(const struct eval *e)
{
    struct limier_eval_difference differences[LIMIER_MEASURES];
    struct limier_eval_scores *scores = measure(e, e->run);
    struct eval_report report = {.name = e->args->run ? e->args->run : "limier",
        .scores = scores,
        .each = e->args->each,
        .refused = e->refused,
        .seconds = e->args->run ? -1 : e->seconds};
    struct limier_eval_scores *other = NULL;
    if (e->other) {
        other = measure(e, e->other);
        if (limier_eval_compare(scores, other, differences, NULL) != LIMIER_OK)
            BUG("both runs are measured on the same queries");
        report.other_name = e->args->compare;
        report.other = other;
        report.differences = differences;
    }
    (e->args->format ? eval_print_json : eval_print_text)(&e->cli->out, &report);
    int status = e->refused ? CLI_REFUSED : scores->nqueries ? CLI_DONE : CLI_NOTHING;
    limier_eval_scores_free(other);
    limier_eval_scores_free(scores);
    return status;
}

static int measure_all(struct eval *e)
{
    int status = read_judgements(e);
    if (status == CLI_DONE && queries_path(e->cli))
        status = read_queries(e);
    if (status == CLI_DONE && e->args->compare)
        status = read_run(e, e->args->compare, &e->other);
    if (status == CLI_DONE)
        status = make_run(e);
    return status == CLI_DONE ? print(e) : status;
}

static int run(struct cli *cli, const void *values)
{
    struct eval e = {.cli = cli, .args = values};
    int status = check(cli, values);
    if (status != CLI_DONE)
        return status;
    vocab_init(&e.qids);
    arena_init(&e.texts);
    status = measure_all(&e);
    limier_eval_judgements_free(e.judgements);
    limier_eval_run_free(e.run);
    limier_eval_run_free(e.other);
    limier_synonyms_free(e.synonyms);
    vocab_release(&e.qids);
    arena_release(&e.texts);
    free(e.names);
    free(e.queries);
    return status;
}

const struct command cmd_eval = {
    .name = "eval",
    .usage = "QUERIES QRELS | --run FILE [QUERIES] QRELS",
    .summary = "Measure how good the answers are, by judgements",
    .details =
        "QUERIES has a line « name TAB query » each, QRELS a line « name 0 id grade » a judged article;\n"
        "from grade 1 on it is relevant. Every measure is the mean over the queries of QUERIES that have\n"
        "a relevant article; one without an answer counts 0. As trec_eval defines them:\n"
        "  nDCG@10     gain: the grade; discount: log2(rank + 1); against the best order there is\n"
        "  MAP         mean average precision, down to --depth\n"
        "  MRR@10      1 / rank of the first relevant article, 0 when it is not in the first ten\n"
        "  recall@100  the share of the relevant articles that is in the first hundred\n"
        "  success@1, success@10  whether a relevant article is first, in the first ten\n"
        "Of articles with one score the greater id counts as first. With --compare, p says how likely a\n"
        "difference as great is by chance (paired randomisation test, two-sided, 100,000 rounds);\n"
        "-q then shows the differences.\n"
        "\n"
        "Exit status: 0 done; 1 no query has a relevant article; 3 done, but lines were refused; 4 the\n"
        "index, a file or the system failed.\n"
        "\n"
        "Examples:\n"
        "  limier eval --write-run before.run corpus/queries.tsv corpus/qrels.txt\n"
        "  limier eval --compare before.run corpus/queries.tsv corpus/qrels.txt\n",
    .options = options,
    .args_size = sizeof(struct eval_args),
    .run = run,
};
