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
    case 0x02bc:
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

enum char_kind char_kind(struct span s, size_t *n)
{
    unsigned char c = (unsigned char)s.ptr[0];
    if (c < 0x80) {
        *n = 1;
        if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
            return CHAR_LETTER;
        if (c >= '0' && c <= '9')
            return CHAR_DIGIT;
        return c == '\'' || c == '`' ? CHAR_APOSTROPHE : CHAR_OTHER;
    }
    if (c == 0xc3 && s.len > 1 && ((unsigned char)s.ptr[1] & 0xc0) == 0x80) {
        *n = 2; /* U+00C0 to U+00FF: letters but for × and ÷ */
        unsigned char d = (unsigned char)s.ptr[1];
        return d == 0x97 || d == 0xb7 ? CHAR_OTHER : CHAR_LETTER;
    }
    return kind_of_rune(utf8_decode(s, n));
}

size_t char_group_blank(struct span s)
{
    static const struct span blanks[] = {
        SPAN_LIT(" "), SPAN_LIT("\xC2\xA0"), SPAN_LIT("\xE2\x80\xAF"), SPAN_LIT("\xE2\x80\x89")};
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
        if (span_starts(s, blanks[i]))
            return blanks[i].len;
    return 0;
}
