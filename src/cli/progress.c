#include "cli/progress.h"

#include "base/utf8.h"
#include "cli/units.h"
#include "out/style.h"

#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

void progress_init(struct progress *p, bool wanted)
{
    const char *term = getenv("TERM");
    *p = (struct progress){.on = wanted && isatty(STDERR_FILENO) && term && strcmp(term, "dumb") != 0};
}

static void show(struct buf *line)
{
    struct span rest = buf_span(line);
    while (rest.len) {
        ssize_t n = write(STDERR_FILENO, rest.ptr, rest.len);
        if (n <= 0)
            break; /* a lost progress line is no loss */
        rest = span_skip(rest, (size_t)n);
    }
    buf_clear(line);
}

/* How much is done, 0 to 1; negative when it is not known. By bytes: files differ in size. */
static double done(const struct limier_progress *now)
{
    double part = -1;
    if (now->bytes_total)
        part = (double)now->bytes_done / (double)now->bytes_total;
    else if (now->files_total)
        part = (double)now->files_done / (double)now->files_total;
    return part > 1 ? 1 : part;
}

static void add_bar(struct buf *out, double part)
{
    enum { CELLS = 16 };
    for (int i = 0; i < CELLS; i++)
        buf_add_str(out, i < (int)(part * CELLS + 0.5) ? "█" : "░");
    buf_printf(out, " %3.0f %%  ", part * 100);
}

static void add_remaining(struct buf *out, const struct limier_progress *now, double part)
{
    enum { TOO_EARLY = 1 };
    if (part <= 0 || now->seconds < TOO_EARLY)
        return;
    unsigned long long left = (unsigned long long)(now->seconds * (1 - part) / part) + 1;
    if (left < 3600)
        buf_printf(out, ", %llu:%02llu left", left / 60, left % 60);
    else
        buf_printf(out, ", %llu h %02llu left", left / 3600, left / 60 % 60);
}

/* Cut to so many columns. */
static void cut(struct buf *out, size_t columns)
{
    while (utf8_columns(buf_span(out)) > columns) {
        size_t n;
        utf8_decode_last(buf_span(out), &n);
        out->len -= n;
    }
}

void progress_format(struct buf *out, const struct limier_progress *now, size_t columns)
{
    double part = done(now);
    if (now->writing) {
        buf_printf(out, "writing the index: %" PRIu64 " articles", now->articles);
        cut(out, columns);
        return;
    }
    if (part >= 0)
        add_bar(out, part);
    buf_printf(out, "%" PRIu64, now->files_done);
    if (now->files_total)
        buf_printf(out, "/%" PRIu64, now->files_total);
    buf_printf(out, " files, %" PRIu64 " articles", now->articles);
    if (now->seconds > 0) {
        buf_add_str(out, ", ");
        units_add_bytes(out, (double)now->bytes_done / now->seconds);
        buf_add_str(out, "/s");
    }
    add_remaining(out, now, part);
    cut(out, columns);
}

void progress_draw(struct progress *p, const struct limier_progress *now)
{
    if (!p->on)
        return;
    struct buf text = {0};
    progress_format(&text, now, style_width(STDERR_FILENO) - 1);
    buf_add_char(&p->line, '\r');
    buf_add_span(&p->line, buf_span(&text));
    buf_add_str(&p->line, "\033[K");
    buf_release(&text);
    show(&p->line);
    p->drawn = true;
}

void progress_clear(struct progress *p)
{
    if (!p->drawn)
        return;
    buf_add_str(&p->line, "\r\033[K");
    show(&p->line);
    p->drawn = false;
}

void progress_release(struct progress *p)
{
    buf_release(&p->line);
}
