#include "cli/indexing.h"

#include "cli/progress.h"
#include "cli/report.h"
#include "cli/tally.h"
#include "cli/units.h"

#include "base/bug.h"

#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

struct indexing {
    struct cli *cli;
    struct progress progress;
    uint64_t notes;
    struct tally refused, noted;
};

static volatile int stop; /* the signal that asked for it */

/* The first one asks; the second one ends us at once, which an index survives too. */
static void on_signal(int number)
{
    if (stop) {
        signal(number, SIG_DFL);
        raise(number);
    }
    stop = number;
}

/* A signal that is ignored stays so: a script's background job is not meant by Ctrl-C. */
static void catch_signal(int number)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART}, old;
    if (sigaction(number, NULL, &old) == 0 && old.sa_handler != SIG_IGN)
        sigaction(number, &action, NULL);
}

static void catch_signals(void)
{
    catch_signal(SIGINT);
    catch_signal(SIGTERM);
    /* Nobody left to read the messages is no reason to stop half way. */
    signal(SIGPIPE, SIG_IGN);
}

static void on_progress(void *context, const struct limier_progress *now)
{
    struct indexing *x = context;
    progress_draw(&x->progress, now);
}

static void on_event(void *context, const struct limier_event *event)
{
    struct indexing *x = context;
    if (event->kind == LIMIER_EVENT_REFUSED)
        tally_add(&x->refused, event->path, event->message);
    if (event->kind == LIMIER_EVENT_NOTE) {
        x->notes++;
        tally_add_notes(&x->noted, event->path, event->message);
    }
    if (event->kind != LIMIER_EVENT_REFUSED && !x->cli->verbose)
        return;
    progress_clear(&x->progress);
    switch (event->kind) {
    case LIMIER_EVENT_REFUSED: report_plain(x->cli, "%s: %s", event->path, event->message); break;
    case LIMIER_EVENT_NOTE: report_plain(x->cli, "note: %s: %s", event->path, event->message); break;
    case LIMIER_EVENT_REMOVED: report_plain(x->cli, "%s: removed", event->path); break;
    }
}

/* « read: 3 articles in 2 archive, 33917 in 1 jsonl » (articles, and the inputs they stand in) */
static void report_formats(const struct indexing *x, const struct limier_index_report *r)
{
    struct buf line = {0};
    for (size_t i = 0; i < r->nformats; i++)
        buf_printf(&line, "%s%" PRIu64 "%s in %" PRIu64 " %s", i ? ", " : "", r->formats[i].articles,
            i                             ? ""
            : r->formats[i].articles == 1 ? " article"
                                          : " articles",
            r->formats[i].inputs, r->formats[i].format);
    if (r->undated)
        buf_printf(&line, "; %" PRIu64 " without a date", r->undated);
    if (line.len)
        report_plain(x->cli, "read: %s", buf_str(&line));
    buf_release(&line);
}

/* « refused: 38 no reader knows this HTML or XML; 2 encrypted » */
static void report_reasons(const struct indexing *x, const char *what, const struct tally *t)
{
    enum { SHOWN = 8 };
    struct buf line = {0};
    for (size_t i = 0; i < t->count && i < SHOWN; i++)
        buf_printf(&line, "%s%" PRIu64 " × %s", i ? "; " : "", t->reasons[i].count, t->reasons[i].reason);
    if (t->count > SHOWN)
        buf_printf(&line, "; and %zu more reasons", t->count - SHOWN);
    if (line.len)
        report_plain(x->cli, "%s: %s", what, buf_str(&line));
    buf_release(&line);
}

/* « 120 articles: 118 added, 2 changed, 0 removed, 0 unchanged; 3 inputs refused; 1.2 MB in 0.3 s (4.1 MB/s) »
 */
static void report_done(const struct indexing *x, const struct limier_index_report *r, bool dry_run)
{
    report_formats(x, r);
    report_reasons(x, "refused", &x->refused);
    if (x->cli->verbose)
        report_reasons(x, "noted", &x->noted);
    struct buf line = {0};
    if (dry_run)
        buf_add_str(&line, "would be ");
    buf_printf(&line,
        "%" PRIu64 " article%s: %" PRIu64 " added, %" PRIu64 " changed, %" PRIu64 " removed, %" PRIu64
        " unchanged",
        r->articles, r->articles == 1 ? "" : "s", r->added, r->changed, r->removed, r->unchanged);
    if (r->refused)
        buf_printf(&line, "; %" PRIu64 " input%s refused", r->refused, r->refused == 1 ? "" : "s");
    if (x->notes)
        buf_printf(&line, "; %" PRIu64 " note%s%s", x->notes, x->notes == 1 ? "" : "s",
            x->cli->verbose ? "" : " (-v shows them)");
    buf_add_str(&line, "; ");
    units_add_bytes(&line, (double)r->bytes);
    buf_add_str(&line, " in ");
    units_add_seconds(&line, r->seconds);
    if (r->bytes && r->seconds > 0) {
        buf_add_str(&line, " (");
        units_add_bytes(&line, (double)r->bytes / r->seconds);
        buf_add_str(&line, "/s)");
    }
    report_plain(x->cli, "%s", buf_str(&line));
    buf_release(&line);
}

/* Where to write: the index that is named or found, else a new one here. NULL, reported, when looking failed.
 * The caller's to free(). */
static char *choose_dir(struct cli *cli, int *status)
{
    struct limier_error err;
    char *dir;
    if (limier_find(&dir, cli->dir, &err) == LIMIER_OK)
        return dir;
    if (err.status == LIMIER_MISSING)
        return mem_copy_str(".limier");
    *status = report_error(cli, &err, NULL);
    return NULL;
}

static int run_indexing(struct indexing *x, const struct index_args *args, const char *dir)
{
    struct cli *cli = x->cli;
    progress_init(&x->progress, !cli->quiet);
    if (cli->verbose)
        report(cli, "index %s", dir);
    const struct limier_index_options wanted = {
        .dir = dir,
        .paths = cli->words,
        .npaths = cli->nwords,
        .as = args->as,
        .excludes = args->excludes.items,
        .nexcludes = args->excludes.count,
        .maps = args->maps.items,
        .nmaps = args->maps.count,
        .date_from_file = args->date_from_file,
        .dry_run = args->dry_run,
        .rebuild = args->rebuild,
        .threads = (unsigned)args->threads,
        .stop = &stop,
        .context = x,
        .progress = x->progress.on ? on_progress : NULL,
        .event = on_event,
    };
    struct limier_index_report done;
    struct limier_error err;
    catch_signals();
    enum limier_status status = limier_index(&wanted, &done, &err);
    progress_clear(&x->progress);
    progress_release(&x->progress);
    if (stop && (status == LIMIER_INTERRUPTED || (status == LIMIER_OK && done.interrupted))) {
        report(cli, "interrupted; the index is whole, and the same command goes on with the rest");
        return CLI_INTERRUPTED + stop;
    }
    if (status != LIMIER_OK)
        return report_error(cli, &err, NULL);
    tally_sort(&x->refused);
    tally_sort(&x->noted);
    if (args->report == INDEXING_REPORT_JSON)
        json_index(&cli->out, &done, args->dry_run, x->refused.reasons, x->refused.count, x->noted.reasons,
            x->noted.count);
    else if (!cli->quiet)
        report_done(x, &done, args->dry_run);
    return done.refused ? CLI_REFUSED : CLI_DONE;
}

static int index_into(struct cli *cli, const struct index_args *args, const char *dir)
{
    struct indexing x = {.cli = cli};
    int status = run_indexing(&x, args, dir);
    tally_release(&x.refused);
    tally_release(&x.noted);
    return status;
}

static bool known_format(const char *name)
{
    for (const char *const *f = limier_formats(); *f; f++)
        if (strcmp(*f, name) == 0)
            return true;
    return false;
}

static int refuse_format(struct cli *cli, const char *name)
{
    struct buf names = {0};
    for (const char *const *f = limier_formats(); *f; f++)
        buf_printf(&names, "%s%s", names.len ? ", " : "", *f);
    report_usage(cli, "--as: '%s' is none of %s", name, buf_str(&names));
    buf_release(&names);
    return CLI_USAGE;
}

int indexing_run(struct cli *cli, const void *values)
{
    enum { MOST_THREADS = 1024 };
    const struct index_args *args = values;
    if (!cli->nwords)
        return report_usage(cli, "no PATH, and no - for standard input");
    if (args->threads > MOST_THREADS)
        return report_usage(cli, "--threads: %zu is too much", args->threads);
    if (args->as && !known_format(args->as))
        return refuse_format(cli, args->as);
    int status = CLI_FAILED;
    char *dir = choose_dir(cli, &status);
    if (dir)
        status = index_into(cli, args, dir);
    free(dir);
    return status;
}
