#include "out/json.h"
#include "out/json_value.h"

static void put_number(json_t *object, const char *name, uint64_t value)
{
    json_value_set(object, name, json_integer((json_int_t)value));
}

static json_t *formats_value(const struct limier_index_report *r)
{
    json_t *list = json_array();
    for (size_t i = 0; i < r->nformats; i++) {
        json_t *object = json_object();
        json_value_put(object, "format", r->formats[i].format);
        put_number(object, "inputs", r->formats[i].inputs);
        put_number(object, "articles", r->formats[i].articles);
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *reasons_value(const struct json_reason *reasons, size_t n)
{
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++) {
        json_t *object = json_object(), *paths = json_array();
        json_value_put(object, "reason", reasons[i].reason);
        put_number(object, "count", reasons[i].count);
        for (size_t j = 0; j < reasons[i].npaths; j++)
            json_array_append_new(paths, json_value_text(span_str(reasons[i].paths[j])));
        json_value_set(object, "paths", paths);
        json_array_append_new(list, object);
    }
    return list;
}

void json_index(struct sink *sink, const struct limier_index_report *r, bool dry_run,
    const struct json_reason *refused, size_t nrefused, const struct json_reason *notes, size_t nnotes)
{
    json_t *object = json_object();
    put_number(object, "version", JSON_VERSION);
    const struct {
        const char *name;
        uint64_t value;
    } numbers[] = {{"articles", r->articles}, {"added", r->added}, {"changed", r->changed},
        {"removed", r->removed}, {"unchanged", r->unchanged}, {"undated", r->undated}, {"files", r->files},
        {"refused", r->refused}, {"bytes", r->bytes}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        put_number(object, numbers[i].name, numbers[i].value);
    json_value_set(object, "seconds", json_real(r->seconds));
    json_value_set(object, "interrupted", json_boolean(r->interrupted));
    json_value_set(object, "dry_run", json_boolean(dry_run));
    json_value_set(object, "formats", formats_value(r));
    json_value_set(object, "refusals", reasons_value(refused, nrefused));
    json_value_set(object, "notes", reasons_value(notes, nnotes));
    json_value_add(&sink->out, object);
    buf_add_char(&sink->out, '\n');
}
