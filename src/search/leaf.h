/* The planning of one word, phrase or date: between plan.c, which knows operators, and the lexicon, which knows
 * the words of the index. Only the plan uses it. */
#ifndef SEARCH_LEAF_H
#define SEARCH_LEAF_H

#include "search/plan.h"

struct planner {
    struct lexicon lexicon; /* with the store, the analyzer, the arena and the sticky status */
    struct plan *plan;
    const struct plan_options *options;
    size_t beginning;   /* where the first word of the query stands */
    bool alone;         /* the query is one leaf */
    bool shouted;       /* the query has no small letter: its capitals say nothing */
    uint64_t documents; /* in the index */
    size_t lines;       /* of lists of other names, looked at so far */
    bool again;         /* the first hits will be ranked again: what only orders them can be left out */
    struct {
        size_t from, to;
        double factor;
    } also; /* for rank_plan.c: the terms of which another name is being planned */
};

/* How a leaf stands in the query. */
struct stance {
    bool strict;   /* all of a compound must be there, together */
    bool excluded; /* nothing lights up */
};

/* Part of a plan; query is NULL when nothing is left of it. */
struct part {
    const struct store_query *query;
    bool filter; /* gives no weight */
};

struct part leaf_plan(struct planner *p, const struct query_node *node, struct stance stance);
/* A word too common to rank by, which the rest of the query can do without. */
bool leaf_is_stop(struct planner *p, const struct query_node *node);
/* A condition without weight: a date, or a field other than title and text. */
bool leaf_is_filter(const struct query_node *node);
void leaf_note_dropped(struct planner *p, const struct query_node *node);

/* Words within so many words of one another. query NULL when the operands are no words. */
struct part leaf_near(struct planner *p, const struct query_node *node, struct stance stance);

void plan_note(struct planner *p, const struct query_node *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* ---- Between leaf.c, word.c and near.c ------------------------------------------------------------------- */

struct cut {
    struct token *tokens; /* words */
    size_t n, cap;
    struct token *variants; /* what they could as well be, one or several together */
    size_t nvariants, variants_cap;
    struct arena *arena;
};

/* The tokens of a text, in the arena. */
struct cut leaf_cut(struct planner *p, struct span text);
struct plan_word *leaf_record(struct planner *p, const struct query_node *node, const char *how,
    const struct word *word, const char *prefix);
/* By how many documents out of all have it. */
double leaf_weight(const struct planner *p, uint64_t documents);
const char *leaf_prefix(const struct query_node *node);
unsigned leaf_where(const struct query_node *node);

/* What a word of the cut could as well be, from *at on; NULL when there is no more. */
const struct word *leaf_variant(const struct cut *cut, const struct token *token, size_t *at);

/* One token by its stem, with what accents and capitals typed say. */
const struct store_query *word_plan(struct planner *p, const struct query_node *node, const struct cut *cut,
    const struct token *token, struct stance stance);
/* The articles that have the exact form: =Orange, =orange. */
const struct store_query *word_exact(struct planner *p, const char *prefix, const struct word *word);
/* The articles in which a form carries the typed accents; NULL when all that have the form do. */
const struct store_query *word_accented(struct planner *p, const char *prefix, const struct word *word);
/* An OR of the terms of forms. */
const struct store_query *word_forms(
    struct planner *p, enum store_op op, const char *prefix, const struct lexicon_forms *forms);
/* The words of a compound without elided ones and, unless with_clitics, without the pronouns that hang on a
 * verb; all of them when nothing else is left. */
struct cut word_content(struct planner *p, struct cut all, bool with_clitics);

/* How far a capital says something: not at the beginning of a query of several words, nor in a shouted one. */
bool word_capital_counts(const struct planner *p, const struct query_node *node, const struct word *word);

/* What each way of matching weighs beside the stem, which weighs 1. */
struct leaf_figures {
    double form;       /* the very form, accents and case aside */
    double title;      /* the stem, in the title */
    double phrase;     /* a compound's words side by side */
    double unaccented; /* of all that, for a word with a typed accent, where it may be another */
    double accented;   /* of all that, added where the article writes the accent */
    double capital;    /* the very form with its capitals; added */
    double synonym;    /* another name, of what the name typed weighs */
};
extern const struct leaf_figures leaf_figures;

#endif
