/* The second stage of ranking: what an article's score is made of, by figures worked out here, and what it does
 * to an order. */
#include "tests/unit/search_fixture.h"

#include "search/question.h"
#include "search/search.h"
#include "search/window.h"
#include "store/schema.h"

#include <math.h>

static struct analyzer *analyzer;
static struct arena arena; /* of one test */

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

/* ---- Bare documents -------------------------------------------------------------------------------------- */

/* « Zchat 3 Zchien 1 », and how many words the title has. */
struct bare {
    const char *terms;
    unsigned title;
};

static struct store *bare_index(const char *name, const struct bare *list, size_t n)
{
    const char *dir = scratch(name);
    struct store *s = open_store(dir, STORE_WRITE);
    for (size_t i = 0; i < n; i++) {
        struct maker m = {0};
        char term[64], unique[16];
        const char bytes[2] = {(char)(list[i].title >> 8), (char)list[i].title};
        unsigned wdf;
        int used;
        for (const char *at = list[i].terms; sscanf(at, "%63s %u%n", term, &wdf, &used) == 2; at += used)
            maker_add(&m, term, DOC_NO_POSITION, wdf);
        snprintf(unique, sizeof unique, "Q%zu", i);
        maker_add(&m, unique, DOC_NO_POSITION, 0);
        if (list[i].title)
            m.values[m.nvalues++] = (struct doc_value){SLOT_TITLE, span_of(bytes, sizeof bytes)};
        struct doc doc = maker_doc(&m);
        assert_int_equal(store_put(s, span_str(unique), &doc, NULL), LIMIER_OK);
        maker_release(&m);
    }
    commit(s);
    store_close(s);
    return open_store(dir, STORE_READ);
}

struct part_row {
    enum rank_role role;
    const char *term;
};

static void add_word(struct rank_way *way, size_t n, const struct part_row *parts)
{
    struct rank_word *word = rank_add_word(&arena, way);
    for (size_t i = 0; i < n; i++)
        rank_add_part(&arena, word, parts[i].role, span_str(parts[i].term));
}

#define PARTS(...)                                                                                             \
    COUNT(((struct part_row[]){__VA_ARGS__})), (struct part_row[])                                             \
    {                                                                                                          \
        __VA_ARGS__                                                                                            \
    }

static struct rank_way *one_way(struct rank_terms *terms)
{
    return rank_add_way(&arena, rank_add_term(&arena, terms, span_str("x"), false), 1);
}

enum { BARE_MAX = 8 };

/* Scores and shares (of one term, or term after term) of the documents 1 to n. */
static void score(
    struct store *s, const struct rank_terms *terms, size_t n, double *scores, struct rank_share *shares)
{
    uint32_t numbers[BARE_MAX];
    struct limier_error err = {0};
    for (size_t i = 0; i < n; i++)
        numbers[i] = (uint32_t)i + 1;
    if (rank_score(terms, s, numbers, n, &arena, scores, shares, &err) != LIMIER_OK)
        fail_msg("rank_score: %s", err.message);
}

#define CHECK_NEAR(row, got, want)                                                                             \
    do {                                                                                                       \
        double got_ = (got), want_ = (want);                                                                   \
        if (!(fabs(got_ - want_) <= 1e-9 * fmax(1, fabs(want_))))                                              \
            fail_msg("row %zu: %.12g, want %.12g", (size_t)(row), got_, want_);                                \
    } while (0)

/* ---- Formulas, as they stand in the papers ----------------------------------------------------------------
 */

static double rarity(double documents, double all)
{
    return log((all + 1) / (documents + 0.5));
}

static double bm25(double wdf, double length, double average, double k1, double b)
{
    return (k1 + 1) * wdf / (k1 * ((1 - b) + b * length / average) + wdf);
}

/* Of a word that is there so often, in an article of so many words, in an archive. */
static double dph(double wdf, double words, double length, double average, double occurrences, double documents)
{
    double f = wdf / words;
    return (1 - f) * (1 - f) / (wdf + 1) *
           (wdf * log2(wdf * (average / length) * (documents / occurrences)) +
               0.5 * log2(2 * 3.14159265358979323846 * wdf * (1 - f)));
}

static void scores_by_hand(void **state)
{
    (void)state;
    static const struct bare list[] = {
        {"Zchat 3 ZSchat 1 chat 3 mot 53", 2}, /* 60 terms, which stand for 24 words */
        {"Zchat 1 mot 99", 6},                 /* 100 for 40 */
        {"Zchien 2 ZSchien 1 mot 17", 4},      /* 20 for 8 */
        {"mot 20", 0},
    };
    const double all = 4, average = 200 / all, average_title = (2 + 6 + 4) / 3.;
    struct store *s = bare_index("hand", list, COUNT(list));
    struct rank_terms terms = {0};
    add_word(one_way(&terms), PARTS({RANK_STEM, "Zchat"}, {RANK_TITLE_STEM, "ZSchat"}));
    add_word(one_way(&terms), PARTS({RANK_STEM, "Zchien"}, {RANK_TITLE_STEM, "ZSchien"}));
    double scores[BARE_MAX];
    struct rank_share shares[2 * BARE_MAX];
    score(s, &terms, 4, scores, shares);

    /* chat: in 2 articles, 4 times; in one title. */
    double in_title = rarity(2, all) * pow(rarity(1, all) / rarity(2, all), 0.3);
    double title = in_title * bm25(1, 2, average_title, 1, 0.7);
    double text[] = {dph(3, 24, 60, average, 4, all), dph(1, 40, 100, average, 4, all)};
    double least[] = {0.1 * rarity(2, all) * bm25(3, 60, average, 1.2, 0.75),
        0.1 * rarity(2, all) * bm25(1, 100, average, 1.2, 0.75)};
    assert_true(text[0] > least[0]);
    assert_true(text[1] > least[1]);
    CHECK_NEAR(0, shares[0].text, text[0]);
    CHECK_NEAR(0, shares[0].title, title);
    CHECK_NEAR(0, scores[0], text[0] + title);
    CHECK_NEAR(1, shares[1].text, text[1]);
    CHECK_NEAR(1, shares[1].title, 0);
    CHECK_NEAR(1, scores[1], text[1]);
    /* chien: in 1, 2 times, once in its title. */
    double chien = dph(2, 8, 20, average, 2, all);
    double chien_title = rarity(1, all) * bm25(1, 4, average_title, 1, 0.7);
    CHECK_NEAR(2, shares[4 + 2].text, chien);
    CHECK_NEAR(2, scores[2], chien + chien_title);
    CHECK_NEAR(3, scores[3], 0);
    store_close(s);
}

/* A word that every article has, and more often than one expects: DPH has nothing for it, BM25 a little. */
static void common_word_keeps_an_order(void **state)
{
    (void)state;
    static const struct bare list[] = {{"Zplan 9 mot 11", 0}, {"Zplan 8 mot 12", 0}, {"Zplan 30 mot 30", 0}};
    struct store *s = bare_index("common", list, COUNT(list));
    struct rank_terms terms = {0};
    add_word(one_way(&terms), PARTS({RANK_STEM, "Zplan"}));
    double scores[BARE_MAX];
    score(s, &terms, 3, scores, NULL);
    for (size_t i = 0; i < 3; i++) {
        static const double wdf[] = {9, 8, 30}, length[] = {20, 20, 60};
        double least = 0.1 * rarity(3, 3) * bm25(wdf[i], length[i], 100 / 3., 1.2, 0.75);
        assert_true(isfinite(scores[i]));
        assert_true(scores[i] >= least * (1 - 1e-12));
        assert_true(scores[i] > 0);
    }
    assert_true(scores[0] > scores[1]);
    store_close(s);
}

static void counts_by_roles_and_ways(void **state)
{
    (void)state;
    static const struct bare list[] = {
        {"Za 3 a 2 RA 1 ZSa 1 Sa 1 Zb 2 Zc 5 Zk 2 ZSk 1 mot 50", 3},
        {"Zb 4 Zc 1 ZSb 1 ZSc 2 mot 50", 3},
        {"Zk 5 mot 50", 0},
    };
    struct store *s = bare_index("ways", list, COUNT(list));
    const struct {
        struct part_row first[4]; /* of the first way's one word */
        struct part_row other[2]; /* of the second way's words, one each */
        double text[3], title[3]; /* how often it counts as being there */
    } rows[] = {
        {{{RANK_STEM, "Za"}}, {{0}}, {3, 0, 0}, {0, 0, 0}},
        {{{RANK_STEM, "Za"}, {RANK_FORM, "a"}, {RANK_CAPITALS, "RA"}}, {{0}}, {3 + 0.8 + 0.2, 0, 0}, {0, 0, 0}},
        {{{RANK_STEM, "Za"}, {RANK_FORM, "a"}, {RANK_TITLE_STEM, "ZSa"}, {RANK_TITLE_FORM, "Sa"}}, {{0}},
            {3 + 0.8, 0, 0}, {1.4, 0, 0}},
        {{{RANK_STEM, "Za"}, {RANK_FAMILY, "Zk"}, {RANK_TITLE_FAMILY, "ZSk"}}, {{0}}, {3 + 0.8, 0, 0.4 * 5},
            {0.3, 0, 0}},
        {{{RANK_TITLE_ALONE, "ZSa"}}, {{0}}, {0, 0, 0}, {1, 0, 0}},
        {{{RANK_TITLE_STEM, "ZSb"}}, {{0}}, {0, 0, 0}, {0, 1, 0}},
        /* Another name of two words is there as often as the rarer of them. */
        {{{RANK_STEM, "Za"}}, {{RANK_STEM, "Zb"}, {RANK_STEM, "Zc"}}, {3 + 0.65 * 2, 0.65, 0}, {0, 0, 0}},
        {{{RANK_STEM, "Za"}}, {{RANK_TITLE_ALONE, "ZSb"}, {RANK_TITLE_ALONE, "ZSc"}}, {3, 0, 0}, {0, 0.65, 0}},
        {{{RANK_STEM, "Zabsent"}}, {{0}}, {0, 0, 0}, {0, 0, 0}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct rank_terms terms = {0};
        struct rank_share shares[BARE_MAX];
        double scores[BARE_MAX];
        size_t n = 0;
        while (n < COUNT(rows[i].first) && rows[i].first[n].term)
            n++;
        add_word(one_way(&terms), n, rows[i].first);
        if (rows[i].other[0].term) {
            struct rank_way *way = rank_add_way(&arena, &terms.items[0], 0.65);
            add_word(way, 1, &rows[i].other[0]);
            add_word(way, 1, &rows[i].other[1]);
        }
        score(s, &terms, 3, scores, shares);
        for (size_t d = 0; d < 3; d++) {
            CHECK_NEAR(i, shares[d].in_text, rows[i].text[d]);
            CHECK_NEAR(i, shares[d].in_title, rows[i].title[d]);
            assert_true(scores[d] >= 0 && isfinite(scores[d]));
            if (rows[i].text[d] <= 0 && rows[i].title[d] <= 0)
                CHECK_NEAR(i, scores[d], 0);
            else
                assert_true(scores[d] > 0);
        }
    }
    store_close(s);
}

/* An article that does not show the accents that were typed gets 0.3 of it. */
static void accents_count(void **state)
{
    (void)state;
    static const struct bare list[] = {{"Zmarch 2 Rm 1 mot 8", 0}, {"Zmarch 2 mot 9", 0}, {"mot 90", 0}};
    struct store *s = bare_index("accents", list, COUNT(list));
    struct rank_terms plain = {0}, accented = {0};
    add_word(one_way(&plain), PARTS({RANK_STEM, "Zmarch"}));
    add_word(one_way(&accented), PARTS({RANK_STEM, "Zmarch"}, {RANK_ACCENTED, "Rm"}, {RANK_ACCENTED, "Rn"}));
    double without[BARE_MAX], with[BARE_MAX];
    score(s, &plain, 3, without, NULL);
    score(s, &accented, 3, with, NULL);
    assert_true(without[1] > 0);
    CHECK_NEAR(0, with[0], without[0]);
    CHECK_NEAR(1, with[1], 0.3 * without[1]);
    store_close(s);
}

/* No terms, no documents, an empty index, documents without a length: nothing, and no number that is none. */
static void nothing_to_weigh(void **state)
{
    (void)state;
    static const struct bare list[] = {{"Za 0 ZSa 0", 0}, {"Za 1", 0}};
    struct rank_terms none = {0}, some = {0};
    double scores[BARE_MAX];
    add_word(one_way(&some), PARTS({RANK_STEM, "Za"}, {RANK_TITLE_STEM, "ZSa"}));
    struct store *s = bare_index("empty", NULL, 0);
    score(s, &some, 0, scores, NULL);
    score(s, &some, 2, scores, NULL);
    CHECK_NEAR(0, scores[0], 0);
    CHECK_NEAR(1, scores[1], 0);
    store_close(s);
    for (size_t n = 1; n <= COUNT(list); n++) {
        s = bare_index("few", list, n);
        score(s, &none, n, scores, NULL);
        CHECK_NEAR(n, scores[0], 0);
        score(s, &some, n, scores, NULL);
        CHECK_NEAR(n, scores[0], 0);
        if (n > 1)
            assert_true(isfinite(scores[1]) && scores[1] > 0);
        store_close(s);
    }
}

static void fits(void **state)
{
    (void)state;
    struct rank_terms terms = {0};
    assert_false(rank_fits(&terms));
    rank_add_term(&arena, &terms, span_str("le"), true);
    assert_false(rank_fits(&terms));
    for (size_t i = 0; i < 100; i++) /* the lists grow */
        rank_add_term(&arena, &terms, span_str("chat"), false);
    assert_int_equal(terms.n, 101);
    assert_true(rank_fits(&terms));
    CHECK_SPAN(0, terms.items[100].typed, "chat");
    terms.unfit = true;
    assert_false(rank_fits(&terms));
    terms.unfit = false;
    struct rank_word *word = rank_add_word(&arena, rank_add_way(&arena, &terms.items[7], 1));
    for (size_t i = 0; i < RANK_PARTS_MAX; i++)
        rank_add_part(&arena, word, RANK_STEM, span_str("Zchat"));
    assert_true(rank_fits(&terms));
    rank_add_part(&arena, word, RANK_STEM, span_str("Zchat"));
    assert_false(rank_fits(&terms));
}

/* ---- From a query ---------------------------------------------------------------------------------------- */

#define FILLER "La ville attend une réponse de la région avant la fin de la semaine prochaine"

static const struct sample samples[] = {
    {"word", "2025-01-01", "Une", "Le licenciement à l'usine. " FILLER, NULL},
    {"kin", "2025-01-01", "Une", "La licence à l'usine. " FILLER, NULL},
    {"other", "2025-01-01", "Une", "La fenêtre à l'usine. " FILLER, NULL},
    {"amazon", "2025-01-01", "Deux", "Amazon livre. Amazon paie. " FILLER, NULL},
    {"forest", "2025-01-01", "Deux", "L'Amazonie brûle. " FILLER, NULL},
    {"short", "2025-01-01", "Le budget", "Un vote. " FILLER, NULL},
    {"long", "2025-01-01", "Le budget du grand port maritime de la côte normande", "Un vote. " FILLER, NULL},
    {"accent", "2025-01-01", "Trois", "Le marché de la place. " FILLER, NULL},
    {"plain", "2025-01-01", "Trois", "La marche de la place. " FILLER, NULL},
};

static struct store *sample_store(void)
{
    return samples_index("samples", samples, COUNT(samples));
}

/* The ids of the hits in their order, blanks between. */
static const char *order(struct store *s, const char *query)
{
    struct limier_request request = {.query = query, .today = "2025-11-26"};
    struct limier_results results;
    struct limier_hit *hits;
    struct limier_error err = {0};
    const char *ids = "";
    if (search_run(s, analyzer, &request, &arena, &results, &hits, &err) != LIMIER_OK)
        fail_msg("%s: %s", query, err.message);
    for (size_t i = 0; i < results.nhits; i++) {
        ids = arena_printf(&arena, "%s%s%s", ids, i ? " " : "", hits[i].article.id);
        assert_true(isfinite(hits[i].score));
        assert_true(i == 0 || hits[i].score <= hits[i - 1].score * (1 + 1e-9));
    }
    return ids;
}

static void orders(void **state)
{
    (void)state;
    static const struct {
        const char *query, *ids;
    } rows[] = {
        {"usine licenciement", "word kin other"}, /* the word, then its family, then neither */
        {"budget", "short long"},
        {"marché place", "accent plain"},
        {"titre:budget", "short long"},
    };
    struct store *s = sample_store();
    for (size_t i = 0; i < COUNT(rows); i++)
        CHECK_SPAN(i, span_str(order(s, rows[i].query)), rows[i].ids);
    store_close(s);
}

static size_t count_role(const struct rank_terms *terms, enum rank_role role, const char *term)
{
    size_t n = 0;
    for (size_t t = 0; t < terms->n; t++)
        for (size_t y = 0; y < terms->items[t].n; y++)
            for (size_t w = 0; w < terms->items[t].ways[y].n; w++)
                for (size_t i = 0; i < terms->items[t].ways[y].words[w].n; i++) {
                    const struct rank_part *part = &terms->items[t].ways[y].words[w].parts[i];
                    n += part->role == role && (!term || span_is(part->term, term));
                }
    return n;
}

static void plans(void **state)
{
    (void)state;
    static const struct {
        const char *query;
        size_t terms, families;
        bool fits;
        enum rank_role role;
        const char *term; /* is there in that role; NULL: nothing is looked for */
    } rows[] = {
        {"licenciement", 1, 1, true, RANK_TITLE_FAMILY, "ZSlicenc"},
        {"licence", 1, 1, true, RANK_FORM, "licence"},
        {"Amazon", 1, 0, true, RANK_TITLE_FORM, "Samazon"}, /* nearly always a name */
        {"usine", 1, 0, true, RANK_STEM, "Zusine"},
        {"titre:licence", 1, 0, true, RANK_TITLE_ALONE, "ZSlicenc"},
        {"marché", 1, 0, true, RANK_ACCENTED, "Rmarche\x1fmarché"},
        {"2025", 1, 0, true, RANK_FORM, "2025"},
        {"usine -licenciement", 1, 0, true, RANK_STEM, NULL},
        {"usine place", 2, 0, true, RANK_STEM, "Zplace"},
        {"\"à l'usine\"", 1, 0, true, RANK_STEM, "Zusine"},
        {"usine source:monde", 1, 0, true, RANK_STEM, NULL},
        {"usine infra*", 1, 0, false, RANK_STEM, NULL},
        {"usine PROCHE/5 place", 0, 0, false, RANK_STEM, NULL},
        {"le", 1, 0, false, RANK_STEM, NULL},
    };
    struct store *s = sample_store();
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct limier_request request = {.query = rows[i].query, .today = "2025-11-26"};
        struct question q;
        assert_int_equal(question_ask(&q, s, analyzer, &request, &arena, NULL), LIMIER_OK);
        const struct rank_terms *terms = &q.plan.rank;
        if (terms->n != rows[i].terms || count_role(terms, RANK_FAMILY, NULL) != rows[i].families ||
            rank_fits(terms) != rows[i].fits)
            fail_msg("row %zu: %zu terms, %zu of a family, fits %d", i, terms->n,
                count_role(terms, RANK_FAMILY, NULL), rank_fits(terms));
        if (rows[i].term && !count_role(terms, rows[i].role, rows[i].term))
            fail_msg("row %zu: no %s", i, rows[i].term);
        question_release(&q);
    }
    store_close(s);
}

/* The stems of a text's first hundred words count twice. */
static void lead_words(void **state)
{
    (void)state;
    struct buf text = {0};
    for (int i = 1; i <= 102; i++)
        buf_printf(&text, "%s ", i == 100 ? "renard" : i == 101 ? "belette" : "mot");
    const struct sample list[] = {{"a", NULL, "Le hibou", buf_str(&text), NULL}};
    struct store *s = samples_index("lead", list, 1);
    const struct span terms[] = {
        span_str("Zrenard"), span_str("Zbelet"), span_str("Zmot"), span_str("Zhibou"), span_str("renard")};
    const uint32_t number = 1, want[] = {2, 1, 2 * 99 + 1, 1, 1};
    struct store_counts counts;
    assert_int_equal(
        store_count(s, terms, COUNT(terms), &number, 1, SLOT_TITLE, &arena, &counts, NULL), LIMIER_OK);
    for (size_t i = 0; i < COUNT(terms); i++)
        if (counts.wdf[i] != want[i])
            fail_msg("row %zu: %u, want %u", i, counts.wdf[i], want[i]);
    assert_int_equal(counts.values[0], 2);
    store_close(s);
    buf_release(&text);
}

/* ---- Windows --------------------------------------------------------------------------------------------- */

static void windows(void **state)
{
    (void)state;
    /* Three words, worth 1, 2 and 4; each word five bytes, so that word p stands at bytes 10 p to 10 p + 5. */
    static const struct {
        const char *hits; /* « slot at position », letters a b c, or x for a and b at once */
        enum window_unit unit;
        size_t size;
        double again, best;
        size_t first, last;
    } rows[] = {
        {"", WINDOW_WORDS, 5, 0, 0, 0, 0},
        {"a1", WINDOW_WORDS, 1, 0, 1, 0, 0},
        {"a1 b5", WINDOW_WORDS, 5, 0, 3, 0, 1},
        {"a1 b6", WINDOW_WORDS, 5, 0, 2, 1, 1},
        {"a1 b5", WINDOW_BYTES, 45, 0, 3, 0, 1},
        {"a1 b5", WINDOW_BYTES, 44, 0, 2, 1, 1},
        {"a1 c20 b21 a22 c40", WINDOW_WORDS, 5, 0, 7, 1, 3},
        {"a1 b2 a9 b10", WINDOW_WORDS, 3, 0, 3, 0, 1}, /* the first among equals */
        {"b1 b2 b3 c30", WINDOW_WORDS, 5, 0, 4, 3, 3},
        {"b1 b2 b3 c30", WINDOW_WORDS, 5, 0.6, 4.4, 0, 2}, /* each time that it comes again */
        {"x1 c2", WINDOW_WORDS, 5, 0, 7, 0, 1},
        {"c1 b9 b10 a11 c19", WINDOW_WORDS, 11, 0.5, 8, 0, 3},
    };
    struct matcher m;
    matcher_init(&m);
    matcher_slot(&m, MATCHER_TEXT, 1);
    matcher_slot(&m, MATCHER_TEXT, 2);
    matcher_slot(&m, MATCHER_TEXT, 4);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct matcher_hit items[BARE_MAX];
        struct matcher_hits hits = {.items = items};
        char slot;
        unsigned position;
        int used;
        for (const char *at = rows[i].hits; sscanf(at, " %c%u%n", &slot, &position, &used) == 2; at += used)
            items[hits.n++] = (struct matcher_hit){.start = 10 * position,
                .end = 10 * position + 5,
                .position = position,
                .slots = slot == 'x' ? 3 : UINT64_C(1) << (slot - 'a')};
        size_t first = 99, last = 99;
        CHECK_NEAR(
            i, window_best(&m, &hits, rows[i].unit, rows[i].size, rows[i].again, &first, &last), rows[i].best);
        CHECK_NEAR(
            i, window_best(&m, &hits, rows[i].unit, rows[i].size, rows[i].again, NULL, NULL), rows[i].best);
        if (first != rows[i].first || last != rows[i].last)
            fail_msg("row %zu: from hit %zu to %zu", i, first, last);
    }
    matcher_release(&m);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_test, end_test)
    const struct CMUnitTest tests[] = {
        TEST(scores_by_hand),
        TEST(common_word_keeps_an_order),
        TEST(counts_by_roles_and_ways),
        TEST(accents_count),
        TEST(nothing_to_weigh),
        TEST(fits),
        TEST(orders),
        TEST(plans),
        TEST(lead_words),
        TEST(windows),
    };
    return cmocka_run_group_tests_name("rank", tests, begin, end);
}
