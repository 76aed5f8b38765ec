/* An arena hands out memory that is freed all at once: one per article, one per search. Pieces are aligned for
 * any type and stay where they are until arena_clear or arena_release. Not for use from two threads at once. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/span.h"

#include <stdarg.h>

struct arena_block;

struct arena {
    struct arena_block *head; /* the block being filled; older ones hang behind it */
    char *next, *end;
};

void arena_init(struct arena *a);
void arena_release(struct arena *a);
/* Empties the arena and keeps its largest block for the next user. */
void arena_clear(struct arena *a);

/* Uninitialised memory. Never NULL (see base/bug.h). */
void *arena_alloc(struct arena *a, size_t size);
void *arena_zero(struct arena *a, size_t count, size_t size);

/* Copies, NUL-terminated besides. */
struct span arena_copy(struct arena *a, struct span s);
/* One after the other; tail may hold any byte. */
struct span arena_join(struct arena *a, const char *head, const char *middle, struct span tail);
const char *arena_str(struct arena *a, struct span s);
const char *arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
