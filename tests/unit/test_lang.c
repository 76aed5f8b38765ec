#include "tests/unit/table.h"

#include "base/buf.h"
#include "lang/analyzer.h"

#include <stdlib.h>

static struct analyzer *cutting;

/* One line for the tokens of a text: « exact/form/stem », each only where it differs from the one before; « = »
 * before what words could as well be, « + » before parts. */
static void print_token(void *context, const struct token *t)
{
    struct buf *out = context;
    analyzer_stem(cutting, t->word);
    if (out->len)
        buf_add_char(out, ' ');
    const struct word *w = t->word;
    buf_add_str(out, t->kind == TOKEN_SAME ? "=" : t->kind == TOKEN_PART ? "+" : "");
    buf_add_span(out, w->exact);
    if (!span_eq(w->exact, w->form) || !span_eq(w->form, w->stem)) {
        buf_add_char(out, '/');
        if (!span_eq(w->exact, w->form))
            buf_add_span(out, w->form);
        if (!span_eq(w->form, w->stem)) {
            buf_add_char(out, '/');
            buf_add_span(out, w->stem);
        }
    }
}

static void cuts_french(void **state)
{
    (void)state;
    static const struct {
        const char *text, *tokens;
    } rows[] = {
        /* elision, in all its apostrophes */
        {"d'Amazon", "d' Amazon/amazon"},
        {"d’Amazon", "d' Amazon/amazon"},
        {"L´avion", "L'/l' avion"},
        {"L`avion", "L'/l' avion"},
        {"lʼavion", "l' avion"},
        {"L'\xC2\xA0"
         "avion",
            "L'/l' avion"},
        {"Puisqu’OpenAI refuse", "Puisqu'/puisqu' OpenAI/openai refuse//refus"},
        {"jusqu'ici", "jusqu' ici"},
        {"qu'Amazon", "qu' Amazon/amazon"},
        {"presqu'aucun", "presqu' aucun"},
        {"d''évolutions", "d' évolutions/evolutions/evolution"},
        {"d'1 million", "d' 1 million"},
        {"d'SFR", "d' SFR/sfr"},
        {"l'« IA »", "l' IA/ia"},
        {"n'est m'a", "n' est m' a"},
        /* where the apostrophe is a letter of the word */
        {"aujourd’hui", "aujourd'hui/aujourdhui"},
        {"presqu'île", "presqu'île/presquile/presquil"},
        {"prud’hommes", "prud'hommes/prudhommes/prudhomm"},
        {"quelqu'un", "quelqu'un/quelquun"},
        {"N’Djamena", "N'Djamena/ndjamena"},
        {"M'Bappé", "M'Bappé/mbappe/mbapp"},
        {"O’Brien", "O'Brien/obrien"},
        {"'cité'", "cité/cite/cité"},
        /* case, accents, ligatures, composition */
        {"ÉLYSÉE", "ÉLYSÉE/elysee/elyse"},
        {"élection", "élection/election"},
        {"e\xCC\x81lection", "élection/election"},
        {"Œuvres", "Œuvres/oeuvres/oeuvr"},
        {"Lætitia", "Lætitia/laetitia"},
        {"marche marché", "marche//march marché/marche/marché"},
        {"gou\xC2\xADver\xC2\xADnement", "gouvernement//gouvern"},
        {"Ama\xE2\x80\x8Bzon", "Amazon/amazon"},
        /* hyphens and punctuation part words */
        {"vice-président", "vice =viceprésident/vicepresident/vicepresid président/president"},
        {"Viendra-t-il", "Viendra/viendra/venir t il"},
        {"IA/robotique…", "IA/ia robotique//robotiqu"},
        {"« Amazon »", "Amazon/amazon"},
        {"fin.Début", "fin Début/debut"},
        {"lemonde.fr", "lemonde//lemond fr"},
        /* numbers */
        {"10 000 emplois", "10 000/10000 emplois//emploi"},
        {"10\xC2\xA0"
         "000",
            "10\xC2\xA0"
            "000/10000"},
        {"10\xE2\x80\xAF"
         "000",
            "10\xE2\x80\xAF"
            "000/10000"},
        {"10.000", "10.000/10000"},
        {"1 234 567,89", "1 234 567,89/1234567,89"},
        {"1,3 gigawatt", "1,3 gigawatt"},
        {"1.3", "1.3/1,3"},
        {"3.1416", "3.1416/3,1416"},
        {"10 et 000", "10 et 000"},
        {"2025 100 ans", "2025 100 ans//an"},
        {"en 10 0000", "en 10 0000"},
        {"25/11/2025", "25 11 =novembre//novembr 2025"},
        {"25.11.2025 192.168.1.1", "25.11.2025 +25 +novembre//novembr +2025 192.168.1.1"},
        {"20h30 5G XXIe GPT-4",
            "20h30 +20 +h +heures//heure +30 5G/5g +5 +g XXIe/xxie =21e GPT/gpt =GPT4/gpt4 4"},
        {"3,5%", "3,5 +pour +cent"},
        {"1er 2ème", "1er 2e"},
        /* acronyms */
        {"La S.N.C.F. annonce", "La/la SNCF/sncf annonce//annonc"},
        {"l’O.N.U.", "l' ONU/onu"},
        {"P.-D.G.", "PDG/pdg"},
        {"É.-U.", "ÉU/eu"},
        {"U.S.A", "USA/usa"},
        {"M. Dupont", "M/m Dupont/dupont"},
        {"plan B.A la", "plan B/b A/a la"},
        {"J.-C. Martin", "JC/jc Martin/martin"},
        /* what words stand for besides */
        {"week-end weekend", "week =weekend end weekend +week +end"},
        {"arc-en-ciel", "arc en =enciel ciel"},
        {"dit-il 10-12", "dit//dire il 10 12"},
        {"Covid-19", "Covid/covid =Covid19/covid19 19"},
        {"gouver-\nnement", "gouver//gouve =gouvernement//gouvern nement"},
        {"étudiant·e·s tou.te.s",
            "étudiants/etudiants/etudiant =étudiantes/etudiantes/etudiant tous//tout =toutes//tout"},
        {"lecteur(rice)s dit-elle fin.Le", "lecteurs//lecteu =lectrices//lecteu dit//dire elle fin Le/le"},
        {"25/11/2025", "25 11 =novembre//novembr 2025"},
        {"nov. 2025", "nov =novembre//novembr 2025"},
        {"50 Mds€ 3 M€", "50 Mds/mds =milliards//milliard +euros//euro 3 M/m =millions//million +euros//euro"},
        {"20 h 30 21h", "20 h =heures//heure 30 21h +21 +h +heures//heure"},
        {"n° 12, XXIème", "numéro/numero 12 xxie"},
        {"Canal+ C++ a+b", "Canal+/canal+ +Canal/canal C++/c++ +C/c a b"},
        {"L'Oréal", "L'/l' =LOréal/loreal Oréal/oreal"},
        {"R&D R&amp;D", "R/r =RD/rd D/d R/r =RD/rd D/d"},
        {"L&#8217;&eacute;t&eacute;", "L'/l' été/ete/eté"},
        /* nothing to cut */
        {"", ""},
        {"J'❤\xEF\xB8\x8F Paris \xCC\x81 \xEF\xBE\x9E ici", "J'/j' Paris/paris ici"},
        {"a, b.", "a b"},
        {"… — « » 😀 \xC3\x97", ""},
        {"\xFF\xFE"
         "a\xC3",
            "a"},
    };
    struct analyzer *a = cutting = analyzer_new();
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf out = {0};
        analyzer_text(a, span_str(rows[i].text), print_token, &out);
        CHECK_SPAN(i, buf_span(&out), rows[i].tokens);
        buf_release(&out);
    }
    analyzer_free(a);
}

static void flags_words(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        unsigned flags;
    } rows[] = {
        {"Amazon", WORD_CAPITAL},
        {"amazon", 0},
        {"été", WORD_ACCENT},
        {"Élysée", WORD_CAPITAL | WORD_ACCENT},
        {"œuvre", WORD_ACCENT},
        {"le", WORD_STOP},
        {"LES", WORD_STOP | WORD_CAPITAL},
        {"or", 0},
        {"À", WORD_STOP | WORD_CAPITAL | WORD_ACCENT},
        {"d'", WORD_STOP | WORD_ELIDED},
        {"10 000", WORD_NUMBER},
        {"aujourd'hui", 0},
    };
    struct analyzer *a = analyzer_new();
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct word *w = analyzer_word(a, span_str(rows[i].text));
        if ((w->flags & ~(unsigned)(WORD_VARIED | WORD_HEAD)) != rows[i].flags)
            fail_msg("row %zu: %s has flags %u, want %u", i, rows[i].text, w->flags, rows[i].flags);
    }
    assert_null(analyzer_word(a, span_str(" …")));
    analyzer_free(a);
}

static void print_place(void *context, const struct token *t)
{
    struct buf *out = context;
    buf_printf(out, "%u-%u:%u:%.*s ", t->start, t->end, t->position, SPAN_ARG(t->word->form));
}

static void gives_places_in_the_text(void **state)
{
    (void)state;
    struct analyzer *a = analyzer_new();
    struct buf out = {0};
    analyzer_text(a, span_str("C’est l'été à 10 000 °C"), print_place, &out);
    CHECK_SPAN(0, buf_span(&out),
        "0-4:1:c' 4-7:2:est 8-10:3:l' 10-15:4:ete 16-18:5:a 19-25:6:10000 19-25:6:degres 28-29:7:c ");
    buf_release(&out);
    analyzer_free(a);
}

/* A text with what is hard to cut, long enough for many pieces. */
static void make_text(struct buf *out)
{
    static const char *const parts[] = {"C’est au tour d’Amazon ", "S.N.C.F. ", "10 000 000 ", "1,3 ",
        "l'« IA », ", "aujourd’hui ", "e\xCC\x81t\xC3\xA9 ", "P.-D.G.\n", "— … ", "25.11.2025 ",
        "vice-président ", "\xFF", "😀", "N’Djamena ", "gouver-\n nement ", "étudiant·e·s ", "week-end ",
        "data center ", "25/11/2025 ", "50 Mds€ ", "20 h 30 ", "L&#8217;&eacute;t&eacute; ", "Canal+ ",
        "n° 12 ", "arc-en-ciel ", "R&amp;D ", "nov. ", "lecteur(rice)s "};
    for (unsigned i = 0; i < 3000; i++) {
        buf_add_str(out, parts[(i * 7919u + i / 13u) % COUNT(parts)]);
        if (i % 500 == 0)
            for (int k = 0; k < 700; k++)
                buf_add_rune(out, i % 1000 ? 'a' + k % 26 : 0xe0 + k % 20);
    }
}

static void cuts_the_same_in_pieces(void **state)
{
    (void)state;
    struct buf text = {0}, whole = {0}, pieces = {0};
    make_text(&text);
    struct analyzer *a = analyzer_new();
    analyzer_text(a, buf_span(&text), print_place, &whole);
    assert_true(whole.len > 1000);
    unsigned seed = 1;
    static const unsigned sizes[] = {1, 2, 3, 7, 100, 255, 256, 257, 511, 513, 5000};
    for (size_t round = 0; round < COUNT(sizes) + 20; round++) {
        buf_clear(&pieces);
        analyzer_begin(a, print_place, &pieces);
        struct span rest = buf_span(&text);
        while (rest.len) {
            size_t n = round < COUNT(sizes) ? sizes[round] : (size_t)(seed = seed * 1103515245u + 12345u) % 700;
            analyzer_feed(a, span_head(rest, n));
            rest = span_skip(rest, n);
        }
        analyzer_end(a);
        if (!span_eq(buf_span(&whole), buf_span(&pieces)))
            fail_msg("round %zu: cut differently", round);
    }
    analyzer_free(a);
    buf_release(&text);
    buf_release(&whole);
    buf_release(&pieces);
}

static void long_words_are_cut_short(void **state)
{
    (void)state;
    struct buf text = {0}, out = {0};
    for (int i = 0; i < 100000; i++)
        buf_add_str(&text, "é");
    buf_add_str(&text, " fin");
    struct analyzer *a = analyzer_new();
    analyzer_text(a, buf_span(&text), print_place, &out);
    struct span rest = buf_span(&out);
    assert_true(span_ends(rest, span_str("200001-200004:2:fin ")));
    assert_true(rest.len < 200);
    size_t before = analyzer_memory(a);
    analyzer_forget(a);
    assert_true(analyzer_memory(a) < before);
    CHECK_SPAN(0, analyzer_word(a, span_str("Amazon"))->form, "amazon");
    analyzer_free(a);
    buf_release(&text);
    buf_release(&out);
}

static void words_remember(void **state)
{
    (void)state;
    struct analyzer *a = analyzer_new();
    struct word *w = analyzer_word(a, span_str("IA"));
    assert_int_equal(w->ids[0], WORD_NO_ID);
    w->ids[0] = 42;
    assert_ptr_equal(analyzer_word(a, span_str("IA")), w);
    assert_int_equal(analyzer_word(a, span_str("IA"))->ids[0], 42);
    analyzer_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_french),
        cmocka_unit_test(flags_words),
        cmocka_unit_test(gives_places_in_the_text),
        cmocka_unit_test(cuts_the_same_in_pieces),
        cmocka_unit_test(long_words_are_cut_short),
        cmocka_unit_test(words_remember),
    };
    return cmocka_run_group_tests_name("lang", tests, NULL, NULL);
}
