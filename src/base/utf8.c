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

void utf8_add_nfc(struct buf *out, struct span s)
{
    add_mapped(out, s, UTF8PROC_COMPOSE);
}

void utf8_add_lower(struct buf *out, struct span s)
{
    size_t start = out->len;
    add_mapped(out, s, UTF8PROC_COMPOSE);
    struct buf lower = {0};
    for (struct span rest = span_of(out->ptr + start, out->len - start); rest.len;) {
        size_t n;
        int32_t rune = utf8_decode(rest, &n);
        if (rune == UTF8_BAD)
            buf_add(&lower, rest.ptr, 1);
        else
            buf_add_rune(&lower, utf8_lower(rune));
        rest = span_skip(rest, n);
    }
    out->len = start;
    buf_add_span(out, buf_span(&lower));
    buf_release(&lower);
}

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
    while (s.len) {
        size_t n;
        int32_t rune = utf8_decode(s, &n);
        if (rune == UTF8_BAD) {
            buf_add(out, s.ptr, 1);
        } else if (rune < 0x80) {
            buf_add_char(out, (char)(rune >= 'A' && rune <= 'Z' ? rune + 32 : rune));
        } else {
            utf8proc_int32_t parts[16];
            int boundary = 0;
            utf8proc_ssize_t count = utf8proc_decompose_char(
                utf8_lower(rune), parts, 16, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STABLE, &boundary);
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
