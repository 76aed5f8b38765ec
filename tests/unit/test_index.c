#include "tests/unit/table.h"

#include "base/buf.h"
#include "base/hash.h"
#include "index/compose.h"
#include "index/idset.h"
#include "index/ignore.h"
#include "index/root.h"
#include "store/schema.h"
#include "store/store.h"

static void shortens_paths(void **state)
{
    (void)state;
    static const struct {
        const char *root, *path, *kept;
    } rows[] = {
        {"/home/a", "/home/a/corpus/x.txt", "corpus/x.txt"},
        {"/home/a", "/home/ab/x.txt", "/home/ab/x.txt"},
        {"/home/a", "/srv/x.txt", "/srv/x.txt"},
        {"/", "/srv/x.txt", "srv/x.txt"},
        {"/home/a", "/home/a/-", "./-"},
        {"/home/a", "/home/a/-/-", "-/-"},
    };
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *kept = root_shorten(&arena, rows[i].root, rows[i].path);
        CHECK_SPAN(i, span_str(kept), rows[i].kept);
        CHECK_SPAN(i, span_str(root_lengthen(&arena, rows[i].root, span_str(kept))), rows[i].path);
    }
    CHECK_SPAN(0, span_str(root_display(&arena, "/a/b", "/a/b/c", span_str("c/x"))), "x");
    CHECK_SPAN(1, span_str(root_display(&arena, "/a/b", "/z", span_str("c/x"))), "/a/b/c/x");
    CHECK_SPAN(2, span_str(root_display(&arena, "/a/b", "/z", span_str("-"))), "-");
    arena_release(&arena);
}

static void knows_what_is_inside(void **state)
{
    (void)state;
    static const struct {
        const char *root, *folder, *kept;
        bool inside;
    } rows[] = {
        {"/a/b", "/a/b", "x.txt", true},
        {"/a/b", "/a/b", "/srv/x.txt", false},
        {"/a/b", "/a", "x.txt", true},
        {"/a/b", "/", "x.txt", true},
        {"/a/b", "/", "/srv/x.txt", true},
        {"/a/b", "/a/bc", "x.txt", false},
        {"/a/b", "/a/b/c", "c/x.txt", true},
        {"/a/b", "/a/b/c", "c", true},
        {"/a/b", "/a/b/c", "cd/x.txt", false},
        {"/a/b", "/srv", "/srv/x.txt", true},
        {"/a/b", "/srv", "/srv2/x.txt", false},
        {"/a/b", "/srv/x.txt", "/srv/x.txt", true},
        {"/", "/srv", "srv/x.txt", true},
        {"/", "/", "srv/x.txt", true},
        {"/a/b", "/a/b/-", "./-", true},
        {"/a/b", "/a/b/-", "-/x.txt", true},
        {"/a/b", "/a/b", "-", true},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        if (root_inside(rows[i].root, rows[i].folder, span_str(rows[i].kept)) != rows[i].inside)
            fail_msg("row %zu: %s in %s", i, rows[i].kept, rows[i].folder);
}

static void remembers_the_root(void **state)
{
    (void)state;
    static const struct {
        const char *dir, *root, *kept, *moved_dir, *moved_root;
    } rows[] = {
        {"/home/a/.limier", "/home/a", "..", "/new/.limier", "/new"},
        {"/home/a/build/demo", "/home/a", "../..", "/new/build/demo", "/new"},
        {"/var/index", "/home/a", "/home/a", "/srv/index", "/home/a"},
        {"/x/.limier", "/x", "..", "/.limier", "/"},
    };
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *kept = root_write(&arena, rows[i].dir, rows[i].root);
        CHECK_SPAN(i, span_str(kept), rows[i].kept);
        CHECK_SPAN(i, span_str(root_read(&arena, rows[i].dir, span_str(kept))), rows[i].root);
        CHECK_SPAN(i, span_str(root_read(&arena, rows[i].moved_dir, span_str(kept))), rows[i].moved_root);
    }
    arena_release(&arena);
}

static void makes_paths_absolute(void **state)
{
    (void)state;
    static const struct {
        const char *path, *absolute;
    } rows[] = {{"/a/./b//c/", "/a/b/c"}, {"/", "/"}, {"/usr/../usr/", "/usr"}, {"/a..b/c", "/a..b/c"}};
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *absolute;
        assert_int_equal(root_absolute(&arena, rows[i].path, &absolute, NULL), LIMIER_OK);
        CHECK_SPAN(i, span_str(absolute), rows[i].absolute);
    }
    const char *absolute;
    struct limier_error err;
    assert_int_equal(root_absolute(&arena, "/usr/../usr/not here/x/", &absolute, &err), LIMIER_OK);
    CHECK_SPAN(0, span_str(absolute), "/usr/not here/x");
    assert_int_equal(root_absolute(&arena, "/nowhere/../x", &absolute, &err), LIMIER_SYSTEM);
    assert_null(absolute);
    arena_release(&arena);
}

static void ignores_like_git(void **state)
{
    (void)state;
    static const struct {
        const char *rules; /* lines of the .limierignore in « a/ » */
        const char *path;
        bool folder, ignored;
    } rows[] = {
        {"*.tmp", "a/x.tmp", false, true},
        {"*.tmp", "a/b/x.tmp", false, true},
        {"*.tmp", "x.tmp", false, false},
        {"*.tmp\n!keep.tmp", "a/keep.tmp", false, false},
        {"broken/", "a/broken", true, true},
        {"broken/", "a/b/broken", true, true},
        {"broken/", "a/broken", false, false},
        {"/x.txt", "a/x.txt", false, true},
        {"/x.txt", "a/b/x.txt", false, false},
        {"b/*.txt", "a/b/x.txt", false, true},
        {"b/*.txt", "a/b/c/x.txt", false, false},
        {"b/**.txt", "a/b/c/x.txt", false, true},
        {"# x.txt", "a/x.txt", false, false},
        {"", "a/x.txt", false, false},
        {"  x.txt \r", "a/x.txt", false, true},
        {"x.txt", "a/x.txt.bak", false, false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct ignore ig;
        ignore_init(&ig);
        struct span rest = span_str(rows[i].rules), line;
        while (span_line(&rest, &line))
            ignore_add(&ig, span_str("a/"), line);
        if (ignore_matches(&ig, span_str(rows[i].path), rows[i].folder) != rows[i].ignored)
            fail_msg("row %zu: %s and « %s »", i, rows[i].path, rows[i].rules);
        ignore_release(&ig);
    }
}

static void sets_of_ids(void **state)
{
    (void)state;
    struct idset s;
    idset_init(&s);
    for (uint64_t i = 0; i < 5000; i++)
        assert_true(idset_add(&s, i * 977));
    for (uint64_t i = 0; i < 5000; i++)
        assert_false(idset_add(&s, i * 977));
    idset_release(&s);
}

/* The postings of a document, in their order: term@position, without position or wdf where they are usual. */
static void print_doc(struct buf *out, const struct doc *doc)
{
    for (size_t i = 0; i < doc->npostings; i++) {
        const struct doc_posting *p = &doc->postings[i];
        struct span term = vocab_get(doc->vocab, p->term);
        for (size_t k = 0; k < term.len; k++)
            buf_add_char(out, term.ptr[k] == '\x1f' ? '|' : term.ptr[k]);
        if (p->position)
            buf_printf(out, "@%u", p->position);
        if (p->wdf != 1)
            buf_printf(out, "*%u", p->wdf);
        buf_add_char(out, ' ');
    }
}

static void composes_terms(void **state)
{
    (void)state;
    static const struct {
        struct article article;
        const char *terms;
    } rows[] = {
        {{.title = SPAN_LIT("Orange"), .text = SPAN_LIT("l’orange")},
            "orange@1 Zorange Rorange|Orange Sorange@1 ZSorange RSorange|Orange l'@102 Zl'*2 orange@103 "
            "Zorange*2 "
            "Rorange|orange XPx@1*0 XPtxt@2*0 XTplain*0 Qid1*0 XFx.txt*0 "},
        {{.text = SPAN_LIT("été ete"),
             .date = SPAN_LIT("2025-11-25T10:00"),
             .source = SPAN_LIT("Le Monde"),
             .language = SPAN_LIT("FR")},
            "ete@1 Zeté*2 Rete|été ete@2 Zete*2 Rete|ete XSle@1*0 XSmonde@2*0 XPx@1*0 XPtxt@2*0 Lfr*0 "
            "XTplain*0 "
            "Qid1*0 "
            "XFx.txt*0 Y2025*0 M202511*0 D20251125*0 "},
        {{.text = SPAN_LIT("réseau express (RE)")},
            "reseau@1 Zreseau*2 Rreseau|réseau express@2 Zexpress*2 re@3 Zre*2 Rre|RE XYre|reseau express*0 "
            "XZreseau express|re*0 XPx@1*0 XPtxt@2*0 XTplain*0 Qid1*0 XFx.txt*0 "},
        {{.date = SPAN_LIT("2025")}, "XPx@1*0 XPtxt@2*0 XTplain*0 Qid1*0 XFx.txt*0 Y2025*0 "},
    };
    struct composer *c = composer_new();
    struct compose_place place = {span_str("id1"), span_str("x.txt"), span_str("plain"), span_str("x.txt"), 7};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf out = {0};
        uint64_t words;
        print_doc(&out, compose(c, &rows[i].article, &place, &words));
        CHECK_SPAN(i, buf_span(&out), rows[i].terms);
        buf_release(&out);
        if (i == 1)
            composer_forget(c);
    }
    composer_free(c);
}

static void check_rune(struct composer *c, int32_t rune)
{
    static const char *const frames[] = {" ", "n'", ".", "x", "l'"};
    struct buf text = {0};
    for (size_t i = 0; i < COUNT(frames); i++) {
        buf_add_rune(&text, rune);
        buf_add_str(&text, frames[i]);
    }
    buf_add_rune(&text, rune);
    buf_add_str(&text, "s");
    struct article article = {.title = buf_span(&text), .text = buf_span(&text), .source = buf_span(&text)};
    struct compose_place place = {span_str("id1"), span_str("x.txt"), span_str("plain"), span_str("x.txt"), 7};
    struct limier_error err;
    const struct doc *doc = compose(c, &article, &place, NULL);
    if (store_check(doc, &err) != LIMIER_OK)
        fail_msg("U+%04X: %s", (unsigned)rune, err.message);
    for (size_t i = 0; i < doc->npostings; i++)
        if (span_is(vocab_get(doc->vocab, doc->postings[i].term), SCHEMA_STEM_PREFIX))
            fail_msg("U+%04X has an empty stem", (unsigned)rune);
    buf_release(&text);
}

/* One article that an index cannot hold would stop the whole run. */
static void every_rune_can_be_indexed(void **state)
{
    (void)state;
    struct composer *c = composer_new();
    for (int32_t rune = 0x20; rune < 0x20000; rune++) {
        if (rune == 0x3400)
            rune = 0xd7b0; /* past ideographs and syllables, which are all alike */
        if (rune == 0xd800)
            rune = 0xe000; /* past surrogates */
        check_rune(c, rune);
        if (composer_memory(c) > 8 << 20)
            composer_forget(c);
    }
    composer_free(c);
}

static void hashes_tell_changes(void **state)
{
    (void)state;
    struct article a = {.title = span_str("ab"), .text = span_str("c")};
    struct article b = {.title = span_str("a"), .text = span_str("bc")};
    struct article_extra extra = {span_str("n"), span_str("v")};
    struct article c = a;
    c.extra = &extra;
    c.nextra = 1;
    assert_true(compose_hash(&a) == compose_hash(&a));
    assert_true(compose_hash(&a) != compose_hash(&b));
    assert_true(compose_hash(&a) != compose_hash(&c));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shortens_paths),
        cmocka_unit_test(knows_what_is_inside),
        cmocka_unit_test(remembers_the_root),
        cmocka_unit_test(makes_paths_absolute),
        cmocka_unit_test(ignores_like_git),
        cmocka_unit_test(sets_of_ids),
        cmocka_unit_test(composes_terms),
        cmocka_unit_test(every_rune_can_be_indexed),
        cmocka_unit_test(hashes_tell_changes),
    };
    return cmocka_run_group_tests_name("index", tests, NULL, NULL);
}
