#include "tests/unit/table.h"

#include "store/compare.h"

static void comparing_nothing(void **state)
{
    (void)state;
    struct buf differences = {0};
    struct limier_error err;
    assert_int_equal(store_compare("no-such-a", "no-such-b", &differences, &err), LIMIER_MISSING);
    assert_non_null(strstr(err.message, "no-such-a"));
    assert_int_equal(differences.len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comparing_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
