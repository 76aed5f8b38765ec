#include "store/search.hh"

#include <algorithm>
#include <map>

namespace
{

/* What a part of the query makes of the one document. */
struct verdict {
    bool matches = false;
    double weight = 0;
    std::vector<struct store_part> parts;

    void add(const verdict &kid)
    {
        weight += kid.weight;
        parts.insert(parts.end(), kid.parts.begin(), kid.parts.end());
    }
};

/* Xapian tells the weight of a whole query in a document, and not where it comes from. But the weight of an
 * operator is the sum (or the maximum) of those of its kids, and a kid weighs alone what it weighs among
 * others: so the tree is walked, and each leaf is run on its own, filtered to the document. */
class explainer
{
  public:
    explainer(
        const Xapian::Database &db, const struct store_request *r, const std::string &term, struct arena *a)
        : database(db), request(r), unique(term), arena(a)
    {
    }

    verdict whole()
    {
        Xapian::MSet set = run(only_there(query_of(request->query)), 1);
        verdict out;
        if (set.empty())
            return out;
        for (auto t = database.termlist_begin(*set.begin()); t != database.termlist_end(*set.begin()); ++t)
            occurrences[*t] = t.get_wdf();
        out = judge(request->query, 1);
        out.matches = true;
        out.weight = set.begin().get_weight();
        return out;
    }

  private:
    const Xapian::Database &database;
    const struct store_request *request;
    const Xapian::Query unique;
    struct arena *arena;
    std::map<std::string, Xapian::termcount> occurrences; /* in the document */

    Xapian::Query only_there(const Xapian::Query &query) const
    {
        return Xapian::Query(Xapian::Query::OP_FILTER, query, unique);
    }

    Xapian::MSet run(const Xapian::Query &query, Xapian::doccount check_at_least) const
    {
        Xapian::Enquire enquire(database);
        enquire.set_query(query);
        set_weight(enquire, request);
        return enquire.get_mset(0, 1, check_at_least);
    }

    uint64_t count_terms(const struct store_query *q, const Xapian::Query &query) const
    {
        uint64_t sum = 0;
        if (q->op == STORE_PREFIX) {
            const std::string prefix = string_of(q->term);
            for (auto i = occurrences.lower_bound(prefix);
                 i != occurrences.end() && i->first.compare(0, prefix.size(), prefix) == 0; ++i)
                sum += i->second;
            return sum;
        }
        std::vector<std::string> terms(query.get_terms_begin(), query.get_terms_end());
        std::sort(terms.begin(), terms.end());
        terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
        for (const std::string &term : terms) {
            auto i = occurrences.find(term);
            sum += i == occurrences.end() ? 0 : i->second;
        }
        return sum;
    }

    /* « Query(PHRASE 2 …) » without the word everybody knows. */
    struct span label(const struct store_query *q, const Xapian::Query &query) const
    {
        if (q->op == STORE_TERM)
            return arena_copy(arena, q->term);
        const std::string all = query.get_description();
        return arena_string(arena, all.substr(6, all.size() - 7));
    }

    verdict leaf(const struct store_query *q, double factor) const
    {
        const Xapian::Query query = query_of(q);
        verdict out;
        Xapian::MSet here = run(only_there(Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, factor)), 1);
        if (here.empty())
            return out;
        out.matches = true;
        if (q->op == STORE_RANGE || q->op == STORE_ALL)
            return out;
        out.weight = here.begin().get_weight();
        out.parts.push_back({label(q, query), run(query, database.get_doccount()).get_matches_estimated(),
            count_terms(q, query), out.weight});
        return out;
    }

    verdict all(const struct store_query *q, double factor, bool weigh_others)
    {
        verdict out;
        out.matches = q->nkids > 0;
        for (size_t i = 0; i < q->nkids && out.matches; i++) {
            verdict kid = judge(q->kids[i], factor);
            out.matches = kid.matches;
            if (i == 0 || weigh_others)
                out.add(kid);
        }
        return out.matches ? out : verdict();
    }

    verdict any(const struct store_query *q, double factor)
    {
        verdict out;
        for (size_t i = 0; i < q->nkids; i++) {
            verdict kid = judge(q->kids[i], factor);
            out.matches |= kid.matches;
            if (kid.matches)
                out.add(kid);
        }
        return out;
    }

    verdict greatest(const struct store_query *q, double factor)
    {
        verdict out;
        for (size_t i = 0; i < q->nkids; i++) {
            verdict kid = judge(q->kids[i], factor);
            if (kid.matches && (!out.matches || kid.weight > out.weight))
                out = kid;
        }
        return out;
    }

    verdict without(const struct store_query *q, double factor)
    {
        verdict out = judge(q->kids[0], factor);
        for (size_t i = 1; i < q->nkids && out.matches; i++)
            out.matches = !judge(q->kids[i], factor).matches;
        return out.matches ? out : verdict();
    }

    verdict maybe(const struct store_query *q, double factor)
    {
        verdict out = judge(q->kids[0], factor);
        for (size_t i = 1; i < q->nkids && out.matches; i++) {
            verdict kid = judge(q->kids[i], factor);
            if (kid.matches)
                out.add(kid);
        }
        return out;
    }

    /* query_of() has accepted the whole tree: operators that want a kid have one. */
    verdict judge(const struct store_query *q, double factor)
    {
        switch (q->op) {
        case STORE_NOTHING: return verdict();
        case STORE_AND: return all(q, factor, true);
        case STORE_FILTER: return all(q, factor, false);
        case STORE_OR: return any(q, factor);
        case STORE_AND_NOT: return without(q, factor);
        case STORE_AND_MAYBE: return maybe(q, factor);
        case STORE_MAX: return greatest(q, factor);
        case STORE_SCALE: return judge(q->kids[0], factor * q->factor);
        case STORE_ALL:
        case STORE_TERM:
        case STORE_SYNONYM:
        case STORE_PHRASE:
        case STORE_NEAR:
        case STORE_RANGE:
        case STORE_PREFIX: return leaf(q, factor);
        }
        BUG("a query of no known kind");
    }
};

} // namespace

extern "C" enum limier_status store_parts(struct store *s, const struct store_request *request,
    struct span unique, struct arena *arena, bool *found, double *weight, struct store_part **parts, size_t *n,
    struct limier_error *err)
{
    *found = false;
    *weight = 0;
    *parts = nullptr;
    *n = 0;
    if (store_check_term(unique, nullptr) != LIMIER_OK)
        return LIMIER_OK;
    return reading(s, task::search, err, [&](const Xapian::Database &database) {
        const verdict whole = explainer(database, request, string_of(unique), arena).whole();
        const size_t size = whole.parts.size();
        *parts = static_cast<struct store_part *>(arena_zero(arena, size, sizeof(struct store_part)));
        std::copy(whole.parts.begin(), whole.parts.end(), *parts);
        *n = size;
        *found = whole.matches;
        *weight = whole.weight;
    });
}
