#include "tests/unit/search_fixture.h"

#include "search/search.h"

static const struct sample samples[] = {
    {"a", "2025-11-25", "Amazon investit dans l'IA",
        "Amazon annonce des infrastructures d’intelligence artificielle en France. Le vice-président d’Amazon "
        "salue la décision.",
        "Le Monde"},
    {"b", "2025-11-24", "Les infrastructures numériques",
        "Les centres de données d'Amazon consomment de l'énergie. Le gouvernement prépare un plan.",
        "Les Échos"},
    {"c", "2025-10-02", "Le marché de l'énergie",
        "Le marché de l'électricité recule. Le Monde diplomatique enquête.", "Le Figaro"},
    {"d", "2024-05-01", "La marche pour le climat",
        "La marche a réuni des milliers de personnes à Saint-Denis. Le vice et le président.", "Le Monde"},
    {"e", "2024-11", "Orange supprime des postes",
        "L'opérateur Orange investit. Un jus d'orange coûte trop cher.", "Ouest-France"},
    {"f", "2023", "Un jus de fruit", "Une orange pressée, un jus d'orange, la vie en orange.", NULL},
    {"g", NULL, "Sans date", "Google et la vice présidente de Google parlent du plan.", NULL},
    {"h", "2025-11-25", "Elle", "La Une du journal. Elle paraît l'été. La réélection du maire.", "Le Monde"},
};

static struct store *store;
static struct analyzer *analyzer;

static int begin(void **state)
{
    (void)state;
    scratch_begin();
    store = samples_index("samples", samples, COUNT(samples));
    analyzer = analyzer_new();
    return 0;
}

static int end(void **state)
{
    (void)state;
    store_close(store);
    analyzer_free(analyzer);
    scratch_end();
    return 0;
}

/* The ids of the hits in their order, blanks between; in out. */
static void search(size_t row, const struct limier_request *request, struct buf *out)
{
    struct arena arena;
    arena_init(&arena);
    struct limier_results results;
    struct limier_hit *hits;
    struct limier_error err;
    struct limier_request r = *request;
    r.today = r.today ? r.today : "2025-11-26";
    if (search_run(store, analyzer, &r, &arena, &results, &hits, &err) != LIMIER_OK)
        fail_msg("row %zu « %s »: %s", row, r.query, err.message);
    buf_clear(out);
    for (size_t i = 0; i < results.nhits; i++)
        buf_printf(out, "%s%s", i ? " " : "", results.hits[i].article.id);
    if (r.count && r.offset == 0 && r.limit == 0)
        assert_int_equal(results.total, results.nhits);
    arena_release(&arena);
}

static int compare_chars(const void *a, const void *b)
{
    return *(const char *)a - *(const char *)b;
}

/* Ids are single letters: sorted, they are a set. */
static void sort_ids(struct buf *ids)
{
    size_t n = 0;
    for (size_t i = 0; i < ids->len; i++)
        if (ids->ptr[i] != ' ')
            ids->ptr[n++] = ids->ptr[i];
    ids->len = n;
    if (n)
        qsort(ids->ptr, n, 1, compare_chars);
    buf_add_str(ids, "");
}

static void finds(void **state)
{
    (void)state;
    static const struct {
        const char *query;
        const char *ids; /* in any order */
        const char *all; /* where every word is required; NULL: the same */
    } rows[] = {
        {"amazon", "ab", NULL},
        {"d’Amazon", "ab", NULL},
        {"l’IA", "a", NULL},
        {"infrastructure amazon", "ab", NULL},
        {"+infrastructure amazon", "ab", NULL},
        {"amazon -plan", "a", NULL},
        {"-amazon", "cdefgh", NULL},
        {"amazon ET plan", "b", NULL},
        {"amazon OU google", "abg", NULL},
        {"amazon SAUF plan", "a", NULL},
        {"(amazon OU google) ET plan", "bg", NULL},
        {"vice président", "adg", NULL},
        {"vice-président", "ag", NULL},
        {"+vice-président amazon", "ag", "a"},
        {"\"vice-président\"", "a", NULL},
        {"\"vice présidente\"", "g", NULL},
        {"\"plan d'Amazon\"", "", NULL},
        {"\"données d’Amazon\"", "b", NULL},
        {"\"le monde\"", "c", NULL},
        {"=\"Le Monde\"", "c", NULL},
        {"\"la une\"", "h", NULL},
        {"=Orange", "e", NULL},
        {"=orange", "ef", NULL},
        {"orange", "ef", NULL},
        {"Orange", "ef", NULL},
        {"+Orange", "ef", NULL},
        {"marche", "cd", NULL},
        {"marché", "cd", "c"},
        {"\"marché\"", "c", NULL},
        {"\"marche\"", "cd", NULL},
        {"\"MARCHÉ\"", "c", NULL},
        {"election", "", NULL},
        {"*election", "h", NULL},
        {"infra*", "ab", NULL},
        {"*structures", "ab", NULL},
        {"*lectr*", "c", NULL},
        {"amazno~", "ab", NULL},
        {"gouvernemnet~", "b", NULL},
        {"amzon~", "ab", NULL},
        {"~\"centre de donnée\"", "b", NULL},
        {"\"centre de donnée\"", "", NULL},
        {"\"centres données\"~3", "b", NULL},
        {"centres PROCHE/3 données", "b", NULL},
        {"centre PROCHE/3 amazon", "", NULL},
        {"centre PROCHE/5 amazon", "b", NULL},
        {"amazon PROCHE/5 centre", "b", NULL},
        {"\"centres de données\" PROCHE/2 amazon", "b", NULL},
        {"(google OU amazon) PROCHE/8 plan", "g", NULL},
        {"google PROCHE date:2025", "", NULL},
        {"titre:infrastructure", "b", NULL},
        {"titre:amazon", "a", NULL},
        {"titre:\"jus de fruit\"", "f", NULL},
        {"titre:(amazon OU marché)", "acd", "ac"},
        {"source:monde", "adh", NULL},
        {"source:\"Le Monde\"", "adh", NULL},
        {"source:monde source:figaro", "acdh", NULL},
        {"journal:échos", "b", NULL},
        {"-source:monde", "bcefg", NULL},
        {"langue:fr", "abcdefgh", NULL},
        {"langue:en", "", NULL},
        {"format:archive amazon", "ab", NULL},
        {"chemin:a", "a", NULL},
        {"date:2025", "abch", NULL},
        {"date:2025-11", "abh", NULL},
        {"date:2025-11-25", "ah", NULL},
        {"date:2024", "de", NULL},
        {"date:2024-11", "e", NULL},
        {"date:2024-11-01..2024-11-30", "e", NULL},
        {"date:2024..2025", "abcdeh", NULL},
        {"date:2023..2024", "def", NULL},
        {"date:..2024", "def", NULL},
        {"date:2025-10-15..", "abh", NULL},
        {"date:2024 date:2023", "def", NULL},
        {"depuis:2024 avant:2025", "de", NULL},
        {"amazon date:2025-11-24", "b", NULL},
        {"amazon OU date:2023", "abf", NULL},
        {"le", "abcd", NULL},
        {"elle", "h", NULL},
        {"Elle", "h", NULL},
        {"été", "h", NULL},
        {"le une", "abcdefh", "b"},
        {"zzz", "", NULL},
        {"amazon zzz", "ab", ""},
        {"+zzz amazon", "", NULL},
        {"Saint-Denis", "d", NULL},
        {"saint denis climat", "d", NULL},
        {"ouest-france", "", NULL},
        {"source:ouest-france", "e", NULL},
        {"presse", "f", NULL},
    };
    for (size_t i = 0; i < 2 * COUNT(rows); i++) {
        bool all = i % 2;
        const char *query = rows[i / 2].query,
                   *want = all && rows[i / 2].all ? rows[i / 2].all : rows[i / 2].ids;
        struct buf ids = {0};
        search(i / 2, &(struct limier_request){.query = query, .all = all, .count = true}, &ids);
        sort_ids(&ids);
        if (!span_is(buf_span(&ids), want))
            fail_msg("row %zu « %s »: got %s, want %s", i / 2, query, buf_str(&ids), want);
        buf_release(&ids);
    }
}

static void orders(void **state)
{
    (void)state;
    static const struct {
        struct limier_request request;
        const char *ids;
    } rows[] = {
        {{.query = "marché"}, "c d"},
        {{.query = "Amazon infrastructure IA"}, "a b"},
        {{.query = "Orange"}, "e f"},
        {{.query = "amazon plan gouvernement"}, "b a g"},
        {{.query = "le", .sort = LIMIER_BY_DATE}, "a b c d"},
        {{.query = "-amazon", .sort = LIMIER_BY_DATE}, "h c e d f g"},
        {{.query = "-amazon", .sort = LIMIER_BY_DATE_ASCENDING}, "f d e c h g"},
        {{.query = "-amazon"}, "h c e d f g"},
        {{.query = "-amazon", .sort = LIMIER_BY_DATE_ASCENDING, .limit = 2, .offset = 4}, "h g"},
        {{.query = "-amazon", .sort = LIMIER_BY_DATE_ASCENDING, .limit = 2, .offset = 5}, "g"},
        {{.query = "-amazon", .sort = LIMIER_BY_DATE_ASCENDING, .limit = 2}, "f d"},
        {{.query = "-amazon", .sort = LIMIER_BY_DATE_ASCENDING, .offset = 9, .limit = 1}, ""},
        {{.query = "-amazon", .sort = LIMIER_BY_DATE, .limit = 2, .offset = 1}, "c e"},
        {{.query = "date:2025 source:monde"}, "a h"},
        {{.query = "date:2025 source:monde", .limit = 1, .offset = 1}, "h"},
        {{.query = "-zzz", .since = "2025-11-24", .sort = LIMIER_BY_DATE}, "a h b"},
        {{.query = "-zzz", .since = "2024", .until = "2024", .sort = LIMIER_BY_DATE}, "e d"},
        {{.query = "-zzz", .until = "2024-05-01", .sort = LIMIER_BY_DATE}, "d f"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf ids = {0};
        search(i, &rows[i].request, &ids);
        CHECK_SPAN(i, buf_span(&ids), rows[i].ids);
        buf_release(&ids);
    }
}

/* The marks of a text as « [mot] ». */
static void show_marks(struct buf *out, const struct limier_marked *m)
{
    size_t at = 0;
    buf_clear(out);
    for (size_t i = 0; i < m->nmarks; i++) {
        buf_add(out, m->text + at, m->marks[i].start - at);
        buf_add_char(out, '[');
        buf_add(out, m->text + m->marks[i].start, m->marks[i].end - m->marks[i].start);
        buf_add_char(out, ']');
        at = m->marks[i].end;
    }
    buf_add(out, m->text + at, m->length - at);
}

static void marks(void **state)
{
    (void)state;
    static const struct {
        const char *query, *title, *extract; /* of the first hit */
    } rows[] = {
        {"Amazon infrastructure IA", "[Amazon] investit dans l'[IA]",
            "[Amazon] annonce des [infrastructures] d’[intelligence] [artificielle] en France. Le "
            "vice-président d’[Amazon] salue la décision."},
        {"titre:climat", "La marche pour le [climat]",
            "La marche a réuni des milliers de personnes à Saint-Denis. Le vice et le président."},
        {"\"le monde\"", "Le marché de l'énergie",
            "Le marché de l'électricité recule. [Le] [Monde] diplomatique enquête."},
        {"=Orange", "[Orange] supprime des postes",
            "L'opérateur [Orange] investit. Un jus d'orange coûte trop cher."},
        {"centre PROCHE/5 donnée", "Les infrastructures numériques",
            "Les [centres] de [données] d'Amazon consomment de l'énergie. Le gouvernement prépare un plan."},
        {"*election", "Elle", "La Une du journal. Elle paraît l'été. La [réélection] du maire."},
        {"gouvernemant~", "Les infrastructures numériques",
            "Les centres de données d'Amazon consomment de l'énergie. Le [gouvernement] prépare un plan."},
        {"diplomatique -amazon", "Le marché de l'énergie",
            "Le marché de l'électricité recule. Le Monde [diplomatique] enquête."},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena arena;
        arena_init(&arena);
        struct limier_request request = {.query = rows[i].query, .extract = 300, .limit = 1};
        struct limier_results results;
        struct limier_hit *hits;
        struct buf shown = {0};
        assert_int_equal(search_run(store, analyzer, &request, &arena, &results, &hits, NULL), LIMIER_OK);
        assert_int_equal(results.nhits, 1);
        show_marks(&shown, &hits[0].article.title);
        CHECK_SPAN(i, buf_span(&shown), rows[i].title);
        show_marks(&shown, &hits[0].article.text);
        CHECK_SPAN(i, buf_span(&shown), rows[i].extract);
        buf_release(&shown);
        arena_release(&arena);
    }
}

static void notes_and_errors(void **state)
{
    (void)state;
    static const struct {
        struct limier_request request;
        enum limier_status status;
        const char *message; /* the error, or the first note */
    } rows[] = {
        {{.query = "amazon ET"}, LIMIER_OK, "character 8: « ET » has nothing behind it; left out"},
        {{.query = "amazon PROCHE (a ET b)"}, LIMIER_OK,
            "« PROCHE » stands between words, quotes and (a OU b) only; taken as « ET »"},
        {{.query = ""}, LIMIER_QUERY, "empty query"},
        {{.query = "date:2025-99"}, LIMIER_QUERY, "« 2025-99 » is no date"},
        {{.query = "amazon", .since = "jamais"}, LIMIER_USAGE, "« jamais » is no date"},
        {{.query = "amazon", .until = "2025-13"}, LIMIER_USAGE, "« 2025-13 » is no date"},
        {{.query = "amazon", .today = "x"}, LIMIER_USAGE, "« x » is no day (YYYY-MM-DD)"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena arena;
        arena_init(&arena);
        struct limier_results results;
        struct limier_hit *hits;
        struct limier_error err;
        assert_int_equal(
            search_run(store, analyzer, &rows[i].request, &arena, &results, &hits, &err), rows[i].status);
        if (rows[i].status == LIMIER_OK)
            assert_true(results.nnotes > 0);
        CHECK_SPAN(i, span_str(rows[i].status ? err.message : results.notes[0]), rows[i].message);
        arena_release(&arena);
    }
}

/* Articles that weigh the same come by date, then by id, however they were indexed and wherever a page is cut.
 */
static void ties_do_not_depend_on_indexing(void **state)
{
    (void)state;
    enum { SAMPLES = 40 };
    struct sample list[SAMPLES];
    char ids[SAMPLES][8];
    for (size_t i = 0; i < SAMPLES; i++) {
        size_t k = i * 17 % SAMPLES; /* another order than by id */
        snprintf(ids[i], sizeof ids[i], "n%02zu", k);
        list[i] = (struct sample){ids[i], k % 2 ? "2025-01-02" : "2025-01-01", "Titre", "Le même texte.", NULL};
    }
    struct store *many = samples_index("ties", list, SAMPLES);
    for (size_t size = 1; size <= SAMPLES; size += 3) {
        size_t seen = 0;
        while (seen < SAMPLES) {
            struct arena arena;
            arena_init(&arena);
            struct limier_request request = {.query = "texte", .limit = size, .offset = seen};
            struct limier_results results;
            struct limier_hit *hits;
            assert_int_equal(search_run(many, analyzer, &request, &arena, &results, &hits, NULL), LIMIER_OK);
            assert_true(results.nhits > 0);
            for (size_t i = 0; i < results.nhits; i++, seen++) {
                char want[8];
                snprintf(
                    want, sizeof want, "n%02zu", seen < SAMPLES / 2 ? 2 * seen + 1 : 2 * (seen - SAMPLES / 2));
                assert_string_equal(hits[i].article.id, want);
                assert_int_equal(hits[i].rank, seen + 1);
            }
            arena_release(&arena);
        }
    }
    store_close(many);
}

static void explains(void **state)
{
    (void)state;
    struct buf out = {0};
    struct limier_request request = {.query = "le marché Amazon -google", .today = "2025-11-26"};
    assert_int_equal(search_explain(store, analyzer, &request, "c", &out, NULL), LIMIER_OK);
    static const char *const lines[] = {
        "read as    le marché Amazon -google\n",
        "\n  ranked by\n    le\n    marché\n    Amazon\n    -google\n",
        "  le                      left out: too common to rank by\n",
        "    stem      marché                  1 article\n",
        "    written   marché                  1 article\n",
        "\nthe score of c, at place 1 of 4\n",
        "    stem                          marché                  ",
        "    in the title                  march",
        "in all\n",
    };
    for (size_t i = 0; i < COUNT(lines); i++)
        if (!strstr(buf_str(&out), lines[i]))
            fail_msg("no « %s » in:\n%s", lines[i], buf_str(&out));
    buf_clear(&out);
    assert_int_equal(search_explain(store, analyzer, &request, "f", &out, NULL), LIMIER_OK);
    assert_non_null(strstr(buf_str(&out), "f does not match\n"));
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds),
        cmocka_unit_test(orders),
        cmocka_unit_test(marks),
        cmocka_unit_test(notes_and_errors),
        cmocka_unit_test(ties_do_not_depend_on_indexing),
        cmocka_unit_test(explains),
    };
    return cmocka_run_group_tests_name("search", tests, begin, end);
}
