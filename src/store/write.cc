#include "store/internal.hh"

#include <algorithm>

/* The postings of one term, which stand together in order[i..j): its wdf is given once, then its positions in
 * their order, so that Xapian looks the term up and appends, and never searches a list of positions. */
static void add_term(Xapian::Document &out, const struct doc *doc, const uint64_t *i, const uint64_t *j)
{
    auto posting = [&](const uint64_t *at) { return doc->postings[static_cast<uint32_t>(*at)]; };
    const std::string term = string_of(vocab_get(doc->vocab, posting(i).term));
    Xapian::termcount wdf = 0;
    for (const uint64_t *at = i; at < j; at++)
        wdf += posting(at).wdf;
    out.add_term(term, wdf);
    for (const uint64_t *at = i; at < j; at++)
        if (posting(at).position != DOC_NO_POSITION)
            out.add_posting(term, posting(at).position, 0);
}

static Xapian::Document document_of(struct store *s, const struct doc *doc)
{
    Xapian::Document out;
    s->order.resize(doc->npostings);
    for (size_t i = 0; i < doc->npostings; i++)
        s->order[i] = static_cast<uint64_t>(doc->postings[i].term) << 32 | i;
    std::sort(s->order.begin(), s->order.end());
    const uint64_t *i = s->order.data(), *end = i + s->order.size();
    while (i < end) {
        const uint64_t *j = i + 1;
        while (j < end && *i >> 32 == *j >> 32)
            j++;
        add_term(out, doc, i, j);
        i = j;
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
        writer.replace_document(string_of(unique), document_of(s, doc));
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
