# libFuzzer programs: ../configure CC=clang CXX=clang++ --enable-fuzzers && make fuzz
fuzzers = tests/fuzz/fuzz_readers tests/fuzz/fuzz_markup tests/fuzz/fuzz_bundle tests/fuzz/fuzz_package

if FUZZERS
EXTRA_PROGRAMS += $(fuzzers)
tests_fuzz_fuzz_readers_SOURCES = tests/fuzz/fuzz_readers.c tests/fuzz/read.h
tests_fuzz_fuzz_readers_LDADD = libinside.la
tests_fuzz_fuzz_readers_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
nodist_EXTRA_tests_fuzz_fuzz_readers_SOURCES = src/link-program.cc
tests_fuzz_fuzz_markup_SOURCES = tests/fuzz/fuzz_markup.c tests/fuzz/read.h
tests_fuzz_fuzz_markup_LDADD = libinside.la
tests_fuzz_fuzz_markup_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
nodist_EXTRA_tests_fuzz_fuzz_markup_SOURCES = src/link-program.cc
tests_fuzz_fuzz_bundle_SOURCES = tests/fuzz/fuzz_bundle.c
tests_fuzz_fuzz_bundle_LDADD = libinside.la
tests_fuzz_fuzz_bundle_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
nodist_EXTRA_tests_fuzz_fuzz_bundle_SOURCES = src/link-program.cc
tests_fuzz_fuzz_package_SOURCES = tests/fuzz/fuzz_package.c tests/fuzz/read.h
tests_fuzz_fuzz_package_LDADD = libinside.la
tests_fuzz_fuzz_package_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
nodist_EXTRA_tests_fuzz_fuzz_package_SOURCES = src/link-program.cc
CLEANFILES += $(fuzzers)
fuzz: $(fuzzers)
else
fuzz:
	@echo 'configure with CC=clang CXX=clang++ --enable-fuzzers' >&2; exit 1
EXTRA_DIST += tests/fuzz/fuzz_readers.c tests/fuzz/fuzz_markup.c tests/fuzz/fuzz_bundle.c \
	tests/fuzz/fuzz_package.c tests/fuzz/read.h
endif
.PHONY: fuzz
