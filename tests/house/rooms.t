#!/bin/sh
# Reads every #include under src/ and fails on a street that rooms.txt does not have.
cd "$top_srcdir/src" || exit 99
rules=$top_srcdir/tests/house/rooms.txt
echo 1..4

wrong=$(grep -rn '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' --include='*.[ch]' --include='*.cc' --include='*.hh' . |
    awk -v rules="$rules" '
        BEGIN {
            while ((getline line < rules) > 0) {
                if (line ~ /^[#<]/ || line !~ /:/) continue
                split(line, part, ": *")
                n = split(part[2], ends, " ")
                for (i = 1; i <= n; i++) street[part[1] "," ends[i]] = 1
            }
        }
        {
            split($0, at, ":"); file = at[1]; sub(/^\.\//, "", file)
            match($0, /"[^"]*"/); header = substr($0, RSTART + 1, RLENGTH - 2)
            from = file ~ /\// ? substr(file, 1, index(file, "/") - 1) : "."
            if (header == "limier.h" || header == "config.h") next
            if (header !~ /\//) { print "  " file " includes \"" header "\" without its room"; next }
            to = substr(header, 1, index(header, "/") - 1)
            if (from != to && !((from "," to) in street)) print "  " file " includes \"" header "\""
        }' || echo '  awk failed')
if [ -z "$wrong" ]; then echo 'ok 1 - streets are one-way'; else echo 'not ok 1 - streets are one-way'; echo "$wrong" | sed 's/^/#/'; fi

wrong=
while IFS= read -r line; do
    case $line in '<'*) ;; *) continue ;; esac
    header=${line%%:*}
    doors=${line#*: }
    for file in $(grep -rlF "#include $header" . | sed 's,^\./,,'); do
        found=
        for door in $doors; do
            # shellcheck disable=SC2254
            case $file in $door) found=1 ;; esac
        done
        [ "$found" ] || wrong="$wrong $file:$header"
    done
done <"$rules"
if [ -z "$wrong" ]; then echo 'ok 2 - one door for each library'; else echo "not ok 2 - one door for each library"; echo "#$wrong"; fi

# Rooms inside the library must not call its public functions.
wrong=$(grep -rnE '\blimier_(status_name|version|find|open|close|stats|index|formats|search|results_free|get|hit_free|analyze|tokens_free|explained|explained_free|explain|eval_[a-z_]+)\(' \
    base lang glass store article index search eval 2>/dev/null)
if [ -z "$wrong" ]; then echo 'ok 3 - the library does not call itself from inside'; else echo 'not ok 3'; echo "$wrong" | sed 's/^/# /'; fi

# Files over 600 lines say why in their first comment.
wrong=
for file in $(find . -name '*.[ch]' -o -name '*.cc' -o -name '*.hh'); do
    [ "$(wc -l <"$file")" -le 600 ] || head -5 "$file" | grep -q 'lines because' || wrong="$wrong $file"
done
if [ -z "$wrong" ]; then echo 'ok 4 - no file over 600 lines without its reason'; else echo "not ok 4 - over 600 lines:$wrong"; fi
