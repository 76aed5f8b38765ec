#include "article/yaml.h"

#include <yaml.h>

enum { DEPTH_MAX = 64 };

struct walk {
    struct draft *draft;
    size_t depth;          /* of open mappings and lists; the first mapping is the document */
    bool list[DEPTH_MAX];  /* what each is */
    bool named[DEPTH_MAX]; /* a mapping whose next node is a value */
    const char *wrong;
};

static bool is_null(const yaml_event_t *e)
{
    struct span s = span_of((const char *)e->data.scalar.value, e->data.scalar.length);
    return e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
           (s.len == 0 || span_is(s, "~") || span_is(s, "null") || span_is(s, "Null") || span_is(s, "NULL"));
}

/* A node comes where a name is expected. */
static bool is_name(const struct walk *w)
{
    return w->depth && !w->list[w->depth - 1] && !w->named[w->depth - 1];
}

static void node_done(struct walk *w)
{
    if (w->depth)
        w->named[w->depth - 1] = false;
}

static void on_value(struct walk *w, struct span value, bool null)
{
    if (w->depth == 0) {
        w->wrong = null ? NULL : "no names and values";
    } else if (is_name(w)) {
        draft_key(w->draft, value);
        w->named[w->depth - 1] = true;
        return;
    } else if (null) {
        draft_skip(w->draft);
    } else {
        draft_value(w->draft, value);
    }
    node_done(w);
}

static void on_open(struct walk *w, bool list)
{
    if (w->depth == DEPTH_MAX)
        w->wrong = "nested too deep";
    else if (w->depth == 0 && list)
        w->wrong = "a list, no names and values";
    else if (is_name(w))
        w->wrong = "a name that is a list or a mapping";
    if (w->wrong)
        return;
    if (w->depth)
        draft_open(w->draft, list);
    w->list[w->depth] = list;
    w->named[w->depth++] = false;
}

static void on_close(struct walk *w)
{
    if (--w->depth)
        draft_close(w->draft);
    node_done(w);
}

static void on_event(struct walk *w, const yaml_event_t *e)
{
    switch (e->type) {
    case YAML_SCALAR_EVENT:
        on_value(w, span_of((const char *)e->data.scalar.value, e->data.scalar.length), is_null(e));
        break;
    case YAML_ALIAS_EVENT: on_value(w, span_str((const char *)e->data.alias.anchor), false); break;
    case YAML_MAPPING_START_EVENT: on_open(w, false); break;
    case YAML_SEQUENCE_START_EVENT: on_open(w, true); break;
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT: on_close(w); break;
    default: break;
    }
}

enum limier_status yaml_read(struct span text, uint64_t first_line, struct draft *d, struct limier_error *err)
{
    enum limier_status status = LIMIER_OK;
    struct walk w = {.draft = d};
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        return error_set(err, LIMIER_SYSTEM, "no memory for YAML");
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text.ptr, text.len);
    for (bool end = false; !end && status == LIMIER_OK;) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            status = error_set(err, LIMIER_INPUT, "line %llu: %s",
                (unsigned long long)(first_line + parser.problem_mark.line),
                parser.problem ? parser.problem : "bad YAML");
            break;
        }
        on_event(&w, &event);
        end = event.type == YAML_STREAM_END_EVENT || event.type == YAML_DOCUMENT_END_EVENT;
        if (w.wrong)
            status = error_set(err, LIMIER_INPUT, "line %llu: %s",
                (unsigned long long)(first_line + event.start_mark.line), w.wrong);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return status;
}

/* ---- Line by line ------------------------------------------------------------------------------------- */

static struct span unquoted(struct span s)
{
    s = span_trim(s);
    if (s.len >= 2 && (s.ptr[0] == '"' || s.ptr[0] == '\'') && s.ptr[s.len - 1] == s.ptr[0])
        s = span_of(s.ptr + 1, s.len - 2);
    return s;
}

bool yaml_read_lines(struct span text, struct draft *d)
{
    bool in_list = false, ok = true;
    struct span line;
    while (ok && span_line(&text, &line)) {
        struct span s = span_trim(line);
        if (s.len == 0 || s.ptr[0] == '#')
            continue;
        if (s.len > 2 && s.ptr[0] == '-' && s.ptr[1] == ' ') {
            ok = in_list;
            if (ok)
                draft_value(d, unquoted(span_skip(s, 2)));
            continue;
        }
        const char *colon = memchr(s.ptr, ':', s.len);
        ok = colon && colon > s.ptr && s.ptr == line.ptr &&
             (colon + 1 == s.ptr + s.len || colon[1] == ' ' || colon[1] == '\t');
        if (!ok)
            break;
        if (in_list)
            draft_close(d);
        draft_key(d, unquoted(span_of(s.ptr, (size_t)(colon - s.ptr))));
        struct span value = unquoted(span_skip(s, (size_t)(colon - s.ptr) + 1));
        in_list = value.len == 0;
        if (in_list)
            draft_open(d, true);
        else
            draft_value(d, value);
    }
    if (in_list)
        draft_close(d);
    return ok;
}
