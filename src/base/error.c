#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

/* One line, whatever a file's name or an exception's text holds. */
static void one_line(char *s)
{
    for (; *s; s++)
        if ((unsigned char)*s < 0x20 || *s == 0x7f)
            *s = '?';
}

static void fill(struct limier_error *err, enum limier_status status, const char *format, va_list args)
{
    err->status = status;
    err->offset = LIMIER_NO_OFFSET;
    err->hint[0] = '\0';
    vsnprintf(err->message, sizeof err->message, format, args);
    one_line(err->message);
}

enum limier_status error_set(struct limier_error *err, enum limier_status status, const char *format, ...)
{
    if (err) {
        va_list args;
        va_start(args, format);
        fill(err, status, format, args);
        va_end(args);
    }
    return status;
}

enum limier_status error_errno(struct limier_error *err, const char *format, ...)
{
    int code = errno;
    if (err) {
        va_list args;
        va_start(args, format);
        fill(err, LIMIER_SYSTEM, format, args);
        va_end(args);
        size_t n = strlen(err->message);
        snprintf(err->message + n, sizeof err->message - n, ": %s", strerror(code));
    }
    return LIMIER_SYSTEM;
}

void error_hint(struct limier_error *err, const char *format, ...)
{
    if (!err)
        return;
    va_list args;
    va_start(args, format);
    vsnprintf(err->hint, sizeof err->hint, format, args);
    va_end(args);
    one_line(err->hint);
}

void error_place(struct limier_error *err, size_t offset)
{
    if (err)
        err->offset = offset;
}
