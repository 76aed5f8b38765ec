#include "tests/unit/table.h"
#include "tests/unit/test_article.h"

#include "article/reader.h"

void reads_tables(void **state)
{
    (void)state;
    static const struct reader_row rows[] = {
        {"a.csv", "titre,date,texte\nUn,2021-02-03,Bonjour\nDeux,2022,Adieu\n",
            "#1\ntitle=Un\ndate=2021-02-03\n> Bonjour\n#2\ntitle=Deux\ndate=2022\n> Adieu\n"},
        /* Excel: a mark, semicolons, days first, CR LF. */
        {"a", "\xEF\xBB\xBF\"Titre\";\"Publié le\";\"Journal\";\"Pages\"\r\nUn; 25/11/2025 ;Le Fil;12\r\n",
            "#1\ntitle=Un\ndate=2025-11-25\nsource=Le Fil\n+Pages=12\n"},
        {"a.csv", "sep=;\ntitle;text\nUn;a,b\n", "#1\ntitle=Un\n> a,b\n"},
        {"a.tsv", "headline\tArticle Content\nUn\tdeux, « trois »\n", "#1\ntitle=Un\n> deux, « trois »\n"},
        /* Quotation marks: doubled, with separators and line ends between them. */
        {"a.csv", "title,text\n\"Un, \"\"deux\"\"\",\"a\n\nb,\nc\" \n\"\",d\n",
            "#1\ntitle=Un, \"deux\"\n> a\n> b,\n> c\n#2\n> d\n"},
        /* One that was meant as one takes no other row with it. */
        {"a.tsv", "title\ttext\n\"Un\" dit-il\ta\nDeux\tb \"c\"\n\"Trois\" dit-elle\td\n",
            "#1\ntitle=\"Un\" dit-il\n> a\n#2\ntitle=Deux\n> b \"c\"\n#3\ntitle=\"Trois\" dit-elle\n> d\n"},
        {"a.csv", "title,text\n\"Un,a\nDeux,\"b\"\nTrois,c\n",
            "#1\ntitle=\"Un\n> a\n#2\ntitle=Deux\n> b\n#3\ntitle=Trois\n> c\n"},
        /* R leaves the name of its rows' names away. */
        {"a.csv", "\"title\",\"text\"\n\"1\",\"Un\",\"a\nb\"\n\"2\",\"Deux\",\"b\"\n",
            "#1\ntitle=Un\n+_=1\n> a\n> b\n#2\ntitle=Deux\n+_=2\n> b\n"},
        {"a.csv", "title,text\nUn\n,\n\nDeux,b,c\n",
            "#1\ntitle=Un\n! line 3: neither title nor text\n#3\ntitle=Deux\n+_=c\n> b\n"
            "? line 5: more cells than names\n"},
        {"a.csv", "title,date\nUn,Mon Jan 02 17:03:00 CET 2017\nDeux,30/02/2020\n",
            "#1\ntitle=Un\ndate=2017-01-02T17:03\n#2\ntitle=Deux\n+date=30/02/2020\n"
            "? line 3: « 30/02/2020 » is no date\n"},
        {"a.csv", "nom,prix\nUn,2\n",
            "! line 1: no name is that of a title or a text: nom, prix (see --map)\n"},
        {"a.csv", "title\nUn\n", "#1\ntitle=Un\n"},
        /* Windows-1252. */
        {"a.csv", "titre;r\xE9sum\xE9;texte\nL\x92\xE9t\xE9;chaud;O\xF9 ?\nA;b;c\xE0 d\xE9j\xE0\n",
            "#1\ntitle=L’été\n+résumé=chaud\n> Où ?\n#2\ntitle=A\n+résumé=b\n> cà déjà\n"},
        /* Encoded twice; HTML in cells, whose own line ends part nothing but where no tag does. */
        {"a.csv", "titre;texte\nL\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2\xC3\x83\xC2\xA9t\xC3\x83\xC2\xA9;b\n",
            "#1\ntitle=L’été\n> b\n? 3 characters encoded twice, put right\n"},
        {"a.csv",
            "titre,texte\nUn &amp; deux,<p>L&#8217;&eacute;t&eacute;</p>\n"
            "b,\"<p>Un\ndeux.</p><p>Trois</p>\"\nc,\"Un &amp;\ndeux <b>ou\ntrois</b>.\"\n",
            "#1\ntitle=Un & deux\n> L’été\n#2\ntitle=b\n> Un deux.\n> Trois\n"
            "#3\ntitle=c\n> Un &\n> deux ou\n> trois.\n"},
        /* Prose with commas is none. */
        {"a.txt", "Un titre, une date, un texte, quoi d'autre\n\nRien.\n",
            "#0\ntitle=Un titre, une date, un texte, quoi d'autre\n> Rien.\n"},
    };
    check_readers(NULL, rows, COUNT(rows));
}

void reads_iramuteq(void **state)
{
    (void)state;
    static const struct reader_row rows[] = {
        {"a.txt",
            "**** *date_2025-11-25 *source_le_monde *sexe_f \n\nUn texte.\nAutre\n-*meteo\nligne.\n-*fin \n"
            "**** *annee_2017 *titre_Le_castor\nIl bâtit.\n",
            "#1\ndate=2025-11-25\nsource=le monde\n+sexe=f\n+theme=meteo, fin\n> Un texte.\n> Autre\n> "
            "ligne.\n"
            "#2\ntitle=Le castor\ndate=2017\n+annee=2017\n> Il bâtit.\n"},
        {"a", "0001 *date_2017_05_12 *annee_2017 *id_x\nUn.\n0002\t*date_bientôt\nDeux.\n1515 fut une date\n",
            "#1\nid=x\ndate=2017-05-12\n+annee=2017\n+_=0001\n> Un.\n"
            "#2\n+date=bientôt\n+_=0002\n> Deux.\n> 1515 fut une date\n? line 3: « bientôt » is no date\n"},
        {"a", "****\nUn.\n**** *x_1\n**** *y\nTrois.", "#1\n> Un.\n! line 3: no text\n#3\n+y=y\n> Trois.\n"},
        {"a", "***** gras *****\nUn.", "#0\ntitle=***** gras *****\n> Un.\n"},
    };
    check_readers(NULL, rows, COUNT(rows));
}

void reads_mail(void **state)
{
    (void)state;
    static const struct reader_row rows[] = {
        {"a.eml",
            "From: =?utf-8?q?Le_F=C3=AEl?= <fil@example.org>\r\nSubject: =?iso-8859-15?Q?L'=E9t=E9,?=\r\n"
            " =?utf-8?b?w6kg4oKs?=\r\nDate: Tue, 25 Nov 2025 14:30:00 +0100 (CET)\r\n"
            "Content-Type: text/plain; charset=iso-8859-15\r\nContent-Transfer-Encoding: quoted-printable\r\n"
            "\r\n10 =A4 en =E9co=\r\nnomie.\r\nFrom ici.\r\n",
            "#0\ntitle=L'été,é €\ndate=2025-11-25T14:30\nauthor=Le Fîl\n> 10 € en économie.\n> From ici.\n"},
        /* A mailbox; addresses without names, impossible dates, raw bytes; a stub beside an attachment. */
        {"a",
            "From a@b.org Tue Nov 25 14:30:00 2025\nFrom: a@b.org\nSubject: \xE9t\xE9\n"
            "Message-ID: <1@b.org>\nDate: 31 Feb 2020\n\nUn.\n>From Paris.\n\n"
            "From a@b.org Tue Nov 25 14:30:00 2025\nFrom: a@b.org\nMIME-Version: 1.0\nSubject: Deux\n"
            "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain; charset=utf-8\n"
            "Content-Transfer-Encoding: base64\n\nw4l0w6k=\n--x\nContent-Type: text/plain\n"
            "Content-Disposition: attachment\n\nPas ici.\n--x--\n\n"
            "From a@b.org Tue Nov 25 14:30:00 2025\nTo: a@b.org\n",
            "#1\nid=1@b.org\ntitle=été\nauthor=a@b.org\n+date=31 Feb 2020\n> Un.\n> From Paris.\n"
            "? line 1: « 31 Feb 2020 » is no date\n"
            "#2\ntitle=Deux\nauthor=a@b.org\n> Été\n"
            "! line 28: a message without subject and text\n"},
        /* The page of a message, where the plain text only speaks of it; what was encoded twice is so in both.
         */
        {"a.eml",
            "From: a@b.org\nSubject: Un\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=x\n\n"
            "--x\nContent-Type: text/plain\n\nVoir en ligne.\n--x\nContent-Type: text/html; charset=utf-8\n\n"
            "<html><body><p>L'\xC3\x83\xC2\xA9t\xC3\x83\xC2\xA9 fut long.</p>"
            "<p>La r&Atilde;&copy;gie le regrette.</p></body></html>\n--x--\n",
            "#0\ntitle=Un\nauthor=a@b.org\n> L'été fut long.\n> La régie le regrette.\n"
            "? 3 characters encoded twice, put right\n"},
        {"a.eml",
            "From: a@b.org\nSubject: Un\nContent-Type: text/html; charset=iso-8859-15\n"
            "Content-Transfer-Encoding: 8bit\n\n<p>Il co\xFBte 2 \xA4.</p><p>C'est peu.</p>\n",
            "#0\ntitle=Un\nauthor=a@b.org\n> Il coûte 2 €.\n> C'est peu.\n"},
        {"a.eml", "From: a@b.org\nSubject: Un\nMIME-Version: 1.0\n\nr\xC3\x83\xC2\xA9gie\n",
            "#0\ntitle=Un\nauthor=a@b.org\n> régie\n? 1 character encoded twice, put right\n"},
        {"a.txt", "From Paris with love, 12:30, 20202020\n\nUn.",
            "#0\ntitle=From Paris with love, 12:30, 20202020\n> Un.\n"},
    };
    check_readers(NULL, rows, COUNT(rows));
}

/* The title of the only article, with names from a map. */
static void check_title(size_t row, const char *name, const char *text, const char *map_text, const char *title)
{
    struct arena arena;
    arena_init(&arena);
    struct draft_map map = {.items = NULL};
    struct limier_error err;
    assert_int_equal(draft_map_add(&map, map_text, &arena, &err), LIMIER_OK);
    struct input *in = input_from_span(span_str(text), name);
    struct reader r;
    struct article a;
    bool more;
    assert_int_equal(reader_open_mapped(&r, in, NULL, &map, &err), LIMIER_OK);
    if (reader_next(&r, &arena, &a, &more, &err) != LIMIER_OK)
        fail_msg("row %zu: %s", row, err.message);
    CHECK_SPAN(row, a.title, title);
    reader_close(&r);
    input_close(in);
    draft_map_release(&map);
    arena_release(&arena);
}

void takes_names_from_a_map(void **state)
{
    (void)state;
    static const struct {
        const char *name, *in, *map, *title;
    } rows[] = {
        {"a.jsonl", "{\"entete\":\"Un\",\"title\":\"Autre\"}", "title=entete", "Un"},
        {"a.jsonl", "{\"title\":\"Autre\",\"entete\":\"Un\"}", "titre=Entête", "Un"},
        {"a.json", "{\"meta\":{\"head-line\":\"Un\"},\"jour\":\"2020\"}", "date=jour, title=meta.head_line",
            "Un"},
        {"a.csv", "Nom de l'article;Prix\nUn;2\n", "title=nom de l'article", "Un"},
        {"a.md", "---\nnom: Un\n---\nTexte", "title=nom", "Un"},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        check_title(i, rows[i].name, rows[i].in, rows[i].map, rows[i].title);

    static const struct {
        const char *map, *message;
    } wrong[] = {
        {"titel=x", "« titel » is no field; there are id, title, date, source, author, section, url, language, "
                    "text"},
        {"title", "« title » is not FIELD=NAME"},
        {"title=a,,", "«  » is not FIELD=NAME"},
        {"", "«  » is not FIELD=NAME"},
        {"title=", "« title= » is not FIELD=NAME"},
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        struct arena arena;
        arena_init(&arena);
        struct draft_map map = {.items = NULL};
        struct limier_error err;
        assert_int_equal(draft_map_add(&map, wrong[i].map, &arena, &err), LIMIER_USAGE);
        CHECK_SPAN(i, span_str(err.message), wrong[i].message);
        draft_map_release(&map);
        arena_release(&arena);
    }
}
