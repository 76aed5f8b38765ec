/* Dates as people and programs write them. Independent of the locale and of today. */
#ifndef ARTICLE_DATE_H
#define ARTICLE_DATE_H

#include "base/arena.h"

struct date {
    int year, month, day; /* month and day 0: not stated */
    int hour, minute;     /* -1: not stated; as written, whatever the zone */
};

/* Reads a date that fills s but for blanks: ISO 8601 (whole or partial, with time and zone or not), 25/11/2025,
 * 25.11.2025, « 25 novembre 2025 », « mardi 1er avril 2020 à 14h30 », « nov. 2025 », « 2 Déc 2017 », RFC 822
 * (« Tue, 25 Nov 2025 14:30:00 +0100 »), « Nov 25, 2025 », « Mon Jan 02 17:03:00 CET 2017 ». Years are 1000 to
 * 2999. False when it is none, or one that does not exist (30 February). Two-digit years are refused, except in
 * RFC 822. */
bool date_parse(struct span s, struct date *out);

/* The first whole day somewhere in a line, as date_parse reads it, with its time if one follows; *at is where
 * it begins. Only the first 300 bytes are looked at. */
bool date_find(struct span s, struct date *out, size_t *at);

/* The date in the name of a file or of its folders: 2021-06-14, 2021_06_14, 2021/06/14, 20210614 (between what
 * is no digit), else the folders 2021/06 or 2021-06, else the folder 2021. Years are 1600 to 2099. The most
 * precise one wins, then the last. */
bool date_from_path(struct span path, struct date *out);

/* As struct article writes it, in arena. */
struct span date_format(struct arena *arena, const struct date *date);

#endif
