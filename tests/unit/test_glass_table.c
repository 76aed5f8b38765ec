/* Tables are written by the room's writer and read here by a reader of our own that believes nothing. */
#include "tests/unit/table.h"

#include "base/buf.h"
#include "glass/glass_pack.h"
#include "glass/glass_table.h"

#include <fcntl.h>
#include <unistd.h>

/* ---- The reader --------------------------------------------------------------------------------------- */

struct reading {
    struct buf file;
    size_t block_size;
    struct glass_root root;
    size_t blocks, last_leaf;
    /* The entry before, and what it is compared with. */
    struct buf key, tag;
    unsigned part;
    size_t entries;
    void (*wanted)(size_t i, struct buf *key, struct buf *tag);
};

static unsigned u16(const char *p)
{
    return (unsigned)(unsigned char)p[0] << 8 | (unsigned char)p[1];
}

static size_t u32(const char *p)
{
    return (size_t)u16(p) << 16 | u16(p + 2);
}

/* (key, part) */
struct place {
    struct span key;
    unsigned part;
};

static int place_cmp(struct place a, struct place b)
{
    int c = span_cmp(a.key, b.key);
    return c ? c : (int)a.part - (int)b.part;
}

/* One that the checks below take for no bound. */
static const struct place none = {{NULL, 0}, 0};

static void end_entry(struct reading *r)
{
    struct buf key = {0}, tag = {0};
    r->wanted(r->entries, &key, &tag);
    if (!span_eq(buf_span(&key), buf_span(&r->key)) || !span_eq(buf_span(&tag), buf_span(&r->tag)))
        fail_msg("entry %zu is not what was put in", r->entries);
    buf_release(&key);
    buf_release(&tag);
    r->entries++;
}

static struct place read_leaf_item(struct reading *r, const char *item, size_t *size, bool is_null)
{
    unsigned head = u16(item);
    *size = (head & 0x1fff) + 3;
    struct place place = {{item + 3, (unsigned char)item[2]}, 1};
    const char *p = item + 3 + place.key.len;
    if (!(head & 0x2000)) {
        place.part = u16(p);
        p += 2;
    }
    assert_int_equal(head & 0x8000, 0);
    if (is_null) {
        assert_int_equal(head, 0x6000);
        assert_int_equal(place.key.len, 0);
        return place;
    }
    assert_true(*size <= (r->block_size - 19) / 4);
    if (place.part == 1) {
        assert_int_equal(r->part, 0);
        buf_clear(&r->key);
        buf_add_span(&r->key, place.key);
        buf_clear(&r->tag);
    }
    assert_int_equal(place.part, r->part + 1);
    assert_true(span_eq(place.key, buf_span(&r->key)));
    buf_add(&r->tag, p, (size_t)(item + *size - p));
    r->part = place.part;
    if (head & 0x4000) {
        end_entry(r);
        r->part = 0;
    }
    return place;
}

/* Everything in the block lies from low (included) to high (excluded). */
static void read_block(struct reading *r, size_t number, unsigned level, struct place low, struct place high)
{
    assert_true((number + 1) * r->block_size <= r->file.len);
    const char *b = r->file.ptr + number * r->block_size;
    size_t gap = u16(b + 5), end = u16(b + 9), used = 0;
    r->blocks++;
    assert_int_equal(u32(b), 1);
    assert_int_equal((unsigned char)b[4], level);
    assert_int_equal(u16(b + 7), gap);
    assert_true(end > 11 && (end & 1) && end + gap <= r->block_size);
    size_t n = (end - 11) / 2;
    assert_true(level == 0 || n >= 2 || number != r->root.block);
    bool leftmost = level == 0 && r->last_leaf == SIZE_MAX;
    if (level == 0) {
        assert_true(leftmost || number > r->last_leaf);
        r->last_leaf = number;
    }
    struct place before = none;
    for (size_t i = 0; i < n; i++) {
        const char *item = b + u16(b + 11 + 2 * i);
        assert_true(item >= b + end + gap && item < b + r->block_size);
        if (level == 0) {
            size_t size;
            struct place place = read_leaf_item(r, item, &size, leftmost && i == 0);
            used += size;
            if (leftmost && i == 0)
                continue;
            assert_true(!before.key.ptr || place_cmp(before, place) < 0);
            assert_true(!low.key.ptr || place_cmp(low, place) <= 0);
            assert_true(!high.key.ptr || place_cmp(place, high) < 0);
            before = place;
            continue;
        }
        struct place from = {{item + 5, (unsigned char)item[4]}, 0}, to = high;
        from.part = u16(item + 5 + from.key.len);
        used += 7 + from.key.len;
        if (i == 0) {
            assert_int_equal(from.key.len + from.part, 0);
            from = low;
        }
        if (i + 1 < n) {
            const char *next = b + u16(b + 13 + 2 * i);
            to = (struct place){{next + 5, (unsigned char)next[4]}, 0};
            to.part = u16(next + 5 + to.key.len);
        }
        assert_true(!from.key.ptr || !to.key.ptr || place_cmp(from, to) < 0);
        read_block(r, u32(item), level - 1, from, to);
    }
    assert_int_equal(used + gap + end, r->block_size);
}

/* ---- Tables ------------------------------------------------------------------------------------------- */

static struct span filled(struct buf *b, size_t len, char with)
{
    buf_clear(b);
    memset(buf_reserve(b, len), with, len);
    b->len = len;
    return buf_span(b);
}

static void number_key(struct buf *key, size_t i, size_t len)
{
    filled(key, len, 'k');
    key->ptr[len - 3] = (char)(i >> 16);
    key->ptr[len - 2] = (char)(i >> 8);
    key->ptr[len - 1] = (char)i;
}

static void small(size_t i, struct buf *key, struct buf *tag)
{
    number_key(key, i, 3);
    filled(tag, i % 7, 't');
}

static void long_keys(size_t i, struct buf *key, struct buf *tag)
{
    number_key(key, i, 255);
    filled(tag, i % 3, 't');
}

/* Nothing in common but a byte more each time. */
static void nested_keys(size_t i, struct buf *key, struct buf *tag)
{
    filled(key, i + 1, 'k');
    filled(tag, 90, 't');
}

/* Every length about where one item becomes two, three and more. */
static void growing_tags(size_t i, struct buf *key, struct buf *tag)
{
    number_key(key, i, 5);
    filled(tag, i, (char)('a' + i % 26));
}

static void long_tags(size_t i, struct buf *key, struct buf *tag)
{
    number_key(key, i, 4);
    filled(tag, i * 6007 % 80000, (char)i);
}

/* Five items fill an empty leaf of 2,048 bytes to the last byte: 2,048 - 11 = 5 * 2 + 2,027; the null item
 * takes 2 + 3 of the first. */
static void exact_fill(size_t i, struct buf *key, struct buf *tag)
{
    number_key(key, i, 3);
    size_t item = i == 0 ? 402 : i % 5 == 0 ? 407 : 405;
    filled(tag, item - 6, 'x');
}

static void writes_trees(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        void (*entry)(size_t i, struct buf *key, struct buf *tag);
        size_t count, block_size;
        unsigned level;
        size_t blocks; /* 0: not looked at */
    } rows[] = {
        {"nothing", small, 0, 8192, 0, 0},
        {"one", small, 1, 8192, 0, 1},
        {"one leaf", small, 700, 8192, 0, 1},
        {"two levels", small, 20000, 8192, 1, 0},
        {"three levels", small, 200000, 2048, 2, 0},
        {"64 kB blocks", small, 20000, 65536, 1, 0},
        {"long keys", long_keys, 2000, 2048, 3, 0},
        {"nested keys", nested_keys, 255, 2048, 2, 0},
        {"growing tags", growing_tags, 2500, 2048, 2, 0},
        {"growing tags, 8 kB", growing_tags, 9000, 8192, 2, 0},
        {"long tags", long_tags, 60, 8192, 1, 0},
        {"long tags, 64 kB", long_tags, 60, 65536, 1, 0},
        {"a full leaf", exact_fill, 5, 2048, 0, 1},
        {"a full leaf and one", exact_fill, 6, 2048, 1, 3},
        {"full leaves", exact_fill, 50, 2048, 1, 11},
    };
    struct buf key = {0}, tag = {0};
    for (size_t i = 0; i < COUNT(rows); i++) {
        char dir[] = "/tmp/limier-glass-XXXXXX", path[64];
        assert_non_null(mkdtemp(dir));
        snprintf(path, sizeof path, "%s/t.glass", dir);
        struct reading r = {.block_size = rows[i].block_size, .wanted = rows[i].entry, .last_leaf = SIZE_MAX};
        struct glass_table t;
        assert_int_equal(glass_table_init(&t, dir, "t", rows[i].block_size, NULL), LIMIER_OK);
        for (size_t j = 0; j < rows[i].count; j++) {
            rows[i].entry(j, &key, &tag);
            assert_int_equal(glass_table_add(&t, buf_span(&key), buf_span(&tag), NULL), LIMIER_OK);
        }
        assert_int_equal(glass_table_finish(&t, &r.root, NULL), LIMIER_OK);
        glass_table_release(&t);

        int fd = open(path, O_RDONLY);
        off_t size = lseek(fd, 0, SEEK_END);
        r.file.len = (size_t)size;
        char *bytes = buf_reserve(&r.file, r.file.len);
        (void)bytes;
        assert_int_equal(pread(fd, r.file.ptr, r.file.len, 0), size);
        close(fd);
        if (rows[i].count)
            read_block(&r, r.root.block, r.root.level, none, none);
        if (r.root.level != rows[i].level || (rows[i].blocks && r.root.blocks != rows[i].blocks))
            fail_msg("%s: level %u, %u blocks", rows[i].name, r.root.level, r.root.blocks);
        assert_int_equal(r.root.blocks * rows[i].block_size, r.file.len);
        assert_int_equal(r.blocks, r.root.blocks);
        assert_int_equal(r.entries, rows[i].count);
        assert_int_equal(r.root.entries, rows[i].count);
        if (rows[i].count)
            assert_int_equal(r.root.block, r.root.blocks - 1);
        buf_release(&r.file);
        buf_release(&r.key);
        buf_release(&r.tag);
        assert_int_equal(unlink(path), 0);
        assert_int_equal(rmdir(dir), 0);
    }
    buf_release(&key);
    buf_release(&tag);
}

/* 65,535 parts of at most 507 bytes. */
static void refuses_what_has_too_many_parts(void **state)
{
    (void)state;
    char dir[] = "/tmp/limier-glass-XXXXXX", path[64];
    assert_non_null(mkdtemp(dir));
    snprintf(path, sizeof path, "%s/t.glass", dir);
    struct glass_table t;
    struct buf tag = {0};
    struct limier_error err;
    assert_int_equal(glass_table_init(&t, dir, "t", 2048, NULL), LIMIER_OK);
    assert_int_equal(glass_table_add(&t, span_str("a"), filled(&tag, 31 << 20, 'x'), &err), LIMIER_OK);
    assert_int_equal(glass_table_add(&t, span_str("b"), filled(&tag, 32 << 20, 'x'), &err), LIMIER_TOO_LONG);
    assert_non_null(strstr(err.message, path));
    buf_release(&tag);
    glass_table_release(&t);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(dir), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_trees),
        cmocka_unit_test(refuses_what_has_too_many_parts),
    };
    return cmocka_run_group_tests_name("glass table", tests, NULL, NULL);
}
