# One program a room. A new one: a line in unit_tests and a paragraph below.
unit_tests =
unit_tests += tests/unit/test_base
unit_tests += tests/unit/test_lang
unit_tests += tests/unit/test_store

tests_unit_test_base_SOURCES = tests/unit/table.h tests/unit/test_base.c
tests_unit_test_base_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_base_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_base_SOURCES = src/link-program.cc

tests_unit_test_lang_SOURCES = tests/unit/table.h tests/unit/test_lang.c
tests_unit_test_lang_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_lang_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_lang_SOURCES = src/link-program.cc

# compare.cc tells whether two databases say the same; only tests need it.
tests_unit_test_store_SOURCES = tests/unit/table.h tests/unit/store_fixture.c tests/unit/store_fixture.h \
	tests/unit/test_store.c \
	src/store/compare.cc src/store/compare.h
tests_unit_test_store_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_store_LDADD = $(UNIT_LIBS)

if HAVE_CMOCKA
check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests)
endif
