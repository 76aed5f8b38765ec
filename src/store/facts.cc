#include "store/internal.hh"

#include <algorithm>
#include <sstream>
#include <unistd.h>

extern "C" const char *store_xapian_version(void)
{
    return Xapian::version_string();
}

extern "C" enum limier_status store_stats(struct store *s, struct store_stats *out, struct limier_error *err)
{
    *out = {};
    return reading(s, task::read, err, [&](const Xapian::Database &database) {
        out->documents = database.get_doccount();
        out->last_number = database.get_lastdocid();
        out->average_length = database.get_avlength();
        const std::string uuid = database.get_uuid();
        snprintf(out->uuid, sizeof out->uuid, "%s", uuid.c_str());
    });
}

extern "C" uint64_t store_bytes(struct store *s)
{
    if (s->generation)
        return folder_bytes(store_path(s, s->generation).c_str());
    return s->stub.empty() ? folder_bytes(s->dir.c_str()) : 0;
}

extern "C" enum limier_status store_meta_get(
    struct store *s, struct span key, struct arena *arena, struct span *out, struct limier_error *err)
{
    *out = span_of("", 0);
    return reading(s, task::read, err, [&](const Xapian::Database &database) {
        *out = arena_string(arena, database.get_metadata(string_of(key)));
    });
}

extern "C" enum limier_status store_meta_keys(struct store *s, struct span prefix, struct arena *arena,
    struct span **keys, size_t *n, struct limier_error *err)
{
    *keys = nullptr;
    *n = 0;
    return reading(s, task::read, err, [&](const Xapian::Database &database) {
        const std::string start = string_of(prefix);
        std::vector<struct span> found;
        for (auto i = database.metadata_keys_begin(start); i != database.metadata_keys_end(start); ++i)
            found.push_back(arena_string(arena, *i));
        *keys = static_cast<struct span *>(arena_zero(arena, found.size(), sizeof(struct span)));
        std::copy(found.begin(), found.end(), *keys);
        *n = found.size();
    });
}

extern "C" enum limier_status store_terms(struct store *s, struct span prefix, size_t limit,
    struct arena *arena, struct store_term **terms, size_t *n, struct limier_error *err)
{
    *terms = nullptr;
    *n = 0;
    return reading(s, task::read, err, [&](const Xapian::Database &database) {
        const std::string start = string_of(prefix);
        std::vector<struct store_term> found;
        for (auto i = database.allterms_begin(start);
             i != database.allterms_end(start) && (!limit || found.size() < limit); ++i)
            found.push_back({arena_string(arena, *i), i.get_termfreq()});
        *terms = static_cast<struct store_term *>(arena_zero(arena, found.size(), sizeof(struct store_term)));
        std::copy(found.begin(), found.end(), *terms);
        *n = found.size();
    });
}

extern "C" enum limier_status store_frequencies(
    struct store *s, const struct span *terms, size_t n, uint64_t *documents, struct limier_error *err)
{
    std::fill(documents, documents + n, 0);
    return reading(s, task::read, err, [&](const Xapian::Database &database) {
        for (size_t i = 0; i < n; i++)
            documents[i] = store_check_term(terms[i], nullptr) == LIMIER_OK
                               ? database.get_termfreq(string_of(terms[i]))
                               : 0;
    });
}

extern "C" enum limier_status store_value_bounds(struct store *s, unsigned slot, struct arena *arena,
    struct span *low, struct span *high, struct limier_error *err)
{
    *low = *high = span_of("", 0);
    return reading(s, task::read, err, [&](const Xapian::Database &database) {
        struct span least = arena_string(arena, database.get_value_lower_bound(slot));
        *high = arena_string(arena, database.get_value_upper_bound(slot));
        *low = least;
    });
}

/* The line of what Xapian's checker printed that says what is wrong: the first that is neither a heading nor a
 * figure. */
static std::string first_complaint(const std::string &printed)
{
    std::istringstream lines(printed);
    std::string line, last;
    while (std::getline(lines, line)) {
        for (const char *word : {"rror", "orrupt", "nvalid", "should", "not ", "missing", "wrong"})
            if (line.find(word) != std::string::npos)
                return line;
        if (!line.empty())
            last = line;
    }
    return last;
}

extern "C" enum limier_status store_verify(struct store *s, struct limier_error *err)
{
    return guard(task::read, s->name.c_str(), err, [&] {
        if (!s->generation && s->mode != STORE_READ)
            return LIMIER_OK;
        /* Xapian checks a stub's databases when it is given the stub, and not the folder. */
        std::ostringstream printed;
        const std::string stub = s->dir + "/XAPIANDB";
        const std::string path = access(stub.c_str(), F_OK) == 0 ? stub : s->dir;
        const size_t wrong = Xapian::Database::check(path, 0, &printed);
        if (wrong == 0)
            return LIMIER_OK;
        return corrupt(s->name.c_str(), first_complaint(printed.str()).c_str(), err);
    });
}
