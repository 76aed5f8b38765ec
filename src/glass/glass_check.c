#include "glass/glass.h"

#include "base/bug.h"
#include "glass/glass_pack.h"

#include <stdlib.h>

/* A tag has at most 65,535 parts of some 2,030 bytes: 133 MB. */
enum { TAG_MAX = 128 * 1000 * 1000, POSTINGS_MAX = 100 * 1000 * 1000, TERMLIST_HEAD = 32, TERMLIST_TERM = 7 };

static enum limier_status check_term(struct span term, struct limier_error *err)
{
    if (term.len == 0)
        return error_set(err, LIMIER_TOO_LONG, "a term is empty");
    /* Twice the half cannot be too long, whatever it holds. */
    if (term.len <= GLASS_TERM_MAX / 2)
        return LIMIER_OK;
    size_t size = glass_sort_string_size(term);
    if (size > GLASS_TERM_MAX)
        return error_set(err, LIMIER_TOO_LONG, "the term « %.*s » has %zu bytes, over %d", SPAN_ARG(term), size,
            GLASS_TERM_MAX);
    return LIMIER_OK;
}

/* What the term list may take, each term counted once. */
static size_t termlist_room(const struct doc *doc)
{
    unsigned char *seen = mem_zero(doc->vocab->count, 1);
    size_t room = TERMLIST_HEAD;
    for (size_t i = 0; i < doc->npostings; i++) {
        uint32_t term = doc->postings[i].term;
        if (!seen[term])
            room += TERMLIST_TERM + vocab_get(doc->vocab, term).len;
        seen[term] = 1;
    }
    free(seen);
    return room;
}

enum limier_status glass_check(const struct doc *doc, struct limier_error *err)
{
    if (doc->npostings > POSTINGS_MAX)
        return error_set(
            err, LIMIER_TOO_LONG, "a document has %zu words, over %d", doc->npostings, POSTINGS_MAX);
    uint64_t length = 0;
    for (size_t i = 0; i < doc->npostings; i++) {
        BUG_IF(doc->postings[i].term >= doc->vocab->count);
        enum limier_status status = check_term(vocab_get(doc->vocab, doc->postings[i].term), err);
        if (status != LIMIER_OK)
            return status;
        length += doc->postings[i].wdf;
    }
    if (length > UINT32_MAX)
        return error_set(err, LIMIER_TOO_LONG, "a document is too long to be counted");
    if (doc->npostings > TAG_MAX / (TERMLIST_TERM + GLASS_TERM_MAX) && termlist_room(doc) > TAG_MAX)
        return error_set(err, LIMIER_TOO_LONG, "a document has too many different terms");
    if (doc->data.len > TAG_MAX)
        return error_set(
            err, LIMIER_TOO_LONG, "the data of a document has %zu bytes, over %d", doc->data.len, TAG_MAX);
    for (size_t i = 0; i < doc->nvalues; i++)
        if (doc->values[i].bytes.len > TAG_MAX / 2) /* the statistics hold two */
            return error_set(err, LIMIER_TOO_LONG, "the value in slot %u has %zu bytes, over %d",
                doc->values[i].slot, doc->values[i].bytes.len, TAG_MAX / 2);
    return LIMIER_OK;
}
