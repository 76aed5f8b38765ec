#!/bin/sh
# Every source file is as clang-format leaves it.
echo 1..1
if ! command -v clang-format >/dev/null 2>&1; then
    echo 'ok 1 # SKIP no clang-format'
    exit
fi
cd "$top_srcdir" || exit 99
# shellcheck disable=SC2046
wrong=$(clang-format --dry-run $(find src tests -name '*.[ch]' -o -name '*.cc' -o -name '*.hh') 2>&1 | grep clang-formatted | cut -d: -f1 | sort -u)
if [ -z "$wrong" ]; then
    echo 'ok 1 - the sources are formatted'
else
    echo 'not ok 1 - the sources are formatted: clang-format -i on these'
    echo "$wrong" | sed 's/^/# /'
fi
