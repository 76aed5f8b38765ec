#include "article/reader.h"

#include "article/date.h"
#include "article/layout.h"
#include "article/markup.h"
#include "article/stated.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <strings.h>

extern const struct reader_format reader_archive, reader_jsonl, reader_json, reader_europresse, reader_factiva,
    reader_nexis, reader_feed, reader_tei, reader_html, reader_csv, reader_iramuteq, reader_mail, reader_epub,
    reader_odt, reader_docx, reader_markdown, reader_text;

static const struct reader_format *const formats[] = {
    &reader_archive,
    &reader_jsonl,
    &reader_json,
    &reader_europresse,
    &reader_factiva,
    &reader_nexis,
    &reader_feed,
    &reader_tei,
    &reader_html,
    &reader_csv,
    &reader_iramuteq,
    &reader_mail,
    &reader_epub,
    &reader_odt,
    &reader_docx,
    &reader_markdown,
    &reader_text,
    NULL,
};

const struct reader_format *const *reader_formats(void)
{
    return formats;
}

const struct reader_format *reader_format(const char *name)
{
    for (size_t i = 0; formats[i]; i++)
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    return NULL;
}

bool reader_name_ends(const char *name, const char *endings)
{
    size_t len = strlen(name);
    while (*endings) {
        size_t n = strcspn(endings, " ");
        if (len >= n && strncasecmp(name + len - n, endings, n) == 0)
            return true;
        endings += n + strspn(endings + n, " ");
    }
    return false;
}

static const struct reader_format *best_bid(const struct reader_look *look)
{
    const struct reader_format *best = NULL;
    int highest = 0;
    for (size_t i = 0; formats[i]; i++) {
        int bid = look->encoding != DECODE_BINARY || formats[i]->binary ? formats[i]->bid(look) : 0;
        if (bid > highest) {
            best = formats[i];
            highest = bid;
        }
    }
    return best;
}

bool reader_wants(struct input *in)
{
    struct reader_look look = {.name = input_name(in), .encoding = DECODE_BINARY, .text = {"", 0}};
    if (input_head(in, &look.head, NULL) != LIMIER_OK)
        return false;
    look.whole = look.head.len < INPUT_HEAD;
    return best_bid(&look) != NULL;
}

static enum limier_status refuse_binary(struct span head, struct limier_error *err)
{
    const char *kind = decode_magic(head);
    return kind ? error_set(err, LIMIER_INPUT, "binary (%s)", kind)
                : error_set(err, LIMIER_INPUT, "binary (of no kind known)");
}

/* Settles format and encoding by the head. */
static enum limier_status choose(struct reader *r, struct limier_error *err)
{
    struct reader_look look = {.name = input_name(r->in)};
    enum limier_status status = input_head(r->in, &look.head, err);
    if (status != LIMIER_OK)
        return status;
    struct arena arena;
    arena_init(&arena);
    look.whole = look.head.len < INPUT_HEAD;
    look.encoding = r->encoding = decode_guess(look.head);
    look.text = span_trim(decode_text(&arena, look.head, look.encoding, NULL));
    if (look.encoding != DECODE_BINARY && look.whole && look.text.len == 0)
        status = error_set(err, LIMIER_INPUT, "empty");
    else if (!r->format && !(r->format = best_bid(&look)))
        status = look.encoding == DECODE_BINARY
                     ? refuse_binary(look.head, err)
                     : error_set(err, LIMIER_INPUT, "no reader knows this HTML or XML");
    else if (look.encoding == DECODE_BINARY && !r->format->binary)
        status = refuse_binary(look.head, err);
    arena_release(&arena);
    return status;
}

enum limier_status reader_open(
    struct reader *out, struct input *in, const struct reader_format *format, struct limier_error *err)
{
    return reader_open_mapped(out, in, format, NULL, err);
}

enum limier_status reader_open_mapped(struct reader *out, struct input *in, const struct reader_format *format,
    const struct draft_map *map, struct limier_error *err)
{
    *out = (struct reader){.format = format, .in = in, .map = map};
    enum limier_status status = choose(out, err);
    if (status == LIMIER_OK && out->format->open)
        status = out->format->open(out, err);
    return status;
}

static bool blank(struct span s)
{
    while (s.len) {
        size_t n;
        enum utf8_class kind = utf8_class(utf8_decode(s, &n));
        if (kind != UTF8_SPACE && kind != UTF8_CONTROL)
            return false;
        s = span_skip(s, n);
    }
    return true;
}

enum limier_status reader_next(
    struct reader *r, struct arena *arena, struct article *out, bool *more, struct limier_error *err)
{
    *out = (struct article){0};
    *more = true;
    r->note[0] = '\0';
    enum limier_status status = r->format->next(r, arena, out, more, err);
    if (status != LIMIER_OK && status != LIMIER_INPUT)
        *more = false;
    if (status == LIMIER_OK && *more && blank(out->title) && blank(out->text))
        status = error_set(err, LIMIER_INPUT, out->place ? "an article without title and text" : "empty");
    return status;
}

void reader_close(struct reader *r)
{
    if (r->format && r->format->close)
        r->format->close(r);
    r->state = NULL;
}

void reader_note(struct reader *r, const char *format, ...)
{
    size_t n = strlen(r->note);
    if (n && n + 3 < sizeof r->note) {
        memcpy(r->note + n, "; ", 3);
        n += 2;
    }
    va_list args;
    va_start(args, format);
    vsnprintf(r->note + n, sizeof r->note - n, format, args);
    va_end(args);
    for (char *c = r->note + n; *c; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7f)
            *c = '?';
    r->note[utf8_valid_len(span_str(r->note))] = '\0'; /* it may have been cut inside a character */
}

void reader_note_losses(struct reader *r, struct decode_losses *losses)
{
    if (losses->bad)
        reader_note(r, "%zu %s the encoding does not have", losses->bad, losses->bad > 1 ? "bytes" : "byte");
    if (losses->controls)
        reader_note(
            r, "%zu control %s left out", losses->controls, losses->controls > 1 ? "characters" : "character");
    if (losses->twice)
        reader_note(r, "%zu %s encoded twice, put right", losses->twice,
            losses->twice > 1 ? "characters" : "character");
    *losses = (struct decode_losses){0};
}

enum limier_status reader_all(
    struct reader *r, struct arena *arena, struct span *text, struct limier_error *err)
{
    struct span bytes;
    struct decode_losses losses = {0};
    enum limier_status status = input_all(r->in, INPUT_ARTICLE_MAX, arena, &bytes, err);
    if (status != LIMIER_OK)
        return status;
    enum decode_encoding encoding = decode_guess(bytes);
    if (encoding == DECODE_BINARY) /* the head was text: rubbish at the end must not take it away */
        encoding = r->encoding;
    *text = decode_text(arena, bytes, encoding, &losses);
    reader_note_losses(r, &losses);
    return LIMIER_OK;
}

static struct span unmarked(struct arena *arena, struct span s)
{
    struct buf plain = {0};
    markup_text_lines(s, &plain);
    struct span clean = decode_text(arena, buf_span(&plain), DECODE_UTF8, NULL);
    buf_release(&plain);
    return clean;
}

void reader_unmark(struct arena *arena, struct article *article)
{
    if (markup_looks_html(article->title))
        article->title = layout_field(arena, unmarked(arena, article->title));
    if (markup_looks_html(article->text))
        article->text = layout_lines(arena, unmarked(arena, article->text));
}

struct span reader_clean(struct arena *arena, struct span s)
{
    static const struct span blank = SPAN_LIT("\xc2\xa0");
    if (s.len == 0)
        return span_str("");
    s = layout_field(arena, decode_text(arena, s, DECODE_UTF8, NULL));
    while (span_ends(s, blank))
        s = span_trim(span_head(s, s.len - blank.len));
    while (span_starts(s, blank))
        s = span_trim(span_skip(s, blank.len));
    return s;
}

void reader_date_from_text(struct reader *r, struct arena *arena, struct article *article)
{
    enum { LINES = 4 };
    struct span line = article->title, rest = article->text, odd = {"", 0};
    enum stated found = STATED_NOTHING;
    struct date date;
    for (size_t i = 0; article->date.len == 0 && i <= LINES && found == STATED_NOTHING; i++) {
        found = stated_date(arena, line, &date, &odd);
        if (!span_line(&rest, &line))
            break;
    }
    if (found == STATED_DATE)
        article->date = date_format(arena, &date);
    if (found == STATED_ODD)
        reader_note(r, "« %.*s » is no date", SPAN_ARG(utf8_head(odd, 60)));
}

void reader_date_from_name(struct reader *r, struct arena *arena, struct article *article)
{
    struct date date;
    if (article->date.len == 0 && date_from_path(span_str(input_name(r->in)), &date))
        article->date = date_format(arena, &date);
}
