#!/bin/sh
test_description='EPUB, OpenDocument and Word texts: where they lie, and what is wrong with them'
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

if ! command -v bsdtar >/dev/null 2>&1; then
    skip_all='no bsdtar'
    test_done
fi

# pack FOLDER FILE: a ZIP archive of what lies in the folder.
pack() {
    (cd "$1" && bsdtar --format zip -cf - -- *) >"$2"
}

test_expect_success 'documents of all kinds' '
    mkdir d && "$top_srcdir/corpus/packages/pack" d && cp -R "$top_srcdir/corpus/packages" parts && chmod -R u+w parts
'

test_expect_success 'inside a bundle, and on standard input' '
    tar czf d.tar.gz d/halle.docx d/verger.odt &&
    limier index -q -d bundle d.tar.gz &&
    test "$(limier search -d bundle --format paths setier)" = d.tar.gz/d/halle.docx &&
    limier index -q -d stdin - <d/verger.odt &&
    limier search -d stdin calville | grep "Le verger conservatoire"
'

test_expect_success 'they are told by what they are, not by their names' '
    cp d/barrage.epub livre.zip && cp d/halle.docx texte && limier index -d named livre.zip texte 2>err &&
    grep "^limier: read: 1 article in 1 epub, 1 in 1 docx" err
'

test_expect_success 'compressed parts are read as well' '
    pack parts/halle.docx packed.docx && limier index -q -d packed packed.docx && limier search -d packed setier
'

test_expect_success 'a workbook is refused in one line' '
    mkdir -p x/xl && cp "parts/halle.docx/[Content_Types].xml" x/ && echo "<workbook/>" >x/xl/workbook.xml &&
    pack x x.xlsx && test_expect_code 3 limier index -q -d x.index x.xlsx 2>err &&
    echo "limier: x.xlsx: an Office document, but no text" >want && test_cmp want err
'

test_expect_success 'one that is cut off is refused' '
    head -c 700 d/verger.odt >cut.odt && test_expect_code 3 limier index -q -d cut cut.odt 2>err &&
    test "$(wc -l <err)" = 1 && grep "^limier: cut.odt: damaged: " err
'

test_expect_success 'so is one that unpacks to too much' '
    mkdir -p big/word && cp "parts/halle.docx/[Content_Types].xml" big/ &&
    head -c 34000000 /dev/zero | tr "\000" " " >big/word/document.xml && pack big big.docx &&
    test_expect_code 3 limier index -q -d big.index big.docx 2>err && grep "^limier: big.docx: over 33554432 bytes" err
'

test_expect_success 'so is a book that only one shop can open' '
    echo "<encryption/>" >parts/barrage.epub/META-INF/encryption.xml &&
    for page in parts/barrage.epub/OPS/pages/*; do gzip -c d/halle.docx >"$page" || return 1; done &&
    pack parts/barrage.epub shop.epub && test_expect_code 3 limier index -q -d shop shop.epub 2>err &&
    echo "limier: shop.epub: encrypted" >want && tail -n 1 err >got && test_cmp want got
'

test_expect_success 'and a book without a package' '
    echo "<container/>" >parts/barrage.epub/META-INF/container.xml && pack parts/barrage.epub none.epub &&
    test_expect_code 3 limier index -q -d none none.epub 2>err &&
    grep "^limier: none.epub: an EPUB that names no package$" err
'

test_done
