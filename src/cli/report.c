#include "cli/report.h"

#include "base/bug.h"
#include "base/utf8.h"
#include "out/plain.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* What standard output holds comes first, so that both read in their order on a terminal. */
static void send_lines(struct cli *cli, struct buf *raw)
{
    sink_flush(&cli->out);
    struct sink err;
    sink_init(&err, STDERR_FILENO);
    plain_add_lines(&err.out, buf_span(raw));
    sink_flush(&err);
    sink_release(&err);
    buf_release(raw);
}

static void add_prefix(struct buf *line, const struct cli *cli)
{
    buf_add_str(line, "limier: ");
    if (cli->command)
        buf_printf(line, "%s: ", cli->command->name);
}

/* Appends one line whatever the arguments hold. */
static void add_line(struct buf *line, const char *format, va_list args)
{
    char *text;
    if (vasprintf(&text, format, args) < 0)
        BUG("out of memory");
    plain_add(line, span_str(text));
    free(text);
    buf_add_char(line, '\n');
}

void report(struct cli *cli, const char *format, ...)
{
    struct buf line = {0};
    add_prefix(&line, cli);
    va_list args;
    va_start(args, format);
    add_line(&line, format, args);
    va_end(args);
    send_lines(cli, &line);
}

void report_plain(struct cli *cli, const char *format, ...)
{
    struct buf line = {0};
    buf_add_str(&line, "limier: ");
    va_list args;
    va_start(args, format);
    add_line(&line, format, args);
    va_end(args);
    send_lines(cli, &line);
}

int report_usage(struct cli *cli, const char *format, ...)
{
    struct buf line = {0};
    add_prefix(&line, cli);
    va_list args;
    va_start(args, format);
    add_line(&line, format, args);
    va_end(args);
    line.len--;
    buf_printf(
        &line, " (see limier help%s%s)\n", cli->command ? " " : "", cli->command ? cli->command->name : "");
    send_lines(cli, &line);
    return CLI_USAGE;
}

/* The query in a line, cut at the left when the place is far to the right, and a mark under the place. */
static void add_place(struct buf *lines, struct span query, size_t offset)
{
    enum { LEFT = 60 };
    struct span before = span_head(query, offset);
    size_t cut = 0;
    while (utf8_columns(span_skip(before, cut)) > LEFT) {
        size_t n;
        utf8_decode(span_skip(before, cut), &n);
        cut += n;
    }
    struct buf shown = {0};
    buf_add_str(&shown, cut ? "  …" : "  ");
    plain_add(&shown, span_skip(before, cut));
    size_t columns = utf8_columns(buf_span(&shown));
    plain_add(&shown, span_skip(query, before.len));
    buf_add_span(lines, buf_span(&shown));
    buf_printf(lines, "\n%*s^\n", (int)columns, "");
    buf_release(&shown);
}

static int exit_status(enum limier_status status)
{
    switch (status) {
    case LIMIER_OK: return CLI_DONE;
    case LIMIER_USAGE:
    case LIMIER_QUERY: return CLI_USAGE;
    case LIMIER_INPUT: return CLI_REFUSED;
    case LIMIER_LOCKED: return CLI_LOCKED;
    case LIMIER_MISSING:
    case LIMIER_CORRUPT:
    case LIMIER_VERSION:
    case LIMIER_TOO_LONG:
    case LIMIER_SYSTEM:
    case LIMIER_INTERRUPTED:
    case LIMIER_INTERNAL: return CLI_FAILED;
    }
    BUG("unknown status");
}

int report_error(struct cli *cli, const struct limier_error *err, const char *query)
{
    struct buf lines = {0};
    add_prefix(&lines, cli);
    buf_add_str(&lines, err->message);
    buf_add_char(&lines, '\n');
    if (query && err->offset != LIMIER_NO_OFFSET)
        add_place(&lines, span_str(query), err->offset);
    if (*err->hint)
        buf_printf(&lines, "limier: hint: %s\n", err->hint);
    send_lines(cli, &lines);
    return exit_status(err->status);
}
