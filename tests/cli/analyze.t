#!/bin/sh
test_description='limier analyze'
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

test_expect_success 'a line a word, and no index needed' '
    limier analyze "L’été d’Amazon" >out 2>err &&
    test_must_be_empty err &&
    head -1 out | grep "^bytes  *position  *written  *exact  *form  *stem  *flags$" &&
    grep "^[0-9-]*  *[0-9]*  *été  *été  *ete  *" out &&
    grep "Amazon  *Amazon  *amazon  *amazon" out &&
    grep "elided" out
'

test_expect_success 'words of the command line are one text' '
    limier analyze un deux >apart &&
    limier analyze "un deux" >together &&
    test_cmp apart together
'

test_expect_success 'the table is aligned in columns' '
    limier analyze "élève 数据 mot" >out &&
    awk "NR == 1 { at = index(\$0, \"exact\") } END { exit at == 0 }" out
'

test_expect_success 'from standard input' '
    printf "L’été d’Amazon" | limier analyze - >out &&
    limier analyze "L’été d’Amazon" >want &&
    test_cmp want out
'

test_expect_success JQ 'as JSON, with byte ranges' '
    limier analyze --format json "L’été d’Amazon" >out &&
    jq -e ".version == 1 and (.tokens | map(select(.form == \"amazon\")) | length) == 1" out &&
    jq -e ".tokens[] | select(.form == \"ete\") | .written == \"été\" and .end - .start == 5" out
'

test_expect_success 'explained acronyms follow the words' '
    limier analyze "La S.N.C.F. (Société nationale des chemins de fer français) et l’IA" >out &&
    test "$(tail -1 out)" = "S.N.C.F. = Société nationale des chemins de fer français" &&
    limier analyze "La SNCF et l’IA" >out &&
    ! grep " = " out
'

test_expect_success JQ 'explained acronyms as JSON' '
    limier analyze --format json "l’intelligence artificielle (I.A.)" >out &&
    jq -e ".explained == [{acronym: {start: 31, end: 35, written: \"I.A.\", form: \"ia\"}, \
        expansion: {start: 4, end: 29, written: \"intelligence artificielle\", form: \"intelligence artificielle\"}}]" out &&
    limier analyze --format json "IA" | jq -e ".explained == []"
'

test_expect_success 'stop words are told' '
    limier analyze "le chat" | grep "^.* le .*stop"
'

test_expect_success 'no word in it: status 1' '
    test_expect_code 1 limier analyze "… !" >out &&
    test_must_be_empty out
'

test_expect_success 'no byte is too odd' '
    head -c 20000 /dev/urandom | limier analyze - >out; test $? -le 1 &&
    printf "a\000b \033[31mrouge" | limier analyze - >out; test $? -le 1 &&
    ! grep "$escape" out
'

test_done
