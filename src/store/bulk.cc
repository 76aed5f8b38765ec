#include "store/internal.hh"

extern "C" {
#include "glass/glass.h"
}

#include <map>
#include <memory>

/* A load is written without Xapian by the glass room. It is the next generation itself when it replaces the
 * index (or there is none), and else a database of its own whose numbers begin after the old ones, so that
 * Xapian can merge both, table by table, into the next generation. */
struct store_bulk {
    struct store *s;
    struct glass_builder *builder = nullptr;
    bool merges = false;
    uint32_t last_old = 0; /* added to the caller's numbers */
    unsigned generation = 0;
    std::string load,
        path; /* of what the builder writes, and of the next generation: the same without merging */

    explicit store_bulk(struct store *store) : s(store) {}
    store_bulk(const store_bulk &) = delete;
    store_bulk &operator=(const store_bulk &) = delete;
    /* What was made and not adopted goes. */
    ~store_bulk()
    {
        glass_builder_free(builder);
        folder_sweep(s->dir.c_str(), s->generation);
        s->in_bulk = false;
    }
};

struct bulk_worker {
    struct glass_worker *glass;
    uint32_t last_old;
};

extern "C" enum limier_status store_bulk_begin(
    struct store_bulk **out, struct store *s, enum store_bulk_base base, struct limier_error *err)
{
    *out = nullptr;
    BUG_IF(s->mode == STORE_READ || s->in_bulk || s->changed);
    return guard(task::write, s->name.c_str(), err, [&] {
        auto bulk = std::make_unique<store_bulk>(s);
        bulk->merges = base == STORE_BULK_APPEND && s->generation && s->mode == STORE_WRITE;
        bulk->last_old = bulk->merges ? s->database.get_lastdocid() : 0;
        bulk->generation = s->generation + 1;
        bulk->path = store_path(s, bulk->generation);
        bulk->load = store_path(s, bulk->generation, bulk->merges ? ".load" : "");
        enum limier_status status = glass_builder_new(&bulk->builder, bulk->load.c_str(), err);
        if (status != LIMIER_OK)
            return status;
        s->in_bulk = true;
        *out = bulk.release();
        return LIMIER_OK;
    });
}

extern "C" void store_bulk_abandon(struct store_bulk *b)
{
    delete b;
}

/* ---- Workers ------------------------------------------------------------------------------------------ */

extern "C" struct bulk_worker *store_bulk_worker(struct store_bulk *b, size_t memory)
{
    auto *w = static_cast<struct bulk_worker *>(mem_alloc(sizeof(struct bulk_worker)));
    w->glass = glass_worker_new(b->builder, memory);
    w->last_old = b->last_old;
    return w;
}

extern "C" enum limier_status bulk_worker_add(
    struct bulk_worker *w, uint32_t number, const struct doc *doc, struct limier_error *err)
{
    enum limier_status status = store_check(doc, err);
    if (status == LIMIER_OK && number > UINT32_MAX - w->last_old)
        status = error_set(err, LIMIER_TOO_LONG, "the index has no numbers left for more articles");
    return status == LIMIER_OK ? glass_worker_add(w->glass, w->last_old + number, doc, err) : status;
}

extern "C" enum limier_status bulk_worker_flush(struct bulk_worker *w, struct limier_error *err)
{
    return glass_worker_flush(w->glass, err);
}

extern "C" void bulk_worker_free(struct bulk_worker *w)
{
    if (w)
        glass_worker_free(w->glass);
    free(w);
}

/* ---- Finishing ---------------------------------------------------------------------------------------- */

/* The load alone: what is said last of a key holds, and an empty value says that there is none. */
static enum limier_status finish_alone(
    struct store_bulk *b, const struct store_bulk_change *change, struct limier_error *err)
{
    std::map<std::string, struct span> last;
    for (size_t i = 0; i < change->nmeta; i++)
        last[string_of(change->meta[2 * i])] = change->meta[2 * i + 1];
    std::vector<struct span> pairs;
    for (const auto &pair : last) {
        if (pair.second.len == 0)
            continue;
        pairs.push_back(span_of_string(pair.first));
        pairs.push_back(pair.second);
    }
    return glass_builder_finish(b->builder, pairs.data(), pairs.size() / 2, err);
}

static void apply(const struct store_bulk_change *change, Xapian::WritableDatabase &writer)
{
    writer.begin_transaction();
    for (size_t i = 0; i < change->nremove; i++)
        if (has_document(writer, change->remove[i]))
            writer.delete_document(change->remove[i]);
    for (size_t i = 0; i < change->nmeta; i++)
        writer.set_metadata(string_of(change->meta[2 * i]), string_of(change->meta[2 * i + 1]));
    writer.commit_transaction();
}

/* Nobody reads the merged generation yet, so that the changes can be made in it at leisure. */
static enum limier_status finish_merged(
    struct store_bulk *b, const struct store_bulk_change *change, struct limier_error *err)
{
    enum limier_status status = glass_builder_finish(b->builder, nullptr, 0, err);
    if (status != LIMIER_OK)
        return status;
    Xapian::Database both(store_path(b->s, b->s->generation));
    both.add_database(Xapian::Database(b->load));
    both.compact(b->path, Xapian::DBCOMPACT_NO_RENUMBER);
    if (change->nremove || change->nmeta) {
        Xapian::WritableDatabase merged(b->path, Xapian::DB_OPEN);
        apply(change, merged);
        merged.close();
    }
    return LIMIER_OK;
}

static enum limier_status check_metadata(const struct store_bulk_change *change, struct limier_error *err)
{
    enum limier_status status = LIMIER_OK;
    for (size_t i = 0; i < change->nmeta && status == LIMIER_OK; i++)
        status = store_check_term(change->meta[2 * i], err);
    return status;
}

extern "C" enum limier_status store_bulk_finish(
    struct store_bulk *b, const struct store_bulk_change *change, struct limier_error *err)
{
    struct store *s = b->s;
    double start = trace_clock();
    enum limier_status status = guard(task::write, s->name.c_str(), err, [&] {
        enum limier_status so_far = check_metadata(change, err);
        if (so_far == LIMIER_OK)
            so_far = b->merges ? finish_merged(b, change, err) : finish_alone(b, change, err);
        if (so_far == LIMIER_OK)
            so_far = store_adopt(s, b->generation, err);
        if (so_far != LIMIER_OK)
            return so_far;
        store_close_writer(s);
        return store_attach(s, err);
    });
    delete b;
    trace(TRACE_TIME, "store_bulk_finish %.3f s", trace_clock() - start);
    return status;
}
