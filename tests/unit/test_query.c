#include "tests/unit/query_same.h"
#include "tests/unit/table.h"

#include "search/dates.h"

static const struct span today = SPAN_LIT("2025-11-26"); /* a Wednesday */

static void understands(void **state)
{
    (void)state;
    static const struct {
        const char *query, *printed, *notes;
    } rows[] = {
        {"amazon", "amazon", ""},
        {"Amazon infrastructure IA", "Amazon infrastructure IA", ""},
        {"d’Amazon l'IA", "d’Amazon l'IA", ""},
        {"vice-président", "vice-président", ""},
        {"+amazon -google", "+amazon -google", ""},
        {"+ amazon", "amazon", "character 1: « + » stands alone; left out"},
        {"amazon -", "amazon", "character 8: « - » stands alone; left out"},
        {"a - b", "a b", "character 3: « - » stands alone; left out"},
        {"amazon +google -\"centre de données\"", "amazon +google -\"centre de données\"", ""},
        {"-amazon", "-amazon", ""},
        {"-amazon -google", "-amazon -google", ""},
        {"amazon ET google", "amazon ET google", ""},
        {"amazon AND google", "amazon ET google", ""},
        {"amazon OU google", "amazon OU google", ""},
        {"amazon OR google", "amazon OU google", ""},
        {"amazon SAUF google", "amazon -google", ""},
        {"amazon NOT google", "amazon -google", ""},
        {"a b ET c d", "(a b) ET (c d)", ""},
        {"a ET b OU c ET d", "(a ET b) OU (c ET d)", ""},
        {"a OU b ET c", "a OU (b ET c)", ""},
        {"(a OU b) ET c", "(a OU b) ET c", ""},
        {"a SAUF b SAUF c", "a -b -c", ""},
        {"a ET b SAUF c ET d", "a ET (b -c) ET d", ""},
        {"SAUF a", "-a", ""},
        {"NOT (a b)", "-(a b)", ""},
        {"a ET SAUF b", "a ET (-b)", ""},
        {"a OU SAUF b", "a OU (-b)", ""},
        {"a SAUF b c", "a -b c", ""},
        {"a SAUF (b c)", "a -(b c)", ""},
        {"a SAUF b PROCHE/3 c", "a -(b PROCHE/3 c)", ""},
        {"titre:a SAUF titre:b date:2025", "titre:a -titre:b date:2025", ""},
        {"or et ou and", "or et ou and", ""},
        {"Et Ou Sauf", "Et Ou Sauf", ""},
        {"\"plan d'Amazon\"", "\"plan d'Amazon\"", ""},
        {"« plan d’Amazon »", "\"plan d’Amazon\"", ""},
        {"«plan»", "\"plan\"", ""},
        {"“plan d’Amazon”", "\"plan d’Amazon\"", ""},
        {"„plan“", "\"plan\"", ""},
        {"\"le “plan”", "\"le “plan\"", ""},
        {"« dit \"oui\" encore »", "« dit \"oui\" encore »", ""},
        {"~\"centre de données\"", "~\"centre de données\"", ""},
        {"=\"Le Monde\"", "=\"Le Monde\"", ""},
        {"=Orange", "=Orange", ""},
        {"+=Orange", "+=Orange", ""},
        {"-=Orange", "-=Orange", ""},
        {"=\"Le Monde\"~3", "=\"Le Monde\"~3", ""},
        {"\"a b\"~5", "\"a b\"~5", ""},
        {"\"a b\"~", "\"a b\"~10", "character 6: « ~ » behind quotes wants a number of words; taken as ~10"},
        {"\"a b\"~99999", "\"a b\"~1000", "character 6: at most 1000 words apart"},
        {"a PROCHE/5 b", "a PROCHE/5 b", ""},
        {"a NEAR/5 b", "a PROCHE/5 b", ""},
        {"a PROCHE b", "a PROCHE/10 b", ""},
        {"a PROCHE b c", "(a PROCHE/10 b) c", ""},
        {"x a PROCHE/3 b y", "x (a PROCHE/3 b) y", ""},
        {"a PROCHE/2 b PROCHE/4 c", "a PROCHE/4 b PROCHE/4 c",
            "character 14: the widest of these distances counts for all"},
        {"\"x y\" PROCHE/5 z", "\"x y\" PROCHE/5 z", ""},
        {"(a OU b) PROCHE/5 c", "(a OU b) PROCHE/5 c", ""},
        {"+a PROCHE b", "+(a PROCHE/10 b)", ""},
        {"a PROCHE -b", "a PROCHE/10 b",
            "character 10: + and - mean nothing beside « PROCHE » or « SAUF »; left out"},
        {"a PROCHE", "a", "character 3: « PROCHE » has nothing behind it; left out"},
        {"PROCHE a", "a", "character 1: « PROCHE » has nothing before it; left out"},
        {"a PROCHE/ b", "a ~PROCHE b", ""},
        {"infra*", "infra*", ""},
        {"*ation", "*ation", ""},
        {"*electr*", "*electr*", ""},
        {"in*fra", "infra", "character 1: a star inside a word means nothing; searched « infra »"},
        {"mot~", "mot~", ""},
        {"mot~2", "mot~2", ""},
        {"mot~7", "mot~2", "character 1: « ~7 »: at most 2 errors are forgiven"},
        {"~mot", "mot", ""},
        {"a * b", "a b", "character 3: « * » stands alone; left out"},
        {"titre:amazon", "titre:amazon", ""},
        {"title:amazon", "titre:amazon", ""},
        {"TITRE:amazon", "titre:amazon", ""},
        {"titre:\"plan d'Amazon\"", "titre:\"plan d'Amazon\"", ""},
        {"titre:(a b)", "titre:a titre:b", ""},
        {"titre:(a source:b -c)", "titre:a source:b -titre:c", ""},
        {"titre:(a OU (b ET c))", "titre:a OU (titre:b ET titre:c)", ""},
        {"source:\"Le Monde\"", "source:\"Le Monde\"", ""},
        {"journal:Monde", "source:Monde", ""},
        {"auteur:martin rubrique:économie", "auteur:martin rubrique:économie", ""},
        {"chemin:2025* url:example.org langue:fr format:markdown",
            "chemin:2025* url:example.org langue:fr format:markdown", ""},
        {"-source:figaro", "-source:figaro", ""},
        {"titre:-amazon", "-titre:amazon", ""},
        {"titre:=Orange", "titre:=Orange", ""},
        {"titre:~\"a b\"", "titre:~\"a b\"", ""},
        {"titre:", "titre", "character 1: nothing stands behind « titre: »; taken as a word"},
        {"titre: amazon", "titre amazon", "character 1: nothing stands behind « titre: »; taken as a word"},
        {"Macron : le discours", "Macron le discours", ""},
        {"Macron: le discours", "Macron le discours", ""},
        {"Macron:le discours", "Macron:le discours", "character 1: « Macron: » is no field; taken as words"},
        {"http://www.lemonde.fr/a", "http://www.lemonde.fr/a", ""},
        {"20:30", "20:30", ""},
        {"20h30", "20h30", ""},
        {"https://exemple.fr", "https://exemple.fr", ""},
        {"date:2025", "date:2025", ""},
        {"date:2025-11", "date:2025-11", ""},
        {"date:2025-11-25", "date:2025-11-25", ""},
        {"date:2025-11-01..2025-11-25", "date:2025-11-01..2025-11-25", ""},
        {"date:2025..", "date:2025..", ""},
        {"date:..2025", "date:..2025", ""},
        {"date:2024..2025", "date:2024..2025", ""},
        {"date:2025..2024", "date:2024..2025", "character 1: the dates stand the wrong way round; turned"},
        {"date:novembre-2025", "date:2025-11", ""},
        {"date:\"25 nov. 2025\"", "date:2025-11-25", ""},
        {"date:« mardi 25 novembre 2025 »", "date:2025-11-25", ""},
        {"date:\"1er avril 2020\"", "date:2020-04-01", ""},
        {"date:25/11/2025", "date:2025-11-25", ""},
        {"date:11/2025", "date:2025-11", ""},
        {"date:20251125", "date:2025-11-25", ""},
        {"date:2025-11-25T14:30", "date:2025-11-25T14:30", ""},
        {"date:hier", "date:2025-11-25", ""},
        {"date:aujourd'hui", "date:2025-11-26", ""},
        {"date:aujourd’hui", "date:2025-11-26", ""},
        {"date:avant-hier", "date:2025-11-24", ""},
        {"date:semaine", "date:2025-11-24..2025-11-30", ""},
        {"date:mois", "date:2025-11", ""},
        {"date:année", "date:2025", ""},
        {"date:semaine-dernière", "date:2025-11-17..2025-11-23", ""},
        {"date:\"l'an dernier\"", "date:2024", ""},
        {"date:mois-dernier", "date:2025-10", ""},
        {"date:7j", "date:2025-11-19..2025-11-26", ""},
        {"date:2s", "date:2025-11-12..2025-11-26", ""},
        {"date:\"mar. 25 nov. 2025\"", "date:2025-11-25", ""},
        {"date:2semaines", "date:2025-11-12..2025-11-26", ""},
        {"date:\"il y a 2 ans\"", "date:2023-11-26..2025-11-26", ""},
        {"date:3m", "date:2025-08-26..2025-11-26", ""},
        {"date:\"il y a 7 jours\"", "date:2025-11-19..2025-11-26", ""},
        {"date:\"7 derniers jours\"", "date:2025-11-19..2025-11-26", ""},
        {"date:last-week", "date:2025-11-17..2025-11-23", ""},
        {"date:lundi", "date:2025-11-24", ""},
        {"date:novembre", "date:2025-11", ""},
        {"date:décembre", "date:2024-12", ""},
        {"date:(2024 OU 2025-11)", "date:2024 OU date:2025-11", ""},
        {"depuis:2025-11", "date:2025-11..", ""},
        {"depuis:hier", "date:2025-11-25..", ""},
        {"depuis:7j", "date:2025-11-19..", ""},
        {"since:2025", "date:2025..", ""},
        {"après:2025-11-25", "date:2025-11-25..", ""},
        {"avant:2025-11-25", "date:..2025-11-24", ""},
        {"avant:2025-03-01", "date:..2025-02-28", ""},
        {"avant:2025", "date:..2024", ""},
        {"avant:2025-01", "date:..2024-12", ""},
        {"avant:2025-11-25T00:00", "date:..2025-11-24T23:59", ""},
        {"before:hier", "date:..2025-11-24", ""},
        {"jusqu'à:2025-11", "date:..2025-11", ""},
        {"jusqu’à:hier", "date:..2025-11-25", ""},
        {"until:7j", "date:..2025-11-19", ""},
        {"depuis:2024 avant:2025", "date:2024.. date:..2024", ""},
        {"date:demain", "date:2025-11-27", ""},
        {"date:", "date", "character 1: nothing stands behind « date: »; taken as a word"},
        {"date: 2025", "date 2025", "character 1: nothing stands behind « date: »; taken as a word"},
        {"date:\"25 nov", "date:2025-11-25",
            "character 6: the quotes are not closed; taken to the end of the query"},
        {"a (b", "a b", "character 3: this parenthesis is not closed"},
        {"a) b", "a b", "character 2: this parenthesis closes nothing; left out"},
        {"((a b)", "a b", "character 1: this parenthesis is not closed"},
        {"a ()", "a", "character 3: nothing stands in these parentheses; left out"},
        {"amazon \"", "amazon", "character 8: the quotes are not closed; taken to the end of the query"},
        {"\"amazon infra", "\"amazon infra\"",
            "character 1: the quotes are not closed; taken to the end of the query"},
        {"« amazon infra", "\"amazon infra\"",
            "character 1: the quotes are not closed; taken to the end of the query"},
        {"amazon »", "amazon", "character 8: these quotes close nothing; left out"},
        {"a ET", "a", "character 3: « ET » has nothing behind it; left out"},
        {"OU a", "a", "character 1: « OU » has nothing before it; left out"},
        {"a ET OU b", "a ET b", "character 6: « OU » follows another operator; left out"},
        {"a ET ET b", "a ET b", "character 6: « ET » follows another operator; left out"},
        {"a OU", "a", "character 3: « OU » has nothing behind it; left out"},
        {"a SAUF", "a", "character 3: « SAUF » has nothing behind it; left out"},
        {"ET (a)", "a", "character 1: « ET » has nothing before it; left out"},
        {"(ET a OU)", "a",
            "character 2: « ET » has nothing before it; left out\ncharacter 7: « OU » has nothing behind it; "
            "left out"},
        {"--a", "-a", "character 1: only the first of these marks counts"},
        {"+-a", "+a", "character 1: only the first of these marks counts"},
        {"comment faire ?", "comment faire", ""},
        {"« Oui », dit-il.", "\"Oui\" dit-il", ""},
        {"L'IA, demain ; et après…", "L'IA demain et après", ""},
        {"C++ Canal+ C#", "C++ Canal+ C#", ""},
        {"S.N.C.F. P.-D.G.", "S.N.C.F. P.-D.G.", ""},
        {"étudiant(e)s étudiant·e·s", "étudiant(e)s étudiant·e·s", ""},
        {"plan(a b)", "plan (a b)", ""},
        {"@Elysee #COP30", "@Elysee #COP30", ""},
        {"3,5 %", "3,5", ""},
        {"n° 12", "n° 12", ""},
        {"IA/robotique", "IA/robotique", ""},
        {"~ET", "~ET", ""},
        {"=ET", "=ET", ""},
        {"+ET", "+~ET", ""},
        {"titer:amazon", "titer:amazon", "character 1: « titer: » is no field; taken as words"},
        {"«» a", "a", "character 1: no word stands between the quotes; left out"},
        {"50 Md€", "50 Md€", ""},
        {"a", "a", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena arena;
        arena_init(&arena);
        struct query query, again;
        struct limier_error err;
        struct buf printed = {0}, notes = {0};
        if (query_parse(&query, span_str(rows[i].query), today, &arena, &err) != LIMIER_OK)
            fail_msg("row %zu « %s »: %s", i, rows[i].query, err.message);
        query_print(&printed, query.root);
        CHECK_SPAN(i, buf_span(&printed), rows[i].printed);
        for (size_t j = 0; j < query.nnotes; j++)
            buf_printf(&notes, "%s%s", j ? "\n" : "", query.notes[j].text);
        CHECK_SPAN(i, buf_span(&notes), rows[i].notes);
        assert_int_equal(query_parse(&again, buf_span(&printed), today, &arena, &err), LIMIER_OK);
        if (!query_same(query.root, again.root))
            fail_msg("row %zu « %s »: « %s » is read back otherwise", i, rows[i].query, buf_str(&printed));
        buf_release(&printed);
        buf_release(&notes);
        arena_release(&arena);
    }
}

static void refuses(void **state)
{
    (void)state;
    static const struct {
        const char *query;
        size_t offset;
        const char *message;
    } rows[] = {
        {"*", 0, "the query has no word to search for"},
        {"date:2025-99", 5, "« 2025-99 » is no date"},
        {"date:2025-02-30", 5, "« 2025-02-30 » is no date"},
        {"date:bientôt", 5, "« bientôt » is no date"},
        {"x date:bientôt", 7, "« bientôt » is no date"},
        {"date:..", 5, "« .. » is no date"},
        {"depuis:2024..2025", 7, "« 2024..2025 » is no date"},
        {"(", 0, "the query has no word to search for"},
        {")", 0, "the query has no word to search for"},
        {"()", 0, "the query has no word to search for"},
        {"\"", 0, "the query has no word to search for"},
        {"\"\"", 0, "the query has no word to search for"},
        {"\"!!\"", 0, "the query has no word to search for"},
        {"ET", 0, "the query has no word to search for"},
        {"ET OU", 0, "the query has no word to search for"},
        {"SAUF", 0, "the query has no word to search for"},
        {"- + *", 0, "the query has no word to search for"},
        {"?", 0, "the query has no word to search for"},
        {"", 0, "empty query"},
        {"", 0, "empty query"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena arena;
        arena_init(&arena);
        struct query query;
        struct limier_error err;
        assert_int_equal(query_parse(&query, span_str(rows[i].query), today, &arena, &err), LIMIER_QUERY);
        CHECK_SPAN(i, span_str(err.message), rows[i].message);
        assert_int_equal(err.offset, rows[i].offset);
        arena_release(&arena);
    }
}

static void bounds_what_it_takes(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    struct query query;
    struct limier_error err;
    struct buf b = {0};
    for (int i = 0; i < QUERY_DEPTH_MAX; i++)
        buf_add_char(&b, '(');
    buf_add_str(&b, "fond");
    assert_int_equal(query_parse(&query, buf_span(&b), today, &arena, &err), LIMIER_OK);
    buf_clear(&b);
    for (int i = 0; i <= 50 * QUERY_DEPTH_MAX; i++)
        buf_add_str(&b, "(a ");
    assert_int_equal(query_parse(&query, buf_span(&b), today, &arena, &err), LIMIER_QUERY);
    assert_string_equal(err.message, "parentheses are nested too deeply");
    assert_int_equal(err.offset, 3 * QUERY_DEPTH_MAX);
    buf_clear(&b);
    while (b.len <= QUERY_BYTES_MAX)
        buf_add_str(&b, "mot ");
    assert_int_equal(query_parse(&query, buf_span(&b), today, &arena, &err), LIMIER_QUERY);
    assert_int_equal(query_parse(&query, span_str("a\xE9t\xE9 b"), today, &arena, &err), LIMIER_OK);
    assert_int_equal(query.nnotes, 1);
    assert_int_equal(query_parse(&query, span_str("a"), span_str("2025-13-01"), &arena, &err), LIMIER_USAGE);
    buf_release(&b);
    arena_release(&arena);
}

static void says_where_nodes_stand(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    struct query query;
    assert_int_equal(
        query_parse(&query, span_str("é -titre:\"a b\"~2 ET (c OU d)"), today, &arena, NULL), LIMIER_OK);
    const struct query_node *root = query.root, *group = root->kids[0], *either = root->kids[1];
    assert_int_equal(root->start, 0);
    assert_int_equal(root->length, 29);
    assert_int_equal(group->kids[1]->start, 3);
    assert_int_equal(group->kids[1]->length, 14);
    assert_int_equal(either->start, 21);
    assert_int_equal(either->length, 8);
    assert_int_equal(either->kids[1]->start, 27);
    arena_release(&arena);
}

static void sees_dates_from_a_day(void **state)
{
    (void)state;
    static const struct {
        const char *today, *text, *low, *high;
    } rows[] = {
        {"2024-03-01", "hier", "20240229", "20240229"},
        {"2025-03-01", "hier", "20250228", "20250228"},
        {"2025-01-01", "avant-hier", "20241230", "20241230"},
        {"2025-01-01", "semaine", "20241230", "20250105"},
        {"2025-03-31", "1m", "20250228", "20250331"},
        {"2024-02-29", "1an", "20230228", "20240229"},
        {"2025-01-15", "mois dernier", "202412", "202412"},
        {"2025-06-15", "14 juillet", "20240714", "20240714"},
        {"2025-08-15", "14 juillet", "20250714", "20250714"},
        {"2025-11-24", "lundi", "20251124", "20251124"},
        {"2025-11-23", "lundi", "20251117", "20251117"},
        {"2000-03-01", "hier", "20000229", "20000229"},
        {"1900-03-01", "hier", "19000228", "19000228"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena arena;
        arena_init(&arena);
        struct dates_range range;
        assert_true(dates_read(&range, span_str(rows[i].text), DATES_IN, span_str(rows[i].today), &arena));
        CHECK_SPAN(i, range.low, rows[i].low);
        CHECK_SPAN(i, range.high, rows[i].high);
        arena_release(&arena);
    }
}

/* ---- Random trees ---------------------------------------------------------------------------------------- */

static uint32_t seed;

static size_t roll(size_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % n;
}

static struct query_node *random_leaf(struct arena *arena)
{
    static const char *const words[] = {"amazon", "d’Amazon", "vice-président", "ET", "NOT", "PROCHE/5", "C++",
        "S.N.C.F.", "titre:x", "a*b", "mot~2", "étudiant(e)s", "3,5%", "or", "http://x.fr", "a~", "20:30"};
    static const char *const phrases[] = {"plan d'Amazon", "dit \"oui\" (non)", "un", "a ET b -c", "le “plan"};
    static const enum field fields[] = {FIELD_TITLE, FIELD_SOURCE, FIELD_URL, FIELD_TEXT};
    static const char *const dates[][2] = {
        {"2025", "2025"}, {"202511", "20251231"}, {"", "2024"}, {"20250101", ""}};
    struct query_node *node = arena_zero(arena, 1, sizeof *node);
    size_t what = roll(10);
    if (what == 0) {
        const char *const *d = dates[roll(COUNT(dates))];
        node->kind = QUERY_DATE;
        node->low = span_str(d[0]);
        node->high = span_str(d[1]);
        return node;
    }
    if (roll(4) == 0)
        node->field = schema_field(fields[roll(COUNT(fields))]);
    if (what < 3) {
        node->kind = QUERY_PHRASE;
        node->text = span_str(phrases[roll(COUNT(phrases))]);
        node->match = (enum query_match)roll(QUERY_STEMS + 1);
        node->within = roll(3) ? 0 : 1 + (unsigned)roll(20);
        return node;
    }
    node->kind = QUERY_WORD;
    node->match = roll(3) ? QUERY_PLAIN : QUERY_EXACT;
    /* The first three can take any ending. */
    node->text = span_str(words[roll(COUNT(words))]);
    if (roll(4) == 0) {
        node->text = span_str(words[roll(3)]);
        node->match = QUERY_PREFIX + (enum query_match)roll(4);
        node->within = node->match == QUERY_FUZZY ? (unsigned)roll(3) : 0;
    }
    /* What the lexer would have taken off a word is not part of one. */
    if (node->match <= QUERY_EXACT && span_is(node->text, "a~"))
        node->text = span_str("a");
    return node;
}

static struct query_node *random_tree(struct arena *arena, size_t depth)
{
    if (depth == 0 || roll(3) == 0)
        return random_leaf(arena);
    static const enum query_kind kinds[] = {QUERY_NEAR, QUERY_GROUP, QUERY_GROUP, QUERY_AND, QUERY_OR};
    struct query_node *node = arena_zero(arena, 1, sizeof *node);
    node->kind = kinds[roll(COUNT(kinds))];
    node->within = node->kind == QUERY_NEAR ? 1 + (unsigned)roll(20) : 0;
    node->nkids = (node->kind == QUERY_GROUP ? 1 : 2) + roll(3);
    node->kids = arena_alloc(arena, node->nkids * sizeof *node->kids);
    for (size_t i = 0; i < node->nkids; i++) {
        struct query_node *kid = random_tree(arena, depth - 1);
        if (node->kind == QUERY_GROUP)
            kid->mark = node->nkids == 1 ? 1 + (enum query_mark)roll(2) : (enum query_mark)roll(3);
        node->kids[i] = kid;
    }
    return node;
}

static void random_trees_read_back(void **state)
{
    (void)state;
    for (uint32_t round = 0; round < 5000; round++) {
        struct arena arena;
        arena_init(&arena);
        seed = round;
        const struct query_node *tree = random_tree(&arena, 4);
        struct buf printed = {0};
        struct query query;
        struct limier_error err = {0};
        query_print(&printed, tree);
        if (query_parse(&query, buf_span(&printed), today, &arena, &err) != LIMIER_OK ||
            !query_same(query.root, tree))
            fail_msg("round %u: « %s » is read otherwise %s", round, buf_str(&printed), err.message);
        buf_release(&printed);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(understands),
        cmocka_unit_test(refuses),
        cmocka_unit_test(bounds_what_it_takes),
        cmocka_unit_test(says_where_nodes_stand),
        cmocka_unit_test(sees_dates_from_a_day),
        cmocka_unit_test(random_trees_read_back),
    };
    return cmocka_run_group_tests_name("query", tests, NULL, NULL);
}
