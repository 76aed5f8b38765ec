#include "article/markup.h"

#include "base/bug.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>

void markup_init(struct markup *m)
{
    *m = (struct markup){0};
    arena_init(&m->arena);
    vocab_init(&m->names);
    m->root = arena_zero(&m->arena, 1, sizeof *m->root);
    m->root->name = "";
}

void markup_release(struct markup *m)
{
    arena_release(&m->arena);
    vocab_release(&m->names);
}

/* ---- Building ----------------------------------------------------------------------------------------- */

enum { OPEN_MAX = 5000 }; /* elements open at once: libxml2 looks through them at each end tag */

struct builder {
    struct markup *m;
    xmlParserCtxtPtr parser;
    struct markup_node *at;
    size_t depth;     /* of at */
    size_t open;      /* elements the parser holds open */
    struct buf text;  /* that came in pieces and is no node yet */
    const char *full; /* why building stopped */
};

static struct markup_node *add_node(struct builder *b)
{
    struct markup_node *n = arena_zero(&b->m->arena, 1, sizeof *n);
    b->m->nodes++;
    n->parent = b->at;
    if (b->at->last)
        b->at->last->next = n;
    else
        b->at->first = n;
    b->at->last = n;
    return n;
}

static const char *intern(struct markup *m, const char *name)
{
    return vocab_get(&m->names, vocab_add(&m->names, span_str(name))).ptr;
}

static void stop(struct builder *b, const char *why)
{
    b->full = why;
    xmlStopParser(b->parser);
}

/* NULL when there is no room. */
static struct markup_node *add_element(struct builder *b, const char *name)
{
    if (b->m->nodes >= MARKUP_NODES_MAX) {
        stop(b, "more than 1000000 elements and texts");
        return NULL;
    }
    struct markup_node *n = add_node(b);
    n->name = intern(b->m, name);
    if (b->depth < MARKUP_DEPTH) {
        b->at = n;
        b->depth++;
    }
    return n;
}

static void add_attr(struct builder *b, struct markup_attr ***tail, const char *name, struct span value)
{
    struct markup_attr *a = arena_alloc(&b->m->arena, sizeof *a);
    *a = (struct markup_attr){intern(b->m, name), arena_copy(&b->m->arena, span_trim(value)), NULL};
    **tail = a;
    *tail = &a->next;
}

static void flush_text(struct builder *b)
{
    if (b->text.len && b->m->nodes < MARKUP_NODES_MAX)
        add_node(b)->text = arena_copy(&b->m->arena, buf_span(&b->text));
    buf_clear(&b->text);
}

/* ---- HTML --------------------------------------------------------------------------------------------- */

static void html_start(void *context, const xmlChar *name, const xmlChar **attrs)
{
    struct builder *b = context;
    flush_text(b);
    if (++b->open > OPEN_MAX)
        stop(b, "elements nested thousands deep");
    struct markup_node *n = b->full ? NULL : add_element(b, (const char *)name);
    struct markup_attr **tail = n ? &n->attrs : NULL;
    for (; n && attrs && attrs[0]; attrs += 2)
        add_attr(b, &tail, (const char *)attrs[0], span_str((const char *)attrs[1]));
}

static void html_end(void *context, const xmlChar *name)
{
    (void)name; /* the parser closes what it opened, in order */
    struct builder *b = context;
    flush_text(b);
    if (b->open-- <= MARKUP_DEPTH && b->at->parent) {
        b->at = b->at->parent;
        b->depth--;
    }
}

static void html_text(void *context, const xmlChar *s, int n)
{
    struct builder *b = context;
    buf_add(&b->text, s, (size_t)n);
}

static void silent(void *context, xmlErrorPtr why)
{
    (void)context;
    (void)why;
}

static xmlSAXHandler html_handler = {
    .startElement = html_start,
    .endElement = html_end,
    .characters = html_text,
    .ignorableWhitespace = html_text,
    .cdataBlock = html_text,
    .serror = silent,
    .initialized = XML_SAX2_MAGIC, /* for serror */
};

/* libxml2 compares each attribute of a tag with all others. */
static bool has_endless_tag(struct span s)
{
    enum { ATTRS_MAX = 2000 };
    size_t attrs = 0;
    bool tag = false;
    char quote = '\0';
    for (size_t i = 0; i < s.len && attrs < ATTRS_MAX; i++) {
        char c = s.ptr[i];
        if (!tag) {
            tag = c == '<' && i + 1 < s.len && (s.ptr[i + 1] | 0x20) >= 'a' && (s.ptr[i + 1] | 0x20) <= 'z';
            attrs = 0;
        } else if (quote) {
            quote = c == quote ? '\0' : quote;
        } else if (c == '"' || c == '\'') {
            quote = s.ptr[i - 1] == '=' ? c : '\0';
        } else if (c == '>') {
            tag = false;
        } else {
            attrs += c == '=';
        }
    }
    return attrs >= ATTRS_MAX && tag;
}

enum limier_status markup_html(struct markup *m, struct span text, struct limier_error *err)
{
    if (has_endless_tag(text))
        return error_set(err, LIMIER_INPUT, "a tag with thousands of attributes");
    struct builder b = {.m = m, .at = m->root};
    b.parser = htmlNewParserCtxt();
    BUG_IF(!b.parser);
    *b.parser->sax = html_handler;
    b.parser->userData = &b;
    /* The parser takes the text for a string, too: it must end with a NUL. */
    const char *copy = arena_str(&m->arena, text);
    xmlDocPtr doc = htmlCtxtReadMemory(b.parser, copy, (int)text.len, NULL, "UTF-8",
        HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
            HTML_PARSE_NODEFDTD | HTML_PARSE_IGNORE_ENC);
    xmlFreeDoc(doc);
    htmlFreeParserCtxt(b.parser);
    flush_text(&b);
    buf_release(&b.text);
    return b.full ? error_set(err, LIMIER_INPUT, "%s", b.full) : LIMIER_OK;
}

/* ---- XML ---------------------------------------------------------------------------------------------- */

enum { OUTSIDE_MAX = 1000 }; /* nodes kept of what stands outside the parts */

struct part {
    struct markup m;
    struct part *next;
};

struct markup_stream {
    const char *const *parts;
    struct markup outside;
    struct builder b;
    struct part *building, *first, *last, *given;
    size_t inside;   /* elements open inside the part being built */
    size_t ignored;  /* elements open that are not built */
    char prefix[32]; /* of the first element, with its colon */
    bool started, fed, ended;
    char fault[160];
};

enum { NAME_MAX_BYTES = 100 };

/* « prefix:name » in name, which is cut where it is longer than any that means something. */
static void join_name(char name[NAME_MAX_BYTES], const xmlChar *prefix, const xmlChar *local)
{
    snprintf(name, NAME_MAX_BYTES, "%s%s%s", prefix ? (const char *)prefix : "", prefix ? ":" : "",
        (const char *)local);
}

static const char *without_prefix(const struct markup_stream *s, const char *name)
{
    size_t n = strlen(s->prefix);
    return n && strncmp(name, s->prefix, n) == 0 ? name + n : name;
}

static void learn_prefix(struct markup_stream *s, const char *name)
{
    const char *colon = strchr(name, ':');
    size_t n = colon ? (size_t)(colon - name) + 1 : 0;
    if (n < sizeof s->prefix)
        memcpy(s->prefix, name, n);
    if (strcmp(s->prefix, "rdf:") == 0) /* RSS 1.0: what is in it has other prefixes, or none */
        s->prefix[0] = '\0';
    s->started = true;
}

static bool is_part(const struct markup_stream *s, const char *name)
{
    for (const char *const *p = s->parts; *p; p++)
        if (strcmp(*p, name) == 0)
            return true;
    return false;
}

/* The parser forgets all further entities after a fault in recovery, unless it is told that all is well. */
static void forgive(struct markup_stream *s)
{
    s->b.parser->wellFormed = 1;
}

static void back_outside(struct markup_stream *s)
{
    s->b.m = &s->outside;
    s->b.at = s->outside.root;
    s->b.depth = 0;
}

static void end_element(struct markup_stream *s)
{
    flush_text(&s->b);
    if (s->ignored) {
        s->ignored--;
        return;
    }
    if (!s->building) {
        if (s->b.at->parent) {
            s->b.at = s->b.at->parent;
            s->b.depth--;
        }
        return;
    }
    if (s->inside-- <= MARKUP_DEPTH && s->b.at->parent) {
        s->b.at = s->b.at->parent;
        s->b.depth--;
    }
    if (s->inside)
        return;
    if (s->last)
        s->last->next = s->building;
    else
        s->first = s->building;
    s->last = s->building;
    s->building = NULL;
    back_outside(s);
}

static void xml_start(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
    int nspaces, const xmlChar **spaces, int nattrs, int ndefaults, const xmlChar **attrs)
{
    (void)uri, (void)nspaces, (void)spaces, (void)ndefaults;
    struct markup_stream *s = context;
    char qualified[NAME_MAX_BYTES];
    join_name(qualified, prefix, local);
    forgive(s);
    flush_text(&s->b);
    if (!s->started)
        learn_prefix(s, qualified);
    const char *name = without_prefix(s, qualified);
    /* Parts do not hold parts: an end tag was missing. */
    while (s->building && is_part(s, name))
        end_element(s);
    if (!s->building && is_part(s, name)) {
        s->building = mem_zero(1, sizeof *s->building);
        markup_init(&s->building->m);
        s->b.m = &s->building->m;
        s->b.at = s->building->m.root;
        s->b.depth = 0;
        s->inside = 0;
    }
    if (s->building) {
        s->inside++;
    } else if (s->ignored || s->outside.nodes >= OUTSIDE_MAX) {
        s->ignored++;
        return;
    }
    struct markup_node *n = add_element(&s->b, name);
    struct markup_attr **tail = n ? &n->attrs : NULL;
    for (int i = 0; n && i < nattrs; i++, attrs += 5) { /* name, prefix, URI, value, its end */
        join_name(qualified, attrs[1], attrs[0]);
        add_attr(&s->b, &tail, qualified, span_of((const char *)attrs[3], (size_t)(attrs[4] - attrs[3])));
    }
}

static void xml_end(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    (void)local, (void)prefix, (void)uri;
    forgive(context);
    end_element(context);
}

static void xml_text(void *context, const xmlChar *text, int n)
{
    struct markup_stream *s = context;
    forgive(s);
    if (!s->ignored && (s->building || s->outside.nodes < OUTSIDE_MAX))
        buf_add(&s->b.text, text, (size_t)n);
}

static void xml_fault(void *context, xmlErrorPtr why)
{
    struct markup_stream *s = context;
    if (s->fault[0] || !why || why->level < XML_ERR_ERROR)
        return;
    struct span message = span_trim(span_str(why->message));
    snprintf(s->fault, sizeof s->fault, "line %d: %.*s", why->line,
        (int)(message.len < 100 ? message.len : 100), message.ptr);
}

static xmlSAXHandler xml_handler = {
    .startElementNs = xml_start,
    .endElementNs = xml_end,
    .characters = xml_text,
    .ignorableWhitespace = xml_text,
    .cdataBlock = xml_text,
    .serror = xml_fault,
    .initialized = XML_SAX2_MAGIC,
};

struct markup_stream *markup_stream_new(const char *const *parts)
{
    struct markup_stream *s = mem_zero(1, sizeof *s);
    s->parts = parts;
    markup_init(&s->outside);
    back_outside(s);
    s->b.parser = xmlCreatePushParserCtxt(&xml_handler, s, NULL, 0, NULL);
    BUG_IF(!s->b.parser);
    xmlCtxtUseOptions(s->b.parser, XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
    return s;
}

static void free_part(struct part *p)
{
    if (!p)
        return;
    markup_release(&p->m);
    free(p);
}

void markup_stream_free(struct markup_stream *s)
{
    if (!s)
        return;
    if (s->b.parser->myDoc)
        xmlFreeDoc(s->b.parser->myDoc);
    xmlFreeParserCtxt(s->b.parser);
    for (struct part *p = s->first, *next; p; p = next) {
        next = p->next;
        free_part(p);
    }
    free_part(s->building);
    free_part(s->given);
    markup_release(&s->outside);
    buf_release(&s->b.text);
    free(s);
}

/* The length of the reference at the front of s (« &eacute; », « &#233; »), 0 when it is none that XML or HTML
 * know; *text is what it stands for where XML does not know it. */
static size_t reference(struct span s, const char **text, char out[8])
{
    const char *semicolon = memchr(s.ptr, ';', s.len < 32 ? s.len : 32);
    *text = NULL;
    if (!semicolon)
        return 0;
    size_t n = (size_t)(semicolon - s.ptr);
    char name[32];
    memcpy(name, s.ptr + 1, n - 1);
    name[n - 1] = '\0';
    if (name[0] == '#') {
        char *end;
        long rune = name[1] == 'x' ? strtol(name + 2, &end, 16) : strtol(name + 1, &end, 10);
        bool fits = rune >= 0x20 || rune == '\t' || rune == '\n' || rune == '\r';
        if (*end || end == name + 1 || !fits || rune > 0x10ffff || (rune >= 0xd800 && rune < 0xe000))
            return 0;
        return n + 1;
    }
    static const char *const xml[] = {"amp", "lt", "gt", "quot", "apos"};
    for (size_t i = 0; i < sizeof xml / sizeof *xml; i++)
        if (strcmp(name, xml[i]) == 0)
            return n + 1;
    const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
    if (!entity)
        return 0;
    struct buf utf8 = {0};
    buf_add_rune(&utf8, (int32_t)entity->value);
    memcpy(out, buf_str(&utf8), utf8.len + 1);
    buf_release(&utf8);
    *text = out;
    return n + 1;
}

/* Feeds are full of « R&D » and « &eacute; », which stop or hole an XML parser. */
static void feed_mended(struct markup_stream *s, struct span text)
{
    struct buf mended = {0};
    while (text.len) {
        const char *amp = memchr(text.ptr, '&', text.len);
        buf_add_span(&mended, span_head(text, amp ? (size_t)(amp - text.ptr) : text.len));
        text = amp ? span_skip(text, (size_t)(amp - text.ptr)) : span_str("");
        if (!text.len)
            break;
        const char *known;
        char utf8[8];
        size_t n = reference(text, &known, utf8);
        if (n == 0)
            buf_add_str(&mended, "&amp;");
        else if (known)
            buf_add_str(&mended, known);
        else
            buf_add_span(&mended, span_head(text, n));
        text = span_skip(text, n ? n : 1);
    }
    for (struct span rest = buf_span(&mended); rest.len;) {
        struct span piece = span_head(rest, 1 << 20);
        xmlParseChunk(s->b.parser, piece.ptr, (int)piece.len, 0);
        rest = span_skip(rest, piece.len);
    }
    buf_release(&mended);
}

void markup_stream_feed(struct markup_stream *s, struct span text)
{
    if (!s->fed) { /* blanks, or the messages of a server, before the first tag */
        const char *first = memchr(text.ptr, '<', text.len);
        text = first ? span_skip(text, (size_t)(first - text.ptr)) : span_str("");
        s->fed = text.len > 0;
    }
    if (text.len && !markup_stream_stopped(s))
        feed_mended(s, text);
}

void markup_stream_end(struct markup_stream *s)
{
    if (!s->ended)
        xmlParseChunk(s->b.parser, NULL, 0, 1);
    s->ended = true;
    /* A file that was cut off: the part that it was cut in, as far as it goes. */
    while (s->building)
        end_element(s);
}

const struct markup_node *markup_stream_next(struct markup_stream *s)
{
    free_part(s->given);
    s->given = s->first;
    if (!s->given)
        return NULL;
    s->first = s->given->next;
    if (!s->first)
        s->last = NULL;
    return s->given->m.root->first;
}

const struct markup_node *markup_stream_outside(const struct markup_stream *s)
{
    return s->outside.root;
}

const char *markup_stream_fault(const struct markup_stream *s)
{
    return s->b.full ? s->b.full : s->fault[0] ? s->fault : NULL;
}

bool markup_stream_stopped(const struct markup_stream *s)
{
    return s->b.full || s->b.parser->disableSAX || s->b.parser->instate == XML_PARSER_EOF;
}
