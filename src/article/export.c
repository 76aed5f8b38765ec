#include "article/export.h"

#include "article/layout.h"
#include "base/bug.h"

#include <stdlib.h>
#include <strings.h>

enum { MARKS = 4 };

struct export_state {
    struct arena arena; /* of the text */
    struct span text;
    size_t pos; /* of the next article in text */
    /* Where each mark stands next, the weak one last: looked for once, however many pieces there are. */
    size_t next[MARKS];
    bool started;
    uint64_t place;
};

enum limier_status export_open(struct reader *r, struct limier_error *err)
{
    (void)err;
    struct export_state *x = mem_zero(1, sizeof *x);
    arena_init(&x->arena);
    r->state = x;
    return LIMIER_OK;
}

void export_close(struct reader *r)
{
    struct export_state *x = r->state;
    if (!x)
        return;
    arena_release(&x->arena);
    free(x);
}

/* Where the first of the marks stands in s from byte `from` on; s.len when none does. */
static size_t find_mark(struct span s, size_t from, const char *mark)
{
    size_t n = strlen(mark);
    while (from + n <= s.len) {
        const char *at = memchr(s.ptr + from, mark[0], s.len - from - n + 1);
        if (!at)
            break;
        from = (size_t)(at - s.ptr);
        if (strncasecmp(at, mark, n) == 0)
            return from;
        from++;
    }
    return s.len;
}

/* The tag that a mark stands in. */
static size_t tag_of(struct span s, size_t at)
{
    size_t tag = at;
    while (tag > 0 && s.ptr[tag] != '<' && at - tag < 400)
        tag--;
    return s.ptr[tag] == '<' ? tag : at;
}

static size_t tag_end(struct span s, size_t at)
{
    const char *end = at < s.len ? memchr(s.ptr + at, '>', s.len - at) : NULL;
    return end ? (size_t)(end - s.ptr) + 1 : s.len;
}

/* Where a mark stands first from byte `from` on. */
static size_t next_mark(struct export_state *x, size_t i, const char *mark, size_t from)
{
    if (x->next[i] < from || !x->started)
        x->next[i] = find_mark(x->text, from, mark);
    return x->next[i];
}

static size_t next_strong(struct export_state *x, const struct export_kind *kind, size_t from)
{
    size_t first = x->text.len;
    for (size_t i = 0; kind->marks[i]; i++) {
        BUG_IF(i + 1 >= MARKS);
        size_t at = next_mark(x, i, kind->marks[i], from);
        first = at < first ? at : first;
    }
    return first;
}

/* Where the article that begins at pos ends: before the next strong mark, or before the second weak one, as the
 * first is its own. */
static size_t piece_end(struct export_state *x, const struct export_kind *kind)
{
    size_t end = next_strong(x, kind, tag_end(x->text, x->pos));
    if (kind->weak_mark) {
        size_t own = next_mark(x, MARKS - 1, kind->weak_mark, x->pos);
        size_t other = next_mark(x, MARKS - 1, kind->weak_mark, tag_end(x->text, own));
        end = other < end ? other : end;
    }
    size_t tag = tag_of(x->text, end < x->text.len ? end : x->text.len - 1);
    return end < x->text.len && tag > x->pos ? tag : x->text.len;
}

static enum limier_status start(
    struct reader *r, struct export_state *x, const struct export_kind *kind, struct limier_error *err)
{
    enum limier_status status = reader_all(r, &x->arena, &x->text, err);
    if (status != LIMIER_OK)
        return status;
    x->pos = next_strong(x, kind, 0);
    if (kind->weak_mark) {
        size_t weak = next_mark(x, MARKS - 1, kind->weak_mark, 0);
        x->pos = weak < x->pos ? weak : x->pos;
    }
    x->started = true;
    if (x->pos == x->text.len)
        return error_set(err, LIMIER_INPUT, "no article in it");
    x->pos = tag_of(x->text, x->pos);
    return LIMIER_OK;
}

static void clean(struct arena *arena, struct article *a)
{
    struct span *const fields[] = {
        &a->id, &a->title, &a->date, &a->source, &a->author, &a->section, &a->url, &a->language};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        *fields[i] = reader_clean(arena, *fields[i]);
    if (a->text.len)
        a->text = layout_lines(arena, decode_text(arena, a->text, DECODE_UTF8, NULL));
}

enum limier_status export_next(struct reader *r, const struct export_kind *kind, struct arena *arena,
    struct article *out, bool *more, struct limier_error *err)
{
    struct export_state *x = r->state;
    enum limier_status status = x->started ? LIMIER_OK : start(r, x, kind, err);
    if (status != LIMIER_OK) {
        *more = false;
        return status;
    }
    bool found = false;
    while (!found && x->pos < x->text.len && status == LIMIER_OK) {
        struct markup m;
        markup_init(&m);
        size_t end = piece_end(x, kind);
        status = markup_html(&m, span_of(x->text.ptr + x->pos, end - x->pos), err);
        x->pos = end;
        *out = (struct article){0};
        found = status == LIMIER_OK && kind->read(r, m.root, arena, out);
        if (found)
            clean(arena, out); /* before the tree goes, which some fields still lie in */
        markup_release(&m);
    }
    *more = found || status != LIMIER_OK;
    out->place = *more ? ++x->place : 0;
    return status;
}

bool export_mentions(struct span s, const char *const *strings)
{
    for (; *strings; strings++)
        if (find_mark(s, 0, *strings) < s.len)
            return true;
    return false;
}

struct span export_language(struct span name)
{
    static const struct {
        const char *name, *code;
    } known[] = {{"français", "fr"}, {"french", "fr"}, {"french; français", "fr"}, {"anglais", "en"},
        {"english", "en"}, {"allemand", "de"}, {"german", "de"}, {"espagnol", "es"}, {"spanish", "es"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (name.len >= strlen(known[i].name) &&
            strncasecmp(name.ptr, known[i].name, strlen(known[i].name)) == 0)
            return span_str(known[i].code);
    return name;
}
