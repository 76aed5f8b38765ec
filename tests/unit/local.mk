# One program a room. A new one: add its name to unit_tests and its two lines below.
unit_tests = tests/unit/test_base tests/unit/test_store tests/unit/test_store_compare \
	tests/unit/test_store_query tests/unit/test_store_record

tests_unit_test_base_SOURCES = tests/unit/table.h tests/unit/test_base.c
tests_unit_test_base_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_base_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_base_SOURCES = src/link-program.cc

store_fixture = tests/unit/table.h tests/unit/store_fixture.c tests/unit/store_fixture.h

tests_unit_test_store_SOURCES = $(store_fixture) tests/unit/test_store.c
tests_unit_test_store_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_store_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_store_SOURCES = src/link-program.cc

# compare.cc tells whether two databases say the same; only tests need it.
tests_unit_test_store_compare_SOURCES = $(store_fixture) tests/unit/test_store_compare.c \
	src/store/compare.cc src/store/compare.h
tests_unit_test_store_compare_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_store_compare_LDADD = $(UNIT_LIBS)

tests_unit_test_store_query_SOURCES = $(store_fixture) tests/unit/test_store_query.c
tests_unit_test_store_query_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_store_query_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_store_query_SOURCES = src/link-program.cc

tests_unit_test_store_record_SOURCES = tests/unit/table.h tests/unit/test_store_record.c
tests_unit_test_store_record_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_store_record_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_store_record_SOURCES = src/link-program.cc

if HAVE_CMOCKA
check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests)
endif
