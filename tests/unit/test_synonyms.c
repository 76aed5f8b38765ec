/* Other names: the shipped list, the user's, and what a query makes of them. */
#include "tests/unit/search_fixture.h"

#include "lang/synonyms.h"
#include "search/search.h"
#include "search/synonym.h"
#include "store/schema.h"

static const struct sample samples[] = {
    {"a", "2025-11-25", "L'IA arrive", "Les robots et l'IA changent le travail.", NULL},
    {"b", "2025-11-24", "L'intelligence artificielle arrive",
        "Les robots et l'intelligence artificielle changent le travail.", NULL},
    {"c", "2025-11-23", "La neige", "Une neige artificielle, et de l'intelligence dans les robots.", NULL},
    {"d", "2025-11-22", "Le Parti socialiste", "Le Parti socialiste débat.", NULL},
    {"e", "2025-11-21", "Une lettre", "Je t'embrasse. ps : n'oublie pas le pain.", NULL},
    {"f", "2025-11-20", "Le PS", "Le PS débat.", NULL},
    {"g", "2025-11-19", "Les Républicains", "Les Républicains débattent.", NULL},
    {"h", "2025-11-18", "Le Sénat américain", "Dans ce vote, les républicains ont cédé.", NULL},
    {"i", "2025-11-17", "Le dahu", "Le dahu court sur les pentes.", NULL},
    {"j", "2025-11-16", "La bête", "Une chèvre des montagnes à pattes inégales.", NULL},
};

static struct store *store;
static struct analyzer *analyzer;

static int begin(void **state)
{
    (void)state;
    scratch_begin();
    store = samples_index("synonyms", samples, COUNT(samples));
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

/* ---- The lists ------------------------------------------------------------------------------------------- */

struct first {
    const struct word *any, *content;
};

/* A word by which a name is not looked up while it has others. */
static bool is_small(const struct word *word)
{
    static const char *const small[] = {
        "a", "au", "aux", "dans", "de", "des", "du", "en", "et", "la", "le", "les", "par", "pour", "sur"};
    for (size_t i = 0; i < COUNT(small); i++)
        if (span_is(word->form, small[i]))
            return true;
    return (word->flags & WORD_ELIDED) != 0;
}

static void take_first(void *context, const struct token *t)
{
    struct first *first = context;
    if (t->kind != TOKEN_WORD)
        return;
    if (!first->any)
        first->any = t->word;
    if (!first->content && !is_small(t->word))
        first->content = t->word;
}

static bool is_found(const struct limier_synonyms *list, struct span form, size_t number)
{
    struct synonyms_line line;
    for (size_t at = 0; synonyms_next(list, form, &at, &line);)
        if (line.number == number)
            return true;
    return false;
}

/* Every name of every line, by the word that a query would look it up with. */
static void every_name_is_found(const struct limier_synonyms *list, size_t lines)
{
    size_t seen = 0;
    for (size_t i = 0; i < list->nheads; i++) {
        struct synonyms_line line;
        const struct synonyms_head *head = &list->heads[i];
        if (i && strcmp(head[-1].word, head->word) > 0)
            fail_msg("« %s » and « %s » are in the wrong order", head[-1].word, head->word);
        const char *wrong = synonyms_split(&line, span_str(list->text + head->line));
        if (wrong)
            fail_msg("line %u: %s", head->number, wrong);
        for (size_t k = 0; k < line.n; k++) {
            struct first first = {0};
            analyzer_text(analyzer, line.names[k].text, take_first, &first);
            const struct word *word = line.names[k].exact || !first.content ? first.any : first.content;
            if (!word || !is_found(list, word->form, head->number))
                fail_msg("line %u: « %.*s » is not found", head->number, SPAN_ARG(line.names[k].text));
        }
        seen += head->number > seen;
    }
    assert_true(seen >= lines);
}

static void shipped_list(void **state)
{
    (void)state;
    every_name_is_found(synonyms_shipped(), 300);
    assert_null(synonyms_shipped()->notes);
}

static void lines(void **state)
{
    (void)state;
    static const struct {
        const char *line, *names; /* or what is wrong */
    } rows[] = {
        {"IA, intelligence artificielle", "IA|intelligence artificielle"},
        {"=PS,Parti socialiste", "=PS|Parti socialiste"},
        {" a ,  = b => c, d", "a|=b|>c|>d"},
        {"1,3 gigawatt, 1300 mégawatts", "1,3 gigawatt|1300 mégawatts"},
        {"seul", "one name alone"},
        {"a,", "a name is missing"},
        {"a => ", "a name is missing"},
        {"=> b", "a name is missing"},
        {"a, =", "a name is missing"},
        {"a,b,c,d,e,f,g,h,i,j,k,l", "a|b|c|d|e|f|g|h|i|j|k|l"},
        {"a,b,c,d,e,f,g,h,i,j,k,l,m", "more names than a line may have"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct synonyms_line line;
        struct buf got = {0};
        const char *wrong = synonyms_split(&line, span_str(rows[i].line));
        buf_add_str(&got, wrong ? wrong : "");
        for (size_t k = 0; !wrong && k < line.n; k++) {
            buf_add_str(&got, k ? "|" : "");
            buf_add_str(&got, line.names[k].target ? ">" : "");
            buf_add_str(&got, line.names[k].exact ? "=" : "");
            buf_add_span(&got, line.names[k].text);
        }
        CHECK_SPAN(i, buf_span(&got), rows[i].names);
        buf_release(&got);
    }
}

static struct limier_synonyms *read_list(const char *name, struct span bytes)
{
    const char *path = scratch(name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
    struct limier_synonyms *list;
    struct limier_error err;
    if (synonyms_read(&list, path, &err) != LIMIER_OK)
        fail_msg("%s", err.message);
    return list;
}

static void files(void **state)
{
    (void)state;
    struct buf bytes = {0};
    buf_add_str(&bytes, "\xEF\xBB\xBF# a comment\r\n\r\n"
                        "dahu, chèvre des montagnes # behind a blank\r\n"
                        "seul\n"
                        "C#, C sharp\n"
                        "bad \xff, byte\n"
                        "!, point\n");
    buf_add(&bytes, "a\0b, c\n", 7);
    for (size_t i = 0; i < 900; i++)
        buf_add_char(&bytes, 'x');
    buf_add_str(&bytes, ", y\nla Poste, les postes\n,\n,\nfin, terme");
    struct limier_synonyms *list = read_list("list", buf_span(&bytes));
    static const char *const notes[] = {":4: one name alone; the line is left out",
        ":6: not UTF-8; the line is left out", ":7: a name without a word; the line is left out",
        ":8: a NUL byte; the line is left out", ":9: too long; the line is left out",
        ": 2 more lines are left out"};
    assert_int_equal(list->nnotes, COUNT(notes));
    for (size_t i = 0; i < COUNT(notes); i++)
        if (!span_ends(span_str(list->notes[i]), span_str(notes[i])))
            fail_msg("note %zu is « %s »", i, list->notes[i]);
    every_name_is_found(list, 4);
    assert_int_equal(list->nheads, 8);
    synonyms_free(list);
    buf_release(&bytes);

    struct limier_error err;
    assert_int_equal(synonyms_read(&list, scratch("none"), &err), LIMIER_SYSTEM);
    assert_null(list);
    list = read_list("empty", span_str(""));
    struct synonyms_line line;
    size_t at = 0;
    assert_false(synonyms_next(list, span_str("dahu"), &at, &line));
    synonyms_free(list);
    synonyms_free(NULL);
}

/* ---- Queries --------------------------------------------------------------------------------------------- */

static void ask(const struct limier_request *request, struct buf *ids)
{
    struct arena arena;
    arena_init(&arena);
    struct limier_results results;
    struct limier_hit *hits;
    struct limier_error err;
    buf_clear(ids);
    if (search_run(store, analyzer, request, &arena, &results, &hits, &err) != LIMIER_OK)
        fail_msg("« %s »: %s", request->query, err.message);
    for (size_t i = 0; i < results.nhits; i++)
        buf_add_str(ids, results.hits[i].article.id);
    for (size_t i = 0; i < results.nnotes; i++)
        buf_printf(ids, " (%s)",
            strrchr(results.notes[i], '/') ? strrchr(results.notes[i], '/') + 1 : results.notes[i]);
    arena_release(&arena);
}

static void finds(void **state)
{
    (void)state;
    static const struct {
        const char *query;
        const char *ids, *without; /* in their order; with no synonyms */
    } rows[] = {
        {"IA", "ab", "a"},
        {"intelligence artificielle", "bac", "bc"},
        {"+intelligence +artificielle", "bc", "bc"},
        {"+IA robots", "ab", "a"},
        {"robots -IA", "cb", "cb"},
        {"\"IA\"", "a", "a"},
        {"\"intelligence artificielle\"", "b", "b"},
        {"~\"intelligence artificielle\"", "ba", "b"},
        {"=IA", "a", "a"},
        {"titre:IA", "ab", "a"},
        {"titre:(intelligence artificielle)", "ba", "b"},
        {"texte:IA", "ab", "a"},
        {"source:IA", "", ""},
        {"(IA OU dahu) ET robots", "ab", "a"},
        {"IA PROCHE/5 robots", "a", "a"},
        {"PS", "fde", "fe"},
        {"ps", "fe", "fe"},
        {"parti socialiste", "df", "d"},
        {"LR", "g", ""},
        {"Les Républicains", "gh", "gh"},
    };
    struct buf ids = {0};
    for (size_t i = 0; i < 2 * COUNT(rows); i++) {
        struct limier_request request = {.query = rows[i / 2].query, .no_synonyms = i % 2};
        ask(&request, &ids);
        const char *want = i % 2 ? rows[i / 2].without : rows[i / 2].ids;
        if (!span_is(buf_span(&ids), want))
            fail_msg("row %zu « %s »%s: got %s, want %s", i / 2, rows[i / 2].query,
                i % 2 ? " without synonyms" : "", buf_str(&ids), want);
    }
    buf_release(&ids);
}

static int compare_chars(const void *a, const void *b)
{
    return *(const char *)a - *(const char *)b;
}

static double score_of(const char *query, const char *id)
{
    struct arena arena;
    arena_init(&arena);
    struct limier_results results;
    struct limier_hit *hits;
    struct limier_request request = {.query = query};
    double score = 0;
    assert_int_equal(search_run(store, analyzer, &request, &arena, &results, &hits, NULL), LIMIER_OK);
    for (size_t i = 0; i < results.nhits; i++)
        if (!strcmp(hits[i].article.id, id))
            score = hits[i].score;
    arena_release(&arena);
    return score;
}

/* An article with the other name scores about as one with the name itself. */
static void weighs(void **state)
{
    (void)state;
    static const struct {
        const char *query, *itself, *other;
    } rows[] = {{"IA", "a", "b"}, {"intelligence artificielle", "b", "a"}, {"parti socialiste", "d", "f"}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        double itself = score_of(rows[i].query, rows[i].itself), other = score_of(rows[i].query, rows[i].other);
        if (other > itself || other < 0.5 * itself)
            fail_msg("row %zu: %f for %f", i, other, itself);
    }
}

static void own_list(void **state)
{
    (void)state;
    struct limier_synonyms *list =
        read_list("own", span_str("seul\ndahu, chèvre des montagnes\nbête => dahu\nIA, dahu\n"));
    static const struct {
        const char *query, *ids;
    } rows[] = {
        {"dahu", "iaj (own:1: one name alone; the line is left out)"}, /* said once */
        {"chèvre des montagnes", "ji"},
        {"bête", "ji"},
        {"IA", "aib"},
    };
    struct buf ids = {0};
    for (size_t i = 0; i < COUNT(rows); i++) {
        ask(&(struct limier_request){.query = rows[i].query, .synonyms = list}, &ids);
        CHECK_SPAN(i, buf_span(&ids), rows[i].ids);
    }
    ask(&(struct limier_request){.query = "dahu", .synonyms = list, .no_synonyms = true}, &ids);
    CHECK_SPAN(0, buf_span(&ids), "i");
    buf_release(&ids);
    synonyms_free(list);
}

/* Marking an article shows no notes: they are told with the first search all the same. */
static void notes_wait(void **state)
{
    (void)state;
    struct limier_synonyms *list = read_list("own", span_str("seul\n"));
    struct limier_request request = {.query = "dahu", .synonyms = list};
    struct arena arena;
    arena_init(&arena);
    struct buf term = {0}, ids = {0};
    schema_whole_term(&term, SCHEMA_ID_PREFIX, span_str("i"));
    struct store_page page;
    struct limier_article article;
    assert_int_equal(store_lookup(store, buf_span(&term), 0, &(struct store_request){.limit = 1, .data = true},
                         &arena, &page, NULL),
        LIMIER_OK);
    assert_int_equal(page.nhits, 1);
    assert_int_equal(
        search_mark(store, analyzer, &request, page.hits[0].data, &arena, &article, NULL), LIMIER_OK);
    ask(&request, &ids);
    CHECK_SPAN(0, buf_span(&ids), "i (own:1: one name alone; the line is left out)");
    ask(&request, &ids);
    CHECK_SPAN(1, buf_span(&ids), "i");
    buf_release(&term);
    buf_release(&ids);
    arena_release(&arena);
    synonyms_free(list);
}

/* A list made to do harm takes a bounded time, and what is not looked at is said. */
static void is_bounded(void **state)
{
    (void)state;
    struct buf lines = {0}, ids = {0};
    for (size_t i = 0; i < SYNONYM_LINES; i++)
        buf_add_str(&lines, "dahu,zz\n");
    struct limier_synonyms *list = read_list("own", buf_span(&lines));
    ask(&(struct limier_request){.query = "dahu dahu", .synonyms = list}, &ids);
    CHECK_SPAN(0, buf_span(&ids), "i (only 50000 lines of the lists of synonyms are looked at)");
    buf_release(&lines);
    buf_release(&ids);
    synonyms_free(list);
}

static const struct sample explained[] = {
    {"a", NULL, "", "Le groupement rural de l'Oise (GRULO) se plaint.", NULL},
    {"b", NULL, "", "Au groupement rural de l'Oise (GRULO), rien ne va.", NULL},
    {"c", NULL, "", "Le Grulo ferme.", NULL},
    {"d", NULL, "", "Un groupement rural de l'Oise ferme.", NULL},
    {"e", NULL, "", "Le comité des amateurs de pommes (CAP) se réunit.", NULL},
    {"f", NULL, "", "Le comité des amateurs de pommes (CAP) se sépare.", NULL},
    {"g", NULL, "", "Le cap est tenu, le cap est bon, passé le cap.", NULL},
    {"h", NULL, "", "Le CAP a choisi sa pomme.", NULL},
    {"i", NULL, "", "La fédération des zèbres roux (FZR) n'est expliquée qu'une fois.", NULL},
    {"j", NULL, "", "La FZR se tait.", NULL},
    {"k", NULL, "", "Un cap de plus, un cap encore.", NULL},
    {"l", NULL, "", "Un cap à tenir.", NULL},
};

/* What several articles explain counts as a list does. */
static void archive(void **state)
{
    (void)state;
    static const struct {
        const char *query, *ids; /* sorted */
        bool all, without;
    } rows[] = {
        {"GRULO", "abcd", true, false},
        {"grulo", "abcd", true, false},
        {"G.R.U.L.O.", "abcd", true, false},
        {"groupement rural de l'Oise", "abcd", true, false},
        {"groupements ruraux de l'Oise ferme", "cd", true, false},
        {"groupement rural", "abd", true, false},
        {"GRULO", "abc", true, true},
        {"\"GRULO\"", "abc", true, false},
        {"comité des amateurs de pommes", "efh", true, false}, /* « cap » is another word */
        {"fédération des zèbres roux", "i", true, false},      /* explained once */
        {"FZR", "ij", true, false},
    };
    struct store *usual = store;
    store = samples_index("explained", explained, COUNT(explained));
    struct buf ids = {0};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct limier_request request = {
            .query = rows[i].query, .all = rows[i].all, .no_synonyms = rows[i].without};
        ask(&request, &ids);
        if (ids.len)
            qsort(ids.ptr, ids.len, 1, compare_chars);
        CHECK_SPAN(i, buf_span(&ids), rows[i].ids);
    }
    buf_clear(&ids);
    struct limier_request request = {.query = "groupement rural de l'Oise"};
    assert_int_equal(search_explain(store, analyzer, &request, NULL, &ids, NULL), LIMIER_OK);
    assert_non_null(strstr(buf_str(&ids), " also GRULO "));
    assert_non_null(strstr(buf_str(&ids), " explained in 2 articles, only as written here\n"));
    buf_release(&ids);
    store_close(store);
    store = usual;
}

static void marks(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    struct limier_results results;
    struct limier_hit *hits;
    struct limier_request request = {.query = "IA robots", .extract = 300};
    assert_int_equal(search_run(store, analyzer, &request, &arena, &results, &hits, NULL), LIMIER_OK);
    assert_int_equal(results.nhits, 3);
    static const struct {
        const char *id;
        size_t marks;
    } rows[] = {{"a", 2}, {"b", 3}, {"c", 1}}; /* c: no lone word of the phrase */
    for (size_t i = 0; i < results.nhits; i++)
        for (size_t k = 0; k < COUNT(rows); k++)
            if (!strcmp(hits[i].article.id, rows[k].id))
                assert_int_equal(hits[i].article.text.nmarks, rows[k].marks);
    arena_release(&arena);
}

static void explains(void **state)
{
    (void)state;
    struct buf out = {0};
    struct limier_request request = {.query = "intelligence artificielle PS"};
    assert_int_equal(search_explain(store, analyzer, &request, NULL, &out, NULL), LIMIER_OK);
    static const char *const expected[] = {
        "\nother names\n  intelligence artificielle  also IA ",
        "  also artificial intelligence                  synonymes.txt:",
        "; no article has its words\n",
        "\n  PS                      also Parti socialiste ",
    };
    for (size_t i = 0; i < COUNT(expected); i++)
        if (!strstr(buf_str(&out), expected[i]))
            fail_msg("no « %s » in:\n%s", expected[i], buf_str(&out));
    buf_clear(&out);
    request.no_synonyms = true;
    assert_int_equal(search_explain(store, analyzer, &request, NULL, &out, NULL), LIMIER_OK);
    assert_null(strstr(buf_str(&out), "other names"));
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shipped_list),
        cmocka_unit_test(lines),
        cmocka_unit_test(files),
        cmocka_unit_test(finds),
        cmocka_unit_test(weighs),
        cmocka_unit_test(own_list),
        cmocka_unit_test(notes_wait),
        cmocka_unit_test(is_bounded),
        cmocka_unit_test(archive),
        cmocka_unit_test(marks),
        cmocka_unit_test(explains),
    };
    return cmocka_run_group_tests_name("synonyms", tests, begin, end);
}
