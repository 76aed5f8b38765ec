/* A document on its way into an index: terms that occur in it, values, and the bytes that are kept of it. Plain
 * data that passes from the indexer through the store to the glass writer; nobody below owns any of it. */
#ifndef BASE_DOC_H
#define BASE_DOC_H

#include "base/vocab.h"

#define DOC_NO_POSITION 0u

/* One occurrence of a term. The occurrences of one term come with positions that do not fall; those of
 * different terms come in any order. */
struct doc_posting {
    uint32_t term;     /* its number in the vocabulary */
    uint32_t position; /* from 1, or DOC_NO_POSITION */
    uint32_t wdf; /* added to the term's frequency within the document: 1 for a word, 0 for a boolean term */
};

struct doc_value {
    unsigned slot;
    struct span bytes;
};

struct doc {
    const struct vocab *vocab;
    const struct doc_posting *postings;
    size_t npostings;
    const struct doc_value *values; /* slots ascending, none empty */
    size_t nvalues;
    struct span data; /* may be empty */
};

#endif
