/* A small archive of articles in an index of its own, for the tests of the search room. */
#ifndef TESTS_UNIT_SEARCH_FIXTURE_H
#define TESTS_UNIT_SEARCH_FIXTURE_H

#include "index/compose.h"
#include "store/store.h"
#include "tests/unit/store_fixture.h"

/* One article; what is NULL is not stated. */
struct sample {
    const char *id, *date, *title, *text, *source;
};

/* An index in the scratch folder, open for reading. */
struct store *samples_index(const char *name, const struct sample *samples, size_t n);

#endif
