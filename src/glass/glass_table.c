#include "glass/glass_table.h"

#include "base/bug.h"
#include "glass/glass_file.h"
#include "glass/glass_pack.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    HEADER = 11,
    OFFSET = 2,    /* a directory entry */
    LEAF_ITEM = 3, /* size and flags, length of the key */
    PART = 2,      /* the number of a part */
    BRANCH_ITEM = 7,
    FIRST_FLAG = 0x2000,
    LAST_FLAG = 0x4000,
    ITEM_LIMIT = 8191 + 3, /* what 13 bits can tell */
    PARTS_MAX = 65535,
    PIECE_MIN = 64, /* a long tag is not cut for less than this */
    OUT_SIZE = 512 * 1024
};

static void block_clear(struct glass_table *t, struct glass_block *b)
{
    b->dir_end = HEADER;
    b->low = t->block_size;
    b->first_len = 0;
    b->first_part = 0;
}

/* What an item may take, its directory entry not counted. */
static size_t block_room(const struct glass_block *b)
{
    size_t gap = b->low - b->dir_end;
    return gap < OFFSET ? 0 : gap - OFFSET;
}

/* Makes room for an item that is known to fit. */
static char *block_put(struct glass_block *b, size_t size)
{
    b->low -= size;
    glass_put_u16(b->bytes + b->dir_end, (unsigned)b->low);
    b->dir_end += OFFSET;
    return b->bytes + b->low;
}

static enum limier_status write_out(struct glass_table *t, struct limier_error *err)
{
    enum limier_status status = glass_write(t->fd, t->out, t->out_len, t->path, err);
    t->out_len = 0;
    return status;
}

/* Sends the block of a level to the file and empties it; *number is its number. */
static enum limier_status block_end(
    struct glass_table *t, unsigned level, uint32_t *number, struct limier_error *err)
{
    struct glass_block *b = &t->level[level];
    unsigned gap = (unsigned)(b->low - b->dir_end);
    char *p = glass_put_u32(b->bytes, GLASS_REVISION);
    *p++ = (char)level;
    glass_put_u16(glass_put_u16(glass_put_u16(p, gap), gap), (unsigned)b->dir_end);
    memset(b->bytes + b->dir_end, 0, gap);
    BUG_IF(t->blocks == UINT32_MAX);
    *number = t->blocks++;
    memcpy(t->out + t->out_len, b->bytes, t->block_size);
    t->out_len += t->block_size;
    block_clear(t, b);
    return t->out_len + t->block_size > OUT_SIZE ? write_out(t, err) : LIMIER_OK;
}

static void level_open(struct glass_table *t, unsigned level)
{
    BUG_IF(level >= GLASS_LEVELS);
    t->level[level].bytes = mem_alloc(t->block_size);
    block_clear(t, &t->level[level]);
    t->levels = level + 1;
}

/* Ends the block of a level and hangs it under the level above, which may end that block, and so on. */
static enum limier_status level_push(struct glass_table *t, unsigned level, struct limier_error *err)
{
    struct glass_block divider = t->level[level]; /* block_end forgets it */
    uint32_t child;
    enum limier_status status = block_end(t, level, &child, err);
    if (status != LIMIER_OK)
        return status;
    if (level + 1 == t->levels)
        level_open(t, level + 1);
    struct glass_block *up = &t->level[level + 1];
    if (block_room(up) < BRANCH_ITEM + divider.first_len) {
        status = level_push(t, level + 1, err);
        if (status != LIMIER_OK)
            return status;
    }
    /* The first key of a branch block is left out: it moves up when the block ends. */
    size_t len = divider.first_len;
    unsigned part = divider.first_part;
    if (up->dir_end == HEADER) {
        memcpy(up->first, divider.first, len);
        up->first_len = len;
        up->first_part = part;
        len = part = 0;
    }
    char *p = glass_put_u32(block_put(up, BRANCH_ITEM + len), child);
    *p++ = (char)len;
    memcpy(p, divider.first, len);
    glass_put_u16(p + len, part);
    return LIMIER_OK;
}

/* Begins a new leaf whose first item will be (key, part). The key that divides it from the last one is as short
 * as can be: what both have in common and one byte more. */
static enum limier_status leaf_next(
    struct glass_table *t, struct span key, unsigned part, struct limier_error *err)
{
    struct glass_block *leaf = &t->level[0];
    const char *last = leaf->bytes + leaf->low + LEAF_ITEM - 1;
    size_t last_len = (unsigned char)*last++;
    size_t n = 0;
    while (n < last_len && n < key.len && last[n] == key.ptr[n])
        n++;
    if (n < key.len)
        n++;
    enum limier_status status = level_push(t, 0, err);
    memcpy(leaf->first, key.ptr, n);
    leaf->first_len = n;
    leaf->first_part = part;
    return status;
}

static void leaf_put(struct glass_table *t, struct span key, unsigned part, struct span piece, bool last)
{
    size_t size = LEAF_ITEM + key.len + (part > 1 ? PART : 0) + piece.len;
    char *p = block_put(&t->level[0], size);
    p = glass_put_u16(p, (unsigned)(size - 3) | (part == 1 ? FIRST_FLAG : 0u) | (last ? LAST_FLAG : 0u));
    *p++ = (char)key.len;
    p = glass_put_bytes(p, key);
    if (part > 1)
        p = glass_put_u16(p, part);
    glass_put_bytes(p, piece);
}

/* A tag over the size of an item: each part as long as it may be and as the leaf has room. */
static enum limier_status add_parts(
    struct glass_table *t, struct span key, struct span tag, struct limier_error *err)
{
    enum limier_status status = LIMIER_OK;
    for (unsigned part = 1; tag.len && status == LIMIER_OK; part++) {
        if (part > PARTS_MAX)
            return error_set(err, LIMIER_TOO_LONG, "%s: an entry is too long", t->path);
        size_t head = LEAF_ITEM + key.len + (part > 1 ? PART : 0);
        if (block_room(&t->level[0]) < head + (tag.len < PIECE_MIN ? tag.len : PIECE_MIN))
            status = leaf_next(t, key, part, err);
        size_t room = block_room(&t->level[0]);
        size_t n = (room < t->item_max ? room : t->item_max) - head;
        struct span piece = span_head(tag, n);
        tag = span_skip(tag, n);
        leaf_put(t, key, part, piece, tag.len == 0);
    }
    return status;
}

enum limier_status glass_table_add(
    struct glass_table *t, struct span key, struct span tag, struct limier_error *err)
{
    BUG_IF(key.len == 0 || key.len > GLASS_KEY_MAX);
    t->entries++;
    size_t size = LEAF_ITEM + key.len + tag.len;
    if (size > t->item_max)
        return add_parts(t, key, tag, err);
    enum limier_status status = LIMIER_OK;
    if (block_room(&t->level[0]) < size)
        status = leaf_next(t, key, 1, err);
    if (status == LIMIER_OK)
        leaf_put(t, key, 1, tag, true);
    return status;
}

enum limier_status glass_table_init(
    struct glass_table *t, const char *dir, const char *name, size_t block_size, struct limier_error *err)
{
    *t = (struct glass_table){.fd = -1, .block_size = block_size};
    /* Xapian's rule, which its updates count on: four items of the greatest size fit a block. */
    t->item_max = (block_size - HEADER - 4 * OFFSET) / 4;
    if (t->item_max > ITEM_LIMIT)
        t->item_max = ITEM_LIMIT;
    t->path = glass_path(dir, name, ".glass");
    t->out = mem_alloc(OUT_SIZE);
    t->fd = open(t->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (t->fd < 0)
        return error_errno(err, "%s", t->path);
    level_open(t, 0);
    /* The null item, which every table begins with. */
    leaf_put(t, span_str(""), 1, span_str(""), true);
    return LIMIER_OK;
}

void glass_table_release(struct glass_table *t)
{
    if (t->fd >= 0)
        close(t->fd);
    for (unsigned i = 0; i < t->levels; i++)
        free(t->level[i].bytes);
    free(t->out);
    free(t->path);
    *t = (struct glass_table){.fd = -1};
}

enum limier_status glass_table_finish(struct glass_table *t, struct glass_root *root, struct limier_error *err)
{
    *root = (struct glass_root){0};
    if (t->entries == 0)
        return LIMIER_OK;
    enum limier_status status = LIMIER_OK;
    unsigned level = 0;
    for (; level + 1 < t->levels && status == LIMIER_OK; level++)
        status = level_push(t, level, err);
    if (status != LIMIER_OK)
        return status;
    *root = (struct glass_root){.level = level, .entries = t->entries};
    status = block_end(t, level, &root->block, err);
    root->blocks = t->blocks;
    if (status == LIMIER_OK)
        status = write_out(t, err);
    if (status == LIMIER_OK && fsync(t->fd) != 0)
        status = error_errno(err, "%s", t->path);
    return status;
}
