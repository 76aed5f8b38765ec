/* The few things the glass room asks of the file system. Messages name the file. */
#ifndef GLASS_GLASS_FILE_H
#define GLASS_GLASS_FILE_H

#include "base/error.h"

#include <stdint.h>

/* « dir/name + suffix », the caller's to free(). */
char *glass_path(const char *dir, const char *name, const char *suffix);
/* All n bytes, where the file's offset stands. path is only named in the message. */
enum limier_status glass_write(int fd, const char *bytes, size_t n, const char *path, struct limier_error *err);
/* All n bytes at a place of their own. */
enum limier_status glass_write_at(
    int fd, const char *bytes, size_t n, uint64_t offset, const char *path, struct limier_error *err);
/* All n bytes from a place where they were written. */
enum limier_status glass_read_at(
    int fd, char *bytes, size_t n, uint64_t offset, const char *path, struct limier_error *err);

#endif
