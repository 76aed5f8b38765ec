/* One run of indexing, shared by the files of it. Private to the room. */
#ifndef INDEX_RUN_H
#define INDEX_RUN_H

#include "article/bundle.h"
#include "article/reader.h"
#include "index/idset.h"
#include "index/load.h"
#include "index/manifest.h"

/* How what is new gets into the index: a few articles one by one through Xapian's own writer, many by a bulk
 * load; in a dry run, nothing does. */
enum run_way { RUN_PUT, RUN_LOAD, RUN_DRY };

struct run {
    const struct limier_index_options *options;
    struct limier_index_report *report;
    struct store *store;
    const char *dir, *root, *here; /* absolute */
    struct arena arena;            /* of the whole run */
    struct arena each;             /* of one file's or one article's moment */
    struct draft_map map;          /* names of fields that the user has given */
    struct manifest manifest;
    struct idset ids;
    bool rebuild;  /* nothing of the old index counts */
    bool fresh;    /* there was no index */
    bool open_end; /* standard input is to be read: nobody knows how much is to come */

    enum run_way way;
    enum store_bulk_base base;
    struct load *load;         /* RUN_LOAD */
    struct composer *composer; /* RUN_PUT */
    uint64_t put_bytes;        /* since the last commit */
    uint64_t indexed;          /* bytes of text since the start */

    uint32_t *remove; /* numbers of old documents */
    size_t nremove, remove_cap;
    uint64_t old_articles; /* in the index when the run began */
    uint32_t last_old;     /* the greatest number when the run began */
    unsigned char *seen;   /* a bit for each old document that its file still holds */
    int64_t words;         /* in the index */

    uint64_t bytes_total, bytes_done, files_done, files_total, articles;
    double started, told;
};

void run_event(
    struct run *r, enum limier_event_kind kind, struct span kept_path, uint64_t place, const char *message);
void run_progress(struct run *r, uint64_t bytes_now, bool writing);
bool run_stopped(const struct run *r);

/* ---- file.c: one input -------------------------------------------------------------------------------- */

/* Reads the file of that number in the manifest and indexes what is new in it. What cannot be read is said and
 * counted; only what stops the run is an error. */
enum limier_status run_file(struct run *r, uint32_t file, struct limier_error *err);
enum limier_status run_standard_input(struct run *r, struct limier_error *err);
/* Removes every article of a file that is gone. */
enum limier_status run_forget(struct run *r, uint32_t file, struct limier_error *err);

/* One input file, or standard input, on its way in; shared by file.c and members.c. */
struct reading {
    struct run *run;
    struct span file;         /* as the index keeps it */
    const struct input *from; /* whose bytes progress counts */
    uint64_t articles;
    uint64_t taken; /* ids */
    bool whole;     /* so far, it was read to its end */
    bool has_mtime;
    int64_t mtime; /* of the file or member, seconds since 1970 */
    struct bundle_budget budget;
};

/* Everything in one input, be it a bundle, depth bundles deep (0: the file itself). path: what it is called as
 * the index keeps it. */
enum limier_status reading_input(
    struct reading *x, struct input *in, struct span path, unsigned depth, struct limier_error *err);

/* ---- members.c: a bundle ------------------------------------------------------------------------------ */

/* Every member of a bundle that is an article or holds some. The rest is said and counted. */
enum limier_status reading_members(
    struct reading *x, struct input *in, struct span path, unsigned depth, struct limier_error *err);

/* ---- sink.c: into the index --------------------------------------------------------------------------- */

enum limier_status run_sink_begin(struct run *r, struct limier_error *err);
/* An article that is new, or that takes the place of the old document of that number (0: none). */
enum limier_status run_sink_put(struct run *r, const struct article *article, const struct compose_place *place,
    uint32_t old, struct limier_error *err);
enum limier_status run_sink_remove(struct run *r, uint32_t number, struct limier_error *err);
/* Between two files: commits when much has come together. */
enum limier_status run_sink_pause(struct run *r, struct limier_error *err);
/* Writes the rest with the manifest: the run's work is in the index when it returns LIMIER_OK. */
enum limier_status run_sink_end(struct run *r, struct limier_error *err);
void run_sink_abandon(struct run *r);

#endif
