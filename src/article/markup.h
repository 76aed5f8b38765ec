/* HTML and XML as trees, by libxml2: the only door to it. Nothing is fetched, no entity is ever expanded but
 * HTML's named characters, no DTD is read; what is not well-formed is read as well as it can be.
 *
 * Elements deeper than MARKUP_DEPTH are laid beside each other in the deepest, so that a tree may be walked by
 * functions that call themselves. */
#ifndef ARTICLE_MARKUP_H
#define ARTICLE_MARKUP_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/vocab.h"

struct markup_attr {
    const char *name;
    struct span value;
    struct markup_attr *next;
};

struct markup_node {
    const char *name; /* of an element, lower case in HTML; NULL: text */
    struct span text; /* when it is text */
    struct markup_attr *attrs;
    struct markup_node *parent, *first, *last, *next;
    /* For who walks the tree; zero at first. */
    uint32_t weight, marks;
};

enum { MARKUP_DEPTH = 200, MARKUP_NODES_MAX = 1000000 };

struct markup {
    struct arena arena; /* of everything below */
    struct vocab names;
    struct markup_node *root; /* without a name; holds the document */
    size_t nodes;
};

void markup_init(struct markup *m);
void markup_release(struct markup *m);

/* Text is clean UTF-8 (article/decode.h). The tree holds copies of it. LIMIER_INPUT when the page has more than
 * MARKUP_NODES_MAX parts or is nested absurdly. */
enum limier_status markup_html(struct markup *m, struct span text, struct limier_error *err);

/* ---- XML, as it comes --------------------------------------------------------------------------------- */

struct markup_stream;

/* Parts of the document are given one by one as soon as they are whole: the elements of these names (NULL at
 * the end). Prefixes count as part of a name, but for that of the document's first element. What stands outside
 * is kept, as far as it is short. */
struct markup_stream *markup_stream_new(const char *const *parts);
void markup_stream_free(struct markup_stream *s);
/* More of it: clean UTF-8, cut at line ends only (before tags is as good). */
void markup_stream_feed(struct markup_stream *s, struct span text);
void markup_stream_end(struct markup_stream *s);
/* The next part that is whole, NULL when more must be fed: valid until the next call. */
const struct markup_node *markup_stream_next(struct markup_stream *s);
/* What stands outside of the parts, so far. */
const struct markup_node *markup_stream_outside(const struct markup_stream *s);
/* What was wrong with the XML first, NULL when nothing was. */
const char *markup_stream_fault(const struct markup_stream *s);
/* The parser gave up: nothing more comes. */
bool markup_stream_stopped(const struct markup_stream *s);

/* ---- Looking ------------------------------------------------------------------------------------------ */

static inline bool markup_is(const struct markup_node *n, const char *name)
{
    return n->name && strcmp(n->name, name) == 0;
}

/* One of the names given with blanks between. */
bool markup_is_any(const struct markup_node *n, const char *names);
/* Empty when there is none. */
struct span markup_attr(const struct markup_node *n, const char *name);
bool markup_has(const struct markup_node *n, const char *name);
/* The attribute is a list with this word in it, whatever the case. */
bool markup_has_word(const struct markup_node *n, const char *name, const char *word);
/* The node after n in the order of the document, below top (NULL: no end); into: n's own kids too. */
struct markup_node *markup_next(const struct markup_node *n, const struct markup_node *top, bool into);
/* The first element of one of the names below top. */
struct markup_node *markup_find(const struct markup_node *top, const char *names);
/* The first element below top whose class has this word. */
struct markup_node *markup_find_class(const struct markup_node *top, const char *word);
/* The first kid of one of the names. */
struct markup_node *markup_kid(const struct markup_node *n, const char *names);

/* ---- Text --------------------------------------------------------------------------------------------- */

/* Nothing in it is for readers: scripts, styles, forms' fields … */
bool markup_is_mute(const struct markup_node *n);
/* An element that stands in a line of text and parts no words. */
bool markup_is_inline(const struct markup_node *n);

/* What a reader of the page sees of n: a line a block, blanks as a page shows them. */
void markup_lines(const struct markup_node *n, struct buf *out);
/* The same in one line, in arena. */
struct span markup_line(const struct markup_node *n, struct arena *arena);
/* Of XML, where every element may stand in a line: blocks are the elements of the names given. */
void markup_xml_lines(const struct markup_node *n, const char *blocks, const char *mutes, struct buf *out);

/* HTML in a string (a feed's, a JSON's): its text, cleaned of tags, entities decoded once. */
void markup_text(struct span html, struct buf *out);
/* The same, but in a string without any tag that parts lines (plain text with references, a word in <b>) its
 * own line ends do. */
void markup_text_lines(struct span s, struct buf *out);
/* The string is certainly HTML: it has a tag that closes, or an empty one, or an entity of a name. */
bool markup_looks_html(struct span s);

#endif
