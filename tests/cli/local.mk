cli_tests =

if HAVE_SHARNESS
TESTS += $(cli_tests)
endif
EXTRA_DIST += $(cli_tests)
