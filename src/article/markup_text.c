/* Looking into trees of markup.h, and their text. */
#include "article/markup.h"

#include "base/utf8.h"

#include <strings.h>

bool markup_is_any(const struct markup_node *n, const char *names)
{
    if (!n->name)
        return false;
    size_t len = strlen(n->name);
    while (*names) {
        size_t w = strcspn(names, " ");
        if (w == len && memcmp(names, n->name, w) == 0)
            return true;
        names += w + strspn(names + w, " ");
    }
    return false;
}

bool markup_has(const struct markup_node *n, const char *name)
{
    for (const struct markup_attr *a = n->attrs; a; a = a->next)
        if (strcmp(a->name, name) == 0)
            return true;
    return false;
}

struct span markup_attr(const struct markup_node *n, const char *name)
{
    for (const struct markup_attr *a = n->attrs; a; a = a->next)
        if (strcmp(a->name, name) == 0)
            return a->value;
    return span_str("");
}

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool markup_has_word(const struct markup_node *n, const char *name, const char *word)
{
    struct span s = markup_attr(n, name);
    size_t w = strlen(word);
    for (size_t i = 0; s.len >= w && i < s.len;) {
        size_t start = i;
        while (i < s.len && !blank(s.ptr[i]))
            i++;
        if (i - start == w && strncasecmp(s.ptr + start, word, w) == 0)
            return true;
        while (i < s.len && blank(s.ptr[i]))
            i++;
    }
    return false;
}

struct markup_node *markup_next(const struct markup_node *n, const struct markup_node *top, bool into)
{
    if (into && n->first)
        return n->first;
    while (n && n != top) {
        if (n->next)
            return n->next;
        n = n->parent;
    }
    return NULL;
}

struct markup_node *markup_find(const struct markup_node *top, const char *names)
{
    for (struct markup_node *n = top->first; n; n = markup_next(n, top, true))
        if (markup_is_any(n, names))
            return n;
    return NULL;
}

struct markup_node *markup_find_class(const struct markup_node *top, const char *word)
{
    for (struct markup_node *n = top->first; n; n = markup_next(n, top, true))
        if (n->name && markup_has_word(n, "class", word))
            return n;
    return NULL;
}

struct markup_node *markup_kid(const struct markup_node *n, const char *names)
{
    for (struct markup_node *kid = n->first; kid; kid = kid->next)
        if (markup_is_any(kid, names))
            return kid;
    return NULL;
}

bool markup_is_mute(const struct markup_node *n)
{
    return markup_is_any(n,
        "script style noscript template head title meta link svg math canvas iframe object "
        "embed applet audio video map select option datalist button input textarea label "
        "progress meter dialog figcaption noframes frameset area base param source track xml");
}

bool markup_is_inline(const struct markup_node *n)
{
    if (n->name && strchr(n->name, ':')) /* what word processors leave: <o:p>, <st1:place> */
        return true;
    return markup_is_any(n,
        "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd mark nobr "
        "q rp rt ruby s samp small span strike strong sub sup time tt u var wbr amp-img "
        "picture blink");
}

/* ---- Lines -------------------------------------------------------------------------------------------- */

struct writer {
    struct buf *out;
    size_t start;               /* of the line */
    bool blank;                 /* one is due before the next sign */
    const char *blocks, *mutes; /* of XML; NULL in HTML */
};

static void end_line(struct writer *w)
{
    w->blank = false;
    if (w->out->len > w->start)
        buf_add_char(w->out, '\n');
    w->start = w->out->len;
}

static void write_text(struct writer *w, struct span s, bool pre)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (pre && c == '\n') {
            end_line(w);
        } else if (blank(c)) {
            w->blank = true;
        } else {
            if (w->blank && w->out->len > w->start)
                buf_add_char(w->out, ' ');
            w->blank = false;
            buf_add_char(w->out, c);
        }
    }
}

static void write_node(struct writer *w, const struct markup_node *n, bool pre)
{
    if (!n->name) {
        write_text(w, n->text, pre);
        return;
    }
    bool xml = w->blocks, block;
    if (xml ? markup_is_any(n, w->mutes) : markup_is_mute(n))
        return;
    /* TEI: of a word as printed and as meant, the one that is meant. */
    if (xml && markup_is_any(n, "sic orig abbr") && n->parent && markup_is(n->parent, "choice"))
        return;
    if (markup_is_any(n, xml ? "lb" : "br")) {
        if (xml)
            w->blank = !markup_has_word(n, "break", "no");
        else
            end_line(w);
        return;
    }
    if (!xml && markup_is_any(n, "td th"))
        w->blank = true; /* cells of a row stand in a line */
    block = xml ? markup_is_any(n, w->blocks) : !markup_is_inline(n) && !markup_is_any(n, "td th");
    if (block)
        end_line(w);
    for (const struct markup_node *kid = n->first; kid; kid = kid->next)
        write_node(w, kid, pre || (!xml && markup_is(n, "pre")));
    if (block)
        end_line(w);
}

static void write_lines(struct writer *w, const struct markup_node *n)
{
    w->start = w->out->len;
    for (const struct markup_node *kid = n->first; kid; kid = kid->next)
        write_node(w, kid, false); /* n itself may be mute: a page's title is */
    end_line(w);
}

void markup_lines(const struct markup_node *n, struct buf *out)
{
    write_lines(&(struct writer){.out = out}, n);
}

void markup_xml_lines(const struct markup_node *n, const char *blocks, const char *mutes, struct buf *out)
{
    write_lines(&(struct writer){.out = out, .blocks = blocks, .mutes = mutes}, n);
}

struct span markup_line(const struct markup_node *n, struct arena *arena)
{
    struct buf text = {0};
    markup_lines(n, &text);
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] == '\n')
            text.ptr[i] = ' ';
    struct span line = arena_copy(arena, span_trim(buf_span(&text)));
    buf_release(&text);
    return line;
}

/* ---- Strings ------------------------------------------------------------------------------------------ */

void markup_text(struct span html, struct buf *out)
{
    struct markup m;
    markup_init(&m);
    if (markup_html(&m, html, NULL) == LIMIER_OK)
        markup_lines(m.root, out);
    markup_release(&m);
}

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A tag of one of the names given with blanks between. */
static bool tag_at(struct span s, const char *names)
{
    struct span rest = span_skip(s, s.len > 1 && s.ptr[1] == '/' ? 2 : 1);
    for (size_t n; *names; names += n + strspn(names + n, " ")) {
        n = strcspn(names, " ");
        if (rest.len > n && strncasecmp(rest.ptr, names, n) == 0 && strchr(" \t\n/>", rest.ptr[n]))
            return memchr(rest.ptr, '>', rest.len) != NULL;
    }
    return false;
}

static bool has_tag(struct span s, const char *names)
{
    for (const char *at; s.len && (at = memchr(s.ptr, '<', s.len));) {
        s = span_skip(s, (size_t)(at - s.ptr));
        if (tag_at(s, names))
            return true;
        s = span_skip(s, 1);
    }
    return false;
}

#define PARTING_TAGS "p br div ul ol li h1 h2 h3 h4 h5 blockquote figure table section article iframe script"
#define INLINE_TAGS  "span a b i em strong img"

/* Line ends that are no part of a tag, as <br>. */
static void add_breaks(struct buf *out, struct span s)
{
    bool inside = false;
    for (size_t i = 0; i < s.len; i++) {
        bool opens = s.ptr[i] == '<' && i + 1 < s.len && (letter(s.ptr[i + 1]) || s.ptr[i + 1] == '/');
        inside = (inside || opens) && s.ptr[i] != '>';
        if (s.ptr[i] == '\n' && !inside)
            buf_add_str(out, "<br>");
        buf_add_char(out, s.ptr[i]);
    }
}

void markup_text_lines(struct span s, struct buf *out)
{
    struct buf broken = {0};
    if (!has_tag(s, PARTING_TAGS)) {
        add_breaks(&broken, s);
        s = buf_span(&broken);
    }
    markup_text(s, out);
    buf_release(&broken);
}

static bool entity_at(struct span s)
{
    size_t i = 1;
    if (i < s.len && s.ptr[i] == '#')
        i++;
    size_t start = i;
    while (i < s.len && i < 12 && (letter(s.ptr[i]) || (s.ptr[i] >= '0' && s.ptr[i] <= '9')))
        i++;
    return i > start + 1 && i < s.len && s.ptr[i] == ';';
}

bool markup_looks_html(struct span s)
{
    if (has_tag(s, PARTING_TAGS) || has_tag(s, INLINE_TAGS))
        return true;
    struct span rest = s;
    for (const char *at; rest.len && (at = memchr(rest.ptr, '&', rest.len));) {
        rest = span_skip(rest, (size_t)(at - rest.ptr));
        if (entity_at(rest))
            return true;
        rest = span_skip(rest, 1);
    }
    return false;
}
