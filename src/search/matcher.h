/* What a query lights up in a text. A slot is one word asked for, or one place of a phrase; a token of the text
 * may fill several. The words of a sequence light up only where all of them stand together. The plan makes a
 * matcher; extracts and marks use it. It remembers in the words of the analyzer it is used with what it made of
 * them: one matcher and one analyzer at a time. */
#ifndef SEARCH_MATCHER_H
#define SEARCH_MATCHER_H

#include "base/vocab.h"
#include "lang/analyzer.h"
#include "search/query.h"

enum { MATCHER_TITLE = 1, MATCHER_TEXT = 2, MATCHER_ANYWHERE = 3 };
enum { MATCHER_SLOTS = 64 };

struct matcher_slot {
    unsigned where;
    double weight;        /* what finding it is worth in an extract */
    struct span accented; /* not empty: only words whose accents agree with it */
    bool in_sequence;
};

struct matcher_sequence {
    unsigned first, count, window; /* window: positions from the first word to the last, both counted */
    bool ordered;
};

struct matcher_pattern {
    unsigned slot;
    enum query_match match;
    struct span text;
};

struct matcher {
    struct arena arena;
    struct matcher_slot slots[MATCHER_SLOTS];
    unsigned nslots;
    struct vocab keys; /* Z stem, F form, E exact */
    uint64_t *masks;   /* by key: the slots it fills */
    size_t masks_cap;
    bool heads[256]; /* the bytes that the stems begin with: other words need not be stemmed */
    struct matcher_sequence *sequences;
    size_t nsequences, sequences_cap;
    struct matcher_pattern *patterns;
    size_t npatterns, patterns_cap;
    uint32_t serial;
};

void matcher_init(struct matcher *m);
void matcher_release(struct matcher *m);

/* A new slot; when there are no more, the last one, shared. */
unsigned matcher_slot(struct matcher *m, unsigned where, double weight);
void matcher_by_stem(struct matcher *m, unsigned slot, struct span stem);
void matcher_by_form(struct matcher *m, unsigned slot, struct span form);
void matcher_by_exact(struct matcher *m, unsigned slot, struct span exact);
void matcher_by_pattern(struct matcher *m, unsigned slot, enum query_match match, struct span text);
void matcher_accented(struct matcher *m, unsigned slot, struct span exact);
/* The slots from first on count only together. */
void matcher_sequence(struct matcher *m, unsigned first, unsigned count, unsigned window, bool ordered);

struct matcher_hit {
    size_t start, end; /* bytes in the text */
    uint32_t position;
    uint64_t slots;
};

struct matcher_hits {
    struct matcher_hit *items;
    size_t n, cap;
};

/* The words of text that light up, in its order, added to *hits, which the caller frees (items). */
void matcher_scan(
    struct matcher *m, struct analyzer *a, struct span text, unsigned where, struct matcher_hits *hits);

#endif
