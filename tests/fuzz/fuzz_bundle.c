/* Any bytes as a bundle, and what comes out of it as bundles and articles: nothing may crash, hang, or come out
 * that a member's name may not be. */
#include "article/bundle.h"
#include "article/reader.h"
#include "base/bug.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void check_name(struct span name)
{
    BUG_IF(utf8_valid_len(name) != name.len);
    BUG_IF(name.len && name.ptr[0] == '/');
    for (size_t i = 0; i < name.len; i++)
        BUG_IF((unsigned char)name.ptr[i] < 0x20);
    for (struct span rest = name; rest.len;) {
        const char *slash = memchr(rest.ptr, '/', rest.len);
        struct span part = span_head(rest, slash ? (size_t)(slash - rest.ptr) : rest.len);
        BUG_IF(part.len == 0 || span_is(part, ".") || span_is(part, ".."));
        rest = span_skip(rest, part.len + (slash != NULL));
    }
}

static void read_articles(struct input *in)
{
    struct limier_error err;
    struct reader r;
    if (reader_open(&r, in, NULL, &err) != LIMIER_OK)
        return;
    struct arena arena;
    arena_init(&arena);
    for (bool more = true; more;) {
        struct article a;
        reader_next(&r, &arena, &a, &more, &err);
        arena_clear(&arena);
    }
    arena_release(&arena);
    reader_close(&r);
}

static void read_input(struct input *in, struct bundle_budget *budget, unsigned depth)
{
    struct span head;
    struct bundle *b;
    struct limier_error err;
    if (input_head(in, &head, &err) != LIMIER_OK || !bundle_begins(head) || depth == BUNDLE_DEPTH) {
        read_articles(in);
        return;
    }
    if (bundle_open(&b, in, depth ? input_name(in) : "", budget, &err) != LIMIER_OK)
        return;
    for (bool more = true; more;) {
        struct bundle_member m;
        bundle_next(b, &m, &more, &err);
        check_name(m.name);
        if (more && m.in)
            read_input(m.in, budget, depth + 1);
    }
    bundle_close(b);
}

struct rest {
    struct span bytes;
};

static enum limier_status pull(void *context, char *bytes, size_t n, size_t *got, struct limier_error *err)
{
    struct rest *rest = context;
    (void)err;
    *got = n < rest->bytes.len ? n : rest->bytes.len;
    if (*got)
        memcpy(bytes, rest->bytes.ptr, *got);
    rest->bytes = span_skip(rest->bytes, *got);
    return LIMIER_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const struct input_source source = {.pull = pull};
    struct rest rest = {span_of((const char *)bytes, n)};
    struct input *inputs[] = {
        input_from_span(rest.bytes, "fuzz"), input_from_source(&source, &rest, "fuzz")}; /* seekable, and not */
    for (size_t i = 0; i < 2; i++) {
        /* What a bomb may unpack to for nothing would take all the time. */
        struct bundle_budget budget = {.file = inputs[i], .out = BUNDLE_FREE - 1024 * 1024};
        read_input(inputs[i], &budget, 0);
        input_close(inputs[i]);
    }
    return 0;
}
