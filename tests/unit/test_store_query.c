/* What each operator of a query finds, in which order, and where weights come from. */
#include "tests/unit/store_fixture.h"

#include <math.h>

static struct store *library;

/* id, text, date */
static const char *const articles[][3] = {
    {"a", "amazon construit un centre de données en france", "20251125"},
    {"b", "le centre de la france attend", "20251101"},
    {"c", "amazon amazon amazon livre", "2024"},
    {"d", "données et centre sans rapport de proximité avec la france", NULL},
    {"e", "la forêt de l amazonie brûle", "20230815"},
    {"f", "rien", "202511"},
};

static const struct store_query *range(unsigned slot, const char *low, const char *high)
{
    struct store_query *q = q_new(STORE_RANGE);
    q->slot = slot;
    q->low = span_str(low);
    q->high = span_str(high);
    return q;
}

static const struct store_query *prefix(const char *term, unsigned limit)
{
    struct store_query *q = q_new(STORE_PREFIX);
    q->term = span_str(term);
    q->limit = limit;
    return q;
}

static const struct store_query *scale(double factor, const struct store_query *kid)
{
    struct store_query *q = (struct store_query *)q_op(STORE_SCALE, 1, kid);
    q->factor = factor;
    return q;
}

static const struct store_query *within(unsigned window, const struct store_query *kids)
{
    ((struct store_query *)kids)->window = window;
    return kids;
}

#define T(term)       q_term(term)
#define Q(op, n, ...) q_op(STORE_##op, n, __VA_ARGS__)
#define NOTHING       q_new(STORE_NOTHING)
#define ALL           q_new(STORE_ALL)

/* In the order of the documents: with no weight but the documents' numbers. */
static const char *sorted_found(const struct store_query *q)
{
    struct store_query *none = (struct store_query *)scale(0, q);
    return found(library, none);
}

static void operators(void **state)
{
    (void)state;
    const struct {
        const struct store_query *q;
        const char *want; /* in the order of numbers */
    } rows[] = {
        {NOTHING, ""},
        {ALL, "a b c d e f"},
        {T("amazon"), "a c"},
        {T("absent"), ""},
        {Q(AND, 2, T("centre"), T("france")), "a b d"},
        {Q(AND, 3, T("centre"), T("france"), T("amazon")), "a"},
        {Q(AND, 2, T("centre"), NOTHING), ""},
        {q_op(STORE_AND, 0), ""},
        {q_op(STORE_OR, 0), ""},
        {Q(AND, 1, T("centre")), "a b d"},
        {Q(OR, 3, T("amazon"), T("forêt"), T("absent")), "a c e"},
        {Q(OR, 2, T("rien"), NOTHING), "f"},
        {Q(AND_NOT, 2, T("centre"), T("amazon")), "b d"},
        {Q(AND_NOT, 3, T("centre"), T("amazon"), T("attend")), "d"},
        {Q(AND_NOT, 2, ALL, T("centre")), "c e f"},
        {Q(AND_NOT, 2, T("centre"), NOTHING), "a b d"},
        {Q(AND_NOT, 1, T("centre")), "a b d"},
        {Q(AND_MAYBE, 2, T("centre"), T("amazon")), "a b d"},
        {Q(AND_MAYBE, 3, T("amazon"), T("livre"), T("absent")), "a c"},
        {Q(AND_MAYBE, 2, T("absent"), T("amazon")), ""},
        {Q(FILTER, 2, T("centre"), T("amazon")), "a"},
        {Q(FILTER, 3, T("centre"), T("france"), T("attend")), "b"},
        {Q(FILTER, 2, T("centre"), NOTHING), ""},
        {Q(MAX, 2, T("amazon"), T("rien")), "a c f"},
        {Q(SYNONYM, 2, T("amazon"), T("amazonie")), "a c e"},
        {Q(PHRASE, 3, T("centre"), T("de"), T("données")), "a"},
        {Q(PHRASE, 2, T("données"), T("centre")), ""},
        {within(3, Q(PHRASE, 2, T("données"), T("centre"))), "d"},
        {within(3, Q(PHRASE, 2, T("centre"), T("données"))), "a"},
        {within(1, Q(PHRASE, 2, T("centre"), T("de"))), "a b"},
        {Q(PHRASE, 2, Q(OR, 2, T("la"), T("en")), T("france")), "a b d"},
        {Q(PHRASE, 2, T("de"), Q(OR, 2, T("la"), T("l"))), "b e"},
        {Q(PHRASE, 1, T("rien")), "f"},
        {Q(NEAR, 2, T("données"), T("centre")), ""},
        {within(3, Q(NEAR, 2, T("données"), T("centre"))), "a d"},
        {within(3, Q(NEAR, 2, Q(OR, 2, T("données"), T("la")), T("centre"))), "a b d"},
        {scale(3, T("amazon")), "a c"},
        {range(0, "20251101", "20251130"), "a b"},
        {range(0, "202511", "202511~"), "a b f"},
        {range(0, "2025", ""), "a b f"},
        {range(0, "", "2025"), "c e"},
        {range(0, "", ""), "a b c d e f"},
        {range(0, "2026", "2023"), ""},
        {range(7, "1", ""), ""},
        {Q(FILTER, 2, T("france"), range(0, "202511", "")), "a b"},
        {prefix("amazon", 0), "a c e"},
        {prefix("amazon", 1), "a c"},
        {prefix("zzz", 0), ""},
        {Q(AND, 2, prefix("fran", 5), prefix("don", 0)), "a d"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *got = sorted_found(rows[i].q);
        if (strcmp(got, rows[i].want) != 0)
            fail_msg("row %zu: found « %s », want « %s »", i, got, rows[i].want);
    }
    query_reset();
}

static void weights(void **state)
{
    (void)state;
    const struct {
        const struct store_query *q;
        const char *want; /* best first */
    } rows[] = {
        {T("amazon"), "c a"},
        {Q(OR, 2, T("amazon"), T("données")), "a c d"},
        {Q(OR, 2, T("amazon"), scale(0.1, T("données"))), "c a d"},
        {Q(AND_MAYBE, 2, T("centre"), scale(5, T("proximité"))), "d b a"},
        {Q(AND_MAYBE, 2, T("centre"), scale(5, T("attend"))), "b a d"},
        {Q(MAX, 2, scale(0.01, T("amazon")), T("construit")), "a c"},
        {Q(SYNONYM, 2, T("amazonie"), T("amazon")), "c e a"},
        {Q(FILTER, 2, T("amazon"), scale(100, T("construit"))), "a"},
        {Q(OR, 2, T("amazon"), scale(0, T("rien"))), "c a f"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *got = found(library, rows[i].q);
        if (strcmp(got, rows[i].want) != 0)
            fail_msg("row %zu: found « %s », want « %s »", i, got, rows[i].want);
    }
    query_reset();
}

static void refused(void **state)
{
    (void)state;
    const struct store_query *deep = T("amazon");
    for (int i = 0; i < 400; i++)
        deep = Q(AND, 2, deep, T("centre"));
    static char long_term[300];
    memset(long_term, 'x', sizeof long_term - 1);
    const struct {
        const struct store_query *q;
        enum limier_status status;
    } rows[] = {
        {Q(PHRASE, 2, T("a"), Q(AND, 2, T("b"), T("c"))), LIMIER_QUERY},
        {Q(PHRASE, 2, T("a"), prefix("b", 0)), LIMIER_QUERY},
        {Q(NEAR, 2, T("a"), Q(OR, 1, Q(PHRASE, 2, T("b"), T("c")))), LIMIER_QUERY},
        {Q(PHRASE, 2, T("a"), ALL), LIMIER_QUERY},
        {T(""), LIMIER_QUERY},
        {prefix("", 0), LIMIER_QUERY},
        {scale(-1, T("a")), LIMIER_QUERY},
        {scale((double)NAN, T("a")), LIMIER_QUERY},
        {q_op(STORE_SCALE, 0), LIMIER_QUERY},
        {q_op(STORE_AND_NOT, 0), LIMIER_QUERY},
        {deep, LIMIER_QUERY},
        {T(long_term), LIMIER_OK},
        {prefix(long_term, 0), LIMIER_OK},
        {Q(PHRASE, 2, T(long_term), T("a")), LIMIER_OK},
    };
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct limier_error err = {0};
        struct store_request request = {.query = rows[i].q, .k1 = 1, .b = 0.75, .min_normlen = 0.5};
        struct store_page page;
        enum limier_status status = store_search(library, &request, &arena, &page, &err);
        if (status != rows[i].status)
            fail_msg("row %zu: %d, %s", i, status, err.message);
        assert_int_equal(page.nhits, 0);
        const char *text;
        assert_int_equal(store_describe(library, rows[i].q, &arena, &text, NULL), rows[i].status);
        assert_true((text != NULL) == (status == LIMIER_OK));
    }
    arena_release(&arena);
    query_reset();
}

static void pages(void **state)
{
    (void)state;
    const struct {
        uint64_t offset, limit;
        bool by_value, ascending;
        const char *want;
    } rows[] = {
        {0, 0, true, false, "abfced"},
        {0, 0, true, true, "decfba"},
        {0, 2, true, false, "ab"},
        {2, 2, true, false, "fc"},
        {5, 2, true, false, "d"},
        {6, 2, true, false, ""},
        {UINT64_MAX, 2, true, false, ""},
        {0, UINT64_MAX, true, false, "abfced"},
        {1, 0, false, false, "bcdef"},
        {0, 3, false, false, "abc"},
    };
    static const unsigned slots[] = {3, 0};
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < COUNT(rows); i++)
        for (enum store_weight weight = STORE_BM25; weight <= STORE_BOOL; weight++) {
            struct store_request request = {.query = ALL,
                .offset = rows[i].offset,
                .limit = rows[i].limit,
                .check_at_least = 100,
                .weight = weight,
                .k1 = 1,
                .b = 0.5,
                .min_normlen = 0.5,
                .by_value = rows[i].by_value,
                .ascending = rows[i].ascending,
                .slots = slots,
                .nslots = 2,
                .data = true};
            struct store_page page;
            assert_int_equal(store_search(library, &request, &arena, &page, NULL), LIMIER_OK);
            char got[16] = "";
            for (size_t h = 0; h < page.nhits; h++) {
                const struct store_hit *hit = &page.hits[h];
                const char *const *article = articles[hit->number - 1];
                CHECK_SPAN(i, hit->data, article[0]);
                CHECK_SPAN(i, hit->values[0], "");
                CHECK_SPAN(i, hit->values[1], article[2] ? article[2] : "");
                strncat(got, hit->data.ptr, hit->data.len);
            }
            assert_string_equal(got, rows[i].want);
            assert_int_equal(page.total, 6);
            assert_int_equal(page.lower, page.upper);
        }
    arena_release(&arena);
    query_reset();
}

static void every_weighting_ranks(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    for (enum store_weight weight = STORE_BM25; weight <= STORE_BOOL; weight++) {
        struct store_request request = {
            .query = T("amazon"), .weight = weight, .k1 = 1.2, .b = 0.75, .min_normlen = 0.5};
        struct store_page page;
        assert_int_equal(store_search(library, &request, &arena, &page, NULL), LIMIER_OK);
        assert_int_equal(page.nhits, 2);
        static const uint32_t first[] = {[STORE_BM25] = 3, [STORE_DPH] = 1, [STORE_BOOL] = 1};
        assert_int_equal(page.hits[0].number, first[weight]);
        assert_true((page.hits[0].weight > page.hits[1].weight) == (weight != STORE_BOOL));
        assert_int_equal(page.hits[0].data.len, 0);
    }
    arena_release(&arena);
    query_reset();
}

/* The parts add up to the weight that the search gives, whatever the tree and the weighting. */
static void where_weights_come_from(void **state)
{
    (void)state;
    const struct {
        const struct store_query *q;
        const char *id;
        const char *want; /* term/documents/wdf … */
    } rows[] = {
        {T("amazon"), "Qc", "amazon/2/3"},
        {T("amazon"), "Qb", NULL},
        {T("amazon"), "Qnobody", NULL},
        {Q(OR, 3, T("amazon"), scale(2.5, T("centre")), T("rien")), "Qa", "amazon/2/1 centre/3/1"},
        {Q(OR, 2, Q(AND, 2, T("amazon"), T("rien")), T("centre")), "Qa", "centre/3/1"},
        {Q(AND_NOT, 2, T("centre"), T("rien")), "Qb", "centre/3/1"},
        {Q(AND_MAYBE, 2, T("centre"), T("attend")), "Qb", "centre/3/1 attend/1/1"},
        {Q(FILTER, 2, T("centre"), T("attend")), "Qb", "centre/3/1"},
        {Q(FILTER, 2, T("centre"), range(0, "2025", "")), "Qb", "centre/3/1"},
        {Q(MAX, 2, T("centre"), scale(9, T("attend"))), "Qb", "attend/1/1"},
        {Q(MAX, 2, T("attend"), scale(9, T("centre"))), "Qb", "centre/3/1"},
        {Q(OR, 2, T("livre"), scale(0.5, Q(SYNONYM, 2, T("amazon"), T("livre")))), "Qc",
            "livre/1/1 (amazon SYNONYM livre)/2/4"},
        {scale(2, scale(3, T("rien"))), "Qf", "rien/1/1"},
        {Q(OR, 2, scale(0.3, Q(PHRASE, 2, T("centre"), T("de"))), T("la")), "Qb",
            "(centre PHRASE 2 de)/2/2 la/3/1"},
        {prefix("amazon", 0), "Qe", "WILDCARD SYNONYM amazon/3/1"},
        {Q(AND, 2, ALL, T("rien")), "Qf", "rien/1/1"},
        {Q(OR, 2, T("rien"), T("rien")), "Qf", "rien/1/1 rien/1/1"},
    };
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < COUNT(rows); i++)
        for (enum store_weight weight = STORE_BM25; weight <= STORE_BOOL; weight++) {
            struct store_request request = {
                .query = rows[i].q, .weight = weight, .k1 = 1.2, .b = 0.75, .min_normlen = 0.5};
            struct store_part *parts;
            struct store_page page;
            bool there;
            double score, sum = 0, searched = 0;
            size_t n;
            assert_int_equal(
                store_parts(library, &request, span_str(rows[i].id), &arena, &there, &score, &parts, &n, NULL),
                LIMIER_OK);
            assert_int_equal(there, rows[i].want != NULL);
            char got[256] = "";
            for (size_t p = 0; p < n; p++) {
                size_t at = strlen(got);
                snprintf(got + at, sizeof got - at, "%s%.*s/%u/%u", p ? " " : "", SPAN_ARG(parts[p].term),
                    (unsigned)parts[p].documents, (unsigned)parts[p].wdf);
                sum += parts[p].weight;
            }
            if (weight != STORE_BOOL && strcmp(got, rows[i].want ? rows[i].want : "") != 0)
                fail_msg("row %zu: %s", i, got);
            assert_int_equal(store_search(library, &request, &arena, &page, NULL), LIMIER_OK);
            for (size_t h = 0; h < page.nhits && there; h++)
                if (articles[page.hits[h].number - 1][0][0] == rows[i].id[1])
                    searched = page.hits[h].weight;
            if (fabs(sum - score) > 1e-9 || fabs(score - searched) > 1e-9)
                fail_msg("row %zu: parts %g, score %g, searched %g", i, sum, score, searched);
            if (there && weight == STORE_BM25)
                assert_true(score > 0);
        }
    arena_release(&arena);
    query_reset();
}

static void described(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    const char *text;
    assert_int_equal(
        store_describe(library, Q(AND, 2, T("a"), scale(2, T("b"))), &arena, &text, NULL), LIMIER_OK);
    assert_string_equal(text, "Query((a AND 2 * b))");
    arena_release(&arena);
    query_reset();
}

static int begin(void **state)
{
    (void)state;
    scratch_begin();
    library = open_store(scratch("library"), STORE_WRITE);
    for (size_t i = 0; i < COUNT(articles); i++)
        put(library, articles[i][0], articles[i][1], articles[i][2]);
    commit(library);
    return 0;
}

static int end(void **state)
{
    (void)state;
    store_close(library);
    scratch_end();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operators),
        cmocka_unit_test(weights),
        cmocka_unit_test(refused),
        cmocka_unit_test(pages),
        cmocka_unit_test(every_weighting_ranks),
        cmocka_unit_test(where_weights_come_from),
        cmocka_unit_test(described),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
