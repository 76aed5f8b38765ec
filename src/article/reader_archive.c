/* The archive's own plain form: « date YYYY-MM-DD Title », with or without a blank before it, then paragraphs,
 * one a line. A further such line begins a further article: files of this form get concatenated. */
#include "article/date.h"
#include "article/layout.h"
#include "article/lines.h"
#include "article/reader.h"
#include "base/bug.h"
#include "base/utf8.h"

#include <stdlib.h>

struct archive {
    struct lines lines;
    struct buf header; /* of the article to come */
    uint64_t header_line;
    bool started, ahead; /* header holds a line */
    struct buf text;
    uint64_t place;
};

struct header {
    bool indented;
    struct span date, title;
};

static bool split_header(struct span line, struct header *h)
{
    static const struct span word = SPAN_LIT("date ");
    h->indented = line.len && line.ptr[0] == ' ';
    line = span_skip(line, h->indented);
    if (!span_starts(line, word))
        return false;
    struct span rest = span_trim(span_skip(line, word.len));
    size_t n = 0;
    while (n < rest.len && rest.ptr[n] != ' ' && rest.ptr[n] != '\t')
        n++;
    h->date = span_head(rest, n);
    h->title = span_trim(span_skip(rest, n));
    return h->date.len > 0;
}

static bool begins_with_digit(struct span s)
{
    return s.len && s.ptr[0] >= '0' && s.ptr[0] <= '9';
}

/* Inside a file: a whole day is stated, and a title. */
static bool is_further_header(struct span line)
{
    struct header h;
    if (!split_header(line, &h) || h.title.len == 0 || h.date.len < 10)
        return false;
    for (size_t i = 0; i < 10; i++) {
        bool dash = i == 4 || i == 7;
        if (dash ? h.date.ptr[i] != '-' : !begins_with_digit(span_skip(h.date, i)))
            return false;
    }
    return h.date.len == 10 || h.date.ptr[10] == 'T';
}

static int bid(const struct reader_look *look)
{
    struct span rest = look->text, line;
    struct header h;
    if (!span_line(&rest, &line) || !split_header(line, &h))
        return 0;
    if (begins_with_digit(h.date))
        return 95;
    /* « date limite des envois » may begin any text; the blank, which look->text no longer has, tells. */
    static const struct span blank_date = SPAN_LIT(" date ");
    struct span head = look->head;
    if (span_starts(head, span_str("\xef\xbb\xbf")))
        head = span_skip(head, 3);
    return span_starts(head, blank_date) ? 60 : 0;
}

static enum limier_status open_archive(struct reader *r, struct limier_error *err)
{
    (void)err;
    struct archive *a = mem_zero(1, sizeof *a);
    lines_init(&a->lines, r->in, r->encoding);
    r->state = a;
    return LIMIER_OK;
}

static void close_archive(struct reader *r)
{
    struct archive *a = r->state;
    if (!a)
        return;
    lines_release(&a->lines);
    buf_release(&a->header);
    buf_release(&a->text);
    free(a);
}

static void keep_header(struct archive *a, struct span line)
{
    buf_clear(&a->header);
    buf_add_span(&a->header, line);
    a->header_line = a->lines.number;
    a->ahead = true;
}

/* The first line that is not blank must be a header. */
static enum limier_status start(struct archive *a, bool *more, struct limier_error *err)
{
    struct span line;
    struct header h;
    a->started = true;
    do {
        enum limier_status status = lines_next(&a->lines, &line, more, err);
        if (status != LIMIER_OK || !*more)
            return status;
    } while (span_trim(line).len == 0);
    if (!split_header(line, &h)) {
        *more = false;
        return error_set(err, LIMIER_INPUT, "line %llu: does not begin with « date YYYY-MM-DD Title »",
            (unsigned long long)a->lines.number);
    }
    keep_header(a, line);
    return LIMIER_OK;
}

/* « 14:30 » behind the day. */
static bool is_time(struct span s)
{
    struct date d;
    char both[] = "2000-01-01 hh:mm";
    if (s.len < 5 || (s.len > 5 && s.ptr[5] != ' '))
        return false;
    memcpy(both + 11, s.ptr, 5);
    return begins_with_digit(s) && date_parse(span_str(both), &d);
}

static void read_header(struct reader *r, struct arena *arena, struct article *out)
{
    struct archive *a = r->state;
    struct header h;
    struct date date;
    a->ahead = false;
    if (!split_header(buf_span(&a->header), &h))
        BUG("a header that is none was kept");
    if (h.date.len == 10 && is_time(h.title)) {
        h.date.len = (size_t)(h.title.ptr + 5 - h.date.ptr);
        h.title = span_trim(span_skip(h.title, 5));
    }
    out->title = layout_field(arena, arena_copy(arena, h.title));
    if (date_parse(h.date, &date)) {
        out->date = date_format(arena, &date);
        return;
    }
    struct article_extra *kept = arena_alloc(arena, sizeof *kept);
    *kept = (struct article_extra){span_str("date"), arena_copy(arena, h.date)};
    out->extra = kept;
    out->nextra = 1;
    reader_note(r, "line %llu: « %.*s » is no date", (unsigned long long)a->header_line,
        SPAN_ARG(utf8_head(h.date, 60)));
}

/* Lines up to the next header or the end. */
static enum limier_status read_text(struct archive *a, struct limier_error *err)
{
    enum limier_status outcome = LIMIER_OK;
    buf_clear(&a->text);
    for (;;) {
        struct span line;
        bool more;
        enum limier_status status = lines_next(&a->lines, &line, &more, err);
        if (status != LIMIER_OK && status != LIMIER_INPUT)
            return status;
        if (status == LIMIER_INPUT)
            outcome = status;
        if (!more)
            return outcome;
        if (is_further_header(line)) {
            keep_header(a, line);
            return outcome;
        }
        if (outcome != LIMIER_OK)
            continue;
        if (a->text.len + line.len > INPUT_ARTICLE_MAX) {
            outcome = error_set(err, LIMIER_INPUT, "line %llu: an article of over %d bytes",
                (unsigned long long)a->header_line, INPUT_ARTICLE_MAX);
            continue;
        }
        buf_add_span(&a->text, line);
        buf_add_char(&a->text, '\n');
    }
}

static enum limier_status next(
    struct reader *r, struct arena *arena, struct article *out, bool *more, struct limier_error *err)
{
    struct archive *a = r->state;
    if (!a->started) {
        enum limier_status status = start(a, more, err);
        if (status != LIMIER_OK)
            return status;
    }
    *more = a->ahead;
    if (!a->ahead)
        return LIMIER_OK;
    read_header(r, arena, out);
    enum limier_status status = read_text(a, err);
    if (a->ahead || a->place)
        out->place = ++a->place;
    reader_note_losses(r, &a->lines.losses);
    if (status != LIMIER_OK)
        return status;
    out->text = layout_lines(arena, arena_copy(arena, buf_span(&a->text)));
    if (out->nextra == 0)
        reader_date_from_name(r, arena, out);
    if (out->title.len == 0 && out->text.len == 0)
        return error_set(
            err, LIMIER_INPUT, "line %llu: neither title nor text", (unsigned long long)a->header_line);
    return LIMIER_OK;
}

const struct reader_format reader_archive = {
    .name = "archive",
    .help = "« date YYYY-MM-DD Title », then paragraphs, one a line",
    .bid = bid,
    .open = open_archive,
    .next = next,
    .close = close_archive,
};
