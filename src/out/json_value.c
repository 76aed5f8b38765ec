#include "out/json_value.h"

#include "base/bug.h"
#include "base/utf8.h"

static json_t *checked(json_t *value)
{
    if (!value)
        BUG("a JSON value could not be made");
    return value;
}

json_t *json_value_text(struct span s)
{
    if (utf8_valid_len(s) == s.len)
        return checked(json_stringn_nocheck(s.ptr, s.len));
    struct buf mended = {0};
    buf_add_span(&mended, s);
    for (size_t i = 0; (i += utf8_valid_len(span_skip(buf_span(&mended), i))) < mended.len;)
        mended.ptr[i] = '?';
    json_t *value = checked(json_stringn_nocheck(mended.ptr, mended.len));
    buf_release(&mended);
    return value;
}

void json_value_set(json_t *object, const char *name, json_t *value)
{
    if (json_object_set_new_nocheck(object, name, checked(value)) != 0)
        BUG("a JSON field could not be set");
}

void json_value_put(json_t *object, const char *name, const char *s)
{
    if (s && *s)
        json_value_set(object, name, json_value_text(span_str(s)));
}

json_t *json_value_marks(const struct limier_marked *m)
{
    json_t *marks = checked(json_array());
    for (size_t i = 0; i < m->nmarks; i++)
        json_array_append_new(
            marks, checked(json_pack("[I, I]", (json_int_t)m->marks[i].start, (json_int_t)m->marks[i].end)));
    return marks;
}

static json_t *extra_fields(const char *const *extra)
{
    json_t *object = checked(json_object());
    for (; extra[0]; extra += 2) {
        json_t *name = json_value_text(span_str(extra[0]));
        json_value_set(object, json_string_value(name), json_value_text(span_str(extra[1])));
        json_decref(name);
    }
    return object;
}

json_t *json_value_article(const struct limier_article *a)
{
    json_t *object = checked(json_object());
    json_value_put(object, "id", a->id);
    if (a->title.length)
        json_value_set(object, "title", json_value_text(span_of(a->title.text, a->title.length)));
    const struct {
        const char *name, *value;
    } fields[] = {{"date", a->date}, {"source", a->source}, {"author", a->author}, {"section", a->section},
        {"url", a->url}, {"language", a->language}, {"path", a->path}, {"format", a->format}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        json_value_put(object, fields[i].name, fields[i].value);
    if (a->extra && a->extra[0])
        json_value_set(object, "extra", extra_fields(a->extra));
    if (a->title.nmarks)
        json_value_set(object, "title_marks", json_value_marks(&a->title));
    return object;
}

static int append(const char *bytes, size_t n, void *out)
{
    buf_add(out, bytes, n);
    return 0;
}

static bool needs_escape(int32_t rune)
{
    return rune == 0x7f || rune == 0x2028 || rune == 0x2029 ||
           (rune >= 0x80 && utf8_class(rune) == UTF8_CONTROL);
}

static void add_escape(struct buf *out, int32_t rune)
{
    unsigned u = (unsigned)rune;
    if (u < 0x10000)
        buf_printf(out, "\\u%04x", u);
    else
        buf_printf(out, "\\u%04x\\u%04x", 0xd800 + ((u - 0x10000) >> 10), 0xdc00 + ((u - 0x10000) & 0x3ff));
}

/* Outside of strings JSON is ASCII, so whatever is found here stands in a string. */
static void add_escaped(struct buf *out, struct span s)
{
    while (s.len) {
        size_t plain = 0;
        while (plain < s.len && (unsigned char)s.ptr[plain] < 0x7f)
            plain++;
        buf_add_span(out, span_head(s, plain));
        s = span_skip(s, plain);
        if (!s.len)
            break;
        size_t n;
        int32_t rune = utf8_decode(s, &n);
        if (needs_escape(rune))
            add_escape(out, rune);
        else
            buf_add_span(out, span_head(s, n));
        s = span_skip(s, n);
    }
}

void json_value_add(struct buf *out, json_t *value)
{
    struct buf raw = {0};
    if (json_dump_callback(value, append, &raw, JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(9)) != 0)
        BUG("a JSON value could not be written");
    json_decref(value);
    add_escaped(out, buf_span(&raw));
    buf_release(&raw);
}
