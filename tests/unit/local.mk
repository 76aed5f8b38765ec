# One program a room, or a part of one. A new one: a line in unit_tests and a paragraph below.
unit_tests =
unit_tests += tests/unit/test_article
unit_tests += tests/unit/test_base
unit_tests += tests/unit/test_count
unit_tests += tests/unit/test_eval
unit_tests += tests/unit/test_explained
unit_tests += tests/unit/test_extract
unit_tests += tests/unit/test_french
unit_tests += tests/unit/test_glass
unit_tests += tests/unit/test_glass_build
unit_tests += tests/unit/test_glass_table
unit_tests += tests/unit/test_index
unit_tests += tests/unit/test_lang
unit_tests += tests/unit/test_lexicon
unit_tests += tests/unit/test_markup
unit_tests += tests/unit/test_out
unit_tests += tests/unit/test_page
unit_tests += tests/unit/test_query
unit_tests += tests/unit/test_rank
unit_tests += tests/unit/test_search
unit_tests += tests/unit/test_store
unit_tests += tests/unit/test_store_bulk
unit_tests += tests/unit/test_store_compare
unit_tests += tests/unit/test_store_query
unit_tests += tests/unit/test_store_record
unit_tests += tests/unit/test_synonyms

store_fixture = tests/unit/store_fixture.c tests/unit/store_fixture.h

tests_unit_test_article_SOURCES = tests/unit/table.h tests/unit/test_article.c tests/unit/test_article_date.c \
	tests/unit/test_article_decode.c tests/unit/test_article_input.c tests/unit/test_article_readers.c \
	tests/unit/test_article_tables.c \
	tests/unit/test_article.h
tests_unit_test_article_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_article_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_article_SOURCES = src/link-program.cc

tests_unit_test_base_SOURCES = tests/unit/table.h tests/unit/test_base.c
tests_unit_test_base_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_base_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_base_SOURCES = src/link-program.cc

tests_unit_test_count_SOURCES = tests/unit/table.h $(store_fixture) tests/unit/test_count.c \
	tests/unit/search_fixture.c tests/unit/search_fixture.h
tests_unit_test_count_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_count_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_count_SOURCES = src/link-program.cc

tests_unit_test_eval_SOURCES = tests/unit/table.h tests/unit/test_eval.c
tests_unit_test_eval_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_eval_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_eval_SOURCES = src/link-program.cc

tests_unit_test_explained_SOURCES = tests/unit/table.h tests/unit/test_explained.c
tests_unit_test_explained_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_explained_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_explained_SOURCES = src/link-program.cc

tests_unit_test_extract_SOURCES = tests/unit/table.h tests/unit/test_extract.c
tests_unit_test_extract_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_extract_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_extract_SOURCES = src/link-program.cc

tests_unit_test_french_SOURCES = tests/unit/table.h $(store_fixture) tests/unit/test_french.c \
	tests/unit/search_fixture.c tests/unit/search_fixture.h
tests_unit_test_french_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_french_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_french_SOURCES = src/link-program.cc
EXTRA_DIST += tests/french/cases.tsv

tests_unit_test_glass_SOURCES = tests/unit/table.h tests/unit/test_glass.c
tests_unit_test_glass_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_glass_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_glass_SOURCES = src/link-program.cc

tests_unit_test_glass_build_SOURCES = tests/unit/table.h tests/unit/test_glass_build.c \
	src/store/peer.cc src/store/peer.h src/store/compare.cc src/store/compare.h
tests_unit_test_glass_build_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_glass_build_LDADD = $(UNIT_LIBS)

tests_unit_test_glass_table_SOURCES = tests/unit/table.h tests/unit/test_glass_table.c
tests_unit_test_glass_table_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_glass_table_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_glass_table_SOURCES = src/link-program.cc

tests_unit_test_index_SOURCES = tests/unit/table.h tests/unit/test_index.c
tests_unit_test_index_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_index_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_index_SOURCES = src/link-program.cc

tests_unit_test_lang_SOURCES = tests/unit/table.h tests/unit/test_lang.c
tests_unit_test_lang_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_lang_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_lang_SOURCES = src/link-program.cc

tests_unit_test_lexicon_SOURCES = tests/unit/table.h $(store_fixture) tests/unit/test_lexicon.c \
	tests/unit/search_fixture.c tests/unit/search_fixture.h src/store/compare.cc src/store/compare.h
tests_unit_test_lexicon_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_lexicon_LDADD = $(UNIT_LIBS)

tests_unit_test_markup_SOURCES = tests/unit/table.h tests/unit/test_markup.c
tests_unit_test_markup_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_markup_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_markup_SOURCES = src/link-program.cc

tests_unit_test_out_SOURCES = tests/unit/table.h tests/unit/test_out.c $(out_sources)
tests_unit_test_out_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_out_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_out_SOURCES = src/link-program.cc

tests_unit_test_page_SOURCES = tests/unit/table.h $(store_fixture) tests/unit/test_page.c \
	tests/unit/search_fixture.c tests/unit/search_fixture.h
tests_unit_test_page_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_page_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_page_SOURCES = src/link-program.cc

tests_unit_test_query_SOURCES = tests/unit/table.h tests/unit/test_query.c tests/unit/query_same.h
tests_unit_test_query_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_query_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_query_SOURCES = src/link-program.cc

tests_unit_test_rank_SOURCES = tests/unit/table.h $(store_fixture) tests/unit/test_rank.c \
	tests/unit/search_fixture.c tests/unit/search_fixture.h
tests_unit_test_rank_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_rank_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_rank_SOURCES = src/link-program.cc

tests_unit_test_search_SOURCES = tests/unit/table.h $(store_fixture) tests/unit/test_search.c \
	tests/unit/search_fixture.c tests/unit/search_fixture.h
tests_unit_test_search_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_search_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_search_SOURCES = src/link-program.cc

tests_unit_test_store_SOURCES = tests/unit/table.h $(store_fixture) tests/unit/test_store.c
tests_unit_test_store_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_store_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_store_SOURCES = src/link-program.cc

tests_unit_test_store_bulk_SOURCES = tests/unit/table.h $(store_fixture) tests/unit/test_store_bulk.c \
	src/store/compare.cc src/store/compare.h
tests_unit_test_store_bulk_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_store_bulk_LDADD = $(UNIT_LIBS)

tests_unit_test_store_compare_SOURCES = tests/unit/table.h $(store_fixture) tests/unit/test_store_compare.c \
	src/store/compare.cc src/store/compare.h
tests_unit_test_store_compare_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_store_compare_LDADD = $(UNIT_LIBS)

tests_unit_test_store_query_SOURCES = tests/unit/table.h $(store_fixture) tests/unit/test_store_query.c
tests_unit_test_store_query_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_store_query_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_store_query_SOURCES = src/link-program.cc

tests_unit_test_store_record_SOURCES = tests/unit/table.h tests/unit/test_store_record.c
tests_unit_test_store_record_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_store_record_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_store_record_SOURCES = src/link-program.cc

tests_unit_test_synonyms_SOURCES = tests/unit/table.h $(store_fixture) tests/unit/test_synonyms.c \
	tests/unit/search_fixture.c tests/unit/search_fixture.h
tests_unit_test_synonyms_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_synonyms_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_synonyms_SOURCES = src/link-program.cc

if HAVE_CMOCKA
check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests)
endif
