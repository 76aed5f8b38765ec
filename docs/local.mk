dist_man_MANS = docs/limier.1 docs/liblimier.3 docs/limier-index.5 docs/limier-json.5 docs/limier-synonyms.5 docs/limier-formats.7 \
	docs/limier-query.7
EXTRA_DIST += docs/liblimier.pc.in docs/HACKING.md docs/relevance.md
