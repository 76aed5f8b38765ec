#!/bin/sh
test_description='the contract with scripts: streams, exit status, colours, closed pipes'
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

test_expect_success 'index writes nothing on standard output, and its report on the other' '
    make_archive &&
    limier index archive >out 2>err &&
    test_must_be_empty out &&
    lines err 2 &&
    head -1 err | grep "^limier: read: 5 articles in 5 archive$" &&
    tail -1 err | grep "^limier: 5 articles: 5 added, 0 changed, 0 removed, 0 unchanged; "
'

test_expect_success '--quiet keeps the report back' '
    limier index -q archive >out 2>err &&
    test_must_be_empty out &&
    test_must_be_empty err
'

test_expect_success 'search writes only data, and only on standard output' '
    limier search amazon >out 2>err &&
    test_must_be_empty err &&
    head -1 out | grep "^ 1  .*Amazon"
'

test_expect_success 'status 1: nothing found, nothing said' '
    test_expect_code 1 limier search zyzomys >out 2>err &&
    test_must_be_empty out &&
    test_must_be_empty err
'

test_expect_success 'status 2: a query that cannot be understood, with a mark under the place' '
    test_expect_code 2 limier search "été date:jamais" >out 2>err &&
    test_must_be_empty out &&
    grep "^limier: search: .*jamais" err &&
    grep -A 1 "^  été date:jamais$" err | tail -1 >mark &&
    echo "           ^" >want && test_cmp want mark &&
    grep "^limier: hint: " err &&
    test_expect_code 2 limier search "((" 2>err
'

test_expect_success 'status 2: a date that is none' '
    test_expect_code 2 limier search --since jamais amazon >out 2>err &&
    test_must_be_empty out &&
    grep "^limier: search: .*jamais" err
'

test_expect_success 'status 4: no index' '
    none=$(mktemp -d) &&
    (unset LIMIER_INDEX && cd "$none" && test_expect_code 4 limier search amazon) >out 2>err &&
    rmdir "$none" &&
    test_must_be_empty out &&
    grep "^limier: search: " err &&
    test_expect_code 4 limier search -d absent amazon 2>err &&
    grep absent err
'

test_expect_success 'status 4: a folder that is no index' '
    mkdir -p empty &&
    test_expect_code 4 limier search -d empty amazon 2>err &&
    grep "^limier: search: " err
'

test_expect_success DEV_FULL 'status 4: standard output is full' '
    test_expect_code 4 limier search amazon >/dev/full 2>err &&
    grep "^limier: search: cannot write: " err &&
    test_expect_code 4 limier help >/dev/full 2>err &&
    lines err 1
'

test_expect_success 'status 4: standard output is closed, and the index is not harmed' '
    test_expect_code 4 limier search amazon >&- 2>err &&
    grep "^limier: search: cannot write: " err &&
    limier index archive >&- 2>&- &&
    limier search amazon >out &&
    grep Amazon out
'

test_expect_success 'a closed pipe ends it by SIGPIPE, without a word' '
    { sleep 0.3; limier search amazon 2>err; echo $? >status; } | true &&
    test "$(cat status)" = 141 &&
    test_must_be_empty err
'

test_expect_success 'a closed pipe where SIGPIPE is ignored is no error' '
    (trap "" PIPE; { sleep 0.3; limier search amazon 2>err; echo $? >status; } | true) &&
    test "$(cat status)" = 0 &&
    test_must_be_empty err
'

test_expect_success 'no colours and no marks in a pipe' '
    limier search amazon >out &&
    ! grep "$escape" out &&
    ! grep "\[Amazon\]" out
'

test_expect_success '--color=always colours a pipe, NO_COLOR or not' '
    limier search --color=always amazon >out &&
    grep "$escape\[1;31mAmazon$escape\[m" out &&
    NO_COLOR=1 limier search --color=always amazon >again &&
    test_cmp out again
'

test_expect_success TERMINAL 'a terminal gets colours and a total' '
    on_terminal "limier search amazon" >out &&
    grep "$escape\[1;31mAmazon$escape\[m" out &&
    grep "^2 of 2 articles (" out
'

test_expect_success TERMINAL 'NO_COLOR on a terminal: brackets' '
    NO_COLOR=1 on_terminal "limier search amazon" >out &&
    ! grep "$escape" out &&
    grep "\[Amazon\]" out &&
    on_terminal "limier search --color=never amazon" >never &&
    ! grep "$escape" never &&
    grep "\[Amazon\]" never
'

test_expect_success TERMINAL 'an empty NO_COLOR is none' '
    NO_COLOR= on_terminal "limier search amazon" >out &&
    grep "$escape" out
'

test_expect_success 'lines are as wide as COLUMNS says, 80 in a pipe' '
    COLUMNS=40 limier search amazon >narrow &&
    test "$(grep -v "·\|archive/" narrow | wc -L)" -le 40 &&
    limier search amazon >usual &&
    test "$(grep -v "·\|archive/" usual | wc -L)" -le 80 &&
    COLUMNS=200 limier search amazon >wide &&
    test "$(wc -l <wide)" -lt "$(wc -l <narrow)"
'

test_expect_success 'what an article holds does not reach the terminal' '
    printf " date 2025-01-01 Sirène \033]0;owned\007 \302\233 \342\200\256fin\nUne sirène \033[31mrouge\033[m.\n" >sirene.txt &&
    limier index -q -d hostile sirene.txt &&
    limier search -d hostile sirène >out &&
    ! grep "$escape" out &&
    ! grep "$(printf "\007")" out &&
    ! grep "$(printf "\302\233")" out &&
    ! grep "$(printf "\342\200\256")" out &&
    limier show -d hostile sirene.txt >out &&
    ! grep "$escape" out &&
    limier search -d hostile --format json sirène >out &&
    ! grep "$escape" out &&
    ! grep "$(printf "\342\200\256")" out
'

test_expect_success 'JSON is the same in every locale' '
    limier search --format jsonl amazon >one &&
    LC_ALL=fr_FR.UTF-8 limier search --format jsonl amazon >two &&
    LC_ALL=C limier search --format jsonl amazon >three &&
    test_cmp one two &&
    test_cmp one three
'

test_expect_success 'the index is found in this folder or above, by LIMIER_INDEX and by -d' '
    echo 2 >two &&
    top=$(mktemp -d) &&
    (
        unset LIMIER_INDEX && cd "$top" &&
        limier index -q "$SHARNESS_TRASH_DIRECTORY/archive" && test -d .limier &&
        limier search --count amazon &&
        mkdir -p a/b && cd a/b &&
        limier search --count amazon &&
        limier index -q "$SHARNESS_TRASH_DIRECTORY/archive" && ! test -e .limier
    ) >out &&
    cat two two >want && test_cmp want out &&
    (cd / && LIMIER_INDEX="$top/.limier" limier search --count amazon) >out &&
    test_cmp two out &&
    LIMIER_INDEX=absent limier search --count -d "$top/.limier" amazon >out &&
    test_cmp two out &&
    LIMIER_INDEX=absent limier -d "$top/.limier" search --count amazon >out &&
    test_cmp two out &&
    LIMIER_INDEX=absent test_expect_code 4 limier search amazon 2>err &&
    rm -rf "$top"
'

test_done
