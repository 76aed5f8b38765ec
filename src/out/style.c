#include "out/style.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const struct {
    const char *on, *lit;
} colours[STYLE_ROLES] = {
    [STYLE_TEXT] = {"", "\033[1;31m"},
    [STYLE_TITLE] = {"\033[1m", "\033[1;31m"},
    [STYLE_RANK] = {"\033[33m", "\033[1;31m"},
    [STYLE_FACTS] = {"\033[36m", "\033[1;31m"},
    [STYLE_DIM] = {"\033[2m", "\033[1;31m"},
};

enum style_mode style_mode(enum style_when when, int fd)
{
    if (when == STYLE_ALWAYS)
        return STYLE_COLOUR;
    if (!isatty(fd))
        return STYLE_PLAIN;
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    if (when == STYLE_NEVER || (no && *no) || !term || strcmp(term, "dumb") == 0)
        return STYLE_BRACKETS;
    return STYLE_COLOUR;
}

const char *style_on(enum style_mode mode, enum style_role role, bool lit)
{
    if (mode != STYLE_COLOUR)
        return "";
    return lit ? colours[role].lit : colours[role].on;
}

const char *style_off(enum style_mode mode)
{
    return mode == STYLE_COLOUR ? "\033[m" : "";
}

void style_add(struct buf *out, enum style_mode mode, enum style_role role, struct span s)
{
    const char *on = style_on(mode, role, false);
    buf_add_str(out, on);
    buf_add_span(out, s);
    if (*on)
        buf_add_str(out, style_off(mode));
}

size_t style_width(int fd)
{
    enum { LEAST = 20, MOST = 10000, USUAL = 80 };
    const char *columns = getenv("COLUMNS");
    long n = columns ? strtol(columns, NULL, 10) : 0;
    struct winsize size;
    if (n <= 0 && ioctl(fd, TIOCGWINSZ, &size) == 0)
        n = size.ws_col;
    if (n <= 0)
        n = USUAL;
    return n < LEAST ? LEAST : n > MOST ? MOST : (size_t)n;
}
