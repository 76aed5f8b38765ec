#!/bin/sh
test_description='limier index: compressed files, archives of files, and these inside each other'
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

command -v bsdtar >/dev/null 2>&1 && test_set_prereq BSDTAR

# report PATTERN: the line that the last « limier index … 2>err » ended with.
report() {
    tail -1 err | grep "^limier: $1" || {
        cat err
        return 1
    }
}

test_expect_success 'two articles in a folder' '
    article a/b/été/castor.txt 2025-01-02 "Le castor" <<-EOF &&
	Il bâtit des barrages.
	EOF
    article a/b/loutre.txt 2025-01-03 "La loutre" <<-EOF
	Elle pêche.
	EOF
'

test_expect_success 'a compressed file is that file' '
    gzip -c a/b/loutre.txt >loutre.txt.gz &&
    limier index -d one loutre.txt.gz 2>err &&
    report "1 article: 1 added" &&
    test "$(limier search -d one --format paths loutre)" = loutre.txt.gz &&
    limier show -d one loutre.txt.gz | grep "Elle pêche"
'

test_expect_success 'a tar archive, compressed: its articles have paths that show opens' '
    tar czf 2019-01-01.tar.gz a &&
    limier index -d tar 2019-01-01.tar.gz 2>err &&
    report "2 articles: 2 added" &&
    test "$(limier search -d tar --format paths castor)" = 2019-01-01.tar.gz/a/b/été/castor.txt &&
    limier show -d tar 2019-01-01.tar.gz/a/b/été/castor.txt | grep "Il bâtit"
'

test_expect_success BSDTAR 'every kind' '
    mkdir kinds &&
    for kind in tar.bz2 tar.xz tar.zst tar zip 7z; do
        bsdtar -a -cf kinds/k.$kind a || return 1
    done &&
    limier index -d kinds.index kinds 2>err &&
    report "12 articles: 12 added" &&
    limier search -d kinds.index --format paths castor | sort >paths &&
    printf "kinds/k.%s/a/b/été/castor.txt\n" 7z tar.bz2 tar.xz tar.zst tar zip >want &&
    test_cmp want paths
'

test_expect_success BSDTAR 'inside each other, and on standard input' '
    bsdtar -cf one.zip --format zip kinds a &&
    tar czf two.tar.gz one.zip &&
    limier index -d nested - <two.tar.gz 2>err &&
    report "14 articles: 14 added" &&
    limier search -d nested --format paths castor | sort >paths &&
    { printf -- "-/one.zip/a/b/été/castor.txt\n" && sed "s,^,-/one.zip/," want; } >longer &&
    test_cmp longer paths
'

test_expect_success 'only so deep' '
    cp a/b/loutre.txt x &&
    for n in 1 2 3 4 5; do tar cf y x && mv y x || return 1; done &&
    mv x deep.tar &&
    test_expect_code 3 limier index -d deep deep.tar 2>err &&
    grep "^limier: deep.tar/x/x/x/x: a bundle inside 4 others$" err
'

test_expect_success 'a date in the name of a bundle is no date of its articles, one inside is' '
    printf "Un titre\n\nUn texte.\n" >plain.txt && mkdir 2021-05-06 && cp plain.txt 2021-05-06/ &&
    tar cf 2019-12-31.tar plain.txt 2021-05-06 &&
    limier index -q -d dates 2019-12-31.tar &&
    limier search -d dates --format jsonl texte >out &&
    ! grep 2019-12-31\", out && grep "\"date\":\"2021-05-06\"" out
'

test_expect_success 'no name leads out of it' '
    printf " date 2020-01-01 Le renard\nIl rôde.\n" >renard.txt &&
    tar cPf out.tar --transform "s,^,/../../etc/./," renard.txt &&
    limier index -q -d outside out.tar &&
    test "$(limier search -d outside --format paths renard)" = out.tar/etc/renard.txt
'

test_expect_success 'links are noted, hidden and excluded members passed over' '
    mkdir -p many/.git many/brouillons && cp renard.txt many/ && cp renard.txt many/.git/ &&
    cp renard.txt many/brouillons/ && ln -s renard.txt many/lien && tar cf many.tar many &&
    limier index -v -d many.index --exclude brouillons/ many.tar 2>err &&
    report "1 article: 1 added.*; 1 note" &&
    grep "^limier: note: many.tar/many/lien: a symbolic link, not followed$" err
'

test_expect_success 'broken and foreign members are named, the rest is read' '
    mkdir mixed && cp renard.txt mixed/z.txt && printf "\000\001\002\377\000binary\000" >mixed/image &&
    gzip -c renard.txt | head -c 30 >mixed/cut.gz && tar cf mixed.tar mixed &&
    test_expect_code 3 limier index -d mixed.index mixed.tar 2>err &&
    report "1 article: 1 added.*; 2 inputs refused" &&
    grep "^limier: mixed.tar/mixed/image: binary" err &&
    grep "^limier: mixed.tar/mixed/cut.gz: damaged: " err
'

test_expect_success 'a bundle that is cut off gives what there is, and is read again' '
    tar cf - a renard.txt | head -c 2900 >cut.tar &&
    test_expect_code 3 limier index -d cut cut.tar 2>err &&
    report "1 article: 1 added.*; 1 input refused" &&
    tar cf cut.tar a renard.txt &&
    limier index -d cut cut.tar 2>err && report "3 articles: 2 added, 0 changed, 0 removed, 1 unchanged"
'

test_expect_success 'one that unpacks to too much is stopped' '
    head -c 120000000 /dev/zero | tr "\000" "\n" | gzip -9 | gzip -9 >bomb.gz &&
    test_expect_code 3 limier index -q -d bomb --as jsonl bomb.gz 2>err &&
    grep "unpacks to over 250 times its size" err
'

test_expect_success 'a refresh takes a bundle as one file' '
    mkdir archive && tar cf archive/b.tar a renard.txt &&
    limier index archive 2>err && report "3 articles: 3 added" &&
    limier index archive 2>err && report "3 articles: 0 added, 0 changed, 0 removed, 3 unchanged" &&
    tar cf archive/b.tar renard.txt &&
    limier index archive 2>err && report "1 article: 0 added, 0 changed, 2 removed, 1 unchanged" &&
    rm archive/b.tar && limier index archive 2>err && report "0 articles: 0 added, 0 changed, 1 removed"
'

test_expect_success 'what is said of the format holds for the members' '
    printf "%s\n" "{\"title\":\"Le putois\"}" >p.txt && tar cf p.tar p.txt &&
    limier index -q -d as --as jsonl p.tar && limier search -d as putois
'

test_expect_success BSDTAR 'encrypted members are refused' '
    bsdtar -cf enc.zip --format zip --options zip:encryption=zipcrypt --passphrase abc a &&
    test_expect_code 3 limier index -q -d enc enc.zip 2>err &&
    grep "^limier: enc.zip/a/b/loutre.txt: encrypted$" err
'

test_done
