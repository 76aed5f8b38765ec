#include "base/utf8.h"

#include "base/bug.h"

#include <stdlib.h>
#include <utf8proc.h>

int32_t utf8_decode(struct span s, size_t *n)
{
    unsigned char c = (unsigned char)s.ptr[0];
    if (c < 0x80) {
        *n = 1;
        return c;
    }
    utf8proc_int32_t rune;
    utf8proc_ssize_t got =
        utf8proc_iterate((const utf8proc_uint8_t *)s.ptr, (utf8proc_ssize_t)(s.len < 4 ? s.len : 4), &rune);
    if (got <= 0) {
        *n = 1;
        return UTF8_BAD;
    }
    *n = (size_t)got;
    return rune;
}

int32_t utf8_decode_last(struct span s, size_t *n)
{
    for (size_t back = 1; back <= 4 && back <= s.len; back++) {
        struct span tail = span_skip(s, s.len - back);
        if (((unsigned char)tail.ptr[0] & 0xc0) == 0x80)
            continue;
        int32_t rune = utf8_decode(tail, n);
        if (*n == back)
            return rune;
        break;
    }
    *n = 1;
    return UTF8_BAD;
}

size_t utf8_encode(int32_t rune, char out[4])
{
    return (size_t)utf8proc_encode_char(rune, (utf8proc_uint8_t *)out);
}

size_t utf8_valid_len(struct span s)
{
    size_t i = 0;
    while (i < s.len) {
        /* Eight ASCII bytes at a time: most of a French text. */
        uint64_t eight;
        while (i + 8 <= s.len && (memcpy(&eight, s.ptr + i, 8), (eight & 0x8080808080808080u) == 0))
            i += 8;
        if (i == s.len)
            break;
        size_t n;
        if (utf8_decode(span_skip(s, i), &n) == UTF8_BAD)
            return i;
        i += n;
    }
    return i;
}

struct span utf8_head(struct span s, size_t n)
{
    if (n >= s.len)
        return s;
    while (n > 0 && ((unsigned char)s.ptr[n] & 0xc0) == 0x80)
        n--;
    return span_head(s, n);
}

enum utf8_class utf8_class(int32_t rune)
{
    if (rune < 0)
        return UTF8_OTHER;
    switch (utf8proc_category(rune)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO: return UTF8_LETTER;
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO: return UTF8_DIGIT;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME: return UTF8_MARK;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return UTF8_SPACE;
    case UTF8PROC_CATEGORY_CC: return rune == '\t' || rune == '\n' || rune == '\r' ? UTF8_SPACE : UTF8_CONTROL;
    case UTF8PROC_CATEGORY_CF: return UTF8_CONTROL;
    default: return UTF8_OTHER;
    }
}

bool utf8_is_upper(int32_t rune)
{
    return rune >= 0 && utf8proc_tolower(rune) != rune;
}

int32_t utf8_lower(int32_t rune)
{
    return utf8proc_tolower(rune);
}

int32_t utf8_upper(int32_t rune)
{
    return utf8proc_toupper(rune);
}

static void add_mapped(struct buf *out, struct span s, utf8proc_option_t options)
{
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t n = utf8proc_map(
        (const utf8proc_uint8_t *)s.ptr, (utf8proc_ssize_t)s.len, &mapped, options | UTF8PROC_STABLE);
    if (n == UTF8PROC_ERROR_NOMEM)
        BUG("out of memory");
    if (n < 0) /* not UTF-8: nothing to map */
        buf_add_span(out, s);
    else
        buf_add(out, mapped, (size_t)n);
    free(mapped);
}

/* Below U+0300 nothing combines and everything is composed: most of any French text. */
static bool plainly_composed(struct span s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] >= 0xcc)
            return false;
    return utf8_valid_len(s) == s.len;
}

void utf8_add_nfc(struct buf *out, struct span s)
{
    if (plainly_composed(s))
        buf_add_span(out, s);
    else
        add_mapped(out, s, UTF8PROC_COMPOSE);
}

static void add_lower_runes(struct buf *out, struct span s)
{
    buf_reserve(out, s.len);
    while (s.len) {
        size_t n;
        int32_t rune = utf8_decode(s, &n);
        if (rune == UTF8_BAD)
            buf_add(out, s.ptr, 1);
        else if (rune < 0x80)
            buf_add_char(out, (char)(rune >= 'A' && rune <= 'Z' ? rune + 32 : rune));
        else
            buf_add_rune(out, utf8_lower(rune));
        s = span_skip(s, n);
    }
}

void utf8_add_lower(struct buf *out, struct span s)
{
    if (plainly_composed(s)) {
        add_lower_runes(out, s);
        return;
    }
    struct buf composed = {0};
    add_mapped(&composed, s, UTF8PROC_COMPOSE);
    add_lower_runes(out, buf_span(&composed));
    buf_release(&composed);
}

/* What U+00C0 to U+017F fold to, as decomposition and opened() below would have it. */
enum { LATIN_FIRST = 0xc0, LATIN_END = 0x180 };
static const char latin[LATIN_END - LATIN_FIRST][4] = {"a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e",
    "e", "i", "i", "i", "i", "d", "n", "o", "o", "o", "o", "o", "×", "o", "u", "u", "u", "u", "y", "th", "ss",
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i", "d", "n", "o", "o", "o",
    "o", "o", "÷", "o", "u", "u", "u", "u", "y", "th", "y", "a", "a", "a", "a", "a", "a", "c", "c", "c", "c",
    "c", "c", "c", "c", "d", "d", "d", "d", "e", "e", "e", "e", "e", "e", "e", "e", "e", "e", "g", "g", "g",
    "g", "g", "g", "g", "g", "h", "h", "h", "h", "i", "i", "i", "i", "i", "i", "i", "i", "i", "i", "ij", "ij",
    "j", "j", "k", "k", "k", "l", "l", "l", "l", "l", "l", "l", "l", "l", "l", "n", "n", "n", "n", "n", "n",
    "n", "n", "n", "o", "o", "o", "o", "o", "o", "oe", "oe", "r", "r", "r", "r", "r", "r", "s", "s", "s", "s",
    "s", "s", "s", "s", "t", "t", "t", "t", "t", "t", "u", "u", "u", "u", "u", "u", "u", "u", "u", "u", "u",
    "u", "w", "w", "y", "y", "y", "z", "z", "z", "z", "z", "z", "s"};

/* Letters that decomposition leaves whole but that French readers type with plain ones. */
static const char *opened(int32_t rune)
{
    switch (rune) {
    case 0x0153: return "oe"; /* œ */
    case 0x00e6: return "ae"; /* æ */
    case 0x00df: return "ss"; /* ß */
    case 0x00f8: return "o";  /* ø */
    case 0x0111: return "d";  /* đ */
    case 0x00f0: return "d";  /* ð */
    case 0x00fe: return "th"; /* þ */
    case 0x0142: return "l";  /* ł */
    case 0x0131: return "i";  /* ı */
    default: return NULL;
    }
}

void utf8_add_folded(struct buf *out, struct span s)
{
    enum { PARTS = 32 }; /* U+FDFA opens into 18, more than any other */
    while (s.len) {
        size_t n;
        int32_t rune = utf8_decode(s, &n);
        if (rune == UTF8_BAD) {
            buf_add(out, s.ptr, 1);
        } else if (rune < 0x80) {
            buf_add_char(out, (char)(rune >= 'A' && rune <= 'Z' ? rune + 32 : rune));
        } else if (rune >= LATIN_FIRST && rune < LATIN_END) {
            buf_add_str(out, latin[rune - LATIN_FIRST]);
        } else {
            utf8proc_int32_t parts[PARTS];
            int boundary = 0;
            utf8proc_ssize_t count = utf8proc_decompose_char(utf8_lower(rune), parts, PARTS,
                UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STABLE, &boundary);
            BUG_IF(count > PARTS);
            for (utf8proc_ssize_t i = 0; i < count; i++) {
                const char *open = opened(utf8_lower(parts[i]));
                if (open)
                    buf_add_str(out, open);
                else if (utf8_class(parts[i]) != UTF8_MARK)
                    buf_add_rune(out, utf8_lower(parts[i]));
            }
        }
        s = span_skip(s, n);
    }
}

int utf8_width(int32_t rune)
{
    if (rune < 0)
        return 1;
    return utf8proc_charwidth(rune);
}

size_t utf8_columns(struct span s)
{
    size_t columns = 0;
    while (s.len) {
        size_t n;
        columns += (size_t)utf8_width(utf8_decode(s, &n));
        s = span_skip(s, n);
    }
    return columns;
}
