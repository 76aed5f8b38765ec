#!/bin/sh
test_description='limier search --format: JSON, JSON Lines, paths, TREC'
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

test_expect_success 'index five articles' '
    make_archive &&
    limier index -q archive
'

test_expect_success JQ 'json is one document with its version' '
    limier search --format json amazon >out &&
    test "$(jq -s length out)" = 1 &&
    jq -e ".version == 1 and .query == \"amazon\" and .total == 2 and (.hits | length) == 2" out &&
    jq -e "(.total_exact | type) == \"boolean\" and (.seconds | type) == \"number\"" out
'

test_expect_success JQ 'a hit has what is known, and no empty field' '
    limier search --format json amazon >out &&
    jq -e ".hits[0] | .rank == 1 and .score > 0 and .id == \"archive/amazon.txt\" and .path == .id" out &&
    jq -e ".hits[0] | .date == \"2025-11-25\" and (.title | startswith(\"C’est au tour\"))" out &&
    jq -e ".hits[0] | has(\"author\") or has(\"url\") | not" out &&
    jq -e "[.hits[] | .[] | select(. == \"\" or . == [] or . == {})] == []" out
'

test_expect_success JQ 'marks are byte ranges' '
    limier search --format json infrastructures >out &&
    jq -r ".hits[] | select(.id == \"archive/amazon.txt\") | .title" out >title &&
    jq -r ".hits[] | select(.id == \"archive/amazon.txt\") | .title_marks[0] | \"\(.[0]) \(.[1])\"" out >range &&
    read -r start end <range &&
    test "$(head -c "$end" title | tail -c +$((start + 1)))" = infrastructures &&
    limier search --format json milliards >out &&
    jq -rj ".hits[0].extract.text" out >text &&
    jq -r ".hits[0].extract.marks[0] | \"\(.[0]) \(.[1])\"" out >range &&
    read -r start end <range &&
    test "$(head -c "$end" text | tail -c +$((start + 1)))" = milliards
'

test_expect_success JQ 'no extract when none is wanted' '
    limier search --format json --extract 0 amazon >out &&
    jq -e "[.hits[] | has(\"extract\")] | any | not" out
'

test_expect_success JQ 'nothing found is a document too: status 1' '
    test_expect_code 1 limier search --format json zyzomys >out &&
    jq -e ".total == 0 and .hits == []" out &&
    test_expect_code 1 limier search --format jsonl zyzomys >out &&
    test_must_be_empty out
'

test_expect_success JQ 'jsonl is a hit a line' '
    limier search --format jsonl infrastructure >out &&
    lines out 3 &&
    jq -s -e "map(.rank) == [1, 2, 3] and all(.version == 1)" out
'

test_expect_success JQ 'odd bytes in a query are no trouble' '
    limier search --format json -- amazon "$(printf "\"q\" \\ \t \001 \377")" >out 2>err; test $? -le 1 &&
    jq -e ".query | startswith(\"amazon\")" out
'

test_expect_success 'paths are names and nothing else, each once' '
    limier search --format paths --sort date amazon >out &&
    printf "archive/amazon.txt\narchive/energie.txt\n" >want &&
    test_cmp want out &&
    awk "BEGIN { for (i = 0; i < 5; i++) printf \"{\\\"id\\\":\\\"%d\\\",\\\"text\\\":\\\"castor %d\\\"}\n\", i, i }" >castors.jsonl &&
    limier index -q -d castors castors.jsonl &&
    test "$(limier search -d castors --count castor)" = 5 &&
    limier search -d castors --format paths castor >out &&
    echo castors.jsonl >want && test_cmp want out
'

test_expect_success 'with -0 any name is safe' '
    name=$(printf "odd/un\ndeux trois.txt") &&
    article "$name" 2025-01-01 "Le castor" </dev/null &&
    limier index -q -d odd.index odd &&
    limier search -d odd.index --format paths -0 castor | xargs -0 cat >out &&
    grep "Le castor" out
'

test_expect_success 'trec is what trec_eval reads' '
    limier search --format trec infrastructure >out &&
    lines out 3 &&
    awk "NF != 6 || \$1 != 1 || \$2 != \"Q0\" || \$4 != NR || \$6 != \"limier\" { exit 1 }" out &&
    awk "NR > 1 && \$5 > last { exit 1 } { last = \$5 }" out &&
    limier search --format trec --run-tag essai infrastructure | grep " essai$"
'

test_expect_success 'in trec a docid is one word' '
    article "a b/c d.txt" 2025-01-01 "Le castor" </dev/null &&
    limier index -q -d blanks "a b" &&
    limier search -d blanks --format trec castor >out &&
    grep "^1 Q0 a_b/c_d.txt 1 " out
'

test_done
