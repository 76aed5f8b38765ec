#include "lang/scan.h"

#include "lang/chars.h"
#include "lang/inclusive.h"

/* Words that end in e or que and lose it before a vowel. */
static bool elides(struct span letters)
{
    static const struct span heads[] = {SPAN_LIT("qu"), SPAN_LIT("jusqu"), SPAN_LIT("lorsqu"),
        SPAN_LIT("puisqu"), SPAN_LIT("quoiqu"), SPAN_LIT("presqu"), SPAN_LIT("quelqu"), SPAN_LIT("entr")};
    if (letters.len == 1)
        return strchr("cdjlmnst", letters.ptr[0]) != NULL;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (span_eq(letters, heads[i]))
            return true;
    return false;
}

/* Words that begin like an elision and in which the apostrophe has become a letter like another: the part
 * before it, and how what follows begins. (In « aujourd'hui » and « prud'hommes » nothing begins like an
 * elision.) */
static bool lexical(struct span before, struct span after)
{
    static const struct {
        const char *before, *after;
    } words[] = {{"presqu", "il"}, {"quelqu", "un"}, {"entr", "a"}, {"entr", "o"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (span_is(before, words[i].before) && span_starts(after, span_str(words[i].after)))
            return true;
    return false;
}

/* The folded beginning of a run of letters, enough to know it by. */
struct folded {
    char bytes[16];
    size_t len;
};

static struct span fold_some(struct folded *f, struct span s)
{
    s = utf8_head(s, sizeof f->bytes - 4);
    for (f->len = 0; f->len < s.len && char_ascii_letter(s.ptr[f->len]); f->len++)
        f->bytes[f->len] = (char)(s.ptr[f->len] | 0x20);
    if (f->len == s.len)
        return span_of(f->bytes, f->len);
    struct buf b = {0};
    utf8_add_folded(&b, s);
    f->len = b.len < sizeof f->bytes ? b.len : sizeof f->bytes;
    memcpy(f->bytes, buf_str(&b), f->len);
    buf_release(&b);
    return span_of(f->bytes, f->len);
}

static bool vowel(char c)
{
    return c && strchr("aeiouyh", c) != NULL;
}

/* The run of letters and digits (with what is invisible among them) at the front of s. */
static size_t run_length(struct span s)
{
    size_t stop = s.len < SCAN_WORD_MAX ? s.len : SCAN_WORD_MAX, n;
    size_t i = char_plain_letters(span_of(s.ptr, stop));
    while (i < stop) {
        enum char_kind kind = char_kind(span_of(s.ptr + i, s.len - i), &n);
        if (kind != CHAR_LETTER && kind != CHAR_DIGIT && kind != CHAR_INVISIBLE)
            break;
        i += n;
    }
    return i;
}

/* All letters of a run are capitals, two at least: an acronym, which may follow an elision whatever its first
 * letter (« d'SFR »). */
static bool capitals(struct span run)
{
    size_t count = 0;
    while (run.len) {
        size_t n;
        if (!utf8_is_upper(utf8_decode(run, &n)))
            return false;
        count++;
        run = span_skip(run, n);
    }
    return count >= 2;
}

/* Is the apostrophe after the run `before` an elision's? `after` is what follows the apostrophe. Elision
 * happens before a vowel or a mute h, so N'Djamena, M'Bappé and O'Brien are none; before an acronym anything
 * goes. */
static bool elision(struct span before, struct span after)
{
    struct folded head = {0}, next = {0}; /* a run of marks alone folds to nothing */
    if (before.len > sizeof head.bytes - 4)
        return false;
    struct span letters = fold_some(&head, before);
    if (!elides(letters))
        return false;
    if (letters.len == 1 && letters.ptr[0] != 'n' && letters.ptr[0] != 'm')
        return true;
    size_t run = run_length(after);
    if (run == 0)
        return true;
    struct span follows = fold_some(&next, span_head(after, run));
    if (lexical(letters, follows))
        return false;
    if (letters.len > 1)
        return true;
    return vowel(follows.ptr[0]) || char_ascii_digit(follows.ptr[0]) || capitals(span_head(after, run));
}

/* « S. N. C. F. »: a blank, a capital and its full stop. */
static bool initial_follows(struct span s)
{
    struct span rest = span_skip(s, char_group_blank(s));
    return rest.len != s.len && rest.len >= 2 && rest.ptr[0] >= 'A' && rest.ptr[0] <= 'Z' && rest.ptr[1] == '.';
}

/* « S.N.C.F. », « P.-D.G. »: single letters each with its full stop, two at least. The length, 0 when it is
 * none. */
static size_t acronym_length(struct span s)
{
    size_t i = 0, letters = 0, last = 0;
    while (i < s.len && i < SCAN_WORD_MAX) {
        size_t n, m;
        if (letters && s.ptr[i] == '-')
            i++;
        else if (letters && initial_follows(span_skip(s, i)))
            i += char_group_blank(span_skip(s, i));
        if (i >= s.len || char_kind(span_skip(s, i), &n) != CHAR_LETTER)
            break;
        if (i + n >= s.len || s.ptr[i + n] != '.') {
            /* « U.S.A » without its last stop; a longer run is a word that follows. */
            if (letters >= 2 &&
                (i + n >= s.len || (char_kind(span_skip(s, i + n), &m) == CHAR_OTHER && s.ptr[i - 1] == '.')))
                return i + n;
            break;
        }
        i += n + 1;
        letters++;
        last = i;
    }
    return letters < 2 ? 0 : last; /* a letter that goes on as a word (« M.A.Dupont ») is not the acronym's */
}

static size_t digits(struct span s)
{
    size_t i = 0;
    while (i < s.len && i < SCAN_WORD_MAX && char_ascii_digit(s.ptr[i]))
        i++;
    return i;
}

/* The groups of three digits behind the first one to three: « 10 000 000 », « 10.000 ». */
static size_t groups(struct span s, size_t i)
{
    size_t dots = 0, blanks = 0;
    while (i < SCAN_WORD_MAX) {
        struct span rest = span_skip(s, i);
        size_t sep = char_group_blank(rest), mark;
        if (sep == 0 && rest.len && char_kind(rest, &mark) == CHAR_APOSTROPHE)
            sep = mark; /* 10'000, as in Switzerland */
        bool dot = sep == 0 && rest.len && rest.ptr[0] == '.';
        if ((sep == 0 && !dot) || (dot && blanks) || (sep && dots))
            break;
        sep += dot;
        if (digits(span_skip(rest, sep)) != 3)
            break;
        dots += dot;
        blanks += !dot;
        i += sep + 3;
    }
    return i;
}

/* « ,3 » at the front of s. */
static size_t decimals(struct span s)
{
    if (s.len < 2 || (s.ptr[0] != ',' && s.ptr[0] != '.'))
        return 0;
    size_t n = digits(span_skip(s, 1));
    return n ? n + 1 : 0;
}

/* « 10 000 », « 1,3 », « 1 234,56 » (SCAN_NUMBER), « 25.11.2025 », « 192.168.1.1 » (SCAN_WORD): the length of
 * what stands at the front of s, 0 when letters follow at once (« 5G », « 20h30 »). */
static size_t number_length(struct span s, enum scan_kind *kind)
{
    size_t i = digits(s);
    if (i <= 3)
        i = groups(s, i);
    size_t first = decimals(span_skip(s, i));
    i += first;
    *kind = SCAN_NUMBER;
    for (size_t more; first && i < SCAN_WORD_MAX && (more = decimals(span_skip(s, i))) > 0; i += more)
        *kind = SCAN_WORD;
    if (i < s.len) {
        size_t n;
        enum char_kind next = char_kind(span_skip(s, i), &n);
        if (next == CHAR_LETTER || next == CHAR_DIGIT || next == CHAR_INVISIBLE)
            return 0;
    }
    return i;
}

/* Signs that belong to the word before them: n°, Canal+, C++, C#. */
static size_t trailing_length(struct span word, struct span rest)
{
    size_t n = 0, m;
    if (rest.len == 0)
        return 0;
    if (word.len == 1 && (word.ptr[0] | 0x20) == 'n')
        return span_starts(rest, span_str("°")) ? strlen("°") : 0;
    if (rest.ptr[0] != '+' && rest.ptr[0] != '#')
        return 0;
    while (n < rest.len && n < 2 && rest.ptr[n] == rest.ptr[0])
        n++;
    if (n == rest.len)
        return n;
    enum char_kind next = char_kind(span_skip(rest, n), &m);
    return next == CHAR_LETTER || next == CHAR_DIGIT || rest.ptr[n] == rest.ptr[0] ? 0 : n;
}

/* What inclusive writing has behind letters; the word must be one that can have two genders. */
static size_t inclusive_after(struct span word, struct span rest)
{
    if (rest.len < 2 || word.len < 2)
        return 0;
    char c = rest.ptr[0];
    if (c != '\xC2' && c != '\xE2' && c != '.' && c != '-' && c != '(')
        return 0;
    if (char_ascii_digit(word.ptr[word.len - 1]))
        return 0;
    size_t n = inclusive_length(rest);
    /* « dit-elle », « Voir lemonde.le »: after a hyphen or a stop only what is never a word itself. */
    bool weak = c == '.' || c == '-';
    if (weak &&
        (span_starts(span_skip(rest, 1), span_str("elle")) || span_starts(span_skip(rest, 1), span_str("le")) ||
            span_starts(span_skip(rest, 1), span_str("ne")) ||
            span_starts(span_skip(rest, 1), span_str("se")) ||
            span_starts(span_skip(rest, 1), span_str("te")) ||
            span_starts(span_skip(rest, 1), span_str("fe"))) &&
        rest.ptr[n ? n - 1 : 0] != 's')
        return 0;
    if (weak && (span_starts(span_skip(rest, 1), span_str("elles")) ||
                    span_starts(span_skip(rest, 1), span_str("les"))))
        return 0;
    return n;
}

size_t scan_word_slow(struct span s, enum scan_kind *kind)
{
    size_t n;
    if (char_ascii_digit(s.ptr[0]) && (n = number_length(s, kind)) > 0)
        return n;
    *kind = SCAN_WORD;
    size_t end = run_length(s), more;
    if (scan_ends_plainly(s, end))
        return end;
    if (s.len > 2 && (s.ptr[1] == '.' || s.ptr[2] == '.') && (n = acronym_length(s)) > 0) {
        *kind = SCAN_ACRONYM;
        return n;
    }
    if ((more = inclusive_after(span_head(s, end), span_skip(s, end))) > 0) {
        *kind = SCAN_INCLUSIVE;
        return end + more;
    }
    if ((more = trailing_length(span_head(s, end), span_skip(s, end))) > 0)
        return end + more;
    while (end < s.len && end < SCAN_WORD_MAX) {
        size_t mark;
        if (char_kind(span_skip(s, end), &mark) != CHAR_APOSTROPHE)
            break;
        struct span after = span_skip(s, end + mark);
        if (elision(span_head(s, end), after)) {
            *kind = SCAN_ELIDED;
            return end + mark;
        }
        size_t run = run_length(after);
        if (run == 0)
            break;
        end += mark + run;
    }
    return end;
}
