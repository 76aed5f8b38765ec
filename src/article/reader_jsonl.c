/* JSON Lines: an object a line, an article an object. */
#include "article/json.h"
#include "article/lines.h"
#include "article/reader.h"
#include "base/bug.h"

#include <stdlib.h>

struct jsonl {
    struct lines lines;
    struct draft draft;
    uint64_t place;
};

static bool begins_object(struct span s)
{
    if (!s.len || s.ptr[0] != '{')
        return false;
    s = span_trim(span_skip(s, 1));
    return s.len && (s.ptr[0] == '"' || s.ptr[0] == '}');
}

static int bid(const struct reader_look *look)
{
    bool named = reader_name_ends(look->name, ".jsonl .ndjson .jsonlines");
    if (!begins_object(look->text))
        return named ? 50 : 0;
    size_t n = json_extent(look->text);
    if (n == 0) /* it goes on behind the head, or over several lines */
        return memchr(look->text.ptr, '\n', look->text.len) ? (named ? 50 : 20) : 85;
    struct span rest = span_skip(look->text, n);
    if (memchr(look->text.ptr, '\n', n))
        return named ? 50 : 0;
    return span_trim(rest).len == 0 ? (named ? 95 : 75) : begins_object(span_trim(rest)) ? 95 : named ? 50 : 10;
}

static enum limier_status open_jsonl(struct reader *r, struct limier_error *err)
{
    (void)err;
    struct jsonl *j = mem_zero(1, sizeof *j);
    lines_init(&j->lines, r->in, r->encoding);
    draft_init(&j->draft);
    j->draft.map = r->map;
    r->state = j;
    return LIMIER_OK;
}

static void close_jsonl(struct reader *r)
{
    struct jsonl *j = r->state;
    if (!j)
        return;
    lines_release(&j->lines);
    draft_release(&j->draft);
    free(j);
}

static enum limier_status next(
    struct reader *r, struct arena *arena, struct article *out, bool *more, struct limier_error *err)
{
    struct jsonl *j = r->state;
    struct span line;
    do {
        enum limier_status status = lines_next(&j->lines, &line, more, err);
        if (status != LIMIER_OK) {
            j->place++;
            return status;
        }
        if (!*more)
            return LIMIER_OK;
        line = span_trim(line);
    } while (line.len == 0);
    unsigned long long number = j->lines.number;
    out->place = ++j->place;
    draft_begin(&j->draft, arena, out);
    struct limier_error why;
    enum limier_status status = json_to_draft(line, &j->draft, &why);
    if (status != LIMIER_OK)
        return error_set(err, status, "line %llu: %s", number, why.message);
    reader_unmark(arena, out);
    const char *note = draft_end(&j->draft);
    if (note)
        reader_note(r, "line %llu: %s", number, note);
    reader_note_losses(r, &j->lines.losses);
    reader_note_losses(r, &j->draft.losses);
    if (out->title.len == 0 && out->text.len == 0)
        return error_set(err, LIMIER_INPUT, "line %llu: %s", number, draft_nothing(&j->draft));
    return LIMIER_OK;
}

const struct reader_format reader_jsonl = {
    .name = "jsonl",
    .help = "JSON Lines, an article a line",
    .bid = bid,
    .open = open_jsonl,
    .next = next,
    .close = close_jsonl,
};
