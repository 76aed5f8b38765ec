#!/bin/sh
test_description='limier show, stats and explain'
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

test_expect_success 'an article whole, a paragraph a line in a pipe' '
    make_archive &&
    limier index -q archive &&
    limier show archive/amazon.txt >out 2>err &&
    test_must_be_empty err &&
    grep "^date  *2025-11-25$" out &&
    grep "^path  *archive/amazon.txt$" out &&
    grep "^C’est au tour d’Amazon d’annoncer des infrastructures IA$" out &&
    grep "^Amazon va investir 50 milliards de dollars aux États-Unis.$" out
'

test_expect_success 'the id that search prints is one that show takes' '
    id=$(limier search --format json amazon | sed -n "s/.*\"rank\":1,.*\"id\":\"\([^\"]*\)\".*/\1/p") &&
    test -n "$id" &&
    limier show "$id" | grep "Amazon va investir"
'

test_expect_success 'the words of --query are lit up' '
    limier show --query amazon --color=always archive/amazon.txt >out &&
    test "$(grep -o "$escape\[1;31mAmazon$escape\[m" out | wc -l)" = 2
'

test_expect_success 'an unknown id is told, the others are shown' '
    test_expect_code 1 limier show archive/amazon.txt nulle-part archive/energie.txt >out 2>err &&
    grep "Amazon va investir" out &&
    grep "achètent des centrales" out &&
    lines err 1 &&
    grep "^limier: show: .*nulle-part" err
'

test_expect_success JQ 'as JSON' '
    limier show --format json --query amazon archive/amazon.txt archive/energie.txt >out &&
    test "$(jq ".version" out)" = 1 &&
    test "$(jq ".articles | length" out)" = 2 &&
    test "$(jq -r ".articles[0].date" out)" = 2025-11-25 &&
    jq -e ".articles[0].text | contains(\"50 milliards\")" out &&
    jq -e ".articles[0].marks | length == 1" out &&
    test_expect_code 1 limier show --format json nulle-part >out 2>err &&
    test "$(jq ".articles | length" out)" = 0
'

test_expect_success TERMINAL 'a terminal gets the pager, unless told otherwise' '
    LIMIER_PAGER="sed s/^/page:/" PAGER=false on_terminal "limier show --color=never archive/amazon.txt" >out &&
    grep "^page:date  *2025-11-25$" out &&
    LIMIER_PAGER= on_terminal "limier show archive/amazon.txt" >out &&
    ! grep "^page:" out && grep "milliards" out &&
    PAGER="sed s/^/page:/" on_terminal "limier show --no-pager archive/amazon.txt" >out &&
    ! grep "^page:" out && grep "milliards" out &&
    PAGER="env | grep ^LESS=" on_terminal "limier show archive/amazon.txt" >out &&
    grep "^LESS=FRX" out
'

test_expect_success TERMINAL 'no pager in a pipe' '
    LIMIER_PAGER="sed s/^/page:/" limier show archive/amazon.txt >out &&
    ! grep "^page:" out
'

test_expect_success TERMINAL 'a pager that ends early, or that there is not' '
    LIMIER_PAGER=true on_terminal "limier show archive/amazon.txt; echo status \$?" >out &&
    grep "^status 0$" out &&
    LIMIER_PAGER=no-such-pager on_terminal "limier show archive/amazon.txt; echo status \$?" >out &&
    grep "limier: show: cannot run the pager .no-such-pager" out &&
    grep "^status 4$" out
'

test_expect_success 'stats' '
    limier stats >out 2>err &&
    test_must_be_empty err &&
    grep "^articles  5$" out &&
    grep "^files     5$" out &&
    grep "^dates     2023-12-24 to 2025-11-25$" out &&
    grep "Xapian 1\." out
'

test_expect_success JQ 'stats as JSON' '
    limier stats --format json >out &&
    jq -e ".version == 1 and .articles == 5 and .words > 50 and .bytes > 0 and .last_date == \"2025-11-25\"" out
'

test_expect_success 'explain says how a query is understood' '
    limier explain amazon -france >out 2>err &&
    test_must_be_empty err &&
    grep amazon out &&
    grep franc out
'

test_expect_success 'explain says where a score comes from' '
    limier explain amazon --id archive/amazon.txt >out &&
    limier explain amazon >without &&
    test "$(wc -l <out)" -gt "$(wc -l <without)" &&
    test_expect_code 1 limier explain amazon --id nulle-part 2>err &&
    grep "nulle-part" err &&
    test_expect_code 2 limier explain "(" 2>err &&
    limier explain orange --id archive/amazon.txt
'

test_done
