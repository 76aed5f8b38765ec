# synonymes.txt into a table for C: the lines, one string after another, and for each name the beginning of its first
# word, folded as utf8_add_folded does, sorted by it in byte order. Run with LC_ALL=C: it works on bytes.
#     awk -f synonyms.awk synonymes.txt

BEGIN { SORTED = 100000 } # numbers of lines, of one length; zeros before them would make them octal for busybox

function fold(s,    i, n, pair) {
    n = split("à a â a ä a ç c é e è e ê e ë e î i ï i ô o ö o ù u û u ü u œ oe æ ae " \
              "À a Â a Ä a Ç c É e È e Ê e Ë e Î i Ï i Ô o Ö o Ù u Û u Ü u Œ oe Æ ae", pair, " ")
    for (i = 1; i < n; i += 2)
        gsub(pair[i], pair[i + 1], s)
    return tolower(s)
}

function wrong(what) {
    printf "%s:%d: %s\n", FILENAME, FNR, what > "/dev/stderr"
    failed = 1
    exit 1
}

function head(name) {
    sub(/^[ \t]*=?[ \t]*/, "", name)
    name = fold(name)
    if (!match(name, /^[a-z0-9]+/))
        wrong("a name that does not begin with a letter or a digit: " name)
    return substr(name, 1, RLENGTH < 7 ? RLENGTH : 7)
}

{
    sub(/(^|[ \t])#.*/, "")
    sub(/^[ \t]+/, "")
    sub(/[ \t]+$/, "")
}
$0 == "" { next }
/["\\]/ { wrong("a quote or a backslash") }
{
    lines[FNR] = $0
    order[++nlines] = FNR
    names = $0
    sub(/=>/, ",", names)
    n = split(names, part, ",")
    for (i = 1; i <= n; i++)
        heads[++nheads] = head(part[i]) " " (SORTED + FNR)
}

END {
    if (failed)
        exit 1
    for (i = 2; i <= nheads; i++) { # insertion: awk has no sort that all have
        h = heads[i]
        for (j = i - 1; j > 0 && heads[j] > h; j--)
            heads[j + 1] = heads[j]
        heads[j + 1] = h
    }
    print "/* Made of synonymes.txt by synonyms.awk; change those. */"
    print "#include \"lang/synonyms_table.h\"\n\nstatic const struct {"
    for (i = 1; i <= nlines; i++)
        printf "    char l%d[sizeof \"%s\"];\n", order[i], lines[order[i]]
    print "} lines = {"
    for (i = 1; i <= nlines; i++)
        printf "    \"%s\",\n", lines[order[i]]
    print "};\n#define L(n) offsetof(__typeof__(lines), l##n), n\nstatic const struct synonyms_head heads[] = {"
    for (i = 1; i <= nheads; i++) {
        split(heads[i], part, " ")
        printf "    {\"%s\", L(%d)},\n", part[1], part[2] - SORTED
    }
    print "};\nconst struct limier_synonyms synonyms_table = {\n    .name = \"synonymes.txt\","
    print "    .text = (const char *)&lines,\n    .heads = heads,\n    .nheads = sizeof heads / sizeof *heads,\n};"
}
