#include "article/bundle.h"

#include "article/decode.h"
#include "article/layout.h"
#include "base/bug.h"
#include "base/utf8.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <stdlib.h>

enum {
    BLOCK = 64 * 1024,
    HELD_MAX = 32 * 1024 * 1024, /* bytes of a ZIP or 7-Zip archive that must be held to be read */
    NAME_MAX_BYTES = 2048
};

struct bundle {
    struct archive *archive;
    struct input *in; /* packed */
    struct bundle_budget *budget;
    char *names;
    locale_t locale; /* libarchive converts names to that of the thread: make it UTF-8 */
    struct input *held;
    struct arena held_arena, arena; /* arena: of the member */
    struct input *member;
    uint64_t member_out, member_number;
    bool raw; /* a compressed file, no archive */
    bool broken, end;
    char block[BLOCK];
};

/* ---- What it is --------------------------------------------------------------------------------------- */

enum kind { KIND_NONE, KIND_COMPRESSED, KIND_TAR, KIND_ZIP, KIND_7ZIP };

static const struct {
    struct span bytes;
    enum kind kind;
} marks[] = {
    {SPAN_LIT("\x1f\x8b\x08"), KIND_COMPRESSED},
    {SPAN_LIT("\x28\xb5\x2f\xfd"), KIND_COMPRESSED},
    {SPAN_LIT("\xfd"
              "7zXZ\0"),
        KIND_COMPRESSED},
    {SPAN_LIT("PK\3\4"), KIND_ZIP},
    {SPAN_LIT("PK\5\6"), KIND_ZIP},
    {SPAN_LIT("PK00PK\3\4"), KIND_ZIP}, /* one part that was split */
    {SPAN_LIT("7z\xbc\xaf\x27\x1c"), KIND_7ZIP},
};

/* « BZh », a digit, and the mark of a block or of the end. */
static bool is_bzip2(struct span s)
{
    return s.len >= 10 && span_starts(s, span_str("BZh")) && s.ptr[3] >= '1' && s.ptr[3] <= '9' &&
           (memcmp(s.ptr + 4, "1AY&SY", 6) == 0 || memcmp(s.ptr + 4, "\x17\x72\x45\x38\x50\x90", 6) == 0);
}

/* By the sum over a header, which every tar has, with or without « ustar ». */
static bool is_tar(struct span s)
{
    enum { HEADER = 512, SUM = 148, SUM_LEN = 8 };
    if (s.len < HEADER || s.ptr[0] == '\0')
        return false;
    unsigned stated = 0, sum = 0;
    size_t i = SUM;
    while (i < SUM + SUM_LEN && s.ptr[i] == ' ')
        i++;
    for (; i < SUM + SUM_LEN && s.ptr[i] >= '0' && s.ptr[i] <= '7'; i++)
        stated = stated * 8 + (unsigned)(s.ptr[i] - '0');
    for (i = 0; i < HEADER; i++)
        sum += i >= SUM && i < SUM + SUM_LEN ? ' ' : (unsigned char)s.ptr[i];
    return stated == sum;
}

static enum kind guess(struct span head)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (span_starts(head, marks[i].bytes))
            return marks[i].kind;
    return is_bzip2(head) ? KIND_COMPRESSED : is_tar(head) ? KIND_TAR : KIND_NONE;
}

bool bundle_begins(struct span head)
{
    return guess(head) != KIND_NONE;
}

/* ---- Packed bytes in ---------------------------------------------------------------------------------- */

static la_ssize_t on_read(struct archive *archive, void *context, const void **bytes)
{
    struct bundle *b = context;
    struct limier_error err;
    size_t got;
    *bytes = b->block;
    if (input_read(b->in, b->block, sizeof b->block, &got, &err) == LIMIER_OK)
        return (la_ssize_t)got;
    archive_set_error(archive, EIO, "%s", err.message);
    return -1;
}

static la_int64_t on_seek(struct archive *archive, void *context, la_int64_t offset, int whence)
{
    struct bundle *b = context;
    struct limier_error err;
    uint64_t size;
    if (!input_seekable(b->in, &size) || whence == SEEK_CUR) /* libarchive does not ask for that */
        return ARCHIVE_FATAL;
    la_int64_t at = whence == SEEK_END ? (la_int64_t)size + offset : offset;
    if (at < 0)
        return ARCHIVE_FATAL;
    if (input_seek(b->in, (uint64_t)at, &err) == LIMIER_OK)
        return at;
    archive_set_error(archive, EIO, "%s", err.message);
    return ARCHIVE_FATAL;
}

/* The list of a ZIP or 7-Zip archive stands at its end. Where the input cannot go there a small archive is held
 * in memory; a large ZIP archive is read by the headers before its members. */
static enum limier_status hold(struct bundle *b, enum kind kind, struct limier_error *err)
{
    uint64_t size;
    struct span all;
    if (input_seekable(b->in, &size))
        return LIMIER_OK;
    enum limier_status status = input_all(b->in, HELD_MAX, &b->held_arena, &all, err);
    if (status == LIMIER_INPUT)
        return kind == KIND_ZIP
                   ? LIMIER_OK
                   : error_set(err, LIMIER_INPUT,
                         "a 7-Zip archive of over %d bytes, in another bundle or on standard input", HELD_MAX);
    if (status == LIMIER_OK)
        b->in = b->held = input_from_span(all, input_name(b->in));
    return status;
}

static void choose_formats(struct archive *a, enum kind kind)
{
    switch (kind) {
    case KIND_COMPRESSED:
        archive_read_support_filter_gzip(a);
        archive_read_support_filter_bzip2(a);
        archive_read_support_filter_xz(a);
        archive_read_support_filter_zstd(a);
        archive_read_support_format_raw(a);
        archive_read_support_format_empty(a);
        /* fall through */
    case KIND_TAR: archive_read_support_format_tar(a); break;
    case KIND_ZIP: archive_read_support_format_zip(a); break;
    case KIND_7ZIP: archive_read_support_format_7zip(a); break;
    case KIND_NONE: break;
    }
}

/* libarchive's words for what is wrong. */
static const char *complaint(struct bundle *b)
{
    const char *s = archive_error_string(b->archive);
    return s && *s ? s : "unreadable";
}

enum limier_status bundle_open(struct bundle **out, struct input *in, const char *names,
    struct bundle_budget *budget, struct limier_error *err)
{
    *out = NULL;
    struct span head;
    enum limier_status status = input_head(in, &head, err);
    if (status != LIMIER_OK)
        return status;
    enum kind kind = guess(head);
    if (kind == KIND_NONE)
        return error_set(err, LIMIER_INPUT, "neither compressed nor an archive");
    struct bundle *b = mem_zero(1, sizeof *b);
    b->in = in;
    b->budget = budget;
    b->names = mem_copy_str(names);
    b->locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    arena_init(&b->arena);
    arena_init(&b->held_arena);
    b->archive = archive_read_new();
    BUG_IF(!b->archive);
    if (kind == KIND_ZIP || kind == KIND_7ZIP)
        status = hold(b, kind, err);
    if (status == LIMIER_OK) {
        uint64_t size;
        choose_formats(b->archive, kind);
        archive_read_set_callback_data(b->archive, b);
        archive_read_set_read_callback(b->archive, on_read);
        if (input_seekable(b->in, &size) && kind != KIND_COMPRESSED)
            archive_read_set_seek_callback(b->archive, on_seek);
        if (archive_read_open1(b->archive) != ARCHIVE_OK)
            status = error_set(err, LIMIER_INPUT, "damaged: %s", complaint(b));
    }
    if (status == LIMIER_OK)
        *out = b;
    else
        bundle_close(b);
    return status;
}

void bundle_close(struct bundle *b)
{
    if (!b)
        return;
    input_close(b->member);
    archive_read_free(b->archive);
    input_close(b->held);
    arena_release(&b->held_arena);
    arena_release(&b->arena);
    if (b->locale)
        freelocale(b->locale);
    free(b->names);
    free(b);
}

/* ---- Members out -------------------------------------------------------------------------------------- */

static enum limier_status spend(struct bundle *b, uint64_t bytes, struct limier_error *err)
{
    struct bundle_budget *budget = b->budget;
    uint64_t size, in = input_taken(budget->file);
    /* Members of a ZIP archive may lie over each other: bytes count once. */
    if (input_seekable(budget->file, &size) && in > size)
        in = size;
    budget->out += bytes;
    b->member_out += bytes;
    budget->spent = b->member_out > BUNDLE_MEMBER_MAX || budget->out > BUNDLE_FREE + in * BUNDLE_RATIO;
    if (!budget->spent)
        return LIMIER_OK;
    if (b->member_out > BUNDLE_MEMBER_MAX)
        return error_set(err, LIMIER_INPUT, "unpacks to too much: the rest of the bundle is not read");
    return error_set(err, LIMIER_INPUT, "unpacks to over %d times its size: the rest of the bundle is not read",
        BUNDLE_RATIO);
}

static enum limier_status on_pull(void *context, char *bytes, size_t n, size_t *got, struct limier_error *err)
{
    struct bundle *b = context;
    *got = 0;
    if (b->budget->spent)
        return error_set(err, LIMIER_INPUT, "the rest of the bundle is not read");
    la_ssize_t count = archive_read_data(b->archive, bytes, n);
    if (count == ARCHIVE_RETRY)
        count = archive_read_data(b->archive, bytes, n);
    if (count >= 0) {
        *got = (size_t)count;
        return spend(b, (uint64_t)count, err);
    }
    if (count == ARCHIVE_FATAL)
        b->broken = true;
    const char *lost = b->broken && !b->raw ? "; what stands behind it in the bundle is lost" : "";
    return error_set(err, LIMIER_INPUT, "damaged: %s%s", complaint(b), lost);
}

static const struct input_source member_source = {.pull = on_pull};

static bool is_step(struct span part)
{
    return part.len == 0 || span_is(part, ".") || span_is(part, "..");
}

/* A path without anything that leads elsewhere. */
static struct span label(struct arena *arena, struct span name)
{
    char *p = arena_alloc(arena, name.len + 1);
    size_t n = 0;
    while (name.len) {
        const char *slash = memchr(name.ptr, '/', name.len);
        struct span part = span_head(name, slash ? (size_t)(slash - name.ptr) : name.len);
        name = span_skip(name, part.len + (slash != NULL));
        if (is_step(part))
            continue;
        if (n)
            p[n++] = '/';
        memcpy(p + n, part.ptr, part.len);
        n += part.len;
    }
    p[n] = '\0';
    return span_of(p, n);
}

static struct span member_name(struct bundle *b, struct archive_entry *entry)
{
    if (b->raw)
        return span_str("");
    const char *raw = archive_entry_pathname(entry);
    if (!raw)
        raw = archive_entry_pathname_utf8(entry);
    struct span s = span_str(raw ? raw : "");
    s = decode_text(&b->arena, s, utf8_valid_len(s) == s.len ? DECODE_UTF8 : DECODE_WINDOWS_1252, NULL);
    s = label(&b->arena, layout_field(&b->arena, utf8_head(s, NAME_MAX_BYTES)));
    if (s.len == 0)
        s = span_str(arena_printf(&b->arena, "%llu", (unsigned long long)b->member_number));
    return s;
}

/* What a file is called for the readers, who look at its ending and its path: without the ending of a
 * compressed one. */
static const char *input_label(struct bundle *b, struct span name)
{
    static const char *const endings[] = {".gz", ".bz2", ".xz", ".zst"};
    if (!b->raw)
        return arena_printf(&b->arena, "%s%s%.*s", b->names, *b->names ? "/" : "", SPAN_ARG(name));
    struct span s = span_str(input_name(b->in));
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t n = strlen(endings[i]);
        if (s.len > n && span_is(span_skip(s, s.len - n), endings[i]))
            return arena_str(&b->arena, span_head(s, s.len - n));
    }
    return input_name(b->in);
}

static const char *kind_of_entry(struct archive_entry *entry)
{
    if (archive_entry_hardlink(entry))
        return "a link to another member, not followed";
    switch (archive_entry_filetype(entry)) {
    case AE_IFREG:
    case 0: return NULL;
    case AE_IFDIR: return "a folder";
    case AE_IFLNK: return "a symbolic link, not followed";
    default: return "not a regular file";
    }
}

/* The next header, in a locale in which libarchive can write any name. */
static int next_header(struct bundle *b, struct archive_entry **entry)
{
    locale_t before = b->locale ? uselocale(b->locale) : (locale_t)0;
    int got;
    do
        got = archive_read_next_header(b->archive, entry);
    while (got == ARCHIVE_RETRY);
    b->raw = archive_format(b->archive) == ARCHIVE_FORMAT_RAW;
    if (got == ARCHIVE_OK || got == ARCHIVE_WARN)
        archive_entry_pathname(*entry); /* converted now */
    if (b->locale)
        uselocale(before);
    return got;
}

static enum limier_status describe(
    struct bundle *b, struct archive_entry *entry, struct bundle_member *out, struct limier_error *err)
{
    b->member_number++;
    b->member_out = 0;
    out->name = member_name(b, entry);
    out->has_mtime = archive_entry_mtime_is_set(entry) && !b->raw;
    out->mtime = out->has_mtime ? (int64_t)archive_entry_mtime(entry) : 0;
    out->other = kind_of_entry(entry);
    out->folder = archive_entry_filetype(entry) == AE_IFDIR;
    if (++b->budget->members > BUNDLE_MEMBERS) {
        b->budget->spent = true;
        return error_set(err, LIMIER_INPUT, "over %d members: the rest is not read", BUNDLE_MEMBERS);
    }
    if (out->other)
        return LIMIER_OK;
    if (archive_entry_is_encrypted(entry))
        return error_set(err, LIMIER_INPUT, "encrypted");
    b->member = input_from_source(&member_source, b, input_label(b, out->name));
    out->in = b->member;
    return LIMIER_OK;
}

enum limier_status bundle_next(
    struct bundle *b, struct bundle_member *out, bool *more, struct limier_error *err)
{
    *out = (struct bundle_member){.in = NULL};
    input_close(b->member);
    b->member = NULL;
    *more = false;
    if (b->broken || b->end || b->budget->spent)
        return LIMIER_OK;
    arena_clear(&b->arena);
    struct archive_entry *entry;
    int got = next_header(b, &entry);
    if (got == ARCHIVE_EOF) {
        b->end = true;
        return LIMIER_OK;
    }
    if (got == ARCHIVE_FATAL || got == ARCHIVE_FAILED) {
        b->broken = true;
        return error_set(err, LIMIER_SYSTEM, "%s: %s",
            archive_read_has_encrypted_entries(b->archive) > 0 ? "encrypted" : "damaged", complaint(b));
    }
    if (b->raw && archive_filter_code(b->archive, 0) == ARCHIVE_FILTER_NONE) {
        b->broken = true;
        return error_set(err, LIMIER_SYSTEM, "damaged: only the beginning is that of compressed data");
    }
    *more = true;
    return describe(b, entry, out, err);
}

bool bundle_whole(const struct bundle *b)
{
    return b->end && !b->broken && !b->budget->spent;
}
