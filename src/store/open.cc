#include "store/internal.hh"

#include <cstdlib>
#include <memory>
#include <unistd.h>

namespace
{

/* How often the stub may change between two looks at it. */
enum { ATTACH_TRIES = 100 };

/* Xapian takes this from the environment only. Documents that are added wait in memory, in maps; writing them
 * to the tables every 200, inside the transaction, takes two thirds of the time and a twentieth of the memory
 * that Xapian's own 10,000 take. The environment's owner may say otherwise. */
const char flush_threshold[] = "200";

struct look : folder_state {
    look() : folder_state() {}
    ~look()
    {
        buf_release(&stub);
    }
    look(const look &) = delete;
    look &operator=(const look &) = delete;
    std::string text() const
    {
        return string_of(buf_span(&stub));
    }
};

enum limier_status missing(const struct store *s, enum folder_kind kind, struct limier_error *err)
{
    static const char *const what[] = {"there is no %s", "there is no index in %s", "%s is no index"};
    error_set(err, LIMIER_MISSING, what[kind], s->name.c_str());
    error_hint(err, "limier index FOLDER makes one");
    return LIMIER_MISSING;
}

Xapian::Database open_database(const struct store *s, const look &seen)
{
    return Xapian::Database(seen.kind == FOLDER_OURS ? store_path(s, seen.generation) : s->dir);
}

} // namespace

std::string store_path(const struct store *s, unsigned generation, const char *suffix)
{
    std::unique_ptr<char, decltype(&free)> path(folder_generation(s->dir.c_str(), generation, suffix), free);
    return path.get();
}

Xapian::Database store_nothing()
{
    return Xapian::WritableDatabase(std::string(), Xapian::DB_BACKEND_INMEMORY);
}

bool store_moved(const struct store *s)
{
    look now;
    return folder_look(&now, s->dir.c_str(), nullptr) == LIMIER_OK && now.text() != s->stub;
}

enum limier_status store_attach(struct store *s, struct limier_error *err)
{
    for (int tries = ATTACH_TRIES;; tries--) {
        look before;
        enum limier_status status = folder_look(&before, s->dir.c_str(), err);
        if (status != LIMIER_OK)
            return status;
        if (before.kind == FOLDER_BROKEN)
            return corrupt(s->name.c_str(), "its stub names no database", err);
        if (before.kind < FOLDER_OURS)
            return missing(s, before.kind, err);
        s->stub = before.text();
        s->generation = before.generation;
        try {
            s->database = open_database(s, before);
            if (tries == 0 || !store_moved(s))
                return LIMIER_OK;
        } catch (const Xapian::DatabaseNotFoundError &) {
            if (before.kind == FOLDER_OURS && !store_moved(s))
                return corrupt(s->name.c_str(), "the database that it names is not there", err);
            if (tries == 0 || !store_moved(s))
                throw;
        } catch (const Xapian::DatabaseError &) {
            if (tries == 0 || !store_moved(s))
                throw;
        }
        trace(TRACE_STORE, "%s was replaced while it was opened", s->name.c_str());
    }
}

enum limier_status store_follow(struct store *s, struct limier_error *err)
{
    if (s->mode != STORE_READ)
        return LIMIER_OK;
    trace(TRACE_STORE, "refresh %s", s->name.c_str());
    try {
        if (!store_moved(s))
            s->database.reopen();
        if (!store_moved(s))
            return LIMIER_OK;
    } catch (const Xapian::NetworkError &) {
        /* The connection is gone: a new one is made below. */
    } catch (const Xapian::DatabaseError &) {
        if (!store_moved(s))
            throw;
    }
    return store_attach(s, err);
}

/* ---- Writers ------------------------------------------------------------------------------------------ */

void store_open_writer(struct store *s)
{
    if (s->writable)
        return;
    setenv("XAPIAN_FLUSH_THRESHOLD", flush_threshold, 0);
    if (s->generation && s->mode == STORE_WRITE) {
        s->writer = Xapian::WritableDatabase(store_path(s, s->generation), Xapian::DB_OPEN);
    } else {
        s->fresh = s->generation + 1;
        s->writer =
            Xapian::WritableDatabase(store_path(s, s->fresh), Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
    }
    s->writable = true;
    s->database = s->writer;
}

void store_close_writer(struct store *s) noexcept
{
    guard(task::write, s->name.c_str(), nullptr, [&] {
        if (s->changed)
            s->writer.cancel_transaction();
        return LIMIER_OK;
    });
    guard(task::write, s->name.c_str(), nullptr, [&] {
        s->database = store_nothing();
        if (s->writable)
            s->writer.close();
        s->writer = Xapian::WritableDatabase();
        return LIMIER_OK;
    });
    s->writable = false;
    s->changed = false;
    if (s->fresh)
        folder_sweep(s->dir.c_str(), s->generation);
    s->fresh = 0;
}

void store_lose(struct store *s, const char *why) noexcept
{
    guard(task::write, s->name.c_str(), nullptr, [&] {
        s->lost = why;
        return LIMIER_OK;
    });
    store_close_writer(s);
    guard(task::write, s->name.c_str(), nullptr,
        [&] { return s->generation && s->mode == STORE_WRITE ? store_attach(s, nullptr) : LIMIER_OK; });
}

enum limier_status store_adopt(struct store *s, unsigned generation, struct limier_error *err)
{
    enum limier_status status = folder_switch(s->dir.c_str(), generation, err);
    /* The switch may be done and only not be known to be on the disk. */
    look now;
    if (status != LIMIER_OK &&
        (folder_look(&now, s->dir.c_str(), nullptr) != LIMIER_OK || now.generation != generation))
        return status;
    s->generation = generation;
    s->fresh = 0;
    s->mode = STORE_WRITE;
    folder_sweep(s->dir.c_str(), generation);
    trace(TRACE_STORE, "%s is now generation %u", s->name.c_str(), generation);
    return status;
}

/* ---- Opening and closing ------------------------------------------------------------------------------ */

static enum limier_status absolute(struct store *s, struct limier_error *err)
{
    std::unique_ptr<char, decltype(&free)> path(realpath(s->name.c_str(), nullptr), free);
    if (!path)
        return error_errno(err, "%s", s->name.c_str());
    s->dir = path.get();
    return LIMIER_OK;
}

static enum limier_status open_to_read(struct store *s, struct limier_error *err)
{
    look seen;
    enum limier_status status = folder_look(&seen, s->name.c_str(), err);
    if (status == LIMIER_OK && seen.kind == FOLDER_ABSENT)
        status = missing(s, seen.kind, err);
    if (status == LIMIER_OK)
        status = absolute(s, err);
    return status == LIMIER_OK ? store_attach(s, err) : status;
}

/* What may not be written to: the lock must not even be made in it. */
static enum limier_status may_write(const struct store *s, const look &seen, struct limier_error *err)
{
    if (seen.kind == FOLDER_OCCUPIED)
        error_set(err, LIMIER_USAGE, "%s is no index, and no empty folder to make one in", s->name.c_str());
    else if (seen.kind == FOLDER_FOREIGN)
        error_set(err, LIMIER_USAGE, "%s is made of databases that limier did not make: it can only be read",
            s->name.c_str());
    else if (seen.kind == FOLDER_BROKEN && s->mode != STORE_REBUILD)
        return corrupt(s->name.c_str(), "its stub names no database", err);
    else
        return LIMIER_OK;
    return LIMIER_USAGE;
}

static enum limier_status open_to_write(struct store *s, struct limier_error *err)
{
    look before, seen;
    enum limier_status status = folder_look(&before, s->name.c_str(), err);
    if (status == LIMIER_OK)
        status = may_write(s, before, err);
    if (status == LIMIER_OK)
        status = folder_lock(&s->lock, s->name.c_str(), err);
    if (status == LIMIER_OK)
        status = absolute(s, err);
    if (status == LIMIER_OK)
        status = folder_look(&seen, s->dir.c_str(), err);
    if (status == LIMIER_OK)
        status = may_write(s, seen, err);
    if (status != LIMIER_OK)
        return status;
    s->generation = seen.generation;
    folder_sweep(s->dir.c_str(), s->generation);
    s->database = store_nothing();
    if (!s->generation || s->mode == STORE_REBUILD)
        return LIMIER_OK;
    status = store_attach(s, err); /* says what is wrong with it, when something is */
    if (status == LIMIER_OK)
        store_open_writer(s);
    return status;
}

extern "C" enum limier_status store_open(
    struct store **out, const char *dir, enum store_mode mode, struct limier_error *err)
{
    *out = nullptr;
    struct store *s = nullptr;
    enum limier_status status = guard(task::read, dir, err, [&] {
        s = new store;
        s->name = dir;
        s->mode = mode;
        return mode == STORE_READ ? open_to_read(s, err) : open_to_write(s, err);
    });
    if (status == LIMIER_OK)
        *out = s;
    else
        store_close(s);
    return status;
}

extern "C" void store_close(struct store *s)
{
    if (!s)
        return;
    BUG_IF(s->in_bulk);
    if (s->mode != STORE_READ)
        store_close_writer(s);
    int lock = s->lock;
    delete s;
    if (lock >= 0)
        close(lock);
}

extern "C" enum limier_status store_refresh(struct store *s, struct limier_error *err)
{
    return guard(task::read, s->name.c_str(), err, [&] { return store_follow(s, err); });
}
