#include "cli/cli.h"

#include "cli/report.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

int cli_open(struct cli *cli, struct limier **out)
{
    struct limier_error err;
    char *dir = NULL;
    *out = NULL;
    int status = CLI_DONE;
    if (limier_find(&dir, cli->dir, &err) != LIMIER_OK || limier_open(out, dir, &err) != LIMIER_OK)
        status = report_error(cli, &err, NULL);
    else if (cli->verbose)
        report(cli, "index %s", dir);
    free(dir);
    return status;
}

char *cli_words_text(const struct cli *cli)
{
    struct buf text = {0};
    for (size_t i = 0; i < cli->nwords; i++) {
        if (i)
            buf_add_char(&text, ' ');
        buf_add_str(&text, cli->words[i]);
    }
    buf_reserve(&text, 0)[0] = '\0';
    return text.ptr;
}

bool cli_words_blank(const struct cli *cli)
{
    for (size_t i = 0; i < cli->nwords; i++)
        if (span_trim(span_str(cli->words[i])).len)
            return false;
    return true;
}

bool cli_read_input(struct cli *cli, struct buf *out)
{
    enum { PIECE = 64 * 1024 };
    for (;;) {
        ssize_t n = read(STDIN_FILENO, buf_reserve(out, PIECE), PIECE);
        if (n > 0) {
            out->len += (size_t)n;
        } else if (n == 0) {
            return true;
        } else if (errno != EINTR) {
            report(cli, "standard input: %s", strerror(errno));
            return false;
        }
    }
}
