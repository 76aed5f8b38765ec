/* limier: finds the command, reads its options, runs it, and sees to standard output. */
#include "cli/cli.h"
#include "cli/report.h"

#include "base/bug.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const struct command *const commands[] = {&cmd_index, &cmd_search, &cmd_show, &cmd_stats, &cmd_analyze,
    &cmd_explain, &cmd_eval, &cmd_help, &cmd_version, NULL};

const struct command *command_find(const char *name)
{
    for (size_t i = 0; commands[i]; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

/* A closed standard stream must not become a file of the index: it is opened so that using it fails. */
static void hold_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
            (void)!open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

static void free_lists(const struct options_entry *table, void *values)
{
    for (; table && table->name; table++)
        if (table->kind == OPTIONS_LIST)
            free(((struct options_list *)(void *)((char *)values + table->offset))->items);
}

static int run_command(struct cli *cli, int argc, char **argv)
{
    const struct command *command = cli->command;
    void *args = mem_zero(1, command->args_size);
    options_preset(command->options, args);
    int used, status = CLI_DONE;
    if (!options_parse(cli, args, argc, argv, &used))
        status = CLI_USAGE;
    else if (cli->help)
        help_print(&cli->out, command);
    else if (cli->version)
        status = cmd_version.run(cli, NULL);
    else
        status = command->run(cli, args);
    free_lists(command->options, args);
    free(args);
    return status;
}

static int run(struct cli *cli, int argc, char **argv)
{
    int used;
    options_preset(options_global, cli);
    if (!options_parse(cli, NULL, argc, argv, &used))
        return CLI_USAGE;
    if (cli->version)
        return cmd_version.run(cli, NULL);
    if (used == argc && cli->help) {
        help_print(&cli->out, NULL);
        return CLI_DONE;
    }
    if (used == argc)
        return report_usage(cli, "no command");
    cli->command = command_find(argv[used]);
    if (!cli->command)
        return report_usage(cli, "unknown command '%s'", argv[used]);
    return run_command(cli, argc - used, argv + used);
}

/* What is left to write, and what became of it. A reader that has gone away is no error: SIGPIPE ends us as it
 * ends cat(1), and where it is ignored we stop without a word. */
static int finish(struct cli *cli, int status)
{
    if (sink_flush(&cli->out))
        return status;
    if (cli->out.error == EPIPE)
        return CLI_DONE;
    report(cli, "cannot write: %s", strerror(cli->out.error));
    return CLI_FAILED;
}

int main(int argc, char **argv)
{
    hold_streams();
    struct cli cli = {.argv = argv};
    sink_init(&cli.out, STDOUT_FILENO);
    int status = finish(&cli, run(&cli, argc, argv));
    sink_release(&cli.out);
    free(cli.words);
    return status;
}
