/* What a program cannot answer with a status: broken promises between our own functions, and no memory.
 *
 * The one policy on memory: an allocation that fails stops the process. limier's own memory is bounded whatever
 * the input, so a failure means the machine has none to give, and half-done work in Xapian is then safest
 * abandoned: an index is as before. Callers of these never see NULL. */
#ifndef BASE_BUG_H
#define BASE_BUG_H

#include <stddef.h>

/* Says where on standard error and aborts. */
_Noreturn void bug_stop(const char *file, int line, const char *what);

#define BUG(what) bug_stop(__FILE__, __LINE__, what)
#define BUG_IF(cond)                                                                                           \
    do {                                                                                                       \
        if (cond)                                                                                              \
            BUG(#cond);                                                                                        \
    } while (0)

/* malloc, realloc and strdup that do not fail. Freed with free(). */
void *mem_alloc(size_t size);
void *mem_zero(size_t count, size_t size);
void *mem_resize(void *ptr, size_t count, size_t size);
char *mem_copy_str(const char *s);

/* Grows an array to hold one more item at least: returns the array, *cap updated. */
void *mem_grow(void *array, size_t *cap, size_t need, size_t size);

#endif
