/* The input files that an index knows, by path, with what they were like when they were read: what makes a
 * refresh cost a look at each file. It lives in the index's metadata (limier-index(5)), in chunks, so that a
 * change of one file rewrites one chunk and is committed with the articles it speaks of. */
#ifndef INDEX_MANIFEST_H
#define INDEX_MANIFEST_H

#include "base/vocab.h"
#include "store/store.h"

enum manifest_state {
    MANIFEST_KNOWN,     /* in the index; not come across in this run */
    MANIFEST_UNCHANGED, /* come across, as it was */
    MANIFEST_TO_READ,   /* new or changed; written down as MANIFEST_UNREAD as long as it was not read */
    MANIFEST_READ,      /* new or changed, and read to its end */
    MANIFEST_KEPT,      /* could not be looked at: what the index has of it stays */
    MANIFEST_GONE       /* to be forgotten */
};

/* The size of a file that is to be read again whatever it looks like. */
#define MANIFEST_UNREAD UINT64_MAX

struct manifest_file {
    uint64_t size;     /* bytes */
    int64_t mtime;     /* nanoseconds since 1970 */
    uint32_t articles; /* that it gave */
    bool known;        /* the index has articles of it, or knows it as a file without any */
    bool unsettled;    /* it was written to just before it was looked at: the next change may look the same */
    unsigned char state;
};

struct manifest {
    struct vocab paths;          /* path → number of the file */
    struct manifest_file *files; /* by that number */
    size_t cap;
    uint64_t *chunks; /* hashes of the chunks as they are stored */
    size_t nchunks;
};

void manifest_init(struct manifest *m);
void manifest_release(struct manifest *m);

/* Reads what the index knows. LIMIER_CORRUPT and what the store says. */
enum limier_status manifest_load(struct manifest *m, struct store *s, struct limier_error *err);

/* The file of that path, which is added (not known) when it is new. Valid until the next call. */
struct manifest_file *manifest_add(struct manifest *m, struct span path);

static inline struct span manifest_path(const struct manifest *m, uint32_t file)
{
    return vocab_get(&m->paths, file);
}

/* What must be written for the index to know what m knows: files that are known and not gone. Key, value, key,
 * value … in the arena; an empty value removes the key. With all set every chunk is given, else those that
 * changed. */
void manifest_changes(struct manifest *m, bool all, struct arena *arena, struct span **meta, size_t *npairs);

#endif
