/* What every unit test includes: cmocka, with the headers it wants first, and a row's number in failures. */
#ifndef TESTS_UNIT_TABLE_H
#define TESTS_UNIT_TABLE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/span.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Fails unless the span holds just these bytes; row tells which line of a table. */
#define CHECK_SPAN(row, got, want)                                                                             \
    do {                                                                                                       \
        struct span got_ = (got);                                                                              \
        if (!span_is(got_, (want)))                                                                            \
            fail_msg("row %zu: got « %.*s », want « %s »", (size_t)(row), SPAN_ARG(got_), (want));             \
    } while (0)

#endif
