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
    for (int i = 0; i < bytes; i++, value >>= 8)
        buf_add_char(out, (char)(value & 0xff));
}

struct zip {
    struct buf bytes, list; /* list: what stands behind the members */
    size_t count;
};

/* Version, flags, method (stored), time and date: what a member's header and its line in the list share. */
static void add_header(struct buf *out, const char *name, struct span content)
{
    buf_add(out, "\x14\0\0\0\0\0\0\0\0\0", 10);
    add_number(out, checksum(content), 4);
    add_number(out, content.len, 4);
    add_number(out, content.len, 4);
    add_number(out, strlen(name), 2);
    add_number(out, 0, 2);
}

static void add_member(struct zip *z, const char *name, struct span content)
{
    size_t at = z->bytes.len;
    buf_add_str(&z->bytes, "PK\3\4");
    add_header(&z->bytes, name, content);
    buf_add_str(&z->bytes, name);
    buf_add_span(&z->bytes, content);
    buf_add_str(&z->list, "PK\1\2");
    add_number(&z->list, 20, 2);
    add_header(&z->list, name, content);
    add_number(&z->list, 0, 10); /* comment, disk, attributes */
    add_number(&z->list, at, 4);
    buf_add_str(&z->list, name);
    z->count++;
}

static void finish(struct zip *z)
{
    size_t at = z->bytes.len;
    buf_add_span(&z->bytes, buf_span(&z->list));
    buf_add_str(&z->bytes, "PK\5\6");
    add_number(&z->bytes, 0, 4);
    add_number(&z->bytes, z->count, 2);
    add_number(&z->bytes, z->count, 2);
    add_number(&z->bytes, z->list.len, 4);
    add_number(&z->bytes, at, 4);
    add_number(&z->bytes, 0, 2);
}

static const char container[] = "<container><rootfile full-path='a/b.opf'/></container>";
static const char package[] =
    "<package><metadata><dc:title>Un</dc:title></metadata><manifest><item id='a' href='a.html'/></manifest>"
    "<spine><itemref idref='a'/></spine></package>";

/* The part that is the fuzzer's hangs on the length, so that a choice does not shift what it has learnt. */
static void build(struct zip *zip, struct span s)
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
    struct zip zip = {.count = 0};
    build(&zip, span_of((const char *)bytes, n));
    finish(&zip);
    read_as(NULL, buf_span(&zip.bytes));
    buf_release(&zip.bytes);
    buf_release(&zip.list);
    return 0;
}
