/* The order of the hits of a relevance search: whatever the order of indexing, whatever the page. */
#include "tests/unit/search_fixture.h"

#include "search/search.h"

#include <math.h>

static struct analyzer *analyzer;

static int begin(void **state)
{
    (void)state;
    scratch_begin();
    analyzer = analyzer_new();
    return 0;
}

static int end(void **state)
{
    (void)state;
    analyzer_free(analyzer);
    scratch_end();
    return 0;
}

/* ---- An archive with many ties ----------------------------------------------------------------------------
 */

enum { ARTICLES = 260, CLASSES = 13 };

/* Article k, in one of so many classes whose texts are the same: the higher, the longer. */
static struct sample article(struct arena *arena, size_t k, size_t classes)
{
    static const char *const days[] = {"2025-01-03", "2025-01-01", NULL, "2025-01-02"};
    size_t class = k % classes;
    const char *text = "Un vote au port.";
    for (size_t i = 0; i < class; i++)
        text = arena_printf(arena, "%s %s", text, i % 4 ? "Le village attend sa réponse." : "Le port dort.");
    return (struct sample){arena_printf(arena, "n%03zu", k), days[k / classes % 4],
        class % 3 ? "Le port" : "Une nouvelle de la région", text, NULL};
}

/* Every article, in an order of indexing that the step makes. */
static struct store *archive(const char *name, size_t step, size_t classes)
{
    struct arena arena;
    struct sample list[ARTICLES];
    arena_init(&arena);
    for (size_t i = 0; i < ARTICLES; i++)
        list[i] = article(&arena, i * step % ARTICLES, classes);
    struct store *s = samples_index(name, list, ARTICLES);
    arena_release(&arena);
    return s;
}

struct listing {
    char ids[ARTICLES][8];
    double scores[ARTICLES];
    size_t n;
};

static void add_page(struct listing *to, struct store *s, const char *query, size_t offset, size_t limit)
{
    struct arena arena;
    struct limier_request request = {
        .query = query, .today = "2025-11-26", .offset = offset, .limit = limit, .no_synonyms = true};
    struct limier_results results;
    struct limier_hit *hits;
    struct limier_error err = {0};
    arena_init(&arena);
    if (search_run(s, analyzer, &request, &arena, &results, &hits, &err) != LIMIER_OK)
        fail_msg("%s: %s", query, err.message);
    assert_true(to->n + results.nhits <= ARTICLES);
    for (size_t i = 0; i < results.nhits; i++, to->n++) {
        snprintf(to->ids[to->n], sizeof to->ids[to->n], "%s", hits[i].article.id);
        to->scores[to->n] = hits[i].score;
        assert_int_equal(hits[i].rank, offset + i + 1);
    }
    arena_release(&arena);
}

static struct listing list_of(struct store *s, const char *query)
{
    struct listing all = {.n = 0};
    add_page(&all, s, query, 0, 0);
    return all;
}

static void check_same(const struct listing *got, const struct listing *want, const char *query, size_t what)
{
    assert_int_equal(got->n, want->n);
    for (size_t i = 0; i < want->n; i++)
        if (strcmp(got->ids[i], want->ids[i]) || fabs(got->scores[i] - want->scores[i]) > 1e-9)
            fail_msg("%s (%zu): hit %zu is %s (%g), not %s (%g)", query, what, i + 1, got->ids[i],
                got->scores[i], want->ids[i], want->scores[i]);
}

static const char *const queries[] = {"port", "vote port", "village réponse port", "titre:port vote",
    "vote -village", "\"port dort\" vote", "licenciement port"};

static void order_does_not_depend_on_indexing(void **state)
{
    (void)state;
    static const size_t steps[] = {101, 177, 259};
    struct store *first = archive("first", 1, CLASSES);
    for (size_t i = 0; i < COUNT(steps); i++) {
        struct store *other = archive("other", steps[i], CLASSES);
        for (size_t q = 0; q < COUNT(queries); q++) {
            struct listing want = list_of(first, queries[q]), got = list_of(other, queries[q]);
            check_same(&got, &want, queries[q], steps[i]);
        }
        store_close(other);
    }
    store_close(first);
}

/* Beyond the hundred hits that are weighed twice, too. */
static void weights_never_rise(void **state)
{
    (void)state;
    struct store *s = archive("weights", 101, CLASSES);
    for (size_t q = 0; q < COUNT(queries); q++) {
        struct listing all = list_of(s, queries[q]);
        assert_true(all.n > 0);
        for (size_t i = 0; i < all.n; i++) {
            assert_true(isfinite(all.scores[i]) && all.scores[i] >= 0);
            if (i && all.scores[i] > all.scores[i - 1] * (1 + 1e-9))
                fail_msg("%s: hit %zu rises to %.12g from %.12g", queries[q], i + 1, all.scores[i],
                    all.scores[i - 1]);
        }
    }
    store_close(s);
}

static void check_pages(struct store *s, const char *query)
{
    static const size_t sizes[] = {1, 7, 10, 64, 99, 100, 101, 164, 165, ARTICLES};
    struct listing whole = list_of(s, query);
    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct listing pages = {.n = 0};
        while (pages.n < whole.n) {
            size_t before = pages.n;
            add_page(&pages, s, query, pages.n, sizes[i]);
            assert_true(pages.n > before);
        }
        check_same(&pages, &whole, query, sizes[i]);
    }
}

static void pages_make_the_whole_list(void **state)
{
    (void)state;
    struct store *s = archive("pages", 177, CLASSES);
    for (size_t q = 0; q < COUNT(queries); q++)
        check_pages(s, queries[q]);
    store_close(s);
}

/* A tie of more hits than are looked at before and behind an edge. */
static void pages_of_long_ties(void **state)
{
    (void)state;
    static const size_t classes[] = {1, 2, 3};
    for (size_t i = 0; i < COUNT(classes); i++) {
        struct store *s = archive("long", 101, classes[i]);
        struct listing all = list_of(s, "port");
        assert_int_equal(all.n, ARTICLES);
        check_pages(s, "port");
        store_close(s);
    }
}

static void any_offset_and_limit(void **state)
{
    (void)state;
    static const struct {
        size_t offset, limit, n;
    } rows[] = {
        {0, SIZE_MAX, ARTICLES},
        {0, SIZE_MAX - 10, ARTICLES},
        {5, SIZE_MAX, ARTICLES - 5},
        {5, SIZE_MAX - 4, ARTICLES - 5},
        {ARTICLES - 1, 10, 1},
        {ARTICLES, 10, 0},
        {ARTICLES + 1, 0, 0},
        {SIZE_MAX, 10, 0},
        {SIZE_MAX, SIZE_MAX, 0},
        {SIZE_MAX, 0, 0},
    };
    static const char *const asked[] = {"port", "langue:fr"}; /* by relevance, and where nothing weighs */
    struct store *s = archive("offsets", 1, CLASSES);
    for (size_t q = 0; q < COUNT(asked); q++)
        for (size_t i = 0; i < COUNT(rows); i++) {
            struct limier_request request = {
                .query = asked[q], .offset = rows[i].offset, .limit = rows[i].limit};
            struct limier_results results;
            struct limier_hit *hits;
            struct arena arena;
            arena_init(&arena);
            assert_int_equal(search_run(s, analyzer, &request, &arena, &results, &hits, NULL), LIMIER_OK);
            if (results.nhits != rows[i].n)
                fail_msg("%s, row %zu: %zu hits", asked[q], i, results.nhits);
            arena_release(&arena);
        }
    store_close(s);
}

static void small_archives(void **state)
{
    (void)state;
    static const struct sample one[] = {{"a", NULL, NULL, "Le port dort.", NULL},
        {"b", NULL, NULL, "Le port dort encore.", NULL}, {"c", NULL, "Le port", NULL, NULL}};
    for (size_t n = 0; n <= COUNT(one); n++) {
        struct store *s = samples_index("small", one, n);
        struct listing all = list_of(s, "port");
        assert_int_equal(all.n, n);
        for (size_t i = 0; i < n; i++)
            assert_true(isfinite(all.scores[i]) && all.scores[i] > 0);
        assert_int_equal(list_of(s, "absent").n, 0);
        store_close(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_does_not_depend_on_indexing),
        cmocka_unit_test(weights_never_rise),
        cmocka_unit_test(pages_make_the_whole_list),
        cmocka_unit_test(pages_of_long_ties),
        cmocka_unit_test(any_offset_and_limit),
        cmocka_unit_test(small_archives),
    };
    return cmocka_run_group_tests_name("page", tests, begin, end);
}
