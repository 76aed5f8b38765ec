#include "tests/unit/store_fixture.h"

#include "base/bug.h"
#include "store/folder.h"

#include <unistd.h>

void maker_release(struct maker *m)
{
    vocab_release(&m->vocab);
    free(m->postings);
    *m = (struct maker){0};
}

void maker_clear(struct maker *m)
{
    vocab_clear(&m->vocab);
    m->npostings = 0;
    m->nvalues = 0;
    m->data = span_str("");
}

void maker_add(struct maker *m, const char *term, uint32_t position, uint32_t wdf)
{
    m->postings = mem_grow(m->postings, &m->postings_cap, m->npostings + 1, sizeof *m->postings);
    m->postings[m->npostings++] = (struct doc_posting){vocab_add(&m->vocab, span_str(term)), position, wdf};
}

void maker_text(struct maker *m, const char *text)
{
    char word[64];
    uint32_t position = 1;
    for (int n; sscanf(text, "%63s%n", word, &n) == 1; text += n)
        maker_add(m, word, position++, 1);
}

void maker_value(struct maker *m, unsigned slot, const char *value)
{
    m->values[m->nvalues++] = (struct doc_value){slot, span_str(value)};
}

struct doc maker_doc(const struct maker *m)
{
    return (struct doc){&m->vocab, m->postings, m->npostings, m->values, m->nvalues, m->data};
}

void put(struct store *s, const char *id, const char *text, const char *date)
{
    struct maker m = {0};
    struct limier_error err = {0};
    char unique[64];
    snprintf(unique, sizeof unique, "Q%s", id);
    maker_text(&m, text);
    maker_add(&m, unique, DOC_NO_POSITION, 0);
    if (date)
        maker_value(&m, 0, date);
    m.data = span_str(id);
    struct doc doc = maker_doc(&m);
    if (store_put(s, span_str(unique), &doc, &err) != LIMIER_OK)
        fail_msg("put %s: %s", id, err.message);
    maker_release(&m);
}

void commit(struct store *s)
{
    struct limier_error err = {0};
    if (store_commit(s, &err) != LIMIER_OK)
        fail_msg("commit: %s", err.message);
}

/* ---- Folders ------------------------------------------------------------------------------------------ */

static char scratch_root[] = "/tmp/limier-store-XXXXXX";
static struct arena scratch_names;

void scratch_begin(void)
{
    assert_non_null(mkdtemp(scratch_root));
}

void scratch_end(void)
{
    folder_remove(scratch_root);
    arena_release(&scratch_names);
}

const char *scratch(const char *name)
{
    const char *path = arena_printf(&scratch_names, "%s/%s", scratch_root, name);
    folder_remove(path);
    return path;
}

struct store *open_store(const char *dir, enum store_mode mode)
{
    struct store *s;
    struct limier_error err = {0};
    if (store_open(&s, dir, mode, &err) != LIMIER_OK)
        fail_msg("open %s: %s", dir, err.message);
    return s;
}

uint64_t documents_in(const char *dir)
{
    struct store *s;
    struct store_stats stats = {0};
    enum limier_status status = store_open(&s, dir, STORE_READ, NULL);
    if (status != LIMIER_MISSING)
        assert_int_equal(status, LIMIER_OK);
    if (s)
        assert_int_equal(store_stats(s, &stats, NULL), LIMIER_OK);
    store_close(s);
    return stats.documents;
}

/* ---- Queries ------------------------------------------------------------------------------------------ */

static struct store_query pool[4096];
static const struct store_query *kid_pool[4096];
static size_t pool_used, kids_used;

void query_reset(void)
{
    pool_used = kids_used = 0;
}

struct store_query *q_new(enum store_op op)
{
    assert_true(pool_used < COUNT(pool));
    struct store_query *q = &pool[pool_used++];
    *q = (struct store_query){.op = op};
    return q;
}

const struct store_query *q_term(const char *term)
{
    struct store_query *q = q_new(STORE_TERM);
    q->term = span_str(term);
    return q;
}

const struct store_query *q_op(enum store_op op, size_t n, ...)
{
    struct store_query *q = q_new(op);
    assert_true(kids_used + n <= COUNT(kid_pool));
    q->kids = kid_pool + kids_used;
    q->nkids = n;
    va_list kids;
    va_start(kids, n);
    for (size_t i = 0; i < n; i++)
        kid_pool[kids_used++] = va_arg(kids, const struct store_query *);
    va_end(kids);
    return q;
}

const char *found(struct store *s, const struct store_query *q)
{
    static char line[1024];
    struct store_request request = {.query = q, .k1 = 1.2, .b = 0.75, .min_normlen = 0.5, .data = true};
    struct store_page page;
    struct arena arena;
    struct limier_error err = {0};
    arena_init(&arena);
    if (store_search(s, &request, &arena, &page, &err) != LIMIER_OK)
        fail_msg("search: %s", err.message);
    line[0] = '\0';
    for (size_t i = 0, n = 0; i < page.nhits; i++)
        n += (size_t)snprintf(line + n, sizeof line - n, "%s%.*s", i ? " " : "", SPAN_ARG(page.hits[i].data));
    arena_release(&arena);
    return line;
}
