/* What a page's head and marks say of the article: meta elements (HTML, Open Graph, Dublin Core, and names that
 * several publishing systems share), microdata, links. */
#include "article/page.h"

#include "article/layout.h"
#include "base/utf8.h"

#include <strings.h>

enum fact { HEADLINE, DESCRIPTION, DATE, AUTHOR, SECTION, SOURCE, URL, LANGUAGE, FACTS };

/* Names of <meta name|property|itemprop|http-equiv>, lower case, the better ones of a field first. */
static const char *const names[FACTS][20] = {
    [HEADLINE] = {"og:title", "citation_title", "dc.title", "dcterms.title", "parsely-title", "twitter:title",
        "headline", "title"},
    [DESCRIPTION] = {"og:description", "description", "dc.description", "dcterms.description",
        "twitter:description"},
    [DATE] = {"article:published_time", "article:published", "og:article:published_time", "datepublished",
        "date.published", "dcterms.issued", "dc.date.issued", "dcterms.created", "dc.date.created",
        "citation_publication_date", "citation_online_date", "parsely-pub-date", "cxenseparse:recs:publishtime",
        "publication_date", "publish-date", "pubdate", "dc.date", "dcterms.date", "date"},
    [AUTHOR] = {"article:author", "citation_author", "author", "dc.creator", "dcterms.creator",
        "parsely-author", "byl", "article:author_name", "sailthru.author"},
    [SECTION] = {"article:section", "articlesection", "parsely-section", "og:article:section", "section",
        "category", "dc.subject.section"},
    [SOURCE] = {"og:site_name", "citation_journal_title", "dc.source", "dc.publisher", "dcterms.publisher",
        "publisher", "application-name", "apple-mobile-web-app-title"},
    [URL] = {"og:url", "twitter:url", "dc.identifier.url"},
    [LANGUAGE] = {"language", "dc.language", "dcterms.language", "content-language", "og:locale", "inlanguage"},
};

struct facts {
    struct page *page;
    unsigned rank[FACTS]; /* 0: none */
    unsigned marks;       /* elements that were looked at for an author */
};

enum { MARKS_MAX = 50, TITLE_BLOCKS = 3000 };

static struct span *slot(struct page_facts *f, enum fact fact)
{
    switch (fact) {
    case HEADLINE: return &f->headline;
    case DESCRIPTION: return &f->description;
    case DATE: return &f->date;
    case AUTHOR: return &f->author;
    case SECTION: return &f->section;
    case SOURCE: return &f->source;
    case URL: return &f->url;
    case LANGUAGE: return &f->language;
    case FACTS: break;
    }
    return &f->page_title;
}

static bool is_url(struct span s)
{
    return span_starts(s, span_str("http://")) || span_starts(s, span_str("https://")) ||
           span_starts(s, span_str("//"));
}

/* As an article has it; empty when it is not fit for the field. */
static struct span fit(struct page *p, enum fact fact, struct span value)
{
    value = layout_field(&p->arena, value);
    struct date date;
    switch (fact) {
    case DATE: return date_parse(value, &date) ? date_format(&p->arena, &date) : span_str("");
    case AUTHOR:
        if (span_is(value, "admin") || span_is(value, "administrator") || span_is(value, "webmaster"))
            return span_str("");
        return is_url(value) || value.ptr[0] == '@' ? span_str("") : value;
    case SOURCE: return is_url(value) || value.ptr[0] == '@' ? span_str("") : value;
    case URL: return is_url(value) ? value : span_str("");
    case LANGUAGE: return value.len > 12 ? span_str("") : value;
    default: return value;
    }
}

static void offer(struct facts *f, enum fact fact, unsigned rank, struct span value)
{
    if (f->rank[fact] && f->rank[fact] <= rank)
        return;
    value = fit(f->page, fact, value);
    if (value.len == 0 || memmem(value.ptr, value.len, "{{", 2))
        return;
    *slot(&f->page->facts, fact) = value;
    f->rank[fact] = rank;
}

static void read_meta_name(struct facts *f, struct span name, struct span value)
{
    if (name.len == 0 || name.len > 40)
        return;
    for (enum fact fact = 0; fact < FACTS; fact++)
        for (unsigned i = 0; names[fact][i]; i++)
            if (name.len == strlen(names[fact][i]) && strncasecmp(name.ptr, names[fact][i], name.len) == 0)
                offer(f, fact, i + 1, value);
    if (name.len == 7 && strncasecmp(name.ptr, "og:type", 7) == 0 && span_is(value, "article"))
        f->page->facts.article = true;
}

static bool in_other(const struct markup_node *n)
{
    for (; n; n = n->parent)
        if ((n->marks & PAGE_AWAY) || page_role(n) == PAGE_ROLE_COMMENTS)
            return true;
    return false;
}

/* Several authors are as many meta elements. */
static void add_author(struct facts *f, struct span value)
{
    struct page *p = f->page;
    value = fit(p, AUTHOR, value);
    struct span held = p->facts.author;
    if (value.len == 0 || memmem(held.ptr, held.len, value.ptr, value.len))
        return;
    p->facts.author = span_str(arena_printf(&p->arena, "%.*s, %.*s", SPAN_ARG(held), SPAN_ARG(value)));
}

static void read_meta(struct facts *f, const struct markup_node *n)
{
    static const char *const keys[] = {"property", "name", "itemprop", "http-equiv"};
    struct span value = span_trim(markup_attr(n, "content"));
    for (size_t i = 0; value.len && i < sizeof keys / sizeof *keys; i++) {
        struct span name = markup_attr(n, keys[i]);
        /* The itemprop of something on the page (an image's date) is not the article's. */
        if (i == 2 && !span_is(name, "datePublished") && !span_is(name, "articleSection"))
            continue;
        if (i == 2 && in_other(n))
            continue;
        unsigned rank = f->rank[AUTHOR];
        read_meta_name(f, name, value);
        if (rank && rank <= 2 && span_is(name, names[AUTHOR][rank - 1]))
            add_author(f, value);
    }
}

/* <a rel="author">, itemprop="author" and the like: names, not links to more. */
static void read_author_mark(struct facts *f, const struct markup_node *n)
{
    bool marked = markup_has_word(n, "itemprop", "author") || markup_has_word(n, "rel", "author") ||
                  markup_has_word(n, "class", "author") || markup_has_word(n, "class", "p-author");
    if (!marked || f->rank[AUTHOR] || f->marks++ >= MARKS_MAX)
        return;
    for (const struct markup_node *up = n->parent; up; up = up->parent)
        if (page_role(up) == PAGE_ROLE_COMMENTS)
            return;
    const struct markup_node *name = n;
    for (const struct markup_node *k = n; k; k = markup_next(k, n, true))
        if (markup_has_word(k, "itemprop", "name")) {
            name = k;
            break;
        }
    struct span value = markup_attr(name, "content");
    if (value.len == 0)
        value = markup_line(name, &f->page->arena);
    if (span_starts(value, span_str("Par ")) || span_starts(value, span_str("par ")))
        value = span_trim(span_skip(value, 4));
    if (value.len && page_words(value) <= 8)
        offer(f, AUTHOR, 50, value);
}

static void read_link(struct facts *f, const struct markup_node *n)
{
    if (markup_has_word(n, "rel", "canonical"))
        offer(f, URL, 1, markup_attr(n, "href")); /* before og:url */
}

/* « fr_FR », « fr-FR » → « fr »; « français » is left. */
static struct span primary_language(struct span s)
{
    size_t n = 0;
    while (n < s.len && s.ptr[n] != '-' && s.ptr[n] != '_' && s.ptr[n] != ',')
        n++;
    return n == 2 || n == 3 ? span_head(s, n) : s;
}

void page_read_facts(struct page *p)
{
    struct facts f = {.page = p};
    const struct markup_node *top = p->markup.root;
    for (const struct markup_node *n = top->first; n; n = markup_next(n, top, true)) {
        if (!n->name)
            continue;
        if (markup_is(n, "meta"))
            read_meta(&f, n);
        else if (markup_is(n, "link"))
            read_link(&f, n);
        else if (markup_is(n, "html"))
            offer(&f, LANGUAGE, 1,
                markup_attr(n, "lang").len ? markup_attr(n, "lang") : markup_attr(n, "xml:lang"));
        else if (markup_is(n, "title") && p->facts.page_title.len == 0 && n->parent &&
                 !markup_is(n->parent, "svg"))
            p->facts.page_title = markup_line(n, &p->arena);
        else if (markup_is_any(n, "a span div p address li b strong"))
            read_author_mark(&f, n);
    }
    for (const struct markup_node *n = top->first; n; n = markup_next(n, top, true))
        if (markup_is(n, "script") && markup_has_word(n, "type", "application/ld+json") && n->first) {
            struct buf json = {0};
            for (const struct markup_node *k = n->first; k; k = k->next)
                buf_add_span(&json, k->text);
            page_read_linked(p, buf_span(&json));
            buf_release(&json);
        }
    p->facts.language = primary_language(p->facts.language);
}

/* ---- Title -------------------------------------------------------------------------------------------- */

/* How much a block is the title that the head names, 0 to 200. */
static unsigned likeness(const struct page *p, const struct page_block *b)
{
    unsigned best = 0;
    const struct span said[] = {p->facts.headline, p->facts.page_title};
    for (size_t i = 0; i < 2; i++) {
        if (said[i].len == 0)
            continue;
        unsigned here = page_overlap(b->text, said[i]), back = page_overlap(said[i], b->text);
        /* A page's title has the site's name besides, so that only the way here counts. */
        unsigned like = here + (i == 0 ? back : back / 2 + 40);
        if (here < 60)
            like = 0;
        if (like > best)
            best = like;
    }
    return best;
}

static bool names_site(const struct page *p, struct span s)
{
    return p->facts.source.len && page_same(s, p->facts.source);
}

static bool is_called_title(const struct markup_node *n)
{
    static const char *const classes[] = {
        "title", "titre", "headline", "entry-title", "post-title", "article-title"};
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (markup_has_word(n, "class", classes[i]))
            return true;
    return markup_has_word(n, "itemprop", "headline") || markup_has_word(n, "itemprop", "name");
}

/* In what looks like comments, or like lists of other articles. */
static bool is_elsewhere(const struct page_block *b)
{
    for (const struct markup_node *n = b->node; n; n = n->parent)
        if ((n->marks & PAGE_COMMENTS) || ((n->marks & PAGE_AWAY) && b->heading != 1))
            return true;
    return false;
}

/* The site's name leads home. */
static bool leads_home(const struct page_block *b)
{
    for (const struct markup_node *n = b->node; n; n = markup_next(n, b->node, true)) {
        if (markup_has_word(n, "class", "site-title") || markup_has_word(n, "class", "logo"))
            return true;
        struct span href = markup_is(n, "a") ? markup_attr(n, "href") : span_str("");
        const char *host = href.len ? memmem(href.ptr, href.len, "//", 2) : NULL;
        if (host) {
            href = span_skip(href, (size_t)(host - href.ptr) + 2);
            const char *path = memchr(href.ptr, '/', href.len);
            href = path ? span_skip(href, (size_t)(path - href.ptr)) : span_str("/");
        }
        if (span_is(href, "/") || span_is(href, "./") || span_starts(href, span_str("/index.")) ||
            span_starts(href, span_str("index.")))
            return true;
    }
    return false;
}

/* The heading that is the title: one that the head names, else the only or first h1 with some words. */
void page_find_heading(struct page *p)
{
    unsigned best = 0;
    size_t first_h1 = p->nblocks, found = p->nblocks;
    for (size_t i = 0; i < p->nblocks; i++) {
        const struct page_block *b = &p->blocks[i];
        if (b->words == 0 || b->words > 60 || names_site(p, b->text))
            continue;
        if (b->linked == b->words && leads_home(b))
            continue;
        if (b->heading == 1 && first_h1 == p->nblocks && b->words > 1 && !is_elsewhere(b))
            first_h1 = i;
        bool titled = b->heading || is_called_title(b->node);
        if (i > TITLE_BLOCKS && b->heading != 1)
            continue;
        unsigned like = likeness(p, b);
        if (!titled && like < 180)
            continue;
        like += like ? (unsigned)(b->heading == 1 ? 30 : b->heading == 2 ? 10 : 0) : 0;
        if (b->words < 2 || is_elsewhere(b))
            like /= 2;
        if (like > best) {
            best = like;
            found = i;
        }
    }
    p->heading = best >= 120 ? found : first_h1;
    if (p->facts.headline.len == 0 && p->heading < p->nblocks)
        p->facts.headline = p->blocks[p->heading].text;
}

static bool is_emphatic(const struct page_block *b)
{
    for (const struct markup_node *n = b->node; n; n = markup_next(n, b->node, true)) {
        if (!markup_is_any(n, "b strong font big div span p td") || n->weight > b->words)
            continue;
        if (markup_has_word(n, "class", "title") || markup_has_word(n, "class", "titre"))
            return true;
        struct span size = markup_attr(n, "size");
        bool big = size.len && (size.ptr[0] == '+' || (size.ptr[0] >= '4' && size.ptr[0] <= '7'));
        if ((big || markup_is_any(n, "b strong big")) && n->first && !n->first->name &&
            span_starts(b->text, utf8_head(span_trim(n->first->text), 20)))
            return true;
    }
    return false;
}

/* A title and a date with only a <br> between. */
static struct span without_stamp(struct span text)
{
    struct span line, rest = text;
    while (span_line(&rest, &line))
        if (line.ptr != text.ptr && page_is_stamp(line, page_words(line)))
            return span_trim(span_of(text.ptr, (size_t)(line.ptr - text.ptr)));
    return text;
}

/* Pages without headings: what stands over the text and looks like a title. */
static size_t heading_by_looks(const struct page *p)
{
    size_t first = 0;
    while (first < p->nblocks && !(p->blocks[first].taken && p->blocks[first].prose))
        first++;
    for (size_t i = first == p->nblocks ? 0 : first, n = 0; i-- > 0 && n < 5; n++) {
        const struct page_block *b = &p->blocks[i];
        size_t length;
        struct span title = without_stamp(b->text);
        bool over_stamp = title.len < b->text.len;
        if (b->words < 2 || b->words > 25 || b->linked || (!over_stamp && page_is_stamp(b->text, b->words)) ||
            page_is_furniture(title, b->words, false) || utf8_decode_last(title, &length) == '.')
            continue;
        bool stamped = i + 1 < p->nblocks && page_is_stamp(p->blocks[i + 1].text, p->blocks[i + 1].words);
        stamped |= over_stamp;
        if (stamped || is_emphatic(b))
            return i;
    }
    return p->nblocks;
}

/* The part of <title> that is not the site: the longest between « - », « | » and the like, unless there is a
 * single one. */
static struct span without_site(struct page *p, struct span title)
{
    static const char *const marks[] = {" | ", " - ", " – ", " — ", " • ", " :: ", " · ", " » ", " « ", " / "};
    struct span best = title;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t n = strlen(marks[i]);
        struct span longest = span_str(""), rest = title;
        size_t parts = 0;
        while (rest.len) {
            const char *at = memmem(rest.ptr, rest.len, marks[i], n);
            struct span part = span_head(rest, at ? (size_t)(at - rest.ptr) : rest.len);
            if (part.len > longest.len && !names_site(p, part))
                longest = part;
            parts++;
            rest = at ? span_skip(rest, part.len + n) : span_str("");
        }
        /* « Le Plan - Journal » loses a site of up to four words, not half of a headline. */
        if (parts > 1 && longest.len && page_words(title) <= page_words(longest) + 5 * (parts - 1) &&
            longest.len < best.len)
            return span_trim(longest);
    }
    return best;
}

struct span page_title(struct page *p, struct arena *arena)
{
    struct span title = span_str("");
    if (p->heading == p->nblocks && p->facts.headline.len == 0 &&
        (p->heading = heading_by_looks(p)) < p->nblocks)
        for (size_t i = 0; i <= p->heading; i++)
            p->blocks[i].taken = false;
    if (p->heading < p->nblocks)
        title = without_stamp(p->blocks[p->heading].text);
    else if (p->facts.headline.len && !names_site(p, p->facts.headline))
        title = without_site(p, p->facts.headline);
    else if (p->facts.page_title.len)
        title = without_site(p, p->facts.page_title);
    return layout_field(arena, arena_copy(arena, title));
}

/* ---- Captions ----------------------------------------------------------------------------------------- */

/* What stands under the pictures: no part of the text, but kept. */
struct span page_captions(struct page *p, struct arena *arena)
{
    struct buf all = {0};
    const struct markup_node *top = p->holder;
    while (top && top->parent && !markup_is_any(top, "article main body"))
        top = top->parent;
    for (const struct markup_node *n = top ? top->first : NULL; n; n = markup_next(n, top, true)) {
        if (!markup_is(n, "figcaption") || all.len > 4000)
            continue;
        struct span caption = markup_line(n, &p->arena);
        if (caption.len == 0 || memmem(buf_str(&all), all.len, caption.ptr, caption.len))
            continue;
        if (all.len)
            buf_add_str(&all, " / ");
        buf_add_span(&all, caption);
    }
    struct span captions = layout_field(arena, arena_copy(arena, buf_span(&all)));
    buf_release(&all);
    return captions;
}
