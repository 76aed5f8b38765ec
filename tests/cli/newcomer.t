#!/bin/sh
test_description='what people tried in their first hour'
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

article() { # FILE TITLE TEXT
    mkdir -p "$(dirname "$1")" && printf 'date 2025-11-25 %s\n%s\n' "$2" "$3" >"$1"
}

test_expect_success 'an archive with what is easily confused' '
    article a/bien-etre.txt "Une journée du bien-être" "Le bien-être au travail." &&
    article a/bien.txt "Tout va bien" "Il peut être en retard." &&
    article a/marche.txt "La marche du siècle" "Ils marchent." &&
    article a/marchais.txt "Marchais, une vie" "Georges Marchais et la marche." &&
    article a/cite.txt "Un mot du port" "Le marché ouvre, le marché ferme." &&
    article a/cote.txt "La côte sauvage" "Sur la côte, le vent." &&
    article a/cote2.txt "À côté du sujet" "De ce côté, de l’autre côté." &&
    article a/electricite.txt "Une panne d’électricité" "L’électricité est revenue." &&
    article a/prix.txt "Le prix du cacao" "Le prix monte, le prix baisse." &&
    article a/avions.txt "Le porte-avions appareille" "Des avions à bord." &&
    article a/porte.txt "La porte" "Nous avions une porte." &&
    limier index a
'

test_expect_success 'a compound keeps the words that are stop words elsewhere' '
    test "$(limier search --format paths bien-être)" = a/bien-etre.txt &&
    test "$(limier search --format paths +porte-avions)" = a/avions.txt
'

test_expect_success 'a typed accent brings first what writes it' '
    test "$(limier search -n 1 --format paths marché)" = a/cite.txt &&
    test "$(limier search -n 1 --format paths côte)" = a/cote.txt &&
    test "$(limier search -n 1 --format paths côté)" = a/cote2.txt
'

test_expect_success 'typing the right accent makes nothing worse' '
    test "$(limier search -n 1 --format paths "prix de l’électricité")" = \
         "$(limier search -n 1 --format paths "prix de l’electricite")"
'

test_expect_success 'SAUF excludes the one word behind it' '
    limier search --format paths "bien SAUF travail retard" >out &&
    test "$(cat out)" = a/bien.txt
'

test_expect_success 'pages are not taken for prose' '
    printf "<?xml version=\"1.0\"?><svg><text>Du balisage</text></svg>\n" >a/image.xml &&
    test_expect_code 3 limier index a 2>err &&
    grep "image.xml: no reader knows this HTML" err &&
    rm a/image.xml
'

test_expect_success 'saying another format reads a file anew' '
    printf "{\"title\": \"Un objet\", \"text\": \"Du texte.\"}\n" >a/objet.txt &&
    limier index --as text a/objet.txt && limier search --format json objet >text.json &&
    limier index --as jsonl a/objet.txt && limier search --format json objet >jsonl.json &&
    grep "\"title\":\"Un objet\"" jsonl.json && ! grep "\"title\":\"Un objet\"" text.json
'

test_expect_success 'a very long query is answered, as far as it goes' '
    words=$(i=0; while [ $i -lt 3000 ]; do printf "mot%d marché " $i; i=$((i + 1)); done) &&
    limier search -n 1 --format paths "$words" >out 2>err &&
    grep "only the first 200 words" err
'

test_expect_success 'a stub that names nothing is damage, and can be mended' '
    : >"$LIMIER_INDEX/XAPIANDB" &&
    test_expect_code 4 limier search marché 2>err && grep "stub names no database" err &&
    test_expect_code 4 limier index a &&
    limier index --rebuild a && limier search -q marché
'

test_expect_success 'the folder that holds an index is no index, and the message says where it is' '
    mkdir -p b/.limier && LIMIER_INDEX= limier index -d b/.limier a &&
    test_expect_code 4 limier search -d b marché 2>err && grep "b/.limier" err
'

test_done
