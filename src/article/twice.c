#include "article/twice.h"

#include "article/windows1252.h"
#include "base/utf8.h"

enum { LEAD = 0xc3, LAYERS = 3 };

/* Of a line. */
struct evidence {
    size_t strong; /* sequences inside of a word, and signs of three bytes beside a letter */
    size_t weak;   /* that stand alone or among capitals */
    size_t good;   /* Latin letters with accents that are what they are */
};

static bool is_continuation(int byte)
{
    return byte >= 0x80 && byte <= 0xbf;
}

/* The character that stands, encoded twice, at the front of s, and its length there; UTF8_BAD when none does.
 */
static int32_t once(struct span s, size_t *n)
{
    char bytes[4];
    size_t at = 0, len = 1, got = 0;
    if (s.len < 4 || (unsigned char)s.ptr[0] != LEAD)
        return UTF8_BAD;
    for (; got < len && at < s.len; got++) {
        size_t step;
        int byte = windows1252_byte(utf8_decode(span_skip(s, at), &step));
        if (got == 0)
            len = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
        if (got == 0 ? byte < 0xc2 : !is_continuation(byte))
            return UTF8_BAD;
        bytes[got] = (char)byte;
        at += step;
    }
    size_t m;
    int32_t rune = got == len ? utf8_decode(span_of(bytes, len), &m) : UTF8_BAD;
    if (rune == UTF8_BAD || m != len)
        return UTF8_BAD;
    *n = at;
    return rune;
}

/* « Ã  » for à and « Â  » for a no-break space, of which the second byte has become a blank. */
static int32_t loose(struct span s, size_t *n)
{
    bool blank = s.len > 2 && s.ptr[2] == ' ';
    bool agrave = blank && span_starts(s, span_str("Ã"));
    if (!agrave && !(blank && span_starts(s, span_str("Â"))))
        return UTF8_BAD;
    *n = agrave && s.len > 3 && s.ptr[3] == ' ' ? 3 : 2;
    return agrave ? 0xe0 : 0x200b; /* nothing, where the blank stays */
}

static bool lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool letter(char c)
{
    return lower((char)(c | 0x20));
}

static void weigh(struct evidence *e, struct span line)
{
    for (size_t i = 0, n; i < line.len; i += n) {
        struct span rest = span_skip(line, i);
        n = 1;
        if ((unsigned char)rest.ptr[0] < 0x80)
            continue;
        if (once(rest, &n) != UTF8_BAD) {
            char before = i ? line.ptr[i - 1] : ' ', after = i + n < line.len ? line.ptr[i + n] : ' ';
            bool inside = n > 4 ? letter(before) || letter(after) : lower(before) || lower(after);
            e->strong += inside;
            e->weak += !inside;
        } else if (loose(rest, &n) == UTF8_BAD) {
            int32_t rune = utf8_decode(rest, &n);
            e->good += rune < 0x250 && utf8_class(rune) == UTF8_LETTER;
        }
    }
}

static bool certain(const struct evidence *line, const struct evidence *text)
{
    if (line->good)
        return line->strong > 1 && line->strong > line->good;
    return line->strong || (line->weak && text->strong > 1) || (line->weak > 1 && !text->good);
}

static size_t undo_line(struct buf *out, struct span line)
{
    size_t undone = 0;
    while (line.len) {
        size_t plain = 0, n;
        while (plain < line.len && (unsigned char)line.ptr[plain] != LEAD)
            plain++;
        buf_add(out, line.ptr, plain);
        line = span_skip(line, plain);
        if (!line.len)
            break;
        int32_t rune = once(line, &n);
        if (rune == UTF8_BAD)
            rune = loose(line, &n);
        if (rune != UTF8_BAD) {
            undone++;
            if (rune != 0x200b)
                buf_add_rune(out, rune);
        } else {
            utf8_decode(line, &n);
            buf_add(out, line.ptr, n);
        }
        line = span_skip(line, n);
    }
    return undone;
}

/* One layer. */
static size_t undo(struct buf *out, struct span text)
{
    struct evidence whole = {0};
    struct span rest = text, line;
    size_t undone = 0;
    weigh(&whole, text);
    if (whole.strong + whole.weak == 0)
        return 0;
    while (rest.len) {
        const char *end = memchr(rest.ptr, '\n', rest.len);
        line = span_head(rest, end ? (size_t)(end - rest.ptr) + 1 : rest.len);
        rest = span_skip(rest, line.len);
        struct evidence here = {0};
        weigh(&here, line);
        if (certain(&here, &whole))
            undone += undo_line(out, line);
        else
            buf_add_span(out, line);
    }
    return undone;
}

/* Is there a sequence at all? Its first character is one of Â Ã Ä Å â ï ð, whose second bytes are rare in
 * French where its first byte, that of é, is everywhere. */
static bool suspicious(struct span text)
{
    static const char seconds[] = "\x82\x83\x84\x85\xa2\xaf\xb0";
    for (const char *second = seconds; *second; second++) {
        struct span s = text;
        for (const char *p; (p = memchr(s.ptr, (unsigned char)*second, s.len)) != NULL;) {
            size_t n, at = (size_t)(p - text.ptr);
            if (at && once(span_skip(text, at - 1), &n) != UTF8_BAD)
                return true;
            s = span_skip(text, at + 1);
        }
    }
    return false;
}

size_t twice_undo(struct buf *out, struct span text)
{
    struct buf layers[2] = {{0}, {0}};
    size_t undone = 0;
    for (size_t i = 0; i < LAYERS && suspicious(text); i++) {
        struct buf *layer = &layers[i & 1];
        buf_clear(layer);
        size_t n = undo(layer, text);
        if (n == 0)
            break;
        undone = n > undone ? n : undone;
        text = buf_span(layer);
    }
    if (undone)
        buf_add_span(out, text);
    buf_release(&layers[0]);
    buf_release(&layers[1]);
    return undone;
}
