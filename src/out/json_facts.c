#include "out/json.h"
#include "out/json_value.h"

void json_articles_begin(struct sink *sink)
{
    buf_printf(&sink->out, "{\"version\":%d,\"articles\":[", JSON_VERSION);
}

void json_articles_add(struct sink *sink, const struct limier_article *a, bool first)
{
    json_t *object = json_value_article(a);
    json_value_set(object, "text", json_value_text(span_of(a->text.text, a->text.length)));
    if (a->text.nmarks)
        json_value_set(object, "marks", json_value_marks(&a->text));
    buf_add_str(&sink->out, first ? "\n" : ",\n");
    json_value_add(&sink->out, object);
    sink_turn(sink);
}

void json_articles_end(struct sink *sink)
{
    buf_add_str(&sink->out, "\n]}\n");
}

void json_stats(struct sink *sink, const struct limier_stats *stats)
{
    json_t *object = json_object();
    json_value_set(object, "version", json_integer(JSON_VERSION));
    json_value_put(object, "index", stats->dir);
    const struct {
        const char *name;
        uint64_t value;
    } numbers[] = {{"articles", stats->articles}, {"files", stats->files}, {"words", stats->words},
        {"distinct_words", stats->distinct_words}, {"bytes", stats->bytes}, {"format", (uint64_t)stats->format},
        {"analysis", (uint64_t)stats->analysis}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        json_value_set(object, numbers[i].name, json_integer((json_int_t)numbers[i].value));
    json_value_put(object, "first_date", stats->first_date);
    json_value_put(object, "last_date", stats->last_date);
    json_value_put(object, "xapian", stats->xapian);
    json_value_put(object, "limier", limier_version());
    json_value_add(&sink->out, object);
    buf_add_char(&sink->out, '\n');
}

static json_t *token_value(struct span text, const struct limier_token *t)
{
    json_t *object = json_object();
    json_value_set(object, "start", json_integer((json_int_t)t->start));
    json_value_set(object, "end", json_integer((json_int_t)t->end));
    json_value_set(object, "position", json_integer((json_int_t)t->position));
    json_value_set(object, "written", json_value_text(span_head(span_skip(text, t->start), t->end - t->start)));
    json_value_put(object, "exact", t->exact);
    json_value_put(object, "form", t->form);
    json_value_put(object, "stem", t->stem);
    json_value_set(object, "elided", json_boolean(t->elided));
    json_value_set(object, "stop", json_boolean(t->stop));
    return object;
}

static json_t *name_value(struct span text, const struct limier_name *name)
{
    json_t *object = json_object();
    json_value_set(object, "start", json_integer((json_int_t)name->start));
    json_value_set(object, "end", json_integer((json_int_t)name->end));
    json_value_set(
        object, "written", json_value_text(span_of(text.ptr + name->start, name->end - name->start)));
    json_value_put(object, "form", name->form);
    return object;
}

void json_analysis(struct sink *sink, const struct json_analysis *a)
{
    buf_printf(&sink->out, "{\"version\":%d,\"tokens\":[", JSON_VERSION);
    for (size_t i = 0; i < a->ntokens && !sink->error; i++) {
        buf_add_str(&sink->out, i ? ",\n" : "\n");
        json_value_add(&sink->out, token_value(a->text, &a->tokens[i]));
        sink_turn(sink);
    }
    buf_add_str(&sink->out, a->ntokens ? "\n],\"explained\":[" : "],\"explained\":[");
    for (size_t i = 0; i < a->nexplained && !sink->error; i++) {
        json_t *pair = json_object();
        json_value_set(pair, "acronym", name_value(a->text, &a->explained[i].acronym));
        json_value_set(pair, "expansion", name_value(a->text, &a->explained[i].expansion));
        buf_add_str(&sink->out, i ? ",\n" : "\n");
        json_value_add(&sink->out, pair);
        sink_turn(sink);
    }
    buf_add_str(&sink->out, a->nexplained ? "\n]}\n" : "]}\n");
}
