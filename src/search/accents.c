#include "search/accents.h"

#include "base/utf8.h"

/* The one rune that a rune folds to, UTF8_BAD when it folds to several. */
static int32_t fold_rune(int32_t rune)
{
    if (rune < 0x80)
        return utf8_lower(rune);
    char bytes[4];
    struct buf folded = {0};
    utf8_add_folded(&folded, span_of(bytes, utf8_encode(rune, bytes)));
    size_t n = 0;
    int32_t one = folded.len ? utf8_decode(buf_span(&folded), &n) : UTF8_BAD;
    if (n != folded.len)
        one = UTF8_BAD;
    buf_release(&folded);
    return one;
}

/* The spelling of 1990 moves or drops some accents: ambiguïté is ambigüité, maître maitre, événement évènement.
 * before: the rune before them in what was typed. */
static bool is_reformed(int32_t a, int32_t b, int32_t before, size_t letters)
{
    if ((a == 0xe9 && b == 0xe8) || (a == 0xe8 && b == 0xe9))
        return true;
    if ((a == 0xef || a == 0xeb) && (before == 'u' || before == 0xfc))
        return true;
    if (a == 0xfc && before == 'g')
        return true;
    /* île too, but not sûr, mûr, dû and jeûne */
    return (a == 0xee && letters > 3) || (a == 0xfb && letters > 4 && before != 'e');
}

bool accents_typed(struct span s)
{
    int32_t before = 0;
    for (size_t letters = s.len; s.len;) {
        size_t n;
        int32_t rune = utf8_decode(s, &n);
        if (rune >= 0x80 && utf8_class(rune) == UTF8_LETTER) { /* a no-break space is no accent */
            int32_t lower = utf8_lower(rune), folded = fold_rune(rune);
            if (folded != UTF8_BAD && folded != lower && !is_reformed(lower, folded, before, letters))
                return true;
        }
        before = rune;
        s = span_skip(s, n);
    }
    return false;
}

/* Takes what other has in common with *typed off its front; false when an accent stands against it. strict: one
 * that was not typed does too (côte and côté). */
static bool run_along(struct span *typed, struct span other, bool strict)
{
    int32_t before = 0;
    size_t letters = typed->len; /* bytes, one more than letters where there is one accent */
    while (typed->len && other.len) {
        size_t n, m;
        int32_t a = utf8_lower(utf8_decode(*typed, &n)), b = utf8_decode(other, &m);
        if (a != utf8_lower(b)) {
            int32_t folded = fold_rune(a);
            if (folded == UTF8_BAD || folded != fold_rune(b))
                return true; /* another ending begins */
            bool missing = utf8_lower(b) == folded;
            if (folded != a && !is_reformed(a, utf8_lower(b), before, letters) &&
                !(missing && utf8_is_upper(b)))
                return false; /* capitals are often left bare */
            if (strict && folded == a && !is_reformed(utf8_lower(b), a, before, letters))
                return false;
        }
        before = a;
        *typed = span_skip(*typed, n);
        other = span_skip(other, m);
    }
    return true;
}

bool accents_agree(struct span typed, struct span other)
{
    return run_along(&typed, other, false);
}

bool accents_shown(struct span typed, struct span other)
{
    return run_along(&typed, other, true) && !accents_typed(typed);
}
