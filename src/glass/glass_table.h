/* Writes one B-tree table from its first block to its last, from entries that come in the order of their keys.
 * Leaves stand in key order; a branch block stands behind the last of its children, the root at the end: what
 * Xapian calls a sequential table. One block a level is held. Only the glass room uses it.
 *
 * A block: u32 revision | u8 level | u16 gap | u16 free | u16 end of directory | directory of u16 offsets in
 * key order | gap | items, the first at the very end.
 * A leaf's item: u16 size - 3 and flags | u8 length and bytes of the key | u16 part (not in the first) | part
 * of the tag. A branch's item: u32 child | u8 length and bytes of the key | u16 part; everything in the child
 * is at or above (key, part). */
#ifndef GLASS_GLASS_TABLE_H
#define GLASS_GLASS_TABLE_H

#include "base/error.h"

#include <stdint.h>

enum {
    GLASS_BLOCK_SIZE = 8192,
    GLASS_LEVELS = 10,  /* Xapian reads no more */
    GLASS_REVISION = 1, /* of everything we write; Xapian empties tables of revision 0 */
    GLASS_DIVIDER_MAX = 255 + 2
};

/* Where a table's root is, for the version file. */
struct glass_root {
    uint32_t block, blocks; /* blocks: how many there are; 0 when the table is empty, its file too */
    unsigned level;
    uint64_t entries;
};

struct glass_block {
    char *bytes;
    size_t dir_end;           /* end of the directory */
    size_t low;               /* the lowest item */
    unsigned char first[255]; /* the dividing key in front of this block … */
    size_t first_len;
    unsigned first_part; /* … and its part */
};

struct glass_table {
    char *path;
    int fd;
    size_t block_size, item_max;
    struct glass_block level[GLASS_LEVELS]; /* level[0] is the leaf being filled */
    unsigned levels;                        /* in use */
    uint32_t blocks;                        /* numbered so far */
    uint64_t entries;
    char *out; /* finished blocks on their way to the file */
    size_t out_len;
};

/* Creates the file dir/name.glass. */
enum limier_status glass_table_init(
    struct glass_table *t, const char *dir, const char *name, size_t block_size, struct limier_error *err);
void glass_table_release(struct glass_table *t);

/* Keys ascend, 1 to 255 bytes. LIMIER_TOO_LONG when the tag has more parts than can be numbered. */
enum limier_status glass_table_add(
    struct glass_table *t, struct span key, struct span tag, struct limier_error *err);
/* Writes what is held and syncs the file. */
enum limier_status glass_table_finish(struct glass_table *t, struct glass_root *root, struct limier_error *err);

#endif
