#include "glass/glass_file.h"

#include "base/bug.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

char *glass_path(const char *dir, const char *name, const char *suffix)
{
    size_t size = strlen(dir) + 1 + strlen(name) + strlen(suffix) + 1;
    char *path = mem_alloc(size);
    snprintf(path, size, "%s/%s%s", dir, name, suffix);
    return path;
}

enum limier_status glass_write(int fd, const char *bytes, size_t n, const char *path, struct limier_error *err)
{
    while (n) {
        ssize_t did = write(fd, bytes, n);
        if (did < 0 && errno == EINTR)
            continue;
        if (did < 0)
            return error_errno(err, "%s", path);
        bytes += did;
        n -= (size_t)did;
    }
    return LIMIER_OK;
}

enum limier_status glass_write_at(
    int fd, const char *bytes, size_t n, uint64_t offset, const char *path, struct limier_error *err)
{
    while (n) {
        ssize_t did = pwrite(fd, bytes, n, (off_t)offset);
        if (did < 0 && errno == EINTR)
            continue;
        if (did < 0)
            return error_errno(err, "%s", path);
        bytes += did;
        offset += (uint64_t)did;
        n -= (size_t)did;
    }
    return LIMIER_OK;
}

enum limier_status glass_read_at(
    int fd, char *bytes, size_t n, uint64_t offset, const char *path, struct limier_error *err)
{
    while (n) {
        ssize_t did = pread(fd, bytes, n, (off_t)offset);
        if (did < 0 && errno == EINTR)
            continue;
        if (did < 0)
            return error_errno(err, "%s", path);
        if (did == 0)
            return error_set(err, LIMIER_SYSTEM, "%s: cut short while it was in use", path);
        bytes += did;
        offset += (uint64_t)did;
        n -= (size_t)did;
    }
    return LIMIER_OK;
}
