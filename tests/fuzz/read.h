/* What every fuzzer of readers does: reads all there is as one format, and stops at what struct article
 * forbids. */
#ifndef TESTS_FUZZ_READ_H
#define TESTS_FUZZ_READ_H

#include "article/reader.h"
#include "base/bug.h"
#include "base/utf8.h"

static inline void check(struct span s, bool lines)
{
    BUG_IF(utf8_valid_len(s) != s.len);
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        BUG_IF(c == 0x7f || (c < 0x20 && !(lines && c == '\n')));
    }
}

static inline void check_article(const struct article *a)
{
    const struct span fields[] = {
        a->id, a->title, a->date, a->source, a->author, a->section, a->url, a->language};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        check(fields[i], false);
    check(a->text, true);
    for (size_t i = 0; i < a->nextra; i++) {
        check(a->extra[i].name, false);
        check(a->extra[i].value, false);
    }
}

static inline void read_as(const struct reader_format *format, struct span bytes)
{
    struct input *in = input_from_span(bytes, "2021/fuzz");
    struct limier_error err;
    struct reader r;
    if (reader_open(&r, in, format, &err) == LIMIER_OK) {
        struct arena arena;
        arena_init(&arena);
        for (bool more = true; more;) {
            struct article a;
            enum limier_status status = reader_next(&r, &arena, &a, &more, &err);
            if (status == LIMIER_OK && more)
                check_article(&a);
            arena_clear(&arena);
        }
        arena_release(&arena);
        reader_close(&r);
    }
    input_close(in);
}

#endif
