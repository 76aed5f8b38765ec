EXTRA_DIST += corpus/.limierignore corpus/README.md corpus/queries.tsv corpus/qrels.txt \
	corpus/plain corpus/markdown corpus/jsonl corpus/txt corpus/broken corpus/formats corpus/packages
