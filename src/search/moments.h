/* Days of the calendar, and what may be said of them. Dates in queries are made of these. */
#ifndef SEARCH_MOMENTS_H
#define SEARCH_MOMENTS_H

#include "base/arena.h"

/* A day, or as much of one as was said: parts 1 is a year, 2 a month, 3 a day, 5 a minute. */
struct moment {
    int year, month, day, hour, minute, parts;
};

int moment_month_length(int year, int month);
/* m has a day. Nothing goes before the year 1. */
struct moment moment_add_days(struct moment m, long days);
struct moment moment_add_months(struct moment m, long months);
/* 0 is Monday. */
int moment_weekday(struct moment m);
bool moment_exists(struct moment m);
/* The last moment before m, as precise as m. */
struct moment moment_before(struct moment m);
/* YYYY[MM[DD[hhmm]]], in arena. */
struct span moment_digits(struct moment m, struct arena *arena);

#endif
