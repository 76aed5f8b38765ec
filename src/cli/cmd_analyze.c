#include "cli/cli.h"
#include "cli/report.h"

#include "base/utf8.h"
#include "out/json.h"
#include "out/plain.h"

#include <stdlib.h>

struct analyze_args {
    size_t format;
};

static const char *const format_names[] = {"text", "json", NULL};

static const struct options_entry options[] = {
    {"format", 0, OPTIONS_CHOICE, offsetof(struct analyze_args, format), "FORMAT", "how it is written", "text",
        format_names},
    {0},
};

enum { CELLS = 7 };

static void fill_row(struct buf cells[CELLS], struct span text, const struct limier_token *t)
{
    for (size_t i = 0; i < CELLS; i++)
        buf_clear(&cells[i]);
    buf_printf(&cells[0], "%zu-%zu", t->start, t->end);
    buf_printf(&cells[1], "%u", t->position);
    plain_add(&cells[2], span_head(span_skip(text, t->start), t->end - t->start));
    plain_add(&cells[3], span_str(t->exact));
    plain_add(&cells[4], span_str(t->form));
    plain_add(&cells[5], span_str(t->stem));
    buf_printf(
        &cells[6], "%s%s%s", t->elided ? "elided" : "", t->elided && t->stop ? " " : "", t->stop ? "stop" : "");
}

static void add_cells(struct buf *out, const struct span cells[CELLS], const size_t widths[CELLS])
{
    for (size_t i = 0; i < CELLS; i++) {
        buf_add_span(out, cells[i]);
        size_t columns = utf8_columns(cells[i]);
        if (i + 1 < CELLS)
            buf_printf(out, "%*s", (int)(widths[i] - columns + 2), "");
    }
    while (out->len && out->ptr[out->len - 1] == ' ')
        out->len--;
    buf_add_char(out, '\n');
}

static void print_table(struct sink *sink, struct span text, const struct limier_token *tokens, size_t n)
{
    static const struct span names[CELLS] = {SPAN_LIT("bytes"), SPAN_LIT("position"), SPAN_LIT("written"),
        SPAN_LIT("exact"), SPAN_LIT("form"), SPAN_LIT("stem"), SPAN_LIT("flags")};
    struct buf cells[CELLS] = {{0}};
    size_t widths[CELLS];
    for (size_t c = 0; c < CELLS; c++)
        widths[c] = utf8_columns(names[c]);
    for (size_t i = 0; i < n; i++) {
        fill_row(cells, text, &tokens[i]);
        for (size_t c = 0; c < CELLS; c++) {
            size_t columns = utf8_columns(buf_span(&cells[c]));
            widths[c] = columns > widths[c] ? columns : widths[c];
        }
    }
    add_cells(&sink->out, names, widths);
    for (size_t i = 0; i < n && !sink->error; i++) {
        fill_row(cells, text, &tokens[i]);
        struct span row[CELLS];
        for (size_t c = 0; c < CELLS; c++)
            row[c] = buf_span(&cells[c]);
        add_cells(&sink->out, row, widths);
        sink_turn(sink);
    }
    for (size_t c = 0; c < CELLS; c++)
        buf_release(&cells[c]);
}

/* What the text explains, a line each: IA = intelligence artificielle. */
static void print_explained(struct sink *sink, struct span text, const struct limier_explained *pairs, size_t n)
{
    if (n)
        buf_add_char(&sink->out, '\n');
    for (size_t i = 0; i < n && !sink->error; i++) {
        const struct limier_name *a = &pairs[i].acronym, *e = &pairs[i].expansion;
        plain_add(&sink->out, span_of(text.ptr + a->start, a->end - a->start));
        buf_add_str(&sink->out, " = ");
        plain_add(&sink->out, span_of(text.ptr + e->start, e->end - e->start));
        buf_add_char(&sink->out, '\n');
        sink_turn(sink);
    }
}

static bool read_text(struct cli *cli, struct buf *text)
{
    if (cli->nwords == 1 && strcmp(cli->words[0], "-") == 0)
        return cli_read_input(cli, text);
    char *words = cli_words_text(cli);
    buf_add_str(text, words);
    free(words);
    return true;
}

static int run(struct cli *cli, const void *values)
{
    const struct analyze_args *args = values;
    if (!cli->nwords)
        return report_usage(cli, "no TEXT");
    struct buf text = {0};
    struct limier_token *tokens = NULL;
    struct limier_explained *pairs = NULL;
    struct limier_error err;
    size_t n, npairs;
    int status = CLI_FAILED;
    if (!read_text(cli, &text))
        goto out;
    if (limier_analyze(buf_str(&text), text.len, &tokens, &n, &err) != LIMIER_OK ||
        limier_explained(buf_str(&text), text.len, &pairs, &npairs, &err) != LIMIER_OK) {
        status = report_error(cli, &err, NULL);
        goto out;
    }
    if (args->format) {
        json_analysis(&cli->out, &(struct json_analysis){buf_span(&text), tokens, n, pairs, npairs});
    } else if (n) {
        print_table(&cli->out, buf_span(&text), tokens, n);
        print_explained(&cli->out, buf_span(&text), pairs, npairs);
    }
    status = n ? CLI_DONE : CLI_NOTHING;
out:
    limier_tokens_free(tokens);
    limier_explained_free(pairs);
    buf_release(&text);
    return status;
}

const struct command cmd_analyze = {
    .name = "analyze",
    .usage = "TEXT… | -",
    .summary = "Every step from text to terms, for people who wonder why",
    .details =
        "A line a word: its bytes in the text, its position, how it is written, its exact form (accents\n"
        "and case kept), its form (folded), its stem (what is searched by default), and whether it is an\n"
        "elided word (d', l') or a stop word (too common to rank by); then the acronyms that the text\n"
        "explains. No index is needed. « - » reads the text from standard input. Exit status 1 when\n"
        "there is no word in it.\n"
        "\n"
        "Example:\n"
        "  limier analyze \"L'élection d'Amazon\"\n",
    .options = options,
    .args_size = sizeof(struct analyze_args),
    .run = run,
};
