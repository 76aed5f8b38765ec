# One program a room. A new one: add its name to unit_tests and its two lines below.
unit_tests = tests/unit/test_base tests/unit/test_store tests/unit/test_glass tests/unit/test_glass_table \
	tests/unit/test_glass_build

tests_unit_test_base_SOURCES = tests/unit/table.h tests/unit/test_base.c
tests_unit_test_base_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_base_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_base_SOURCES = src/link-program.cc

# compare.cc tells whether two databases say the same; only tests need it.
tests_unit_test_store_SOURCES = tests/unit/table.h tests/unit/test_store.c \
	src/store/compare.cc src/store/compare.h
tests_unit_test_store_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_store_LDADD = $(UNIT_LIBS)

tests_unit_test_glass_SOURCES = tests/unit/table.h tests/unit/test_glass.c
tests_unit_test_glass_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_glass_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_glass_SOURCES = src/link-program.cc

tests_unit_test_glass_table_SOURCES = tests/unit/table.h tests/unit/test_glass_table.c
tests_unit_test_glass_table_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_glass_table_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_test_glass_table_SOURCES = src/link-program.cc

# The same documents through Xapian and through the glass room.
tests_unit_test_glass_build_SOURCES = tests/unit/table.h tests/unit/test_glass_build.c \
	tests/unit/glass_peer.cc tests/unit/glass_peer.h src/store/compare.cc src/store/compare.h
tests_unit_test_glass_build_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_glass_build_LDADD = $(UNIT_LIBS)

if HAVE_CMOCKA
check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests)
endif
