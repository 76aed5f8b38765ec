#include "store/folder.h"

#include "base/bug.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define STUB_NAME     "XAPIANDB"
#define NEW_STUB_NAME "XAPIANDB.new"
#define LOCK_NAME     "lock"

enum { STUB_MAX = 64 * 1024, OPEN_FOLDERS = 16 };

static char *join(const char *dir, const char *name)
{
    struct buf b = {0};
    buf_printf(&b, "%s/%s", dir, name);
    return b.ptr;
}

char *folder_generation(const char *dir, unsigned generation, const char *suffix)
{
    struct buf b = {0};
    buf_printf(&b, "%s/db-%u%s", dir, generation, suffix);
    return b.ptr;
}

/* « db-12 » at the front of *s: takes it off and returns 12; 0 when it is not there. */
static unsigned take_generation(struct span *s)
{
    if (!span_starts(*s, span_str("db-")))
        return 0;
    struct span rest = span_skip(*s, 3);
    unsigned n = 0;
    while (rest.len && *rest.ptr >= '0' && *rest.ptr <= '9' && n < 100 * 1000 * 1000) {
        n = n * 10 + (unsigned)(*rest.ptr - '0');
        rest = span_skip(rest, 1);
    }
    if (n)
        *s = rest;
    return n;
}

/* A name that a writer of ours may have left: a generation, a load, a stub that never took its place. */
static unsigned leftover(const char *name, bool *stub)
{
    struct span rest = span_str(name);
    *stub = span_is(rest, NEW_STUB_NAME);
    unsigned n = take_generation(&rest);
    return rest.len == 0 || span_is(rest, ".load") ? n : 0;
}

/* ---- Looking ------------------------------------------------------------------------------------------ */

static enum limier_status read_stub(struct buf *out, const char *path, struct limier_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return error_errno(err, "%s", path);
    ssize_t n = 0;
    do {
        out->len += (size_t)n;
        n = read(fd, buf_reserve(out, 4096), 4096);
    } while ((n > 0 || (n < 0 && errno == EINTR && !(n = 0))) && out->len < STUB_MAX);
    enum limier_status status = n < 0 ? error_errno(err, "%s", path) : LIMIER_OK;
    buf_reserve(out, 0)[0] = '\0';
    close(fd);
    return status;
}

/* One line « auto db-N » and nothing else: its number, else 0. */
static unsigned our_generation(struct span stub)
{
    struct span line, rest = stub;
    if (!span_line(&rest, &line) || span_trim(rest).len || !span_starts(line, span_str("auto ")))
        return 0;
    line = span_skip(line, 5);
    unsigned n = take_generation(&line);
    return line.len ? 0 : n;
}

/* What a line of a stub may begin with, and the first bytes of a database that is one file. */
static bool xapian_file(struct span text)
{
    static const char *const types[] = {"auto ", "glass ", "chert ", "remote ", "inmemory"};
    if (span_starts(text, span_str("\x0f\x0dXapian Glass")))
        return true;
    struct span line;
    while (span_line(&text, &line)) {
        if (span_trim(line).len == 0 || *line.ptr == '#')
            continue;
        for (size_t i = 0; i < sizeof types / sizeof *types; i++)
            if (span_starts(line, span_str(types[i])))
                return true;
        return false;
    }
    return false;
}

static enum limier_status look_at_file(struct folder_state *out, const char *path, struct limier_error *err)
{
    enum limier_status status = read_stub(&out->stub, path, err);
    out->kind = xapian_file(buf_span(&out->stub)) ? FOLDER_FOREIGN : FOLDER_OCCUPIED;
    return status;
}

/* The file by which Xapian knows a database, of whichever backend. */
static bool database_mark(const char *name)
{
    static const char *const marks[] = {"iamglass", "iamchert", "iamhoney", "iamflint", "iambrass"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (!strcmp(name, marks[i]))
            return true;
    return false;
}

/* A folder that has no stub. Hidden files do not make it somebody else's. */
static enum limier_status look_inside(struct folder_state *out, const char *dir, struct limier_error *err)
{
    DIR *d = opendir(dir);
    if (!d)
        return error_errno(err, "%s", dir);
    out->kind = FOLDER_VACANT;
    for (struct dirent *e; (e = readdir(d));) {
        bool stub;
        if (database_mark(e->d_name))
            out->kind = FOLDER_FOREIGN;
        else if (e->d_name[0] != '.' && strcmp(e->d_name, LOCK_NAME) != 0 && !leftover(e->d_name, &stub) &&
                 !stub && out->kind == FOLDER_VACANT)
            out->kind = FOLDER_OCCUPIED;
    }
    closedir(d);
    return LIMIER_OK;
}

enum limier_status folder_look(struct folder_state *out, const char *dir, struct limier_error *err)
{
    *out = (struct folder_state){.kind = FOLDER_ABSENT};
    struct stat st;
    if (stat(dir, &st) != 0)
        return errno == ENOENT || errno == ENOTDIR ? LIMIER_OK : error_errno(err, "%s", dir);
    if (!S_ISDIR(st.st_mode))
        return look_at_file(out, dir, err);
    char *path = join(dir, STUB_NAME);
    enum limier_status status;
    if (stat(path, &st) != 0) {
        status = look_inside(out, dir, err);
    } else {
        status = read_stub(&out->stub, path, err);
        out->generation = our_generation(buf_span(&out->stub));
        bool names_nothing = span_trim(buf_span(&out->stub)).len == 0;
        out->kind = out->generation ? FOLDER_OURS : names_nothing ? FOLDER_BROKEN : FOLDER_FOREIGN;
    }
    free(path);
    return status;
}

/* ---- Writing ------------------------------------------------------------------------------------------ */

static enum limier_status make_folders(const char *dir, struct limier_error *err)
{
    enum limier_status status = LIMIER_OK;
    char *path = mem_copy_str(dir);
    for (char *s = path + 1; *path && status == LIMIER_OK; s++) {
        if (*s != '/' && *s != '\0')
            continue;
        char c = *s;
        *s = '\0';
        if (mkdir(path, 0777) != 0 && errno != EEXIST)
            status = error_errno(err, "%s", path);
        *s = c;
        if (!c)
            break;
    }
    free(path);
    return status;
}

/* An open file description's lock: it holds between threads of one process too, and over network file systems.
 */
static bool lock_file(int fd)
{
#ifdef F_OFD_SETLK
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (fcntl(fd, F_OFD_SETLK, &whole) == 0)
        return true;
    if (errno != EINVAL)
        return false;
#endif
    return flock(fd, LOCK_EX | LOCK_NB) == 0;
}

enum limier_status folder_lock(int *fd, const char *dir, struct limier_error *err)
{
    *fd = -1;
    enum limier_status status = make_folders(dir, err);
    if (status != LIMIER_OK)
        return status;
    char *path = join(dir, LOCK_NAME);
    int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (lock < 0) {
        status = error_errno(err, "%s", path);
    } else if (lock_file(lock)) {
        *fd = lock;
    } else {
        if (errno == EAGAIN || errno == EACCES) {
            status = error_set(err, LIMIER_LOCKED, "the index %s is locked", dir);
            error_hint(err, "another process is writing to it; try again when it is done");
        } else {
            status = error_errno(err, "%s", path);
        }
        close(lock);
    }
    free(path);
    return status;
}

static enum limier_status sync_path(const char *path, struct limier_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return error_errno(err, "%s", path);
    enum limier_status status = fsync(fd) == 0 ? LIMIER_OK : error_errno(err, "%s", path);
    close(fd);
    return status;
}

static enum limier_status sync_files(const char *dir, struct limier_error *err)
{
    DIR *d = opendir(dir);
    if (!d)
        return error_errno(err, "%s", dir);
    enum limier_status status = LIMIER_OK;
    for (struct dirent *e; status == LIMIER_OK && (e = readdir(d));) {
        if (e->d_name[0] == '.')
            continue;
        char *path = join(dir, e->d_name);
        status = sync_path(path, err);
        free(path);
    }
    closedir(d);
    return status == LIMIER_OK ? sync_path(dir, err) : status;
}

static enum limier_status write_synced(const char *path, struct span text, struct limier_error *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return error_errno(err, "%s", path);
    ssize_t n = write(fd, text.ptr, text.len);
    if (n >= 0 && (size_t)n < text.len)
        errno = ENOSPC;
    bool good = n == (ssize_t)text.len && fsync(fd) == 0;
    enum limier_status status = good ? LIMIER_OK : error_errno(err, "%s", path);
    close(fd);
    return status;
}

enum limier_status folder_switch(const char *dir, unsigned generation, struct limier_error *err)
{
    struct buf text = {0};
    buf_printf(&text, "auto db-%u\n", generation);
    char *database = folder_generation(dir, generation, "");
    char *stub = join(dir, STUB_NAME), *fresh = join(dir, NEW_STUB_NAME);
    enum limier_status status = sync_files(database, err);
    if (status == LIMIER_OK)
        status = write_synced(fresh, buf_span(&text), err);
    if (status == LIMIER_OK && rename(fresh, stub) != 0)
        status = error_errno(err, "%s", stub);
    if (status == LIMIER_OK)
        status = sync_path(dir, err);
    else
        unlink(fresh);
    free(fresh);
    free(stub);
    free(database);
    buf_release(&text);
    return status;
}

/* ---- Sweeping ----------------------------------------------------------------------------------------- */

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)st, (void)type, (void)at;
    remove(path);
    return 0;
}

void folder_remove(const char *path)
{
    nftw(path, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
}

void folder_sweep(const char *dir, unsigned keep)
{
    DIR *d = opendir(dir);
    if (!d)
        return;
    char *kept = folder_generation(dir, keep, "");
    for (struct dirent *e; (e = readdir(d));) {
        bool stub;
        unsigned generation = leftover(e->d_name, &stub);
        char *path = join(dir, e->d_name);
        if (stub)
            unlink(path);
        else if (generation && strcmp(path, kept) != 0)
            folder_remove(path);
        free(path);
    }
    free(kept);
    closedir(d);
}

uint64_t folder_bytes(const char *path)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return 0;
    if (!S_ISDIR(st.st_mode))
        return (uint64_t)st.st_size;
    DIR *d = opendir(path);
    uint64_t sum = 0;
    for (struct dirent *e; d && (e = readdir(d));) {
        char *file = join(path, e->d_name);
        if (stat(file, &st) == 0 && S_ISREG(st.st_mode))
            sum += (uint64_t)st.st_size;
        free(file);
    }
    if (d)
        closedir(d);
    return sum;
}
