#include "tests/unit/table.h"

#include "article/date.h"
#include "article/markup.h"
#include "article/page.h"

static void texts_of_html(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
    } rows[] = {
        {"", ""},
        {"du texte", "du texte\n"},
        {"<p>Un &eacute;t<b>é</b> &amp; 3 &#8217;</p><p>Deux</p>", "Un été & 3 ’\nDeux\n"},
        {"<mark>énerg</mark>ie et <st1:place>L</st1:place>yon", "énergie et Lyon\n"},
        {"<ul><li>un</li><li>deux</li></ul>trois<br>quatre", "un\ndeux\ntrois\nquatre\n"},
        {"<div>un<div>deux</div>trois</div>", "un\ndeux\ntrois\n"},
        {"  un \n\t deux  ", "un deux\n"},
        {"<pre>un\n  deux</pre>", "un\ndeux\n"},
        {"a < b et c > d", "a < b et c > d\n"},
        {"<script>var x = '<p>';</script><style>p{}</style>oui<!-- non -->", "oui\n"},
        {"<table><tr><td>un</td><td>deux</td></tr><tr><td>trois</td></tr></table>", "un deux\ntrois\n"},
        {"<p>sans fin <a href='x", "sans fin\n"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf text = {0};
        markup_text(span_str(rows[i].in), &text);
        CHECK_SPAN(i, buf_span(&text), rows[i].want);
        buf_release(&text);
    }
}

static void tells_html(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        bool want;
    } rows[] = {
        {"<p>oui</p>", true},
        {"oui<br/>oui", true},
        {"été&nbsp;", true},
        {"&#233;t&#xe9;", true},
        {"R&D; non", false},
        {"a < b", false},
        {"3 < 4 > 2", false},
        {"<3", false},
        {"Tom & Jerry", false},
        {"", false},
        {"<poire>", false},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        if (markup_looks_html(span_str(rows[i].in)) != rows[i].want)
            fail_msg("row %zu: %s", i, rows[i].in);
}

static void refuses_what_grows_without_end(void **state)
{
    (void)state;
    struct buf deep = {0}, wide = {0};
    for (int i = 0; i < 100000; i++)
        buf_add_str(&deep, "<b>");
    buf_add_str(&wide, "<p");
    for (int i = 0; i < 100000; i++)
        buf_printf(&wide, " a%d=1", i);
    buf_add_str(&wide, ">x");
    const struct {
        struct span in;
        const char *why;
    } rows[] = {
        {buf_span(&deep), "elements nested thousands deep"},
        {buf_span(&wide), "a tag with thousands of attributes"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct markup m;
        struct limier_error err;
        markup_init(&m);
        assert_int_equal(markup_html(&m, rows[i].in, &err), LIMIER_INPUT);
        assert_string_equal(err.message, rows[i].why);
        markup_release(&m);
    }
    buf_release(&deep);
    buf_release(&wide);
}

/* Titles of the items of a feed, whatever size of piece it comes in. */
static void check_stream(size_t row, const char *xml, size_t piece, const char *want, bool fault)
{
    static const char *const parts[] = {"item", NULL};
    struct markup_stream *s = markup_stream_new(parts);
    struct buf got = {0};
    struct arena arena;
    arena_init(&arena);
    struct span rest = span_str(xml);
    for (bool more = true; more;) {
        more = rest.len > 0;
        size_t n = rest.len < piece ? rest.len : piece;
        const char *tag = n < rest.len ? memchr(rest.ptr + n, '<', rest.len - n) : NULL;
        n = tag ? (size_t)(tag - rest.ptr) : rest.len;
        markup_stream_feed(s, span_head(rest, n));
        rest = span_skip(rest, n);
        if (!more)
            markup_stream_end(s);
        for (const struct markup_node *n2; (n2 = markup_stream_next(s));) {
            buf_add_span(&got, markup_line(n2, &arena));
            buf_add_char(&got, '|');
        }
    }
    CHECK_SPAN(row, buf_span(&got), want);
    if ((markup_stream_fault(s) != NULL) != fault)
        fail_msg("row %zu: fault %s", row, markup_stream_fault(s));
    buf_release(&got);
    arena_release(&arena);
    markup_stream_free(s);
}

static void streams_xml(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
        bool fault;
    } rows[] = {
        {"<rss><channel><item>un</item><x>non</x><item>deux</item></channel></rss>", "un|deux|", false},
        {"\n Warning: x <?xml version='1.0' encoding='koi8-r'?><rss><item>é &amp; è</item></rss>", "é & è|",
            false},
        {"<rss><item>R&D &eacute; &#233; &bidule; fin</item></rss>", "R&D é é &bidule; fin|", false},
        {"<rss><item>un <b>deux</item><item>trois</item></rss>", "un deux|trois|", true},
        {"<rss><item>un</item><item>coup", "un|coup|", true},
        {"<f:rss xmlns:f='x'><f:item>un</f:item></f:rss>", "un|", false},
        {"<rss><item><![CDATA[<p>un & deux</p>]]></item></rss>", "<p>un &amp; deux</p>|", false},
        {"<!DOCTYPE rss [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><rss><item>&b;</item></rss>", "&b;|", false},
        {"<!DOCTYPE rss SYSTEM 'file:///etc/passwd'><rss><item>un</item></rss>", "un|", false},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        for (size_t piece = 1; piece < 200; piece = piece * 3 + 1)
            check_stream(i, rows[i].in, piece, rows[i].want, rows[i].fault);
}

static void finds_dates_in_lines(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
        bool stamp;
    } rows[] = {
        {"Publié le 25 novembre 2025 à 14h30", "2025-11-25T14:30", true},
        {"jeudi 27 juin 2019, par Odette", "2019-06-27", true},
        {"Politique, mardi 9 janvier 2007 295 mots, p. 7", "2007-01-09", true},
        {"Tuesday, January 9, 2007 412 words", "2007-01-09", true},
        {"le 02.10.2017 à 08h31", "2017-10-02T08:31", true},
        {"Posté par Marco le 2 Déc 2017 dans Actus", "2017-12-02", true},
        {"Mis à jour le 8 février 2020 à 9h - Publié le 7 février 2020", "2020-02-08T09:00", true},
        {"Le 31 décembre 2014, au terme de vingt-neuf ans, la commune a repris onze agents et deux camions.",
            "2014-12-31", false},
        {"En 2016, douze maires", "", false},
        {"12 345 678 habitants", "", false},
        {"30 février 2020", "", false},
        {"", "", false},
    };
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct date date;
        size_t at;
        struct span line = span_str(rows[i].in), got = span_str("");
        if (date_find(line, &date, &at))
            got = date_format(&arena, &date);
        CHECK_SPAN(i, got, rows[i].want);
        if (page_is_stamp(line, page_words(line)) != rows[i].stamp)
            fail_msg("row %zu: stamp", i);
    }
    arena_release(&arena);
}

static void knows_what_stands_around_articles(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        bool furniture, ending, comments;
    } rows[] = {
        {"À lire aussi : la crue de l’Oise", true, false, false},
        {"» LIRE AUSSI - Un autre sujet", true, false, false},
        {"Partager", true, true, false},
        {"12 commentaires", false, true, true},
        {"Sur le même sujet", true, true, false},
        {"Publié à midi", true, false, false},
        {"(c) Le Journal", true, false, false},
        {"Par ailleurs, le conseil a décidé de remettre le vote au mois de mars, faute de quorum.", false,
            false, false},
        {"Les commentaires du maire ont fait sourire.", false, false, false},
        {"Une voie ferrée de trop", false, false, false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct span line = span_str(rows[i].in);
        bool comments, ending = page_is_ending(line, page_words(line), &comments);
        if (page_is_furniture(line, page_words(line), false) != rows[i].furniture || ending != rows[i].ending ||
            comments != rows[i].comments)
            fail_msg("row %zu: %s", i, rows[i].in);
    }
    assert_int_equal(page_words(span_str("L’été, 12 h - « oui » !")), 4);
    assert_int_equal(page_overlap(span_str("le port rouvre"), span_str("Rouvre-t-il ? Le port")), 100);
    assert_true(page_same(span_str("Été : « oui »"), span_str("ete oui")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_of_html),
        cmocka_unit_test(tells_html),
        cmocka_unit_test(refuses_what_grows_without_end),
        cmocka_unit_test(streams_xml),
        cmocka_unit_test(finds_dates_in_lines),
        cmocka_unit_test(knows_what_stands_around_articles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
