/* The version file, « iamglass »: without it the tables are no database, so it is written when they are safe.
 *
 *   0f 0d "Xapian Glass" | u16 format 0x046e | 16 bytes UUID | uint revision | six roots | statistics
 *   a root: uint block | uint level << 2 | sequential << 1 | fake | uint entries | uint block size >> 11 |
 *           uint least size that is compressed | string free list
 *   free list: uint revision, uint number of blocks, four zeros
 *   statistics, uints: documents | last - documents | least length | greatest wdf | greatest length - greatest
 *           wdf | 0 | total length | 0 */
#ifndef GLASS_GLASS_VERSION_H
#define GLASS_GLASS_VERSION_H

#include "glass/glass_stats.h"
#include "glass/glass_table.h"

enum glass_table_name { GLASS_POSTLIST, GLASS_DOCDATA, GLASS_TERMLIST, GLASS_POSITION, GLASS_TABLES };

extern const char *const glass_table_names[GLASS_TABLES];

/* Written under another name, synced, renamed; then the folder is synced. */
enum limier_status glass_version_write(const char *dir, const struct glass_root roots[GLASS_TABLES],
    size_t block_size, const struct glass_stats *stats, struct limier_error *err);

#endif
