#include "cli/cli.h"
#include "cli/report.h"

#include "base/utf8.h"

#include <stdio.h>

/* « -n, --limit N » */
static void add_option_name(struct buf *out, const struct options_entry *e, bool taken)
{
    if (e->letter && !taken)
        buf_printf(out, "-%c, ", e->letter);
    else
        buf_add_str(out, "    ");
    buf_printf(out, "--%s", e->name);
    if (e->argument)
        buf_printf(out, " %s", e->argument);
}

/* The letters of own, if any, are the command's and not the table's. */
static bool is_taken(const struct options_entry *own, char letter)
{
    for (; own && own->name; own++)
        if (own->letter == letter)
            return true;
    return false;
}

static void add_options(
    struct buf *out, const char *title, const struct options_entry *table, const struct options_entry *own)
{
    enum { HELP_COLUMN = 26 };
    if (!table)
        return;
    buf_printf(out, "\n%s:\n", title);
    for (; table->name; table++) {
        struct buf name = {0};
        add_option_name(&name, table, is_taken(own, table->letter));
        size_t columns = utf8_columns(buf_span(&name)) + 2;
        buf_printf(out, "  %s%*s%s", buf_str(&name), (int)(columns < HELP_COLUMN ? HELP_COLUMN - columns : 1),
            "", table->help);
        for (size_t i = 0; table->choices && table->choices[i]; i++)
            buf_printf(out, "%s%s", i ? ", " : ": ", table->choices[i]);
        if (table->preset)
            buf_printf(out, " (default: %s)", table->preset);
        buf_add_char(out, '\n');
        buf_release(&name);
    }
}

static void print_program(struct buf *out)
{
    buf_add_str(out, "Usage: limier [OPTION]… COMMAND [OPTION]… [ARGUMENT]…\n"
                     "Index an archive of French articles and find them again, best first.\n"
                     "\n"
                     "  limier index corpus/\n"
                     "  limier search Amazon infrastructure IA\n"
                     "\n"
                     "Commands:\n");
    for (size_t i = 0; commands[i]; i++)
        buf_printf(out, "  %-10s%s\n", commands[i]->name, commands[i]->summary);
    add_options(out, "Options of every command", options_global, NULL);
    buf_add_str(out, "\n"
                     "limier help COMMAND says more. Exit status: 0 found or done; 1 nothing found;\n"
                     "2 wrong use or wrong query; 3 done, but inputs were refused; 4 the index or\n"
                     "the system failed; 75 locked, try again.\n");
}

static void print_command(struct buf *out, const struct command *c)
{
    buf_printf(
        out, "Usage: limier %s [OPTION]…%s%s\n%s.\n", c->name, *c->usage ? " " : "", c->usage, c->summary);
    add_options(out, "Options", c->options, NULL);
    add_options(out, "Options of every command", options_global, c->options);
    if (*c->details)
        buf_printf(out, "\n%s", c->details);
}

void help_print(struct sink *out, const struct command *command)
{
    if (command)
        print_command(&out->out, command);
    else
        print_program(&out->out);
}

static int run(struct cli *cli, const void *args)
{
    (void)args;
    const struct command *about = NULL;
    if (cli->nwords > 1)
        return report_usage(cli, "one COMMAND at a time");
    if (cli->nwords == 1 && !(about = command_find(cli->words[0])))
        return report_usage(cli, "unknown command '%s'", cli->words[0]);
    help_print(&cli->out, about);
    return CLI_DONE;
}

const struct command cmd_help = {.name = "help",
    .usage = "[COMMAND]",
    .summary = "Help on limier, or on one of its commands",
    .details = "",
    .run = run};

static int run_version(struct cli *cli, const void *args)
{
    (void)args;
    if (cli->nwords)
        return report_usage(cli, "'%s' is one word too many", cli->words[0]);
    buf_printf(&cli->out.out, "limier %s\n", limier_version());
    return CLI_DONE;
}

const struct command cmd_version = {
    .name = "version", .usage = "", .summary = "The version of limier", .details = "", .run = run_version};
