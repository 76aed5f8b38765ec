/* LIMIER_TRACE=index,query,store,time prints what a stage does on standard error, a line each, behind its name.
 * « all » means every one. The only printing that the library does, and only when asked. */
#ifndef BASE_TRACE_H
#define BASE_TRACE_H

#include <stdbool.h>

enum trace_topic { TRACE_INDEX = 1, TRACE_QUERY = 2, TRACE_STORE = 4, TRACE_TIME = 8 };

bool trace_on(enum trace_topic topic);
/* A no-op unless the topic is on. */
void trace(enum trace_topic topic, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Seconds on a clock that only goes forward. */
double trace_clock(void);

#endif
