#!/bin/sh
test_description='limier index: a refresh leaves in the index what lies on the disk, and nothing else'
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

err=$SHARNESS_TRASH_DIRECTORY/err

# refresh COUNTS PATH...: an index run that ends with these counts (« 1 added, 0 changed, … »).
refresh() {
    counts=$1 && shift &&
    limier index "$@" 2>"$err" &&
    tail -1 "$err" | grep "article.*: $counts; " || {
        cat "$err"
        return 1
    }
}

found() {
    test "$(limier search --count "$2")" = "$1"
}

# In a folder of its own, with its index in .limier.
alone() {
    mkdir -p "$1" && cd "$1" && LIMIER_INDEX=$PWD/.limier
}

test_expect_success 'a changed file that is named twice' '(
    alone twice &&
    article a/x.txt 2025-01-01 "Premier" </dev/null &&
    limier index a &&
    article a/x.txt 2025-01-01 "Deuxième état" </dev/null &&
    article a/y.txt 2025-01-01 "Autre" </dev/null &&
    refresh "1 added, 1 changed, 0 removed, 0 unchanged" a a a/x.txt ./a/../a &&
    found 1 deuxième && found 0 premier
)'

test_expect_success 'the folder of the index leaves what lies outside alone' '(
    article elsewhere/x.txt 2025-01-01 "Ailleurs" </dev/null &&
    alone here &&
    article y.txt 2025-01-01 "Ici" </dev/null &&
    limier index ../elsewhere &&
    refresh "1 added, 0 changed, 0 removed, 0 unchanged" . &&
    found 1 ailleurs
)'

test_expect_success 'a folder above, and a folder below' '(
    alone up/middle &&
    article x.txt 2025-01-01 "Renard" </dev/null &&
    article sub/y.txt 2025-01-01 "Belette" </dev/null &&
    article sub/z.txt 2025-01-01 "Hermine" </dev/null &&
    article subito.txt 2025-01-01 "Loutre" </dev/null &&
    limier index . &&
    rm x.txt sub/y.txt &&
    refresh "0 added, 0 changed, 1 removed, 1 unchanged" sub &&
    found 1 renard && found 1 loutre &&
    refresh "0 added, 0 changed, 1 removed, 2 unchanged" .. &&
    found 0 renard && found 1 hermine && found 1 loutre
)'

test_expect_success 'a path with .. that has vanished' '(
    article gone/x.txt 2025-01-01 "Parti" </dev/null &&
    alone from/here &&
    limier index ../../gone &&
    rm -r ../../gone &&
    refresh "0 added, 0 changed, 1 removed, 0 unchanged" ../../gone/
)'

test_expect_success 'a path that never was is named once' '
    test_expect_code 3 limier index -q -d never nowhere ./nowhere/.. 2>"$err" &&
    printf "limier: %s\n" "nowhere: no such file or folder" "./nowhere/..: No such file or directory" >want &&
    test_cmp want "$err"
'

test_expect_success 'names of every kind of byte' '(
    alone names &&
    mkdir a &&
    for name in "a\r" "b\nc" "d\te" "\134" "\134n" "f\377g" "- h" " i " "é" "\r" "#j"; do
        article "a/$(printf -- "$name")" 2025-01-01 "Nom" </dev/null || return 1
    done &&
    n=$(find a -type f -print0 | tr -dc "\000" | wc -c) &&
    refresh "$n added, 0 changed, 0 removed, 0 unchanged" a &&
    touch -d 2020-01-01 a/* &&
    limier index a &&
    refresh "0 added, 0 changed, 0 removed, $n unchanged" -v a &&
    ! grep ": removed" "$err" &&
    rm -r a && mkdir a &&
    refresh "0 added, 0 changed, $n removed, 0 unchanged" a
)'

test_expect_success 'a file called - is not standard input' '(
    alone dash &&
    article ./- 2025-01-01 "Fichier" </dev/null &&
    echo "{\"id\":\"s1\",\"title\":\"Entrée\",\"text\":\"lue\"}" | limier index --as jsonl - &&
    limier index . &&
    article ./- 2025-01-01 "Fichier changé" </dev/null &&
    refresh "0 added, 1 changed, 0 removed, 0 unchanged" . &&
    found 1 lue && found 1 changé &&
    test "$(limier search --format paths changé)" = ./- &&
    rm ./- &&
    refresh "0 added, 0 changed, 1 removed, 0 unchanged" ./- &&
    found 1 lue
)'

test_expect_success 'the index may lie in the archive, and is not read' '(
    alone inside &&
    article a/x.txt 2025-01-01 "Un" </dev/null &&
    limier index -d a/index a 2>"$err" &&
    limier index -d a/index a 2>>"$err" &&
    ! grep lock "$err" &&
    test_expect_code 3 limier index -d other a/index 2>"$err" &&
    grep "a/index: an index" "$err"
)'

test_expect_success 'a change within one tick of the clock, of the same size' '(
    alone tick &&
    article a/x.txt 2025-01-01 "Avant" </dev/null &&
    touch -r a/x.txt stamp &&
    limier index a &&
    article a/x.txt 2025-01-01 "Après" </dev/null &&
    touch -r stamp a/x.txt &&
    limier index a &&
    found 1 après
)'

test_expect_success 'dates of files far away' '(
    alone far &&
    for year in 1901 1969 2200 2300 2400; do
        article a/$year.txt 2025-01-01 "An $year" </dev/null &&
        touch -d $year-02-03 a/$year.txt || return 1
    done &&
    refresh "5 added, 0 changed, 0 removed, 0 unchanged" a &&
    refresh "0 added, 0 changed, 0 removed, 5 unchanged" a
)'

test_expect_success 'articles with ids of their own go with their file' '(
    alone ids &&
    mkdir a &&
    echo "{\"id\":\"x\",\"title\":\"Castor\",\"text\":\"un\"}" >a/1.jsonl &&
    long=$(printf "%0300d" 0) &&
    echo "{\"id\":\"${long}1\",\"title\":\"Castor\",\"text\":\"un\"}" >a/2.jsonl &&
    echo "{\"id\":\"${long}2\",\"title\":\"Castor\",\"text\":\"deux\"}" >>a/2.jsonl &&
    limier index a &&
    mv a/1.jsonl a/3.jsonl && mv a/2.jsonl a/0.jsonl &&
    refresh "3 added, 0 changed, 3 removed, 0 unchanged" a &&
    limier show x && limier show ${long}1 | grep "^un" && limier show ${long}2 | grep "^deux"
)'

test_expect_success 'a file that cannot be read any more keeps its articles until it is gone' '(
    alone kept &&
    article a/x.txt 2025-01-01 "Lisible" </dev/null &&
    article a/y.txt 2025-01-01 "Autre" </dev/null &&
    limier index a &&
    printf "\000\001\002\377\000binary\000" >a/x.txt &&
    test_expect_code 3 limier index a &&
    test_expect_code 3 limier index a &&
    found 1 lisible &&
    rm a/x.txt &&
    refresh "0 added, 0 changed, 1 removed, 1 unchanged" a
)'

test_expect_success 'what a stopped run had read of a file goes with the file' '(
    alone half && mkdir a &&
    article b/x.txt 2025-01-01 "Reste" </dev/null &&
    awk "BEGIN { for (i = 0; i < 30000; i++)
        print \"{\\\"id\\\":\\\"m\" i \"\\\",\\\"title\\\":\\\"Article commun\\\"}\" }" >long.jsonl &&
    for delay in 0.02 0.05 0.1; do
        cp long.jsonl a/ && limier index -q b || return 1
        { env --default-signal=INT limier index -q a & } && pid=$!
        sleep $delay
        { kill -INT $pid; wait $pid; } 2>"$err"
        rm a/long.jsonl && limier index -q a
        found 0 commun && found 1 reste || return 1
    done
)'

# ---- Against a model ------------------------------------------------------------------------------------------
# Random changes of an archive with runs between, some of which are killed; what the index holds is compared with
# what lies on the disk, as « path title » of each article. For longer runs: REFRESH_SEEDS="3 4 5" REFRESH_STEPS=500.

random() {
    seed=$(((seed * 1103515245 + 12345) % 2147483648)) && dice=$((seed / 65536 % $1))
}

# One to four articles into $file: in the archive's form, or with ids of their own, some taken by other files.
write_file() {
    mkdir -p "${file%/*}" && serial=$((serial + 1)) && random 4 && count=$dice &&
    case $file in
    *.txt) article "$file" 2025-01-01 "version $serial" </dev/null ;;
    *) while :; do
        random 9 && echo "{\"id\":\"n$dice\",\"title\":\"version $serial-$count\",\"text\":\"corps\"}"
        count=$((count - 1)) && test $count -ge 0 || break
    done >"$file" ;;
    esac
}

pick() {
    random 3 && file=a/d$dice && random 3 && file=$file/f$dice && random 2 &&
    if test $dice = 0; then file=$file.txt; else file=$file.jsonl; fi
}

# A file that is written, touched, removed or renamed, or a folder that is removed.
change() {
    pick && random 10 &&
    case $dice in
    0 | 1) rm -f "$file" ;;
    2) from=$file && pick && if test -f "$from" && test "$from" != "$file" && test "${from##*.}" = "${file##*.}"; then
        mkdir -p "${file%/*}" && mv "$from" "$file"
    fi ;;
    3) random 6 && if test $dice = 0; then rm -rf "${file%/*}"; fi ;;
    4) if test -f "$file"; then touch "$file"; fi ;;
    *) write_file ;;
    esac
}

on_disk() {
    find a -type f -size +0 | sort | while read -r file; do
        sed -n "s|^ date [^ ]* |$file |p; s|.*\"title\":\"\([^\"]*\)\".*|$file \1|p" "$file"
    done | sort
}

in_index() {
    limier search --limit 0 --format jsonl version 2>"$err" |
    sed 's|.*"title":"\([^"]*\)".*"path":"\([^"]*\)".*|\2 \1|' | sort
}

# $2 must be the file $1, or one of the two files after it.
same() {
    cmp -s "$1" "$2" || { test $# -gt 2 && cmp -s "$1" "$3"; } || {
        echo "seed $start, step $step: $*" && diff "$1" "$2"
        return 1
    }
}

index_fully() {
    limier index -q "$@" 2>"$err" || { cat "$err" && return 1; }
}

# A run that is killed, or asked to stop, at some moment: the index is as it was, or as the disk is.
index_and_kill() {
    random 2 && signal=$((dice * 7 + 2)) && random 30 &&
    { env --default-signal=INT limier index -q a 2>"$err" & } && pid=$! &&
    sleep 0.0$((dice / 10))$((dice % 10)) &&
    { kill -$signal $pid; wait $pid; } 2>"$err"
    in_index >now && on_disk >disk &&
    if test $signal = 9; then same now before disk; fi
}

one_step() {
    random 6 && for i in $(seq $dice); do change || return 1; done &&
    on_disk >disk && in_index >before && random 8 &&
    case $dice in
    0) mkdir -p a/d1 && index_fully a/d1 a/d1/.. && in_index >now && same now disk ;;
    1) mkdir -p a/d2 && index_fully a/d2 && in_index >now &&
        { grep "^a/d2/" disk; grep -v "^a/d2/" before; } | sort >both; same now both ;;
    2) index_fully --rebuild a && in_index >now && same now disk ;;
    3 | 4) index_and_kill ;;
    *) index_fully a && in_index >now && same now disk ;;
    esac
}

for start in ${REFRESH_SEEDS:-1 2}; do
    test_expect_success "changes at random, from seed $start" '(
        alone model.$start && mkdir a && seed=$start && serial=0 && step=0 &&
        while test $step -lt ${REFRESH_STEPS:-40}; do
            step=$((step + 1)) && one_step || return 1
        done &&
        index_fully a && in_index >now && on_disk >disk && same now disk &&
        words=$(limier stats --format json | sed "s/.*\"words\":\([0-9]*\).*/\1/") &&
        index_fully --rebuild a &&
        test "$words" = "$(limier stats --format json | sed "s/.*\"words\":\([0-9]*\).*/\1/")"
    )'
done

test_done
