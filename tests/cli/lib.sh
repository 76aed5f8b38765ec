# Sourced first by every script of this folder, which runs in a trash folder of its own under the build folder, with
# the built limier in front of PATH and nothing of the user's settings. POSIX shell. By hand, from anywhere:
# tests/cli/search.t --verbose
: "${top_srcdir:=$(cd "$(dirname "$0")/../.." && pwd)}"
: "${top_builddir:=$top_srcdir/build}"
: "${SHARNESS:=/usr/share/sharness/sharness.sh}"

HARNESS_ACTIVE=1
SHARNESS_TEST_DIRECTORY=$top_builddir/tests/trash
SHARNESS_BUILD_DIRECTORY=$top_builddir
export HARNESS_ACTIVE SHARNESS_TEST_DIRECTORY SHARNESS_BUILD_DIRECTORY
mkdir -p "$SHARNESS_TEST_DIRECTORY"
unset LIMIER_PAGER LIMIER_SYNONYMS LIMIER_TRACE NO_COLOR COLUMNS PAGER LESS

. "$SHARNESS"

LC_ALL=C.UTF-8
# An index of somebody's own may lie above the build folder: without this it would be found, and written to.
LIMIER_INDEX=$SHARNESS_TRASH_DIRECTORY/.limier
export LC_ALL LIMIER_INDEX

# article FILE DATE TITLE: writes an article in the archive's own form, its paragraphs from standard input.
article() {
    mkdir -p "$(dirname "$1")"
    { printf ' date %s %s\n' "$2" "$3" && cat; } >"$1"
}

# Five articles in the folder archive.
make_archive() {
    article archive/amazon.txt 2025-11-25 "C’est au tour d’Amazon d’annoncer des infrastructures IA" <<-EOF
	L’intelligence artificielle est aussi une liste d’annonces d’investissements.
	Amazon va investir 50 milliards de dollars aux États-Unis.
	EOF
    article archive/energie.txt 2025-03-10 "Les centres de données cherchent leur énergie" <<-EOF
	Une infrastructure de calcul consomme autant qu'une ville, en France comme ailleurs.
	Amazon et d'autres achètent des centrales.
	EOF
    article archive/2024/election.txt 2024-06-30 "Élections législatives : la participation en hausse" <<-EOF
	Le premier tour a mobilisé les électeurs.
	EOF
    article archive/2024/orange.txt 2024-01-15 "Orange ouvre un centre de données" <<-EOF
	L'opérateur Orange investit dans une infrastructure à Chartres, en France.
	EOF
    article archive/fruits.txt 2023-12-24 "Une orange et deux clémentines" <<-EOF
	La récolte des fruits est bonne, et l'orange se vend bien.
	EOF
}

# on_terminal COMMAND: what it writes to a terminal, both streams, without carriage returns. The status is lost.
on_terminal() {
    TERM=xterm script -qec "$1" /dev/null </dev/null | tr -d '\r'
}

# lines FILE N: FILE has N lines.
lines() {
    test "$(wc -l <"$1")" -eq "$2" || {
        echo "$1 has not $2 lines:"
        cat "$1"
        return 1
    }
}

escape=$(printf '\033')

if command -v script >/dev/null 2>&1 && test "$(script -qec 'test -t 1 && echo yes' /dev/null </dev/null 2>/dev/null | tr -d '\r')" = yes
then
    test_set_prereq TERMINAL
fi
if command -v jq >/dev/null 2>&1; then test_set_prereq JQ; fi
if test "$(id -u)" != 0; then test_set_prereq NOT_ROOT; fi
if test -w /dev/full; then test_set_prereq DEV_FULL; fi
