#include "base/trace.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const struct {
    enum trace_topic topic;
    const char *name;
} topics[] = {{TRACE_INDEX, "index"}, {TRACE_QUERY, "query"}, {TRACE_STORE, "store"}, {TRACE_TIME, "time"}};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static unsigned enabled;

static void read_environment(void)
{
    const char *s = getenv("LIMIER_TRACE");
    while (s && *s) {
        size_t n = strcspn(s, ",");
        for (size_t i = 0; i < sizeof topics / sizeof *topics; i++)
            if ((n == strlen(topics[i].name) && !strncmp(s, topics[i].name, n)) ||
                (n == 3 && !strncmp(s, "all", 3)))
                enabled |= topics[i].topic;
        s += n + (s[n] == ',');
    }
}

bool trace_on(enum trace_topic topic)
{
    pthread_once(&once, read_environment);
    return (enabled & topic) != 0;
}

void trace(enum trace_topic topic, const char *format, ...)
{
    if (!trace_on(topic))
        return;
    char line[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    const char *name = "";
    for (size_t i = 0; i < sizeof topics / sizeof *topics; i++)
        if (topics[i].topic == topic)
            name = topics[i].name;
    fprintf(stderr, "%s: %s\n", name, line);
}

double trace_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}
