/* An article as the index keeps it: the document data of its Xapian document. The fields stand first, plain, so
 * that a list of results costs no decompression; the text follows as one zstd frame. The only door to zstd. */
#ifndef STORE_RECORD_H
#define STORE_RECORD_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "store/schema.h"

struct record_extra {
    struct span name, value;
};

/* Spans belong to whoever made the record; a field that is not stated is empty. field[FIELD_TEXT] is the text.
 */
struct record {
    struct span field[FIELD_COUNT];
    const struct record_extra *extra;
    size_t nextra;
};

struct record_packer;

/* One for each thread that packs. Never NULL. */
struct record_packer *record_packer_new(void);
void record_packer_free(struct record_packer *p);
/* Appends the record's bytes to out. */
void record_pack(struct record_packer *p, struct buf *out, const struct record *r);

/* Reads what record_pack wrote. Fields and extra are spans into data or the arena, each followed by a NUL or in
 * the arena; the text is decompressed into the arena when with_text is set and left empty otherwise.
 * LIMIER_CORRUPT when data is no record. */
enum limier_status record_unpack(
    struct record *out, struct span data, bool with_text, struct arena *arena, struct limier_error *err);

#endif
