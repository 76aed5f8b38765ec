# One program a room. A new one: add its name to unit_tests and its two lines below.
unit_tests = tests/unit/test_base tests/unit/test_out

tests_unit_test_base_SOURCES = tests/unit/table.h tests/unit/test_base.c
tests_unit_test_base_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_base_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_base_SOURCES = src/link-program.cc

tests_unit_test_out_SOURCES = tests/unit/table.h tests/unit/test_out.c $(out_sources)
tests_unit_test_out_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_out_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_out_SOURCES = src/link-program.cc

if HAVE_CMOCKA
check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests)
endif
