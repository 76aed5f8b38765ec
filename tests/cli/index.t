#!/bin/sh
test_description='limier index: creating, refreshing, refusing, locking, interruption'
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

# report PATTERN: the line that the last « limier index … 2>err » ended with.
report() {
    tail -1 err | grep "^limier: $1" || {
        cat err
        return 1
    }
}

test_expect_success 'the first run makes the index' '
    make_archive &&
    limier index archive 2>err &&
    report "5 articles: 5 added, 0 changed, 0 removed, 0 unchanged; " &&
    test -d .limier
'

test_expect_success 'nothing has changed' '
    limier index archive 2>err &&
    report "5 articles: 0 added, 0 changed, 0 removed, 5 unchanged; "
'

test_expect_success 'a changed article is replaced' '
    article archive/energie.txt 2025-03-10 "Le photovoltaïque et les centres de données" <<-EOF &&
	Le soleil alimente les serveurs, dit-on.
	EOF
    limier index archive 2>err &&
    report "5 articles: 0 added, 1 changed, 0 removed, 4 unchanged; " &&
    test "$(limier search --format paths photovoltaïque)" = archive/energie.txt &&
    test "$(limier search --count amazon)" = 1
'

test_expect_success 'a new article is added, from any depth' '
    article archive/a/b/c/d/profond.txt 2022-02-02 "Spéléologie" </dev/null &&
    limier index archive 2>err &&
    report "6 articles: 1 added, 0 changed, 0 removed, 5 unchanged; " &&
    test "$(limier search --format paths spéléologie)" = archive/a/b/c/d/profond.txt
'

test_expect_success 'a vanished article is removed, and named with -v' '
    rm -r archive/a archive/fruits.txt &&
    limier index -v archive 2>err &&
    report "4 articles: 0 added, 0 changed, 2 removed, 4 unchanged; " &&
    grep "^limier: archive/fruits.txt: removed$" err &&
    test_expect_code 1 limier search spéléologie
'

test_expect_success 'another folder joins, without removing the first' '
    article autre/un.txt 2021-01-01 "Ornithorynque" </dev/null &&
    limier index autre 2>err &&
    report "5 articles: 1 added, 0 changed, 0 removed, 0 unchanged; " &&
    limier search amazon
'

test_expect_success 'from standard input, as one says what it is' '
    printf "%s\n" "{\"id\":\"x1\",\"title\":\"Le nénuphar\",\"date\":\"2020-05-05\",\"text\":\"Au jardin.\"}" |
    limier index -d stdin --as jsonl - 2>err &&
    report "1 article: 1 added" &&
    limier search -d stdin nénuphar >out &&
    grep "Le nénuphar" out &&
    limier show -d stdin x1 | grep "Au jardin"
'

test_expect_success 'what is excluded stays out' '
    limier index -d without --exclude "2024" --exclude "*.bak" archive 2>err &&
    report "2 articles: 2 added"
'

test_expect_success 'refused inputs are named and counted: status 3' '
    mkdir -p broken &&
    printf "\000\001\002\377\000binary\000" >broken/binary.txt &&
    article broken/good.txt 2025-01-01 "Le castor" </dev/null &&
    test_expect_code 3 limier index -d mixed broken absent.txt >out 2>err &&
    test_must_be_empty out &&
    grep "^limier: broken/binary.txt: " err &&
    grep "^limier: absent.txt: " err &&
    report "1 article: 1 added, .*; 2 inputs refused; " &&
    limier search -d mixed castor
'

test_expect_success '-q still names what is refused' '
    test_expect_code 3 limier index -q -d mixed broken absent.txt 2>err &&
    grep "^limier: absent.txt: " err &&
    ! grep " articles\?: " err
'

test_expect_success NOT_ROOT 'a file that nobody may read' '
    article secret/un.txt 2025-01-01 "Secret" </dev/null &&
    chmod 000 secret/un.txt &&
    test_expect_code 3 limier index -d secret.index secret 2>err &&
    grep "^limier: secret/un.txt: " err
'

test_expect_success 'a name with a newline is told in one line' '
    name=$(printf "bad\nname.txt") &&
    mkdir -p odd &&
    cp broken/binary.txt "odd/$name" &&
    test_expect_code 3 limier index -d odd.index odd 2>err &&
    grep "^limier: odd/bad?name.txt: " err
'

test_expect_success 'rebuild begins anew' '
    limier index --rebuild archive 2>err &&
    report "4 articles: 4 added" &&
    test_expect_code 1 limier search ornithorynque
'

test_expect_success 'threads may be said' '
    limier index -d one --threads 1 archive 2>err &&
    limier index -d two --threads 2 archive 2>err &&
    limier search -d one --format jsonl infrastructure >one.out &&
    limier search -d two --format jsonl infrastructure >two.out &&
    test_cmp one.out two.out
'

# More than a pipe holds: once it is written, the reader is at work, and the index locked.
test_expect_success 'a second writer is told to try again: status 75' '
    mkfifo feed &&
    { limier index -q -d locked --as jsonl - <feed & } &&
    pid=$! &&
    exec 7>feed &&
    awk "BEGIN { printf \"{\\\"id\\\":\\\"x1\\\",\\\"title\\\":\\\"Le verrou\\\",\\\"text\\\":\\\"\"
        for (i = 0; i < 40000; i++) printf \"un mot \"; print \"\\\"}\" }" >&7 &&
    test_expect_code 75 limier index -q -d locked archive 2>err &&
    grep "^limier: index: .*locked" err &&
    exec 7>&- &&
    wait $pid &&
    limier search -d locked verrou
'

make_many() {
    mkdir -p many &&
    awk 'BEGIN {
        for (i = 0; i < 20000; i++) {
            printf "{\"id\":\"m%d\",\"date\":\"2025-01-01\",\"title\":\"Article %d\",\"text\":\"", i, i
            for (w = 0; w < 60; w++) printf "mot%d ", (i * 61 + w * w) % 9973
            print "commun\"}"
        }
    }' >many/all.jsonl
}

test_expect_success 'killed at any moment, the next run goes on' '
    make_many &&
    limier index -q -d killed archive &&
    for delay in 0.02 0.05 0.1 0.2 0.4; do
        limier index -q -d killed many & pid=$!
        sleep $delay
        kill -9 $pid
        wait $pid
        limier search -d killed --count amazon >out || return 1
    done 2>/dev/null &&
    limier index -d killed many 2>err &&
    report "20004 articles: " &&
    test "$(limier search -d killed --count commun)" = 20000 &&
    test "$(limier search -d killed --count amazon)" = 1
'

# A shell without job control starts background commands with SIGINT ignored; env(1) puts it back.
test_expect_success 'Ctrl-C leaves a whole index: status 130' '
    mkfifo slow &&
    { env --default-signal=INT limier index -q -d stopped --as jsonl - <slow & } 2>err.stop &&
    pid=$! &&
    exec 8>slow &&
    printf "%s\n" "{\"id\":\"x1\",\"title\":\"Le castor\",\"text\":\"Un.\"}" >&8 &&
    sleep 0.5 &&
    kill -INT $pid &&
    exec 8>&- &&
    { wait $pid; test $? = 130; } &&
    { limier search -d stopped castor 2>err; test $? -le 1 || test $? = 4; } &&
    limier index -d stopped archive 2>err
'

test_expect_success TERMINAL 'progress on a terminal only, and cleared' '
    on_terminal "limier index -d shown many" >out &&
    tail -1 out | grep "limier: 20000 articles: " &&
    grep "$escape\[K" out &&
    on_terminal "limier index -q -d shown --rebuild many" >out &&
    ! grep "$escape\[K" out
'

test_done
