/* The words of an index, as the plan asks for them: the forms of a stem, the ways a form is written, words with
 * an ending, words within a typing error. Everything is bounded, and lives in the arena. Errors of the store
 * stick: once status is set, every list is empty. prefix is that of a field (schema.h). */
#ifndef SEARCH_LEXICON_H
#define SEARCH_LEXICON_H

#include "lang/analyzer.h"
#include "search/query.h"
#include "store/store.h"

struct lexicon {
    struct store *store;
    struct analyzer *analyzer;
    struct arena *arena;
    enum limier_status status;
    struct limier_error *err;
};

struct lexicon_form {
    struct span form; /* without the prefix */
    uint64_t documents;
};

struct lexicon_forms {
    struct lexicon_form *items;
    size_t n, cap;
    bool cut; /* there were more, which are not looked at */
};

/* A way that a form is written: R prefix form US exact. */
struct lexicon_exact {
    struct span term, form, exact;
    uint64_t documents;
};

/* The exact forms of one form. */
size_t lexicon_exacts(struct lexicon *x, const char *prefix, struct span form, struct lexicon_exact **out);
/* The exact forms of every form of a word's stem that begins with the stem. */
size_t lexicon_kin(struct lexicon *x, const char *prefix, const struct word *word, struct lexicon_exact **out);

/* What the articles explain, by how many do, commonest first, at most LEXICON_EXPLAINED_MAX: the expansions of
 * an acronym, as forms with blanks between, and the acronyms of an expansion. How both are named:
 * lang/explained_names.h. */
size_t lexicon_expansions(struct lexicon *x, struct span acronym, struct lexicon_form **out);
size_t lexicon_acronyms(struct lexicon *x, struct span stems, struct lexicon_form **out);
/* Is there an expansion that begins with these bytes? */
bool lexicon_explains(struct lexicon *x, struct span stems);

/* The forms that have a stem, commonest first, at most LEXICON_FORMS_MAX. cut: how many letters of the stem may
 * differ (chercheuse, cherch-). */
struct lexicon_forms lexicon_of_stem(struct lexicon *x, const char *prefix, struct span stem, unsigned cut);
/* Forms that begin with, end in or hold text, commonest first, at most limit. */
struct lexicon_forms lexicon_matching(
    struct lexicon *x, const char *prefix, enum query_match match, struct span text, size_t limit);
/* Forms within so many errors of a form, nearest and commonest first. The first letter is taken to be right, or
 * to be the only error. */
struct lexicon_forms lexicon_near(
    struct lexicon *x, const char *prefix, struct span form, unsigned errors, size_t limit);

uint64_t lexicon_documents(struct lexicon *x, const char *a, const char *b, struct span word);

enum { LEXICON_FORMS_MAX = 200, LEXICON_EXPLAINED_MAX = 20 };

#endif
