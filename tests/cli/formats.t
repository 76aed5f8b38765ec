#!/bin/sh
# The files of corpus/formats, one by one: expected.tsv beside them says what must come of each.
test_description='Formats'
. "${top_srcdir:-$(pwd)}/tests/cli/lib.sh"
expected=$top_srcdir/corpus/formats/expected.tsv

grep -v "^#" "$expected" >rows
mkdir packed
if command -v bsdtar >/dev/null 2>&1; then
    "$top_srcdir/corpus/packages/pack" packed
else
    sed -i /^packed\\//d rows
fi

test_expect_success 'all is read but what must be refused' '
    cp -R "$top_srcdir/corpus/formats" formats && chmod -R u+w formats && rm formats/expected.tsv && mv packed formats/ &&
    { (cd formats && limier index -v -d ../index . 2>../err) || test $? = 3; } &&
    awk -F "\t" "\$2 == \"refused\" { print \$1 }" rows | sort -u >want &&
    sed -n "/^limier: note: /d; s/^limier: \([^ ]*\.[^ ]*\): .*/\1/p" err | sort -u >got && test_cmp want got
'

test_expect_success 'what was odd is noted' '
    grep "^limier: note: table/veille-excel.csv#3: .*« 31/02/2018 » is no date$" err
'

awk -F '\t' '$2 == "refused" { print $1 "\t" $3 }' rows >refusals
while IFS='	' read -r path why; do
    test_expect_success "$path is refused" 'grep -qF "$path: $why" err'
done <refusals

# All articles at once: a process for each would take long.
awk -F '\t' '$2 != "refused" { print $1 }' rows | sort -u >paths
xargs limier show -d index --format json <paths >articles.json 2>show.err
jq -r --rawfile rows rows '
    (.articles | map({key: .id, value: .}) | from_entries) as $all
    | ($rows | split("\n")[] | select(length > 0) | split("\t")) as [$path, $what, $value]
    | select($what != "refused")
    | ($all[$path] // {}) as $a
    | ($value | gsub(" ¶ "; "\n")) as $phrase
    | (if $what == "has" then ($a.text // "" | contains($phrase))
       elif $what == "lacks" then (($a | has("text")) and ($a.text | contains($phrase) | not))
       else ($a[$what] // "") == $value end) as $right
    | "\($right)\t\($path): \($what) \($value)"' articles.json >results

while IFS='	' read -r right what; do
    test_expect_success "$what" 'test "$right" = true'
done <results

test_expect_success 'every row was looked at' '
    test "$(wc -l <results)" = "$(grep -cv "	refused	" rows)"
'

test_done
