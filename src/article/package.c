#include "article/package.h"

#include "article/bundle.h"
#include "article/date.h"
#include "base/bug.h"

#include <stdlib.h>

/* ---- For bidders -------------------------------------------------------------------------------------- */

enum { HEADER = 30 }; /* bytes of a member's header before its name (PKWARE's APPNOTE.TXT, 4.3.7) */

static size_t two_bytes(struct span s, size_t at)
{
    return (size_t)(unsigned char)s.ptr[at] | (size_t)(unsigned char)s.ptr[at + 1] << 8;
}

static bool header_at(struct span s)
{
    return s.len > HEADER && span_starts(s, span_str("PK\3\4"));
}

static struct span member_name(struct span s)
{
    return span_head(span_skip(s, HEADER), two_bytes(s, 26));
}

struct span package_type(struct span head)
{
    if (!header_at(head) || !span_is(member_name(head), "mimetype"))
        return span_str("");
    struct span s = span_skip(head, HEADER + two_bytes(head, 26) + two_bytes(head, 28));
    size_t n = 0;
    while (n < s.len && s.ptr[n] > ' ' && s.ptr[n] < 0x7f && s.ptr[n] != 'P')
        n++;
    return span_head(s, n);
}

bool package_has(struct span head, const char *name)
{
    if (!header_at(head))
        return false;
    for (const char *at; (at = memmem(head.ptr, head.len, "PK\3\4", 4));) {
        head = span_skip(head, (size_t)(at - head.ptr));
        if (header_at(head) && span_starts(member_name(head), span_str(name)))
            return true;
        head = span_skip(head, 4);
    }
    return false;
}

/* ---- What is in it ------------------------------------------------------------------------------------ */

static void package_init(struct package *p)
{
    *p = (struct package){.parts = NULL};
    arena_init(&p->arena);
}

static void package_release(struct package *p)
{
    free(p->parts);
    arena_release(&p->arena);
    *p = (struct package){.parts = NULL};
}

static bool matches(struct span name, const char *words, bool (*fits)(struct span, struct span))
{
    for (size_t n; *words; words += n + strspn(words + n, " ")) {
        n = strcspn(words, " ");
        if (fits(name, span_of(words, n)))
            return true;
    }
    return false;
}

static enum limier_status take(
    struct package *p, const struct bundle_member *m, size_t *room, struct limier_error *err)
{
    struct span bytes;
    struct arena scratch;
    if (p->count == PACKAGE_PARTS_MAX)
        return error_set(err, LIMIER_INPUT, "over %d parts", PACKAGE_PARTS_MAX);
    arena_init(&scratch);
    enum limier_status status = input_all(m->in, *room, &scratch, &bytes, err);
    if (status == LIMIER_OK) {
        p->parts = mem_grow(p->parts, &p->cap, p->count + 1, sizeof *p->parts);
        struct package_part *part = &p->parts[p->count++];
        part->used = false;
        part->name = arena_copy(&p->arena, m->name);
        part->text = decode_text(&p->arena, bytes, decode_guess(bytes), &p->losses);
        *room -= bytes.len;
    } else if (*room < INPUT_ARTICLE_MAX) {
        status = error_set(err, status, "over %d bytes of text", INPUT_ARTICLE_MAX);
    }
    arena_release(&scratch);
    return status;
}

static enum limier_status package_read(
    struct package *p, struct input *in, const char *beginnings, const char *endings, struct limier_error *err)
{
    struct bundle *b;
    struct bundle_budget budget = {.file = in};
    size_t room = INPUT_ARTICLE_MAX;
    enum limier_status status = bundle_open(&b, in, "", &budget, err);
    if (status != LIMIER_OK)
        return status;
    for (bool more = true; status == LIMIER_OK && more;) {
        struct bundle_member m;
        status = bundle_next(b, &m, &more, err);
        if (status == LIMIER_OK && more && m.in &&
            (matches(m.name, beginnings, span_starts) || matches(m.name, endings, span_ends)))
            status = take(p, &m, &room, err);
    }
    bundle_close(b);
    return status == LIMIER_OK ? LIMIER_OK : LIMIER_INPUT;
}

enum limier_status package_next(struct reader *r, const char *beginnings, const char *endings,
    package_reader *read, struct arena *arena, struct article *out, bool *more, struct limier_error *err)
{
    *more = r->state == NULL;
    if (!*more)
        return LIMIER_OK;
    r->state = r; /* the one article was given */
    struct package p;
    package_init(&p);
    enum limier_status status = package_read(&p, r->in, beginnings, endings, err);
    if (status == LIMIER_OK)
        status = read(r, &p, arena, out, err);
    if (status == LIMIER_OK)
        reader_note_losses(r, &p.losses);
    else
        *more = false;
    package_release(&p);
    return status;
}

struct package_part *package_find(const struct package *p, struct span name)
{
    for (size_t i = 0; i < p->count; i++)
        if (span_eq(p->parts[i].name, name))
            return &p->parts[i];
    return NULL;
}

struct package_part *package_first(const struct package *p, const char *beginning)
{
    for (size_t i = 0; i < p->count; i++)
        if (span_starts(p->parts[i].name, span_str(beginning)))
            return &p->parts[i];
    return NULL;
}

void package_tree_init(
    struct package_tree *t, struct reader *r, const struct package_part *part, const char *const *root)
{
    *t = (struct package_tree){.stream = NULL};
    if (!part)
        return;
    t->stream = markup_stream_new(root);
    markup_stream_feed(t->stream, part->text);
    markup_stream_end(t->stream);
    const char *fault = markup_stream_fault(t->stream);
    t->top = markup_stream_next(t->stream);
    if (fault)
        reader_note(r, "%.*s: bad XML: %s", SPAN_ARG(span_head(part->name, 60)), fault);
}

void package_tree_release(struct package_tree *t)
{
    markup_stream_free(t->stream);
    *t = (struct package_tree){.stream = NULL};
}

/* ---- What it says of itself --------------------------------------------------------------------------- */

struct span package_field(const struct markup_node *top, const char *names, struct arena *arena)
{
    while (top && *names) {
        size_t n = strcspn(names, " ");
        const struct markup_node *node = markup_find(top, arena_str(arena, span_of(names, n)));
        struct span s = node ? reader_clean(arena, markup_line(node, arena)) : span_str("");
        if (s.len)
            return s;
        names += n + strspn(names + n, " ");
    }
    return span_str("");
}

struct span package_date(const struct markup_node *top, const char *names, struct arena *arena)
{
    struct date date;
    return date_parse(package_field(top, names, arena), &date) ? date_format(arena, &date) : span_str("");
}

struct span package_language(struct span s)
{
    size_t n = 0;
    while (n < s.len && s.ptr[n] != '-' && s.ptr[n] != '_')
        n++;
    return span_head(s, n);
}

void package_date_document(struct reader *r, struct arena *arena, struct article *a, struct span created)
{
    reader_date_from_text(r, arena, a);
    reader_date_from_name(r, arena, a);
    if (span_starts(created, a->date)) /* there is none, or only the month or the year */
        a->date = created;
}

void package_unrepeat(struct article *a)
{
    struct span rest = a->text, line;
    if (span_line(&rest, &line) && span_eq(span_trim(line), a->title))
        a->text = rest;
}
