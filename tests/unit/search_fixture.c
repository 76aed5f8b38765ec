#include "tests/unit/search_fixture.h"

#include "store/schema.h"

struct store *samples_index(const char *name, const struct sample *samples, size_t n)
{
    const char *dir = scratch(name);
    struct store *s = open_store(dir, STORE_WRITE);
    struct composer *c = composer_new();
    for (size_t i = 0; i < n; i++) {
        struct article a = {.title = span_str(samples[i].title),
            .date = span_str(samples[i].date),
            .source = span_str(samples[i].source),
            .language = span_str("fr"),
            .text = span_str(samples[i].text)};
        struct compose_place place = {.id = span_str(samples[i].id),
            .path = span_str(samples[i].id),
            .format = span_str("archive"),
            .hash = compose_hash(&a)};
        const struct doc *doc = compose(c, &a, &place, NULL);
        struct buf unique = {0};
        schema_whole_term(&unique, SCHEMA_ID_PREFIX, place.id);
        assert_int_equal(store_put(s, buf_span(&unique), doc, NULL), LIMIER_OK);
        buf_release(&unique);
    }
    composer_free(c);
    commit(s);
    store_close(s);
    return open_store(dir, STORE_READ);
}
