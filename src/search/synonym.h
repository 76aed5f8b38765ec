/* Other names of what a query asks for: « IA » for « intelligence artificielle » and back. A run of words is
 * looked up in two sources, the lists (lang/synonyms.h) and what the archive's articles explain (lexicon.h);
 * what they call it besides is searched in its place, at nearly the weight of the words themselves. Between
 * plan.c, which knows what stands side by side, and word.c. */
#ifndef SEARCH_SYNONYM_H
#define SEARCH_SYNONYM_H

#include "search/leaf.h"

enum {
    SYNONYM_NAMES = 16,
    SYNONYM_LINES = 50000 /* of lists, looked at for one query; only a list made to do harm has so many */
};

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
    double weight, in_title;            /* of the run's words together, as synonym_weight gives it */
    const struct store_query *together; /* all of the run's words are there */
};

/* How many leaves from kids[0] on, of n side by side, are called otherwise too: the longest run that a source
 * knows; its names in *out. 0 when there is none. */
size_t synonym_find(struct planner *p, const struct query_node *const *kids, size_t n, struct stance stance,
    struct synonyms *out);

/* The query of a run, of which node is the first leaf, or of any of its other names. An article that has the
 * run itself, or one name, gets nothing for another: no thing counts twice. */
const struct store_query *synonym_plan(struct planner *p, const struct query_node *node,
    const struct store_query *query, const struct synonyms *names, struct stance stance);

/* ---- Between synonym.c, synonym_archive.c and synonym_plan.c --------------------------------------------- */

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

/* The words of leaves side by side, as they may be called otherwise. */
struct synonym_run {
    struct synonym_words all;     /* stop words too */
    struct synonym_words content; /* without them, if there are others; joined: of the first leaf */
};

/* How many leaves the first n words fill; 0 when the last of them has more. */
size_t synonym_leaves(const struct synonym_words *typed, size_t n);
bool synonym_is_acronym(const struct word *word);
/* Unless it is there. */
void synonym_add(struct synonyms *out, struct synonym name);

/* How many of its words are no stop words: what an expansion is kept by. */
size_t synonym_stems(const struct synonym_run *run);
/* May the archive explain a run that begins so? By its first word and its first two. */
bool synonym_in_archive(struct planner *p, const struct synonym_run *run);
/* The second source: adds to *out what the archive's articles explain the run to be, if that covers at least
 * *leaves of its leaves; if more, in place of what is in *out. */
void synonym_ask_archive(
    struct planner *p, const struct synonym_run *run, size_t *leaves, struct synonyms *out);

/* The words of a name: all of them when it counts only as it is written, else those that do not merely link
 * others, if there are two such. */
void synonym_words(struct planner *p, struct span text, bool exact, struct synonym_words *out);
/* What BM25 makes of a term that so many documents have. */
double synonym_weight(const struct planner *p, uint64_t documents);
/* The stem of a word without its accents: what is compared. */
struct span synonym_key(struct planner *p, const struct word *word);

#endif
