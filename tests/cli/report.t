#!/bin/sh
test_description='limier index: the report, dry runs, maps of names, dates'
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

# report PATTERN: the line that the last « limier index … 2>err » ended with.
report() {
    tail -1 err | grep "^limier: $1" || {
        cat err
        return 1
    }
}

test_expect_success 'what was read by format, and what was refused by reason' '
    make_archive && printf "{\"title\":\"a\"}\n[]\n{\"x\":1}\n[2]\n" >archive/fil.jsonl &&
    test_expect_code 3 limier index -d words archive 2>err &&
    grep "^limier: read: 5 articles in 5 archive, 1 in 1 jsonl; 1 without a date$" err &&
    grep "^limier: refused: 2 × not an object but a list; 1 × neither title nor text$" err &&
    report "6 articles: 6 added, .*; 3 inputs refused; "
'

test_expect_success JQ 'the same as JSON, on standard output' '
    test_expect_code 3 limier index -d json --report json archive >out 2>err &&
    test "$(jq -c "[.version,.articles,.added,.undated,.refused,.dry_run]" out)" = "[1,6,6,1,3,false]" &&
    test "$(jq -c ".formats[1]" out)" = "{\"format\":\"jsonl\",\"inputs\":1,\"articles\":1}" &&
    test "$(jq -c ".refusals[0]" out)" = \
        "{\"reason\":\"not an object but a list\",\"count\":2,\"paths\":[\"archive/fil.jsonl\",\"archive/fil.jsonl\"]}" &&
    lines err 3
'

test_expect_success JQ 'impossible dates are counted' '
    mkdir dates && printf "Un\n\nPublié le 31 juin 2020\n\nTexte.\n" >dates/a.txt &&
    printf "date;titre\n30/02/2020;a\n31/02/2020;b\n1/2/2020;c\n" >dates/a.csv &&
    limier index -d dates.index --report json dates >out &&
    test "$(jq -c ".notes[0] | [.reason,.count]" out)" = "[\"« … » is no date\",3]" &&
    test "$(jq .undated out)" = 3
'

test_expect_success 'a dry run writes nothing' '
    limier index -d dry --dry-run dates 2>err && report "would be 4 articles: 4 added, " && ! test -e dry &&
    limier index -q -d dry dates && rm dates/a.csv && printf "Deux\n\nTexte.\n" >dates/b.txt &&
    limier index -d dry -n dates 2>err && report "would be 2 articles: 1 added, 0 changed, 3 removed, 1 unchanged" &&
    limier index -d dry -n dates 2>err && report "would be 2 articles: 1 added, 0 changed, 3 removed, 1 unchanged" &&
    limier index -d dry dates 2>err && report "2 articles: 1 added, 0 changed, 3 removed, 1 unchanged" &&
    limier index -d dry -n --rebuild dates 2>err && report "would be 2 articles: 2 added" &&
    limier index -d dry dates 2>err && report "2 articles: 0 added"
'

test_expect_success 'the day of the file only where it is asked for' '
    mkdir undated && printf "Un titre\n\nUn texte.\n" >undated/a.txt &&
    touch -d "2020-03-04 12:00 UTC" undated/a.txt && (cd undated && tar cf ../undated.tar a.txt) &&
    touch -d "2021-01-01 12:00 UTC" undated.tar && mv undated.tar undated/ &&
    limier index -d without undated 2>err && grep "2 without a date" err &&
    limier index -d with --date-from-file undated 2>err && ! grep "without a date" err &&
    test "$(limier search -d with --count date:2020-03-04)" = 2
'

test_expect_success 'names of fields are said, and wrong ones refused' '
    printf "{\"meta\":{\"head\":\"Le blaireau\"},\"corps\":\"Il creuse.\"}\n" >blaireau.jsonl &&
    test_expect_code 3 limier index -d map blaireau.jsonl 2>err &&
    grep "neither title nor text; other names: meta.head, corps (see --map)" err &&
    limier index -q -d map --map title=meta.head,texte=corps blaireau.jsonl &&
    limier search -d map titre:blaireau creuse &&
    test_expect_code 2 limier index -d map --map titel=x blaireau.jsonl 2>err &&
    grep "titel.* is no field; there are id, title, date" err &&
    test_expect_code 2 limier index -d map --map title blaireau.jsonl
'

test_done
