#include "tests/unit/test_article.h"

#include "tests/unit/table.h"

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates),
        cmocka_unit_test(dates_in_paths),
        cmocka_unit_test(dates_stated),
        cmocka_unit_test(guesses),
        cmocka_unit_test(decodes_text),
        cmocka_unit_test(undoes_what_was_encoded_twice),
        cmocka_unit_test(knows_binary_kinds),
        cmocka_unit_test(inputs_give_all),
        cmocka_unit_test(inputs_give_lines),
        cmocka_unit_test(long_lines_cost_no_memory),
        cmocka_unit_test(odd_files_are_refused),
        cmocka_unit_test(lays_out_prose),
        cmocka_unit_test(formats_bid),
        cmocka_unit_test(reads_archives),
        cmocka_unit_test(reads_text),
        cmocka_unit_test(reads_markdown),
        cmocka_unit_test(reads_json_lines),
        cmocka_unit_test(reads_json),
        cmocka_unit_test(reads_tables),
        cmocka_unit_test(reads_iramuteq),
        cmocka_unit_test(reads_mail),
        cmocka_unit_test(takes_names_from_a_map),
        cmocka_unit_test(reads_any_encoding),
        cmocka_unit_test(refuses_what_is_no_text),
        cmocka_unit_test(whole_files_are_bounded),
    };
    return cmocka_run_group_tests_name("article", tests, NULL, NULL);
}
