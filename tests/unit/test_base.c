#include "tests/unit/table.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/utf8.h"
#include "base/vocab.h"

static void folds(void **state)
{
    (void)state;
    static const struct {
        const char *in, *folded, *lower, *nfc;
    } rows[] = {
        {"Amazon", "amazon", "amazon", "Amazon"},
        {"ÉLYSÉE", "elysee", "élysée", "ÉLYSÉE"},
        {"Œuvre", "oeuvre", "œuvre", "Œuvre"},
        {"ex æquo", "ex aequo", "ex æquo", "ex æquo"},
        {"garçon", "garcon", "garçon", "garçon"},
        {"L’Haÿ", "l’hay", "l’haÿ", "L’Haÿ"},
        {"e\xCC\x81lection", "election", "élection", "élection"},
        {"ﬁn", "fin", "ﬁn", "ﬁn"},
        {"Straße", "strasse", "straße", "Straße"},
        {"m²", "m2", "m²", "m²"},
        {"", "", "", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf b = {0};
        utf8_add_folded(&b, span_str(rows[i].in));
        CHECK_SPAN(i, buf_span(&b), rows[i].folded);
        buf_clear(&b);
        utf8_add_lower(&b, span_str(rows[i].in));
        CHECK_SPAN(i, buf_span(&b), rows[i].lower);
        buf_clear(&b);
        utf8_add_nfc(&b, span_str(rows[i].in));
        CHECK_SPAN(i, buf_span(&b), rows[i].nfc);
        buf_release(&b);
    }
}

/* Every letter of Latin-1 and Latin Extended-A folds to plain lower-case letters, as its capital does. */
static void folds_latin_letters(void **state)
{
    (void)state;
    for (int32_t rune = 0xc0; rune < 0x180; rune++) {
        struct buf letter = {0}, folded = {0}, lower = {0};
        buf_add_rune(&letter, rune);
        utf8_add_folded(&folded, buf_span(&letter));
        buf_add_rune(&letter, utf8_lower(rune));
        utf8_add_folded(&lower, span_skip(buf_span(&letter), 2));
        if (!span_eq(buf_span(&folded), buf_span(&lower)))
            fail_msg(
                "U+%04X: « %s » but « %s » in lower case", (unsigned)rune, buf_str(&folded), buf_str(&lower));
        for (size_t i = 0; i < folded.len && rune != 0xd7 && rune != 0xf7; i++)
            if (folded.ptr[i] < 'a' || folded.ptr[i] > 'z')
                fail_msg("U+%04X: « %s »", (unsigned)rune, buf_str(&folded));
        buf_release(&letter);
        buf_release(&folded);
        buf_release(&lower);
    }
}

static void decodes(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        int32_t rune;
        size_t n, valid;
    } rows[] = {
        {"a", 'a', 1, 1},
        {"é", 0xe9, 2, 2},
        {"€uro", 0x20ac, 3, 6},
        {"\xF0\x9F\x98\x80", 0x1f600, 4, 4},
        {"\xE9t\xE9", UTF8_BAD, 1, 0},
        {"abcdefgh\xC3", 'a', 1, 8},
        {"\xC0\x80", UTF8_BAD, 1, 0},
        {"\xED\xA0\x80", UTF8_BAD, 1, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t n;
        struct span s = span_str(rows[i].in);
        assert_int_equal(utf8_decode(s, &n), rows[i].rune);
        assert_int_equal(n, rows[i].n);
        assert_int_equal(utf8_valid_len(s), rows[i].valid);
    }
    size_t n;
    assert_int_equal(utf8_decode_last(span_str("caf\xC3\xA9"), &n), 0xe9);
    assert_int_equal(n, 2);
    assert_int_equal(utf8_decode_last(span_str("caf\xC3"), &n), UTF8_BAD);
    assert_int_equal(n, 1);
    CHECK_SPAN(0, utf8_head(span_str("été"), 4), "ét");
    CHECK_SPAN(1, utf8_head(span_str("été"), 2), "é");
    CHECK_SPAN(2, utf8_head(span_str("été"), 1), "");
    assert_int_equal(utf8_columns(span_str("e\xCC\x81t")), 2);
}

static void lines(void **state)
{
    (void)state;
    struct span rest = span_str("un\r\ndeux\n\ntrois"), line;
    static const char *const want[] = {"un", "deux", "", "trois"};
    for (size_t i = 0; i < COUNT(want); i++) {
        assert_true(span_line(&rest, &line));
        CHECK_SPAN(i, line, want[i]);
    }
    assert_false(span_line(&rest, &line));
    CHECK_SPAN(0, span_trim(span_str(" \t a b\r\n")), "a b");
}

static void varints(void **state)
{
    (void)state;
    static const uint64_t rows[] = {0, 1, 127, 128, 300, UINT32_MAX, UINT64_MAX};
    struct buf b = {0};
    for (size_t i = 0; i < COUNT(rows); i++)
        buf_add_varint(&b, rows[i]);
    struct span s = buf_span(&b);
    uint64_t v;
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_true(span_varint(&s, &v));
        assert_true(v == rows[i]);
    }
    assert_false(span_varint(&s, &v));
    s = span_of("\x80\x80", 2);
    assert_false(span_varint(&s, &v));
    buf_release(&b);
}

static void vocabulary_numbers_strings(void **state)
{
    (void)state;
    struct vocab v;
    vocab_init(&v);
    char name[32];
    for (uint32_t round = 0; round < 2; round++)
        for (uint32_t i = 0; i < 5000; i++) {
            int n = snprintf(name, sizeof name, "mot-%u", i);
            assert_int_equal(vocab_add(&v, span_of(name, (size_t)n)), i);
        }
    assert_int_equal(v.count, 5000);
    assert_int_equal(vocab_find(&v, span_str("mot-4999")), 4999);
    assert_int_equal(vocab_find(&v, span_str("absent")), VOCAB_NONE);
    CHECK_SPAN(0, vocab_get(&v, 17), "mot-17");
    vocab_clear(&v);
    assert_int_equal(vocab_find(&v, span_str("mot-1")), VOCAB_NONE);
    assert_int_equal(vocab_add(&v, span_str("")), 0);
    vocab_release(&v);
}

static void arena_keeps_what_it_gave(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    const char *strings[200];
    for (int i = 0; i < 200; i++)
        strings[i] = arena_printf(&a, "%d %0*d", i, i * 3, i);
    for (int i = 0; i < 200; i++)
        assert_int_equal(atoi(strings[i]), i);
    char *large = arena_zero(&a, 1, 5 << 20);
    assert_int_equal(large[(5 << 20) - 1], 0);
    arena_clear(&a);
    CHECK_SPAN(0, arena_copy(&a, span_str("après")), "après");
    CHECK_SPAN(1, arena_join(&a, "Z", "S", span_str("été")), "ZSété");
    CHECK_SPAN(2, arena_join(&a, "", "", span_of(NULL, 0)), "");
    struct span nul = arena_join(&a, "Z", "", span_of("a\0b", 3));
    assert_int_equal(nul.len, 4);
    assert_memory_equal(nul.ptr, "Za\0b", 5);
    arena_release(&a);
}

static void errors_are_one_line(void **state)
{
    (void)state;
    struct limier_error err;
    assert_int_equal(error_set(&err, LIMIER_INPUT, "%s: bad", "a\nb\033[31m"), LIMIER_INPUT);
    assert_string_equal(err.message, "a?b?[31m: bad");
    assert_int_equal(err.offset, LIMIER_NO_OFFSET);
    assert_string_equal(err.hint, "");
    assert_int_equal(error_set(NULL, LIMIER_QUERY, "x"), LIMIER_QUERY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folds),
        cmocka_unit_test(folds_latin_letters),
        cmocka_unit_test(decodes),
        cmocka_unit_test(lines),
        cmocka_unit_test(varints),
        cmocka_unit_test(vocabulary_numbers_strings),
        cmocka_unit_test(arena_keeps_what_it_gave),
        cmocka_unit_test(errors_are_one_line),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
