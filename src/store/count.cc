#include "store/internal.hh"

#include <algorithm>

namespace
{

/* A number that stands in a slot, big-endian, of up to eight bytes. */
uint64_t number_of(const std::string &bytes)
{
    uint64_t value = 0;
    for (char byte : bytes)
        value = value << 8 | static_cast<unsigned char>(byte);
    return value;
}

void count_term(
    const Xapian::Database &database, const std::string &term, const uint32_t *numbers, size_t n, uint32_t *wdf)
{
    Xapian::PostingIterator i = database.postlist_begin(term), end = database.postlist_end(term);
    for (size_t d = 0; d < n && i != end; d++) {
        i.skip_to(numbers[d]);
        if (i != end && *i == numbers[d])
            wdf[d] = i.get_wdf();
    }
}

/* Between one verb and the next the index may have lost a document that the first still saw. */
template <typename Work> void unless_gone(Work work)
{
    try {
        work();
    } catch (const Xapian::DocNotFoundError &) {
    }
}

/* Document by document: a stream of values (ValueIterator) over a remote server fetches every document from the
 * one to the next that has a value. */
void read_slot(
    const Xapian::Database &database, unsigned slot, const uint32_t *numbers, size_t n, uint64_t *values)
{
    if (database.get_value_freq(slot) == 0)
        return;
    for (size_t d = 0; d < n; d++)
        unless_gone([&] {
            const Xapian::Document document = database.get_document(numbers[d], Xapian::DOC_ASSUME_VALID);
            values[d] = number_of(document.get_value(slot));
        });
}

template <typename T> T *column(struct arena *arena, size_t n)
{
    return static_cast<T *>(arena_zero(arena, n + 1, sizeof(T)));
}

} // namespace

extern "C" enum limier_status store_count(struct store *s, const struct span *terms, size_t nterms,
    const uint32_t *numbers, size_t n, unsigned slot, struct arena *arena, struct store_counts *out,
    struct limier_error *err)
{
    *out = store_counts();
    return reading(s, task::search, err, [&](const Xapian::Database &database) {
        auto *documents = column<uint64_t>(arena, nterms), *occurrences = column<uint64_t>(arena, nterms);
        auto *lengths = column<uint64_t>(arena, n), *values = column<uint64_t>(arena, n);
        auto *wdf = column<uint32_t>(arena, nterms * n);
        for (size_t t = 0; t < nterms; t++) {
            const std::string term = string_of(terms[t]);
            documents[t] = database.get_termfreq(term);
            if (documents[t] == 0)
                continue;
            occurrences[t] = database.get_collection_freq(term);
            count_term(database, term, numbers, n, wdf + t * n);
        }
        for (size_t d = 0; d < n; d++)
            unless_gone([&] { lengths[d] = database.get_doclength(numbers[d]); });
        read_slot(database, slot, numbers, n, values);
        *out = {documents, occurrences, wdf, lengths, values};
    });
}

extern "C" enum limier_status store_data(struct store *s, const uint32_t *numbers, size_t n,
    struct arena *arena, struct span *data, struct limier_error *err)
{
    std::fill(data, data + n, span_of("", 0));
    return reading(s, task::search, err, [&](const Xapian::Database &database) {
        for (size_t d = 0; d < n; d++)
            unless_gone([&] { data[d] = arena_string(arena, database.get_document(numbers[d]).get_data()); });
    });
}
