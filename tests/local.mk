# Three kinds of tests, all speaking TAP: unit/ (cmocka, one program a room), cli/ (sharness scripts that run the
# program), house/ (scripts that read the sources).
TEST_EXTENSIONS = .t
TAP_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
LOG_DRIVER = $(TAP_DRIVER)
T_LOG_DRIVER = $(TAP_DRIVER)
# new_delete_type_mismatch: Xapian 1.4.22 has one of its own in Database::check.
AM_TESTS_ENVIRONMENT = \
	CMOCKA_MESSAGE_OUTPUT=TAP; export CMOCKA_MESSAGE_OUTPUT; \
	top_srcdir='$(abs_top_srcdir)'; export top_srcdir; \
	top_builddir='$(abs_top_builddir)'; export top_builddir; \
	SHARNESS='$(SHARNESS)'; export SHARNESS; \
	CC='$(CC)'; SANITIZE='$(SANITIZE)'; export CC SANITIZE; \
	ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1:new_delete_type_mismatch=0; export ASAN_OPTIONS;
T_LOG_COMPILER = $(SHELL)

UNIT_LIBS = libinside.la $(CMOCKA_LIBS)
UNIT_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)

house_tests = tests/house/rooms.t tests/house/symbols.t tests/house/format.t tests/house/manual.t
TESTS += $(house_tests)
EXTRA_DIST += $(house_tests) tests/house/rooms.txt
EXTRA_PROGRAMS =

include tests/unit/local.mk
include tests/cli/local.mk
include tests/fuzz/local.mk
include tests/bench/local.mk

clean-local:
	rm -rf tests/trash test-results
