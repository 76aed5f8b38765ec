#include "base/arena.h"

#include "base/bug.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { BLOCK_SIZE = 16 * 1024 };

struct arena_block {
    struct arena_block *older;
    size_t size;
    alignas(max_align_t) char bytes[];
};

void arena_init(struct arena *a)
{
    *a = (struct arena){0};
}

static void free_chain(struct arena_block *b)
{
    while (b) {
        struct arena_block *older = b->older;
        free(b);
        b = older;
    }
}

void arena_release(struct arena *a)
{
    free_chain(a->head);
    arena_init(a);
}

void arena_clear(struct arena *a)
{
    struct arena_block *keep = a->head;
    if (!keep)
        return;
    /* A block made for one very large piece is not worth holding on to. */
    if (keep->size > 64 * BLOCK_SIZE) {
        arena_release(a);
        return;
    }
    free_chain(keep->older);
    keep->older = NULL;
    a->next = keep->bytes;
    a->end = keep->bytes + keep->size;
}

void *arena_alloc(struct arena *a, size_t size)
{
    const size_t align = alignof(max_align_t);
    BUG_IF(size > SIZE_MAX / 4);
    size = (size + align - 1) & ~(align - 1);
    if ((size_t)(a->end - a->next) < size || !a->head) {
        size_t want = a->head ? a->head->size * 2 : BLOCK_SIZE;
        if (want > 64 * BLOCK_SIZE)
            want = 64 * BLOCK_SIZE;
        if (want < size)
            want = size;
        struct arena_block *b = mem_alloc(sizeof *b + want);
        b->older = a->head;
        b->size = want;
        a->head = b;
        a->next = b->bytes;
        a->end = b->bytes + want;
    }
    void *p = a->next;
    a->next += size;
    return p;
}

void *arena_zero(struct arena *a, size_t count, size_t size)
{
    BUG_IF(size && count > SIZE_MAX / 4 / size);
    void *p = arena_alloc(a, count * size);
    return memset(p, 0, count * size);
}

struct span arena_copy(struct arena *a, struct span s)
{
    char *p = arena_alloc(a, s.len + 1);
    if (s.len)
        memcpy(p, s.ptr, s.len);
    p[s.len] = '\0';
    return span_of(p, s.len);
}

struct span arena_join(struct arena *a, const char *head, const char *middle, struct span tail)
{
    size_t nhead = strlen(head), nmiddle = strlen(middle);
    char *p = arena_alloc(a, nhead + nmiddle + tail.len + 1);
    memcpy(p, head, nhead);
    memcpy(p + nhead, middle, nmiddle);
    if (tail.len)
        memcpy(p + nhead + nmiddle, tail.ptr, tail.len);
    p[nhead + nmiddle + tail.len] = '\0';
    return span_of(p, nhead + nmiddle + tail.len);
}

const char *arena_str(struct arena *a, struct span s)
{
    return arena_copy(a, s).ptr;
}

const char *arena_printf(struct arena *a, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    BUG_IF(n < 0);
    char *p = arena_alloc(a, (size_t)n + 1);
    vsnprintf(p, (size_t)n + 1, format, again);
    va_end(again);
    return p;
}
