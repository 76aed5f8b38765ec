/* A web page: one article. */
#include "article/layout.h"
#include "article/page.h"
#include "article/reader.h"

#include <strings.h>

static bool begins_with_any(struct span s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s.len >= strlen(list[i]) && strncasecmp(s.ptr, list[i], strlen(list[i])) == 0)
            return true;
    return false;
}

static struct span skip_declarations(struct span s)
{
    for (;;) {
        s = span_trim(s);
        const char *end = NULL;
        if (span_starts(s, span_str("<?")))
            end = memmem(s.ptr, s.len, "?>", 2);
        else if (span_starts(s, span_str("<!--")))
            end = memmem(s.ptr, s.len, "-->", 3);
        if (!end)
            return s;
        s = span_skip(s, (size_t)(end - s.ptr) + 2 + (*end == '-'));
    }
}

static int bid(const struct reader_look *look)
{
    static const char *const certain[] = {"<!doctype html", "<html"};
    static const char *const likely[] = {"<head", "<body", "<meta", "<title", "<div", "<p>", "<h1", "<article",
        "<table", "<center", "<font", "<!doctype"};
    bool named = reader_name_ends(look->name, ".html .htm .xhtml .shtml .php .asp .aspx");
    struct span s = skip_declarations(look->text);
    if (begins_with_any(s, certain, sizeof certain / sizeof *certain))
        return 60;
    if (begins_with_any(s, likely, sizeof likely / sizeof *likely))
        return named ? 55 : 40;
    return named ? 50 : 0;
}

/* ---- Encoding ----------------------------------------------------------------------------------------- */

/* Latin-9 looks like Windows-1252: only what the page says tells œ from ½. */
static bool says_latin9(struct span bytes)
{
    bytes = span_head(bytes, INPUT_HEAD);
    for (struct span s = bytes; s.len > 11; s = span_skip(s, 1))
        if ((s.ptr[0] == '8' && strncasecmp(s.ptr, "8859-15", 7) == 0) ||
            ((s.ptr[0] | 0x20) == 'l' && strncasecmp(s.ptr, "latin-9", 7) == 0))
            return true;
    return false;
}

static struct span as_latin9(struct arena *arena, struct span text)
{
    static const char *const pairs[][2] = {
        {"¤", "€"}, {"¦", "Š"}, {"¨", "š"}, {"´", "Ž"}, {"¸", "ž"}, {"¼", "Œ"}, {"½", "œ"}, {"¾", "Ÿ"}};
    struct buf out = {0};
    while (text.len) {
        size_t i = 0, n = 1;
        const char *to = NULL;
        if ((unsigned char)text.ptr[0] == 0xc2)
            for (; i < sizeof pairs / sizeof *pairs && !to; i++)
                if (span_starts(text, span_str(pairs[i][0]))) {
                    to = pairs[i][1];
                    n = 2;
                }
        if (to)
            buf_add_str(&out, to);
        else
            buf_add_char(&out, text.ptr[0]);
        text = span_skip(text, n);
    }
    struct span copy = arena_copy(arena, buf_span(&out));
    buf_release(&out);
    return copy;
}

static enum limier_status read_bytes(
    struct reader *r, struct arena *arena, struct span *text, struct limier_error *err)
{
    struct span head;
    enum limier_status status = input_head(r->in, &head, err);
    if (status != LIMIER_OK)
        return status;
    bool latin9 = r->encoding == DECODE_WINDOWS_1252 && says_latin9(head);
    status = reader_all(r, arena, text, err);
    if (status == LIMIER_OK && latin9)
        *text = as_latin9(arena, *text);
    return status;
}

/* ---- The article -------------------------------------------------------------------------------------- */

/* JSON-LD may have the whole text where the page has its beginning, or only the text where the page has more.
 */
static struct span best_text(struct page *p, struct span shown)
{
    struct span linked = p->facts.linked_text;
    size_t there = page_words(linked), here = page_words(shown);
    if (there < 60)
        return here || !there ? shown : linked;
    bool cut = span_ends(linked, span_str("…")) || span_ends(linked, span_str("..."));
    if (cut)
        return here >= there / 2 ? shown : linked;
    return there * 10 > here * 13 || here * 10 > there * 16 ? linked : shown;
}

/* Pages that are none: errors, and templates that nothing was put into. */
static const char *no_article(const struct page *p, const struct article *a)
{
    static const char *const errors[] = {"404", "403", "500", "502", "503", "Erreur", "Error",
        "Page introuvable", "Page non trouvée", "Not Found", "Access Denied", "Accès refusé", "Forbidden",
        "Just a moment", "Attention Required", "Service Unavailable", "Bad Gateway", "Page not found",
        "Une erreur"};
    struct span name = p->facts.page_title;
    if (memmem(name.ptr, name.len, "{{", 2) || (a->text.len < 400 && memmem(a->text.ptr, a->text.len, "{{", 2)))
        return "a template that was not filled";
    if (page_words(a->text) < 80 && begins_with_any(a->title, errors, sizeof errors / sizeof *errors))
        return "an error page";
    return page_words(a->text) == 0 ? "no article in this page" : NULL;
}

static void add_extra(struct arena *arena, struct article *out, const char *name, struct span value)
{
    if (value.len == 0)
        return;
    struct article_extra *extra = arena_alloc(arena, (out->nextra + 1) * sizeof *extra);
    if (out->nextra)
        memcpy(extra, out->extra, out->nextra * sizeof *extra);
    extra[out->nextra++] = (struct article_extra){span_str(name), value};
    out->extra = extra;
}

static void read_page(struct page *p, struct arena *arena, struct article *out, struct decode_losses *losses)
{
    page_read_facts(p);
    page_find_heading(p);
    page_find_body(p);
    out->title = page_title(p, arena);
    struct span text = best_text(p, page_text(p, arena));
    if (text.len == 0)
        text = p->facts.description;
    /* Characters may come from references (« &#133; ») that decoding has not seen. */
    out->text = layout_lines(arena, decode_text(arena, text, DECODE_UTF8, losses));
    out->title = reader_clean(arena, out->title);
    out->date = page_date(p, arena);
    out->author = reader_clean(arena, page_author(p, arena));
    out->section = reader_clean(arena, p->facts.section);
    out->source = reader_clean(arena, p->facts.source);
    out->url = reader_clean(arena, p->facts.url);
    out->language = reader_clean(arena, p->facts.language);
    add_extra(arena, out, "caption", reader_clean(arena, page_captions(p, arena)));
}

static enum limier_status next(
    struct reader *r, struct arena *arena, struct article *out, bool *more, struct limier_error *err)
{
    if (r->state) {
        *more = false;
        return LIMIER_OK;
    }
    r->state = r; /* the one article was given */
    struct page page;
    page_init(&page);
    struct span text;
    enum limier_status status = read_bytes(r, &page.arena, &text, err);
    if (status == LIMIER_OK)
        status = page_parse(&page, text, err);
    if (status == LIMIER_OK) {
        struct decode_losses losses = {0};
        read_page(&page, arena, out, &losses);
        reader_note_losses(r, &losses);
        const char *why = no_article(&page, out);
        if (why)
            status = error_set(err, LIMIER_INPUT, "%s", why);
        else
            reader_date_from_name(r, arena, out);
    }
    if (status != LIMIER_OK)
        *more = false;
    page_release(&page);
    return status;
}

const struct reader_format reader_html = {
    .name = "html",
    .help = "a web page, one article",
    .bid = bid,
    .next = next,
};
