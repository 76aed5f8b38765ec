/* Finds the files of an archive: every regular file below the paths given that no rule passes over. Hidden
 * files and folders, and folders that hold an index, are passed over; symbolic links are not followed (a link
 * that was named by the caller is). The order is that of the names' bytes, the same on every machine. */
#ifndef INDEX_WALK_H
#define INDEX_WALK_H

#include "base/error.h"
#include "index/manifest.h"

struct walk {
    struct manifest *manifest;
    const char *root, *index;    /* the index's root, and where it lies itself: absolute */
    const char *const *excludes; /* as limier_index_options */
    size_t nexcludes;
    bool reread; /* everything is to be read, changed or not */
    const volatile int *stop;
    void *context;
    void (*event)(void *context, enum limier_event_kind kind, const char *path, const char *message);
    uint64_t looked_at; /* files */
};

/* Marks in the manifest each file below path: MANIFEST_UNCHANGED or MANIFEST_TO_READ (its size and time put
 * right), and, when the whole was seen, MANIFEST_GONE what the manifest knows below path and the walk did not
 * come across. Messages do not name the path: the caller knows it. LIMIER_INPUT when there is no such path and
 * the manifest knows none; LIMIER_SYSTEM. */
enum limier_status walk_path(struct walk *w, const char *path, struct limier_error *err);

#endif
