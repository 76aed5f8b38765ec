#include "tests/unit/table.h"
#include "tests/unit/test_article.h"

#include "article/date.h"
#include "article/stated.h"

static void check(size_t row, const char *in, bool found, const struct date *date, const char *want)
{
    struct arena arena;
    arena_init(&arena);
    struct span got = found ? date_format(&arena, date) : span_str("");
    if (!span_is(got, want))
        fail_msg("row %zu « %s »: got « %.*s », want « %s »", row, in, SPAN_ARG(got), want);
    arena_release(&arena);
}

void dates(void **state)
{
    (void)state;
    /* What is no date has "". */
    static const struct {
        const char *in, *want;
    } rows[] = {
        {"2025-11-25", "2025-11-25"},
        {" 2025-11-25 \n", "2025-11-25"},
        {"2025-11", "2025-11"},
        {"2025", "2025"},
        {"2025/11/25", "2025-11-25"},
        {"2025.11.25", "2025-11-25"},
        {"2025/11", "2025-11"},
        {"20251125", "2025-11-25"},
        {"2025-1-5", "2025-01-05"},
        {"2025-11-25T14:30", "2025-11-25T14:30"},
        {"2025-11-25T14:30:59", "2025-11-25T14:30"},
        {"2025-11-25T14:30:59.123", "2025-11-25T14:30"},
        {"2025-11-25T14:30:59,123456Z", "2025-11-25T14:30"},
        {"2025-11-25T14:30Z", "2025-11-25T14:30"},
        {"2025-11-25T14:30:00+01:00", "2025-11-25T14:30"},
        {"2025-11-25T14:30:00+0100", "2025-11-25T14:30"},
        {"2025-11-25T14:30:00+01", "2025-11-25T14:30"},
        {"2025-11-25T14:30:00-05:00", "2025-11-25T14:30"},
        {"2025-11-25 14:30", "2025-11-25T14:30"},
        {"2025-11-25 14:30:00 +0100", "2025-11-25T14:30"},
        {"2025-11-25 14:30:00 UTC", "2025-11-25T14:30"},
        {"20251125T143000Z", "2025-11-25T14:30"},
        {"20251125T1430", "2025-11-25T14:30"},
        {"2025-11-25t09:05z", "2025-11-25T09:05"},
        {"2025-nov-25", "2025-11-25"},
        {"25/11/2025", "2025-11-25"},
        {"5/3/2025", "2025-03-05"},
        {"25.11.2025", "2025-11-25"},
        {"25-11-2025", "2025-11-25"},
        {"25-nov-2025", "2025-11-25"},
        {"11/2025", "2025-11"},
        {"25/11/2025 14:30", "2025-11-25T14:30"},
        {"25/11/2025 à 14h30", "2025-11-25T14:30"},
        {"le 02.10.2017 à 08h31", "2017-10-02T08:31"},
        {"25/11/2025 - 14:30", "2025-11-25T14:30"},
        {"25 novembre 2025", "2025-11-25"},
        {"25 NOVEMBRE 2025", "2025-11-25"},
        {"mardi 25 novembre 2025", "2025-11-25"},
        {"Mardi, 25 novembre 2025", "2025-11-25"},
        {"le mardi 25 novembre 2025", "2025-11-25"},
        {"mardi 1er avril 2020 à 14h30", "2020-04-01T14:30"},
        {"1er avril 2020", "2020-04-01"},
        {"1ᵉʳ avril 2020", "2020-04-01"},
        {"1 er avril 2020", ""},
        {"nov. 2025", "2025-11"},
        {"novembre 2025", "2025-11"},
        {"2 Déc 2017", "2017-12-02"},
        {"2 déc. 2017", "2017-12-02"},
        {"2 de\xCC\x81"
         "cembre 2017",
            "2017-12-02"},
        {"3 janv. 2019", "2019-01-03"},
        {"3 févr. 2019", "2019-02-03"},
        {"3 fév. 2019", "2019-02-03"},
        {"3 fevrier 2019", "2019-02-03"},
        {"3 mars 2019", "2019-03-03"},
        {"3 avr. 2019", "2019-04-03"},
        {"3 mai 2019", "2019-05-03"},
        {"3 juin 2019", "2019-06-03"},
        {"3 juil. 2019", "2019-07-03"},
        {"3 août 2019", "2019-08-03"},
        {"3 aout 2019", "2019-08-03"},
        {"3 sept. 2019", "2019-09-03"},
        {"3 oct. 2019", "2019-10-03"},
        {"mar. 2 avril 2019", "2019-04-02"},
        {"mar. 1er avril 2019", "2019-04-01"},
        {"mar 02/04/2019", "2019-04-02"},
        {"mar 2019", "2019-03"},
        {"mar 2, 2019", "2019-03-02"},
        {"jeu. 27 juin 2019, 9h05", "2019-06-27T09:05"},
        {"jeudi 27 juin 2019, 18 h 30", "2019-06-27T18:30"},
        {"27 juin 2019 à 18 h", "2019-06-27T18:00"},
        {"27 juin 2019 à 18 h 30 min", "2019-06-27T18:30"},
        {"27\xC2\xA0juin\xE2\x80\xAF"
         "2019",
            "2019-06-27"},
        {"Tue, 25 Nov 2025 14:30:00 +0100", "2025-11-25T14:30"},
        {"Tue, 25 Nov 2025 14:30:00 GMT", "2025-11-25T14:30"},
        {"25 Nov 25 14:30:00 +0100", "2025-11-25T14:30"},
        {"25 Nov 99 14:30 EST", "1999-11-25T14:30"},
        {"Tue, 25 Nov 2025 14:30:00 +0100 (CET)", "2025-11-25T14:30"},
        {"Nov 25, 2025", "2025-11-25"},
        {"Tuesday, November 25, 2025", "2025-11-25"},
        {"November 25th, 2025 at 2:30 pm", "2025-11-25T14:30"},
        {"Nov. 25, 2025 12:05 AM", "2025-11-25T00:05"},
        {"Nov 25 2025", "2025-11-25"},
        {"Mon Jan 02 17:03:00 CET 2017", "2017-01-02T17:03"},
        {"Mon Jan  2 17:03:00 2017", "2017-01-02T17:03"},
        {"Mon Jan 02 2017 17:03:00 GMT+0100 (heure normale)", "2017-01-02T17:03"},
        {"29 février 2024", "2024-02-29"},
        {"2000-02-29", "2000-02-29"},
        {"1000-01-01", "1000-01-01"},
        {"2999-12-31", "2999-12-31"},
        {"", ""},
        {"   ", ""},
        {"bientôt", ""},
        {"2025-02-30", ""},
        {"30 février 2025", ""},
        {"29 février 2023", ""},
        {"1900-02-29", ""},
        {"2025-13-01", ""},
        {"2025-00-10", ""},
        {"2025-10-00", ""},
        {"32/01/2025", ""},
        {"11/25/2025", ""},
        {"25/11/25", ""},
        {"25 novembre 25", ""},
        {"2025-11-25 25:70", ""},
        {"2025-11-25 24:00", ""},
        {"2025-11-25 14:60", ""},
        {"2025-11-25T14:30:61", ""},
        {"2025-11-25T14:30+99:00", ""},
        {"2025-11-25T", ""},
        {"2025-11-25 14:30 pm", ""},
        {"0999-01-01", ""},
        {"3000-01-01", ""},
        {"202511", ""},
        {"20251345", ""},
        {"14:30", ""},
        {"novembre", ""},
        {"25 novembre", ""},
        {"2025-11-25 et après", ""},
        {"article du 25 novembre 2025", ""},
        {"1593702540", ""},
        {"2025--11", ""},
    };
    assert_true(COUNT(rows) >= 80);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct date d;
        check(i, rows[i].in, date_parse(span_str(rows[i].in), &d), &d, rows[i].want);
    }
    struct date d;
    assert_false(date_parse(span_of("2025\0-11", 8), &d));
}

void dates_in_paths(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
    } rows[] = {
        {"2021-06-14.txt", "2021-06-14"},
        {"archive/20210614-titre.txt", "2021-06-14"},
        {"archive/le_monde_2021_06_14.txt", "2021-06-14"},
        {"archive/2021/06/14/titre.txt", "2021-06-14"},
        {"archive/2021/06/titre.txt", "2021-06"},
        {"archive/2021-06/titre.txt", "2021-06"},
        {"archive/2021/titre.txt", "2021"},
        {"2021/titre.txt", "2021"},
        {"2020/2021-06-14.txt", "2021-06-14"},
        {"2021-06-14/titre-2019.txt", "2021-06-14"},
        {"2021-06-14/2021-06-15.txt", "2021-06-15"},
        {"titre-2021.txt", ""},
        {"guerre-1914-18.txt", ""},
        {"2021-02-30.txt", ""},
        {"1202106145.txt", ""},
        {"202106145.txt", ""},
        {"99991231.txt", ""},
        {"12340506.txt", ""},
        {"2021-06_14.txt", ""},
        {"2021", ""},
        {"", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct date d;
        check(i, rows[i].in, date_from_path(span_str(rows[i].in), &d), &d, rows[i].want);
    }
}

void dates_stated(void **state)
{
    (void)state;
    static const struct {
        const char *line, *want; /* « ? » before what is no date; empty: nothing is stated */
    } rows[] = {
        {"Publié le 25 novembre 2025 à 14h30", "2025-11-25T14:30"},
        {"PUBLIÉE LE 25 NOVEMBRE 2025", "2025-11-25"},
        {"Publié le mardi 25 novembre 2025 à 14 h 30, mis à jour le 26 novembre 2025", "2025-11-25T14:30"},
        {"Publié : 25/11/2025.", "2025-11-25"},
        {"Date : 25.11.2025", "2025-11-25"},
        {"Paru en novembre 2025", "2025-11"},
        {"Édition du 1er mai 2019", "2019-05-01"},
        {"Mis en ligne le 2 Déc 2017 | Lecture : 3 min", "2017-12-02"},
        {"Par Jeanne Martin, publié le 2 déc. 2017", "2017-12-02"},
        {"Jeanne Martin - le 02/12/2017 à 08:31", "2017-12-02T08:31"},
        {"Lyon, le 1er mai 2019", "2019-05-01"},
        {"1er mai 2019", "2019-05-01"},
        {"Mercredi 1er mai 2019", "2019-05-01"},
        {"Publié le 31 novembre 2025", "?31 novembre 2025"},
        /* Sentences, numbers, other dates. */
        {"Publié le 12 mars 2019, ce livre raconte la vie d'un castor.", ""},
        {"Publié le 12 mars 2019 chez un petit éditeur", ""},
        {"Paris, le 12 mars 2019 au soir, tout a changé.", ""},
        {"Mis à jour le 12 mars 2019", ""},
        {"2019", ""},
        {"Publié par un éditeur", ""},
        {"Publiés le 12 mars 2019", ""},
        {"La date du 25 novembre 2025", ""},
        {"", ""},
    };
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct date date;
        struct span odd;
        enum stated found = stated_date(&arena, span_str(rows[i].line), &date, &odd);
        struct span got = {"", 0};
        if (found == STATED_DATE)
            got = date_format(&arena, &date);
        else if (found == STATED_ODD)
            got = span_str(arena_printf(&arena, "?%.*s", SPAN_ARG(odd)));
        CHECK_SPAN(i, got, rows[i].want);
    }
    arena_release(&arena);
}
