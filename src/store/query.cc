#include "store/internal.hh"

#include <cmath>

namespace
{

/* Deeper trees than people write; Xapian walks them on the stack. */
enum { DEPTH_MAX = 300 };

[[noreturn]] void refuse(const char *message)
{
    throw query_error{message};
}

Xapian::Query tree(const struct store_query *q, unsigned depth);

Xapian::Query many(
    Xapian::Query::op op, const struct store_query *q, unsigned depth, Xapian::termcount window = 0)
{
    std::vector<Xapian::Query> kids;
    kids.reserve(q->nkids);
    for (size_t i = 0; i < q->nkids; i++)
        kids.push_back(tree(q->kids[i], depth + 1));
    return Xapian::Query(op, kids.begin(), kids.end(), window);
}

const struct store_query *first_kid(const struct store_query *q)
{
    if (q->nkids == 0)
        refuse("an operator has nothing to work on");
    return q->kids[0];
}

/* Xapian walks positions of terms, and of terms in the place of one another, only. */
void check_window(const struct store_query *q)
{
    for (size_t i = 0; i < q->nkids; i++) {
        const struct store_query *kid = q->kids[i];
        bool good = kid->op == STORE_TERM || kid->op == STORE_OR;
        for (size_t k = 0; good && kid->op == STORE_OR && k < kid->nkids; k++)
            good = kid->kids[k]->op == STORE_TERM;
        if (!good)
            refuse("a phrase can be made of words and of alternatives of words only");
    }
}

Xapian::Query window(Xapian::Query::op op, const struct store_query *q, unsigned depth)
{
    check_window(q);
    size_t least = q->nkids;
    return many(op, q, depth, static_cast<Xapian::termcount>(q->window > least ? q->window : least));
}

/* A term longer than any in an index is in no document. The empty term would mean every document to Xapian. */
Xapian::Query term(const struct store_query *q)
{
    if (q->term.len == 0)
        refuse("a term is empty");
    return q->term.len > SCHEMA_TERM_MAX ? Xapian::Query() : Xapian::Query(string_of(q->term));
}

Xapian::Query scaled(const struct store_query *q, unsigned depth)
{
    if (!std::isfinite(q->factor) || q->factor < 0)
        refuse("a weight cannot be multiplied by a negative number");
    return Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, tree(first_kid(q), depth + 1), q->factor);
}

Xapian::Query range(const struct store_query *q)
{
    const std::string low = string_of(q->low), high = string_of(q->high);
    if (low.empty() && high.empty())
        return Xapian::Query(std::string());
    if (high.empty())
        return Xapian::Query(Xapian::Query::OP_VALUE_GE, q->slot, low);
    if (low.empty())
        return Xapian::Query(Xapian::Query::OP_VALUE_LE, q->slot, high);
    return Xapian::Query(Xapian::Query::OP_VALUE_RANGE, q->slot, low, high);
}

Xapian::Query prefix(const struct store_query *q)
{
    if (q->term.len == 0)
        refuse("a prefix is empty");
    int limit = q->limit ? Xapian::Query::WILDCARD_LIMIT_MOST_FREQUENT : Xapian::Query::WILDCARD_LIMIT_ERROR;
    return Xapian::Query(
        Xapian::Query::OP_WILDCARD, string_of(q->term), q->limit, limit, Xapian::Query::OP_SYNONYM);
}

/* Query::MatchAll is one object for all threads, whose count of references is not atomic: the query of the
 * empty term means the same. */
Xapian::Query tree(const struct store_query *q, unsigned depth)
{
    if (depth > DEPTH_MAX)
        refuse("the query is nested too deeply");
    switch (q->op) {
    case STORE_NOTHING: return Xapian::Query();
    case STORE_ALL: return Xapian::Query(std::string());
    case STORE_TERM: return term(q);
    case STORE_AND: return many(Xapian::Query::OP_AND, q, depth);
    case STORE_OR: return many(Xapian::Query::OP_OR, q, depth);
    case STORE_AND_NOT: first_kid(q); return many(Xapian::Query::OP_AND_NOT, q, depth);
    case STORE_AND_MAYBE: first_kid(q); return many(Xapian::Query::OP_AND_MAYBE, q, depth);
    case STORE_FILTER: first_kid(q); return many(Xapian::Query::OP_FILTER, q, depth);
    case STORE_MAX: return many(Xapian::Query::OP_MAX, q, depth);
    case STORE_SYNONYM: return many(Xapian::Query::OP_SYNONYM, q, depth);
    case STORE_PHRASE: return window(Xapian::Query::OP_PHRASE, q, depth);
    case STORE_NEAR: return window(Xapian::Query::OP_NEAR, q, depth);
    case STORE_SCALE: return scaled(q, depth);
    case STORE_RANGE: return range(q);
    case STORE_PREFIX: return prefix(q);
    }
    BUG("a query of no known kind");
}

} // namespace

Xapian::Query query_of(const struct store_query *q)
{
    return tree(q, 0);
}

extern "C" enum limier_status store_describe(struct store *s, const struct store_query *query,
    struct arena *arena, const char **out, struct limier_error *err)
{
    *out = nullptr;
    return reading(s, task::search, err,
        [&](const Xapian::Database &) { *out = arena_string(arena, query_of(query).get_description()).ptr; });
}
