/* The C face of Xapian. Nothing of Xapian's, no exception and no C++ type, passes it; nothing of French passes
 * into it. Verbs are coarse: whole documents go in, whole pages of results come out, copied before the call
 * returns.
 *
 * An index is a folder that holds « XAPIANDB », a Xapian stub file that names the database of the current
 * generation (a folder beside it), or several databases, local or remote. Replacing the stub by rename is how a
 * rebuilt index takes the place of the old one at once. Stock Xapian tools open the folder as they open any
 * database. A plain Xapian database folder, without a stub, is opened too.
 *
 * A struct store belongs to one thread at a time. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/arena.h"
#include "base/doc.h"
#include "base/error.h"

#ifdef __cplusplus
extern "C" {
#endif

struct store;

enum store_mode {
    STORE_READ,
    STORE_WRITE,  /* creates the index when there is none; takes the lock until store_close */
    STORE_REBUILD /* the same, but begins with an empty index: what is there, be it damaged or of another
                   * version, is not opened and stays in its place until the first commit or bulk load replaces
                   * it */
};

/* A new index appears with its first commit or bulk load: until then readers find none.
 * LIMIER_MISSING (read: no index there), LIMIER_LOCKED, LIMIER_CORRUPT, LIMIER_VERSION (a database format that
 * this Xapian does not know), LIMIER_SYSTEM; LIMIER_USAGE (write: a folder of other things, or a database that
 * limier did not make). Opening to write sets XAPIAN_FLUSH_THRESHOLD in the environment unless it is set: do it
 * before other threads read the environment. */
enum limier_status store_open(
    struct store **out, const char *dir, enum store_mode mode, struct limier_error *err);
/* What was not committed is dropped. Takes NULL. */
void store_close(struct store *s);

/* ---- Writing ------------------------------------------------------------------------------------------ */

/* Checks a document against Xapian's limits: LIMIER_TOO_LONG names the term. put and bulk loading refuse,
 * before anything changes, what this refuses. */
enum limier_status store_check(const struct doc *doc, struct limier_error *err);

/* Adds doc in place of every document that has the term unique. */
enum limier_status store_put(
    struct store *s, struct span unique, const struct doc *doc, struct limier_error *err);
/* Removes the document of that number; none there is no error. */
enum limier_status store_delete(struct store *s, uint32_t number, struct limier_error *err);
/* An empty value removes the key. Part of the next commit. */
enum limier_status store_meta_set(
    struct store *s, struct span key, struct span value, struct limier_error *err);
/* Synced to the disk when it returns LIMIER_OK; else the index is as after the commit before. */
enum limier_status store_commit(struct store *s, struct limier_error *err);

/* ---- Bulk loading ------------------------------------------------------------------------------------- */

/* A bulk load builds a whole database beside the current one and puts it in its place (or merges both into a
 * third) in store_bulk_finish. Until then the index is untouched and readable; abandoned work is removed by
 * store_bulk_abandon or the next store_open for writing. Workers add from several threads, each through its own
 * struct bulk_worker. */
struct store_bulk;
struct bulk_worker;

enum store_bulk_base {
    STORE_BULK_REPLACE, /* the load is the whole index */
    STORE_BULK_APPEND   /* the load is added to what is there */
};

/* Everything put or deleted before has been committed; nothing else is until finish or abandon. */
enum limier_status store_bulk_begin(
    struct store_bulk **out, struct store *s, enum store_bulk_base base, struct limier_error *err);
/* Never NULL. memory: bytes it may hold before it spills. */
struct bulk_worker *store_bulk_worker(struct store_bulk *b, size_t memory);
/* A worker adds documents in batches: numbers within a batch ascend, and no two batches overlap. Numbers start
 * at 1; gaps are allowed. The vocabulary of the documents of one batch is one vocabulary. */
enum limier_status bulk_worker_add(
    struct bulk_worker *w, uint32_t number, const struct doc *doc, struct limier_error *err);
/* Ends a batch: everything is inverted and the vocabulary may be cleared. */
enum limier_status bulk_worker_flush(struct bulk_worker *w, struct limier_error *err);
/* Takes NULL. */
void bulk_worker_free(struct bulk_worker *w);

/* What is to change in the old documents and the metadata, in the same step as the load. Old documents keep
 * their numbers; after STORE_BULK_APPEND the new ones follow the last old number. After STORE_BULK_REPLACE
 * neither old documents nor old metadata are there. An empty value removes the key. */
struct store_bulk_change {
    const uint32_t *remove; /* numbers of old documents */
    size_t nremove;
    const struct span *meta; /* key, value, key, value … */
    size_t nmeta;            /* pairs */
};
/* Lays everything down, syncs it and makes it the index. b is freed, whatever the outcome; the store then reads
 * and writes the new generation. */
enum limier_status store_bulk_finish(
    struct store_bulk *b, const struct store_bulk_change *change, struct limier_error *err);
/* Takes NULL. */
void store_bulk_abandon(struct store_bulk *b);

/* ---- Reading ------------------------------------------------------------------------------------------ */

/* A reader sees the index as it was at store_open or store_refresh; when it changed so much since that Xapian
 * cannot read the old state, the verbs below refresh by themselves and try again. */
enum limier_status store_refresh(struct store *s, struct limier_error *err);

struct store_stats {
    uint64_t documents, last_number;
    double average_length; /* sum of wdf */
    char uuid[64];
};
enum limier_status store_stats(struct store *s, struct store_stats *out, struct limier_error *err);
/* Bytes on disk; 0 when remote. Looks at every file. */
uint64_t store_bytes(struct store *s);

/* The value of a key, empty when there is none; allocated in arena. Of the first database when there are
 * several. */
enum limier_status store_meta_get(
    struct store *s, struct span key, struct arena *arena, struct span *out, struct limier_error *err);
/* The keys with that prefix, ascending; *keys in arena. */
enum limier_status store_meta_keys(struct store *s, struct span prefix, struct arena *arena, struct span **keys,
    size_t *n, struct limier_error *err);

enum store_op {
    STORE_NOTHING,
    STORE_ALL,
    STORE_TERM,      /* term */
    STORE_AND,       /* kids */
    STORE_OR,        /* kids */
    STORE_AND_NOT,   /* kids[0] without kids[1..] */
    STORE_AND_MAYBE, /* kids[0], weighted by kids[1..] too */
    STORE_FILTER,    /* kids[0], in which all of kids[1..] hold without weight */
    STORE_MAX, /* kids: the greatest weight of them. Of terms only: Xapian 1.4.22 takes an OR within it apart,
                * and may read freed memory when several kids come to an end at once */
    STORE_SYNONYM, /* kids, counted as one term */
    STORE_PHRASE,  /* kids: STORE_TERM, or STORE_OR of them, in this order within window positions */
    STORE_NEAR,    /* the same in any order */
    STORE_SCALE,   /* kids[0], its weight times factor */
    STORE_RANGE,   /* value slot between low and high, both inclusive; an empty one is no bound, and with none
                    * every document is in the range; with one, those that have a value */
    STORE_PREFIX   /* every term that begins with term, at most limit of them (0: no limit; else the commonest),
                    * counted as one */
};

struct store_query {
    enum store_op op;
    struct span term;
    const struct store_query *const *kids;
    size_t nkids;
    double factor;
    unsigned window; /* 0: as many as there are kids */
    unsigned slot;
    struct span low, high;
    unsigned limit;
};

/* A tree more than 300 deep, an empty term or prefix, and a factor below 0 are LIMIER_QUERY. */
enum store_weight { STORE_BM25, STORE_DPH, STORE_BOOL };

struct store_request {
    const struct store_query *query;
    uint64_t offset, limit;  /* limit 0: all */
    uint64_t check_at_least; /* the total is exact up to this many */
    enum store_weight weight;
    double k1, b, min_normlen; /* of BM25 */
    bool by_value;             /* sort by this slot, then by weight; no value is the smallest */
    bool ascending;
    unsigned sort_slot;
    const unsigned *slots; /* values wanted with each hit */
    size_t nslots;
    bool data; /* document data wanted with each hit */
};

struct store_hit {
    uint32_t number;
    double weight;
    struct span data;
    const struct span *values; /* in the order of request.slots */
};

struct store_page {
    const struct store_hit *hits;
    size_t nhits;
    uint64_t total; /* that match: exact when lower == upper */
    uint64_t lower, upper;
};

/* Everything in *out is in arena. LIMIER_QUERY when Xapian cannot carry the query out. */
enum limier_status store_search(struct store *s, const struct store_request *request, struct arena *arena,
    struct store_page *out, struct limier_error *err);

/* Documents that have a term (the empty term: all), in the order of their numbers, those above after: at most
 * limit of them (0: all), with data and values as request asks (its query, sorting and offset are not looked
 * at). */
enum limier_status store_lookup(struct store *s, struct span term, uint32_t after,
    const struct store_request *request, struct arena *arena, struct store_page *out, struct limier_error *err);

/* How often terms stand in some documents. Everything is in arena. */
struct store_counts {
    const uint64_t *documents;   /* of each term: how many have it, in the whole index */
    const uint64_t *occurrences; /* of each term: how often it stands in all of them */
    const uint32_t *wdf;         /* in document d of term t: wdf[t * n + d] */
    const uint64_t *lengths;     /* of each document: the sum of its wdf */
    const uint64_t *values;      /* of each document: what its slot holds, as a big-endian number */
};
/* numbers ascend; n of them. */
enum limier_status store_count(struct store *s, const struct span *terms, size_t nterms,
    const uint32_t *numbers, size_t n, unsigned slot, struct arena *arena, struct store_counts *out,
    struct limier_error *err);

/* The data of documents by their numbers, in arena; empty for a document that is not there (any more). */
enum limier_status store_data(struct store *s, const uint32_t *numbers, size_t n, struct arena *arena,
    struct span *data, struct limier_error *err);

struct store_term {
    struct span term;
    uint64_t documents;
};
/* The terms that begin with prefix, ascending, at most limit (0: all), in arena. */
enum limier_status store_terms(struct store *s, struct span prefix, size_t limit, struct arena *arena,
    struct store_term **terms, size_t *n, struct limier_error *err);
/* In how many documents each term stands. */
enum limier_status store_frequencies(
    struct store *s, const struct span *terms, size_t n, uint64_t *documents, struct limier_error *err);

/* The smallest and greatest value of a slot, in arena; empty when there is none. Bounds that Xapian keeps: they
 * do not come back when the document with the last such value is deleted. */
enum limier_status store_value_bounds(struct store *s, unsigned slot, struct arena *arena, struct span *low,
    struct span *high, struct limier_error *err);

/* A leaf of the query that gives weight: a term, or a synonym, phrase, near or prefix as a whole. */
struct store_part {
    struct span term;   /* a term as it is; else as Xapian prints the leaf */
    uint64_t documents; /* that match it */
    uint64_t wdf;       /* in this document, of all terms of the leaf together */
    double weight;      /* what it gives to the score, scaled as it is in the query */
};
/* Where the weight of the document with the term unique comes from: each leaf that it has, in the order of the
 * query; of STORE_MAX the greatest kid only. The weights sum up to *weight. *found is false when the document
 * does not match. Costs a search or two for each leaf. */
enum limier_status store_parts(struct store *s, const struct store_request *request, struct span unique,
    struct arena *arena, bool *found, double *weight, struct store_part **parts, size_t *n,
    struct limier_error *err);

/* The query as Xapian prints it, in arena. */
enum limier_status store_describe(struct store *s, const struct store_query *query, struct arena *arena,
    const char **out, struct limier_error *err);

/* Reads every table; LIMIER_CORRUPT when something is wrong. */
enum limier_status store_verify(struct store *s, struct limier_error *err);

/* Xapian's version, static. */
const char *store_xapian_version(void);

#ifdef __cplusplus
}
#endif

#endif
