/* Mail: one message (.eml), or a mailbox of them (newsletters, say). GMime, whose only door this is, takes a
 * message apart: encoded headers, parts, transfer encodings. The mailbox is cut into messages here, so that a
 * broken one spoils no other and memory is bounded by one. */
#include "article/date.h"
#include "article/layout.h"
#include "article/markup.h"
#include "article/reader.h"
#include "base/bug.h"
#include "base/utf8.h"

#include <gmime/gmime.h>
#include <pthread.h>
#include <stdlib.h>
#include <strings.h>

struct mail {
    GMimeParserOptions *options;
    struct buf message;
    uint64_t line, at, place; /* at: the number of the message's first line */
    bool mailbox, end;
};

/* ---- Whose it is -------------------------------------------------------------------------------------- */

/* « From somebody@somewhere Tue Nov 25 14:30:00 2025 » */
static bool is_postmark(struct span line)
{
    struct span rest = span_trim(span_skip(line, 5));
    size_t colons = 0, digits = 0;
    if (!span_starts(line, span_str("From ")) || rest.len > 300)
        return false;
    for (size_t i = 0; i < rest.len; i++) {
        colons += rest.ptr[i] == ':';
        digits += rest.ptr[i] >= '0' && rest.ptr[i] <= '9';
    }
    return colons >= 1 && digits >= 8;
}

static bool is_mail_header(struct span line)
{
    static const char *const names[] = {"from:", "to:", "subject:", "date:", "received:", "return-path:",
        "message-id:", "mime-version:", "delivered-to:", "content-type:", "reply-to:", "sender:", "list-id:",
        "dkim-signature:", "x-mailer:", "content-transfer-encoding:", "list-unsubscribe:"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (line.len >= strlen(names[i]) && strncasecmp(line.ptr, names[i], strlen(names[i])) == 0)
            return true;
    return false;
}

/* How many of the lines up to the first blank one are a mail's headers. */
static size_t count_headers(struct span text)
{
    enum { LOOKED_AT = 60 };
    struct span line;
    size_t known = 0;
    for (size_t i = 0; i < LOOKED_AT && span_line(&text, &line) && line.len; i++) {
        const char *colon = memchr(line.ptr, ':', line.len);
        const char *blank = memchr(line.ptr, ' ', line.len);
        bool folded = line.ptr[0] == ' ' || line.ptr[0] == '\t';
        if (!folded && (!colon || (blank && blank < colon)))
            return known > 3 ? known : 0;
        known += is_mail_header(line);
    }
    return known;
}

static int bid(const struct reader_look *look)
{
    struct span rest = look->text, line;
    bool named = reader_name_ends(look->name, ".eml .mbox .mbx");
    if (!span_line(&rest, &line))
        return 0;
    if (is_postmark(line))
        return count_headers(rest) >= 2 ? 95 : 0;
    size_t headers = count_headers(look->text);
    return headers >= 3 ? 85 : headers && named ? 70 : 0;
}

/* ---- Messages ----------------------------------------------------------------------------------------- */

static void start_gmime(void)
{
    g_mime_init();
}

static enum limier_status open_mail(struct reader *r, struct limier_error *err)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    static const char *fallbacks[] = {"utf-8", "windows-1252", NULL};
    (void)err;
    pthread_once(&once, start_gmime);
    struct mail *m = mem_zero(1, sizeof *m);
    m->options = g_mime_parser_options_new();
    g_mime_parser_options_set_fallback_charsets(m->options, fallbacks); /* else the locale's */
    r->state = m;
    return LIMIER_OK;
}

static void close_mail(struct reader *r)
{
    struct mail *m = r->state;
    if (!m)
        return;
    g_mime_parser_options_free(m->options);
    buf_release(&m->message);
    free(m);
}

/* A line of a message that begins with « From » has a « > » before it in a mailbox. */
static struct span unescaped(struct span line)
{
    size_t n = 0;
    while (n < line.len && line.ptr[n] == '>')
        n++;
    return n && span_starts(span_skip(line, n), span_str("From ")) ? span_skip(line, 1) : line;
}

/* Lines up to the next postmark or the end into m->message. */
static enum limier_status read_message(struct reader *r, bool *more, struct limier_error *err)
{
    struct mail *m = r->state;
    enum limier_status outcome = LIMIER_OK;
    bool blank = true;
    buf_clear(&m->message);
    m->at = m->mailbox ? m->line : m->line + 1; /* the postmark was read with the message before */
    for (;;) {
        struct span line;
        bool another;
        struct limier_error why;
        enum limier_status status = input_line(r->in, INPUT_ARTICLE_MAX, &line, &another, &why);
        m->line += another;
        if (status != LIMIER_OK)
            outcome = error_set(err, status, "line %llu: %s", (unsigned long long)m->line, why.message);
        if (!another)
            m->end = true;
        if (m->end || (status != LIMIER_OK && status != LIMIER_INPUT))
            break;
        if (blank && is_postmark(line)) {
            bool first = !m->mailbox && span_trim(buf_span(&m->message)).len == 0;
            m->mailbox = true;
            if (!first)
                break;
            continue;
        }
        blank = span_trim(line).len == 0;
        if (outcome == LIMIER_OK && m->message.len + line.len > INPUT_ARTICLE_MAX)
            outcome = error_set(err, LIMIER_INPUT, "line %llu: a message of over %d bytes",
                (unsigned long long)m->at, INPUT_ARTICLE_MAX);
        if (outcome != LIMIER_OK)
            continue;
        buf_add_span(&m->message, m->mailbox ? unescaped(line) : line);
        buf_add_char(&m->message, '\n');
    }
    *more = true;
    return outcome;
}

/* ---- What a message says ------------------------------------------------------------------------------ */

static struct span clean_field(struct arena *arena, const char *s, struct decode_losses *losses)
{
    return layout_field(arena, decode_text(arena, span_str(s), DECODE_UTF8, losses));
}

struct body {
    struct arena *arena;
    struct decode_losses *losses;
    struct buf plain, html; /* UTF-8 */
};

/* Whether a character set says more than looking at the bytes does. */
static bool worth_asking(const char *charset)
{
    static const char *const seen[] = {
        "us-ascii", "ascii", "utf-8", "utf8", "iso-8859-1", "latin1", "windows-1252", "cp1252", "unknown-8bit"};
    for (size_t i = 0; charset && i < sizeof seen / sizeof *seen; i++)
        if (strcasecmp(charset, seen[i]) == 0)
            return false;
    return charset != NULL;
}

static void add_text(struct body *body, struct buf *out, struct span bytes, const char *charset)
{
    char *converted = NULL;
    if (worth_asking(charset) && utf8_valid_len(bytes) != bytes.len) {
        iconv_t cd = g_mime_iconv_open("utf-8", charset);
        if (cd != (iconv_t)-1) {
            converted = g_mime_iconv_strndup(cd, bytes.ptr, bytes.len);
            g_mime_iconv_close(cd);
        }
    }
    if (converted)
        buf_add_str(out, converted);
    else
        buf_add_span(out, decode_text(body->arena, bytes, decode_guess(bytes), body->losses));
    buf_add_char(out, '\n');
    g_free(converted);
}

static void on_part(GMimeObject *parent, GMimeObject *object, gpointer context)
{
    (void)parent;
    struct body *body = context;
    GMimeContentType *type = g_mime_object_get_content_type(object);
    const char *disposition = g_mime_object_get_disposition(object);
    if (!GMIME_IS_PART(object) || !type || (disposition && strcasecmp(disposition, "attachment") == 0))
        return;
    bool plain = g_mime_content_type_is_type(type, "text", "plain");
    GMimeDataWrapper *content = g_mime_part_get_content((GMimePart *)object);
    if (!content || !(plain || g_mime_content_type_is_type(type, "text", "html")))
        return;
    GMimeStream *stream = g_mime_stream_mem_new();
    g_mime_data_wrapper_write_to_stream(content, stream);
    GByteArray *bytes = g_mime_stream_mem_get_byte_array((GMimeStreamMem *)stream);
    struct span s = span_of(bytes->len ? (const char *)bytes->data : "", bytes->len);
    add_text(body, plain ? &body->plain : &body->html, s, g_mime_content_type_get_parameter(type, "charset"));
    g_object_unref(stream);
}

/* What the reader of pages makes of the message's page, and all its text where that finds no article. */
static struct span page_text(struct body *body)
{
    struct article a = {.text = {"", 0}};
    struct reader page;
    bool more, found = false;
    struct input *in = input_from_span(buf_span(&body->html), "message.html");
    if (reader_open(&page, in, reader_format("html"), NULL) == LIMIER_OK) {
        found = reader_next(&page, body->arena, &a, &more, NULL) == LIMIER_OK;
        reader_close(&page);
    }
    input_close(in);
    if (found)
        return a.text;
    struct buf all = {0};
    markup_text(buf_span(&body->html), &all);
    struct span text = decode_text(body->arena, buf_span(&all), DECODE_UTF8, body->losses);
    buf_release(&all);
    return layout_lines(body->arena, text);
}

/* Many a message has a page, and beside it a plain text that only says so. */
static struct span choose_text(struct body *body)
{
    struct span plain = decode_text(body->arena, buf_span(&body->plain), DECODE_UTF8, body->losses);
    plain = layout_prose(body->arena, plain, NULL);
    struct span page = page_text(body);
    return plain.len * 2 < page.len || plain.len == 0 ? page : plain;
}

/* The name of the first sender, else the address. */
static struct span author_of(struct arena *arena, GMimeMessage *message, struct decode_losses *losses)
{
    InternetAddressList *from = g_mime_message_get_from(message);
    InternetAddress *first =
        from && internet_address_list_length(from) > 0 ? internet_address_list_get_address(from, 0) : NULL;
    if (!first)
        return span_str("");
    const char *name = internet_address_get_name(first);
    if ((!name || !*name) && INTERNET_ADDRESS_IS_MAILBOX(first))
        name = internet_address_mailbox_get_addr((InternetAddressMailbox *)first);
    return clean_field(arena, name, losses);
}

static void read_date(struct reader *r, struct arena *arena, GMimeMessage *message, struct article *out)
{
    struct date date;
    struct span said = clean_field(
        arena, g_mime_object_get_header((GMimeObject *)message, "Date"), &(struct decode_losses){0});
    if (said.len == 0)
        return;
    if (date_parse(said, &date)) {
        out->date = date_format(arena, &date);
        return;
    }
    struct article_extra *kept = arena_alloc(arena, sizeof *kept);
    *kept = (struct article_extra){span_str("date"), said};
    out->extra = kept;
    out->nextra = 1;
    reader_note(r, "line %llu: « %.*s » is no date", (unsigned long long)((struct mail *)r->state)->at,
        SPAN_ARG(utf8_head(said, 60)));
}

static void take_apart(struct reader *r, struct arena *arena, GMimeMessage *message, struct article *out)
{
    struct decode_losses losses = {0};
    struct body body = {.arena = arena, .losses = &losses};
    out->title = clean_field(arena, g_mime_message_get_subject(message), &losses);
    out->id = clean_field(arena, g_mime_message_get_message_id(message), &losses);
    out->author = author_of(arena, message, &losses);
    read_date(r, arena, message, out);
    g_mime_message_foreach(message, on_part, &body);
    out->text = choose_text(&body);
    reader_note_losses(r, &losses);
    buf_release(&body.plain);
    buf_release(&body.html);
}

static enum limier_status next(
    struct reader *r, struct arena *arena, struct article *out, bool *more, struct limier_error *err)
{
    struct mail *m = r->state;
    if (m->end) {
        *more = false;
        return LIMIER_OK;
    }
    enum limier_status status = read_message(r, more, err);
    if (m->mailbox)
        out->place = ++m->place;
    if (status != LIMIER_OK)
        return status;
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(buf_str(&m->message), m->message.len);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, m->options);
    if (message)
        take_apart(r, arena, message, out);
    if (!message || (out->title.len == 0 && out->text.len == 0))
        status = error_set(
            err, LIMIER_INPUT, "line %llu: a message without subject and text", (unsigned long long)m->at);
    if (message)
        g_object_unref(message);
    g_object_unref(parser);
    g_object_unref(stream);
    return status;
}

const struct reader_format reader_mail = {
    .name = "mail",
    .help = "a mail message, or a mailbox (mbox) of them",
    .bid = bid,
    .open = open_mail,
    .next = next,
    .close = close_mail,
};
