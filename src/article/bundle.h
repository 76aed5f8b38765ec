/* Compressed files (.gz .bz2 .xz .zst) and archives of files (.tar .zip .7z, compressed or not) as a row of
 * inputs, by libarchive: the only door to it. Nothing is unpacked to disk; a member is read while it is
 * unpacked, and a member that is a bundle can be opened in its turn. Names in a bundle are labels: nothing is
 * ever opened by them.
 *
 * A bundle is somebody else's: what it may unpack to is limited by a budget, which bundles inside each other
 * share. */
#ifndef ARTICLE_BUNDLE_H
#define ARTICLE_BUNDLE_H

#include "article/input.h"

struct bundle;

/* Is this the beginning of one? */
bool bundle_begins(struct span head);

enum {
    BUNDLE_DEPTH = 4,                 /* bundles inside each other, the outermost counted */
    BUNDLE_RATIO = 250,               /* bytes out for one byte of the outermost file, beyond … */
    BUNDLE_FREE = 64 * 1024 * 1024,   /* … these */
    BUNDLE_MEMBERS = 10 * 1000 * 1000 /* in all */
};
#define BUNDLE_MEMBER_MAX ((uint64_t)1 << 40) /* bytes of one member */

struct bundle_budget {
    const struct input *file; /* the outermost */
    uint64_t out, members;    /* so far, at all depths */
    bool spent;               /* a limit was reached: nothing more comes of any of the bundles */
};

struct bundle_member {
    struct span name; /* clean UTF-8, relative, no « . » and « .. »; empty: a compressed file, no archive */
    struct input *in; /* the bundle's, until the next call; NULL for what is no file */
    const char *other;      /* what that is (« a symbolic link »); static */
    bool folder, has_mtime; /* a folder is nothing to speak of */
    int64_t mtime;          /* seconds since 1970 */
};

/* The input stays the caller's, is used from where it stands, and outlives the bundle. names: what the members'
 * inputs are called begins with it, then « / » and the name; « » for none. LIMIER_INPUT when it cannot be read
 * as a bundle. */
enum limier_status bundle_open(struct bundle **out, struct input *in, const char *names,
    struct bundle_budget *budget, struct limier_error *err);
/* The next member; *more is false at the end. LIMIER_INPUT refuses one, which out->name names; any other
 * failure is that of the whole bundle. A failure to read a member's input is LIMIER_INPUT too. */
enum limier_status bundle_next(
    struct bundle *b, struct bundle_member *out, bool *more, struct limier_error *err);
/* Everything before the end of the bundle could be unpacked: true once bundle_next has said that there is no
 * more. */
bool bundle_whole(const struct bundle *b);
/* Takes NULL. */
void bundle_close(struct bundle *b);

#endif
