#include "article/decode.h"

#include "article/twice.h"
#include "article/windows1252.h"
#include "base/utf8.h"

enum { REPLACEMENT = 0xfffd, MARK = 0xfeff };

static unsigned char byte_at(struct span s, size_t i)
{
    return i < s.len ? (unsigned char)s.ptr[i] : '\0';
}

static bool continues(unsigned char c)
{
    return (c & 0xc0) == 0x80;
}

/* ---- Guessing ----------------------------------------------------------------------------------------- */

static const struct {
    struct span bytes;
    size_t at;
    const char *name;
} magics[] = {
    {SPAN_LIT("\x89PNG\r\n"), 0, "PNG image"},
    {SPAN_LIT("\xff\xd8\xff"), 0, "JPEG image"},
    {SPAN_LIT("GIF87"), 0, "GIF image"},
    {SPAN_LIT("GIF89"), 0, "GIF image"},
    {SPAN_LIT("WEBP"), 8, "WebP image"},
    {SPAN_LIT("II*\0"), 0, "TIFF image"},
    {SPAN_LIT("MM\0*"), 0, "TIFF image"},
    {SPAN_LIT("%PDF-"), 0, "PDF document"},
    {SPAN_LIT("PK\3\4"), 0, "ZIP archive"},
    {SPAN_LIT("PK\5\6"), 0, "ZIP archive"},
    {SPAN_LIT("\x1f\x8b\x08"), 0, "gzip data"},
    {SPAN_LIT("\x28\xb5\x2f\xfd"), 0, "Zstandard data"},
    {SPAN_LIT("\xfd"
              "7zXZ\0"),
        0, "XZ data"},
    {SPAN_LIT("1AY&SY"), 4, "bzip2 data"},
    {SPAN_LIT("7z\xbc\xaf\x27\x1c"), 0, "7-Zip archive"},
    {SPAN_LIT("Rar!\x1a\x07"), 0, "RAR archive"},
    {SPAN_LIT("ustar"), 257, "tar archive"},
    {SPAN_LIT("\x7f"
              "ELF"),
        0, "ELF program"},
    {SPAN_LIT("MZ\x90\0"), 0, "Windows program"},
    {SPAN_LIT("SQLite format 3\0"), 0, "SQLite database"},
    {SPAN_LIT("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), 0, "old Microsoft Office document"},
    {SPAN_LIT("{\\rtf"), 0, "RTF document"},
    {SPAN_LIT("ID3"), 0, "MP3 sound"},
    {SPAN_LIT("OggS"), 0, "Ogg sound"},
    {SPAN_LIT("fLaC"), 0, "FLAC sound"},
    {SPAN_LIT("WAVE"), 8, "WAV sound"},
    {SPAN_LIT("ftyp"), 4, "MP4 film"},
    {SPAN_LIT("\x1a\x45\xdf\xa3"), 0, "Matroska film"},
    {SPAN_LIT("wOFF"), 0, "WOFF font"},
    {SPAN_LIT("wOF2"), 0, "WOFF font"},
};

const char *decode_magic(struct span bytes)
{
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
        if (!span_starts(span_skip(bytes, magics[i].at), magics[i].bytes))
            continue;
        /* A short mark can be four letters of a text: then look for what a text does not have. */
        struct span mark = magics[i].bytes, start = span_head(bytes, 64);
        if (mark.len > 4 || utf8_valid_len(mark) < mark.len || memchr(start.ptr, '\0', start.len))
            return magics[i].name;
    }
    return NULL;
}

static const struct {
    struct span bytes;
    enum decode_encoding encoding;
} marks[] = {
    {SPAN_LIT("\xef\xbb\xbf"), DECODE_UTF8},
    {SPAN_LIT("\xff\xfe\0\0"), DECODE_UTF32LE}, /* before UTF-16's, which it begins with */
    {SPAN_LIT("\0\0\xfe\xff"), DECODE_UTF32BE},
    {SPAN_LIT("\xff\xfe"), DECODE_UTF16LE},
    {SPAN_LIT("\xfe\xff"), DECODE_UTF16BE},
};

struct tally {
    size_t nuls[2];  /* at even and odd places */
    size_t controls; /* that text has no use for */
    size_t french;   /* sequences as French UTF-8 has them, whose first byte is rare in Latin-1 */
    size_t other;    /* all other valid sequences */
    size_t bad;      /* bytes above 7f in no valid sequence */
};

static void count_sequence(struct tally *t, struct span s, size_t *n)
{
    if (utf8_decode(s, n) == UTF8_BAD) {
        /* The span may have been cut in the middle of a sequence. */
        size_t tail = 1;
        while (tail < s.len && tail <= 3 && continues((unsigned char)s.ptr[tail]))
            tail++;
        if (tail < s.len || tail > 3 || (unsigned char)s.ptr[0] < 0xc2)
            t->bad++;
        else
            *n = tail;
        return;
    }
    /* C2 Â, C3 Ã, C5 Å, E2 â: what Latin-1 French hardly has before a sign, unlike É, Ê or é (« été » with
     * no-break spaces is a valid sequence E9 A0 BB). */
    unsigned char lead = (unsigned char)s.ptr[0];
    if (lead == 0xc2 || lead == 0xc3 || lead == 0xc5 || lead == 0xe2)
        t->french++;
    else
        t->other++;
}

static struct tally count(struct span s)
{
    struct tally t = {0};
    for (size_t i = 0; i < s.len;) {
        unsigned char c = (unsigned char)s.ptr[i];
        size_t n = 1;
        if (c >= 0x80)
            count_sequence(&t, span_skip(s, i), &n);
        else if (c == '\0')
            t.nuls[i & 1]++;
        else if (c < 0x20 && !strchr("\t\n\r\f\v\x1b", c))
            t.controls++;
        i += n;
    }
    return t;
}

/* Text of two bytes a character, nearly all of them with the same high byte, and no mark. */
static bool looks_wide(const struct tally *t, size_t len, int high)
{
    return len >= 16 && t->nuls[high] >= len / 2 * 7 / 10 && t->nuls[!high] <= len / 100;
}

enum decode_encoding decode_guess(struct span s)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (span_starts(s, marks[i].bytes))
            return marks[i].encoding;
    if (decode_magic(s))
        return DECODE_BINARY;
    struct tally t = count(s);
    if (looks_wide(&t, s.len, 1))
        return DECODE_UTF16LE;
    if (looks_wide(&t, s.len, 0))
        return DECODE_UTF16BE;
    if (t.nuls[0] + t.nuls[1] > 2 + s.len / 512 || t.controls > 2 + s.len / 20)
        return DECODE_BINARY;
    if (t.bad > t.french * 2 && t.bad * 4 >= t.french + t.other)
        return DECODE_WINDOWS_1252;
    return DECODE_UTF8;
}

/* ---- Into UTF-8 --------------------------------------------------------------------------------------- */

static bool ascii_letter(unsigned char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* What a byte that is no UTF-8 may be, between two others: a Latin letter in a word, a quotation mark or a
 * dash. C2, C3 and C5 are rather sequences cut short, and so is what has other such bytes beside it. */
static int32_t in_place(unsigned char before, unsigned char c, unsigned char after)
{
    int32_t rune = windows1252_rune(c);
    if (rune == 0 || continues(after))
        return REPLACEMENT;
    bool beside = ascii_letter(before) || ascii_letter(after);
    if (utf8_class(rune) == UTF8_LETTER) {
        bool alone = (c == 0xe0 || c == 0xc0) && strchr(" \n'", before) && strchr(" \n", after);
        return (beside || alone) && c != 0xc2 && c != 0xc3 && c != 0xc5 ? rune : REPLACEMENT;
    }
    bool between = ascii_letter(before) && ascii_letter(after);
    bool sign = strchr("\x80\x82\x84\x85\x8b\x91\x92\x93\x94\x95\x96\x97\x9b\xab\xb0\xbb", c) != NULL;
    return before < 0x80 && ((sign && c) || (c == 0xa0 && !between)) ? rune : REPLACEMENT;
}

static void repair(struct buf *out, struct span s, struct decode_losses *losses)
{
    unsigned char before = '\n';
    while (s.len) {
        size_t n = utf8_valid_len(s);
        buf_add(out, s.ptr, n);
        if (n)
            before = (unsigned char)s.ptr[n - 1];
        s = span_skip(s, n);
        if (!s.len)
            break;
        unsigned char c = (unsigned char)s.ptr[0];
        buf_add_rune(out, in_place(before, c, s.len > 1 ? (unsigned char)s.ptr[1] : '\n'));
        losses->bad++;
        before = c;
        s = span_skip(s, 1);
    }
}

static void add_1252(struct buf *out, struct span s, struct decode_losses *losses)
{
    for (size_t i = 0; i < s.len; i++) {
        int32_t rune = windows1252_rune((unsigned char)s.ptr[i]);
        if (rune < 0x80 && (rune || !s.ptr[i])) {
            buf_add_char(out, (char)rune);
        } else {
            losses->bad += rune == 0;
            buf_add_rune(out, rune ? rune : REPLACEMENT);
        }
    }
}

/* A unit of UTF-16 or UTF-32; *s moves behind it. */
static uint32_t unit(struct span *s, size_t size, bool big)
{
    uint32_t value = 0;
    for (size_t i = 0; i < size; i++)
        value |= (uint32_t)byte_at(*s, i) << 8 * (big ? size - 1 - i : i);
    *s = span_skip(*s, size);
    return value;
}

static void add_wide(struct buf *out, struct span s, size_t size, bool big, struct decode_losses *losses)
{
    while (s.len >= size) {
        uint32_t rune = unit(&s, size, big);
        if (size == 2 && rune >= 0xd800 && rune < 0xdc00 && s.len >= 2) {
            struct span ahead = s;
            uint32_t low = unit(&ahead, 2, big);
            if (low >= 0xdc00 && low < 0xe000) {
                rune = 0x10000 + ((rune - 0xd800) << 10) + (low - 0xdc00);
                s = ahead;
            }
        }
        bool bad = rune > 0x10ffff || (rune >= 0xd800 && rune < 0xe000);
        losses->bad += bad;
        buf_add_rune(out, bad ? REPLACEMENT : (int32_t)rune);
    }
    losses->bad += s.len;
}

/* ---- Cleaning ----------------------------------------------------------------------------------------- */

/* Characters that composing (NFC) never changes and that never compose with what stands before them; for any
 * other above U+00BF the text around it is composed. A careful choice of blocks: Latin letters, Cyrillic,
 * punctuation, currencies, arrows to dingbats, kana, ideographs, pictographs. */
static bool steady(int32_t rune)
{
    static const struct {
        int32_t first, last;
    } ranges[] = {
        {0x0000, 0x02ff},
        {0x0400, 0x0482},
        {0x048a, 0x058f},
        {0x2002, 0x20cf},
        {0x2190, 0x2328},
        {0x2400, 0x2adb},
        {0x3000, 0x3029},
        {0x4e00, 0x9fff},
        {0xac00, 0xd7a3},
        {0xff00, 0xfffd},
        {0x1f000, 0x1faff},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (rune <= ranges[i].last)
            return rune >= ranges[i].first;
    return false;
}

static bool left_out(int32_t rune)
{
    return rune == 0x7f || (rune >= 0x80 && rune <= 0x9f) || (rune < 0x20 && rune != '\n' && rune != '\t') ||
           (rune >= 0x202a && rune <= 0x202e) || (rune >= 0x2066 && rune <= 0x2069) || rune == MARK;
}

/* Bytes to look at closer: controls, and the first bytes of sequences other than C3 to CB (U+00C0 to U+02FF).
 */
static const bool closer[256] = {
    [0x00] = 1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    [0x0b] = 1,
    1,
    1,
    1,
    1,
    [0x10] = 1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    [0x7f] = 1,
    [0xc2] = 1,
    [0xcc] = 1,
    1,
    1,
    1,
    [0xd0] = 1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    [0xe0] = 1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    [0xf0] = 1,
    1,
    1,
    1,
    1,
};

/* How many bytes from the front stay as they are; *compose is set when some of them may want composing. */
static size_t clean_len(struct span s, bool *compose)
{
    const char *p = s.ptr, *end = s.ptr + s.len;
    for (;;) {
        while (p < end && !closer[(unsigned char)*p])
            p++;
        if (p == end)
            return s.len;
        size_t n;
        int32_t rune = utf8_decode(span_of(p, (size_t)(end - p)), &n);
        if (left_out(rune))
            return (size_t)(p - s.ptr);
        if (!steady(rune))
            *compose = true;
        p += n;
    }
}

static void add_clean(struct buf *out, struct span s, struct decode_losses *losses, bool *compose)
{
    while (s.len) {
        size_t n = clean_len(s, compose);
        buf_add(out, s.ptr, n);
        s = span_skip(s, n);
        if (!s.len)
            break;
        int32_t rune = utf8_decode(s, &n);
        if (rune == '\r' || rune == '\v' || rune == '\f') {
            if (rune != '\r' || byte_at(s, 1) != '\n')
                buf_add_char(out, '\n');
        } else if (rune >= 0x80 && windows1252_rune(rune) && rune <= 0x9f) {
            buf_add_rune(out, windows1252_rune(rune));
        } else {
            losses->controls++;
        }
        s = span_skip(s, n);
    }
}

/* Composes what wants it: the run of characters above ASCII that it stands in, with the ASCII one before. */
static void add_composed(struct buf *out, struct span s)
{
    size_t done = 0;
    for (size_t i = 0; i < s.len;) {
        size_t n;
        if (!closer[(unsigned char)s.ptr[i]] || steady(utf8_decode(span_skip(s, i), &n))) {
            i++;
            continue;
        }
        size_t start = i;
        while (start > done && (unsigned char)s.ptr[start] >= 0x80)
            start--;
        while (i < s.len && (unsigned char)s.ptr[i] >= 0x80)
            i++;
        buf_add(out, s.ptr + done, start - done);
        utf8_add_nfc(out, span_of(s.ptr + start, i - start));
        done = i;
    }
    buf_add(out, s.ptr + done, s.len - done);
}

static struct span clean(struct arena *arena, struct span s, struct decode_losses *losses)
{
    if (span_starts(s, marks[0].bytes))
        s = span_skip(s, marks[0].bytes.len);
    bool compose = false;
    struct buf cleaned = {0}, composed = {0};
    size_t n = clean_len(s, &compose);
    if (n < s.len) {
        buf_reserve(&cleaned, s.len);
        buf_add(&cleaned, s.ptr, n);
        add_clean(&cleaned, span_skip(s, n), losses, &compose);
        s = buf_span(&cleaned);
    }
    if (compose) {
        buf_reserve(&composed, s.len);
        add_composed(&composed, s);
        s = buf_span(&composed);
    }
    s = arena_copy(arena, s);
    buf_release(&cleaned);
    buf_release(&composed);
    return s;
}

struct span decode_text(
    struct arena *arena, struct span bytes, enum decode_encoding encoding, struct decode_losses *losses)
{
    struct decode_losses ignored = {0};
    if (!losses)
        losses = &ignored;
    struct buf text = {0};
    struct span s = bytes;
    switch (encoding) {
    case DECODE_UTF8:
        if (utf8_valid_len(bytes) < bytes.len) {
            repair(&text, bytes, losses);
            s = buf_span(&text);
        }
        break;
    case DECODE_WINDOWS_1252: add_1252(&text, bytes, losses); break;
    case DECODE_UTF16LE: add_wide(&text, bytes, 2, false, losses); break;
    case DECODE_UTF16BE: add_wide(&text, bytes, 2, true, losses); break;
    case DECODE_UTF32LE: add_wide(&text, bytes, 4, false, losses); break;
    case DECODE_UTF32BE: add_wide(&text, bytes, 4, true, losses); break;
    case DECODE_BINARY: s = span_str(""); break;
    }
    if (encoding >= DECODE_WINDOWS_1252 && encoding <= DECODE_UTF32BE)
        s = buf_span(&text);
    struct buf once = {0};
    size_t twice = twice_undo(&once, s);
    if (twice)
        s = buf_span(&once);
    losses->twice += twice;
    s = clean(arena, s, losses);
    buf_release(&text);
    buf_release(&once);
    return s;
}
