/* Opening, writing and reading an index, and every way in which that can fail: over 600 lines because each
 * status has its case here, all on one fixture. */
#include "tests/unit/store_fixture.h"

#include "store/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static enum limier_status try_open(const char *dir, enum store_mode mode, struct limier_error *err)
{
    struct store *s;
    enum limier_status status = store_open(&s, dir, mode, err);
    assert_true((status == LIMIER_OK) == (s != NULL));
    store_close(s);
    return status;
}

static void write_file(const char *dir, const char *name, const char *text)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

/* Writes n bytes of value at offset of a file of the index's first generation. */
static void damage(const char *dir, const char *name, long offset, int value, size_t n)
{
    char path[512];
    snprintf(path, sizeof path, "%s/db-1/%s", dir, name);
    FILE *f = fopen(path, "r+");
    assert_non_null(f);
    assert_int_equal(fseek(f, offset, SEEK_SET), 0);
    while (n--)
        fputc(value, f);
    fclose(f);
}

static const char *small_index(const char *name)
{
    const char *dir = scratch(name);
    struct store *s = open_store(dir, STORE_WRITE);
    put(s, "a", "le chat noir", "2025");
    put(s, "b", "le chien blanc", "2024");
    commit(s);
    store_close(s);
    return dir;
}

static bool exists(const char *dir, const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    return access(path, F_OK) == 0;
}

/* ---- Opening ------------------------------------------------------------------------------------------ */

static void what_is_no_index(void **state)
{
    (void)state;
    const char *empty = scratch("empty"), *other = scratch("other"), *half = scratch("half");
    mkdir(empty, 0777);
    mkdir(other, 0777);
    write_file(other, "article.txt", " date 2025-11-25 Un titre\n");
    mkdir(half, 0777);
    mkdir(scratch("half/db-1"), 0777);
    const char *file = scratch("other/article.txt");
    write_file(other, "article.txt", " date 2025-11-25 Un titre\n");
    const struct {
        const char *dir;
        enum limier_status reading, writing;
        const char *message;
    } rows[] = {
        {scratch("nothing"), LIMIER_MISSING, LIMIER_OK, "there is no"},
        {empty, LIMIER_MISSING, LIMIER_OK, "there is no index in"},
        {half, LIMIER_MISSING, LIMIER_OK, "there is no index in"},
        {other, LIMIER_MISSING, LIMIER_USAGE, "is no index"},
        {file, LIMIER_MISSING, LIMIER_USAGE, "is no index"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct limier_error err;
        assert_int_equal(try_open(rows[i].dir, STORE_READ, &err), rows[i].reading);
        if (!strstr(err.message, rows[i].message))
            fail_msg("row %zu: %s", i, err.message);
        assert_string_equal(err.hint, "limier index FOLDER makes one");
        assert_int_equal(try_open(rows[i].dir, STORE_WRITE, &err), rows[i].writing);
    }
    assert_false(exists(other, "lock"));
    assert_false(exists(half, "db-1"));
}

static void nothing_before_the_first_commit(void **state)
{
    (void)state;
    const char *dir = scratch("new/deep");
    struct store *s = open_store(dir, STORE_WRITE);
    assert_string_equal(found(s, q_term("chat")), "");
    put(s, "a", "le chat", NULL);
    assert_string_equal(found(s, q_term("chat")), "a");
    assert_int_equal(try_open(dir, STORE_READ, NULL), LIMIER_MISSING);
    store_close(s);
    assert_int_equal(try_open(dir, STORE_READ, NULL), LIMIER_MISSING);
    assert_false(exists(dir, "db-1"));
    s = open_store(dir, STORE_WRITE);
    commit(s);
    store_close(s);
    struct store *r = open_store(dir, STORE_READ);
    struct store_stats stats;
    assert_int_equal(store_stats(r, &stats, NULL), LIMIER_OK);
    assert_int_equal(stats.documents, 0);
    assert_true(store_bytes(r) > 0);
    assert_int_equal(strlen(stats.uuid), 36);
    assert_int_equal(store_verify(r, NULL), LIMIER_OK);
    store_close(r);
}

static void one_writer_at_a_time(void **state)
{
    (void)state;
    const char *dir = small_index("locked");
    struct limier_error err;
    struct store *s = open_store(dir, STORE_WRITE);
    assert_int_equal(try_open(dir, STORE_WRITE, &err), LIMIER_LOCKED);
    assert_int_equal(err.status, LIMIER_LOCKED);
    assert_non_null(strstr(err.hint, "another process"));
    assert_int_equal(try_open(dir, STORE_REBUILD, &err), LIMIER_LOCKED);
    assert_int_equal(try_open(dir, STORE_READ, &err), LIMIER_OK);
    pid_t child = fork();
    if (child == 0) {
        struct store *again;
        _exit(store_open(&again, dir, STORE_WRITE, NULL) == LIMIER_LOCKED ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    store_close(s);
    assert_int_equal(try_open(dir, STORE_WRITE, &err), LIMIER_OK);
}

static void damaged(void **state)
{
    (void)state;
    static const struct {
        const char *file;
        long offset;
        int value;
        size_t n;
        bool cut;
        enum limier_status opening;
    } rows[] = {
        {"iamglass", 0, 'X', 4, false, LIMIER_CORRUPT},
        {"iamglass", 14, 0x7f, 2, false, LIMIER_VERSION},
        {"iamglass", 0, 0, 0, true, LIMIER_CORRUPT},
        {"iamglass", 20, 0, 0, true, LIMIER_CORRUPT},
        {"postlist.glass", 0, 0xff, 8192, false, LIMIER_CORRUPT},
        {"docdata.glass", 0, 0, 0, true, LIMIER_CORRUPT},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *dir = small_index("damaged");
        char path[512];
        snprintf(path, sizeof path, "%s/db-1/%s", dir, rows[i].file);
        if (rows[i].cut)
            assert_int_equal(truncate(path, rows[i].offset), 0);
        else
            damage(dir, rows[i].file, rows[i].offset, rows[i].value, rows[i].n);
        struct limier_error err = {0};
        enum limier_status status = try_open(dir, STORE_READ, &err);
        if (status != rows[i].opening)
            fail_msg("row %zu: opening gives %d: %s", i, status, err.message);
        assert_non_null(strstr(err.hint, "limier index --rebuild"));
        assert_int_equal(try_open(dir, STORE_WRITE, &err), rows[i].opening);
        struct store *s = open_store(dir, STORE_REBUILD);
        put(s, "c", "le chat neuf", NULL);
        commit(s);
        assert_string_equal(found(s, q_term("chat")), "c");
        store_close(s);
        assert_false(exists(dir, "db-1"));
        assert_int_equal(documents_in(dir), 1);
    }
}

/* Any block of any table may be overwritten: what needs it says so, and nothing crashes. */
static void a_block_damaged(void **state)
{
    (void)state;
    static const char *const tables[] = {"postlist", "termlist", "docdata", "position"};
    const char *dir = scratch("blocks");
    struct store *s = open_store(dir, STORE_WRITE);
    for (int i = 0; i < 400; i++) {
        char id[16], text[128];
        snprintf(id, sizeof id, "i%d", i);
        snprintf(text, sizeof text, "le chien numéro n%d parmi p%d autres a%d b%d c%d", i, i, i, i, i);
        put(s, id, text, "2025");
    }
    commit(s);
    store_close(s);
    unsigned late = 0;
    for (size_t t = 0; t < COUNT(tables); t++) {
        char path[512], block[8192], junk[8192];
        snprintf(path, sizeof path, "%s/db-1/%s.glass", dir, tables[t]);
        memset(junk, 0xa5, sizeof junk);
        int fd = open(path, O_RDWR);
        assert_true(fd >= 0);
        for (off_t at = 0; pread(fd, block, sizeof block, at) == (ssize_t)sizeof block;
             at += (off_t)sizeof block) {
            assert_int_equal(pwrite(fd, junk, sizeof junk, at), sizeof junk);
            struct limier_error err = {0};
            enum limier_status status = store_open(&s, dir, STORE_READ, &err);
            late += status == LIMIER_OK;
            if (status == LIMIER_OK)
                status = store_verify(s, &err);
            if (status != LIMIER_CORRUPT || !strstr(err.hint, "--rebuild"))
                fail_msg("%s, block at %ld: %d, %s", tables[t], (long)at, status, err.message);
            store_close(s);
            assert_int_equal(pwrite(fd, block, sizeof block, at), sizeof block);
        }
        close(fd);
    }
    assert_true(late > 10);
    s = open_store(dir, STORE_READ);
    assert_int_equal(store_verify(s, NULL), LIMIER_OK);
    store_close(s);
}

static void a_generation_that_is_not_there(void **state)
{
    (void)state;
    const char *dir = small_index("lost");
    folder_remove(scratch("lost/db-1"));
    struct limier_error err;
    assert_int_equal(try_open(dir, STORE_READ, &err), LIMIER_CORRUPT);
    assert_non_null(strstr(err.message, "not there"));
    assert_int_equal(try_open(dir, STORE_WRITE, &err), LIMIER_CORRUPT);
}

static void other_peoples_databases(void **state)
{
    (void)state;
    small_index("one");
    small_index("two");
    const char *many = scratch("many"), *plain = scratch("one/db-1");
    small_index("one"); /* scratch() emptied it */
    mkdir(many, 0777);
    write_file(many, "XAPIANDB", "# two of them\nauto ../one/db-1\nauto ../two/db-1\n");
    const struct {
        const char *dir;
        const char *hits;
    } rows[] = {{many, "a a"}, {plain, "a"}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct limier_error err;
        struct store *s = open_store(rows[i].dir, STORE_READ);
        assert_string_equal(found(s, q_term("chat")), rows[i].hits);
        assert_int_equal(store_verify(s, NULL), LIMIER_OK);
        assert_int_equal(store_refresh(s, NULL), LIMIER_OK);
        store_close(s);
        assert_int_equal(try_open(rows[i].dir, STORE_WRITE, &err), LIMIER_USAGE);
        assert_int_equal(try_open(rows[i].dir, STORE_REBUILD, &err), LIMIER_USAGE);
        assert_false(exists(rows[i].dir, "lock"));
    }
    write_file(many, "XAPIANDB", "nonsense\n");
    assert_int_equal(try_open(many, STORE_READ, NULL), LIMIER_SYSTEM);
}

/* Every shard behind a server of Xapian's: what the reading path needs must work over it. */
static void remote(void **state)
{
    (void)state;
    if (access("/usr/bin/xapian-progsrv", X_OK) != 0)
        skip();
    const char *one = small_index("here"), *dir = scratch("remote");
    mkdir(dir, 0777);
    char stub[512];
    snprintf(stub, sizeof stub, "remote :/usr/bin/xapian-progsrv %s\n", one);
    write_file(dir, "XAPIANDB", stub);
    struct store *s = open_store(dir, STORE_READ);
    assert_string_equal(found(s, q_op(STORE_OR, 2, q_term("chat"), q_term("le"))), "a b");
    struct store_query *range = q_new(STORE_RANGE);
    range->low = span_str("2025");
    assert_string_equal(found(s, q_op(STORE_FILTER, 2, q_term("le"), range)), "a");
    struct store_query *prefix = q_new(STORE_PREFIX);
    prefix->term = span_str("ch");
    assert_string_equal(found(s, q_op(STORE_AND, 2, prefix, q_term("blanc"))), "b");
    struct store_stats stats;
    assert_int_equal(store_stats(s, &stats, NULL), LIMIER_OK);
    assert_int_equal(stats.documents, 2);
    assert_int_equal(store_bytes(s), 0);
    store_close(s);
}

/* ---- Writing ------------------------------------------------------------------------------------------ */

static void over_the_limits(void **state)
{
    (void)state;
    const char *dir = scratch("limits");
    struct store *s = open_store(dir, STORE_WRITE);
    put(s, "a", "le chat", NULL);
    static char long_term[300], zeros[200];
    memset(long_term, 'x', sizeof long_term);
    const struct {
        struct span term;
        enum limier_status status;
    } rows[] = {
        {{long_term, 245}, LIMIER_OK},
        {{long_term, 246}, LIMIER_TOO_LONG},
        {{zeros, 122}, LIMIER_OK},
        {{zeros, 123}, LIMIER_TOO_LONG},
        {{"", 0}, LIMIER_TOO_LONG},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct vocab vocab;
        vocab_init(&vocab);
        struct doc_posting posting = {vocab_add(&vocab, rows[i].term), 1, 1};
        struct doc doc = {.vocab = &vocab, .postings = &posting, .npostings = 1, .data = SPAN_LIT("long")};
        struct limier_error err;
        assert_int_equal(store_check(&doc, &err), rows[i].status);
        assert_int_equal(store_put(s, span_str("Qlong"), &doc, &err), rows[i].status);
        if (rows[i].status == LIMIER_OK)
            assert_int_equal(store_put(s, rows[i].term, &doc, &err), LIMIER_OK);
        vocab_release(&vocab);
    }
    struct doc huge = {.data = {long_term, 64 * 1024 * 1024 + 1}};
    assert_int_equal(store_check(&huge, NULL), LIMIER_TOO_LONG);
    assert_int_equal(store_meta_set(s, span_of(long_term, 246), span_str("x"), NULL), LIMIER_TOO_LONG);
    assert_int_equal(store_meta_set(s, span_of(long_term, 245), span_str("x"), NULL), LIMIER_OK);
    put(s, "b", "le chien", NULL);
    commit(s);
    assert_string_equal(found(s, q_term("le")), "a b");
    store_close(s);
}

static void replacing_and_deleting(void **state)
{
    (void)state;
    const char *dir = small_index("replaced");
    struct store *s = open_store(dir, STORE_WRITE);
    put(s, "a", "le chat gris", NULL);
    assert_string_equal(found(s, q_term("gris")), "a");
    assert_string_equal(found(s, q_term("noir")), "");
    static const uint32_t absent[] = {0, 3, 77, UINT32_MAX};
    for (size_t i = 0; i < COUNT(absent); i++)
        assert_int_equal(store_delete(s, absent[i], NULL), LIMIER_OK);
    assert_int_equal(store_delete(s, 2, NULL), LIMIER_OK);
    assert_int_equal(store_delete(s, 2, NULL), LIMIER_OK);
    commit(s);
    store_close(s);
    s = open_store(dir, STORE_READ);
    assert_string_equal(found(s, q_new(STORE_ALL)), "a");
    assert_string_equal(found(s, q_term("gris")), "a");
    store_close(s);
}

static void metadata(void **state)
{
    (void)state;
    const char *dir = small_index("meta");
    struct store *s = open_store(dir, STORE_WRITE);
    static const char *const pairs[][2] = {
        {"v:1", "un"}, {"v:2", "deux"}, {"w", "autre"}, {"v:2", ""}, {"v:3", "trois"}};
    for (size_t i = 0; i < COUNT(pairs); i++)
        assert_int_equal(store_meta_set(s, span_str(pairs[i][0]), span_str(pairs[i][1]), NULL), LIMIER_OK);
    commit(s);
    store_close(s);
    s = open_store(dir, STORE_READ);
    struct arena arena;
    arena_init(&arena);
    struct span value, *keys;
    size_t n;
    assert_int_equal(store_meta_get(s, span_str("v:3"), &arena, &value, NULL), LIMIER_OK);
    CHECK_SPAN(0, value, "trois");
    assert_int_equal(store_meta_get(s, span_str("v:2"), &arena, &value, NULL), LIMIER_OK);
    CHECK_SPAN(1, value, "");
    assert_int_equal(store_meta_keys(s, span_str("v:"), &arena, &keys, &n, NULL), LIMIER_OK);
    assert_int_equal(n, 2);
    CHECK_SPAN(2, keys[0], "v:1");
    CHECK_SPAN(3, keys[1], "v:3");
    arena_release(&arena);
    store_close(s);
}

/* A commit that the file system refuses leaves the index as it was, and says that the batch is gone. */
static void a_commit_that_fails(void **state)
{
    (void)state;
    const char *dir = small_index("full");
    pid_t child = fork();
    if (child == 0) {
        signal(SIGXFSZ, SIG_IGN);
        struct store *s = open_store(dir, STORE_WRITE);
        char text[2000] = "";
        for (int i = 0; i < 300; i++)
            snprintf(text + strlen(text), sizeof text - strlen(text), " m%d", i);
        put(s, "c", text, NULL);
        struct rlimit old, small = {8192, RLIM_INFINITY};
        getrlimit(RLIMIT_FSIZE, &old);
        setrlimit(RLIMIT_FSIZE, &small);
        struct limier_error err = {0};
        enum limier_status failed = store_commit(s, &err);
        setrlimit(RLIMIT_FSIZE, &old);
        const char *all = found(s, q_term("le"));
        bool as_before = strcmp(all, "a b") == 0;
        if (failed != LIMIER_SYSTEM || !as_before) {
            fprintf(stderr, "# commit gives %d, %s; then found: %s\n", failed, err.message, all);
            _exit(1);
        }
        put(s, "d", "le renard", NULL);
        commit(s);
        store_close(s);
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    struct store *s = open_store(dir, STORE_READ);
    assert_string_equal(found(s, q_new(STORE_ALL)), "a b d");
    assert_int_equal(store_verify(s, NULL), LIMIER_OK);
    store_close(s);
}

/* The first commit of an index, refused. */
static void a_creation_that_fails(void **state)
{
    (void)state;
    const char *dir = scratch("stillborn");
    pid_t child = fork();
    if (child == 0) {
        signal(SIGXFSZ, SIG_IGN);
        struct store *s = open_store(dir, STORE_WRITE);
        put(s, "a", "le chat", NULL);
        struct rlimit old, none = {0, RLIM_INFINITY};
        getrlimit(RLIMIT_FSIZE, &old);
        setrlimit(RLIMIT_FSIZE, &none);
        struct limier_error err = {0};
        enum limier_status failed = store_commit(s, &err);
        setrlimit(RLIMIT_FSIZE, &old);
        bool gone = !exists(dir, "XAPIANDB") && !exists(dir, "db-1");
        if (failed != LIMIER_SYSTEM || !gone)
            fprintf(stderr, "# commit gives %d, %s; the folder is %s\n", failed, err.message,
                gone ? "clean" : "not");
        put(s, "b", "le chien", NULL);
        commit(s);
        store_close(s);
        _exit(failed == LIMIER_SYSTEM && gone ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(documents_in(dir), 1);
}

static void killed(void **state)
{
    (void)state;
    static const struct {
        bool fresh;
        unsigned documents; /* put since the last commit: more than Xapian keeps in memory */
    } rows[] = {{false, 1}, {false, 500}, {true, 1}, {true, 500}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *dir = rows[i].fresh ? scratch("killed") : small_index("killed");
        pid_t child = fork();
        if (child == 0) {
            struct store *s = open_store(dir, STORE_WRITE);
            for (unsigned n = 0; n < rows[i].documents; n++) {
                char id[16];
                snprintf(id, sizeof id, "k%u", n);
                put(s, id, "le chat perdu", NULL);
            }
            raise(SIGKILL);
        }
        int status;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status));
        assert_int_equal(documents_in(dir), rows[i].fresh ? 0 : 2);
        struct store *s = open_store(dir, STORE_WRITE);
        put(s, "z", "le zèbre", NULL);
        commit(s);
        assert_int_equal(store_verify(s, NULL), LIMIER_OK);
        store_close(s);
        assert_int_equal(documents_in(dir), rows[i].fresh ? 1 : 3);
    }
}

static void sweeping(void **state)
{
    (void)state;
    const char *dir = small_index("swept");
    static const char *const folders[] = {"db-2", "db-7.load", "db-x", "db-2.old", "mine"};
    static const bool kept[] = {false, false, true, true, true};
    for (size_t i = 0; i < COUNT(folders); i++) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s", dir, folders[i]);
        mkdir(path, 0777);
        write_file(path, "file", "x");
    }
    write_file(dir, "XAPIANDB.new", "auto db-2\n");
    store_close(open_store(dir, STORE_WRITE));
    for (size_t i = 0; i < COUNT(folders); i++)
        assert_int_equal(exists(dir, folders[i]), kept[i]);
    assert_false(exists(dir, "XAPIANDB.new"));
    assert_int_equal(documents_in(dir), 2);
}

/* ---- Readers beside a writer -------------------------------------------------------------------------- */

/* A second commit overwrites blocks that the reader's state is made of: it must notice, and begin again. */
static void changed_under_a_reader(void **state)
{
    (void)state;
    enum { DOCUMENTS = 300, TURNS = 6 };
    const char *dir = scratch("changing");
    struct store *writer = open_store(dir, STORE_WRITE), *reader = NULL;
    for (int turn = 0; turn < TURNS; turn++) {
        for (int n = 0; n < DOCUMENTS; n++) {
            char id[16], text[160];
            snprintf(id, sizeof id, "i%d", n);
            snprintf(
                text, sizeof text, "numéro n%d tour t%d a%d b%d c%d d%d", n, turn, n, n * 7 % 301, n, turn * n);
            put(writer, id, text, "2023");
        }
        commit(writer);
        if (turn == 0) {
            reader = open_store(dir, STORE_READ);
            assert_string_equal(found(reader, q_term("n17")), "i17");
        }
    }
    for (int n = 0; n < DOCUMENTS; n++) {
        char word[16], id[16];
        snprintf(word, sizeof word, "n%d", n);
        snprintf(id, sizeof id, "i%d", n);
        assert_string_equal(found(reader, q_term(word)), id);
        query_reset();
    }
    char last[16];
    snprintf(last, sizeof last, "t%d", TURNS - 1);
    uint64_t documents;
    struct span term = span_str(last);
    assert_int_equal(store_frequencies(reader, &term, 1, &documents, NULL), LIMIER_OK);
    assert_int_equal(documents, DOCUMENTS); /* nobody asked the reader to refresh */
    store_close(reader);
    store_close(writer);
}

static void replaced_under_a_reader(void **state)
{
    (void)state;
    const char *dir = small_index("generations");
    struct store *reader = open_store(dir, STORE_READ);
    for (int i = 0; i < 3; i++) {
        struct store *writer = open_store(dir, STORE_REBUILD);
        put(writer, "c", "le chat roux", NULL);
        commit(writer);
        put(writer, "d", "le chat blanc", NULL);
        commit(writer);
        store_close(writer);
        const char *now = found(reader, q_term("chat"));
        assert_true(strcmp(now, i ? "c d" : "a") == 0 || strcmp(now, "c d") == 0);
        assert_int_equal(store_refresh(reader, NULL), LIMIER_OK);
        assert_string_equal(found(reader, q_term("chat")), "c d");
    }
    assert_true(exists(dir, "db-4"));
    assert_false(exists(dir, "db-3"));
    store_close(reader);
}

/* A reader whose folder goes away altogether gets an error, and nothing worse. */
static void removed_under_a_reader(void **state)
{
    (void)state;
    const char *dir = small_index("removed");
    struct store *reader = open_store(dir, STORE_READ);
    folder_remove(dir);
    assert_int_equal(store_refresh(reader, NULL), LIMIER_MISSING);
    store_close(reader);
}

/* ---- Listing ------------------------------------------------------------------------------------------ */

static void terms_and_frequencies(void **state)
{
    (void)state;
    const char *dir = small_index("terms");
    struct store *s = open_store(dir, STORE_READ);
    struct arena arena;
    arena_init(&arena);
    struct store_term *terms;
    size_t n;
    assert_int_equal(store_terms(s, span_str("ch"), 0, &arena, &terms, &n, NULL), LIMIER_OK);
    assert_int_equal(n, 2);
    CHECK_SPAN(0, terms[0].term, "chat");
    CHECK_SPAN(1, terms[1].term, "chien");
    assert_int_equal(store_terms(s, span_str(""), 3, &arena, &terms, &n, NULL), LIMIER_OK);
    assert_int_equal(n, 3);
    CHECK_SPAN(2, terms[0].term, "Qa");
    const struct span asked[] = {SPAN_LIT("le"), SPAN_LIT("chat"), SPAN_LIT("absent"), SPAN_LIT("")};
    uint64_t documents[4];
    assert_int_equal(store_frequencies(s, asked, 4, documents, NULL), LIMIER_OK);
    static const uint64_t want[] = {2, 1, 0, 0};
    assert_memory_equal(documents, want, sizeof want);
    struct span low, high;
    assert_int_equal(store_value_bounds(s, 0, &arena, &low, &high, NULL), LIMIER_OK);
    CHECK_SPAN(3, low, "2024");
    CHECK_SPAN(4, high, "2025");
    assert_int_equal(store_value_bounds(s, 5, &arena, &low, &high, NULL), LIMIER_OK);
    CHECK_SPAN(5, low, "");
    CHECK_SPAN(6, high, "");
    arena_release(&arena);
    store_close(s);
}

static void lookup(void **state)
{
    (void)state;
    const char *dir = scratch("lookup");
    struct store *s = open_store(dir, STORE_WRITE);
    for (char id[2] = "a"; id[0] <= 'f'; id[0]++)
        put(s, id, id[0] % 2 ? "le impair" : "le pair", id[0] % 2 ? "2025" : NULL);
    assert_int_equal(store_delete(s, 3, NULL), LIMIER_OK);
    commit(s);
    static const struct {
        const char *term;
        uint32_t after;
        uint64_t limit, total;
        const char *want;
    } rows[] = {
        {"", 0, 0, 5, "1a2b4d5e6f"},
        {"", 2, 2, 5, "4d5e"},
        {"", 6, 0, 5, ""},
        {"", 900, 0, 5, ""},
        {"impair", 0, 0, 2, "1a5e"},
        {"impair", 1, 0, 2, "5e"},
        {"impair", 5, 0, 2, ""},
        {"absent", 0, 0, 0, ""},
        {"Qd", 0, 1, 1, "4d"},
    };
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < COUNT(rows); i++) {
        static const unsigned slots[] = {0};
        struct store_request request = {.limit = rows[i].limit, .data = true, .slots = slots, .nslots = 1};
        struct store_page page;
        assert_int_equal(
            store_lookup(s, span_str(rows[i].term), rows[i].after, &request, &arena, &page, NULL), LIMIER_OK);
        char got[64] = "";
        for (size_t h = 0; h < page.nhits; h++) {
            snprintf(got + strlen(got), sizeof got - strlen(got), "%u%.*s", page.hits[h].number,
                SPAN_ARG(page.hits[h].data));
            CHECK_SPAN(i, page.hits[h].values[0], page.hits[h].number % 2 ? "2025" : "");
        }
        assert_string_equal(got, rows[i].want);
        assert_int_equal(page.total, rows[i].total);
    }
    arena_release(&arena);
    store_close(s);
}

static int begin(void **state)
{
    (void)state;
    scratch_begin();
    return 0;
}

static int end(void **state)
{
    (void)state;
    scratch_end();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_index),
        cmocka_unit_test(nothing_before_the_first_commit),
        cmocka_unit_test(one_writer_at_a_time),
        cmocka_unit_test(damaged),
        cmocka_unit_test(a_block_damaged),
        cmocka_unit_test(a_generation_that_is_not_there),
        cmocka_unit_test(other_peoples_databases),
        cmocka_unit_test(remote),
        cmocka_unit_test(over_the_limits),
        cmocka_unit_test(replacing_and_deleting),
        cmocka_unit_test(metadata),
        cmocka_unit_test(a_commit_that_fails),
        cmocka_unit_test(a_creation_that_fails),
        cmocka_unit_test(killed),
        cmocka_unit_test(sweeping),
        cmocka_unit_test(changed_under_a_reader),
        cmocka_unit_test(replaced_under_a_reader),
        cmocka_unit_test(removed_under_a_reader),
        cmocka_unit_test(terms_and_frequencies),
        cmocka_unit_test(lookup),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
