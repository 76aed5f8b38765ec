/* The layout, which limier-index(5) documents too. « n » is a varint: seven bits a byte, low group first.
 *
 *     byte            RECORD_VERSION
 *     n               how many fields follow; only those that are stated
 *       n             number of the field (enum field, never FIELD_TEXT), ascending
 *       n bytes 00    its length, its bytes and a NUL
 *     n               how many extras follow
 *       n bytes 00    the name
 *       n bytes 00    the value
 *     n               length of the text
 *     bytes           the text, one zstd frame with its content size and checksum; nothing when the length is 0
 *
 * The NULs let a reader point into the record, and each string is still one for C. */
#include "store/record.h"

#include "base/bug.h"

#include <stdlib.h>
#include <zstd.h>

enum {
    RECORD_VERSION = 1,
    LEVEL = 3,
    TEXT_MAX = 1 << 30 /* far over any article: what a damaged length may make us allocate */
};

struct record_packer {
    ZSTD_CCtx *zstd;
};

struct record_packer *record_packer_new(void)
{
    struct record_packer *p = mem_alloc(sizeof *p);
    p->zstd = ZSTD_createCCtx();
    if (!p->zstd)
        BUG("out of memory");
    ZSTD_CCtx_setParameter(p->zstd, ZSTD_c_compressionLevel, LEVEL);
    ZSTD_CCtx_setParameter(p->zstd, ZSTD_c_checksumFlag, 1); /* Xapian's tables have none */
    return p;
}

void record_packer_free(struct record_packer *p)
{
    if (!p)
        return;
    ZSTD_freeCCtx(p->zstd);
    free(p);
}

/* ---- Packing ------------------------------------------------------------------------------------------ */

static void add_string(struct buf *out, struct span s)
{
    buf_add_varint(out, s.len);
    buf_add_span(out, s);
    buf_add_char(out, '\0');
}

static void add_text(struct record_packer *p, struct buf *out, struct span text)
{
    BUG_IF(text.len > TEXT_MAX);
    buf_add_varint(out, text.len);
    if (text.len == 0)
        return;
    size_t room = ZSTD_compressBound(text.len);
    char *frame = buf_reserve(out, room);
    size_t n = ZSTD_compress2(p->zstd, frame, room, text.ptr, text.len);
    if (ZSTD_isError(n))
        BUG(ZSTD_getErrorName(n)); /* the room suffices: only memory can be wanting */
    frame[n] = '\0';
    out->len += n;
}

void record_pack(struct record_packer *p, struct buf *out, const struct record *r)
{
    size_t stated = 0;
    for (enum field f = FIELD_TEXT + 1; f < FIELD_COUNT; f++)
        stated += r->field[f].len != 0;
    buf_add_char(out, RECORD_VERSION);
    buf_add_varint(out, stated);
    for (enum field f = FIELD_TEXT + 1; f < FIELD_COUNT; f++) {
        if (r->field[f].len == 0)
            continue;
        buf_add_varint(out, f);
        add_string(out, r->field[f]);
    }
    buf_add_varint(out, r->nextra);
    for (size_t i = 0; i < r->nextra; i++) {
        add_string(out, r->extra[i].name);
        add_string(out, r->extra[i].value);
    }
    add_text(p, out, r->field[FIELD_TEXT]);
}

/* ---- Unpacking: every length may be wrong ------------------------------------------------------------- */

static bool take_string(struct span *data, struct span *out)
{
    uint64_t n;
    if (!span_varint(data, &n) || n >= data->len || data->ptr[n] != '\0')
        return false;
    *out = span_head(*data, (size_t)n);
    *data = span_skip(*data, (size_t)n + 1);
    return true;
}

static bool take_fields(struct record *out, struct span *data)
{
    uint64_t n, field, last = FIELD_TEXT;
    if (!span_varint(data, &n) || n >= FIELD_COUNT)
        return false;
    for (; n; n--, last = field)
        if (!span_varint(data, &field) || field <= last || field >= FIELD_COUNT ||
            !take_string(data, &out->field[field]))
            return false;
    return true;
}

static bool take_extra(struct record *out, struct span *data, struct arena *arena)
{
    uint64_t n;
    /* Each takes four bytes at least. */
    if (!span_varint(data, &n) || n > data->len / 4)
        return false;
    struct record_extra *extra = arena_zero(arena, (size_t)n, sizeof *extra);
    for (size_t i = 0; i < n; i++)
        if (!take_string(data, &extra[i].name) || !take_string(data, &extra[i].value))
            return false;
    out->extra = extra;
    out->nextra = (size_t)n;
    return true;
}

/* Checks the frame's head always, and opens it when the text is wanted. */
static bool take_text(struct record *out, struct span data, bool wanted, struct arena *arena)
{
    uint64_t n;
    if (!span_varint(&data, &n) || n > TEXT_MAX)
        return false;
    if (n == 0)
        return data.len == 0;
    if (ZSTD_getFrameContentSize(data.ptr, data.len) != n)
        return false;
    if (!wanted)
        return true;
    char *text = arena_alloc(arena, (size_t)n + 1);
    if (ZSTD_decompress(text, (size_t)n, data.ptr, data.len) != n)
        return false;
    text[n] = '\0';
    out->field[FIELD_TEXT] = span_of(text, (size_t)n);
    return true;
}

enum limier_status record_unpack(
    struct record *out, struct span data, bool with_text, struct arena *arena, struct limier_error *err)
{
    *out = (struct record){0};
    for (enum field f = 0; f < FIELD_COUNT; f++)
        out->field[f] = span_str("");
    if (data.len && *data.ptr == RECORD_VERSION) {
        struct span rest = span_skip(data, 1);
        if (take_fields(out, &rest) && take_extra(out, &rest, arena) && take_text(out, rest, with_text, arena))
            return LIMIER_OK;
    }
    *out = (struct record){0};
    error_set(err, LIMIER_CORRUPT, "an article in the index is damaged");
    error_hint(err, "rebuild it: limier index --rebuild PATH…");
    return LIMIER_CORRUPT;
}
