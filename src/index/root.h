/* Paths as an index keeps them: from its root, the folder that was current when it was made, for files below
 * it; absolute for others. The root itself is kept from the index's folder (« .. ») where the index lies below
 * it, so that an archive can be moved with the index inside. */
#ifndef INDEX_ROOT_H
#define INDEX_ROOT_H

#include "base/arena.h"
#include "base/error.h"

/* The absolute path of a path, without « . », « .. » and doubled « / », in arena. Symbolic links in it stay,
 * unless a « .. » makes them matter. LIMIER_SYSTEM. */
enum limier_status root_absolute(
    struct arena *arena, const char *path, const char **out, struct limier_error *err);

/* What to write into the index so that root_read finds the root again. Both absolute. */
const char *root_write(struct arena *arena, const char *dir, const char *root);
/* The absolute root, from what root_write made. */
const char *root_read(struct arena *arena, const char *dir, struct span kept);

/* A path (absolute) as the index keeps it, and back. A file « - » is « ./- »: « - » alone is standard input. */
const char *root_shorten(struct arena *arena, const char *root, const char *path);
const char *root_lengthen(struct arena *arena, const char *root, struct span kept);

/* Is a kept path that of the folder or file (absolute), or below it? */
bool root_inside(const char *root, const char *folder, struct span kept);

/* A kept path for somebody in the folder here (absolute): from there for what lies below it, else absolute. « -
 * » is itself. */
const char *root_display(struct arena *arena, const char *root, const char *here, struct span kept);

#endif
