#include "glass/glass_version.h"

#include "base/bug.h"
#include "glass/glass_file.h"
#include "glass/glass_pack.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    FORMAT = 0x046e, /* 2016-03-14, that of all Xapian 1.4 */
    UUID = 16,
    VERSION_MAX = 256, /* Xapian reads no more */
    COMPRESS_MIN = 18  /* bytes; what Xapian writes for the tables that it compresses */
};

const char *const glass_table_names[GLASS_TABLES] = {"postlist", "docdata", "termlist", "position"};

static char *put_root(char *p, const struct glass_root *root, size_t block_size, unsigned compress_min)
{
    bool fake = root->blocks == 0, sequential = true;
    p = glass_put_uint(p, root->block);
    p = glass_put_uint(p, root->level << 2 | (unsigned)sequential << 1 | (unsigned)fake);
    p = glass_put_uint(p, root->entries);
    p = glass_put_uint(p, block_size >> 11);
    p = glass_put_uint(p, compress_min);
    char list[6 * GLASS_UINT_MAX], *end = list;
    if (!fake) {
        end = glass_put_uint(end, GLASS_REVISION);
        end = glass_put_uint(end, root->blocks);
        memset(end, 0, 4);
        end += 4;
    }
    return glass_put_string(p, span_of(list, (size_t)(end - list)));
}

static size_t compose(
    char *bytes, const struct glass_root *roots, size_t block_size, const struct glass_stats *stats)
{
    static const struct glass_root empty = {0};
    char *p = glass_put_bytes(bytes, span_str("\x0f\rXapian Glass"));
    p = glass_put_u16(p, FORMAT) + UUID;
    p = glass_put_uint(p, GLASS_REVISION);
    p = put_root(p, &roots[GLASS_POSTLIST], block_size, 0);
    p = put_root(p, &roots[GLASS_DOCDATA], block_size, COMPRESS_MIN);
    p = put_root(p, &roots[GLASS_TERMLIST], block_size, COMPRESS_MIN);
    p = put_root(p, &roots[GLASS_POSITION], block_size, 0);
    p = put_root(p, &empty, block_size, COMPRESS_MIN); /* spelling */
    p = put_root(p, &empty, block_size, COMPRESS_MIN); /* synonym */
    p = glass_put_uint(p, stats->documents);
    p = glass_put_uint(p, stats->last - stats->documents);
    p = glass_put_uint(p, stats->length_low);
    p = glass_put_uint(p, stats->wdf_high);
    p = glass_put_uint(p, stats->length_high - stats->wdf_high);
    p = glass_put_uint(p, 0); /* oldest change set */
    p = glass_put_uint(p, stats->length);
    p = glass_put_uint(p, 0); /* of spelling */
    return (size_t)(p - bytes);
}

static enum limier_status write_synced(const char *path, const char *bytes, size_t n, struct limier_error *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return error_errno(err, "%s", path);
    enum limier_status status = glass_write(fd, bytes, n, path, err);
    if (status == LIMIER_OK && fsync(fd) != 0)
        status = error_errno(err, "%s", path);
    close(fd);
    return status;
}

static enum limier_status sync_folder(const char *dir, struct limier_error *err)
{
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    enum limier_status status = LIMIER_OK;
    if (fd < 0 || fsync(fd) != 0)
        status = error_errno(err, "%s", dir);
    if (fd >= 0)
        close(fd);
    return status;
}

enum limier_status glass_version_write(const char *dir, const struct glass_root roots[GLASS_TABLES],
    size_t block_size, const struct glass_stats *stats, struct limier_error *err)
{
    char bytes[2 * VERSION_MAX];
    size_t n = compose(bytes, roots, block_size, stats);
    BUG_IF(n > VERSION_MAX);
    if (getentropy(bytes + 16, UUID) != 0)
        return error_errno(err, "no random bytes for the index's identity");
    char *made = glass_path(dir, "v.tmp", ""), *path = glass_path(dir, "iamglass", "");
    enum limier_status status = write_synced(made, bytes, n, err);
    if (status == LIMIER_OK && rename(made, path) != 0)
        status = error_errno(err, "%s", path);
    if (status == LIMIER_OK)
        status = sync_folder(dir, err);
    free(made);
    free(path);
    return status;
}
