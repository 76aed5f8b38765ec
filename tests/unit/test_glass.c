#include "tests/unit/table.h"

#include "base/error.h"
#include "glass/glass.h"
#include "glass/glass_pack.h"
#include "glass/glass_positions.h"
#include "glass/glass_sort.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* Fails unless the bytes from start to end are those of want, in hexadecimal. */
static void check_hex(size_t row, const char *start, const char *end, const char *want)
{
    char got[200] = "";
    for (const char *p = start; p < end; p++)
        snprintf(got + strlen(got), sizeof got - strlen(got), "%02x", (unsigned char)*p);
    if (strcmp(got, want) != 0)
        fail_msg("row %zu: got %s, want %s", row, got, want);
}

static void packs_numbers(void **state)
{
    (void)state;
    static const struct {
        uint64_t v;
        const char *uint, *last, *sort;
    } rows[] = {
        {0, "00", "", "0000"},
        {1, "01", "01", "0001"},
        {127, "7f", "7f", "007f"},
        {128, "8001", "80", "0080"},
        {255, "ff01", "ff", "00ff"},
        {256, "8002", "0001", "0100"},
        {300, "ac02", "2c01", "012c"},
        {16383, "ff7f", "ff3f", "3fff"},
        {16384, "808001", "0040", "4000"},
        {32767, "ffff01", "ff7f", "7fff"},
        {32768, "808002", "0080", "808000"},
        {40000, "c0b802", "409c", "809c40"},
        {(1 << 21) - 1, "ffff7f", "ffff1f", "9fffff"},
        {1 << 21, "80808001", "000020", "a00000"},
        {(1 << 22) - 1, "ffffff01", "ffff3f", "bfffff"},
        {1 << 22, "80808002", "000040", "c0400000"},
        {(1 << 28) - 1, "ffffff7f", "ffffff0f", "cfffffff"},
        {(1 << 29) - 1, "ffffffff01", "ffffff1f", "dfffffff"},
        {1 << 29, "8080808002", "00000020", "e020000000"},
        {0xfffffffe, "feffffff0f", "feffffff", "e0fffffffe"},
        {0xffffffff, "ffffffff0f", "ffffffff", "e0ffffffff"},
        {UINT64_MAX, "ffffffffffffffffff01", "ffffffffffffffff", NULL},
    };
    char p[32];
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *end = glass_put_uint(p, rows[i].v);
        check_hex(i, p, end, rows[i].uint);
        assert_int_equal(glass_uint_size(rows[i].v), end - p);
        uint64_t v;
        assert_ptr_equal(glass_get_uint(p, &v), end);
        assert_true(v == rows[i].v);
        check_hex(i, p, glass_put_uint_last(p, rows[i].v), rows[i].last);
        if (rows[i].sort)
            check_hex(i, p, glass_put_sort_uint(p, (uint32_t)rows[i].v), rows[i].sort);
    }
}

static void packs_strings(void **state)
{
    (void)state;
    static const struct {
        struct span in;
        const char *string, *sort;
    } rows[] = {
        {SPAN_LIT(""), "00", ""},
        {SPAN_LIT("v0"), "027630", "7630"},
        {SPAN_LIT("apple"), "056170706c65", "6170706c65"},
        {SPAN_LIT("a\0b"), "03610062", "6100ff62"},
        {SPAN_LIT("\0"), "0100", "00ff"},
        {SPAN_LIT("\0\0"), "020000", "00ff00ff"},
        {SPAN_LIT("\xff"), "01ff", "ff"},
    };
    char p[32];
    for (size_t i = 0; i < COUNT(rows); i++) {
        check_hex(i, p, glass_put_string(p, rows[i].in), rows[i].string);
        char *end = glass_put_sort_string(p, rows[i].in);
        check_hex(i, p, end, rows[i].sort);
        assert_int_equal(glass_sort_string_size(rows[i].in), end - p);
    }
}

static void packs_positions(void **state)
{
    (void)state;
    static const struct {
        uint32_t n, positions[8];
        const char *want;
    } rows[] = {
        {1, {300}, "ac02"},
        {1, {2}, "02"},
        {1, {0xffffffff}, "ffffffff0f"},
        {2, {1, 4}, "0401"},
        {4, {3, 7, 8, 20}, "14430600"},
        /* No gaps: below(1, of 3) 1 bit short code, then only the number is left to say. 1 of 3: b 2, spare 1,
         * middle 1: one bit, 1; number - 2 = 1 of 2: one bit, 1; the inner one is 0 of 1: nothing. */
        {3, {1, 2, 3}, "0303"},
        /* 1 of 2: one bit, 1; 0 of 1: nothing. */
        {2, {1, 2}, "0201"},
        /* 0x80000000 of 0xffffffff: b 32, spare 1, middle 0x7fffffff: v >= middle + spare: 32 bits,
         * 0x80000000 - 0x7fffffff - 1 + 0x80000000 = 0x80000000; then 0 of 0x7fffffff: b 31, spare 1, middle
         * 0x3fffffff: 31 bits of 0. */
        {2, {0x80000000, 0xffffffff}, "ffffffff0f0000008000000000"},
    };
    char p[64];
    for (size_t i = 0; i < COUNT(rows); i++)
        check_hex(i, p, glass_put_positions(p, rows[i].positions, rows[i].n), rows[i].want);
}

static void sorts_terms(void **state)
{
    (void)state;
    static const struct span sorted[] = {SPAN_LIT("\0"), SPAN_LIT("\0\0"), SPAN_LIT("\0\xff"), SPAN_LIT("a"),
        SPAN_LIT("a\0"), SPAN_LIT("a\0\0\0\0\0\0"), SPAN_LIT("a\0\0\0\0\0\0\0"), SPAN_LIT("a\0\0\0\0\0\0\0\0"),
        SPAN_LIT("a\0b"), SPAN_LIT("a\1"), SPAN_LIT("abcdefgh"), SPAN_LIT("abcdefgh\0"), SPAN_LIT("abcdefgh1"),
        SPAN_LIT("abcdefgh12345678"), SPAN_LIT("abcdefgh12345679"), SPAN_LIT("abcdefgi"), SPAN_LIT("b"),
        SPAN_LIT("\x7f"), SPAN_LIT("\x80"), SPAN_LIT("\xff")};
    struct vocab v;
    struct glass_sorter sorter;
    vocab_init(&v);
    glass_sorter_init(&sorter);
    uint32_t terms[COUNT(sorted)];
    for (size_t i = 0; i < COUNT(sorted); i++)
        terms[i] = vocab_add(&v, sorted[i * 7 % COUNT(sorted)]);
    glass_sort(&sorter, &v, terms, COUNT(sorted));
    for (size_t i = 0; i < COUNT(sorted); i++)
        if (!span_eq(vocab_get(&v, terms[i]), sorted[i]))
            fail_msg("row %zu", i);
    glass_sort(&sorter, &v, terms, 0);
    glass_sorter_release(&sorter);
    vocab_release(&v);
}

static void checks_limits(void **state)
{
    (void)state;
    static char a[246], nul[124];
    memset(a, 'a', sizeof a);
    static const struct {
        struct span term;
        enum limier_status want;
        const char *message;
    } rows[] = {
        {SPAN_LIT("mot"), LIMIER_OK, ""},
        {{a, 245}, LIMIER_OK, ""},
        {{a, 246}, LIMIER_TOO_LONG, "has 246 bytes, over 245"},
        {{nul, 122}, LIMIER_OK, ""},
        {{nul, 123}, LIMIER_TOO_LONG, "has 246 bytes, over 245"},
        {SPAN_LIT(""), LIMIER_TOO_LONG, "a term is empty"},
    };
    struct limier_error err;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct vocab v;
        vocab_init(&v);
        struct doc_posting posting = {vocab_add(&v, rows[i].term), 1, 1};
        struct doc doc = {.vocab = &v, .postings = &posting, .npostings = 1};
        err.message[0] = '\0';
        assert_int_equal(glass_check(&doc, &err), rows[i].want);
        if (!strstr(err.message, rows[i].message))
            fail_msg("row %zu: %s", i, err.message);
        vocab_release(&v);
    }
    /* Lengths only are looked at. */
    struct vocab v;
    vocab_init(&v);
    struct doc_value value = {7, {a, 65 * 1000 * 1000}};
    struct doc doc = {.vocab = &v, .data = {a, 129 * 1000 * 1000}};
    assert_int_equal(glass_check(&doc, &err), LIMIER_TOO_LONG);
    assert_non_null(strstr(err.message, "data"));
    doc = (struct doc){.vocab = &v, .values = &value, .nvalues = 1};
    assert_int_equal(glass_check(&doc, &err), LIMIER_TOO_LONG);
    assert_non_null(strstr(err.message, "slot 7"));
    struct doc_posting postings[] = {{vocab_add(&v, span_str("a")), 1, UINT32_MAX}, {0, 2, 1}};
    doc = (struct doc){.vocab = &v, .postings = postings, .npostings = 1};
    assert_int_equal(glass_check(&doc, &err), LIMIER_OK);
    doc.npostings = 2;
    assert_int_equal(glass_check(&doc, &err), LIMIER_TOO_LONG);
    vocab_release(&v);
}

/* ---- Folders and failures ----------------------------------------------------------------------------- */

static char root[64], dir[128];

static int begin(void **state)
{
    (void)state;
    strcpy(root, "/tmp/limier-glass-XXXXXX");
    if (!mkdtemp(root))
        return -1;
    snprintf(dir, sizeof dir, "%s/db", root);
    return 0;
}

/* Fails when something was left behind. */
static int end(void **state)
{
    (void)state;
    return rmdir(root);
}

static void refuses_a_folder_that_is_there(void **state)
{
    (void)state;
    struct glass_builder *b;
    struct limier_error err;
    assert_int_equal(glass_builder_new(&b, root, &err), LIMIER_SYSTEM);
    assert_null(b);
    assert_non_null(strstr(err.message, root));
    assert_int_equal(access(root, F_OK), 0);
    assert_int_equal(glass_builder_new(&b, "/no-such-folder/db", &err), LIMIER_SYSTEM);
    assert_null(b);
    glass_builder_free(NULL);
    glass_worker_free(NULL);
}

static size_t files_in(const char *path)
{
    DIR *d = opendir(path);
    assert_non_null(d);
    size_t n = 0;
    for (const struct dirent *e; (e = readdir(d));)
        n += e->d_name[0] != '.';
    closedir(d);
    return n;
}

static void removes_what_was_abandoned(void **state)
{
    (void)state;
    struct glass_builder *b;
    assert_int_equal(glass_builder_new(&b, dir, NULL), LIMIER_OK);
    assert_int_equal(files_in(dir), 0); /* the spill file has no name */
    glass_builder_free(b);
    assert_int_equal(access(dir, F_OK), -1);
}

static void remove_database(void)
{
    static const char *const files[] = {
        "postlist.glass", "docdata.glass", "termlist.glass", "position.glass", "iamglass"};
    char path[256];
    assert_int_equal(files_in(dir), COUNT(files));
    for (size_t i = 0; i < COUNT(files); i++) {
        snprintf(path, sizeof path, "%s/%s", dir, files[i]);
        assert_int_equal(unlink(path), 0);
    }
    assert_int_equal(rmdir(dir), 0);
}

/* Documents of about 4 kB; returns the first failure. */
static enum limier_status feed(struct glass_worker *w, uint32_t documents, struct limier_error *err)
{
    static char data[3000];
    struct vocab v;
    vocab_init(&v);
    enum limier_status status = LIMIER_OK;
    for (uint32_t i = 1; i <= documents && status == LIMIER_OK; i++) {
        struct doc_posting postings[100];
        for (uint32_t p = 0; p < COUNT(postings); p++) {
            char word[32];
            int len = snprintf(word, sizeof word, "mot-%u", (i * 31 + p * p) % 997);
            postings[p] = (struct doc_posting){vocab_add(&v, span_of(word, (size_t)len)), p + 1, 1};
        }
        struct doc doc = {
            .vocab = &v, .postings = postings, .npostings = COUNT(postings), .data = {data, 3000}};
        status = glass_worker_add(w, i, &doc, err);
    }
    if (status == LIMIER_OK)
        status = glass_worker_flush(w, err);
    vocab_release(&v);
    return status;
}

static void drops_what_was_not_flushed(void **state)
{
    (void)state;
    struct glass_builder *b;
    assert_int_equal(glass_builder_new(&b, dir, NULL), LIMIER_OK);
    struct glass_worker *w = glass_worker_new(b, 0);
    struct vocab v;
    vocab_init(&v);
    struct doc_posting posting = {vocab_add(&v, span_str("mot")), 1, 1};
    struct doc doc = {.vocab = &v, .postings = &posting, .npostings = 1};
    /* Enough for several runs, which do not count without the flush either. */
    for (uint32_t i = 1; i <= 20000; i++)
        assert_int_equal(glass_worker_add(w, i, &doc, NULL), LIMIER_OK);
    glass_worker_free(w);
    assert_int_equal(glass_builder_finish(b, NULL, 0, NULL), LIMIER_OK);
    glass_builder_free(b);
    char path[256];
    struct stat st;
    snprintf(path, sizeof path, "%s/postlist.glass", dir);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_size, 0);
    vocab_release(&v);
    remove_database();
}

/* No file may grow beyond a limit, as on a full disk: whatever write it hits, a file is named and the folder
 * goes. */
static void a_full_disk_is_an_error(void **state)
{
    (void)state;
    struct rlimit old, now;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    signal(SIGXFSZ, SIG_IGN);
    size_t failures = 0;
    for (rlim_t limit = 0; limit < 8 << 20; limit = limit * 3 / 2 + 40) {
        struct glass_builder *b;
        struct limier_error err = {0};
        assert_int_equal(glass_builder_new(&b, dir, &err), LIMIER_OK);
        struct glass_worker *w = glass_worker_new(b, 0);
        now = old;
        now.rlim_cur = limit;
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &now), 0);
        enum limier_status status = feed(w, 500, &err);
        if (status == LIMIER_OK)
            status = glass_builder_finish(b, NULL, 0, &err);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
        glass_worker_free(w);
        glass_builder_free(b);
        if (status == LIMIER_OK) {
            remove_database();
            continue;
        }
        failures++;
        assert_int_equal(status, LIMIER_SYSTEM);
        if (!strstr(err.message, dir))
            fail_msg("no file is named: %s", err.message);
        assert_int_equal(access(dir, F_OK), -1);
    }
    assert_true(failures > 10);
    signal(SIGXFSZ, SIG_DFL);
}

/* The version file alone fails to be written; its name is taken by a folder. */
static void the_version_file_comes_last(void **state)
{
    (void)state;
    struct glass_builder *b;
    struct limier_error err;
    assert_int_equal(glass_builder_new(&b, dir, NULL), LIMIER_OK);
    struct glass_worker *w = glass_worker_new(b, 0);
    assert_int_equal(feed(w, 10, NULL), LIMIER_OK);
    glass_worker_free(w);
    char path[256];
    snprintf(path, sizeof path, "%s/iamglass", dir);
    assert_int_equal(mkdir(path, 0777), 0);
    assert_int_equal(glass_builder_finish(b, NULL, 0, &err), LIMIER_SYSTEM);
    assert_non_null(strstr(err.message, "iamglass"));
    assert_int_equal(rmdir(path), 0);
    glass_builder_free(b);
    assert_int_equal(access(dir, F_OK), -1);
}

static void metadata_keys_have_a_limit(void **state)
{
    (void)state;
    static char key[254];
    memset(key, 'k', sizeof key);
    for (size_t len = 253; len <= 254; len++) {
        struct glass_builder *b;
        struct limier_error err;
        struct span meta[] = {span_of(key, len), SPAN_LIT("v")};
        assert_int_equal(glass_builder_new(&b, dir, NULL), LIMIER_OK);
        assert_int_equal(glass_builder_finish(b, meta, 1, &err), len == 253 ? LIMIER_OK : LIMIER_TOO_LONG);
        glass_builder_free(b);
        if (len == 253)
            remove_database();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(packs_numbers),
        cmocka_unit_test(packs_strings),
        cmocka_unit_test(packs_positions),
        cmocka_unit_test(sorts_terms),
        cmocka_unit_test(checks_limits),
        cmocka_unit_test_setup_teardown(refuses_a_folder_that_is_there, begin, end),
        cmocka_unit_test_setup_teardown(removes_what_was_abandoned, begin, end),
        cmocka_unit_test_setup_teardown(drops_what_was_not_flushed, begin, end),
        cmocka_unit_test_setup_teardown(a_full_disk_is_an_error, begin, end),
        cmocka_unit_test_setup_teardown(the_version_file_comes_last, begin, end),
        cmocka_unit_test_setup_teardown(metadata_keys_have_a_limit, begin, end),
    };
    return cmocka_run_group_tests_name("glass", tests, NULL, NULL);
}
