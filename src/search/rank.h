/* The second stage of ranking. Xapian finds the articles and puts the likely ones first; the first hundred of
 * them are weighed again here, by what Xapian's weights cannot say: a title by its own length, a stem, its form
 * and the words of its family as one word. docs/relevance.md tells what each figure brings.
 *
 * While a query is planned, each word that ranks becomes a rank_term. A term may be there in several ways (as a
 * word, as a phrase of the same meaning); a way is one word or several, and a word is made of index terms. */
#ifndef SEARCH_RANK_H
#define SEARCH_RANK_H

#include "base/arena.h"
#include "store/store.h"

/* What an index term says of a word. */
enum rank_role {
    RANK_STEM,
    RANK_FORM,     /* the very form that was typed */
    RANK_CAPITALS, /* with the capitals that were typed */
    RANK_ACCENTED, /* with the accents that were typed */
    RANK_FAMILY,   /* another stem that begins alike: licenciement, licence */
    RANK_TITLE_STEM,
    RANK_TITLE_FORM,
    RANK_TITLE_FAMILY,
    RANK_TITLE_ALONE, /* the stem in the title, where it is looked for nowhere else */
    RANK_ROLES
};

struct rank_part {
    struct span term;
    enum rank_role role;
};

struct rank_word {
    struct rank_part *parts;
    size_t n, cap;
};

struct rank_way {
    struct rank_word *words;
    size_t n, cap;
    double factor; /* what it is worth beside the first way */
};

struct rank_term {
    struct span typed; /* for explain */
    bool stop;
    struct rank_way *ways;
    size_t n, cap;
};

struct rank_terms {
    struct rank_term *items;
    size_t n, cap;
    bool unfit; /* something in the query ranks that is no word */
};

/* All in arena. A pointer is good until the next of its kind is added. */
struct rank_term *rank_add_term(struct arena *arena, struct rank_terms *terms, struct span typed, bool stop);
struct rank_way *rank_add_way(struct arena *arena, struct rank_term *term, double factor);
struct rank_word *rank_add_word(struct arena *arena, struct rank_way *way);
void rank_add_part(struct arena *arena, struct rank_word *word, enum rank_role role, struct span term);

/* How many terms are no stop words. */
size_t rank_words(const struct rank_terms *terms);
/* Can articles be weighed by these terms? */
bool rank_fits(const struct rank_terms *terms);

/* What a term gives to an article. */
struct rank_share {
    double text, title;       /* of the score */
    double in_text, in_title; /* how often it stands there, by what each way and role counts */
};

/* The scores of n documents; numbers ascend. shares (may be NULL): of term t in document d, shares[t * n + d].
 */
enum limier_status rank_score(const struct rank_terms *terms, struct store *store, const uint32_t *numbers,
    size_t n, struct arena *arena, double *scores, struct rank_share *shares, struct limier_error *err);

#endif
