#include "out/wrap.h"

#include "base/utf8.h"
#include "out/plain.h"

/* One rune of the text and what to show for it. */
struct rune {
    size_t start, end;
    int32_t raw, shown; /* PLAIN_DROP: nothing */
    int width;
};

static struct rune rune_at(const struct limier_marked *text, size_t i, size_t end)
{
    unsigned char first = (unsigned char)text->text[i];
    if (first >= ' ' && first < 0x7f)
        return (struct rune){.start = i, .end = i + 1, .raw = first, .shown = first, .width = 1};
    size_t n;
    struct rune r = {.start = i};
    r.raw = utf8_decode(span_of(text->text + i, end - i), &n);
    r.end = i + n;
    r.shown = plain_rune(r.raw);
    r.width = r.shown == PLAIN_DROP ? 0 : utf8_width(r.shown);
    return r;
}

static bool is_blank(const struct rune *r)
{
    return r->shown == ' ';
}

/* French typography keeps these with the word before them. */
static bool clings(int32_t rune)
{
    return rune == '!' || rune == '?' || rune == ';' || rune == ':' || rune == '%' || rune == 0xbb /* » */ ||
           rune == 0x20ac /* € */;
}

static bool is_wide(const struct rune *r)
{
    return r->width == 2;
}

/* A blank that a line must not be broken at. */
static bool binds(const struct rune *before, const struct rune *after)
{
    return before->raw == 0xab /* « */ || clings(after->raw);
}

/* Where the piece that begins at i ends: the bytes that have to stay together on a line. */
static size_t piece_end(const struct limier_marked *text, size_t i, size_t end)
{
    struct rune before = rune_at(text, i, end);
    i = before.end;
    while (i < end) {
        struct rune r = rune_at(text, i, end);
        if (is_blank(&r)) {
            if (r.end == end)
                break;
            struct rune after = rune_at(text, r.end, end);
            if (is_blank(&after) || !binds(&before, &after))
                break;
        } else if (is_wide(&r) || (is_wide(&before) && r.width > 0 && !clings(r.raw))) {
            break;
        }
        before = r;
        i = r.end;
    }
    return i;
}

static const struct limier_range *mark_for(struct wrap *w, const struct limier_marked *text, size_t i)
{
    while (w->mark < text->nmarks && text->marks[w->mark].end <= i)
        w->mark++;
    return w->mark < text->nmarks ? &text->marks[w->mark] : NULL;
}

static size_t piece_columns(struct wrap *w, const struct limier_marked *text, size_t i, size_t end)
{
    size_t columns = 0, first = i;
    for (size_t at = i; at < end;) {
        struct rune r = rune_at(text, at, end);
        columns += (size_t)r.width;
        at = r.end;
    }
    if (w->mode != STYLE_BRACKETS)
        return columns;
    mark_for(w, text, i);
    for (size_t m = w->mark; m < text->nmarks && text->marks[m].start < end; m++)
        columns += (size_t)(text->marks[m].start >= first) + (size_t)(text->marks[m].end <= end);
    return columns;
}

static void style_stop(struct wrap *w)
{
    if (w->on)
        buf_add_str(w->out, style_off(w->mode));
    w->on = NULL;
}

static void style_want(struct wrap *w, const char *on)
{
    if (*on == '\0')
        on = NULL;
    if (on == w->on)
        return;
    style_stop(w);
    if (on)
        buf_add_str(w->out, on);
    w->on = on;
}

static void put_bracket(struct wrap *w, char bracket)
{
    if (w->mode != STYLE_BRACKETS)
        return;
    buf_add_char(w->out, bracket);
    w->column++;
}

static void new_line(struct wrap *w)
{
    style_stop(w);
    buf_add_char(w->out, '\n');
    memset(buf_reserve(w->out, w->indent), ' ', w->indent);
    w->out->len += w->indent;
    w->column = w->indent;
    w->filled = false;
    w->blank = false;
}

static void put_rune(struct wrap *w, const struct limier_marked *text, const struct rune *r)
{
    const struct limier_range *mark = mark_for(w, text, r->start);
    bool lit = mark && r->start >= mark->start;
    if (lit != w->open)
        put_bracket(w, lit ? '[' : ']');
    w->open = lit;
    if (r->shown != PLAIN_DROP) {
        style_want(w, style_on(w->mode, w->role, lit));
        buf_add_rune(w->out, r->shown);
        w->column += (size_t)r->width;
        w->filled = true;
    }
    if (lit && r->end >= mark->end) {
        put_bracket(w, ']');
        w->open = false;
    }
}

static void put_blank(struct wrap *w)
{
    style_want(w, style_on(w->mode, w->role, w->open));
    buf_add_char(w->out, ' ');
    w->column++;
}

static void put_piece(struct wrap *w, const struct limier_marked *text, size_t i, size_t end)
{
    size_t columns = piece_columns(w, text, i, end);
    bool fits = !w->width || w->column + (w->filled && w->blank) + columns <= w->width;
    if (!fits && w->filled)
        new_line(w);
    else if (w->filled && w->blank)
        put_blank(w);
    w->blank = false;
    while (i < end) {
        struct rune r = rune_at(text, i, end);
        if (w->width && r.width > 0 && w->filled && w->column + (size_t)r.width > w->width)
            new_line(w);
        put_rune(w, text, &r);
        i = r.end;
    }
}

void wrap_add(struct wrap *w, const struct limier_marked *text, size_t start, size_t end)
{
    while (start < end) {
        struct rune r = rune_at(text, start, end);
        if (is_blank(&r)) {
            w->blank = true;
            start = r.end;
            continue;
        }
        size_t stop = piece_end(text, start, end);
        put_piece(w, text, start, stop);
        start = stop;
    }
}

void wrap_line(struct wrap *w)
{
    new_line(w);
}

void wrap_end(struct wrap *w)
{
    if (w->open)
        put_bracket(w, ']');
    w->open = false;
    style_stop(w);
}
