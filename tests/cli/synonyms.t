#!/bin/sh
test_description='other names: the shipped list, the user'\''s, and none'
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

# found WORDS…: the files found, in their order, must be those of standard input.
found() {
    limier search --format paths "$@" >got 2>notes || test $? = 1 || return 1
    test_cmp - got
}

test_expect_success 'index four articles' '
    article a.txt 2025-11-25 "Le plan" <<-EOF &&
	La France mise sur l’intelligence artificielle.
	EOF
    article b.txt 2025-11-24 "Le budget" <<-EOF &&
	Une I.A. de plus, dit l’ONU.
	EOF
    article c.txt 2025-11-23 "La neige" <<-EOF &&
	Une neige artificielle, il y a de l’intelligence là-dedans.
	EOF
    article d.txt 2025-11-22 "Le dahu" <<-EOF &&
	Le dahu court.
	EOF
    limier index -q a.txt b.txt c.txt d.txt
'

test_expect_success 'both ways, where every word is required' '
    printf "%s\n" b.txt a.txt | found --all IA &&
    printf "%s\n" a.txt c.txt b.txt | found --all intelligence artificielle &&
    echo a.txt | found --all IA France &&
    echo b.txt | found --all "intelligence artificielle nations unies"
'

test_expect_success 'not with --no-synonyms, within quotes, behind =' '
    echo b.txt | found --no-synonyms IA &&
    echo b.txt | found "\"IA\"" &&
    echo b.txt | found =IA &&
    found --no-synonyms "nations unies" </dev/null
'

test_expect_success 'the phrase lights up, its words alone do not' '
    limier search --format jsonl IA | grep a.txt >out &&
    grep "\"marks\":\[\[23,35\],\[36,48\]\]" out &&
    limier search --format jsonl IA neige | grep c.txt >out &&
    grep "\"marks\":\[\[4,9\]\]" out
'

test_expect_success 'explain says what was added, and where it stands' '
    limier explain IA >out &&
    grep "^  IA  *also intelligence artificielle  *synonymes.txt:[0-9]*$" out &&
    limier explain --no-synonyms IA >out &&
    ! grep also out
'

test_expect_success 'a list of one'\''s own: --synonyms, LIMIER_SYNONYMS, in the index' '
    printf "%s\n" "# fauna" "bête => dahu" >own.txt &&
    found bête </dev/null &&
    echo d.txt | found --synonyms own.txt bête &&
    echo d.txt | LIMIER_SYNONYMS=own.txt found bête &&
    cp own.txt .limier/synonymes.txt &&
    echo d.txt | found bête &&
    found --no-synonyms bête </dev/null &&
    limier explain bête | grep "also dahu  *synonymes.txt:2$" &&
    limier show d.txt --query bête >out &&
    limier index -q a.txt b.txt c.txt d.txt &&
    test -f .limier/synonymes.txt &&
    limier index -q --rebuild a.txt b.txt c.txt d.txt &&
    echo d.txt | found bête &&
    rm .limier/synonymes.txt
'

test_expect_success 'a bad line is told once, with its place' '
    printf "%s\n" seul "bête => dahu" >own.txt &&
    echo d.txt | found --synonyms own.txt bête &&
    echo "limier: note: own.txt:1: one name alone; the line is left out" >want &&
    test_cmp want notes &&
    printf "1\tbête\n2\tdahu\n" >queries &&
    limier search --synonyms own.txt --queries queries --format trec >out 2>notes &&
    lines notes 1 && lines out 2
'

test_expect_success 'a list that cannot be read is an error' '
    test_expect_code 4 limier search --synonyms none.txt IA 2>err &&
    grep "none.txt: No such file" err &&
    LIMIER_SYNONYMS=none.txt test_expect_code 4 limier search IA 2>err &&
    grep "none.txt: No such file" err &&
    test_expect_code 4 limier search --synonyms . IA &&
    test_expect_code 4 limier search --synonyms /dev/zero IA
'

test_expect_success 'eval with and without' '
    printf "1\tIA\n" >queries &&
    printf "1 0 a.txt 1\n1 0 b.txt 1\n" >qrels &&
    limier eval queries qrels >with && limier eval --no-synonyms queries qrels >without &&
    grep "^limier.* 1.0000 " with && grep "^limier.* 0.5000 " without &&
    printf "dahu => IA\n" >own.txt && printf "1\tdahu\n" >queries &&
    limier eval --synonyms own.txt queries qrels | grep "^limier.* 0.5000 "
'

test_done
