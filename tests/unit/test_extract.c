#include "tests/unit/table.h"

#include "base/utf8.h"
#include "search/accents.h"
#include "search/edits.h"
#include "search/extract.h"

/* The marks of a text as « [mot] ». */
static void show_marks(struct buf *out, const struct limier_marked *m)
{
    size_t at = 0;
    buf_clear(out);
    for (size_t i = 0; i < m->nmarks; i++) {
        assert_true(
            m->marks[i].start >= at && m->marks[i].end > m->marks[i].start && m->marks[i].end <= m->length);
        buf_add(out, m->text + at, m->marks[i].start - at);
        buf_add_char(out, '[');
        buf_add(out, m->text + m->marks[i].start, m->marks[i].end - m->marks[i].start);
        buf_add_char(out, ']');
        at = m->marks[i].end;
    }
    buf_add(out, m->text + at, m->length - at);
    assert_int_equal(strlen(m->text), m->length);
}

/* Words by form, blanks between; « a+b » is a phrase, « a~b » two words within 5. */
static void make_matcher(struct matcher *m, const char *words)
{
    matcher_init(m);
    for (const char *s = words; *s; s += *s == ' ') {
        unsigned first = m->nslots, count = 0;
        bool ordered = true;
        for (;; s++) {
            size_t n = strcspn(s, " +~");
            matcher_by_form(m, matcher_slot(m, MATCHER_ANYWHERE, 1), span_of(s, n));
            count++;
            s += n;
            if (*s != '+' && *s != '~')
                break;
            ordered = *s == '+';
        }
        if (count > 1)
            matcher_sequence(m, first, count, ordered ? count : 6, ordered);
    }
}

static const char sentences[] =
    "Premier constat du jour. Deuxième phrase sans rien de plus. La troisième parle du climat "
    "et de l’énergie.\n\nUne quatrième, longue, revient sur M. Dupont qui doute. Est-ce tout ? "
    "Non ! « Le climat change », dit-il. Voilà la fin de ce texte.";

static void cuts_passages(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        size_t size;
        const char *extract;
    } rows[] = {
        {"climat energie", 60, "La troisième parle du [climat] et de l’[énergie]."},
        {"climat energie", 130,
            "La troisième parle du [climat] et de l’[énergie]. Une quatrième, longue, revient sur M. Dupont "
            "qui doute. "
            "Est-ce tout ? Non !"},
        {"dupont", 80, "Une quatrième, longue, revient sur M. [Dupont] qui doute. Est-ce tout ? Non !"},
        {"absent", 60, "Premier constat du jour. Deuxième phrase sans rien de plus."},
        {"fin", 60, "« Le climat change », dit-il. Voilà la [fin] de ce texte."},
        {"fin", 20, "Voilà la [fin] de ce …"},
        {"premier", 10, "[Premier] …"},
        {"", 400,
            "Premier constat du jour. Deuxième phrase sans rien de plus. La troisième parle du climat et de "
            "l’énergie. Une quatrième, longue, revient sur M. Dupont qui doute. Est-ce tout ? Non ! « Le "
            "climat "
            "change », dit-il. Voilà la fin de ce texte."},
        {"climat+change", 40, "Non ! « Le [climat] [change] », dit-il."},
        {"climat+energie", 60, "Premier constat du jour. Deuxième phrase sans rien de plus."},
        {"energie~climat", 60, "La troisième parle du [climat] et de l’[énergie]."},
        {"phrase dupont climat change", 60, "« Le [climat] [change] », dit-il. Voilà la fin de ce texte."},
        {"phrase jour climat change", 60, "Premier constat du [jour]. Deuxième [phrase] sans rien de plus."},
    };
    struct analyzer *a = analyzer_new();
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena arena;
        arena_init(&arena);
        struct matcher m;
        struct limier_marked marked;
        struct buf shown = {0};
        make_matcher(&m, rows[i].words);
        extract_make(&marked, span_str(sentences), rows[i].size, &m, a, &arena);
        show_marks(&shown, &marked);
        CHECK_SPAN(i, buf_span(&shown), rows[i].extract);
        buf_release(&shown);
        matcher_release(&m);
        arena_release(&arena);
    }
    analyzer_free(a);
}

static void marks_whole_texts(void **state)
{
    (void)state;
    static const struct {
        const char *words, *text, *shown;
    } rows[] = {
        {"amazon", "D'Amazon à d’Amazon, AMAZON.", "D'[Amazon] à d’[Amazon], [AMAZON]."},
        {"le+monde", "Le monde. Le grand monde, le Monde", "[Le] [monde]. Le grand monde, [le] [Monde]"},
        {"a+a", "a a a b a", "[a] [a] [a] b a"},
        {"a~b", "a x x x b y y y y y y b", "[a] x x x [b] y y y y y y b"},
        {"a~b b", "a x x x b y y y y y y b", "[a] x x x [b] y y y y y y [b]"},
        {"a+b+c", "a b a b c", "a b [a] [b] [c]"},
        {"vice+president", "vice-président", "[vice]-[président]"},
        {"", "rien", "rien"},
        {"x", "", ""},
    };
    struct analyzer *a = analyzer_new();
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena arena;
        arena_init(&arena);
        struct matcher m;
        struct limier_marked marked;
        struct buf shown = {0};
        make_matcher(&m, rows[i].words);
        extract_whole(&marked, span_str(rows[i].text), MATCHER_TEXT, &m, a, &arena);
        show_marks(&shown, &marked);
        CHECK_SPAN(i, buf_span(&shown), rows[i].shown);
        buf_release(&shown);
        matcher_release(&m);
        arena_release(&arena);
    }
    analyzer_free(a);
}

/* Every size over a text with long runes and no sentence: valid UTF-8, and not much over the size. */
static void never_cuts_runes(void **state)
{
    (void)state;
    struct buf text = {0}, shown = {0};
    for (int i = 0; i < 60; i++)
        buf_add_str(&text, i % 7 ? "éàœ…€𝄞" : " mot ");
    struct analyzer *a = analyzer_new();
    struct matcher m;
    make_matcher(&m, "mot");
    for (size_t size = 1; size < 300; size++) {
        struct arena arena;
        arena_init(&arena);
        struct limier_marked marked;
        extract_make(&marked, buf_span(&text), size, &m, a, &arena);
        show_marks(&shown, &marked);
        assert_int_equal(utf8_valid_len(span_of(marked.text, marked.length)), marked.length);
        assert_true(marked.length <= size + 16);
        arena_release(&arena);
    }
    matcher_release(&m);
    analyzer_free(a);
    buf_release(&text);
    buf_release(&shown);
}

static void accents_that_are_typed_count(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *other;
        bool agree;
    } rows[] = {
        {"marché", "marché", true},
        {"marché", "Marché", true},
        {"Marché", "MARCHÉ", true},
        {"marché", "marchés", true},
        {"marché", "marche", false},
        {"marché", "marches", false},
        {"marché", "MARCHE", true},
        {"Élysée", "Elysée", true},
        {"Élysée", "Elysee", false},
        {"pécheur", "pêcheur", false},
        {"marche", "marché", true},
        {"œuvre", "oeuvre", true},
        {"annonçait", "annoncer", false},
        {"énergie", "énergétique", true},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        if (accents_agree(span_str(rows[i].typed), span_str(rows[i].other)) != rows[i].agree)
            fail_msg("row %zu: %s, %s", i, rows[i].typed, rows[i].other);
    assert_true(accents_shown(span_str("marché"), span_str("Marchés")));
    assert_true(accents_shown(span_str("énergie"), span_str("énergétique")));
    assert_false(accents_shown(span_str("marché"), span_str("marchais")));
    assert_false(accents_shown(span_str("marché"), span_str("marche")));
    assert_true(accents_typed(span_str("été")));
    assert_false(accents_typed(span_str("œuvre")));
    assert_false(accents_typed(span_str("Orange")));
}

static void counts_typing_errors(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        unsigned most, errors;
    } rows[] = {
        {"amazon", "amazon", 2, 0},
        {"amazon", "amazno", 2, 1},
        {"amazon", "amzon", 2, 1},
        {"amazon", "amazone", 2, 1},
        {"amazon", "anazon", 2, 1},
        {"amazon", "zamaon", 2, 2},
        {"amazon", "google", 2, 3},
        {"", "ab", 2, 2},
        {"", "", 1, 0},
        {"нет", "нот", 2, 1},
        {"gouvernement", "gouvernemnet", 1, 1},
        {"abc", "abcdefgh", 2, 3},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_int_equal(edits_between(span_str(rows[i].a), span_str(rows[i].b), rows[i].most), rows[i].errors);
        assert_int_equal(edits_between(span_str(rows[i].b), span_str(rows[i].a), rows[i].most), rows[i].errors);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_passages),
        cmocka_unit_test(marks_whole_texts),
        cmocka_unit_test(never_cuts_runes),
        cmocka_unit_test(accents_that_are_typed_count),
        cmocka_unit_test(counts_typing_errors),
    };
    return cmocka_run_group_tests_name("extract", tests, NULL, NULL);
}
