/* Results as JSON, one document, and as JSON Lines, a hit a line. limier-json(5) documents the fields; within
 * a version they are only ever added to. */
#include "out/json.h"
#include "out/json_value.h"
#include "out/printer.h"

static json_t *hit_value(const struct limier_hit *hit)
{
    const struct limier_article *a = &hit->article;
    json_t *object = json_pack("{s:I, s:f}", "rank", (json_int_t)hit->rank, "score", hit->score);
    json_t *article = json_value_article(a);
    json_object_update(object, article);
    json_decref(article);
    if (a->text.length) {
        json_t *extract = json_object();
        json_value_set(extract, "text", json_value_text(span_of(a->text.text, a->text.length)));
        json_value_set(extract, "marks", json_value_marks(&a->text));
        json_value_set(object, "extract", extract);
    }
    return object;
}

static void put_version(json_t *object)
{
    json_value_set(object, "version", json_integer(JSON_VERSION));
}

static void put_query(json_t *object, const struct printer_page *page)
{
    if (page->qid)
        json_value_set(object, "qid", json_value_text(span_str(page->qid)));
    json_value_set(object, "query", json_value_text(span_str(page->query)));
}

/* With a file of queries the document is {"version":1,"results":[page, …]}, else it is the page. */
static void page_start(struct printer *p)
{
    if (p->many)
        buf_printf(&p->sink->out, "{\"version\":%d,\"results\":[", JSON_VERSION);
}

static void page_begin(struct printer *p, const struct printer_page *page)
{
    const struct limier_results *r = page->results;
    json_t *object = json_object();
    if (!p->many)
        put_version(object);
    put_query(object, page);
    json_value_set(object, "total", json_integer((json_int_t)r->total));
    json_value_set(object, "total_exact", json_boolean(r->total_exact));
    json_value_set(object, "seconds", json_real(r->seconds));
    if (r->nnotes) {
        json_t *notes = json_array();
        for (size_t i = 0; i < r->nnotes; i++)
            json_array_append_new(notes, json_value_text(span_str(r->notes[i])));
        json_value_set(object, "notes", notes);
    }
    struct buf *out = &p->sink->out;
    if (p->many)
        buf_add_str(out, p->pages ? ",\n" : "\n");
    json_value_add(out, object);
    out->len--; /* the object goes on */
    buf_add_str(out, ",\"hits\":[");
}

static void page_hit(struct printer *p, const struct printer_page *page, const struct limier_hit *hit)
{
    (void)page;
    buf_add_str(&p->sink->out, p->hits ? ",\n" : "\n");
    json_value_add(&p->sink->out, hit_value(hit));
}

static void page_end(struct printer *p, const struct printer_page *page)
{
    buf_add_str(&p->sink->out, page->results->nhits ? "\n]}" : "]}");
    if (!p->many)
        buf_add_char(&p->sink->out, '\n');
}

static void page_finish(struct printer *p)
{
    if (p->many)
        buf_add_str(&p->sink->out, "\n]}\n");
}

const struct printer_format json_page = {.name = "json",
    .start = page_start,
    .begin = page_begin,
    .hit = page_hit,
    .end = page_end,
    .finish = page_finish};

static void line_hit(struct printer *p, const struct printer_page *page, const struct limier_hit *hit)
{
    json_t *object = json_object();
    put_version(object);
    if (page->qid)
        put_query(object, page);
    json_t *fields = hit_value(hit);
    json_object_update(object, fields);
    json_decref(fields);
    json_value_add(&p->sink->out, object);
    buf_add_char(&p->sink->out, '\n');
}

const struct printer_format json_lines = {.name = "jsonl", .hit = line_hit};
