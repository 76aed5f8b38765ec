#!/bin/sh
# The manual and README.md: are the pages well-formed, do they name every option, field and function, and do their examples
# do what they say?
#
# An example is a literal display (in README.md a « console » block) in which a line « $ command » is run by sh in a folder
# that holds corpus/ and its index, .limier. What follows it up to the next command is what it must print on standard
# output; there, a line « ... » stands for any number of lines, and « ... » within a line for any text. A line « > … » goes on
# with the command. Each page has a folder of its own, in which its commands follow one another.
src=$(cd "$top_srcdir" && pwd) && build=$(cd "$top_builddir" && pwd) || exit 99
limier=$build/limier
trash=$build/tests/trash/manual.$$
mkdir -p "$trash" || exit 99
trap 'rm -rf "$trash"' EXIT
trap 'exit 1' HUP INT TERM
n=0

# ok STATUS NAME [FILE]: what stands in the file says what was wrong.
ok() {
    n=$((n + 1))
    if [ "$1" = 0 ]; then
        echo "ok $n - $2"
    else
        echo "not ok $n - $2"
        [ ! -s "${3:-}" ] || sed 's/^/# /' "$3"
    fi
}

skip() {
    n=$((n + 1))
    echo "ok $n - $1 # SKIP $2"
}

have() {
    command -v "$1" >/dev/null 2>&1
}

# A page without what roff has of its own in it: the lines of a display as a reader sees them.
plain() {
    sed -e "s/\\\\(aq/'/g" -e 's/\\(dq/"/g' -e 's/\\(ti/~/g' -e 's/\\(ha/^/g' -e 's/\\(ga/`/g' -e 's/\\-/-/g' \
        -e 's/\\&//g' -e 's/\\e/\\/g' "$1"
}

# examples FILE FOLDER: writes 001.cmd, 001.out, 002.cmd …
examples() {
    awk -v to="$2" '
        function finish() { if (cmd != "") { close(cmd); close(out) } cmd = out = "" }
        !inside && (/^\.Bd -literal/ || /^```console$/) { inside = 1; next }
        inside && (/^\.Ed/ || /^```$/) { inside = 0; finish(); next }
        inside && /^\$ / {
            finish()
            base = sprintf("%s/%03d", to, ++count)
            cmd = base ".cmd"; out = base ".out"
            print substr($0, 3) > cmd
            printf "" > out
            more = 1
            next
        }
        inside && cmd != "" && more && /^> / { print substr($0, 3) > cmd; next }
        inside && cmd != "" { more = 0; print > out }' "$1"
}

# matches PATTERN-FILE FILE
matches() {
    awk '
        function fits(pattern, line,   at, piece, end) {
            at = index(pattern, "...")
            if (!at)
                return pattern == line
            piece = substr(pattern, 1, at - 1)
            if (substr(line, 1, at - 1) != piece)
                return 0
            pattern = substr(pattern, at + 3)
            line = substr(line, at)
            while ((at = index(pattern, "...")) > 0) {
                piece = substr(pattern, 1, at - 1)
                end = index(line, piece)
                if (piece != "" && !end)
                    return 0
                if (piece != "")
                    line = substr(line, end + length(piece))
                pattern = substr(pattern, at + 3)
            }
            return length(line) >= length(pattern) && substr(line, length(line) - length(pattern) + 1) == pattern
        }
        function all_fit(i, j) {
            for (; i <= wanted; i++) {
                if (want[i] ~ /^ *[.][.][.]$/) {
                    for (; j <= given + 1; j++)
                        if (all_fit(i + 1, j))
                            return 1
                    return 0
                }
                if (j > given || !fits(want[i], give[j]))
                    return 0
                j++
            }
            return j == given + 1
        }
        FILENAME == ARGV[1] { want[++wanted] = $0; next }
        { give[++given] = $0 }
        END { exit !all_fit(1, 1) }' "$1" "$2"
}

# What a command needs that is not at hand.
lacking() {
    for tool in jq quest xapian-delve xapian-check; do
        ! grep -q -e "$tool " "$1" || have $tool || echo $tool
    done
    ! grep -q '^\./titles' "$1" || [ -x titles ] || echo 'C compiler'
}

# An environment without anything of the tester's.
clean() {
    env -i PATH="$build:$PATH" HOME="$trash" LC_ALL=C.UTF-8 ${ASAN_OPTIONS+ASAN_OPTIONS="$ASAN_OPTIONS"} "$@"
}

# The program of liblimier.3, when there is a compiler.
compile() {
    plain "$1" | awk '/^\.Bd -literal/ { inside = 1; next } /^\.Ed/ { if (found) exit; inside = 0 }
        inside && /^#include <limier.h>/ { found = 1 } found' >titles.c
    have "${CC%% *}" || return 0
    # shellcheck disable=SC2086
    $CC ${SANITIZE-} -std=c17 -Wall -Wextra -Werror -I"$src/src" -o titles titles.c -L"$build/.libs" -llimier \
        -Wl,-rpath,"$build/.libs" >compile.log 2>&1
    ok $? 'the program in liblimier.3 compiles' compile.log
}

run_page() {
    page=$1
    name=$(basename "$page")
    work=$trash/$name
    mkdir -p "$work/examples" && cp -R "$src/corpus" "$work/corpus" && chmod -R u+w "$work/corpus" &&
        find "$work/corpus" -exec touch -t 202601020304 {} + || exit 99 # a file of this second would be read again
    cd "$work" || exit 99
    plain "$page" >page
    mv page examples/page && examples examples/page examples
    mv examples "$trash/examples.$name"
    set -- "$trash/examples.$name"/*.cmd
    [ -e "$1" ] || return 0
    if ! clean "$limier" index -q corpus >index.log 2>&1; then
        ok 1 "$name: its folder can be indexed" index.log
        return
    fi
    rm index.log
    [ "$name" != liblimier.3 ] || compile "$page"
    for cmd; do
        said="$name: \$ $(head -n 1 "$cmd")"
        missing=$(lacking "$cmd")
        if [ -n "$missing" ]; then
            skip "$said" "no $missing"
            continue
        fi
        clean sh "$cmd" >../out 2>../err </dev/null
        matches "${cmd%.cmd}.out" ../out
        status=$?
        {
            echo wanted:
            cat "${cmd%.cmd}.out"
            echo got:
            cat ../out ../err
        } >../log
        ok $status "$said" ../log
    done
}

: "${CC:=cc}"
set -- "$src"/docs/*.[1357]

# 1. What the pages are made of.
if have mandoc; then
    for page; do
        mandoc -T lint -W warning "$page" >"$trash/log" 2>&1
        ok $? "$(basename "$page") is well-formed" "$trash/log"
    done
else
    skip 'pages are well-formed' 'no mandoc'
fi

sed -n 's/^\.Xr \(limier[^ ]*\|liblimier\) \([0-9]\).*/\1.\2/p' "$@" | sort -u >"$trash/named"
: >"$trash/log"
while read -r page; do
    [ -e "$src/docs/$page" ] || echo "$page" >>"$trash/log"
done <"$trash/named"
[ ! -s "$trash/log" ]
ok $? 'pages refer to pages that there are' "$trash/log"

grep -ho 'limier_[a-z_]*(' "$src/src/limier.h" | tr -d '(' | sort -u >"$trash/named"
: >"$trash/log"
while read -r function; do
    grep -q "^\.Fn $function" "$src/docs/liblimier.3" || echo "$function" >>"$trash/log"
done <"$trash/named"
[ -s "$trash/named" ] && [ ! -s "$trash/log" ]
ok $? 'liblimier.3 has every function' "$trash/log"

sed -n 's/^    {FIELD_[A-Z]*, FIELD_KIND_[A-Z]*, "[a-z]*", "\([a-z ]*\)".*/\1/p' "$src/src/store/schema.c" |
    tr ' ' '\n' | sed '/^$/d' | sort -u >"$trash/named"
: >"$trash/log"
sed -n 's/^\.It Li \(.*\)/\1/p' "$src/docs/limier-query.7" | tr -d ',' | tr ' ' '\n' >"$trash/documented"
while read -r field; do
    grep -qx "$field" "$trash/documented" || echo "$field" >>"$trash/log"
done <"$trash/named"
[ -s "$trash/named" ] && [ ! -s "$trash/log" ]
ok $? 'limier-query.7 has every field' "$trash/log"

sed -n '/leaf_figures = {/,/};/s/.*= \([0-9.]*\),/\1/p' "$src/src/search/leaf.c" | sort -u >"$trash/named"
: >"$trash/log"
while read -r figure; do
    sed -n '/^\.Sh RANKING/,/^\.Sh EXAMPLES/p' "$src/docs/limier-query.7" | grep -qwF "$figure" || echo "$figure" >>"$trash/log"
done <"$trash/named"
[ -s "$trash/named" ] && [ ! -s "$trash/log" ]
ok $? 'limier-query.7 has the figures of the ranking' "$trash/log"

# 2. What the program says of itself.
: >"$trash/log"
"$limier" help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p' >"$trash/named"
while read -r command; do
    grep -q "^\.Ss limier $command\$" "$src/docs/limier.1" || echo "$command" >>"$trash/log"
    "$limier" help "$command" | sed -n 's/^  \(-[a-z0-9], \|    \)--\([a-z-]*\).*/\2/p' >"$trash/options"
    while read -r option; do
        grep -q "^\.It .*Fl -$option\b\|^\.It .*, -$option\b" "$src/docs/limier.1" || echo "$command --$option" >>"$trash/log"
    done <"$trash/options"
done <"$trash/named"
[ -s "$trash/named" ] && [ -s "$trash/options" ] && [ ! -s "$trash/log" ]
ok $? 'limier.1 has every command and option' "$trash/log"

# 3. Examples.
for page in "$@" "$src/README.md"; do
    run_page "$page"
done
set -- "$trash"/examples.*/*.cmd
[ $# -ge 20 ]
ok $? 'there are examples'

# 4. The judge judges.
printf 'a\n...\nb...d\n' >"$trash/want"
printf 'a\nx\ny\nbcd\n' >"$trash/right"
printf 'a\nx\nbc\n' >"$trash/wrong"
matches "$trash/want" "$trash/right" && ! matches "$trash/want" "$trash/wrong"
ok $? 'what differs does not match'

echo "1..$n"
