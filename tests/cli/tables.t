#!/bin/sh
# What must come of files in the formats that have no marks of their own: path or id, what, value.
test_description='corpus/formats: tables, IRaMuTeQ corpora, mail, bundles'
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

cat >rows <<'EOF'
table/veille-excel.csv#1	title	Le bac de Mindin reprend du service
table/veille-excel.csv#1	date	2019-03-12
table/veille-excel.csv#1	source	L'Écho de l'estuaire
table/veille-excel.csv#1	section	Transports
table/veille-excel.csv#1	has	Les horaires, dit la régie, sont "provisoires" ; ils changeront en mai.
table/veille-excel.csv#2	date	2017-10-02
table/veille-excel.csv#2	has	À Vénissieux, la cour est un toit.
table/veille-excel.csv#3	date	
table/depeches-r.tsv#1	title	Deux trains neufs
table/depeches-r.tsv#1	date	2017-01-02T17:03
table/depeches-r.tsv#1	has	Elles roulent au gaz.
table/depeches-r.tsv#2	date	2018-04
iramuteq/corpus-elus.txt#1	date	2025-11-25
iramuteq/corpus-elus.txt#1	source	le courrier national
iramuteq/corpus-elus.txt#1	has	Les riverains, eux, demandent des compteurs.
iramuteq/corpus-elus.txt#1	lacks	reactions
iramuteq/corpus-elus.txt#2	date	2017
iramuteq/corpus-elus.txt#2	author	Jeanne Ricoeur
iramuteq/alceste.txt#1	date	2003
iramuteq/alceste.txt#2	date	2004-05
iramuteq/alceste.txt#2	has	Le marché a déménagé sous la rocade.
lettre-2019-03-12@estuaire.example	title	La lettre du matin : le bac, l'école et la marée
lettre-2019-03-12@estuaire.example	author	L'Écho de l'estuaire
lettre-2019-03-12@estuaire.example	date	2019-03-12T06:30
lettre-2019-03-12@estuaire.example	has	La traversée coûte toujours 2 €, et les chauffeurs
lettre-2019-03-12@estuaire.example	lacks	retour
mail/lettre.mbox#2	title	Demain
mail/lettre.mbox#2	date	2019-03-13T06:31
mail/lettre.mbox#2	has	From the jetty
mail/communique.eml	author	Régie des bacs
mail/communique.eml	date	2019-03-11T17:05
mail/communique.eml	has	L’œuvre aura duré un an.
port-1	title	La grue
port-1	has	La grue jaune est vendue.
bundle/envoi.zip/ports.tar.gz/2020/01/12/criee.txt	title	La criée déplacée
bundle/envoi.zip/ports.tar.gz/2020/01/12/criee.txt	date	2020-01-11T18:05
bundle/envoi.zip/ports.tar.gz/2020/01/phare.txt	date	2020-01-13
EOF

test_expect_success 'all of them are read' '
    for kind in table iramuteq mail bundle; do
        cp -R "$top_srcdir/corpus/formats/$kind" . && chmod -R u+w $kind || return 1
    done &&
    limier index -v -d index table iramuteq mail bundle 2>err &&
    test "$(grep -c "^limier: note: " err)" = 1 &&
    grep "^limier: note: table/veille-excel.csv#3: .*« 31/02/2018 » is no date$" err
'

tab=$(printf '\t')
while IFS=$tab read -r id what value; do
    test_expect_success JQ "$id: $what $value" '
        limier show -d index --format json "$id" >out &&
        case $what in
        has) jq -e --arg v "$value" ".articles[0].text | contains(\$v)" out ;;
        lacks) jq -e --arg v "$value" ".articles[0].text | contains(\$v) | not" out ;;
        *) test "$(jq -r ".articles[0].$what // empty" out)" = "$value" ;;
        esac
    '
done <rows

test_done
