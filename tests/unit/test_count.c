/* What the second stage of ranking asks of the store, in one database, in several, and in a remote one. */
#include "tests/unit/search_fixture.h"

#include "search/search.h"
#include "store/schema.h"

#include <math.h>
#include <unistd.h>

static struct arena arena; /* of one test */
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

static int begin_test(void **state)
{
    (void)state;
    arena_init(&arena);
    return 0;
}

static int end_test(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

/* ---- Several databases as one -----------------------------------------------------------------------------
 */

/* A folder whose stub has these lines. */
static struct store *open_stub(const char *name, const char *lines)
{
    const char *dir = scratch(name);
    struct store *made = open_store(dir, STORE_WRITE); /* for the folder */
    store_close(made);
    const char *stub = arena_printf(&arena, "%s/XAPIANDB", dir);
    FILE *f = fopen(stub, "w");
    assert_non_null(f);
    fputs(lines, f);
    assert_int_equal(fclose(f), 0);
    return open_store(dir, STORE_READ);
}

static bool have_remote(void)
{
    return access("/usr/bin/xapian-progsrv", X_OK) == 0;
}

/* A stub's line for a database that a server of Xapian's reads for us, over a pipe. */
static const char *remote(const char *dir)
{
    return arena_printf(&arena, "remote :/usr/bin/xapian-progsrv %s\n", dir);
}

static const char *local(const char *dir)
{
    return arena_printf(&arena, "auto %s\n", dir);
}

/* ---- Counting -------------------------------------------------------------------------------------------- */

static const struct sample first_half[] = {
    {"a", "2025-01-04", "Le chat et le chien", "Le chat dort. Un chat rêve.", NULL},
    {"b", "2025-01-03", "Sans", "Le chien court.", NULL},
    {"c", "2025-01-02", NULL, "Chat, chat, chat, chat.", NULL},
};
static const struct sample second_half[] = {
    {"d", "2025-01-01", NULL, "Le chat ronge la pomme.", NULL},
    {"e", "2025-01-05", "La pomme", "Rien.", NULL},
};

static const char *half(const char *name, const struct sample *samples, size_t n)
{
    const char *dir = scratch(name);
    store_close(samples_index(name, samples, n));
    return dir;
}

/* In two databases, documents take turns for their numbers: a d b e c. */
static void check_halves(struct store *s)
{
    static const uint32_t numbers[] = {1, 2, 3, 4, 5, 6, 1000};
    enum { N = COUNT(numbers) };
    static const struct {
        const char *term;
        uint64_t documents, occurrences;
        uint32_t wdf[N];
    } rows[] = {
        {"Zchat", 3, 5 + 8 + 2, {5, 2, 0, 0, 8, 0, 0}}, /* twice in the text's beginning */
        {"chat", 3, 3 + 4 + 1, {3, 1, 0, 0, 4, 0, 0}},
        {"ZSchat", 1, 1, {1, 0, 0, 0, 0, 0, 0}},
        {"Zpomme", 2, 2 + 1, {0, 2, 0, 1, 0, 0, 0}},
        {"Qa", 1, 0, {0}},
        {"Zinconnu", 0, 0, {0}},
        {"zzz", 0, 0, {0}},
    };
    static const uint64_t values[N] = {5, 0, 1, 2, 0, 0, 0};
    struct span terms[COUNT(rows)];
    struct store_counts counts;
    struct limier_error err = {0};
    for (size_t i = 0; i < COUNT(rows); i++)
        terms[i] = span_str(rows[i].term);
    if (store_count(s, terms, COUNT(rows), numbers, N, SLOT_TITLE, &arena, &counts, &err) != LIMIER_OK)
        fail_msg("%s", err.message);
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (counts.documents[i] != rows[i].documents || counts.occurrences[i] != rows[i].occurrences)
            fail_msg("%s: in %d documents, %d times", rows[i].term, (int)counts.documents[i],
                (int)counts.occurrences[i]);
        for (size_t d = 0; d < N; d++)
            if (counts.wdf[i * N + d] != rows[i].wdf[d])
                fail_msg("%s: %d times in %d", rows[i].term, (int)counts.wdf[i * N + d], (int)numbers[d]);
    }
    for (size_t d = 0; d < N; d++) {
        if (counts.values[d] != values[d])
            fail_msg("value %d of %d", (int)counts.values[d], (int)numbers[d]);
        assert_true((counts.lengths[d] > 0) == (d < 5));
    }
    /* Some of them only, with gaps. */
    static const uint32_t some[] = {2, 5};
    assert_int_equal(store_count(s, terms, COUNT(rows), some, 2, SLOT_TITLE, &arena, &counts, NULL), LIMIER_OK);
    assert_int_equal(counts.wdf[0], 2);
    assert_int_equal(counts.wdf[1], 8);
    assert_int_equal(counts.documents[0], 3);
    /* Nothing of nothing. */
    assert_int_equal(store_count(s, NULL, 0, some, 2, SLOT_TITLE, &arena, &counts, NULL), LIMIER_OK);
    assert_true(counts.lengths[0] > 0);
    assert_int_equal(store_count(s, terms, 1, NULL, 0, SLOT_TITLE, &arena, &counts, NULL), LIMIER_OK);
    assert_int_equal(counts.documents[0], 3);
}

static void check_data(struct store *s)
{
    static const uint32_t numbers[] = {3, 1, 1000, 3, 6};
    struct span data[COUNT(numbers)];
    assert_int_equal(store_data(s, numbers, COUNT(numbers), &arena, data, NULL), LIMIER_OK);
    assert_true(memmem(data[0].ptr, data[0].len, "Sans", 4));
    assert_true(memmem(data[1].ptr, data[1].len, "Le chat et le chien", 19));
    assert_int_equal(data[2].len, 0);
    assert_true(span_eq(data[3], data[0]));
    assert_int_equal(data[4].len, 0);
    assert_int_equal(store_data(s, NULL, 0, &arena, NULL, NULL), LIMIER_OK);
}

static void counts_over_databases(void **state)
{
    (void)state;
    const char *a = half("half-a", first_half, COUNT(first_half));
    const char *b = half("half-b", second_half, COUNT(second_half));
    const char *both[] = {arena_printf(&arena, "%s%s", local(a), local(b)),
        have_remote() ? arena_printf(&arena, "%s%s", remote(a), remote(b)) : NULL,
        have_remote() ? arena_printf(&arena, "%s%s", local(a), remote(b)) : NULL};
    for (size_t i = 0; i < COUNT(both); i++) {
        if (!both[i])
            continue;
        struct store *s = open_stub("both", both[i]);
        check_halves(s);
        check_data(s);
        store_close(s);
    }
}

static void counts_in_an_empty_index(void **state)
{
    (void)state;
    struct store *s = samples_index("none", NULL, 0);
    const struct span term = span_str("Zchat");
    const uint32_t number = 1;
    struct store_counts counts;
    struct span data;
    assert_int_equal(store_count(s, &term, 1, &number, 1, SLOT_TITLE, &arena, &counts, NULL), LIMIER_OK);
    assert_int_equal(counts.documents[0] + counts.occurrences[0] + counts.wdf[0] + counts.lengths[0], 0);
    assert_int_equal(store_data(s, &number, 1, &arena, &data, NULL), LIMIER_OK);
    assert_int_equal(data.len, 0);
    store_close(s);
}

/* ---- Searching over a remote database ----------------------------------------------------------------------
 */

enum { MANY = 150 };

static const char *many_articles(void)
{
    static const char *const words[] = {"usine", "licenciement", "licence", "marché", "marche", "Amazon",
        "région", "budget", "intelligence artificielle", "IA", "vote", "énergie"};
    struct sample list[MANY];
    for (size_t i = 0; i < MANY; i++) {
        const char *text = "Un texte.";
        for (size_t k = 0; k < COUNT(words); k++)
            for (size_t times = (i * 7 + k * 5) % (k + 3); times > k; times--)
                text = arena_printf(&arena, "%s Ici %s le %s %zu.", text, k % 2 ? "et" : "là", words[k], i % 9);
        list[i] = (struct sample){arena_printf(&arena, "n%03zu", i), i % 5 ? "2025-01-01" : NULL,
            i % 4 ? arena_printf(&arena, "Titre %s %s", words[i % COUNT(words)], i % 8 ? "" : "de la ville")
                  : NULL,
            text, NULL};
    }
    return half("many", list, MANY);
}

struct listing {
    const char *ids;
    double *scores;
    size_t n;
};

static struct listing list_of(struct store *s, const char *query, size_t limit)
{
    struct limier_request request = {.query = query, .today = "2025-11-26", .limit = limit};
    struct limier_results results;
    struct limier_hit *hits;
    struct limier_error err = {0};
    struct listing out = {.ids = ""};
    if (search_run(s, analyzer, &request, &arena, &results, &hits, &err) != LIMIER_OK)
        fail_msg("%s: %s", query, err.message);
    out.n = results.nhits;
    out.scores = arena_zero(&arena, out.n + 1, sizeof *out.scores);
    for (size_t i = 0; i < out.n; i++) {
        out.ids = arena_printf(&arena, "%s %s", out.ids, hits[i].article.id);
        out.scores[i] = hits[i].score;
    }
    return out;
}

static void remote_finds_the_same(void **state)
{
    (void)state;
    static const char *const queries[] = {"usine", "licenciement usine", "marché", "marche région", "Amazon",
        "intelligence artificielle", "IA budget", "\"le vote\"", "usine -vote", "titre:budget", "énerg*",
        "vote ET usine", "le", "inconnu", "licence PROCHE/9 vote"};
    if (!have_remote())
        skip();
    const char *dir = many_articles();
    struct store *here = open_store(dir, STORE_READ), *there = open_stub("there", remote(dir));
    for (size_t i = 0; i < COUNT(queries); i++)
        for (size_t limit = 0; limit <= 10; limit += 10) {
            struct listing want = list_of(here, queries[i], limit), got = list_of(there, queries[i], limit);
            CHECK_SPAN(i, span_str(got.ids), want.ids);
            for (size_t k = 0; k < want.n; k++)
                assert_true(fabs(got.scores[k] - want.scores[k]) <= 1e-9 * fabs(want.scores[k]));
        }
    store_close(here);
    store_close(there);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_test, end_test)
    const struct CMUnitTest tests[] = {
        TEST(counts_over_databases),
        TEST(counts_in_an_empty_index),
        TEST(remote_finds_the_same),
    };
    return cmocka_run_group_tests_name("count", tests, begin, end);
}
