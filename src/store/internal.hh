/* What the room's C++ files share: struct store, and the two ways of working on it, reading() and changing().
 */
#ifndef STORE_INTERNAL_HH
#define STORE_INTERNAL_HH

#include "store/base.hh"

#include "store/check.h"
#include "store/folder.h"
#include "store/guard.hh"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow" /* a function named as a struct */
#include "store/schema.h"
#include "store/store.h"
#pragma GCC diagnostic pop

#include <xapian.h>

#include <vector>

struct store {
    std::string dir;  /* absolute, so that a change of folder does not matter */
    std::string name; /* as the caller gave it, for messages */
    enum store_mode mode = STORE_READ;
    int lock = -1;           /* of a writer */
    std::string stub;        /* the text of the stub that database was opened by */
    unsigned generation = 0; /* that database is of; 0: none yet, or not ours */
    unsigned fresh = 0;      /* the generation being made, which no stub names yet; 0: none */
    bool in_bulk = false;
    bool changed = false;            /* a transaction is open in writer */
    std::string lost;                /* why the changes since the last commit are gone; empty: they are not */
    Xapian::Database database;       /* what the reading verbs read: in a writer, writer itself */
    Xapian::WritableDatabase writer; /* of a writer, once there is a generation, named or fresh */
    bool writable = false;           /* writer is open */
};

/* How often a reading verb begins again on an index that changes under it. */
enum { READING_TRIES = 10 };

/* The folder of a generation, ending in suffix. */
std::string store_path(const struct store *s, unsigned generation, const char *suffix = "");
/* The empty database. */
Xapian::Database store_nothing();
/* Opens what the stub names now, as often as it takes until the stub stays the same around it: then no file of
 * the generation can have been swept away while it was opened. May throw. */
enum limier_status store_attach(struct store *s, struct limier_error *err);
/* Catches up with what was committed since. May throw. */
enum limier_status store_follow(struct store *s, struct limier_error *err);
/* Whether the stub names something else than what s has open. */
bool store_moved(const struct store *s);

/* Opens writer, making a fresh generation when there is none. May throw. */
void store_open_writer(struct store *s);
/* Closes writer, dropping what was not committed. */
void store_close_writer(struct store *s) noexcept;
/* Makes generation the index: the stub names it from now on, and the old one is swept away. s->generation is
 * what the stub names, however it ends. */
enum limier_status store_adopt(struct store *s, unsigned generation, struct limier_error *err);

/* To be asked before deleting: a document that is not there might make Xapian drop the pending changes. */
bool has_document(const Xapian::Database &database, uint32_t number);

struct query_error {
    std::string message;
};
/* Throws query_error, or what Xapian throws, when the tree makes no sense. */
Xapian::Query query_of(const struct store_query *q);

/* Runs work(database), which only reads and fills its output at its end; begins again when the index changed
 * too much under it. */
template <typename Work>
enum limier_status reading(struct store *s, task doing, struct limier_error *err, Work work) noexcept
{
    return guard(doing, s->name.c_str(), err, [&] {
        for (int tries = READING_TRIES;; tries--) {
            try {
                work(s->database);
                return LIMIER_OK;
            } catch (const query_error &e) {
                return error_set(err, LIMIER_QUERY, "%s", e.message.c_str());
            } catch (const Xapian::DatabaseModifiedError &) {
                if (tries == 0 || s->mode != STORE_READ)
                    throw;
            } catch (const Xapian::DatabaseError &) {
                if (tries == 0 || s->mode != STORE_READ || !store_moved(s))
                    throw;
            }
            enum limier_status status = store_follow(s, err);
            if (status != LIMIER_OK)
                return status;
        }
    });
}

/* Drops what is pending after a failure, which why tells: the next commit says so. */
void store_lose(struct store *s, const char *why) noexcept;

/* Runs work(writer), a change that becomes part of the next commit. When it throws, Xapian may have dropped
 * other changes with it, so all that are pending go. */
template <typename Work>
enum limier_status changing(struct store *s, struct limier_error *err, Work work) noexcept
{
    BUG_IF(s->mode == STORE_READ || s->in_bulk);
    if (!s->lost.empty())
        return error_set(err, LIMIER_SYSTEM, "%s: the changes since the last commit are lost: %s",
            s->name.c_str(), s->lost.c_str());
    struct limier_error why;
    enum limier_status status = guard(task::write, s->name.c_str(), &why, [&] {
        store_open_writer(s);
        if (!s->changed)
            s->writer.begin_transaction();
        s->changed = true;
        work(s->writer);
        return LIMIER_OK;
    });
    if (status != LIMIER_OK) {
        store_lose(s, why.message);
        if (err)
            *err = why;
    }
    return status;
}

#endif
