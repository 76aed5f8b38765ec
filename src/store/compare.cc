#include "store/base.hh"

#include "store/compare.h"
#include "store/guard.hh"

#include <xapian.h>

#include <set>
#include <sstream>

namespace
{

enum { DIFFERENCES = 20, SLOTS_LOOKED_AT = 64 };

/* Control bytes and such as hexadecimal. */
std::string shown(const std::string &s)
{
    static const char digits[] = "0123456789abcdef";
    std::string out;
    for (char c : s.substr(0, 60)) {
        unsigned char byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7f && c != '\\')
            out += c;
        else
            out += {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
    }
    if (s.size() > 60)
        out += "… (" + std::to_string(s.size()) + " bytes)";
    return out;
}

std::string shown(double v)
{
    std::ostringstream out;
    out.precision(17);
    out << v;
    return out.str();
}

std::string shown(bool v)
{
    return v ? "yes" : "no";
}

template <typename Number> std::string shown(Number v)
{
    return std::to_string(v);
}

class comparer
{
  public:
    comparer(const char *dir_a, const char *dir_b, struct buf *out) : a(dir_a), b(dir_b), differences(out) {}

    void run()
    {
        statistics();
        terms();
        documents();
        slots();
        metadata();
    }

  private:
    Xapian::Database a, b;
    struct buf *differences;
    unsigned found = 0;
    std::set<Xapian::valueno> used_slots;

    bool full() const
    {
        return found >= DIFFERENCES;
    }

    void differ(const std::string &what, const std::string &in_a, const std::string &in_b)
    {
        if (full())
            return;
        found++;
        std::string line = what + ": " + in_a + " | " + in_b + "\n";
        buf_add(differences, line.data(), line.size());
    }

    template <typename Value> void same(const std::string &what, const Value &in_a, const Value &in_b)
    {
        if (in_a != in_b)
            differ(what, shown(in_a), shown(in_b));
    }

    /* Walks two ascending sequences side by side. key gives what they are ordered by; both is called for what
     * stands in both, and what stands in one only is a difference. */
    template <typename Iterator, typename Key, typename Both>
    void walk(
        const std::string &what, Iterator i, Iterator i_end, Iterator j, Iterator j_end, Key key, Both both)
    {
        while (!full() && (i != i_end || j != j_end)) {
            if (j == j_end || (i != i_end && key(i) < key(j))) {
                differ(what + " " + shown(key(i)), "there", "not there");
                ++i;
            } else if (i == i_end || key(j) < key(i)) {
                differ(what + " " + shown(key(j)), "not there", "there");
                ++j;
            } else {
                both(i, j);
                ++i;
                ++j;
            }
        }
    }

    void positions(const std::string &what, Xapian::PositionIterator i, Xapian::PositionIterator i_end,
        Xapian::PositionIterator j, Xapian::PositionIterator j_end)
    {
        auto key = [](const Xapian::PositionIterator &p) { return *p; };
        auto both = [](const Xapian::PositionIterator &, const Xapian::PositionIterator &) {};
        walk(what + " position", i, i_end, j, j_end, key, both);
    }

    void statistics()
    {
        same("documents", a.get_doccount(), b.get_doccount());
        same("last number", a.get_lastdocid(), b.get_lastdocid());
        same("average length", a.get_avlength(), b.get_avlength());
        same("total length", a.get_total_length(), b.get_total_length());
        same("shortest document", a.get_doclength_lower_bound(), b.get_doclength_lower_bound());
        same("longest document", a.get_doclength_upper_bound(), b.get_doclength_upper_bound());
        same("has positions", a.has_positions(), b.has_positions());
    }

    void postings(const std::string &term)
    {
        std::string what = "term " + shown(term) + " document";
        auto key = [](const Xapian::PostingIterator &p) { return *p; };
        auto both = [&](const Xapian::PostingIterator &p, const Xapian::PostingIterator &q) {
            std::string here = what + " " + shown(*p);
            same(here + " wdf", p.get_wdf(), q.get_wdf());
            same(here + " length", p.get_doclength(), q.get_doclength());
            same(here + " unique terms", p.get_unique_terms(), q.get_unique_terms());
            if (!term.empty())
                positions(here, p.positionlist_begin(), p.positionlist_end(), q.positionlist_begin(),
                    q.positionlist_end());
        };
        walk(what, a.postlist_begin(term), a.postlist_end(term), b.postlist_begin(term), b.postlist_end(term),
            key, both);
    }

    void terms()
    {
        auto key = [](const Xapian::TermIterator &t) { return *t; };
        auto both = [&](const Xapian::TermIterator &t, const Xapian::TermIterator &u) {
            const std::string term = *t, what = "term " + shown(term);
            same(what + " documents", t.get_termfreq(), u.get_termfreq());
            same(what + " documents, asked", a.get_termfreq(term), b.get_termfreq(term));
            same(what + " occurrences", a.get_collection_freq(term), b.get_collection_freq(term));
            same(what + " greatest wdf", a.get_wdf_upper_bound(term), b.get_wdf_upper_bound(term));
            postings(term);
        };
        walk("term", a.allterms_begin(), a.allterms_end(), b.allterms_begin(), b.allterms_end(), key, both);
        postings(std::string());
    }

    void document_terms(const std::string &what, Xapian::docid id)
    {
        auto key = [](const Xapian::TermIterator &t) { return *t; };
        auto both = [&](const Xapian::TermIterator &t, const Xapian::TermIterator &u) {
            std::string here = what + " term " + shown(*t);
            same(here + " wdf", t.get_wdf(), u.get_wdf());
            same(here + " documents", t.get_termfreq(), u.get_termfreq());
            positions(here, a.positionlist_begin(id, *t), a.positionlist_end(id, *t),
                b.positionlist_begin(id, *u), b.positionlist_end(id, *u));
        };
        walk(what + " term", a.termlist_begin(id), a.termlist_end(id), b.termlist_begin(id), b.termlist_end(id),
            key, both);
    }

    void document_values(const std::string &what, const Xapian::Document &x, const Xapian::Document &y)
    {
        auto key = [&](const Xapian::ValueIterator &v) {
            used_slots.insert(v.get_valueno());
            return v.get_valueno();
        };
        auto both = [&](const Xapian::ValueIterator &v, const Xapian::ValueIterator &w) {
            std::string here = what + " value " + shown(v.get_valueno());
            same(here, *v, *w);
            same(here + ", asked", x.get_value(v.get_valueno()), y.get_value(v.get_valueno()));
        };
        walk(what + " value", x.values_begin(), x.values_end(), y.values_begin(), y.values_end(), key, both);
    }

    void documents()
    {
        auto key = [](const Xapian::PostingIterator &p) { return *p; };
        auto both = [&](const Xapian::PostingIterator &p, const Xapian::PostingIterator &) {
            Xapian::docid id = *p;
            std::string what = "document " + shown(id);
            same(what + " length", a.get_doclength(id), b.get_doclength(id));
            same(what + " unique terms", a.get_unique_terms(id), b.get_unique_terms(id));
            Xapian::Document x = a.get_document(id), y = b.get_document(id);
            same(what + " data", x.get_data(), y.get_data());
            same(what + " count of terms", x.termlist_count(), y.termlist_count());
            document_values(what, x, y);
            document_terms(what, id);
        };
        walk("document", a.postlist_begin(std::string()), a.postlist_end(std::string()),
            b.postlist_begin(std::string()), b.postlist_end(std::string()), key, both);
    }

    void slots()
    {
        for (Xapian::valueno slot = 0; slot < SLOTS_LOOKED_AT; slot++)
            used_slots.insert(slot);
        for (Xapian::valueno slot : used_slots) {
            std::string what = "slot " + shown(slot);
            same(what + " documents", a.get_value_freq(slot), b.get_value_freq(slot));
            same(what + " lower bound", a.get_value_lower_bound(slot), b.get_value_lower_bound(slot));
            same(what + " upper bound", a.get_value_upper_bound(slot), b.get_value_upper_bound(slot));
            auto key = [](const Xapian::ValueIterator &v) { return v.get_docid(); };
            auto both = [&](const Xapian::ValueIterator &v, const Xapian::ValueIterator &w) {
                same(what + " document " + shown(v.get_docid()), *v, *w);
            };
            walk(what + " document", a.valuestream_begin(slot), a.valuestream_end(slot),
                b.valuestream_begin(slot), b.valuestream_end(slot), key, both);
        }
    }

    void metadata()
    {
        auto key = [](const Xapian::TermIterator &t) { return *t; };
        auto both = [&](const Xapian::TermIterator &t, const Xapian::TermIterator &) {
            same("metadata " + shown(*t), a.get_metadata(*t), b.get_metadata(*t));
        };
        walk("metadata", a.metadata_keys_begin(), a.metadata_keys_end(), b.metadata_keys_begin(),
            b.metadata_keys_end(), key, both);
    }
};

} // namespace

extern "C" enum limier_status store_compare(
    const char *dir_a, const char *dir_b, struct buf *differences, struct limier_error *err)
{
    return guard(task::read, (std::string(dir_a) + " and " + dir_b).c_str(), err, [&] {
        comparer(dir_a, dir_b, differences).run();
        return LIMIER_OK;
    });
}
