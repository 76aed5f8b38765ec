#include "cli/pager.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOT_FOUND = 127 };

static bool in_path(const char *program)
{
    const char *path = getenv("PATH");
    struct buf name = {0};
    bool found = false;
    while (path && *path && !found) {
        size_t n = strcspn(path, ":");
        buf_clear(&name);
        buf_printf(&name, "%.*s/%s", (int)n, path, program);
        found = access(buf_str(&name), X_OK) == 0;
        path += n + (path[n] == ':');
    }
    buf_release(&name);
    return found;
}

/* NULL when there is none, or it is said to be none (empty, or cat), or the terminal cannot scroll. */
static const char *choose(void)
{
    const char *pager = getenv("LIMIER_PAGER");
    if (!pager)
        pager = getenv("PAGER");
    const char *terminal = getenv("TERM");
    if (!pager)
        pager = in_path("less") && terminal && strcmp(terminal, "dumb") != 0 ? "less -R" : "";
    return *pager && strcmp(pager, "cat") != 0 ? pager : NULL;
}

static _Noreturn void become(const char *command, int input)
{
    dup2(input, STDIN_FILENO);
    setenv("LESS", "FRX", 0);
    execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    _exit(NOT_FOUND);
}

void pager_start(struct pager *p, struct sink *out)
{
    *p = (struct pager){.command = choose(), .saved_err = -1};
    int ends[2];
    if (!p->command || !isatty(out->fd) || pipe2(ends, O_CLOEXEC) != 0)
        return;
    p->pid = fork();
    if (p->pid == 0)
        become(p->command, ends[0]);
    close(ends[0]);
    if (p->pid < 0) {
        close(ends[1]);
        p->pid = 0;
        return;
    }
    /* We must outlive a reader who quits early, and Ctrl-C belongs to the pager. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGINT, SIG_IGN);
    signal(SIGQUIT, SIG_IGN);
    p->fd = out->fd = ends[1];
    if (isatty(STDERR_FILENO)) {
        p->saved_err = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
        dup2(p->fd, STDERR_FILENO);
    }
}

bool pager_finish(struct pager *p, struct sink *out)
{
    if (p->pid == 0)
        return true;
    sink_flush(out);
    if (out->error == EPIPE)
        out->error = 0;
    if (p->saved_err >= 0) {
        dup2(p->saved_err, STDERR_FILENO);
        close(p->saved_err);
    }
    close(p->fd);
    out->fd = STDOUT_FILENO;
    int status;
    while (waitpid(p->pid, &status, 0) < 0 && errno == EINTR)
        ;
    p->pid = 0;
    return !(WIFEXITED(status) && WEXITSTATUS(status) == NOT_FOUND);
}
