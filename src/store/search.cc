#include "store/internal.hh"

#include "store/search.hh"

#include <algorithm>

namespace
{

void copy_hit(struct store_hit *hit, Xapian::docid number, double weight, const Xapian::Document &document,
    const struct store_request *request, struct arena *arena)
{
    hit->number = number;
    hit->weight = weight;
    hit->data = request->data ? arena_string(arena, document.get_data()) : span_of("", 0);
    auto *values = static_cast<struct span *>(arena_zero(arena, request->nslots, sizeof(struct span)));
    for (size_t i = 0; i < request->nslots; i++)
        values[i] = arena_string(arena, document.get_value(request->slots[i]));
    hit->values = values;
}

struct store_hit *hits_alloc(struct arena *arena, size_t n)
{
    return static_cast<struct store_hit *>(arena_zero(arena, n, sizeof(struct store_hit)));
}

bool wants_document(const struct store_request *request)
{
    return request->data || request->nslots;
}

/* What limit means for Xapian, which makes room for as many as it is asked for. */
Xapian::doccount at_most(uint64_t n, Xapian::doccount documents)
{
    return static_cast<Xapian::doccount>(std::min<uint64_t>(n, documents));
}

} // namespace

void set_weight(Xapian::Enquire &enquire, const struct store_request *request)
{
    switch (request->weight) {
    case STORE_BM25:
        enquire.set_weighting_scheme(Xapian::BM25Weight(request->k1, 0, 1, request->b, request->min_normlen));
        return;
    case STORE_DPH: enquire.set_weighting_scheme(Xapian::DPHWeight()); return;
    case STORE_BOOL: enquire.set_weighting_scheme(Xapian::BoolWeight()); return;
    }
    BUG("a weighting of no known kind");
}

extern "C" enum limier_status store_search(struct store *s, const struct store_request *request,
    struct arena *arena, struct store_page *out, struct limier_error *err)
{
    *out = store_page();
    return reading(s, task::search, err, [&](const Xapian::Database &database) {
        Xapian::Enquire enquire(database);
        enquire.set_query(query_of(request->query));
        set_weight(enquire, request);
        if (request->by_value)
            enquire.set_sort_by_value_then_relevance(request->sort_slot, !request->ascending);
        const Xapian::doccount documents = database.get_doccount();
        Xapian::MSet set = enquire.get_mset(at_most(request->offset, documents),
            at_most(request->limit ? request->limit : documents, documents),
            at_most(request->check_at_least, documents));
        /* All at once from a remote server. Xapian 1.4.22 walks off a set that does not begin at the first hit.
         */
        if (wants_document(request) && !set.empty() && request->offset == 0)
            set.fetch();
        struct store_hit *hits = hits_alloc(arena, set.size());
        size_t n = 0;
        for (Xapian::MSetIterator i = set.begin(); i != set.end(); ++i)
            copy_hit(&hits[n++], *i, i.get_weight(),
                wants_document(request) ? i.get_document() : Xapian::Document(), request, arena);
        *out = {
            hits, n, set.get_matches_estimated(), set.get_matches_lower_bound(), set.get_matches_upper_bound()};
    });
}

extern "C" enum limier_status store_lookup(struct store *s, struct span term, uint32_t after,
    const struct store_request *request, struct arena *arena, struct store_page *out, struct limier_error *err)
{
    *out = store_page();
    return reading(s, task::search, err, [&](const Xapian::Database &database) {
        const std::string name = string_of(term);
        std::vector<Xapian::docid> numbers;
        Xapian::PostingIterator i = database.postlist_begin(name), end = database.postlist_end(name);
        if (i != end && after)
            i.skip_to(after);
        for (; i != end && (!request->limit || numbers.size() < request->limit); ++i)
            if (*i > after)
                numbers.push_back(*i);
        struct store_hit *hits = hits_alloc(arena, numbers.size());
        for (size_t n = 0; n < numbers.size(); n++)
            copy_hit(&hits[n], numbers[n], 0,
                wants_document(request) ? database.get_document(numbers[n], Xapian::DOC_ASSUME_VALID)
                                        : Xapian::Document(),
                request, arena);
        const uint64_t total = database.get_termfreq(name);
        *out = {hits, numbers.size(), total, total, total};
    });
}
