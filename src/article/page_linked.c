/* JSON-LD (schema.org) in pages: of the things it describes, the article. Pages write JSON by hand and by
 * template: what is broken is mended where that is plain. */
#include "article/json.h"
#include "article/layout.h"
#include "article/page.h"

#include <strings.h>

enum { LEVELS = 6 };

/* ---- Mending ------------------------------------------------------------------------------------------ */

static char after_blanks(struct span s)
{
    s = span_trim(s);
    return s.len ? s.ptr[0] : '\0';
}

/* A quote ends a string when something follows that JSON has behind one; others belong to the text. Commas
 * before a closing bracket go. */
static void mend(struct buf *out, struct span s)
{
    bool quoted = false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        struct span rest = span_skip(s, i + 1);
        if (quoted && c == '\\' && rest.len) {
            if (strchr("\"\\/bfnrtu", rest.ptr[0])) {
                buf_add_char(out, c);
                buf_add_char(out, s.ptr[++i]);
            } else {
                buf_add_str(out, "\\\\");
            }
        } else if (quoted && c == '"') {
            char next = after_blanks(rest);
            bool ends = next == '\0' || strchr(",:}]", next);
            /* « "a", dit-il » inside a string: behind a comma JSON has a quote or a bracket. */
            if (ends && next == ',') {
                struct span behind = span_trim(rest);
                char then = after_blanks(span_skip(behind, 1));
                ends = then && strchr("\"{[0123456789-tfn}]", then);
            }
            if (ends)
                quoted = false;
            else
                buf_add_char(out, '\\');
            buf_add_char(out, c);
        } else if (!quoted && c == ',' && strchr("}]", after_blanks(rest))) {
            continue;
        } else {
            if (c == '"')
                quoted = true;
            buf_add_char(out, c);
        }
    }
}

/* ---- Finding ------------------------------------------------------------------------------------------ */

struct search {
    struct page *page;
    struct draft draft;
    bool found; /* an article */
    bool broken;
    bool any; /* article will do: none has the page's title */
};

static const struct article_extra *extra(const struct article *a, const char *name)
{
    for (size_t i = 0; i < a->nextra; i++)
        if (span_is(a->extra[i].name, name))
            return &a->extra[i];
    return NULL;
}

static bool is_article_type(struct span type)
{
    return memmem(type.ptr, type.len, "Article", 7) || memmem(type.ptr, type.len, "BlogPosting", 11) ||
           memmem(type.ptr, type.len, "LiveBlog", 8) || memmem(type.ptr, type.len, "Report", 6) ||
           memmem(type.ptr, type.len, "Review", 6) || memmem(type.ptr, type.len, "Recipe", 6);
}

/* Values are text, or HTML, or text whose signs were written as HTML's. */
static struct span plain(struct page *p, struct span s, bool lines)
{
    if (!markup_looks_html(s))
        return s;
    struct buf text = {0};
    markup_text(s, &text);
    struct span copy = arena_copy(&p->arena, span_trim(buf_span(&text)));
    buf_release(&text);
    return lines ? layout_lines(&p->arena, copy) : layout_field(&p->arena, copy);
}

static void set(struct page *p, struct span *fact, struct span value, bool first)
{
    value = plain(p, value, false);
    if (value.len && (first || fact->len == 0))
        *fact = value;
}

/* JSON-LD is written for machines, and for this article: it comes before meta elements, but for a less precise
 * date and for the headline, which it cuts at 110 signs. */
static void take(struct search *s, const struct article *a, struct span type)
{
    struct page_facts *f = &s->page->facts;
    struct page *p = s->page;
    bool more_precise =
        a->date.len >= f->date.len || (f->date.len && !span_starts(f->date, span_head(a->date, 10)));
    set(p, &f->headline, a->title, false);
    set(p, &f->date, a->date, more_precise && a->date.len >= 10);
    set(p, &f->author, a->author, true);
    set(p, &f->section, a->section, true);
    bool domain = f->source.len && memchr(f->source.ptr, '.', f->source.len) &&
                  !memchr(f->source.ptr, ' ', f->source.len);
    set(p, &f->source, a->source, domain);
    set(p, &f->language, a->language, false);
    const struct article_extra *page = extra(a, "mainEntityOfPage");
    const struct article_extra *page_id = extra(a, "mainEntityOfPage.@id");
    struct span url = page ? page->value : page_id ? page_id->value : a->url;
    if (f->url.len == 0 && span_starts(url, span_str("http")))
        f->url = url;
    f->linked_text = plain(p, a->text, true);
    f->live = memmem(type.ptr, type.len, "LiveBlog", 8) != NULL;
    f->article = true;
    s->found = true;
}

static void read_object(struct search *s, struct span object)
{
    struct article a = {0};
    struct page *p = s->page;
    draft_begin(&s->draft, &p->arena, &a);
    enum limier_status status = json_to_draft(object, &s->draft, NULL);
    if (status != LIMIER_OK) {
        s->broken = true;
        return;
    }
    draft_end(&s->draft);
    const struct article_extra *type = extra(&a, "@type");
    /* What describes the page only dates it. */
    if (type && a.date.len && memmem(type->value.ptr, type->value.len, "WebPage", 7))
        set(p, &p->facts.date, a.date, false);
    if (!type || !is_article_type(type->value) || (a.title.len == 0 && a.text.len == 0 && a.date.len == 0))
        return;
    /* Of several articles the page's own: the one that the page has for a title. */
    struct span said = p->facts.headline.len ? p->facts.headline : p->facts.page_title;
    if (s->found || (!s->any && a.title.len && said.len && page_overlap(plain(p, a.title, false), said) < 30 &&
                        page_overlap(said, plain(p, a.title, false)) < 30))
        return;
    take(s, &a, type->value);
}

static void search_value(struct search *s, struct span value, int level);

/* Objects that hold the article: « @graph », « mainEntity ». */
static void search_members(struct search *s, struct span object, int level)
{
    struct span rest = span_skip(object, 1);
    while (rest.len && !s->found) {
        if (rest.ptr[0] != '"') {
            rest = span_skip(rest, 1);
            continue;
        }
        size_t n = json_extent(rest);
        if (n < 2)
            return;
        struct span key = span_of(rest.ptr + 1, n - 2);
        rest = span_trim(span_skip(rest, n));
        if (!rest.len || rest.ptr[0] != ':')
            continue;
        rest = span_trim(span_skip(rest, 1));
        bool opens = rest.len && (rest.ptr[0] == '{' || rest.ptr[0] == '[');
        n = rest.len && (opens || rest.ptr[0] == '"') ? json_extent(rest) : 1;
        if (n == 0)
            return;
        if (opens && (span_is(key, "@graph") || span_is(key, "mainEntity") || span_is(key, "mainEntityOfPage")))
            search_value(s, span_head(rest, n), level + 1);
        rest = span_skip(rest, n);
    }
}

static void search_value(struct search *s, struct span value, int level)
{
    value = span_trim(value);
    if (level > LEVELS || s->found || !value.len)
        return;
    if (value.ptr[0] == '{') {
        read_object(s, value);
        search_members(s, value, level);
        return;
    }
    struct span rest = span_skip(value, 1);
    while (rest.len && !s->found) {
        bool opens = rest.ptr[0] == '{' || rest.ptr[0] == '[';
        size_t n = opens || rest.ptr[0] == '"' ? json_extent(rest) : 1;
        if (n == 0) {
            s->broken = true;
            return;
        }
        if (opens)
            search_value(s, span_head(rest, n), level + 1);
        rest = span_skip(rest, n);
    }
}

static struct span from_bracket(struct span s)
{
    while (s.len && s.ptr[0] != '{' && s.ptr[0] != '[')
        s = span_skip(s, 1);
    return s;
}

static void search_text(struct search *s, struct span json)
{
    size_t n = json_extent(json);
    search_value(s, n ? span_head(json, n) : json, 0);
    s->broken |= n == 0;
    if (!s->found && !s->broken && !s->any) {
        s->any = true;
        search_text(s, json);
    }
}

void page_read_linked(struct page *p, struct span json)
{
    struct search s = {.page = p};
    draft_init(&s.draft);
    json = span_trim(from_bracket(json));
    search_text(&s, json);
    if (!s.found && s.broken) {
        struct buf mended = {0};
        mend(&mended, json);
        s.broken = s.any = false;
        search_text(&s, buf_span(&mended));
        buf_release(&mended);
    }
    draft_release(&s.draft);
}
