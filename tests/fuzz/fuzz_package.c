/* Any bytes as a part of an EPUB, of an OpenDocument and of a Word text, one a run: the archive around them is
 * sound, which no mutation of a whole file would leave it. Begin with the parts in corpus/packages. */
#include "tests/fuzz/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* CRC-32 as in PKWARE's APPNOTE.TXT, 4.4.7. */
static uint32_t checksum(struct span s)
{
    uint32_t crc = 0xffffffff;
    for (size_t i = 0; i < s.len; i++) {
        crc ^= (unsigned char)s.ptr[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc;
}

static void add_number(struct buf *out, size_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        buf_add_char(out, (char)(value >> 8 * i & 0xff));
}

/* Stored, with no list at the end: libarchive then reads the headers one after the other. */
static void add_member(struct buf *zip, const char *name, struct span content)
{
    buf_add(zip, "PK\3\4\x14\0\0\0\0\0\0\0\0\0", 14);
    add_number(zip, checksum(content), 4);
    add_number(zip, content.len, 4);
    add_number(zip, content.len, 4);
    add_number(zip, strlen(name), 2);
    add_number(zip, 0, 2);
    buf_add_str(zip, name);
    buf_add_span(zip, content);
}

static const char container[] = "<container><rootfile full-path='a/b.opf'/></container>";
static const char package[] =
    "<package><metadata><dc:title>Un</dc:title></metadata><manifest><item id='a' href='a.html'/></manifest>"
    "<spine><itemref idref='a'/></spine></package>";

/* The part that is the fuzzer's hangs on the length, so that a choice does not shift what it has learnt. */
static void build(struct buf *zip, struct span s)
{
    struct span opf = s.len % 5 == 0 ? s : span_str(package),
                page = s.len % 5 == 1 ? s : span_str("<p>Un.</p>");
    switch (s.len % 5) {
    case 0:
    case 1:
        add_member(zip, "mimetype", span_str("application/epub+zip"));
        add_member(zip, "META-INF/container.xml", span_str(container));
        add_member(zip, "a/b.opf", opf);
        add_member(zip, "a/a.html", page);
        break;
    case 2:
        add_member(zip, "mimetype", span_str("application/vnd.oasis.opendocument.text"));
        add_member(zip, "content.xml", s);
        break;
    case 3:
        add_member(zip, "[Content_Types].xml", span_str("<Types/>"));
        add_member(zip, "word/document.xml", s);
        break;
    default:
        add_member(zip, "mimetype", span_str("application/vnd.oasis.opendocument.text"));
        add_member(zip, "meta.xml", s);
        add_member(zip, "content.xml", s);
        break;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct buf zip = {0};
    build(&zip, span_of((const char *)bytes, n));
    read_as(NULL, buf_span(&zip));
    buf_release(&zip);
    return 0;
}
