EXTRA_DIST += corpus/.limierignore corpus/plain corpus/markdown corpus/jsonl corpus/txt corpus/broken
