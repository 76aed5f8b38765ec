cli_tests = \
	tests/cli/analyze.t \
	tests/cli/bundle.t \
	tests/cli/contract.t \
	tests/cli/eval.t \
	tests/cli/format.t \
	tests/cli/formats.t \
	tests/cli/index.t \
	tests/cli/newcomer.t \
	tests/cli/packages.t \
	tests/cli/queries.t \
	tests/cli/refresh.t \
	tests/cli/report.t \
	tests/cli/search.t \
	tests/cli/show.t \
	tests/cli/synonyms.t \
	tests/cli/usage.t

if HAVE_SHARNESS
TESTS += $(cli_tests)
endif
EXTRA_DIST += $(cli_tests) tests/cli/lib.sh
