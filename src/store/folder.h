/* The folder of an index as the file system has it, without Xapian: which database its stub names, the lock of
 * the one writer, putting a new generation in the place of the old, and sweeping up after a killed process.
 *
 *     DIR/XAPIANDB      the stub: « auto db-3 »
 *     DIR/db-3          the generation it names
 *     DIR/db-4          one being made; swept away when nobody came to name it
 *     DIR/db-4.load     a bulk load on its way into db-4; the same
 *     DIR/lock          locked by the process that writes; never removed
 *
 * Only the store room uses it. */
#ifndef STORE_FOLDER_H
#define STORE_FOLDER_H

#include "base/buf.h"
#include "base/error.h"

#ifdef __cplusplus
extern "C" {
#endif

enum folder_kind {
    FOLDER_ABSENT,   /* nothing has that name */
    FOLDER_VACANT,   /* a folder that holds nothing but what a writer of ours would leave */
    FOLDER_OCCUPIED, /* a folder of other things, or a file */
    FOLDER_OURS,     /* a stub that names one generation */
    FOLDER_BROKEN,   /* a stub that names nothing: what a crash or a full disk may leave of one */
    FOLDER_FOREIGN   /* what Xapian opens and we did not make: another stub, or a database itself */
};

struct folder_state {
    enum folder_kind kind;
    unsigned generation; /* of FOLDER_OURS, from 1 */
    struct buf stub;     /* text of the stub; empty when there is none */
};

/* Looks at dir. Fills out, whose stub is the caller's to release. LIMIER_SYSTEM when it may not look. */
enum limier_status folder_look(struct folder_state *out, const char *dir, struct limier_error *err);

/* Makes dir (and those above it) when it is not there, and takes the lock: *fd holds it until closed.
 * LIMIER_LOCKED at once when somebody else has it. */
enum limier_status folder_lock(int *fd, const char *dir, struct limier_error *err);

/* The path of a generation, ending in suffix; the caller's to free(). Never NULL. */
char *folder_generation(const char *dir, unsigned generation, const char *suffix);

/* Makes the stub name that generation, at once or, on failure, not at all; the generation's files are synced
 * before, the folder after. */
enum limier_status folder_switch(const char *dir, unsigned generation, struct limier_error *err);

/* Removes generations, loads and stubs that no stub names; keep 0 names none. By the holder of the lock. Files
 * that cannot be removed are left: they harm nobody and are tried again. */
void folder_sweep(const char *dir, unsigned keep);

/* Removes a folder with all that is in it. Nothing there is nothing to do. */
void folder_remove(const char *path);

/* Bytes of the files under path, or of the file. */
uint64_t folder_bytes(const char *path);

#ifdef __cplusplus
}
#endif

#endif
