/* yajl, because articles are long strings: it takes them from where they stand, some 400 MB/s of French news on
 * a machine where jansson builds its tree at 58; it also keeps numbers as written and both of two equal keys.
 */
#include "article/json.h"

#include "base/bug.h"

#include <stdlib.h>
#include <yajl/yajl_parse.h>

struct parse {
    struct draft *draft;
    size_t depth;      /* of open objects and lists */
    const char *other; /* what the text is when it is no object */
};

static int refuse(struct parse *p, const char *what)
{
    p->other = what;
    return 0;
}

static int on_scalar(struct parse *p, const char *what, const char *s, size_t n)
{
    if (p->depth == 0)
        return refuse(p, what);
    draft_value(p->draft, span_of(s, n));
    return 1;
}

static int on_null(void *context)
{
    struct parse *p = context;
    if (p->depth == 0)
        return refuse(p, "null");
    draft_skip(p->draft);
    return 1;
}

static int on_boolean(void *context, int value)
{
    return on_scalar(context, "a boolean", value ? "true" : "false", value ? 4 : 5);
}

static int on_number(void *context, const char *s, size_t n)
{
    return on_scalar(context, "a number", s, n);
}

static int on_string(void *context, const unsigned char *s, size_t n)
{
    return on_scalar(context, "a string", (const char *)s, n);
}

static int on_key(void *context, const unsigned char *s, size_t n)
{
    struct parse *p = context;
    draft_key(p->draft, span_of((const char *)s, n));
    return 1;
}

static int open_object(void *context)
{
    struct parse *p = context;
    if (p->depth++ > 0)
        draft_open(p->draft, false);
    return 1;
}

static int open_list(void *context)
{
    struct parse *p = context;
    if (p->depth++ == 0)
        return refuse(p, "a list");
    draft_open(p->draft, true);
    return 1;
}

static int close_either(void *context)
{
    struct parse *p = context;
    if (--p->depth > 0)
        draft_close(p->draft);
    return 1;
}

static const yajl_callbacks callbacks = {
    .yajl_null = on_null,
    .yajl_boolean = on_boolean,
    .yajl_number = on_number,
    .yajl_string = on_string,
    .yajl_map_key = on_key,
    .yajl_start_map = open_object,
    .yajl_end_map = close_either,
    .yajl_start_array = open_list,
    .yajl_end_array = close_either,
};

static void *allocate(void *context, size_t n)
{
    (void)context;
    return mem_alloc(n);
}

static void *reallocate(void *context, void *p, size_t n)
{
    (void)context;
    return mem_resize(p, n, 1);
}

static void release(void *context, void *p)
{
    (void)context;
    free(p);
}

static enum limier_status explain(yajl_handle handle, size_t at, struct limier_error *err)
{
    unsigned char *why = yajl_get_error(handle, 0, NULL, 0);
    struct span message = span_trim(span_str((const char *)why));
    enum limier_status status =
        error_set(err, LIMIER_INPUT, "bad JSON at byte %zu: %.*s", at, SPAN_ARG(message));
    yajl_free_error(handle, why);
    return status;
}

static enum limier_status parse(struct span text, struct draft *d, struct limier_error *err)
{
    yajl_alloc_funcs funcs = {.malloc = allocate, .realloc = reallocate, .free = release};
    struct parse p = {.draft = d};
    enum limier_status status = LIMIER_OK;
    yajl_handle handle = yajl_alloc(&callbacks, &funcs, &p);
    yajl_config(handle, yajl_dont_validate_strings, 1); /* they were decoded before */
    yajl_status got = yajl_parse(handle, (const unsigned char *)text.ptr, text.len);
    size_t at = yajl_get_bytes_consumed(handle);
    if (got == yajl_status_ok) {
        got = yajl_complete_parse(handle);
        at = text.len;
    }
    if (p.other)
        status = error_set(err, LIMIER_INPUT, "not an object but %s", p.other);
    else if (got != yajl_status_ok)
        status = explain(handle, at, err);
    yajl_free(handle);
    return status;
}

/* TABs and line ends stand raw in many a string, which JSON forbids; elsewhere a blank does as well. */
enum limier_status json_to_draft(struct span text, struct draft *d, struct limier_error *err)
{
    if (!memchr(text.ptr, '\t', text.len) && !memchr(text.ptr, '\n', text.len))
        return parse(text, d, err);
    struct buf blanked = {0};
    buf_add_span(&blanked, text);
    for (size_t i = 0; i < blanked.len; i++)
        if (blanked.ptr[i] == '\t' || blanked.ptr[i] == '\n')
            blanked.ptr[i] = ' ';
    enum limier_status status = parse(buf_span(&blanked), d, err);
    buf_release(&blanked);
    return status;
}

size_t json_extent(struct span text)
{
    size_t depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < text.len; i++) {
        switch (text.ptr[i]) {
        case '\\': i += quoted; break;
        case '"': quoted = !quoted; break;
        case '{':
        case '[': depth += !quoted; break;
        case '}':
        case ']': depth -= !quoted && depth; break;
        default: continue;
        }
        if (depth == 0 && !quoted)
            return i + 1;
    }
    return 0;
}
