/* limier index, in the program that people start: limier-index takes its place. */
#include "cli/indexing.h"

#include "cli/report.h"

#include "base/buf.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#define PROGRAM "limier-index"

/* Beside this program, where it has been built; else where it is installed. */
static const char *find_program(struct buf *path)
{
    char own[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", own, sizeof own);
    while (n > 0 && own[n - 1] != '/')
        n--;
    if (n > 0 && n < (ssize_t)sizeof own) {
        buf_add(path, own, (size_t)n);
        buf_add_str(path, PROGRAM);
        if (access(buf_str(path), X_OK) == 0)
            return buf_str(path);
    }
    return LIMIER_LIBEXEC_DIR "/" PROGRAM;
}

int indexing_run(struct cli *cli, const void *values)
{
    (void)values;
    struct buf path = {0};
    const char *program = find_program(&path);
    execv(program, cli->argv);
    report(cli, "cannot run %s: %s", program, strerror(errno));
    buf_release(&path);
    return CLI_FAILED;
}
