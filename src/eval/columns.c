#include "eval/columns.h"

#include "base/buf.h"
#include "base/error.h"

#include <stdlib.h>
#include <string.h>

enum limier_status columns_open(struct columns *c, struct limier_eval_input *input, unsigned want,
    const char *form, struct limier_error *err)
{
    *c = (struct columns){.input = input, .want = want, .form = form};
    input->lines = input->refused = 0;
    c->file = strcmp(input->path, "-") == 0 ? stdin : fopen(input->path, "r");
    return c->file ? LIMIER_OK : error_errno(err, "%s", input->path);
}

void columns_refuse(const struct columns *c, size_t number, const char *why)
{
    c->input->refused++;
    if (!c->input->event)
        return;
    struct buf path = {0};
    buf_printf(&path, "%s:%zu", c->input->path, number);
    c->input->event(c->input->context,
        &(struct limier_event){.kind = LIMIER_EVENT_REFUSED, .path = buf_str(&path), .message = why});
    buf_release(&path);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\v' || c == '\f';
}

/* Puts a NUL behind each column; returns how many there are. */
static unsigned split(struct columns *c)
{
    unsigned n = 0;
    char *s = c->line;
    for (;;) {
        while (is_blank(*s))
            *s++ = '\0';
        if (!*s)
            return n;
        if (n < COLUMNS_MOST)
            c->cells[n] = s;
        n++;
        while (*s && !is_blank(*s))
            s++;
    }
}

static void refuse_form(const struct columns *c)
{
    struct buf why = {0};
    buf_printf(&why, "not of the form « %s »", c->form);
    columns_refuse(c, c->number, buf_str(&why));
    buf_release(&why);
}

bool columns_next(struct columns *c)
{
    static const char bom[] = "\xEF\xBB\xBF";
    ssize_t length;
    while ((length = getline(&c->line, &c->cap, c->file)) >= 0) {
        c->number++;
        if (c->number == 1 && strncmp(c->line, bom, 3) == 0)
            memset(c->line, ' ', 3);
        bool whole = strlen(c->line) == (size_t)length;
        unsigned n = split(c);
        if (whole && n == 0)
            continue;
        c->input->lines++;
        if (whole && n == c->want)
            return true;
        if (whole)
            refuse_form(c);
        else
            columns_refuse(c, c->number, "a NUL byte");
    }
    return false;
}

enum limier_status columns_close(struct columns *c, struct limier_error *err)
{
    enum limier_status status = LIMIER_OK;
    if (c->file && ferror(c->file))
        status = error_errno(err, "%s", c->input->path);
    if (c->file && c->file != stdin)
        fclose(c->file);
    free(c->line);
    return status;
}
