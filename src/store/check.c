#include "store/check.h"

#include "base/utf8.h"
#include "store/schema.h"
#include "store/store.h"

/* Well under what a table of Xapian's can hold, and more than any article is. */
enum { DATA_MAX = 64 * 1024 * 1024, VALUE_MAX = 1024 * 1024, SHOWN = 40 };

enum limier_status store_check_term(struct span term, struct limier_error *err)
{
    if (term.len == 0)
        return error_set(err, LIMIER_TOO_LONG, "an empty term cannot be indexed");
    size_t size = term.len;
    if (size > SCHEMA_TERM_MAX / 2)
        for (size_t i = 0; i < term.len && size <= SCHEMA_TERM_MAX; i++)
            size += term.ptr[i] == '\0';
    if (size <= SCHEMA_TERM_MAX)
        return LIMIER_OK;
    return error_set(err, LIMIER_TOO_LONG, "a term is over %d bytes: %.*s…", SCHEMA_TERM_MAX,
        SPAN_ARG(utf8_head(term, SHOWN)));
}

enum limier_status store_check(const struct doc *doc, struct limier_error *err)
{
    enum limier_status status = LIMIER_OK;
    uint64_t length = 0;
    for (size_t i = 0; i < doc->npostings && status == LIMIER_OK; i++) {
        status = store_check_term(vocab_get(doc->vocab, doc->postings[i].term), err);
        length += doc->postings[i].wdf;
    }
    if (status == LIMIER_OK && length > UINT32_MAX)
        status = error_set(err, LIMIER_TOO_LONG, "a document has too many words");
    for (size_t i = 0; i < doc->nvalues && status == LIMIER_OK; i++)
        if (doc->values[i].bytes.len > VALUE_MAX)
            status = error_set(
                err, LIMIER_TOO_LONG, "a value of %zu bytes is over %d", doc->values[i].bytes.len, VALUE_MAX);
    if (status == LIMIER_OK && doc->data.len > DATA_MAX)
        status = error_set(err, LIMIER_TOO_LONG, "a document of %zu bytes is over %d", doc->data.len, DATA_MAX);
    return status;
}
