#include "store/base.hh"

#include "tests/unit/glass_peer.h"

#include <xapian.h>

#include <cstdio>
#include <cstdlib>
#include <random>
#include <sstream>
#include <vector>

struct glass_peer {
    Xapian::WritableDatabase db;
};

namespace
{

template <typename Work> auto must(Work &&work) noexcept
{
    try {
        return work();
    } catch (const Xapian::Error &e) {
        std::fprintf(stderr, "# %s\n", e.get_description().c_str());
        std::abort();
    }
}

Xapian::Document document_of(const struct doc *doc)
{
    Xapian::Document out;
    for (size_t i = 0; i < doc->npostings; i++) {
        const struct doc_posting &p = doc->postings[i];
        std::string term = string_of(vocab_get(doc->vocab, p.term));
        if (p.position == DOC_NO_POSITION)
            out.add_term(term, p.wdf);
        else
            out.add_posting(term, p.position, p.wdf);
    }
    for (size_t i = 0; i < doc->nvalues; i++)
        out.add_value(doc->values[i].slot, string_of(doc->values[i].bytes));
    out.set_data(string_of(doc->data));
    return out;
}

Xapian::Document invented(std::mt19937 &random)
{
    Xapian::Document doc;
    auto words = random() % 60;
    for (Xapian::termpos i = 1; i <= words; i++)
        doc.add_posting("w" + std::to_string(random() % 200), i);
    doc.add_value(static_cast<Xapian::valueno>(random() % 4), "value " + std::to_string(random() % 10));
    doc.set_data(std::string(random() % 5000, static_cast<char>('a' + random() % 26)));
    return doc;
}

void round_of_updates(Xapian::WritableDatabase &db, std::mt19937 &random)
{
    std::vector<Xapian::docid> ids(db.postlist_begin(std::string()), db.postlist_end(std::string()));
    for (Xapian::docid id : ids) {
        auto choice = random() % 10;
        if (choice < 2)
            db.delete_document(id);
        else if (choice < 4)
            db.replace_document(id, invented(random));
    }
    for (unsigned i = 0; i < 40 && db.get_lastdocid() < 0xfffffff0; i++)
        db.add_document(invented(random));
    db.set_metadata("round", std::to_string(random()));
    db.commit();
}

} // namespace

extern "C" {

struct glass_peer *glass_peer_new(const char *dir)
{
    return must([&] { return new glass_peer{Xapian::WritableDatabase(dir, Xapian::DB_CREATE)}; });
}

void glass_peer_put(struct glass_peer *p, uint32_t number, const struct doc *doc)
{
    must([&] { p->db.replace_document(number, document_of(doc)); });
}

void glass_peer_meta(struct glass_peer *p, struct span key, struct span value)
{
    must([&] { p->db.set_metadata(string_of(key), string_of(value)); });
}

void glass_peer_finish(struct glass_peer *p)
{
    must([&] { p->db.commit(); });
    delete p;
}

unsigned glass_peer_errors(const char *dir)
{
    return must([&] {
        std::ostringstream said;
        size_t errors = Xapian::Database::check(dir, 0, &said);
        if (errors)
            std::fprintf(stderr, "%s", said.str().c_str());
        return static_cast<unsigned>(errors);
    });
}

void glass_peer_update(const char *dir)
{
    must([&] {
        Xapian::WritableDatabase db(dir, Xapian::DB_OPEN);
        std::mt19937 random(7);
        for (int round = 0; round < 3; round++)
            round_of_updates(db, random);
    });
}
}
