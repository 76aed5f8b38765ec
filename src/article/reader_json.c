/* A JSON file: a list of articles, an object with such a list in it, or one article. It is read whole; its
 * articles are found by their brackets and parsed one by one, so that a bad one does not spoil the others. */
#include "article/json.h"
#include "article/reader.h"
#include "base/bug.h"

#include <stdlib.h>

struct json {
    struct draft draft;
    struct arena arena; /* of the text */
    bool started;
    struct span rest; /* of the list: what was not read */
    uint64_t place;
};

static struct span skip_blanks(struct span s)
{
    while (s.len && strchr(" \t\n", s.ptr[0]))
        s = span_skip(s, 1);
    return s;
}

static bool begins(struct span s, char first, const char *then)
{
    if (!s.len || s.ptr[0] != first)
        return false;
    s = skip_blanks(span_skip(s, 1));
    return s.len && strchr(then, s.ptr[0]);
}

static int bid(const struct reader_look *look)
{
    bool named = reader_name_ends(look->name, ".json");
    bool list = begins(look->text, '[', "{");
    if (!list && !begins(look->text, '{', "\"}"))
        return named ? 50 : 0;
    size_t n = json_extent(look->text);
    if (n ? n < look->text.len : look->whole) /* something else behind it, or no end: hardly JSON */
        return named ? 50 : 10;
    return (list ? 70 : 60) + (named ? 20 : 0);
}

static enum limier_status open_json(struct reader *r, struct limier_error *err)
{
    (void)err;
    struct json *j = mem_zero(1, sizeof *j);
    draft_init(&j->draft);
    j->draft.map = r->map;
    arena_init(&j->arena);
    r->state = j;
    return LIMIER_OK;
}

static void close_json(struct reader *r)
{
    struct json *j = r->state;
    if (!j)
        return;
    draft_release(&j->draft);
    arena_release(&j->arena);
    free(j);
}

/* The first list of objects in an object, at most three objects deep: from behind its bracket. */
static struct span find_list(struct span object)
{
    enum { DEPTH = 3 };
    size_t depth = 0;
    for (struct span s = object; s.len;) {
        size_t n = 1;
        if (s.ptr[0] == '"') {
            n = json_extent(s);
        } else if (s.ptr[0] == '{') {
            n = depth++ < DEPTH ? 1 : json_extent(s);
            depth -= n != 1;
        } else if (s.ptr[0] == '}') {
            depth -= depth > 0;
        } else if (s.ptr[0] == '[') {
            if (begins(s, '[', "{"))
                return span_skip(s, 1);
            n = json_extent(s);
        }
        if (n == 0)
            break;
        s = span_skip(s, n);
    }
    return span_str("");
}

static enum limier_status read_object(
    struct reader *r, struct span text, struct arena *arena, struct article *out, struct limier_error *err)
{
    struct json *j = r->state;
    draft_begin(&j->draft, arena, out);
    enum limier_status status = json_to_draft(text, &j->draft, err);
    if (status != LIMIER_OK)
        return status;
    reader_unmark(arena, out);
    const char *note = draft_end(&j->draft);
    if (note)
        reader_note(r, "%s", note);
    reader_note_losses(r, &j->draft.losses);
    if (out->title.len == 0 && out->text.len == 0)
        return error_set(err, LIMIER_INPUT, "%s", draft_nothing(&j->draft));
    return LIMIER_OK;
}

/* Reads the file: *done when it was one article, or none. */
static enum limier_status start(
    struct reader *r, struct arena *arena, struct article *out, bool *done, struct limier_error *err)
{
    struct json *j = r->state;
    struct span text;
    j->started = true;
    *done = true;
    enum limier_status status = reader_all(r, &j->arena, &text, err);
    if (status != LIMIER_OK)
        return status;
    text = skip_blanks(text);
    if (text.len && text.ptr[0] == '[') {
        j->rest = span_skip(text, 1);
    } else {
        status = read_object(r, text, arena, out, err);
        if (status == LIMIER_OK)
            return status;
        j->rest = find_list(text);
        if (j->rest.len == 0)
            return status;
        *out = (struct article){0};
        r->note[0] = '\0';
    }
    *done = false;
    return LIMIER_OK;
}

/* The length of a list's element that is no object. */
static size_t other_extent(struct span s)
{
    if (s.ptr[0] == '[' || s.ptr[0] == '"')
        return json_extent(s);
    size_t n = 0;
    while (n < s.len && s.ptr[n] != ',' && s.ptr[n] != ']')
        n++;
    return n;
}

static enum limier_status next(
    struct reader *r, struct arena *arena, struct article *out, bool *more, struct limier_error *err)
{
    struct json *j = r->state;
    if (!j->started) {
        bool done;
        enum limier_status status = start(r, arena, out, &done, err);
        *more = status == LIMIER_OK;
        if (done)
            return status;
    }
    while (j->rest.len && strchr(" \t\n,", j->rest.ptr[0]))
        j->rest = span_skip(j->rest, 1);
    *more = j->rest.len && j->rest.ptr[0] != ']';
    if (!*more)
        return LIMIER_OK;
    out->place = ++j->place;
    unsigned long long place = j->place;
    bool object = j->rest.ptr[0] == '{';
    size_t n = object ? json_extent(j->rest) : other_extent(j->rest);
    struct span element = span_head(j->rest, n);
    j->rest = n ? span_skip(j->rest, n) : span_str("");
    if (n == 0)
        return error_set(err, LIMIER_INPUT, "article %llu: the file ends inside it", place);
    if (!object)
        return error_set(err, LIMIER_INPUT, "article %llu: not an object", place);
    struct limier_error why;
    enum limier_status status = read_object(r, element, arena, out, &why);
    return status == LIMIER_OK ? status : error_set(err, status, "article %llu: %s", place, why.message);
}

const struct reader_format reader_json = {
    .name = "json",
    .help = "a JSON list of articles, or one article",
    .bid = bid,
    .open = open_json,
    .next = next,
    .close = close_json,
};
