/* Corpora for IRaMuTeQ and Alceste: « **** *name_value *name_value » (or « 0001 *name_value ») before each
 * text, « -*theme » lines in it. Texts have no titles. */
#include "article/draft.h"
#include "article/layout.h"
#include "article/lines.h"
#include "article/reader.h"
#include "base/bug.h"
#include "base/utf8.h"

#include <stdlib.h>

struct iramuteq {
    struct lines lines;
    struct draft draft;
    struct buf header; /* of the text to come, without its mark */
    struct buf number; /* Alceste's */
    uint64_t header_line, place;
    bool started, ahead; /* ahead: header holds a line */
    struct buf text, themes;
    struct span year; /* that the header says; in header */
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Takes « **** » or a number off the front of a header. *number: the number, empty for stars. */
static bool split_header(struct span line, struct span *number, struct span *variables)
{
    enum { STARS = 4, DIGITS = 4 };
    size_t n = 0;
    line = span_trim(line);
    *number = span_str("");
    if (span_starts(line, span_str("****"))) {
        struct span behind = span_skip(line, STARS);
        *variables = span_trim(behind);
        return behind.len == 0 || (is_blank(behind.ptr[0]) && variables->ptr[0] == '*');
    }
    while (n < line.len && line.ptr[n] >= '0' && line.ptr[n] <= '9')
        n++;
    *number = span_head(line, n);
    *variables = span_trim(span_skip(line, n));
    return n >= DIGITS && variables->len > 1 && variables->ptr[0] == '*' && is_blank(line.ptr[n]);
}

static int bid(const struct reader_look *look)
{
    struct span rest = look->text, line, number, variables;
    if (!span_line(&rest, &line) || !split_header(line, &number, &variables))
        return 0;
    return memchr(variables.ptr, '_', variables.len) ? 95 : 60;
}

static enum limier_status open_iramuteq(struct reader *r, struct limier_error *err)
{
    (void)err;
    struct iramuteq *q = mem_zero(1, sizeof *q);
    lines_init(&q->lines, r->in, r->encoding);
    draft_init(&q->draft);
    q->draft.map = r->map;
    r->state = q;
    return LIMIER_OK;
}

static void close_iramuteq(struct reader *r)
{
    struct iramuteq *q = r->state;
    if (!q)
        return;
    lines_release(&q->lines);
    draft_release(&q->draft);
    buf_release(&q->header);
    buf_release(&q->number);
    buf_release(&q->text);
    buf_release(&q->themes);
    free(q);
}

static bool keep_header(struct iramuteq *q, struct span line)
{
    struct span number, variables;
    if (!split_header(line, &number, &variables))
        return false;
    buf_clear(&q->header);
    buf_clear(&q->number);
    buf_add_span(&q->header, variables);
    for (size_t i = 0; i < q->header.len; i++)
        if (q->header.ptr[i] == '\t')
            q->header.ptr[i] = ' ';
    buf_add_span(&q->number, number);
    q->header_line = q->lines.number;
    q->ahead = true;
    return true;
}

static enum limier_status start(struct iramuteq *q, bool *more, struct limier_error *err)
{
    struct span line;
    q->started = true;
    do {
        enum limier_status status = lines_next(&q->lines, &line, more, err);
        if (status != LIMIER_OK || !*more)
            return status;
    } while (span_trim(line).len == 0);
    if (keep_header(q, line))
        return LIMIER_OK;
    *more = false;
    return error_set(err, LIMIER_INPUT, "line %llu: does not begin with « **** *name_value »",
        (unsigned long long)q->lines.number);
}

/* ---- What the header says ----------------------------------------------------------------------------- */

/* Blanks cannot stand in a value: « le_monde ». A date's parts are joined by anything. */
static struct span value_of(struct arena *arena, struct span value, enum draft_field field)
{
    bool words =
        field == DRAFT_TITLE || field == DRAFT_SOURCE || field == DRAFT_AUTHOR || field == DRAFT_SECTION;
    if (!words && field != DRAFT_DATE)
        return value;
    char *p = arena_alloc(arena, value.len + 1);
    for (size_t i = 0; i < value.len; i++)
        p[i] = value.ptr[i] != '_' ? value.ptr[i] : words ? ' ' : '-';
    return span_of(p, value.len);
}

static bool is_year(struct span name)
{
    static const char *const names[] = {"annee", "année", "an", "year"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (span_is(name, names[i]))
            return true;
    return false;
}

/* « *name_value »; a bare « *name » is its own value. */
static void add_variable(struct iramuteq *q, struct arena *arena, struct span variable)
{
    const char *line = memchr(variable.ptr, '_', variable.len);
    struct span name = span_head(variable, line ? (size_t)(line - variable.ptr) : variable.len);
    struct span value = line ? span_skip(variable, name.len + 1) : name;
    enum draft_field field = draft_field_of(q->draft.map, name);
    if (field == DRAFT_EXTRA && is_year(name))
        q->year = value;
    draft_add(&q->draft, name, value_of(arena, value, field));
}

static void read_header(struct iramuteq *q, struct arena *arena)
{
    struct span rest = buf_span(&q->header);
    q->year = span_str("");
    while (rest.len) {
        rest = span_skip(rest, 1); /* the star */
        size_t n = 0;
        while (n < rest.len && !(n > 0 && rest.ptr[n] == '*' && rest.ptr[n - 1] == ' '))
            n++;
        struct span variable = span_trim(span_head(rest, n));
        if (variable.len)
            add_variable(q, arena, variable);
        rest = span_skip(rest, n);
    }
    /* A year is a date when there is no better. */
    if (q->draft.out->date.len == 0 && q->draft.odd_date.len == 0 && q->year.len)
        draft_add(&q->draft, span_str("dateline"), q->year);
    if (q->number.len)
        draft_add(&q->draft, span_str("_"), buf_span(&q->number));
}

/* ---- The text ----------------------------------------------------------------------------------------- */

static void take_line(struct iramuteq *q, struct span line)
{
    static const struct span theme = SPAN_LIT("-*");
    if (!span_starts(line, theme)) {
        buf_add_span(&q->text, line);
        buf_add_char(&q->text, '\n');
        return;
    }
    if (q->themes.len)
        buf_add_str(&q->themes, ", ");
    buf_add_span(&q->themes, span_trim(span_skip(line, theme.len)));
}

/* Lines up to the next header or the end. */
static enum limier_status read_text(struct iramuteq *q, struct limier_error *err)
{
    enum limier_status outcome = LIMIER_OK;
    unsigned long long at = q->header_line;
    buf_clear(&q->text);
    buf_clear(&q->themes);
    for (;;) {
        struct span line;
        bool more;
        enum limier_status status = lines_next(&q->lines, &line, &more, err);
        if (status != LIMIER_OK && status != LIMIER_INPUT)
            return status;
        if (status == LIMIER_INPUT)
            outcome = status;
        if (!more || keep_header(q, line))
            return outcome;
        if (outcome != LIMIER_OK)
            continue;
        if (q->text.len + q->themes.len + line.len > INPUT_ARTICLE_MAX)
            outcome = error_set(err, LIMIER_INPUT, "line %llu: a text of over %d bytes", at, INPUT_ARTICLE_MAX);
        else
            take_line(q, line);
    }
}

static enum limier_status next(
    struct reader *r, struct arena *arena, struct article *out, bool *more, struct limier_error *err)
{
    struct iramuteq *q = r->state;
    if (!q->started) {
        enum limier_status status = start(q, more, err);
        if (status != LIMIER_OK)
            return status;
    }
    *more = q->ahead;
    if (!q->ahead)
        return LIMIER_OK;
    unsigned long long at = q->header_line;
    out->place = ++q->place;
    q->ahead = false;
    draft_begin(&q->draft, arena, out);
    read_header(q, arena);
    enum limier_status status = read_text(q, err);
    draft_add(&q->draft, span_str("theme"), buf_span(&q->themes));
    draft_add(&q->draft, span_str("text"), buf_span(&q->text));
    const char *note = draft_end(&q->draft);
    if (note)
        reader_note(r, "line %llu: %s", at, note);
    reader_note_losses(r, &q->lines.losses);
    reader_note_losses(r, &q->draft.losses);
    if (status == LIMIER_OK && out->title.len == 0 && out->text.len == 0)
        status = error_set(err, LIMIER_INPUT, "line %llu: no text", at);
    return status;
}

const struct reader_format reader_iramuteq = {
    .name = "iramuteq",
    .help = "a corpus for IRaMuTeQ or Alceste, « **** *name_value » before each text",
    .bid = bid,
    .open = open_iramuteq,
    .next = next,
    .close = close_iramuteq,
};
