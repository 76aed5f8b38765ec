/* The comparer itself: it sees each respect in which two databases may differ, and nothing in equal ones. */
#include "tests/unit/store_fixture.h"

#include "store/compare.h"

/* Two documents; what stands at « change » is varied. */
enum change {
    NO_CHANGE,
    A_DOCUMENT_MORE,
    A_GAP,
    A_TERM,
    A_WDF,
    A_POSITION,
    NO_POSITION,
    A_VALUE,
    A_SLOT,
    DATA,
    METADATA_KEY,
    METADATA_VALUE,
    LAST_NUMBER,
    CHANGES
};

static void put_first(struct store *s, enum change change)
{
    struct maker m = {0};
    maker_text(&m, change == A_TERM ? "le chat vert" : "le chat noir");
    maker_add(&m, "Qa", DOC_NO_POSITION, 0);
    maker_add(&m, "le",
        change == NO_POSITION  ? DOC_NO_POSITION
        : change == A_POSITION ? 8
                               : 7,
        change == A_WDF ? 2 : 1);
    maker_value(&m, 0, change == A_VALUE ? "20250102" : "20250101");
    if (change == A_SLOT)
        maker_value(&m, 90, "loin");
    m.data = span_str(change == DATA ? "autre" : "texte");
    struct doc doc = maker_doc(&m);
    assert_int_equal(store_put(s, span_str("Qa"), &doc, NULL), LIMIER_OK);
    maker_release(&m);
}

static const char *varied(const char *name, enum change change)
{
    const char *dir = scratch(name);
    struct store *s = open_store(dir, STORE_WRITE);
    put_first(s, change);
    if (change == A_GAP) {
        put(s, "gap", "rien", NULL);
        assert_int_equal(store_delete(s, 2, NULL), LIMIER_OK);
    }
    put(s, "b", "le chien blanc", "2024");
    if (change == A_DOCUMENT_MORE || change == LAST_NUMBER)
        put(s, "c", "le zèbre", NULL);
    if (change == LAST_NUMBER) {
        commit(s);
        assert_int_equal(store_delete(s, 3, NULL), LIMIER_OK);
    }
    const char *key = change == METADATA_KEY ? "clé" : "k", *value = change == METADATA_VALUE ? "w" : "v";
    assert_int_equal(store_meta_set(s, span_str(key), span_str(value), NULL), LIMIER_OK);
    commit(s);
    store_close(s);
    return dir;
}

static void each_difference_is_seen(void **state)
{
    (void)state;
    static const char *const want[CHANGES] = {
        [NO_CHANGE] = "",
        [A_DOCUMENT_MORE] = "documents: 2 | 3\n",
        [A_GAP] = "last number: 2 | 3\n",
        [A_TERM] = "term noir: there | not there\n",
        [A_WDF] = "term le document 1 wdf: 2 | 3\n",
        [A_POSITION] = "term le document 1 position 7: there | not there\n",
        [NO_POSITION] = "document 1 term le position 7: there | not there\n",
        [A_VALUE] = "document 1 value 0: 20250101 | 20250102\n",
        [A_SLOT] = "slot 90 documents: 0 | 1\n",
        [DATA] = "document 1 data: texte | autre\n",
        [METADATA_KEY] = "metadata k: there | not there\n",
        [METADATA_VALUE] = "metadata k: v | w\n",
        [LAST_NUMBER] = "last number: 2 | 3\n",
    };
    const char *plain = varied("plain", NO_CHANGE);
    for (enum change change = NO_CHANGE; change < CHANGES; change++) {
        const char *other = varied("other", change);
        struct buf differences = {0};
        struct limier_error err = {0};
        if (store_compare(plain, other, &differences, &err) != LIMIER_OK)
            fail_msg("row %d: %s", change, err.message);
        if (change == NO_CHANGE ? differences.len != 0 : !strstr(buf_str(&differences), want[change]))
            fail_msg("row %d: %s", change, buf_str(&differences));
        buf_release(&differences);
    }
}

static void twenty_differences_are_enough(void **state)
{
    (void)state;
    const char *plain = varied("plain", NO_CHANGE), *many = scratch("many");
    struct store *s = open_store(many, STORE_WRITE);
    for (int i = 0; i < 100; i++) {
        char id[16];
        snprintf(id, sizeof id, "n%d", i);
        put(s, id, "tout autre chose", NULL);
    }
    commit(s);
    store_close(s);
    struct buf differences = {0};
    assert_int_equal(store_compare(plain, many, &differences, NULL), LIMIER_OK);
    size_t lines = 0;
    for (struct span line, rest = buf_span(&differences); span_line(&rest, &line);)
        lines++;
    assert_int_equal(lines, 20);
    buf_release(&differences);
}

static void comparing_nothing(void **state)
{
    (void)state;
    struct buf differences = {0};
    struct limier_error err;
    assert_int_equal(store_compare("no-such-a", "no-such-b", &differences, &err), LIMIER_MISSING);
    assert_non_null(strstr(err.message, "no-such-a"));
    assert_int_equal(differences.len, 0);
}

static int begin(void **state)
{
    (void)state;
    scratch_begin();
    return 0;
}

static int end(void **state)
{
    (void)state;
    scratch_end();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_difference_is_seen),
        cmocka_unit_test(twenty_differences_are_enough),
        cmocka_unit_test(comparing_nothing),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
