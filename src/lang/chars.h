/* What a rune is to the tokenizer. Private to the room. */
#ifndef LANG_CHARS_H
#define LANG_CHARS_H

#include "base/utf8.h"

#include <endian.h>

enum char_kind {
    CHAR_OTHER,     /* ends a word */
    CHAR_LETTER,    /* letters and their combining marks */
    CHAR_DIGIT,     /* 0-9 and what Unicode counts as digits (² is one) */
    CHAR_INVISIBLE, /* soft hyphen, zero-width characters: inside a word, and no part of it */
    CHAR_APOSTROPHE /* every sign that stands for one */
};

/* By char_kind only: what takes more than a look at one byte of ASCII. */
enum char_kind char_kind_slow(struct span s, size_t *n);
extern const unsigned char char_kinds_ascii[0x80];

/* Of the rune at the front of s (len > 0); *n is its length in bytes. */
static inline enum char_kind char_kind(struct span s, size_t *n)
{
    unsigned char c = (unsigned char)s.ptr[0];
    if (c < 0x80 && c != '&') {
        *n = 1;
        return (enum char_kind)char_kinds_ascii[c];
    }
    return char_kind_slow(s, n);
}

/* How many letters of ASCII stand at the front of s, if that is soon said: none near the end of s. */
static inline size_t char_plain_letters(struct span s)
{
    const uint64_t ones = 0x0101010101010101u;
    size_t i = 0;
    for (uint64_t eight; i + sizeof eight <= s.len; i += sizeof eight) {
        memcpy(&eight, s.ptr + i, sizeof eight);
        eight = le64toh(eight);
        /* The high bit of each byte from a to z, up to the first that is none: what it carries goes further. */
        uint64_t lower = eight | 0x20 * ones;
        uint64_t letters = (lower + (0x80 - 'a') * ones) & ~(lower + (0x7f - 'z') * ones) & ~eight;
        uint64_t others = ~letters & 0x80 * ones;
        if (others)
            return i + (size_t)__builtin_ctzll(others) / 8;
    }
    return i;
}

/* The rune of the HTML entity at the front of s (&eacute; &#8217;), its length in *n; UTF8_BAD when there is
 * none. */
int32_t char_entity(struct span s, size_t *n);

static inline bool char_ascii_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool char_ascii_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* Bytes of the blank that may stand between groups of three digits (space, NBSP, U+202F, U+2009) at the front
 * of s, 0 when there is none. */
size_t char_group_blank(struct span s);

#endif
