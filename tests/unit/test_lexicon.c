/* What articles explain, from their text to the lexicon: counts follow whatever happens to the articles. */
#include "tests/unit/search_fixture.h"

#include "search/lexicon.h"
#include "store/compare.h"
#include "store/schema.h"

static const struct sample samples[] = {
    {"a", NULL, "L'intelligence artificielle (IA)",
        "L’intelligence artificielle (IA) avance. Encore l'Intelligence Artificielle (I.A.) !", NULL},
    {"b", NULL, "Des ânes", "L'IA (insémination artificielle) et l'insémination artificielle (IA).", NULL},
    {"c", NULL, "Du calcul", "Les intelligences artificielles (IA) et une intelligence artificielle, ou IA.",
        NULL},
    {"d", NULL, "L'OMS", "L'IA est une intelligence artificielle. Un élu (PS) à Paris (AFP).", NULL},
    {"e", NULL, "Recherche", "La recherche et développement (R&D).", NULL},
};

static int begin(void **state)
{
    (void)state;
    scratch_begin();
    return 0;
}

static int end(void **state)
{
    (void)state;
    scratch_end();
    return 0;
}

static struct composer *composer;

/* As the store takes it; valid until the next one. */
static const struct doc *doc_of(const struct sample *s, struct buf *unique)
{
    struct article a = {.title = span_str(s->title), .text = span_str(s->text)};
    struct compose_place place = {.id = span_str(s->id),
        .path = span_str(s->id),
        .format = span_str("archive"),
        .hash = compose_hash(&a)};
    buf_clear(unique);
    schema_whole_term(unique, SCHEMA_ID_PREFIX, place.id);
    return compose(composer, &a, &place, NULL);
}

static void put_samples(struct store *s, const struct sample *list, size_t n)
{
    struct buf unique = {0};
    composer = composer_new();
    for (size_t i = 0; i < n; i++) {
        const struct doc *doc = doc_of(&list[i], &unique);
        assert_int_equal(store_put(s, buf_span(&unique), doc, NULL), LIMIER_OK);
    }
    composer_free(composer);
    buf_release(&unique);
    commit(s);
}

/* « form count », commas between. */
static void print_forms(struct buf *out, const struct lexicon_form *forms, size_t n)
{
    buf_clear(out);
    for (size_t i = 0; i < n; i++)
        buf_printf(out, "%s%.*s %d", i ? ", " : "", SPAN_ARG(forms[i].form), (int)forms[i].documents);
}

static void check(struct store *s, size_t row, const char *acronym, const char *expansions)
{
    struct arena arena;
    arena_init(&arena);
    struct lexicon x = {.store = s, .arena = &arena};
    struct lexicon_form *forms;
    struct buf out = {0};
    size_t n = lexicon_expansions(&x, span_str(acronym), &forms);
    print_forms(&out, forms, n);
    CHECK_SPAN(row, buf_span(&out), expansions);
    assert_int_equal(x.status, LIMIER_OK);
    buf_release(&out);
    arena_release(&arena);
}

static void check_back(struct store *s, size_t row, const char *stems, const char *acronyms)
{
    struct arena arena;
    arena_init(&arena);
    struct lexicon x = {.store = s, .arena = &arena};
    struct lexicon_form *forms;
    struct buf out = {0};
    size_t n = lexicon_acronyms(&x, span_str(stems), &forms);
    print_forms(&out, forms, n);
    CHECK_SPAN(row, buf_span(&out), acronyms);
    buf_release(&out);
    arena_release(&arena);
}

static void counts_articles(void **state)
{
    (void)state;
    struct store *s = samples_index("counts", samples, COUNT(samples));
    check(
        s, 0, "ia", "intelligence artificielle 2, insemination artificielle 1, intelligences artificielles 1");
    check(s, 1, "rd", "recherche et developpement 1");
    check(s, 2, "i", "");
    check(s, 3, "ps", "");
    check(s, 4, "", "");
    check_back(s, 5, "intelligenc artificiel", "ia 2");
    check_back(s, 6, "recherch développ", "");
    check_back(s, 7, "recherch developp", "rd 1");
    check_back(s, 8, "intelligenc", "");
    store_close(s);
}

static void counts_follow_articles(void **state)
{
    (void)state;
    static const struct sample changed[] = {{"a", NULL, "L'IA", "Plus rien n'est expliqué.", NULL}};
    struct store *s = open_store(scratch("follow"), STORE_WRITE);
    put_samples(s, samples, COUNT(samples));
    put_samples(s, changed, 1);
    check(
        s, 0, "ia", "insemination artificielle 1, intelligence artificielle 1, intelligences artificielles 1");
    assert_int_equal(store_delete(s, 3, NULL), LIMIER_OK);
    commit(s);
    check(s, 1, "ia", "insemination artificielle 1");
    check_back(s, 2, "intelligenc artificiel", "");
    put_samples(s, samples, COUNT(samples));
    check(
        s, 3, "ia", "intelligence artificielle 2, insemination artificielle 1, intelligences artificielles 1");
    store_close(s);
}

static void bulk_loads_are_the_same(void **state)
{
    (void)state;
    const char *put = scratch("put"), *bulk = scratch("bulk");
    struct store *s = open_store(put, STORE_WRITE);
    put_samples(s, samples, COUNT(samples));
    store_close(s);

    struct store_bulk *b;
    struct buf unique = {0}, differences = {0};
    s = open_store(bulk, STORE_WRITE);
    assert_int_equal(store_bulk_begin(&b, s, STORE_BULK_REPLACE, NULL), LIMIER_OK);
    struct bulk_worker *w = store_bulk_worker(b, 1 << 20);
    composer = composer_new();
    for (size_t i = 0; i < COUNT(samples); i++)
        assert_int_equal(bulk_worker_add(w, (uint32_t)i + 1, doc_of(&samples[i], &unique), NULL), LIMIER_OK);
    assert_int_equal(bulk_worker_flush(w, NULL), LIMIER_OK);
    bulk_worker_free(w);
    assert_int_equal(store_bulk_finish(b, &(struct store_bulk_change){0}, NULL), LIMIER_OK);
    check(
        s, 0, "ia", "intelligence artificielle 2, insemination artificielle 1, intelligences artificielles 1");
    store_close(s);
    composer_free(composer);

    assert_int_equal(store_compare(put, bulk, &differences, NULL), LIMIER_OK);
    CHECK_SPAN(0, buf_span(&differences), "");
    buf_release(&differences);
    buf_release(&unique);
}

/* Two letters may stand for anything: the commonest are enough. */
static void keeps_the_commonest(void **state)
{
    (void)state;
    enum { EXPANSIONS = 30 };
    static char texts[EXPANSIONS + 1][64], ids[EXPANSIONS + 1][8];
    struct sample list[EXPANSIONS + 1];
    for (size_t i = 0; i <= EXPANSIONS; i++) {
        snprintf(texts[i], sizeof texts[i], "un carnet z%02zu (CZ)", i < EXPANSIONS ? i : 17);
        snprintf(ids[i], sizeof ids[i], "%zu", i);
        list[i] = (struct sample){.id = ids[i], .title = "", .text = texts[i]};
    }
    struct store *s = samples_index("many", list, EXPANSIONS + 1);
    struct arena arena;
    arena_init(&arena);
    struct lexicon x = {.store = s, .arena = &arena};
    struct lexicon_form *forms;
    assert_int_equal(lexicon_expansions(&x, span_str("cz"), &forms), LEXICON_EXPLAINED_MAX);
    CHECK_SPAN(0, forms[0].form, "carnet z17");
    assert_int_equal(forms[0].documents, 2);
    CHECK_SPAN(1, forms[1].form, "carnet z00");
    arena_release(&arena);
    store_close(s);
}

/* So many words that begin with a, and their acronym. */
static void write_pair(char *text, size_t size, int words)
{
    int n = snprintf(text, size, "abcdefghijklmnop");
    for (int i = 1; i < words; i++)
        n += snprintf(text + n, size - (size_t)n, " d'abcdefghijklmnop");
    snprintf(text + n, size - (size_t)n, " (%.*s)", words, "AAAAAAAAAAAA");
}

/* A term has its limit, and an article with such a name is indexed all the same. */
static void passes_over_what_is_too_long(void **state)
{
    (void)state;
    char short_enough[512], too_long[512];
    write_pair(short_enough, sizeof short_enough, 11);
    write_pair(too_long, sizeof too_long, 12);
    const struct sample list[] = {{"a", NULL, "", short_enough, NULL}, {"b", NULL, "", too_long, NULL}};
    struct store *s = samples_index("long", list, COUNT(list));
    struct arena arena;
    arena_init(&arena);
    struct lexicon x = {.store = s, .arena = &arena};
    struct lexicon_form *forms;
    assert_int_equal(lexicon_expansions(&x, span_str("aaaaaaaaaaa"), &forms), 1);
    assert_int_equal(lexicon_expansions(&x, span_str("aaaaaaaaaaaa"), &forms), 0);
    arena_release(&arena);
    store_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_articles),
        cmocka_unit_test(counts_follow_articles),
        cmocka_unit_test(bulk_loads_are_the_same),
        cmocka_unit_test(keeps_the_commonest),
        cmocka_unit_test(passes_over_what_is_too_long),
    };
    return cmocka_run_group_tests_name("lexicon", tests, begin, end);
}
