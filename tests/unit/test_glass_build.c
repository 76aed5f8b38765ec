/* The proof of the glass room: invented documents go through Xapian's own add_document and through a builder,
 * and both databases must say the same, now and after Xapian has written to both. */
#include "tests/unit/table.h"

#include "base/bug.h"
#include "glass/glass_builder.h"
#include "store/compare.h"
#include "store/peer.h"

#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- Documents on their way to both ------------------------------------------------------------------- */

enum { WORKERS = 2 };

struct load {
    struct peer *peer;             /* one of them … */
    struct glass_builder *builder; /* … is not NULL */
    struct glass_worker *worker[WORKERS];
    struct vocab vocab[WORKERS];
    size_t workers, batch; /* documents in a batch */
    size_t documents;
    uint64_t random;
    /* The document at hand. */
    struct doc_posting *postings;
    size_t npostings, postings_cap;
    struct doc_value values[16];
    size_t nvalues;
    struct span data;
    struct arena bytes;
};

static uint32_t draw(struct load *l, uint32_t below)
{
    l->random ^= l->random << 13;
    l->random ^= l->random >> 7;
    l->random ^= l->random << 17;
    return (uint32_t)(l->random >> 20) % below;
}

static size_t turn(const struct load *l)
{
    return l->documents / l->batch % l->workers;
}

static void term(struct load *l, struct span string, uint32_t position, uint32_t wdf)
{
    l->postings = mem_grow(l->postings, &l->postings_cap, l->npostings + 1, sizeof *l->postings);
    l->postings[l->npostings++] = (struct doc_posting){vocab_add(&l->vocab[turn(l)], string), position, wdf};
}

static void value(struct load *l, unsigned slot, struct span bytes)
{
    l->values[l->nvalues++] = (struct doc_value){slot, arena_copy(&l->bytes, bytes)};
}

static struct span noise(struct load *l, size_t n)
{
    char *p = arena_alloc(&l->bytes, n + 1);
    for (size_t i = 0; i < n; i++)
        p[i] = (char)draw(l, 256);
    return span_of(p, n);
}

static void put(struct load *l, uint32_t number)
{
    size_t at = turn(l);
    struct doc doc = {&l->vocab[at], l->postings, l->npostings, l->values, l->nvalues, l->data};
    struct limier_error err;
    if (glass_check(&doc, &err) != LIMIER_OK)
        fail_msg("%s", err.message);
    if (l->peer)
        peer_put(l->peer, number, &doc);
    else if (glass_worker_add(l->worker[at], number, &doc, &err) != LIMIER_OK)
        fail_msg("%s", err.message);
    l->documents++;
    if (l->documents % l->batch == 0) {
        if (l->builder)
            assert_int_equal(glass_worker_flush(l->worker[at], NULL), LIMIER_OK);
        vocab_clear(&l->vocab[at]);
    }
    l->npostings = l->nvalues = 0;
    l->data = span_str("");
    arena_clear(&l->bytes);
}

/* ---- Corpora ------------------------------------------------------------------------------------------ */

static void nothing(struct load *l)
{
    (void)l;
}

static void one(struct load *l)
{
    term(l, span_str("apple"), 1, 1);
    term(l, span_str("banana"), 2, 1);
    term(l, span_str("apple"), 3, 2);
    term(l, span_str("apple"), 3, 1); /* a position twice */
    term(l, span_str("Kbool"), DOC_NO_POSITION, 0);
    term(l, span_str("apply"), DOC_NO_POSITION, 1);
    l->data = span_str("data");
    value(l, 3, span_str("v3"));
    put(l, 1);
}

static void empty_documents(struct load *l)
{
    for (uint32_t i = 1; i <= 12; i++)
        put(l, i);
}

static void bare_documents(struct load *l)
{
    for (uint32_t i = 1; i <= 30; i++) {
        if (i % 3 == 0)
            l->data = noise(l, 5 * i);
        if (i % 3 == 1)
            value(l, i % 5, span_of("\0x", 2));
        if (i % 7 == 0)
            term(l, span_str("Qbool"), DOC_NO_POSITION, 0);
        if (i % 11 == 0)
            term(l, span_str("seul"), 4, 1);
        put(l, i);
    }
}

static void odd_terms(struct load *l)
{
    static char a[245], nul[122 * 2 + 1], mixed[245];
    memset(a, 'a', sizeof a);
    memset(mixed, 0xff, sizeof mixed);
    static const struct span terms[] = {
        {a, 245},
        {a, 244},
        {a, 1},
        {nul, 1},
        {nul, 2},
        {nul, 122},
        {mixed, 1},
        {mixed, 245},
        SPAN_LIT("\0\xff"),
        SPAN_LIT("\0\xc0m"),
        SPAN_LIT("\0\xd8\x01"),
        SPAN_LIT("\0\xe0"),
        SPAN_LIT("a\0"),
        SPAN_LIT("a\0b"),
        SPAN_LIT("a\0\0"),
        SPAN_LIT("a\1"),
        SPAN_LIT("ab"),
        SPAN_LIT("b"),
        SPAN_LIT("\xc3\xa9t\xc3\xa9"),
        SPAN_LIT("préfixe-commun-a"),
        SPAN_LIT("préfixe-commun-b"),
        SPAN_LIT("préfixe-commun"),
        SPAN_LIT("préfixe-"),
    };
    static const uint32_t wdf[] = {0, 1, 2, 40, 126, 127, 128, 255, 300, 70000};
    static const uint32_t far[] = {
        1, 2, 127, 128, 16383, 16384, 0x7fffffff, 0x80000000, 0x80000001, 0xfffffffe};
    for (uint32_t i = 1; i <= 60; i++) {
        for (size_t t = 0; t < COUNT(terms); t++) {
            if (draw(l, 4) == 0)
                continue;
            term(l, terms[t], DOC_NO_POSITION, wdf[draw(l, COUNT(wdf))]);
            for (size_t f = 0; f < COUNT(far); f++)
                if (draw(l, COUNT(far)) < t % 5)
                    term(l, terms[t], far[f], 1);
        }
        put(l, i);
    }
}

static void huge(struct load *l)
{
    static const char *const words[] = {"de", "la", "rare", "moyen"};
    for (uint32_t doc = 1; doc <= 3; doc++) {
        for (uint32_t i = 1; i <= (doc == 2 ? 1000000u : 20u); i++) {
            uint32_t n = draw(l, 1000);
            term(l, span_str(words[n < 500 ? 0 : n < 900 ? 1 : n < 901 ? 2 : 3]), i * (1 + doc), 1);
            if (i % 500 == 0) {
                char word[32];
                int len = snprintf(word, sizeof word, "mot-%u", i);
                term(l, span_of(word, (size_t)len), i * (1 + doc), 1);
            }
        }
        put(l, doc);
    }
}

static void zipf(struct load *l)
{
    for (uint32_t doc = 1; doc <= 5000; doc++) {
        uint32_t words = draw(l, 30);
        for (uint32_t i = 1; i <= words; i++) {
            uint32_t rank = 20000 / (1 + draw(l, 20000)) + draw(l, 3) * draw(l, 40);
            char word[40];
            int len = snprintf(word, sizeof word, "%c%ud%u", 'a' + (int)(rank % 26), rank * 7919u, rank);
            term(l, span_of(word, (size_t)len), i, 1);
            term(l, span_of(word, 3), DOC_NO_POSITION, 1);
        }
        char id[32];
        int len = snprintf(id, sizeof id, "Qarticle/%u", doc);
        term(l, span_of(id, (size_t)len), DOC_NO_POSITION, 0);
        l->data = noise(l, draw(l, 400));
        if (doc % 3)
            value(l, 0, span_of(id + 1, (size_t)len - 1));
        value(l, 2, noise(l, 1 + draw(l, 3)));
        put(l, doc);
    }
}

/* Lists of 2, 3 and 4 bytes an item that end about where a chunk does. */
static void chunks(struct load *l)
{
    for (uint32_t i = 1; i <= 1030; i++) {
        for (uint32_t last = 990; last <= 1010; last++) {
            char word[32];
            int len = snprintf(word, sizeof word, "t%u", last);
            if (i <= last)
                term(l, span_of(word, (size_t)len), DOC_NO_POSITION, 1);
            len = snprintf(word, sizeof word, "u%u", last);
            if (i <= last * 2 / 3)
                term(l, span_of(word, (size_t)len), DOC_NO_POSITION, 200);
        }
        put(l, i * 3);
    }
}

static void gaps(struct load *l)
{
    static const uint32_t numbers[] = {1, 2, 127, 128, 129, 256, 16384, 32766, 32767, 32768, 65536, 2097152,
        4194302, 4194303, 4194304, 4300000};
    for (size_t i = 0; i < COUNT(numbers); i++) {
        term(l, span_str("partout"), (uint32_t)i + 1, 1);
        if (i % 2)
            term(l, span_str("parfois"), DOC_NO_POSITION, (uint32_t)i);
        value(l, 1, noise(l, 2));
        l->data = noise(l, 10);
        put(l, numbers[i]);
    }
}

/* As far as numbers go. Not to be checked: the checker holds an array by number. */
static void far_numbers(struct load *l)
{
    static const uint32_t numbers[] = {
        5, 536870911, 536870912, 2147483646, 2147483647, 2147483648, 3000000000, 4294967290, 4294967294};
    for (size_t i = 0; i < COUNT(numbers); i++) {
        term(l, span_str("partout"), (uint32_t)i + 1, 1);
        value(l, 40000, noise(l, 2));
        put(l, numbers[i]);
    }
}

static void many_values(struct load *l)
{
    static const unsigned slots[] = {0, 1, 127, 128, 256, 40000};
    for (uint32_t i = 1; i <= 500; i++) {
        for (size_t s = 0; s < COUNT(slots); s++)
            if (draw(l, 3) && (s != 5 || i < 3))
                value(l, slots[s], noise(l, i % 50 == 0 ? 3000 : 1 + draw(l, 12)));
        put(l, i);
    }
}

static void data_sizes(struct load *l)
{
    static const uint32_t sizes[] = {2036, 2037, 2038, 2039, 2040, 4000, 6100, 8150, 8192, 70000, 300000};
    uint32_t number = 1;
    for (size_t i = 0; i < COUNT(sizes); i++)
        for (uint32_t before = 0; before < 4; before++) {
            l->data = noise(l, 1 + draw(l, 2500));
            put(l, number++);
            l->data = noise(l, sizes[i]);
            put(l, number++);
        }
}

/* ---- One corpus, both ways ---------------------------------------------------------------------------- */

static const struct corpus {
    const char *name;
    void (*feed)(struct load *l);
    bool unchecked; /* by Xapian's checker */
    size_t nmeta;
} corpora[] = {
    {"nothing", nothing, false, 0},
    {"nothing but metadata", nothing, false, 3},
    {"one document", one, false, 3},
    {"empty documents", empty_documents, false, 0},
    {"documents without words", bare_documents, false, 1},
    {"odd terms", odd_terms, false, 2},
    {"a huge document", huge, false, 0},
    {"many documents", zipf, false, 3},
    {"chunk boundaries", chunks, false, 0},
    {"gaps", gaps, false, 0},
    {"far numbers", far_numbers, true, 0},
    {"values", many_values, false, 0},
    {"sizes of data", data_sizes, false, 0},
};

static const struct span meta[] = {SPAN_LIT("version"), SPAN_LIT("1"), SPAN_LIT("a\0b"), SPAN_LIT("\0"),
    SPAN_LIT("\xff\xfe"), SPAN_LIT("une valeur un peu plus longue")};

/* Ways to build the same: every one must give the same bytes as the first. */
static const struct way {
    size_t memory, workers, batch, block_size, merge_width;
} ways[] = {
    {64 << 20, 1, 1000000, 8192, 1024},
    {0, 1, 1000000, 8192, 1024},
    {0, 2, 7, 8192, 1024},
    {64 << 20, 2, 100, 8192, 3},
    {64 << 20, 1, 50, 2048, 1024},
    {0, 2, 3, 2048, 5},
};

static char root[] = "/tmp/limier-glass-XXXXXX";

static const char *folder(struct arena *a, const char *name, size_t i)
{
    return arena_printf(a, "%s/%s-%zu", root, name, i);
}

static struct load load_init(const struct way *way)
{
    struct load l = {.workers = way->workers, .batch = way->batch, .random = 88172645463325252u};
    l.data = span_str("");
    return l;
}

static void load_release(struct load *l)
{
    for (size_t i = 0; i < WORKERS; i++) {
        vocab_release(&l->vocab[i]);
        glass_worker_free(l->worker[i]);
    }
    free(l->postings);
    arena_release(&l->bytes);
}

static void build_peer(const struct corpus *corpus, const char *dir)
{
    struct load l = load_init(&ways[0]);
    l.peer = peer_new(dir);
    corpus->feed(&l);
    for (size_t i = 0; i < corpus->nmeta; i++)
        peer_meta(l.peer, meta[2 * i], meta[2 * i + 1]);
    peer_finish(l.peer);
    load_release(&l);
}

static void build_glass(const struct corpus *corpus, const struct way *way, const char *dir)
{
    struct load l = load_init(way);
    struct limier_error err;
    if (glass_builder_new(&l.builder, dir, &err) != LIMIER_OK)
        fail_msg("%s", err.message);
    l.builder->block_size = way->block_size;
    l.builder->merge_width = way->merge_width;
    for (size_t i = 0; i < way->workers; i++)
        l.worker[i] = glass_worker_new(l.builder, way->memory);
    corpus->feed(&l);
    for (size_t i = 0; i < way->workers; i++)
        assert_int_equal(glass_worker_flush(l.worker[i], NULL), LIMIER_OK);
    if (glass_builder_finish(l.builder, meta, corpus->nmeta, &err) != LIMIER_OK)
        fail_msg("%s", err.message);
    load_release(&l);
    glass_builder_free(l.builder);
}

static void read_file(struct buf *out, const char *path)
{
    buf_clear(out);
    int fd = open(path, O_RDONLY);
    assert_true(fd >= 0);
    struct stat st;
    assert_int_equal(fstat(fd, &st), 0);
    char *p = buf_reserve(out, (size_t)st.st_size);
    assert_int_equal(read(fd, p, (size_t)st.st_size), st.st_size);
    out->len = (size_t)st.st_size;
    close(fd);
}

static void same_bytes(struct arena *a, const char *name, size_t way, const char *dir, const char *other)
{
    static const char *const files[] = {
        "iamglass", "postlist.glass", "docdata.glass", "termlist.glass", "position.glass"};
    struct buf x = {0}, y = {0};
    for (size_t i = 0; i < COUNT(files); i++) {
        read_file(&x, arena_printf(a, "%s/%s", dir, files[i]));
        read_file(&y, arena_printf(a, "%s/%s", other, files[i]));
        if (i == 0) { /* all but the identity */
            memset(x.ptr + 16, 0, 16);
            memset(y.ptr + 16, 0, 16);
        }
        if (!span_eq(buf_span(&x), buf_span(&y)))
            fail_msg("%s, way %zu: %s differs", name, way, files[i]);
    }
    buf_release(&x);
    buf_release(&y);
}

static void same_content(const char *name, size_t way, const char *dir, const char *peer)
{
    struct buf differences = {0};
    struct limier_error err;
    if (store_compare(dir, peer, &differences, &err) != LIMIER_OK)
        fail_msg("%s, way %zu: %s", name, way, err.message);
    if (differences.len)
        fail_msg("%s, way %zu: %s", name, way, buf_str(&differences));
    buf_release(&differences);
}

static void clean(const struct corpus *corpus, size_t way, const char *dir)
{
    if (!corpus->unchecked && peer_errors(dir) != 0)
        fail_msg("%s, way %zu: Xapian's checker finds errors", corpus->name, way);
}

/* The first way that has this one's block size. */
static size_t first_like(size_t way)
{
    size_t i = 0;
    while (ways[i].block_size != ways[way].block_size)
        i++;
    return i;
}

static void builds_what_xapian_builds(void **state)
{
    const struct corpus *corpus = *state;
    struct arena a;
    arena_init(&a);
    const char *peer = folder(&a, "peer", 0), *dir[COUNT(ways)];
    build_peer(corpus, peer);
    for (size_t i = 0; i < COUNT(ways); i++) {
        dir[i] = folder(&a, "glass", i);
        build_glass(corpus, &ways[i], dir[i]);
        clean(corpus, i, dir[i]);
        if (first_like(i) < i)
            same_bytes(&a, corpus->name, i, dir[i], dir[first_like(i)]);
        else
            same_content(corpus->name, i, dir[i], peer);
    }
    peer_update(peer);
    for (size_t i = 0; i < COUNT(ways); i++)
        if (first_like(i) == i) {
            peer_update(dir[i]);
            clean(corpus, i, dir[i]);
            same_content(corpus->name, i, dir[i], peer);
        }
    arena_release(&a);
}

static int remove_entry(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st, (void)type, (void)ftw;
    return remove(path);
}

static int begin(void **state)
{
    (void)state;
    strcpy(root + strlen(root) - 6, "XXXXXX");
    return mkdtemp(root) ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    return nftw(root, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(corpora)];
    for (size_t i = 0; i < COUNT(corpora); i++)
        tests[i] = (struct CMUnitTest){
            corpora[i].name, builds_what_xapian_builds, begin, end, (void *)(uintptr_t)&corpora[i]};
    return _cmocka_run_group_tests("glass build", tests, COUNT(tests), NULL, NULL);
}
