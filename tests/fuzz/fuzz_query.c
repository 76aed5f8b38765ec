/* Whatever is typed is parsed or refused, and the printed form of a tree is read back as the same tree. */
#include "base/bug.h"
#include "tests/unit/query_same.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_places(const struct query_node *node, size_t size)
{
    BUG_IF(node->start > size || node->length > size - node->start);
    for (size_t i = 0; i < node->nkids; i++)
        check_places(node->kids[i], size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct span today = span_str("2025-11-26");
    struct arena arena;
    arena_init(&arena);
    struct query query, again;
    struct limier_error err = {.offset = LIMIER_NO_OFFSET};
    struct buf printed = {0};
    if (query_parse(&query, span_of((const char *)data, size), today, &arena, &err) == LIMIER_OK) {
        check_places(query.root, size);
        query_print(&printed, query.root);
        /* Printing names fields in full, so that a text just under the limit may come out over it. */
        if (printed.len <= QUERY_BYTES_MAX) {
            BUG_IF(query_parse(&again, buf_span(&printed), today, &arena, NULL) != LIMIER_OK);
            BUG_IF(!query_same(query.root, again.root));
        }
    } else {
        BUG_IF(err.status != LIMIER_QUERY || (err.offset != LIMIER_NO_OFFSET && err.offset > size));
    }
    buf_release(&printed);
    arena_release(&arena);
    return 0;
}
