/* What somebody typed, as a tree. The parser knows the query language of limier-query(7) and nothing of the
 * index or of French words: a word keeps its raw text, which the plan cuts. It answers half-formed queries with
 * notes; only what cannot be understood at all is refused. A tree is plain data in the arena of the search;
 * every node says where in the query it stands.
 *
 * Precedence, tightest first: PROCHE; SAUF, which is « - » in words; words side by side; ET; OU. */
#ifndef SEARCH_QUERY_H
#define SEARCH_QUERY_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "store/schema.h"

enum query_kind {
    QUERY_WORD,   /* text, a run without blanks */
    QUERY_PHRASE, /* text, what stands between quotes */
    QUERY_DATE,   /* low to high */
    QUERY_NEAR,   /* kids within so many words of one another, in any order */
    QUERY_GROUP,  /* kids side by side, each with its mark */
    QUERY_AND,
    QUERY_OR
};

/* Of a kid of a QUERY_GROUP; everything else is wanted. */
enum query_mark { QUERY_WANTED, QUERY_REQUIRED, QUERY_EXCLUDED };

enum query_match {
    QUERY_PLAIN,  /* a word: by its stem; a phrase: by the forms of its words */
    QUERY_EXACT,  /* =Orange, ="Le Monde": case and accents count */
    QUERY_STEMS,  /* ~"centre de données" */
    QUERY_PREFIX, /* infra* */
    QUERY_SUFFIX, /* *ation */
    QUERY_INSIDE, /* *electr* */
    QUERY_FUZZY   /* amazno~ */
};

struct query_node {
    enum query_kind kind;
    enum query_mark mark;
    enum query_match match;
    const struct schema_field *field; /* of a leaf, NULL: title and text */
    struct span text;
    struct span low, high; /* digits YYYY[MM[DD[hhmm]]], both inclusive; an empty one is no bound */
    unsigned within;       /* words apart, 0: not said; with QUERY_FUZZY: errors forgiven, 0: by length */
    const struct query_node **kids;
    size_t nkids;
    size_t start, length; /* bytes in the query */
};

struct query_note {
    const char *text; /* one line, with its place */
    size_t start, length;
};

struct query {
    const struct query_node *root; /* never NULL after LIMIER_OK */
    const struct query_note *notes;
    size_t nnotes;
};

enum {
    QUERY_BYTES_MAX = 64 * 1024,
    QUERY_DEPTH_MAX = 100,
    QUERY_LEAVES_MAX = 200,
    QUERY_NEAR_DEFAULT = 10,
    QUERY_NEAR_MAX = 1000
};

/* today: YYYY-MM-DD. Everything in *out is in arena. LIMIER_QUERY with an offset, LIMIER_USAGE when today is no
 * day. */
enum limier_status query_parse(
    struct query *out, struct span text, struct span today, struct arena *arena, struct limier_error *err);

static inline bool query_is_leaf(const struct query_node *node)
{
    return node->kind == QUERY_WORD || node->kind == QUERY_PHRASE || node->kind == QUERY_DATE;
}

/* The canonical form, appended: it parses back to the same tree, but for places. */
void query_print(struct buf *out, const struct query_node *node);
/* The tree for people, a node a line. */
void query_print_tree(struct buf *out, const struct query_node *node, unsigned indent);

#endif
