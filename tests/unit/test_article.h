/* The tests of the article room, in several files and one program. */
#ifndef TESTS_UNIT_TEST_ARTICLE_H
#define TESTS_UNIT_TEST_ARTICLE_H

#include <stddef.h>

/* An input, and everything that reading it gives: articles, « ? » notes, « ! » refusals. */
struct reader_row {
    const char *name, *in, *want;
};
/* format NULL: by bids. */
void check_readers(const char *format, const struct reader_row *rows, size_t n);

void dates(void **state);
void dates_in_paths(void **state);

void dates_stated(void **state);

void guesses(void **state);
void decodes_text(void **state);
void undoes_what_was_encoded_twice(void **state);
void knows_binary_kinds(void **state);

void inputs_give_all(void **state);
void inputs_give_lines(void **state);
void long_lines_cost_no_memory(void **state);
void odd_files_are_refused(void **state);

void lays_out_prose(void **state);
void formats_bid(void **state);
void reads_archives(void **state);
void reads_text(void **state);
void reads_markdown(void **state);
void reads_json_lines(void **state);
void reads_json(void **state);
void reads_tables(void **state);
void reads_iramuteq(void **state);
void reads_mail(void **state);
void takes_names_from_a_map(void **state);
void reads_any_encoding(void **state);
void refuses_what_is_no_text(void **state);
void whole_files_are_bounded(void **state);

#endif
