/* From a parsed query to what the store searches for and what lights up in the articles found. The figures that
 * weigh one way of matching against another stand at the top of leaf.c. */
#ifndef SEARCH_PLAN_H
#define SEARCH_PLAN_H

#include "search/build.h"
#include "search/lexicon.h"
#include "search/matcher.h"
#include "search/rank.h"

struct limier_synonyms;

struct plan_options {
    bool all;                                   /* every word is required, and a typed accent decides */
    bool synonyms;                              /* other names count too */
    const struct limier_synonyms *own_synonyms; /* besides those shipped; may be NULL */
};

/* What became of a typed word, for explain. */
struct plan_word {
    struct span typed;
    const char *how; /* what it is searched as: « stem », « dropped: too common » … */
    struct span form, stem;
    const char *prefix; /* of the field */
    struct lexicon_exact *exacts;
    size_t nexacts;
    struct lexicon_forms forms; /* what an enumeration gave; may be empty */
};

/* Another name that was searched for, for explain. */
struct plan_synonym {
    struct span typed, name;
    const char *source; /* « synonymes.txt:12 » */
    bool exact, found;  /* only as written; some article may have it */
};

struct plan {
    const struct store_query *query;
    bool weighted; /* something in it gives weight */
    struct matcher matcher;
    struct rank_terms rank; /* by which the first articles are ranked again */
    const struct store_query
        *row;          /* the words side by side, as they were typed; NULL: the query is no such row */
    double row_weight; /* what its words weigh */
    struct plan_word *words;
    size_t nwords, words_cap;
    struct plan_synonym *synonyms;
    size_t nsynonyms, synonyms_cap;
    const char **notes; /* the query's and the plan's */
    size_t nnotes, notes_cap;
};

/* Everything in *out is in arena, but for the matcher: call plan_release, also after a failure. LIMIER_QUERY
 * when no word is left; what the store says. */
enum limier_status plan_make(struct plan *out, struct store *store, struct analyzer *analyzer,
    const struct query *query, const struct plan_options *options, struct arena *arena,
    struct limier_error *err);
void plan_release(struct plan *plan);

#endif
