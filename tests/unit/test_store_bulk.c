/* Bulk loads: they make what putting each document would have made, all at once or not at all. */
#include "tests/unit/store_fixture.h"

#include "store/compare.h"
#include "store/folder.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Document n of an archive of its own, the same each time. */
static void make(struct maker *m, unsigned n, char *unique, size_t size)
{
    static char data[32], date[16];
    char text[512] = "";
    unsigned seed = n * 2654435761u + 1;
    for (unsigned i = 0; i < 5 + n % 40; i++) {
        seed = seed * 1664525u + 1013904223u;
        snprintf(text + strlen(text), sizeof text - strlen(text), "m%u ", seed >> 16 & (i % 3 ? 7 : 511));
    }
    snprintf(unique, size, "Qd%u", n);
    snprintf(data, sizeof data, "données %u", n);
    snprintf(date, sizeof date, "2025%04u", n % 1200);
    maker_text(m, text);
    maker_add(m, unique, DOC_NO_POSITION, 0);
    maker_add(m, "Ztige", DOC_NO_POSITION, n % 3 + 1);
    if (n % 5)
        maker_value(m, 0, date);
    maker_value(m, 2, n % 2 ? "Le Monde" : "Libération");
    m->data = span_str(data);
}

static void put_range(struct store *s, unsigned from, unsigned to)
{
    for (unsigned n = from; n < to; n++) {
        struct maker m = {0};
        char unique[32];
        make(&m, n, unique, sizeof unique);
        struct doc doc = maker_doc(&m);
        assert_int_equal(store_put(s, span_str(unique), &doc, NULL), LIMIER_OK);
        maker_release(&m);
    }
}

/* Adds documents from, from + 1 … as numbers from first on. */
static void load_range(struct bulk_worker *w, uint32_t first, unsigned from, unsigned to)
{
    struct maker m = {0};
    for (unsigned n = from; n < to; n++) {
        char unique[32];
        m.npostings = m.nvalues = 0; /* one vocabulary for the batch */
        make(&m, n, unique, sizeof unique);
        struct doc doc = maker_doc(&m);
        assert_int_equal(bulk_worker_add(w, first + (n - from), &doc, NULL), LIMIER_OK);
    }
    assert_int_equal(bulk_worker_flush(w, NULL), LIMIER_OK);
    maker_release(&m);
}

static struct store_bulk *begin_bulk(struct store *s, enum store_bulk_base base)
{
    struct store_bulk *b;
    struct limier_error err = {0};
    if (store_bulk_begin(&b, s, base, &err) != LIMIER_OK)
        fail_msg("bulk: %s", err.message);
    return b;
}

static void finish(struct store_bulk *b, const struct store_bulk_change *change)
{
    struct limier_error err = {0};
    if (store_bulk_finish(b, change, &err) != LIMIER_OK)
        fail_msg("finish: %s", err.message);
}

static void same(const char *a, const char *b)
{
    struct buf differences = {0};
    struct limier_error err = {0};
    if (store_compare(a, b, &differences, &err) != LIMIER_OK)
        fail_msg("%s", err.message);
    if (differences.len)
        fail_msg("%s", buf_str(&differences));
    buf_release(&differences);
}

static const char *put_index(const char *name, unsigned n)
{
    const char *dir = scratch(name);
    struct store *s = open_store(dir, STORE_WRITE);
    put_range(s, 0, n);
    commit(s);
    store_close(s);
    return dir;
}

static const struct store_bulk_change no_change;

static void loading_all(void **state)
{
    (void)state;
    static const unsigned rows[] = {0, 1, 2, 700};
    for (size_t i = 0; i < COUNT(rows); i++) {
        unsigned n = rows[i], half = n / 2;
        const char *want = put_index("put", n), *got = scratch("loaded");
        struct store *s = open_store(got, STORE_WRITE);
        struct store_bulk *b = begin_bulk(s, STORE_BULK_REPLACE);
        struct bulk_worker *first = store_bulk_worker(b, 1 << 16), *second = store_bulk_worker(b, 1 << 20);
        load_range(second, half + 1, half, n);
        load_range(first, 1, 0, half);
        bulk_worker_free(first);
        bulk_worker_free(second);
        assert_int_equal(documents_in(got), 0);
        finish(b, &no_change);
        assert_int_equal(documents_in(got), n);
        assert_int_equal(store_verify(s, NULL), LIMIER_OK);
        store_close(s);
        same(want, got);
    }
}

static void appending(void **state)
{
    (void)state;
    static const unsigned rows[][2] = {{0, 5}, {1, 2}, {300, 700}, {5, 5}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *want = put_index("put", rows[i][1]), *got = put_index("appended", rows[i][0]);
        struct store *s = open_store(got, STORE_WRITE);
        struct store_bulk *b = begin_bulk(s, STORE_BULK_APPEND);
        struct bulk_worker *w = store_bulk_worker(b, 1 << 20);
        load_range(w, 1, rows[i][0], rows[i][1]);
        bulk_worker_free(w);
        assert_int_equal(documents_in(got), rows[i][0]);
        finish(b, &no_change);
        assert_int_equal(store_verify(s, NULL), LIMIER_OK);
        store_close(s);
        same(want, got);
    }
}

/* Old documents removed and metadata set in the same step; then more is put as usual. */
static void changing_on_the_way(void **state)
{
    (void)state;
    for (enum store_bulk_base base = STORE_BULK_REPLACE; base <= STORE_BULK_APPEND; base++) {
        const char *dir = scratch("changed");
        struct store *s = open_store(dir, STORE_WRITE);
        put(s, "a", "vieux chat", NULL);
        put(s, "b", "vieux chien", NULL);
        put(s, "c", "vieux renard", NULL);
        assert_int_equal(store_meta_set(s, span_str("old"), span_str("1"), NULL), LIMIER_OK);
        assert_int_equal(store_meta_set(s, span_str("gone"), span_str("1"), NULL), LIMIER_OK);
        commit(s);
        assert_int_equal(store_delete(s, 1, NULL), LIMIER_OK); /* the first number used is not 1 */
        commit(s);
        struct store *reader = open_store(dir, STORE_READ);
        assert_string_equal(found(reader, q_term("vieux")), "b c");
        struct store_bulk *b = begin_bulk(s, base);
        struct bulk_worker *w = store_bulk_worker(b, 1 << 20);
        load_range(w, 1, 10, 12);
        bulk_worker_free(w);
        static const uint32_t remove[] = {1, 2, 99};
        static const struct span meta[] = {
            SPAN_LIT("new"), SPAN_LIT("0"), SPAN_LIT("gone"), SPAN_LIT(""), SPAN_LIT("new"), SPAN_LIT("2")};
        struct store_bulk_change change = {.remove = remove, .nremove = 3, .meta = meta, .nmeta = 3};
        finish(b, &change);
        bool append = base == STORE_BULK_APPEND;
        const char *want = append ? "c données 10 données 11" : "données 10 données 11";
        assert_string_equal(found(s, q_new(STORE_ALL)), want);
        assert_int_equal(store_refresh(reader, NULL), LIMIER_OK);
        assert_string_equal(found(reader, q_new(STORE_ALL)), want);
        struct arena arena;
        arena_init(&arena);
        struct span value;
        static const char *const keys[][2] = {{"new", "2"}, {"gone", ""}};
        for (size_t i = 0; i < COUNT(keys); i++) {
            assert_int_equal(store_meta_get(s, span_str(keys[i][0]), &arena, &value, NULL), LIMIER_OK);
            CHECK_SPAN(i, value, keys[i][1]);
        }
        assert_int_equal(store_meta_get(reader, span_str("old"), &arena, &value, NULL), LIMIER_OK);
        CHECK_SPAN(2, value, append ? "1" : "");
        struct store_request request = {.data = true};
        struct store_page page;
        assert_int_equal(store_lookup(s, span_str("Qd10"), 0, &request, &arena, &page, NULL), LIMIER_OK);
        assert_int_equal(page.hits[0].number, append ? 4 : 1);
        arena_release(&arena);
        put(s, "z", "un zèbre", NULL);
        commit(s);
        assert_string_equal(found(s, q_term("zèbre")), "z");
        assert_int_equal(store_verify(s, NULL), LIMIER_OK);
        store_close(reader);
        store_close(s);
    }
}

static void abandoned(void **state)
{
    (void)state;
    for (enum store_bulk_base base = STORE_BULK_REPLACE; base <= STORE_BULK_APPEND; base++) {
        const char *dir = put_index("abandoned", 10);
        struct store *s = open_store(dir, STORE_WRITE);
        struct store_bulk *b = begin_bulk(s, base);
        struct bulk_worker *w = store_bulk_worker(b, 1 << 20);
        load_range(w, 1, 20, 30);
        bulk_worker_free(w);
        store_bulk_abandon(b);
        put(s, "z", "un zèbre", NULL);
        commit(s);
        store_close(s);
        assert_int_equal(documents_in(dir), 11);
    }
    store_bulk_abandon(NULL);
}

static void over_the_limits(void **state)
{
    (void)state;
    const char *dir = scratch("limits");
    struct store *s = open_store(dir, STORE_WRITE);
    struct store_bulk *b = begin_bulk(s, STORE_BULK_REPLACE);
    struct bulk_worker *w = store_bulk_worker(b, 1 << 20);
    char long_term[300];
    memset(long_term, 'x', sizeof long_term);
    struct vocab vocab;
    vocab_init(&vocab);
    struct doc_posting posting = {vocab_add(&vocab, span_of(long_term, 246)), 1, 1};
    struct doc doc = {.vocab = &vocab, .postings = &posting, .npostings = 1};
    struct limier_error err;
    assert_int_equal(bulk_worker_add(w, 1, &doc, &err), LIMIER_TOO_LONG);
    assert_non_null(strstr(err.message, "xxxx"));
    posting.term = vocab_add(&vocab, span_of(long_term, 245));
    assert_int_equal(bulk_worker_add(w, 2, &doc, &err), LIMIER_OK);
    assert_int_equal(bulk_worker_flush(w, &err), LIMIER_OK);
    vocab_release(&vocab);
    bulk_worker_free(w);
    finish(b, &no_change);
    store_close(s);
    assert_int_equal(documents_in(dir), 1);
}

/* What a file system that is full, or a kill, leaves: the index as before, and no trace. */
static void cut_off(void **state)
{
    (void)state;
    enum { KILLED_LOADING, FULL, WAYS };
    for (int way = 0; way < WAYS; way++)
        for (enum store_bulk_base base = STORE_BULK_REPLACE; base <= STORE_BULK_APPEND; base++) {
            const char *dir = put_index("cut", 10);
            pid_t child = fork();
            if (child == 0) {
                signal(SIGXFSZ, SIG_IGN);
                struct store *s = open_store(dir, STORE_WRITE);
                struct store_bulk *b = begin_bulk(s, base);
                struct bulk_worker *w = store_bulk_worker(b, 1 << 16);
                load_range(w, 1, 0, 500);
                bulk_worker_free(w);
                if (way == KILLED_LOADING)
                    raise(SIGKILL);
                struct rlimit old, small = {4096, RLIM_INFINITY};
                getrlimit(RLIMIT_FSIZE, &old);
                setrlimit(RLIMIT_FSIZE, &small);
                struct limier_error err = {0};
                enum limier_status status = store_bulk_finish(b, &no_change, &err);
                setrlimit(RLIMIT_FSIZE, &old);
                bool good = status == LIMIER_SYSTEM;
                if (!good)
                    fprintf(stderr, "# finish gives %d, %s\n", status, err.message);
                put(s, "z", "un zèbre", NULL);
                commit(s);
                store_close(s);
                _exit(good ? 0 : 1);
            }
            int status;
            assert_int_equal(waitpid(child, &status, 0), child);
            assert_int_equal(WIFSIGNALED(status) ? 0 : status, 0);
            assert_int_equal(documents_in(dir), way == FULL ? 11 : 10);
            struct store *s = open_store(dir, STORE_WRITE);
            assert_int_equal(store_verify(s, NULL), LIMIER_OK);
            store_close(s);
            struct folder_state seen;
            assert_int_equal(folder_look(&seen, dir, NULL), LIMIER_OK);
            assert_int_equal(seen.generation, 1);
            buf_release(&seen.stub);
            char *leftover = folder_generation(dir, 2, ""), *load = folder_generation(dir, 2, ".load");
            assert_int_equal(access(leftover, F_OK), -1);
            assert_int_equal(access(load, F_OK), -1);
            free(leftover);
            free(load);
        }
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
        cmocka_unit_test(loading_all),
        cmocka_unit_test(appending),
        cmocka_unit_test(changing_on_the_way),
        cmocka_unit_test(abandoned),
        cmocka_unit_test(over_the_limits),
        cmocka_unit_test(cut_off),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
