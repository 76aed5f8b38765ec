#!/bin/sh
# liblimier exports just what limier.h declares.
echo 1..1
library=$top_builddir/.libs/liblimier.so
if ! command -v nm >/dev/null 2>&1; then
    echo 'ok 1 # SKIP no nm'
    exit
fi
declared=$(grep -o '\blimier_[a-z_]*(' "$top_srcdir/src/limier.h" | tr -d '(' | sort -u)
exported=$(nm -D --defined-only "$library" | awk '$2 ~ /[TDBRVW]/ { sub(/@.*/, "", $3); print $3 }' | sort -u)
if [ "$declared" = "$exported" ]; then
    echo 'ok 1 - exported symbols equal the header'
else
    echo 'not ok 1 - exported symbols equal the header'
    printf '%s\n%s\n' "$declared" "$exported" | sort | uniq -u | sed 's/^/# only in one: /'
fi
