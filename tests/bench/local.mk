# Programs that measure; made on demand, for the scripts beside them.
bench_programs = tests/bench/measure_analysis
EXTRA_PROGRAMS += $(bench_programs)
tests_bench_measure_analysis_SOURCES = tests/bench/measure_analysis.c
tests_bench_measure_analysis_LDADD = libinside.la
nodist_EXTRA_tests_bench_measure_analysis_SOURCES = src/link-program.cc
CLEANFILES += $(bench_programs)
EXTRA_DIST += tests/bench/README.md tests/bench/html tests/bench/relevance tests/bench/analysis tests/bench/lucene
bench-programs: $(bench_programs)
.PHONY: bench-programs
