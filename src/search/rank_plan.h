/* The terms by which a planned query is ranked the second time (rank.h), out of the words that leaf.c and
 * word.c plan. Only they use it. */
#ifndef SEARCH_RANK_PLAN_H
#define SEARCH_RANK_PLAN_H

#include "search/leaf.h"

/* A word by its stems, of which the first is its own; the caller may add parts. */
struct rank_word rank_plan_word(struct planner *p, const struct query_node *node, const struct word *word,
    const struct span *stems, size_t nstems);

/* A word by its very form, capitals and accents, and by some forms. */
struct rank_word rank_plan_exact(struct planner *p, const struct query_node *node, const struct word *word);
struct rank_word rank_plan_forms(
    struct planner *p, const struct query_node *node, const struct lexicon_forms *forms);

/* Words that count together as one thing: a word, or those of a phrase. They become a term, or, between
 * rank_plan_also and rank_plan_new, one more way in which each of some terms may be there. */
void rank_plan_words(struct planner *p, const struct query_node *node, const struct rank_word *words, size_t n);

/* What comes is another name, worth factor, of the terms from « from » on that are there now. */
void rank_plan_also(struct planner *p, size_t from, double factor);
void rank_plan_new(struct planner *p);

#endif
