#include "tests/unit/table.h"

#include "base/utf8.h"
#include "out/json_value.h"
#include "out/plain.h"
#include "out/print_article.h"
#include "out/printer.h"
#include "out/wrap.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define RED   "\033[1;31m"
#define BOLD  "\033[1m"
#define RESET "\033[m"

static void plain_is_harmless(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
    } rows[] = {
        {"Été à L’Haÿ", "Été à L’Haÿ"},
        {"a\033[31mb", "a?[31mb"},
        {"a\tb\nc\rd", "a?b?c?d"},
        {"\x7f\xC2\x9B", "??"},
        {"caf\xE9", "caf?"},
        {"\xC0\x80", "??"},
        {"a\xE2\x80\xAE"
         "b\xE2\x81\xA6",
            "ab"},                  /* right-to-left override, isolate */
        {"co\xC2\xADupe", "coupe"}, /* soft hyphen */
        {"\xEF\xBB\xBFmot", "mot"},
        {"a\xE2\x80\xA8"
         "b",
            "a b"}, /* line separator */
        {"« 10\xC2\xA0%\xE2\x80\xAF! »", "« 10\xC2\xA0%\xE2\x80\xAF! »"},
        {"\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x94\xAC", "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x94\xAC"},
        {"", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf b = {0};
        plain_add(&b, span_str(rows[i].in));
        CHECK_SPAN(i, buf_span(&b), rows[i].want);
        buf_release(&b);
    }
    struct buf b = {0};
    plain_add_lines(&b, span_str("a\nb\033\n"));
    CHECK_SPAN(0, buf_span(&b), "a\nb?\n");
    buf_release(&b);
}

/* The ranges of text between [ and ] are its marks. */
static struct limier_marked marked(const char *text, struct limier_range *marks, char *clean)
{
    struct limier_marked m = {.text = clean, .marks = marks};
    for (; *text; text++)
        if (*text == '[')
            marks[m.nmarks].start = m.length;
        else if (*text == ']')
            marks[m.nmarks++].end = m.length;
        else
            clean[m.length++] = *text;
    clean[m.length] = '\0';
    return m;
}

static void wraps(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        size_t width, indent;
        enum style_mode mode;
        const char *want;
    } rows[] = {
        {"un deux trois", 0, 0, STYLE_PLAIN, "un deux trois"},
        {"un deux trois", 7, 0, STYLE_PLAIN, "un deux\ntrois"},
        {"un deux trois", 8, 2, STYLE_PLAIN, "un deux\n  trois"},
        {"  un \t\n  deux  ", 80, 0, STYLE_PLAIN, "un deux"},
        {"été été été", 7, 0, STYLE_PLAIN, "été été\nété"},
        {"e\xCC\x81te\xCC\x81 e\xCC\x81te\xCC\x81", 7, 0, STYLE_PLAIN,
            "e\xCC\x81te\xCC\x81 e\xCC\x81te\xCC\x81"},
        {"abcdefghij", 4, 0, STYLE_PLAIN, "abcd\nefgh\nij"},
        {"un abcdefghij", 4, 0, STYLE_PLAIN, "un\nabcd\nefgh\nij"},
        /* an accent on its own stays with its letter where a word is cut */
        {"aaae\xCC\x81zz", 4, 0, STYLE_PLAIN, "aaae\xCC\x81\nzz"},
        {"数据中心", 5, 0, STYLE_PLAIN, "数据\n中心"},
        {"le 数据中心", 7, 0, STYLE_PLAIN, "le 数据\n中心"},
        {"aa 10\xC2\xA0%", 5, 0, STYLE_PLAIN, "aa\n10\xC2\xA0%"},
        {"aaa bbb !", 7, 0, STYLE_PLAIN, "aaa\nbbb !"},
        {"aaa « b » c", 7, 0, STYLE_PLAIN, "aaa\n« b » c"},
        {"a\033"
         "7b",
            80, 0, STYLE_PLAIN, "a?7b"},
        {"\xFF\xFE", 80, 0, STYLE_PLAIN, "??"},
        {"", 80, 0, STYLE_PLAIN, ""},
        {"d'[Amazon], l'[IA]", 80, 0, STYLE_PLAIN, "d'Amazon, l'IA"},
        {"d'[Amazon], l'[IA]", 80, 0, STYLE_BRACKETS, "d'[Amazon], l'[IA]"},
        {"un [mot]", 6, 0, STYLE_PLAIN, "un mot"},
        {"un [mot]", 7, 0, STYLE_BRACKETS, "un\n[mot]"},
        {"[intelligence artificielle] a", 14, 0, STYLE_BRACKETS, "[intelligence\nartificielle]\na"},
        {"d'[Amazon] a", 80, 0, STYLE_COLOUR, "d'" RED "Amazon" RESET " a"},
        {"[intelligence artificielle] a", 14, 1, STYLE_COLOUR,
            RED "intelligence" RESET "\n " RED "artificielle" RESET "\n a"},
        {"[été] [数据]", 80, 0, STYLE_COLOUR, RED "été" RESET " " RED "数据" RESET},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct limier_range marks[8];
        char clean[256];
        struct limier_marked m = marked(rows[i].in, marks, clean);
        struct buf b = {0};
        struct wrap w = {.out = &b, .mode = rows[i].mode, .width = rows[i].width, .indent = rows[i].indent};
        wrap_add(&w, &m, 0, m.length);
        wrap_end(&w);
        CHECK_SPAN(i, buf_span(&b), rows[i].want);
        buf_release(&b);
    }
}

/* Marks that the library must not give, and a title's own style around one. */
static void wrap_takes_any_marks(void **state)
{
    (void)state;
    static const struct limier_range odd[] = {{0, 0}, {2, 4}, {3, 6}, {50, 60}};
    const struct limier_marked m = {"abcdefgh ij", 11, odd, COUNT(odd)};
    struct buf b = {0};
    struct wrap w = {.out = &b, .mode = STYLE_BRACKETS, .width = 80};
    wrap_add(&w, &m, 0, m.length);
    wrap_end(&w);
    CHECK_SPAN(0, buf_span(&b), "ab[cd][ef]gh ij");

    static const struct limier_range blank[] = {{0, 2}, {2, 4}};
    const struct limier_marked n = {"a b c", 5, blank, COUNT(blank)};
    buf_clear(&b);
    w = (struct wrap){.out = &b, .mode = STYLE_COLOUR, .role = STYLE_TITLE, .width = 80};
    wrap_add(&w, &n, 0, n.length);
    wrap_end(&w);
    CHECK_SPAN(1, buf_span(&b), RED "a b " RESET BOLD "c" RESET);
    buf_release(&b);
}

/* No line of a wrapped text is wider than asked, whatever the width. */
static void wrapped_lines_fit(void **state)
{
    (void)state;
    static const char text[] =
        "L'intelligence artificielle, c'est aussi une liste d'annonces d'investissements : 50 milliards ! Voir "
        "https://example.org/une/adresse/qui/ne/finit/pas?et=qui&n'a=pas&de=blanc « 数据中心 », "
        "e\xCC\x81te\xCC\x81.";
    static const struct limier_range marks[] = {{2, 27}, {61, 70}, {110, 150}};
    const struct limier_marked m = {text, sizeof text - 1, marks, COUNT(marks)};
    for (size_t width = 20; width < 120; width++)
        for (int mode = STYLE_PLAIN; mode <= STYLE_BRACKETS; mode++) {
            struct buf b = {0};
            struct wrap w = {.out = &b, .mode = (enum style_mode)mode, .width = width, .indent = 4};
            wrap_add(&w, &m, 0, m.length);
            wrap_end(&w);
            struct span rest = buf_span(&b), line;
            while (span_line(&rest, &line))
                if (utf8_columns(line) > width + (mode == STYLE_BRACKETS))
                    fail_msg("width %zu, mode %d: %.*s", width, mode, SPAN_ARG(line));
            buf_release(&b);
        }
}

static void json_is_safe(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
    } rows[] = {
        {"Été \"à\" \\", "\"Été \\\"à\\\" \\\\\""},
        {"a\nb\033", "\"a\\nb\\u001B\""},
        {"\x7f\xC2\x9B", "\"\\u007f\\u009b\""},
        {"a\xE2\x80\xAE"
         "b",
            "\"a\\u202eb\""},
        {"\xF3\xA0\x80\x81", "\"\\udb40\\udc01\""}, /* a tag character */
        {"caf\xE9 \xC3", "\"caf? ?\""},
        {"a\xE2\x80\xA8", "\"a\\u2028\""},
        {"\xF0\x9F\x98\x80", "\"\xF0\x9F\x98\x80\""},
        {"", "\"\""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf b = {0};
        json_value_add(&b, json_value_text(span_str(rows[i].in)));
        CHECK_SPAN(i, buf_span(&b), rows[i].want);
        json_t *back = json_loads(buf_str(&b), JSON_DECODE_ANY, NULL);
        assert_non_null(back);
        json_decref(back);
        buf_release(&b);
    }
}

static const char *const extra[] = {"prix", "12 €", "na\033me", "v\xFF", NULL};
static const struct limier_range title_marks[] = {{2, 8}};
static const struct limier_range text_marks[] = {{0, 3}, {9, 13}};
static const struct limier_hit hits[] = {
    {.rank = 9,
        .score = 12.5,
        .article = {.id = "a b.txt",
            .date = "2025-11-25",
            .source = "Le \033[31mMonde",
            .author = "",
            .section = "Économie",
            .url = "",
            .language = "",
            .path = "a b.txt",
            .format = "plain",
            .title = {"d'Amazon", 8, title_marks, 1},
            .text = {"Été\nau soir", 13, text_marks, 1},
            .extra = extra}},
    {.rank = 10,
        .score = 0.5,
        .article = {.id = "42",
            .date = "",
            .source = "",
            .author = "",
            .section = "",
            .url = "",
            .language = "",
            .path = "a b.txt",
            .format = "jsonl",
            .title = {"", 0, NULL, 0},
            .text = {"", 0, NULL, 0}}},
};
static const char *const notes[] = {"a \"note\""};
static const struct limier_results results = {
    .hits = hits, .nhits = COUNT(hits), .total = 37, .seconds = 0.001, .notes = notes, .nnotes = 1};
static const struct limier_results nothing = {.total_exact = true};

/* Everything that a printer writes for these pages. */
static struct buf print(struct printer p, const struct printer_page *pages, size_t n)
{
    struct sink sink;
    sink_init(&sink, -1);
    p.sink = &sink;
    printer_start(&p);
    for (size_t i = 0; i < n; i++)
        assert_true(printer_print(&p, &pages[i]));
    printer_finish(&p);
    return sink.out;
}

static void formats_print(void **state)
{
    (void)state;
    const struct printer_page page = {.query = "q", .results = &results},
                              none = {.query = "q", .results = &nothing};
    const struct printer_page named[] = {
        {.query = "q", .qid = "a b", .results = &results}, {.query = "r", .qid = "2", .results = &nothing}};
    const struct {
        struct printer printer;
        const struct printer_page *pages;
        size_t n;
        const char *want;
    } rows[] = {
        {{.format = &print_paths, .separator = '\n'}, &page, 1, "a b.txt\n"},
        {{.format = &print_paths, .separator = '\n'}, named, 2, "a b.txt\n"},
        {{.format = &print_paths, .separator = '\n'}, &none, 1, ""},
        {{.format = &print_trec, .run_tag = "my run"}, &page, 1,
            "1 Q0 a_b.txt 9 12.5 my_run\n1 Q0 42 10 0.5 my_run\n"},
        {{.format = &print_trec, .run_tag = "r"}, named, 2, "a_b Q0 a_b.txt 9 12.5 r\na_b Q0 42 10 0.5 r\n"},
        {{.format = &print_count}, &page, 1, "37\n"},
        {{.format = &print_count}, named, 2, "a b\t37\n2\t0\n"},
        {{.format = &print_text, .width = 40}, &page, 1,
            " 9  d'Amazon\n"
            "    2025-11-25 · Le ?[31mMonde · Économie\n"
            "    a b.txt\n"
            "    Été au soir\n"
            "\n"
            "10  42\n"
            "    a b.txt · 42\n"},
        {{.format = &print_text, .width = 80, .mode = STYLE_BRACKETS}, &named[1], 1, "2: r\n\n"},
        {{.format = &print_text, .width = 80}, &none, 1, ""},
        {{.format = &json_lines}, &none, 1, ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf b = print(rows[i].printer, rows[i].pages, rows[i].n);
        CHECK_SPAN(i, buf_span(&b), rows[i].want);
        buf_release(&b);
    }
}

static const char *text_at(json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

static void json_pages_are_json(void **state)
{
    (void)state;
    const struct printer_page page = {.query = "d'\"Amazon\"", .results = &results};
    struct buf b = print((struct printer){.format = &json_page}, &page, 1);
    json_t *root = json_loadb(b.ptr, b.len, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(root);
    assert_int_equal(json_integer_value(json_object_get(root, "version")), 1);
    assert_string_equal(text_at(root, "query"), "d'\"Amazon\"");
    assert_int_equal(json_integer_value(json_object_get(root, "total")), 37);
    assert_true(json_is_false(json_object_get(root, "total_exact")));
    assert_int_equal(json_array_size(json_object_get(root, "notes")), 1);
    json_t *first = json_array_get(json_object_get(root, "hits"), 0);
    assert_string_equal(text_at(first, "source"), "Le \033[31mMonde");
    assert_null(json_object_get(first, "author"));
    assert_string_equal(text_at(json_object_get(first, "extra"), "prix"), "12 €");
    assert_string_equal(text_at(json_object_get(first, "extra"), "na\033me"), "v?");
    json_t *extract = json_object_get(first, "extract");
    assert_string_equal(text_at(extract, "text"), "Été\nau soir");
    json_t *mark = json_array_get(json_object_get(extract, "marks"), 0);
    assert_int_equal(json_integer_value(json_array_get(mark, 1)), 3);
    json_t *second = json_array_get(json_object_get(root, "hits"), 1);
    assert_null(json_object_get(second, "title"));
    assert_null(json_object_get(second, "extract"));
    json_decref(root);
    buf_release(&b);
}

static void json_of_many_queries(void **state)
{
    (void)state;
    const struct printer_page pages[] = {
        {.query = "q", .qid = "1", .results = &results}, {.query = "r", .qid = "2", .results = &nothing}};
    for (size_t n = 0; n <= 2; n++) {
        struct buf b = print((struct printer){.format = &json_page, .many = true}, pages, n);
        json_t *root = json_loadb(b.ptr, b.len, 0, NULL);
        assert_non_null(root);
        json_t *list = json_object_get(root, "results");
        assert_int_equal(json_array_size(list), n);
        if (n == 2) {
            assert_string_equal(text_at(json_array_get(list, 1), "qid"), "2");
            assert_int_equal(json_array_size(json_object_get(json_array_get(list, 0), "hits")), 2);
        }
        json_decref(root);
        buf_release(&b);
    }
    struct buf b = print((struct printer){.format = &json_lines, .many = true}, pages, 2);
    struct span rest = buf_span(&b), line;
    size_t lines = 0;
    while (span_line(&rest, &line)) {
        json_t *hit = json_loadb(line.ptr, line.len, 0, NULL);
        assert_non_null(hit);
        assert_string_equal(text_at(hit, "qid"), "1");
        assert_int_equal(json_integer_value(json_object_get(hit, "version")), 1);
        json_decref(hit);
        lines++;
    }
    assert_int_equal(lines, 2);
    buf_release(&b);
}

static void every_format_has_its_name(void **state)
{
    (void)state;
    for (size_t i = 0; printer_formats[i]; i++)
        assert_string_equal(printer_format(i)->name, printer_formats[i]);
}

static void article_prints(void **state)
{
    (void)state;
    static const struct limier_range marks[] = {{4, 7}, {16, 22}};
    struct limier_article a = hits[0].article;
    a.extra = NULL;
    a.text = (struct limier_marked){"Un. Mot\n \n\nDeux Amazon.\n", 24, marks, COUNT(marks)};
    struct sink sink;
    sink_init(&sink, -1);
    print_article(&sink, STYLE_BRACKETS, 0, &a);
    CHECK_SPAN(0, buf_span(&sink.out),
        "id        a b.txt\n"
        "date      2025-11-25\n"
        "source    Le ?[31mMonde\n"
        "section   Économie\n"
        "path      a b.txt\n"
        "format    plain\n"
        "\n"
        "d'[Amazon]\n"
        "\n"
        "Un. [Mot]\n"
        "\n"
        "Deux [Amazon].\n");
    sink_release(&sink);
}

static void sink_remembers_errors(void **state)
{
    (void)state;
    struct sink sink;
    sink_init(&sink, open("/dev/full", O_WRONLY));
    buf_add_str(&sink.out, "x");
    sink_turn(&sink); /* too little to be written yet */
    assert_int_equal(sink.error, 0);
    assert_false(sink_flush(&sink));
    assert_int_equal(sink.error, ENOSPC);
    buf_add_str(&sink.out, "y");
    assert_false(sink_flush(&sink));
    assert_int_equal(sink.out.len, 0);
    close(sink.fd);
    sink_release(&sink);

    int ends[2];
    assert_int_equal(pipe(ends), 0);
    sink_init(&sink, ends[1]);
    for (int i = 0; i < 1000; i++)
        buf_printf(&sink.out, "%d\n", i);
    assert_true(sink_flush(&sink));
    close(ends[1]);
    char first[4];
    assert_int_equal(read(ends[0], first, sizeof first), 4);
    assert_memory_equal(first, "0\n1\n", 4);
    close(ends[0]);
    sink_release(&sink);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_is_harmless),
        cmocka_unit_test(wraps),
        cmocka_unit_test(wrap_takes_any_marks),
        cmocka_unit_test(wrapped_lines_fit),
        cmocka_unit_test(json_is_safe),
        cmocka_unit_test(formats_print),
        cmocka_unit_test(json_pages_are_json),
        cmocka_unit_test(json_of_many_queries),
        cmocka_unit_test(every_format_has_its_name),
        cmocka_unit_test(article_prints),
        cmocka_unit_test(sink_remembers_errors),
    };
    return cmocka_run_group_tests_name("out", tests, NULL, NULL);
}
