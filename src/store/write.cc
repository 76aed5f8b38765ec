#include "store/internal.hh"

static Xapian::Document document_of(const struct doc *doc)
{
    Xapian::Document out;
    for (size_t i = 0; i < doc->npostings; i++) {
        const struct doc_posting &posting = doc->postings[i];
        const std::string term = string_of(vocab_get(doc->vocab, posting.term));
        if (posting.position == DOC_NO_POSITION)
            out.add_term(term, posting.wdf);
        else
            out.add_posting(term, posting.position, posting.wdf);
    }
    for (size_t v = 0; v < doc->nvalues; v++)
        out.add_value(doc->values[v].slot, string_of(doc->values[v].bytes));
    out.set_data(string_of(doc->data));
    return out;
}

extern "C" enum limier_status store_put(
    struct store *s, struct span unique, const struct doc *doc, struct limier_error *err)
{
    enum limier_status status = store_check_term(unique, err);
    if (status == LIMIER_OK)
        status = store_check(doc, err);
    if (status != LIMIER_OK)
        return status;
    return changing(s, err, [&](Xapian::WritableDatabase &writer) {
        writer.replace_document(string_of(unique), document_of(doc));
    });
}

bool has_document(const Xapian::Database &database, uint32_t number)
{
    try {
        database.get_doclength(number);
        return true;
    } catch (const Xapian::DocNotFoundError &) {
        return false;
    }
}

extern "C" enum limier_status store_delete(struct store *s, uint32_t number, struct limier_error *err)
{
    return changing(s, err, [&](Xapian::WritableDatabase &writer) {
        if (number && has_document(writer, number))
            writer.delete_document(number);
    });
}

extern "C" enum limier_status store_meta_set(
    struct store *s, struct span key, struct span value, struct limier_error *err)
{
    enum limier_status status = store_check_term(key, err);
    if (status != LIMIER_OK)
        return status;
    return changing(s, err,
        [&](Xapian::WritableDatabase &writer) { writer.set_metadata(string_of(key), string_of(value)); });
}

extern "C" enum limier_status store_commit(struct store *s, struct limier_error *err)
{
    if (s->lost.empty() && s->generation && s->mode == STORE_WRITE && !s->changed)
        return LIMIER_OK;
    enum limier_status status = changing(s, err, [&](Xapian::WritableDatabase &writer) {
        s->changed = false;
        writer.commit_transaction();
    });
    s->lost.clear();
    if (status == LIMIER_OK && s->fresh) {
        status = store_adopt(s, s->fresh, err);
        if (s->fresh)
            store_close_writer(s);
    }
    return status;
}
