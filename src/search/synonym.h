/* Other names of what a query asks for: « IA » for « intelligence artificielle » and back. A run of words is
 * looked up in two sources, the lists (lang/synonyms.h) and what the archive's articles explain (lexicon.h);
 * what they call it besides is searched in its place, at nearly the weight of the words themselves. Between
 * plan.c, which knows what stands side by side, and word.c. */
#ifndef SEARCH_SYNONYM_H
#define SEARCH_SYNONYM_H

#include "search/leaf.h"

enum { SYNONYM_NAMES = 16 };

/* A name that counts as well. */
struct synonym {
    struct span text;
    bool exact;         /* only as it is written */
    const char *source; /* for explain: « synonymes.txt:12 » */
};

struct synonyms {
    struct span typed; /* the run, as it was typed */
    struct synonym items[SYNONYM_NAMES];
    size_t n;
    double weight, in_title; /* of the run's words together, as synonym_weight gives it */
};

/* How many leaves from kids[0] on, of n side by side, are called otherwise too: the longest run that a source
 * knows; its names in *out. 0 when there is none. */
size_t synonym_find(struct planner *p, const struct query_node *const *kids, size_t n, struct stance stance,
    struct synonyms *out);

/* The query of a run, of which node is the first leaf, or of any of its other names, whichever weighs most. */
const struct store_query *synonym_plan(struct planner *p, const struct query_node *node,
    const struct store_query *query, const struct synonyms *names, struct stance stance);

/* ---- Between synonym.c and synonym_plan.c ---------------------------------------------------------------- */

/* A word of a run or of a name, and how many words that do not count stand before it (not before the first). */
struct synonym_word {
    const struct word *word;
    unsigned gap;
    size_t leaf; /* of a run: which kid it is of */
};

enum { SYNONYM_WORDS = 16 };

struct synonym_words {
    struct synonym_word items[SYNONYM_WORDS];
    size_t n;
    bool whole;                 /* there were no more than fit */
    const struct token *joined; /* what they make as one word: weekend for week-end; or NULL */
};

/* The words of a name: all of them when it counts only as it is written, else those that do not merely link
 * others, if there are such. */
void synonym_words(struct planner *p, struct span text, bool exact, struct synonym_words *out);
/* What BM25 makes of a term that so many documents have. */
double synonym_weight(const struct planner *p, uint64_t documents);
/* The stem of a word without its accents: what is compared. */
struct span synonym_key(struct planner *p, const struct word *word);

#endif
