#include "tests/unit/table.h"
#include "tests/unit/test_article.h"

#include "article/layout.h"
#include "article/reader.h"
#include "base/buf.h"

static void add_field(struct buf *out, const char *name, struct span value)
{
    if (value.len)
        buf_printf(out, "%s=%.*s\n", name, SPAN_ARG(value));
}

static void add_article(struct buf *out, const struct article *a)
{
    buf_printf(out, "#%llu\n", (unsigned long long)a->place);
    add_field(out, "id", a->id);
    add_field(out, "title", a->title);
    add_field(out, "date", a->date);
    add_field(out, "source", a->source);
    add_field(out, "author", a->author);
    add_field(out, "section", a->section);
    add_field(out, "url", a->url);
    add_field(out, "language", a->language);
    for (size_t i = 0; i < a->nextra; i++)
        buf_printf(out, "+%.*s=%.*s\n", SPAN_ARG(a->extra[i].name), SPAN_ARG(a->extra[i].value));
    struct span line;
    for (struct span rest = a->text; span_line(&rest, &line);)
        buf_printf(out, "> %.*s\n", SPAN_ARG(line));
}

/* Everything that reading gives, in one text: articles, « ? » notes, « ! » refusals. */
static void read_all(struct buf *out, struct span bytes, const char *name, const struct reader_format *format)
{
    struct input *in = input_from_span(bytes, name);
    struct arena arena;
    arena_init(&arena);
    struct reader r;
    struct limier_error err;
    if (reader_open(&r, in, format, &err) != LIMIER_OK) {
        buf_printf(out, "!! %s\n", err.message);
    } else {
        for (bool more = true; more;) {
            struct article a;
            enum limier_status status = reader_next(&r, &arena, &a, &more, &err);
            if (status != LIMIER_OK)
                buf_printf(out, "! %s\n", err.message);
            else if (more)
                add_article(out, &a);
            if (r.note[0])
                buf_printf(out, "? %s\n", r.note);
        }
        reader_close(&r);
    }
    arena_release(&arena);
    input_close(in);
}

void check_readers(const char *format, const struct reader_row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct buf got = {0};
        read_all(&got, span_str(rows[i].in), rows[i].name, format ? reader_format(format) : NULL);
        if (strcmp(buf_str(&got), rows[i].want) != 0)
            fail_msg("row %zu: got\n%s\nwant\n%s", i, buf_str(&got), rows[i].want);
        buf_release(&got);
    }
}

void lays_out_prose(void **state)
{
    (void)state;
    static const struct {
        const char *in, *title, *text;
    } rows[] = {
        {"Titre\n\nUn.\nDeux.\n", "Titre", "Un.\nDeux."},
        {"\n\n Titre \nUn.\n\n\nDeux.", "Titre", "Un.\nDeux."},
        {"Une seule ligne", "", "Une seule ligne"},
        {"", "", ""},
        /* Wrapped: lines are joined, and the first is no title. */
        {"Le président de la République a annoncé hier soir que les\n"
         "mesures prises au printemps seraient prolongées jusqu'à la\n"
         "fin de l'année, malgré l'avis contraire du Conseil qui les\n"
         "avait jugées trop coûteuses.\n\nLa suite\nest courte.",
            "",
            "Le président de la République a annoncé hier soir que les mesures prises au printemps seraient "
            "prolongées jusqu'à la fin de l'année, malgré l'avis contraire du Conseil qui les avait jugées "
            "trop "
            "coûteuses.\nLa suite est courte."},
        {"Le titre\n\nLe président de la République a annoncé hier soir que les\n"
         "mesures prises au printemps seraient prolongées jusqu'à la\n"
         "fin de l'année.",
            "Le titre",
            "Le président de la République a annoncé hier soir que les mesures prises au printemps seraient "
            "prolongées jusqu'à la fin de l'année."},
        /* A hyphen at a line's end stays. */
        {"Le titre\n\nLe président de la République a annoncé hier soir que les me-\n"
         "sures prises au printemps seraient prolongées jusqu'à la fin de l'an-\nnée.",
            "Le titre",
            "Le président de la République a annoncé hier soir que les me- sures prises au printemps seraient "
            "prolongées jusqu'à la fin de l'an- née."},
        /* Verse and lists are not wrapped text. */
        {"Liste\n\npommes\npoires\ncerises", "Liste", "pommes\npoires\ncerises"},
        {"Titre\n\n\tun\tdeux  trois", "Titre", "un deux  trois"},
    };
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct span title, text = layout_prose(&arena, span_str(rows[i].in), &title);
        CHECK_SPAN(i, title, rows[i].title);
        CHECK_SPAN(i, text, rows[i].text);
    }
    CHECK_SPAN(0, layout_field(&arena, span_str(" un\n deux\t\ttrois ")), "un deux trois");
    CHECK_SPAN(1, layout_field(&arena, span_str("un deux")), "un deux");
    CHECK_SPAN(2, layout_field(&arena, span_str(" \n ")), "");
    CHECK_SPAN(3, layout_lines(&arena, span_str("\n un\n\n\ndeux\ttrois \n")), "un\ndeux trois");
    arena_release(&arena);
}

void formats_bid(void **state)
{
    (void)state;
    static const struct {
        const char *name, *in, *want;
    } rows[] = {
        {"a.txt", "Titre\n\nTexte.", "text"},
        {"a", "Titre\n\nTexte.", "text"},
        {"a.txt", " date 2025-11-25 Titre\nTexte", "archive"},
        {"a", "date 2025 Titre\nTexte", "archive"},
        {"a", "\xEF\xBB\xBF date 2025-11-25 Titre\nTexte", "archive"},
        {"a", " date bientôt Titre\nTexte", "archive"},
        {"a", "date limite des envois\nTexte", "text"},
        {"a.md", "Texte", "markdown"},
        {"A.MARKDOWN", "Texte", "markdown"},
        {"a.md", "{\"title\": \"x\"} n'est pas un article", "markdown"},
        {"a", "---\ntitle: x\n---\nTexte", "markdown"},
        {"a.txt", "+++\ntitle = \"x\"\n+++\nTexte", "markdown"},
        {"a.txt", "---\nUn trait, puis : du texte\n---\nTexte", "text"},
        {"a.txt", "---\ntitle: x\nsans fin", "text"},
        {"a", "{\"title\": \"x\"}\n{\"title\": \"y\"}\n", "jsonl"},
        {"a.json", "{\"title\": \"x\"}\n{\"title\": \"y\"}\n", "jsonl"},
        {"a.jsonl", "{\"title\": \"x\"}\n", "jsonl"},
        {"a.json", "{\"title\": \"x\"}\n", "json"},
        {"a.json", "{\n \"title\": \"x\"\n}\n", "json"},
        {"a.json", "[\n {\"title\": \"x\"}]", "json"},
        {"a", "[{\"title\": \"x\"}]", "json"},
        {"a.ndjson", "{\"title\": \"x\n{\"title\": \"y\"}", "jsonl"},
        {"a", "<!DOCTYPE html>\n<html><body><p>x</p></body></html>", "html"},
        {"a.txt", "\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- x -->\n<HTML LANG=fr><body>x</body>", "html"},
        {"a.htm", "<h1>x</h1>", "html"},
        {"a.html", "<html><div class=\"DocPublicationName\">x</div></html>", "europresse"},
        {"a.html", "<html><div class=\"article frArticle\"><span class=frHeadline>x</span></div></html>",
            "factiva"},
        {"a.html", "<html><!-- <DOC NUMBER=1> --></html>", "nexis"},
        {"a.txt", "<?xml version='1.0'?>\n<!-- x --><rss version='2.0'></rss>", "feed"},
        {"a", "<feed xmlns='http://www.w3.org/2005/Atom'></feed>", "feed"},
        {"a.xml", "<?xml version='1.0'?><!DOCTYPE TEI.2 SYSTEM 'x'><TEI.2></TEI.2>", "tei"},
        {"a.xml", "<teiCorpus xmlns='http://www.tei-c.org/ns/1.0'/>", "tei"},
        {"a.txt", "<3 pour tout le monde", "text"},
        {"a.txt", "{note} du texte\n{autre} encore", "text"},
        {"a.txt", "[1] une note", "text"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct input *in = input_from_span(span_str(rows[i].in), rows[i].name);
        struct reader r;
        assert_int_equal(reader_open(&r, in, NULL, NULL), LIMIER_OK);
        if (strcmp(r.format->name, rows[i].want) != 0)
            fail_msg("row %zu: got %s, want %s", i, r.format->name, rows[i].want);
        reader_close(&r);
        input_close(in);
    }
    for (const struct reader_format *const *f = reader_formats(); *f; f++)
        assert_ptr_equal(reader_format((*f)->name), *f);
    assert_null(reader_format("word"));
}

void reads_archives(void **state)
{
    (void)state;
    static const struct reader_row rows[] = {
        {"a", " date 2025-11-25 Le titre\nUn.\n\n Deux. \n",
            "#0\ntitle=Le titre\ndate=2025-11-25\n> Un.\n> Deux.\n"},
        {"a", "date 2025-11 Le titre\r\nUn.\r\n", "#0\ntitle=Le titre\ndate=2025-11\n> Un.\n"},
        {"a", "\xEF\xBB\xBF date 2025 Le titre", "#0\ntitle=Le titre\ndate=2025\n"},
        {"a", " date 2025-11-25T14:30 Titre\nUn.", "#0\ntitle=Titre\ndate=2025-11-25T14:30\n> Un.\n"},
        {"a", " date 2025-11-25 14:30 Titre\nUn.", "#0\ntitle=Titre\ndate=2025-11-25T14:30\n> Un.\n"},
        {"a", " date 2025-11-25 14:30, le titre\nUn.", "#0\ntitle=14:30, le titre\ndate=2025-11-25\n> Un.\n"},
        {"2020-01-01.txt", " date 2025-02-30 Titre\nUn.",
            "#0\ntitle=Titre\n+date=2025-02-30\n> Un.\n? line 1: « 2025-02-30 » is no date\n"},
        {"a", "\n date bientôt Titre\nUn.",
            "#0\ntitle=Titre\n+date=bientôt\n> Un.\n? line 2: « bientôt » is no date\n"},
        {"a", " date 2025-11-25 Un\nTexte un.\n date 2025-11-26 Deux\nTexte deux.\n date 2025-02-30 Trois\n",
            "#1\ntitle=Un\ndate=2025-11-25\n> Texte un.\n#2\ntitle=Deux\ndate=2025-11-26\n> Texte deux.\n"
            "#3\ntitle=Trois\n+date=2025-02-30\n? line 5: « 2025-02-30 » is no date\n"},
        {"a", " date 2025-11-25 Un\ndate 2025 dans le texte\ndate limite\n",
            "#0\ntitle=Un\ndate=2025-11-25\n> date 2025 dans le texte\n> date limite\n"},
        {"a", " date 2025-11-25 L'\xE9t\xE9 déjà\n",
            "#0\ntitle=L'été déjà\ndate=2025-11-25\n? 2 bytes the encoding does not have\n"},
        {"a", "Rien de tel", "! line 1: does not begin with « date YYYY-MM-DD Title »\n"},
        {"a", " date 2025-11-25", "! line 1: neither title nor text\n"},
    };
    check_readers("archive", rows, COUNT(rows));
}

void reads_text(void **state)
{
    (void)state;
    static const struct reader_row rows[] = {
        {"2021-06-14.txt", "Le titre\n\nUn.\nDeux.", "#0\ntitle=Le titre\ndate=2021-06-14\n> Un.\n> Deux.\n"},
        {"2019/a.txt", "Le titre\n\nPublié le 14 juin 2021 à 8h\n\nUn.\nDeux.",
            "#0\ntitle=Le titre\ndate=2021-06-14T08:00\n> Publié le 14 juin 2021 à 8h\n> Un.\n> Deux.\n"},
        {"2019/a.txt", "Le titre\n\nPublié le 31 juin 2021",
            "#0\ntitle=Le titre\ndate=2019\n> Publié le 31 juin 2021\n? « 31 juin 2021 » is no date\n"},
        {"a.txt", "Un mot\0", "#0\n> Un mot\n"},
        {"a.txt", "Un\x01 mot\x02", "#0\n> Un mot\n? 2 control characters left out\n"},
        {"a.txt", "", "!! empty\n"},
        {"a.txt", " \n\t\r\n \xEF\xBB\xBF", "!! empty\n"},
    };
    check_readers("text", rows, COUNT(rows));
}

void reads_markdown(void **state)
{
    (void)state;
    static const struct reader_row rows[] = {
        {"a.md", "# Le *titre*\n\nUn **mot** et un [lien](http://x).\nSuite.\n\n![alt](i.png)\n",
            "#0\ntitle=Le titre\n> Un mot et un lien. Suite.\n> alt\n"},
        {"2021/a.md",
            "Sans titre.\n\n## Un\n\n- a\n- b\n\n> cité\n\n---\n\n<!-- rien -->\n\n```c\nint x;\n```\n",
            "#0\ndate=2021\n> Sans titre.\n> Un\n> a\n> b\n> cité\n> int x;\n"},
        {"a.md", "Un <mark>énerg</mark>ie<br>fin &amp; &eacute;t&eacute;&#27;&#8238;.\n",
            "#0\n> Un énergie fin & été.\n"},
        {"a.md", "<div class=\"x\"><p>Un &eacute;t<b>é</b> < 3</p><script>var x;</script><p>Deux</p></div>\n",
            "#0\n> Un été < 3\n> Deux\n"},
        {"a",
            "---\ntitle: \"Le titre : un\"\ndate: 2021-06-14\nauthor: [A, B]\nrubrique: Monde\nslug: le-titre\n"
            "# title: autre\n\npubDate: hier\nmeta:\n  note: 3\n  tags:\n    - un\n    - deux\ndraft: "
            "~\n---\nUn.\n",
            "#0\ntitle=Le titre : un\ndate=2021-06-14\nauthor=A, "
            "B\nsection=Monde\n+slug=le-titre\n+pubDate=hier\n"
            "+meta.note=3\n+meta.tags=un, deux\n> Un.\n"},
        {"a",
            "---\nTitre: |\n  Le\n  titre\nauteurs:\n  - name: A\n  - name: B\nPublié: 14 juin 2021\nlangue: "
            "fr\n"
            "canonical: http://x\nid: 007\n...\n# Le titre\n\nUn.\n\n----\n\n# Autre\n",
            "#0\nid=007\ntitle=Le titre\ndate=2021-06-14\nauthor=A, B\nurl=http://x\nlanguage=fr\n> Un.\n> "
            "Autre\n"},
        {"a", "---\npublished: true\ntitle: x\n---\nUn.\n", "#0\ntitle=x\n+published=true\n> Un.\n"},
        {"a", "---\ndate: bientôt\ntitle: x\n---\nUn.\n",
            "#0\ntitle=x\n+date=bientôt\n> Un.\n? front matter: « bientôt » is no date\n"},
        /* The commonest mistake: a colon in a plain value. */
        {"a", "---\n# note\ntitle: Amazon : le plan\nauthor: 'A'\ntags:\n - x\n - y\n---\nUn.\n",
            "#0\ntitle=Amazon : le plan\nauthor=A\n+tags=x, y\n> Un.\n? front matter: line 3: mapping values "
            "are not "
            "allowed in this context; read line by line\n"},
        {"a", "---\ntitle: [x\nUn texte.\n---\nDeux.\n",
            "#0\n> ---\n> title: [x\n> Un texte.\n> ---\n> Deux.\n? front matter: line 4: did not find "
            "expected ',' or "
            "']'; read as text\n"},
        {"a.md", "---\ntitle: x\n\nUn texte.\n",
            "#0\n> ---\n> title: x\n> Un texte.\n? line 1: front matter that does not end; read as text\n"},
        {"a.md", "---\n- un\n- deux\n---\nUn.\n", "#0\n> un\n> deux\n> Un.\n"},
        {"a",
            "+++\n# note\ntitle = \"L\\u00e9 \\\"titre\\\"\" # fin\ndate = 2021-06-14T10:30:00Z\n"
            "authors = [\n  'A', # un\n  \"B\",\n]\nweight = 3\n[params]\nx.y = true\n\"a b\" = "
            "\"\"\"\nun\ndeux\"\"\"\n"
            "+++\nUn.\n",
            "#0\ntitle=Lé \"titre\"\ndate=2021-06-14T10:30\nauthor=A, B\n+weight=3\n+params.x.y=true\n"
            "+params.a b=un deux\n> Un.\n"},
        {"a", "+++\ntitle = \"x\"\nrien\n+++\nUn.\n",
            "#0\n> +++\n> title = \"x\"\n> rien\n> +++\n> Un.\n? front matter: line 3: no « = » behind a key; "
            "read as "
            "text\n"},
        {"a", "+++\ntitle = \"x\n+++\nUn.\n",
            "#0\n> +++\n> title = \"x\n> +++\n> Un.\n? front matter: line 2: a string that does not end; read "
            "as "
            "text\n"},
        {"a", "---\ntitle: x\ntext: Chapeau.\n---\nUn.\n", "#0\ntitle=x\n> Chapeau.\n> Un.\n"},
        {"a.md", "<!-- rien -->\n", "! neither title nor text\n"},
    };
    check_readers(NULL, rows, COUNT(rows));
}

void reads_json_lines(void **state)
{
    (void)state;
    static const struct reader_row rows[] = {
        {"a",
            "{\"id\":\"x-1\",\"title\":\"T\",\"date\":\"2020-07-02\",\"published\":\"2020-07-02T19:09:00+02:"
            "00\","
            "\"category\":\"france\",\"publisher\":\"P\",\"url\":\"u\",\"text\":\"Un.\\n\\nDeux.\"}\n",
            "#1\nid=x-1\ntitle=T\ndate=2020-07-02\nsource=P\nsection=france\nurl=u\n"
            "+published=2020-07-02T19:09:00+02:00\n> Un.\n> Deux.\n"},
        {"a",
            "\xEF\xBB\xBF{\"_id\":12345678901234567890,\"headline\":\"T\",\"full_text\":\"\\u00e9t\\u00e9\"}"
            "\r\n\r\n"
            "{\"guid\":1.50,\"Titre\":\"U\",\"datePublished\":\"2 D\\u00e9c 2017\",\"contenu\":\"x\"}",
            "#1\nid=12345678901234567890\ntitle=T\n> été\n#2\nid=1.50\ntitle=U\ndate=2017-12-02\n> x\n"},
        {"a",
            "{\"title\":\"un\"}\n{\"title\":\n[1]\n\"x\"\n3\nnull\n{\"a\":1}\n{}\n{\"title\":\"deux\"} x\n"
            "{\"title\":\"trois\"}\n",
            "#1\ntitle=un\n! line 2: bad JSON at byte 9: parse error: premature EOF\n! line 3: not an object "
            "but a list\n"
            "! line 4: not an object but a string\n! line 5: not an object but a number\n"
            "! line 6: not an object but null\n! line 7: neither title nor text; other names: a (see --map)\n! "
            "line 8: neither title nor "
            "text\n"
            "! line 9: bad JSON at byte 18: parse error: trailing garbage\n#10\ntitle=trois\n"},
        {"a", "{\"title\":\"a\",\"title\":\"b\",\"n\":1,\"n\":2,\"vide\":\"\",\"rien\":null,\"oui\":true}\n",
            "#1\ntitle=a\n+n=1\n+oui=true\n"},
        {"a",
            "{\"title\":\"a\",\"tags\":[\"x\",\"y\"],\"geo\":{\"ville\":{\"nom\":\"Paris\"},\"p\":[1,[2,3]]},"
            "\"authors\":[{\"name\":\"A\",\"age\":3},{\"name\":\"B\"}],\"z\":[]}\n",
            "#1\ntitle=a\nauthor=A, B\n+tags=x, y\n+geo.ville.nom=Paris\n+geo.p=1, 2, 3\n+authors.age=3\n"},
        {"a", "{\"title\":\"un\\u0000 mot\\u001b[1m\\ttab\",\"text\":\"a\\tb\\u202e\\n c\"}\n",
            "#1\ntitle=un mot[1m tab\n> a b\n> c\n? 3 control characters left out\n"},
        {"a", "{\"title\":\"un\tmot\x01\"}\n", "#1\ntitle=un mot\n? 1 control character left out\n"},
        {"a", "{\"title\":\"\\ud83d\\ude00 \\udc00\"}\n",
            "#1\ntitle=😀 \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\n? 3 bytes the encoding does not have\n"},
        {"a", "{\"title\":\"l'\xE9t\xE9 déjà\"}\n",
            "#1\ntitle=l'été déjà\n? 2 bytes the encoding does not have\n"},
        {"a", "{\"title\":\"a\",\"date\":\"bientôt\"}\n",
            "#1\ntitle=a\n+date=bientôt\n? line 1: « bientôt » is no date\n"},
        {"a",
            "{\"title\":\"a\",\"body\":\"B\\nC\",\"text\":\"T\",\"dateline\":\"PARIS\",\"created\":\"2020\"}\n",
            "#1\ntitle=a\ndate=2020\n+body=B C\n+dateline=PARIS\n> T\n"},
    };
    check_readers("jsonl", rows, COUNT(rows));
}

void reads_json(void **state)
{
    (void)state;
    static const struct reader_row rows[] = {
        {"a.json", "{\n \"title\": \"T\",\n \"text\": \"x\"\n}\n", "#0\ntitle=T\n> x\n"},
        {"a.json", "[ {\"title\":\"a ] }\"}, {\"titre\":\"b\\\"\"} ]", "#1\ntitle=a ] }\n#2\ntitle=b\"\n"},
        {"a.json",
            "{\"n\":2,\"s\":\"[{\",\"l\":[1,\"[\"],\"response\":{\"docs\":[{\"title\":\"a\"},{\"title\":\"b\"}]"
            "}}",
            "#1\ntitle=a\n#2\ntitle=b\n"},
        {"a.json", "[{\"title\":\"a\"},3,[1,2],\"x, ]\",{\"n\":1},{\"title\":x},{\"title\":\"b\"}]",
            "#1\ntitle=a\n! article 2: not an object\n! article 3: not an object\n! article 4: not an object\n"
            "! article 5: neither title nor text; other names: n (see --map)\n! article 6: bad JSON at byte "
            "10: lexical error: invalid "
            "char in json "
            "text.\n#7\ntitle=b\n"},
        {"a.json", "[{\"title\":\"a\"},{\"title\":\"b\"",
            "#1\ntitle=a\n! article 2: the file ends inside it\n"},
        {"a.json", "{\"n\":1}", "! neither title nor text; other names: n (see --map)\n"},
        {"a.json", "{\"title\":\"un\ndeux\"}", "#0\ntitle=un deux\n"},
        {"a.json",
            "{\"title\":\"R&amp;D d&#8217;&eacute;t&eacute;\",\"content\":\"<p>Un &lt; "
            "deux.</p><p>Trois</p>\"}",
            "#0\ntitle=R&D d’été\n> Un < deux.\n> Trois\n"},
        {"a.json", "{\"title\":\"a < b & c\"}", "#0\ntitle=a < b & c\n"},
        {"a.json", "3", "! not an object but a number\n"},
        {"a.json", "[]", ""},
    };
    check_readers("json", rows, COUNT(rows));
}

void reads_any_encoding(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct span in;
        const char *want;
    } rows[] = {
        {"a", SPAN_LIT("\xFF\xFE \0d\0a\0t\0e\0 \0002\0000\0002\0005\0 \0\xC9\0t\0\xE9\0\n\0u\0n\0"),
            "#0\ntitle=Été\ndate=2025\n> un\n"},
        {"a", SPAN_LIT(" date 2025 L'\xE9t\xE9\r\x95 \xE0 No\xEBl\r"),
            "#0\ntitle=L'été\ndate=2025\n> • à Noël\n"},
        {"a",
            SPAN_LIT("{\"title\":\"L'\xE9t\xE9\"}\n{\"title\":\"\xC7"
                     "a\"}\n"),
            "#1\ntitle=L'été\n#2\ntitle=Ça\n"},
        {"a", SPAN_LIT("\xFE\xFF\0{\0\"\0t\0i\0t\0l\0e\0\"\0:\0\"\0\xE9\0\"\0}\0\n"), "#1\ntitle=é\n"},
        {"a.md", SPAN_LIT("# L'\xE9t\xE9\r\rUn\0 mot."),
            "#0\ntitle=L'été\n> Un mot.\n? 1 control character left out\n"},
        {"a.txt", SPAN_LIT("Titre\n\nlâ€™Ã©tÃ©"),
            "#0\ntitle=Titre\n> l’été\n? 3 characters encoded twice, put right\n"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf got = {0};
        read_all(&got, rows[i].in, rows[i].name, NULL);
        if (strcmp(buf_str(&got), rows[i].want) != 0)
            fail_msg("row %zu: got\n%s\nwant\n%s", i, buf_str(&got), rows[i].want);
        buf_release(&got);
    }
}

void refuses_what_is_no_text(void **state)
{
    (void)state;
    static const struct {
        struct span in;
        const char *want;
    } rows[] = {
        {SPAN_LIT("\x89PNG\r\n\x1a\n\0\0\0"), "!! binary (PNG image)\n"},
        {SPAN_LIT("%PDF-1.4 du texte"), "!! binary (PDF document)\n"},
        {SPAN_LIT("PK\3\4\x14\0"), "!! binary (ZIP archive)\n"},
        {SPAN_LIT("\1\2\3\4\5\6\7\0\0\0\0\0"), "!! binary (of no kind known)\n"},
        {SPAN_LIT("\xFF\xFE"), "!! empty\n"},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        for (int said = 0; said < 2; said++) {
            struct buf got = {0};
            read_all(&got, rows[i].in, "a.txt", said ? reader_format("text") : NULL);
            if (strcmp(buf_str(&got), rows[i].want) != 0)
                fail_msg("row %zu: got %s", i, buf_str(&got));
            buf_release(&got);
        }
}

/* Texts over the limit are refused, and what follows in the file is read. */
void whole_files_are_bounded(void **state)
{
    (void)state;
    size_t n = INPUT_ARTICLE_MAX + 1000;
    struct buf in = {0}, got = {0};
    buf_add_str(&in, "{\"title\":\"");
    memset(buf_reserve(&in, n), 'x', n);
    in.len += n;
    buf_add_str(&in, "\"}\n{\"title\":\"b\"}\n");
    read_all(&got, buf_span(&in), "a.jsonl", NULL);
    assert_string_equal(buf_str(&got), "! line 1: over 33554432 bytes long\n#2\ntitle=b\n");
    buf_clear(&got);
    read_all(&got, buf_span(&in), "a.json", reader_format("json"));
    assert_string_equal(buf_str(&got), "! over 33554432 bytes long\n");
    buf_clear(&got);
    read_all(&got, buf_span(&in), "a.md", reader_format("markdown"));
    assert_string_equal(buf_str(&got), "! over 33554432 bytes long\n");
    buf_clear(&got);

    buf_clear(&in);
    buf_add_str(&in, " date 2025 Un\n");
    while (in.len < n)
        buf_add_str(&in, "une ligne de texte assez courte pour être lue\n");
    buf_add_str(&in, " date 2025-01-02 Deux\nTexte.\n");
    read_all(&got, buf_span(&in), "a", NULL);
    assert_string_equal(buf_str(&got),
        "! line 1: an article of over 33554432 bytes\n#2\ntitle=Deux\ndate=2025-01-02\n> Texte.\n");
    buf_release(&in);
    buf_release(&got);
}
