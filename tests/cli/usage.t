#!/bin/sh
test_description='wrong use: status 2, one line on standard error, nothing on standard output'
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

wrong() {
    test_expect_success "limier $1" "
        test_expect_code 2 limier $1 >out 2>err &&
        test_must_be_empty out &&
        lines err 1 &&
        grep '^limier: .* (see limier help' err
    "
}

make_archive
limier index -q archive

wrong ''
wrong 'serch amazon'
wrong '--bogus'
wrong '-d'
wrong '--color=blue search amazon'
wrong 'search'
wrong 'search ""'
wrong 'search --bogus amazon'
wrong 'search amazon --bogus'
wrong 'search --limit'
wrong 'search --limit x amazon'
wrong 'search --limit -1 amazon'
wrong 'search --limit 99999999999999999999999 amazon'
wrong 'search --limit= amazon'
wrong 'search --all=yes amazon'
wrong 'search --format xml amazon'
wrong 'search --sort size amazon'
wrong 'search --extract 99999999999 amazon'
wrong 'search -0 amazon'
wrong 'search --run-tag x amazon'
wrong 'search --count --format json amazon'
wrong 'search --queries x amazon'
wrong 'search -amazon'
wrong 'search -nucleaire amazon'
wrong 'index'
wrong 'index --as xml archive'
wrong 'index --threads x archive'
wrong 'index --threads 5000 archive'
wrong 'show'
wrong 'show --format xml x'
wrong 'stats x'
wrong 'stats --format xml'
wrong 'analyze'
wrong 'analyze --format xml x'
wrong 'explain'
wrong 'explain --id'
wrong 'eval'
wrong 'eval queries'
wrong 'eval queries qrels more'
wrong 'eval --run run --write-run run queries qrels'
wrong 'eval --depth x queries qrels'
wrong 'help nonsense'
wrong 'help search index'
wrong 'version x'

test_expect_success 'an excluded word in front is explained' '
    test_expect_code 2 limier search -nucleaire amazon 2>err &&
    grep "an excluded word comes after" err
'

test_expect_success 'help is data' '
    limier help >out 2>err && test_must_be_empty err && grep "^Usage: limier " out &&
    limier --help >again && test_cmp out again &&
    for command in index search show stats analyze explain eval help version; do
        grep "^  $command " out &&
        limier help $command >one 2>err && test_must_be_empty err &&
        grep "^Usage: limier $command" one &&
        limier $command --help >two && test_cmp one two || return 1
    done
'

test_expect_success 'help fits into 100 columns' '
    for command in index search show stats analyze explain eval help version; do
        limier help $command || return 1
    done >out &&
    test "$(wc -L <out)" -le 100
'

test_expect_success 'the version' '
    limier version >out && grep "^limier [0-9.]*$" out && lines out 1 &&
    limier --version >again && test_cmp out again &&
    limier search --version >again && test_cmp out again
'

test_expect_success 'global options stand before or behind the command' '
    limier -d .limier search --count amazon >one &&
    limier search -d .limier --count amazon >two &&
    limier search --count amazon -d .limier >three &&
    test_cmp one two && test_cmp one three
'

test_done
