#include "out/plain.h"

#include "base/utf8.h"

enum { ZERO_WIDTH_NON_JOINER = 0x200c, ZERO_WIDTH_JOINER = 0x200d };

int32_t plain_rune(int32_t rune)
{
    if (rune >= 0x20 && rune < 0x7f)
        return rune;
    if (rune == UTF8_BAD)
        return '?';
    switch (utf8_class(rune)) {
    case UTF8_CONTROL:
        if (rune < 0xa0)
            return '?';
        return rune == ZERO_WIDTH_JOINER || rune == ZERO_WIDTH_NON_JOINER ? rune : PLAIN_DROP;
    case UTF8_SPACE:
        /* French no-break spaces stay what they are. */
        return rune == 0xa0 || rune == 0x202f ? rune : ' ';
    default: return rune;
    }
}

static void add(struct buf *out, struct span s, bool lines)
{
    while (s.len) {
        size_t n;
        int32_t rune = utf8_decode(s, &n);
        int32_t shown = plain_rune(rune);
        if (rune == '\n' && lines)
            shown = '\n';
        else if (rune >= 0 && rune < 0x20)
            shown = '?';
        if (shown != PLAIN_DROP)
            buf_add_rune(out, shown);
        s = span_skip(s, n);
    }
}

void plain_add(struct buf *out, struct span s)
{
    add(out, s, false);
}

void plain_add_lines(struct buf *out, struct span s)
{
    add(out, s, true);
}
