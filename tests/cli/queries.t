#!/bin/sh
test_description='limier search --queries: many queries in one process'
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

test_expect_success 'index five articles, write three queries' '
    make_archive &&
    limier index -q archive &&
    printf "q1\tamazon\nq2\tzyzomys\n\nq3\torange -fruits\n" >queries
'

test_expect_success 'trec carries the names' '
    limier search --queries queries --format trec >out 2>err &&
    test_must_be_empty err &&
    cut -d" " -f1 out | uniq -c | sed "s/^ *//" >got &&
    printf "2 q1\n1 q3\n" >want &&
    test_cmp want got
'

test_expect_success 'each answer is that of the query alone' '
    limier search --queries queries --format trec | sed -n "s/^q1 //p" >got &&
    limier search --format trec amazon | sed "s/^1 //" >want &&
    test_cmp want got
'

test_expect_success JQ 'json and jsonl carry them too' '
    limier search --queries queries --format json >out &&
    jq -e ".version == 1 and (.results | map(.qid)) == [\"q1\", \"q2\", \"q3\"]" out &&
    jq -e ".results | map(.hits | length) == [2, 0, 1]" out &&
    limier search --queries queries --format jsonl >out &&
    jq -s -e "map(.qid) == [\"q1\", \"q1\", \"q3\"] and .[2].query == \"orange -fruits\"" out
'

test_expect_success 'text has a header a query' '
    limier search --queries queries >out &&
    grep "^q1: amazon$" out &&
    grep "^q2: zyzomys$" out
'

test_expect_success 'counts' '
    limier search --queries queries --count >out &&
    printf "q1\t2\nq2\t0\nq3\t1\n" >want &&
    test_cmp want out
'

test_expect_success 'from standard input, answered as they come' '
    mkfifo ask answer &&
    { limier search --queries - --count <ask >answer & } &&
    exec 7>ask 8<answer &&
    printf "un\tamazon\n" >&7 && read -r line <&8 && test "$line" = "un	2" &&
    printf "deux\torange\n" >&7 && read -r line <&8 && test "$line" = "deux	2" &&
    exec 7>&- 8<&- && wait
'

test_expect_success 'bad lines are told with their number: status 3, the others answered' '
    printf "q1\tamazon\nno tabulator\n\tno name\nq4\t \nq5\t(\nq6\torange\n" >bad &&
    test_expect_code 3 limier search --queries bad --count >out 2>err &&
    printf "q1\t2\nq6\t2\n" >want &&
    test_cmp want out &&
    lines err 4 &&
    grep "^limier: bad:2: " err &&
    grep "^limier: bad:3: " err &&
    grep "^limier: bad:4: " err &&
    grep "^limier: bad:5: q5: " err
'

test_expect_success 'line ends of another system and a byte order mark' '
    printf "\357\273\277q1\tamazon\r\nq2\torange" >dos &&
    limier search --queries dos --count >out &&
    printf "q1\t2\nq2\t2\n" >want &&
    test_cmp want out
'

test_expect_success 'an empty file has no answers, an absent one is an error' '
    limier search --queries /dev/null >out &&
    test_must_be_empty out &&
    test_expect_code 4 limier search --queries absent 2>err &&
    grep "^limier: search: absent: " err
'

test_done
