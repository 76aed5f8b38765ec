/* Which of a page's blocks are the article.
 *
 * The page is cut into blocks of text, each with its words and the words of them in links (Kohlschütter,
 * Fankhauser, Nejdl: Boilerplate Detection using Shallow Text Features, WSDM 2010). Prose is what has few links
 * and sentences. Elements weigh what prose they hold; where a class says text, more, where it says comments or
 * links, nothing (the idea of Readability, Mozilla). From the top we go down as long as one kid holds nearly
 * all of the weight: that is the holder. Of its blocks, those are taken that are no furniture; so is the lead
 * that stands between the title and the holder. */
#include "article/page.h"

#include "base/bug.h"
#include "base/utf8.h"

#include <stdlib.h>

/* ---- Blocks ------------------------------------------------------------------------------------------- */

struct gather {
    struct page *page;
    struct buf text;
    size_t linked_bytes, cap;
    struct buf links; /* the text of it that is in links */
    bool blank;
    uint32_t factor; /* of weights, in tenths */
};

enum { FACTOR_TEXT = 40, FACTOR_ARTICLE = 15, FACTOR_PLAIN = 10, PROSE_LEAST = 8, PROSE_SURE = 15 };

static bool ends_sentence(struct span s)
{
    if (!s.len)
        return false;
    size_t n;
    int32_t last = utf8_decode_last(s, &n);
    return last == '.' || last == '!' || last == '?' || last == 0x2026 || last == 0xbb || last == '"' ||
           last == 0x201d || last == ':' || last == ';';
}

static void weigh(struct markup_node *n, uint32_t weight)
{
    for (; n; n = n->parent)
        n->weight += weight;
}

static void end_block(struct gather *g, struct markup_node *node, unsigned heading)
{
    struct span text = span_trim(buf_span(&g->text));
    if (text.len) {
        struct page *p = g->page;
        struct page_block b = {.node = node, .text = arena_copy(&p->arena, text), .heading = (uint8_t)heading};
        b.words = (uint32_t)page_words(text);
        b.linked = (uint32_t)page_words(buf_span(&g->links));
        uint32_t own = b.words > b.linked ? b.words - b.linked : 0;
        b.prose = !heading && b.linked * 2 <= b.words && own >= PROSE_LEAST &&
                  (own >= PROSE_SURE || ends_sentence(text));
        /* In what is marked as text, an article may speak of consent. */
        if (b.prose && g->factor < (b.words < 60 ? FACTOR_TEXT : FACTOR_ARTICLE) &&
            page_is_request(text, b.words))
            b.prose = false, b.words = b.linked = 0;
        p->blocks = mem_grow(p->blocks, &g->cap, p->nblocks + 1, sizeof *p->blocks);
        p->blocks[p->nblocks++] = b;
        if (b.prose)
            weigh(node, own * g->factor / 10);
    }
    buf_clear(&g->text);
    buf_clear(&g->links);
    g->blank = false;
}

static void add_text(struct gather *g, struct span s, bool link, bool pre)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            g->blank = true;
            if (pre && c == '\n' && g->text.len && g->text.ptr[g->text.len - 1] != '\n')
                buf_add_char(&g->text, '\n');
            continue;
        }
        bool fresh = g->text.len == 0 || g->text.ptr[g->text.len - 1] == '\n';
        if (g->blank) {
            if (!fresh)
                buf_add_char(&g->text, ' ');
            if (link)
                buf_add_char(&g->links, ' ');
        }
        g->blank = false;
        buf_add_char(&g->text, c);
        if (link)
            buf_add_char(&g->links, c);
    }
}

static unsigned heading_level(const struct markup_node *n)
{
    return n->name && n->name[0] == 'h' && n->name[1] >= '1' && n->name[1] <= '6' && !n->name[2]
               ? (unsigned)(n->name[1] - '0')
               : 0;
}

/* Where the walk is. */
struct place {
    struct markup_node *block;
    unsigned heading;
    bool link, pre;
};

static void gather_node(struct gather *g, struct markup_node *n, struct place at);

static void gather_kids(struct gather *g, struct markup_node *n, struct place at)
{
    for (struct markup_node *kid = n->first; kid; kid = kid->next)
        gather_node(g, kid, at);
}

static void gather_block(struct gather *g, struct markup_node *n, struct place at)
{
    uint32_t factor = g->factor;
    enum page_role role = page_role(n);
    if (role == PAGE_ROLE_AWAY || role == PAGE_ROLE_ASKING || role == PAGE_ROLE_COMMENTS)
        n->marks |= PAGE_AWAY | (role == PAGE_ROLE_COMMENTS ? PAGE_COMMENTS : 0);
    if (role == PAGE_ROLE_TEXT) {
        n->marks |= PAGE_OWN;
        g->factor = FACTOR_TEXT;
    } else if (markup_is_any(n, "article main") && g->factor < FACTOR_ARTICLE) {
        g->factor = FACTOR_ARTICLE;
    }
    unsigned level = heading_level(n);
    struct place inside = {n, level ? level : at.heading, at.link, at.pre || markup_is(n, "pre")};
    end_block(g, at.block, at.heading);
    gather_kids(g, n, inside);
    end_block(g, n, inside.heading);
    g->factor = factor;
}

static void gather_node(struct gather *g, struct markup_node *n, struct place at)
{
    if (!n->name) {
        add_text(g, n->text, at.link, at.pre);
    } else if (markup_is_mute(n)) {
        /* A form that holds the whole page is no mute; its fields are. */
    } else if (markup_is(n, "br")) {
        if (g->text.len && g->text.ptr[g->text.len - 1] != '\n')
            buf_add_char(&g->text, '\n');
        g->blank = false;
    } else if (markup_is_inline(n)) {
        /* A block inside an inline element is one all the same; a link around blocks links them. */
        enum page_role role = markup_is_any(n, "span a i b em strong time") ? page_role(n) : PAGE_ROLE_NONE;
        if ((role == PAGE_ROLE_AWAY || role == PAGE_ROLE_ASKING || role == PAGE_ROLE_COMMENTS) &&
            !markup_is(n, "a")) {
            gather_block(g, n, at);
            return;
        }
        at.link |= markup_is(n, "a") && markup_has(n, "href");
        gather_kids(g, n, at);
    } else {
        gather_block(g, n, at);
    }
}

static void gather_blocks(struct page *p)
{
    struct gather g = {.page = p, .factor = FACTOR_PLAIN};
    gather_kids(&g, p->body, (struct place){.block = p->body});
    end_block(&g, p->body, 0);
    buf_release(&g.text);
    buf_release(&g.links);
}

/* ---- What is away ------------------------------------------------------------------------------------- */

static bool holds(const struct markup_node *outer, const struct markup_node *inner)
{
    for (; inner; inner = inner->parent)
        if (inner == outer)
            return true;
    return false;
}

static bool has_own(const struct markup_node *n)
{
    for (const struct markup_node *k = n; k; k = markup_next(k, n, true))
        if ((k->marks & PAGE_OWN) && k->weight)
            return true;
    return false;
}

/* A class may lie: what holds most of the page's prose with the title, or nearly all of it, is not away. */
static bool is_believed(const struct page *p, const struct markup_node *n)
{
    uint32_t all = p->body->weight, rest = all - n->weight;
    if (n->weight * 2 < all)
        return true;
    if (page_role(n) == PAGE_ROLE_ASKING)
        return rest > 0;
    if (n->marks & PAGE_COMMENTS)
        return rest >= 20 || has_own(n) == false;
    bool titled = p->heading < p->nblocks && holds(n, p->blocks[p->heading].node);
    bool title_outside = p->heading < p->nblocks && !titled && n->weight * 7 < all * 6;
    return !titled && !has_own(n) && rest >= (title_outside ? 10 : 60);
}

static void unweigh(struct markup_node *n)
{
    uint32_t weight = n->weight;
    for (struct markup_node *up = n; up; up = up->parent)
        up->weight -= weight;
}

/* From the outermost in; weights are taken out of what holds them. */
static void settle_away(struct page *p)
{
    bool into = true;
    for (struct markup_node *n = p->body->first; n; n = markup_next(n, p->body, into)) {
        into = true;
        if (!(n->marks & PAGE_AWAY))
            continue;
        if (is_believed(p, n)) {
            unweigh(n);
            into = false;
        } else {
            n->marks &= ~(uint32_t)(PAGE_AWAY | PAGE_COMMENTS);
        }
    }
}

static bool is_away(const struct markup_node *n)
{
    for (; n; n = n->parent)
        if (n->marks & PAGE_AWAY)
            return true;
    return false;
}

/* ---- Endings ------------------------------------------------------------------------------------------ */

/* The element that a label heads: the highest in which nothing stands before it. */
static struct markup_node *headed_by(const struct page *p, size_t i)
{
    struct markup_node *n = p->blocks[i].node;
    while (n->parent && n != p->body && n->parent != p->body &&
           (i == 0 || !holds(n->parent, p->blocks[i - 1].node)))
        n = n->parent;
    return n;
}

static size_t last_in(const struct page *p, size_t i, const struct markup_node *n)
{
    while (i + 1 < p->nblocks && holds(n, p->blocks[i + 1].node))
        i++;
    return i;
}

static void put_away(struct page *p, size_t from, size_t to)
{
    for (size_t i = from; i <= to && i < p->nblocks; i++) {
        struct page_block *b = &p->blocks[i];
        if (!is_away(b->node)) {
            if (b->prose)
                for (struct markup_node *n = b->node; n; n = n->parent)
                    n->weight -= n->weight < b->words - b->linked ? n->weight : b->words - b->linked;
            b->prose = false;
            b->words = b->linked = 0; /* whatever it is: not the article's */
        }
    }
}

static uint32_t prose_between(const struct page *p, size_t from, size_t to)
{
    uint32_t words = 0;
    for (size_t i = from; i < to && i < p->nblocks; i++)
        if (p->blocks[i].prose && !is_away(p->blocks[i].node))
            words += p->blocks[i].words;
    return words;
}

/* « À lire aussi » and « Commentaires »: what they head goes, unless that is most of what there is. */
static void put_endings_away(struct page *p)
{
    uint32_t all = prose_between(p, 0, p->nblocks);
    size_t start = p->heading < p->nblocks ? p->heading : 0;
    enum { MANY = 100 }; /* each is weighed against the whole page */
    size_t seen = 0;
    for (size_t i = start; i < p->nblocks && seen < MANY; i++) {
        struct page_block *b = &p->blocks[i];
        bool comments;
        if (!page_is_ending(b->text, b->words, &comments) || is_away(b->node))
            continue;
        seen++;
        size_t to = last_in(p, i, headed_by(p, i));
        uint32_t before = prose_between(p, start, i);
        bool labels = b->heading || b->linked < b->words;
        if (comments && before >= 30 && labels) {
            /* Comments go on to the end, but for a footer. */
            if (to == i)
                to = p->nblocks - 1;
        } else if (to == i) {
            while (to + 1 < p->nblocks && !p->blocks[to + 1].heading &&
                   !(p->blocks[to + 1].prose && p->blocks[to + 1].words >= 25 && p->blocks[to + 1].linked == 0))
                to++;
        }
        uint32_t lost = prose_between(p, i, to + 1);
        if (!comments && lost * 5 > all * 2)
            continue;
        if (comments && before < 30)
            continue;
        put_away(p, i, to);
        i = to;
    }
}

/* ---- The holder --------------------------------------------------------------------------------------- */

static bool is_leaf(const struct markup_node *n)
{
    return markup_is_any(n, "p li blockquote pre dd dt ul ol h1 h2 h3 h4 h5 h6") || !n->name;
}

static bool same_kind(const struct markup_node *a, const struct markup_node *b)
{
    return strcmp(a->name, b->name) == 0 && span_eq(markup_attr(a, "class"), markup_attr(b, "class"));
}

static struct markup_node *heaviest_kid(const struct markup_node *n)
{
    struct markup_node *best = NULL;
    for (struct markup_node *kid = n->first; kid; kid = kid->next)
        if (kid->name && !(kid->marks & PAGE_AWAY) && (!best || kid->weight > best->weight))
            best = kid;
    return best && best->weight ? best : NULL;
}

/* An article cut into several elements of one kind; not several articles of a list or an endless page. */
static bool is_one_of_many(const struct markup_node *parent, const struct markup_node *best)
{
    uint32_t more = 0;
    for (struct markup_node *kid = parent->first; kid; kid = kid->next)
        if (kid != best && kid->name && kid->weight && !(kid->marks & PAGE_AWAY) && same_kind(kid, best))
            more += kid->weight;
    /* Cells of a layout are of one kind without meaning it. */
    return more * (markup_is_any(best, "tr td tbody") ? 4 : 50) >= parent->weight;
}

static bool has_title_of_its_own(const struct markup_node *n)
{
    for (const struct markup_node *k = n; k; k = markup_next(k, n, true))
        if (markup_is(k, "h1") || markup_has_word(k, "itemprop", "headline"))
            return true;
    return false;
}

/* Of several articles on a page, the one that the title stands in, or stands before. */
static struct markup_node *own_article(const struct page *p, const struct markup_node *n)
{
    struct markup_node *first = NULL;
    size_t others = 0;
    for (struct markup_node *kid = n->first; kid; kid = kid->next) {
        if (!kid->name || kid->weight * 10 < n->weight || (kid->marks & PAGE_AWAY))
            continue;
        if (!markup_is(kid, "article") && !has_title_of_its_own(kid))
            continue;
        bool titled = p->heading < p->nblocks && holds(kid, p->blocks[p->heading].node);
        if (titled || !first)
            first = kid;
        others++;
    }
    return others > 1 && first && has_title_of_its_own(first) ? first : NULL;
}

/* The only article of n, if the title stands in it. */
static struct markup_node *titled_article(const struct page *p, const struct markup_node *n)
{
    if (p->heading == p->nblocks)
        return NULL;
    for (struct markup_node *kid = n->first; kid; kid = kid->next)
        if (markup_is(kid, "article") && kid->weight * 4 >= n->weight && kid->weight &&
            holds(kid, p->blocks[p->heading].node))
            return kid;
    return NULL;
}

static void find_holder(struct page *p)
{
    struct markup_node *n = p->body;
    for (;;) {
        struct markup_node *best = heaviest_kid(n);
        if (!best || is_leaf(best))
            break;
        struct markup_node *own = p->facts.live ? NULL : own_article(p, n);
        if (!own)
            own = titled_article(p, n);
        if (own)
            best = own;
        else if (best->weight * 3 < n->weight * 2 || is_one_of_many(n, best))
            break;
        n = best;
    }
    p->holder = n->weight ? n : NULL;
}

/* ---- Taking ------------------------------------------------------------------------------------------- */

/* A label of a page, not of the article: short, and in no element that is for text. */
static bool is_label(const struct page_block *b)
{
    return !b->heading && b->words < 5 && !ends_sentence(b->text) &&
           !markup_is_any(b->node, "p li dd dt pre blockquote td th figcaption");
}

static bool is_linked_away(const struct page_block *b)
{
    if (b->linked == 0)
        return false;
    if (b->linked >= b->words) /* an intertitle may be an anchor, a list's item a reference */
        return b->words > 3 || !b->heading;
    return !b->prose && b->linked * 3 > b->words * 2;
}

static bool is_title(const struct page *p, const struct page_block *b)
{
    if (p->heading < p->nblocks && b == &p->blocks[p->heading])
        return true;
    return (b->heading == 1 || (size_t)(b - p->blocks) < p->heading + 5) && p->facts.headline.len &&
           page_same(b->text, p->facts.headline);
}

static bool is_unwanted(const struct page *p, const struct page_block *b)
{
    return b->words == 0 || is_away(b->node) || is_title(p, b) || is_linked_away(b) || is_label(b) ||
           (!markup_is_any(b->node, "td th") &&
               page_is_furniture(b->text, b->words, b->linked * 2 > b->words)) ||
           page_is_stamp(b->text, b->words);
}

static bool between(const struct page *p, size_t i, size_t first)
{
    return p->heading < i && i < first;
}

static bool opens_description(const struct page *p, const struct page_block *b)
{
    struct span d = p->facts.description;
    return d.len && b->words >= 6 && page_overlap(utf8_head(d, 120), b->text) >= 90;
}

/* The lead stands outside what holds the text as often as in it. */
static bool is_lead(const struct page *p, const struct page_block *b)
{
    if (b->linked * 3 > b->words || b->words < 6)
        return false;
    for (const struct markup_node *n = b->node; n && n != p->body; n = n->parent)
        if (page_role(n) == PAGE_ROLE_LEAD || markup_has_word(n, "itemprop", "description"))
            return true;
    return opens_description(p, b) || b->prose;
}

/* The article that the holder is part of. */
static const struct markup_node *around(const struct page *p)
{
    const struct markup_node *n = p->holder;
    while (n->parent && n != p->body && !markup_is(n, "article"))
        n = n->parent;
    return markup_is(n, "article") ? n : p->holder->parent ? p->holder->parent : p->holder;
}

static bool is_tail(const struct page_block *b)
{
    return b->prose && b->words >= 25 && b->linked * 5 < b->words && markup_is_any(b->node, "p");
}

static void take(struct page *p)
{
    size_t first = p->nblocks;
    for (size_t i = 0; i < p->nblocks; i++) {
        struct page_block *b = &p->blocks[i];
        if (!holds(p->holder, b->node))
            continue;
        b->taken = !is_unwanted(p, b);
        if (b->taken && first == p->nblocks)
            first = i;
    }
    /* What stands in the holder before the title is not of the article. */
    if (p->heading < p->nblocks && p->heading > first && holds(p->holder, p->blocks[p->heading].node)) {
        uint32_t after = prose_between(p, p->heading, p->nblocks);
        for (size_t i = first; i < p->heading; i++)
            if (after >= 30)
                p->blocks[i].taken = false;
    }
    const struct markup_node *article = around(p);
    for (size_t i = 0; i < p->nblocks; i++) {
        struct page_block *b = &p->blocks[i];
        if (b->taken || holds(p->holder, b->node) || is_unwanted(p, b))
            continue;
        b->taken =
            (between(p, i, first) && is_lead(p, b)) || (i > first && holds(article, b->node) && is_tail(b));
    }
}

/* An intertitle at the end heads nothing. */
static void drop_last_headings(struct page *p)
{
    for (size_t i = p->nblocks; i-- > 0;) {
        if (!p->blocks[i].taken)
            continue;
        if (!p->blocks[i].heading)
            return;
        p->blocks[i].taken = false;
    }
}

void page_find_body(struct page *p)
{
    settle_away(p);
    put_endings_away(p);
    find_holder(p);
    if (p->holder) {
        take(p);
        drop_last_headings(p);
    }
}

struct span page_text(struct page *p, struct arena *arena)
{
    struct buf text = {0};
    for (size_t i = 0; i < p->nblocks; i++) {
        if (!p->blocks[i].taken)
            continue;
        struct span line;
        for (struct span rest = p->blocks[i].text; span_line(&rest, &line);) {
            line = span_trim(line);
            size_t words = page_words(line);
            bool furniture = words < p->blocks[i].words && page_is_furniture(line, words, false);
            if (line.len == 0 || (furniture && words))
                continue;
            if (text.len)
                buf_add_char(&text, '\n');
            buf_add_span(&text, line);
        }
    }
    struct span copy = arena_copy(arena, buf_span(&text));
    buf_release(&text);
    return copy;
}

/* ---- The page ----------------------------------------------------------------------------------------- */

void page_init(struct page *p)
{
    struct span none = span_str("");
    *p = (struct page){.facts = {none, none, none, none, none, none, none, none, none, none, false, false}};
    arena_init(&p->arena);
    markup_init(&p->markup);
}

void page_release(struct page *p)
{
    free(p->blocks);
    markup_release(&p->markup);
    arena_release(&p->arena);
}

enum limier_status page_parse(struct page *p, struct span text, struct limier_error *err)
{
    enum limier_status status = markup_html(&p->markup, text, err);
    if (status != LIMIER_OK)
        return status;
    p->body = markup_find(p->markup.root, "body");
    if (!p->body)
        p->body = p->markup.root;
    gather_blocks(p);
    p->heading = p->nblocks;
    return LIMIER_OK;
}
