#include "lang/chars.h"

/* The signs below U+0080 and those in common use above it decide nearly every rune of a French text; utf8proc
 * is asked for the rest. */
static enum char_kind kind_of_rune(int32_t rune)
{
    switch (rune) {
    case 0x00ad: /* soft hyphen */
    case 0x200b: /* zero-width space */
    case 0x200c:
    case 0x200d:
    case 0x2060: /* word joiner */
    case 0xfeff: return CHAR_INVISIBLE;
    case '\'':
    case '`':
    case 0x00b4: /* acute accent, typed for an apostrophe in old newswire */
    case 0x02b9:
    case 0x02bc:
    case 0x02c8:
    case 0x2018:
    case 0x2019:
    case 0x2032:
    case 0xff07: return CHAR_APOSTROPHE;
    }
    if (rune < 0)
        return CHAR_OTHER;
    switch (utf8_class(rune)) {
    case UTF8_LETTER:
    case UTF8_MARK: return CHAR_LETTER;
    case UTF8_DIGIT: return CHAR_DIGIT;
    default: return CHAR_OTHER;
    }
}

/* What exports leave in a text. */
static const struct {
    struct span name;
    int32_t rune;
} entities[] = {{SPAN_LIT("amp;"), '&'}, {SPAN_LIT("nbsp;"), 0xa0}, {SPAN_LIT("quot;"), '"'},
    {SPAN_LIT("apos;"), '\''}, {SPAN_LIT("rsquo;"), 0x2019}, {SPAN_LIT("lsquo;"), 0x2018},
    {SPAN_LIT("laquo;"), 0xab}, {SPAN_LIT("raquo;"), 0xbb}, {SPAN_LIT("hellip;"), 0x2026},
    {SPAN_LIT("ndash;"), 0x2013}, {SPAN_LIT("mdash;"), 0x2014}, {SPAN_LIT("shy;"), 0xad},
    {SPAN_LIT("eacute;"), 0xe9}, {SPAN_LIT("egrave;"), 0xe8}, {SPAN_LIT("ecirc;"), 0xea},
    {SPAN_LIT("euml;"), 0xeb}, {SPAN_LIT("agrave;"), 0xe0}, {SPAN_LIT("acirc;"), 0xe2},
    {SPAN_LIT("auml;"), 0xe4}, {SPAN_LIT("icirc;"), 0xee}, {SPAN_LIT("iuml;"), 0xef},
    {SPAN_LIT("ocirc;"), 0xf4}, {SPAN_LIT("ouml;"), 0xf6}, {SPAN_LIT("ugrave;"), 0xf9},
    {SPAN_LIT("ucirc;"), 0xfb}, {SPAN_LIT("uuml;"), 0xfc}, {SPAN_LIT("ccedil;"), 0xe7},
    {SPAN_LIT("oelig;"), 0x153}, {SPAN_LIT("aelig;"), 0xe6}, {SPAN_LIT("Eacute;"), 0xc9},
    {SPAN_LIT("Egrave;"), 0xc8}, {SPAN_LIT("Ecirc;"), 0xca}, {SPAN_LIT("Agrave;"), 0xc0},
    {SPAN_LIT("Ccedil;"), 0xc7}, {SPAN_LIT("OElig;"), 0x152}, {SPAN_LIT("Icirc;"), 0xce}};

static int32_t numeric_entity(struct span s, size_t *n)
{
    bool hex = s.len > 2 && (s.ptr[2] | 0x20) == 'x';
    int32_t rune = 0;
    size_t i = hex ? 3 : 2, first = i;
    for (; i < s.len && i < first + 6 && s.ptr[i] != ';'; i++) {
        const char *digits = "0123456789abcdef";
        const char *digit = memchr(digits, s.ptr[i] >= 'A' ? s.ptr[i] | 0x20 : s.ptr[i], hex ? 16 : 10);
        if (!digit)
            return UTF8_BAD;
        rune = rune * (hex ? 16 : 10) + (int32_t)(digit - digits);
    }
    *n = i + 1;
    return i > first && i < s.len && s.ptr[i] == ';' && rune > 0 && rune < 0x110000 ? rune : UTF8_BAD;
}

int32_t char_entity(struct span s, size_t *n)
{
    if (s.len < 4)
        return UTF8_BAD;
    if (s.ptr[1] == '#')
        return numeric_entity(s, n);
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
        if (!span_starts(span_skip(s, 1), entities[i].name))
            continue;
        *n = 1 + entities[i].name.len;
        return entities[i].rune;
    }
    return UTF8_BAD;
}

static enum char_kind kind_of_ampersand(struct span s, size_t *n)
{
    size_t length;
    int32_t rune = char_entity(s, &length);
    *n = 1;
    if (rune == UTF8_BAD)
        return CHAR_OTHER;
    enum char_kind kind = kind_of_rune(rune);
    if (kind == CHAR_DIGIT || (kind == CHAR_LETTER && rune < 0x80))
        return CHAR_OTHER; /* nobody writes &#65; for A */
    *n = length;
    return kind;
}

#define LETTERS(a) [a] = CHAR_LETTER, [(a) + 1] = CHAR_LETTER, [(a) + 2] = CHAR_LETTER, [(a) + 3] = CHAR_LETTER

const unsigned char char_kinds_ascii[0x80] = {['0'] = CHAR_DIGIT,
    ['1'] = CHAR_DIGIT,
    ['2'] = CHAR_DIGIT,
    ['3'] = CHAR_DIGIT,
    ['4'] = CHAR_DIGIT,
    ['5'] = CHAR_DIGIT,
    ['6'] = CHAR_DIGIT,
    ['7'] = CHAR_DIGIT,
    ['8'] = CHAR_DIGIT,
    ['9'] = CHAR_DIGIT,
    LETTERS('A'),
    LETTERS('E'),
    LETTERS('I'),
    LETTERS('M'),
    LETTERS('Q'),
    LETTERS('U'),
    ['Y'] = CHAR_LETTER,
    ['Z'] = CHAR_LETTER,
    LETTERS('a'),
    LETTERS('e'),
    LETTERS('i'),
    LETTERS('m'),
    LETTERS('q'),
    LETTERS('u'),
    ['y'] = CHAR_LETTER,
    ['z'] = CHAR_LETTER,
    ['\''] = CHAR_APOSTROPHE,
    ['`'] = CHAR_APOSTROPHE};

enum char_kind char_kind_slow(struct span s, size_t *n)
{
    unsigned char c = (unsigned char)s.ptr[0];
    if (c == '&')
        return kind_of_ampersand(s, n);
    if (c == 0xc3 && s.len > 1 && ((unsigned char)s.ptr[1] & 0xc0) == 0x80) {
        *n = 2; /* U+00C0 to U+00FF: letters but for × and ÷ */
        unsigned char d = (unsigned char)s.ptr[1];
        return d == 0x97 || d == 0xb7 ? CHAR_OTHER : CHAR_LETTER;
    }
    return kind_of_rune(utf8_decode(s, n));
}

size_t char_group_blank(struct span s)
{
    if (s.len == 0)
        return 0;
    switch (s.ptr[0]) {
    case ' ': return 1;
    case '\xC2': return span_starts(s, span_str("\xC2\xA0")) ? 2 : 0;
    case '\xE2':
        return span_starts(s, span_str("\xE2\x80\xAF")) || span_starts(s, span_str("\xE2\x80\x89")) ? 3 : 0;
    default: return 0;
    }
}
