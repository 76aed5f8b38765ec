#!/bin/sh
test_description='limier search: what is found, in which order'
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

# found WORDS…: the files found, in their order, must be those of standard input.
found() {
    sed 's,^,archive/,' >want
    limier search --format paths "$@" >got 2>notes || test $? = 1 || return 1
    test_cmp want got
}

test_expect_success 'index five articles' '
    make_archive &&
    limier index -q archive
'

test_expect_success 'an elided word is found, best first' '
    limier search amazon infrastructure IA >out &&
    sed -n 1p out | grep "^ 1  C’est au tour d’Amazon d’annoncer des infrastructures IA$" &&
    grep "2025-11-25 · archive/amazon.txt" out
'

test_expect_success 'accents, case and plural do not matter' '
    echo 2024/election.txt | found ELECTION &&
    echo 2024/election.txt | found élections
'

test_expect_success 'fewer words find too, all of them with --all' '
    test "$(limier search --count amazon chartres)" = 3 &&
    test_expect_code 1 limier search --all amazon chartres &&
    echo 2024/orange.txt | found --all orange chartres
'

test_expect_success 'a word with a dash behind the first one is excluded' '
    echo amazon.txt | found amazon -france &&
    echo amazon.txt | found -- amazon -france
'

test_expect_success 'one-letter and long options may follow the words' '
    test "$(limier search infrastructure -n 1 --format paths | wc -l)" = 1 &&
    test "$(limier search infrastructure --limit 1 --format=paths | wc -l)" = 1
'

test_expect_success 'everything behind -- belongs to the query' '
    limier search --format json -- amazon --limit 0 >out &&
    grep "\"query\":\"amazon --limit 0\"" out
'

test_expect_success 'phrases, whatever the apostrophe' '
    echo amazon.txt | found "\"tour d'\''Amazon\"" &&
    found "\"Amazon tour\"" </dev/null
'

test_expect_success 'boolean words, required and excluded ones' '
    echo energie.txt | found "amazon ET france" &&
    echo energie.txt | found "amazon AND france" &&
    echo amazon.txt | found "amazon SAUF france" &&
    test "$(limier search --count "amazon OU orange")" = 4 &&
    echo energie.txt | found +amazon +france
'

test_expect_success 'fields and exact forms' '
    echo amazon.txt | found titre:amazon &&
    echo 2024/orange.txt | found =Orange &&
    test "$(limier search --count date:2024)" = 2
'

test_expect_success 'since and until include their bounds' '
    printf "%s\n" 2024/orange.txt | found --since 2024 --until 2024-01-15 orange &&
    printf "%s\n" fruits.txt | found --until 2023 orange &&
    test "$(limier search --count --since 2025-03-10 amazon)" = 2 &&
    test "$(limier search --count --since 2025-03-11 amazon)" = 1
'

test_expect_success 'sorted by date, either way' '
    printf "%s\n" amazon.txt energie.txt 2024/orange.txt | found --sort date infrastructure &&
    printf "%s\n" 2024/orange.txt energie.txt amazon.txt | found --sort -date infrastructure
'

test_expect_success 'limit and offset cut pages out of the same list' '
    limier search --format paths --limit 0 infrastructure >all &&
    lines all 3 &&
    limier search --format paths --limit 1 infrastructure >pages &&
    limier search --format paths --limit 1 --offset 1 infrastructure >>pages &&
    limier search --format paths --limit 1 --offset 2 infrastructure >>pages &&
    test_cmp all pages &&
    test_expect_code 1 limier search --offset 3 infrastructure >out &&
    test_must_be_empty out &&
    limier search --offset 1 --limit 1 infrastructure | grep "^ 2  "
'

test_expect_success 'the extract holds the words, as long as wanted' '
    limier search milliards >out &&
    grep "50 milliards de dollars" out &&
    limier search --extract 0 milliards >out &&
    ! grep "milliards" out
'

test_expect_success 'the count is exact and alone' '
    limier search --count infrastructure >out 2>err &&
    echo 3 >want && test_cmp want out &&
    test_must_be_empty err &&
    test_expect_code 1 limier search --count zyzomys >out &&
    echo 0 >want && test_cmp want out
'

test_expect_success 'a half-formed query is answered, with a note that -q keeps back' '
    limier search "\"tour d'\''Amazon" >out 2>err &&
    grep Amazon out &&
    grep "^limier: note: " err &&
    limier search -q "\"tour d'\''Amazon" >out 2>err &&
    test_must_be_empty err
'

test_expect_success 'hostile queries are answered or refused, never a crash' '
    for query in "(((((" ")" "\"" "\"\"" "*" "~" "=" "+" "-" ":" "a:" ":a" "ET" "OU OU" "date:" "date:.." \
        "$(printf "\377\376")" "$(printf "a\001b")" "~~~~" "a~~" "((a)" "\"a*\"" "titre:\"" "NOT a" "SAUF a"
    do
        limier search -- "$query" >out 2>err
        code=$?
        case $code in 0 | 1 | 2) ;; *) echo "« $query »: $code"; cat err; return 1 ;; esac
    done
'

test_expect_success 'a very long query is no trouble' '
    words=$(awk "BEGIN { for (i = 0; i < 5000; i++) printf \"mot%d \", i }") &&
    limier search "$words amazon" >out 2>err; test $? -le 2 &&
    long=$(awk "BEGIN { for (i = 0; i < 100000; i++) printf \"a\" }") &&
    limier search "$long" >out 2>err; test $? -le 2
'

test_done
