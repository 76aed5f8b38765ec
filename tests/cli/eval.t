#!/bin/sh
test_description='limier eval: how good the answers are'
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

# value MEASURE FILE: of the run in a JSON report.
value() {
    sed -n "s/^\"run\":.*\"$1\":\([0-9.]*\).*/\1/p" "$2"
}

test_expect_success 'index the corpus' '
    cp -R "$top_srcdir/corpus" corpus && chmod -R u+w corpus &&
    limier index -q corpus
'

test_expect_success 'the corpus is answered well' '
    limier eval corpus/queries.tsv corpus/qrels.txt >out 2>err &&
    test_must_be_empty err &&
    sed -n 1p out | grep "^ *nDCG@10 *MAP *MRR@10 *recall@100 *success@1 *success@10\$" &&
    sed -n 2p out | awk "\$1 != \"limier\" || NF != 7 || \$2 < 0.8 || \$3 < 0.75 || \$4 < 0.85 || \$7 < 0.95 { exit 1 }" &&
    tail -n 1 out >last && echo "60 queries" >want && test_cmp want last
'

test_expect_success 'a run that was written is worth the same, and so is that of search' '
    limier eval --write-run run corpus/queries.tsv corpus/qrels.txt >out &&
    awk "NR == 2 { \$1 = \"\"; print }" out >want &&
    limier eval --run run corpus/queries.tsv corpus/qrels.txt >read &&
    awk "NR == 2 { \$1 = \"\"; print }" read >got && test_cmp want got &&
    limier eval --run run corpus/qrels.txt >again && test_cmp read again &&
    limier eval --run - corpus/qrels.txt <run >piped &&
    awk "NR == 2 { \$1 = \"\"; print }" piped >got && test_cmp want got &&
    limier search --queries corpus/queries.tsv --format trec -n 1000 >searched && test_cmp run searched
'

test_expect_success '--depth' '
    limier eval --depth 1 --write-run first --format json corpus/queries.tsv corpus/qrels.txt >one &&
    lines first 60 &&
    test "$(value success_1 one)" = "$(value mrr_10 one)" &&
    limier eval --format json corpus/queries.tsv corpus/qrels.txt >all &&
    test "$(value success_1 one)" = "$(value success_1 all)"
'

# b is second for q1; q2 has no answer; q3 and q4 have no relevant article.
test_expect_success 'three queries by hand' '
    printf "q1 0 b 1\nq2 0 a 2\nq3 0 a 0\n" >qrels &&
    printf "q1 Q0 a 1 2 t\nq1 Q0 b 2 1 t\nq3 Q0 a 1 1 t\nq4 Q0 a 1 1 t\n" >hand &&
    printf "%s\n" \
        "      nDCG@10      MAP   MRR@10  recall@100  success@1  success@10" \
        "q1     0.6309   0.5000   0.5000      1.0000     0.0000      1.0000" \
        "q2     0.0000   0.0000   0.0000      0.0000     0.0000      0.0000" \
        "hand   0.3155   0.2500   0.2500      0.5000     0.0000      0.5000" \
        "" "2 queries; 1 without an answer; 2 left out: nothing relevant is known" >want &&
    limier eval -q --run hand qrels >out && test_cmp want out &&
    limier eval --per-query --run hand qrels >out && test_cmp want out
'

test_expect_success 'only the queries of QUERIES count' '
    printf "q1\tun\nq4\tquatre\n" >queries &&
    limier eval --run hand queries qrels >out &&
    grep "^hand   0.6309   0.5000" out &&
    grep "^1 query; 1 left out: nothing relevant is known; 1 left out: judged, but not asked\$" out
'

test_expect_success 'two runs side by side' '
    printf "q1 Q0 b 1 2 t\nq2 Q0 a 2 1 t\n" >better &&
    printf "%s\n" \
        "            nDCG@10      MAP   MRR@10  recall@100  success@1  success@10" \
        "better       1.0000   1.0000   1.0000      1.0000     1.0000      1.0000" \
        "hand         0.3155   0.2500   0.2500      0.5000     0.0000      0.5000" \
        "difference  +0.6845  +0.7500  +0.7500     +0.5000    +1.0000     +0.5000" >want &&
    limier eval --run better --compare hand qrels >out &&
    head -n 4 out >got && test_cmp want got &&
    sed -n 5p out | awk "\$1 != \"p\" || NF != 7 || \$2 < 0.48 || \$2 > 0.52 || \$5 != 1 { exit 1 }" &&
    limier eval --run better --compare hand qrels >again && test_cmp out again &&
    limier eval -q --run hand --compare better qrels >out &&
    grep "^q1 *-0.3691  -0.5000  -0.5000     +0.0000    -1.0000     +0.0000\$" out
'

test_expect_success JQ 'json' '
    limier eval --format json -q --run better --compare hand qrels >out &&
    jq -e ".version == 1 and .queries == 2 and .unjudged == 1 and .refused == 0 and (has(\"seconds\") | not)" out &&
    jq -e ".run.name == \"better\" and .run.means.map == 1 and .other.means.map == 0.25 and .other.unanswered == 1" out &&
    jq -e ".comparison.map.difference == 0.75 and .comparison.recall_100.p == 1" out &&
    jq -e ".each[0] | .qid == \"q1\" and .relevant == 1 and .answers == 1 and .found == 1 and .other_values.mrr_10 == 0.5" out &&
    limier eval --format json corpus/queries.tsv corpus/qrels.txt >out &&
    jq -e ".seconds > 0 and .run.name == \"limier\" and (has(\"other\") or has(\"each\") | not)" out
'

test_expect_success 'bad lines are told with their number: status 3' '
    printf "q1 0 b 1\nq2 0 a\nq2 0 a viel\nq1 0 b 2\n" >bad.qrels &&
    printf "q1 Q0 b 1 x t\nq1 Q0 b 1 1 t\nq1 b\n" >bad.run &&
    printf "q1\tun\nno tabulator\nq1\tdeux\n" >bad.queries &&
    test_expect_code 3 limier eval --run bad.run bad.queries bad.qrels >out 2>err &&
    lines err 7 &&
    grep "^limier: bad.qrels:2: " err && grep "^limier: bad.qrels:3: " err && grep "^limier: bad.qrels:4: " err &&
    grep "^limier: bad.run:1: " err && grep "^limier: bad.run:3: " err &&
    grep "^limier: bad.queries:2: " err && grep "^limier: bad.queries:3: " err &&
    grep "^bad.run   1.0000" out &&
    grep "^1 query; 7 lines refused\$" out
'

test_expect_success 'a query that cannot be understood counts 0: status 3' '
    printf "q01\tAmazon infrastructure IA\nq02\t(\n" >bad.queries &&
    test_expect_code 3 limier eval bad.queries corpus/qrels.txt >out 2>err &&
    lines err 1 && grep "^limier: bad.queries: q02: " err &&
    grep "^2 queries; 1 without an answer; 58 left out: judged, but not asked; 1 line refused\$" out
'

test_expect_success 'nothing judged: status 1' '
    test_expect_code 1 limier eval --run hand /dev/null >out &&
    grep "^0 queries; 3 left out: nothing relevant is known\$" out &&
    test_expect_code 1 limier eval /dev/null corpus/qrels.txt >out
'

test_expect_success 'status 4: what cannot be read or written' '
    test_expect_code 4 limier eval corpus/queries.tsv absent 2>err && grep "^limier: eval: absent: " err &&
    test_expect_code 4 limier eval absent corpus/qrels.txt 2>err && grep "^limier: eval: absent: " err &&
    test_expect_code 4 limier eval --run absent corpus/qrels.txt 2>err && grep "^limier: eval: absent: " err &&
    test_expect_code 4 limier eval --compare absent corpus/queries.tsv corpus/qrels.txt 2>err &&
    test_expect_code 4 limier eval --write-run absent/run corpus/queries.tsv corpus/qrels.txt 2>err &&
    grep "^limier: eval: absent/run: " err &&
    test_expect_code 4 limier eval -d absent corpus/queries.tsv corpus/qrels.txt >out 2>err &&
    test_must_be_empty out
'

test_expect_success DEV_FULL 'status 4: a run that cannot be written whole' '
    test_expect_code 4 limier eval --write-run /dev/full corpus/queries.tsv corpus/qrels.txt >out 2>err &&
    test_must_be_empty out &&
    grep "^limier: eval: /dev/full: " err
'

test_expect_success 'users'\'' text does not reach the terminal' '
    printf "q\0331 0 a 1\n" >qrels.esc &&
    limier eval -q --run hand qrels.esc >out &&
    ! grep "$escape" out
'

if command -v zstd >/dev/null 2>&1; then test_set_prereq ZSTD; fi

test_expect_success 'tests/bench/relevance without collections says so' '
    test_expect_code 77 env LIMIER_DATA=absent sh "$top_srcdir/tests/bench/relevance" >out 2>err &&
    test_must_be_empty out && lines err 1 && grep "^relevance: no collections: " err
'

test_expect_success ZSTD 'tests/bench/relevance measures a collection, whole and by halves' '
    mini=data/collections/mini && mkdir -p $mini &&
    zstd -q corpus/jsonl/gazette.jsonl -o $mini/docs.jsonl.zst &&
    grep " gz-" corpus/qrels.txt >$mini/qrels.txt &&
    cut -d " " -f 1 $mini/qrels.txt | sort -u >names &&
    grep -Ff names corpus/queries.tsv >$mini/queries.tsv &&
    for half in "" "--half dev" "--half test"; do
        env LIMIER="$(command -v limier)" LIMIER_DATA=data LUCENE_JARS=absent \
            sh "$top_srcdir/tests/bench/relevance" $half --work "work$half" >out 2>err &&
        lines out 3 && grep "^mini  *limier  *[01]\.[0-9]* " out && grep "^macro average  *limier  *[01]\.[0-9]* " out || return 1
    done &&
    grep "^relevance: without Lucene: " err &&
    sort "work--half dev/queries" "work--half test/queries" >both &&
    sort $mini/queries.tsv >want && test_cmp want both &&
    test -s "work--half dev/queries" && test -s "work--half test/queries"
'

test_done
