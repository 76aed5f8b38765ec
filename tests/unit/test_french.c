/* French matching, case by case: an article, a query whose words are all required, and whether the one is to
 * find the other. The cases are rows of a table: kind, article, query, yes or no, why; TAB between, « # »
 * begins a comment. « \n » and « \uXXXX » are escapes. A row whose reason begins with LATER is known not to
 * hold yet, and has to be changed once it does.
 *
 *     test_french         our own table, as a test
 *     test_french FILE    another table, as a report: what fails, and a line a kind */
#include "tests/unit/search_fixture.h"

#include "article/decode.h"
#include "base/bug.h"
#include "search/search.h"

#include <stdlib.h>

struct french_case {
    const char *kind, *text, *query, *why;
    bool wanted, later, found;
    size_t line;
};

struct table {
    struct french_case *items;
    size_t n, cap;
    struct arena arena;
};

static const char *unescape(struct arena *arena, struct span s)
{
    struct buf out = {0};
    while (s.len) {
        if (s.len >= 6 && s.ptr[0] == '\\' && s.ptr[1] == 'u') {
            char hex[5] = {s.ptr[2], s.ptr[3], s.ptr[4], s.ptr[5], '\0'};
            buf_add_rune(&out, (int32_t)strtol(hex, NULL, 16));
            s = span_skip(s, 6);
        } else if (s.len >= 2 && s.ptr[0] == '\\' && s.ptr[1] == 'n') {
            buf_add_char(&out, '\n');
            s = span_skip(s, 2);
        } else {
            buf_add_char(&out, s.ptr[0]);
            s = span_skip(s, 1);
        }
    }
    const char *str = arena_str(arena, buf_span(&out));
    buf_release(&out);
    return str;
}

static void add_row(struct table *t, struct span line, size_t number)
{
    enum { COLUMNS = 5 };
    const char *columns[COLUMNS];
    for (size_t i = 0; i < COLUMNS; i++) {
        const char *tab = i + 1 < COLUMNS ? memchr(line.ptr, '\t', line.len) : line.ptr + line.len;
        if (!tab)
            fail_msg("line %zu: too few columns", number);
        size_t n = (size_t)(tab - line.ptr);
        columns[i] = unescape(&t->arena, span_head(line, n));
        line = span_skip(line, n + 1);
    }
    bool yes = !strcmp(columns[3], "yes");
    if (!yes && strcmp(columns[3], "no"))
        fail_msg("line %zu: neither yes nor no: « %s »", number, columns[3]);
    t->items = mem_grow(t->items, &t->cap, t->n + 1, sizeof *t->items);
    t->items[t->n++] = (struct french_case){.kind = columns[0],
        .text = columns[1],
        .query = columns[2],
        .why = columns[4],
        .wanted = yes,
        .later = !strncmp(columns[4], "LATER", 5),
        .line = number};
}

static void read_table(struct table *t, const char *path)
{
    *t = (struct table){0};
    arena_init(&t->arena);
    FILE *file = fopen(path, "r");
    if (!file)
        fail_msg("%s cannot be read", path);
    struct buf bytes = {0};
    size_t n;
    do {
        n = fread(buf_reserve(&bytes, 65536), 1, 65536, file);
        bytes.len += n;
    } while (n);
    fclose(file);
    struct span rest = buf_span(&bytes), line;
    for (size_t number = 1; span_line(&rest, &line); number++)
        if (line.len && line.ptr[0] != '#' && !span_starts(line, span_str("kind\t")))
            add_row(t, line, number);
    buf_release(&bytes);
}

static void release_table(struct table *t)
{
    free(t->items);
    arena_release(&t->arena);
}

/* One index holds the articles of all rows; the id of each is the number of its row. */
static struct store *index_table(struct table *t)
{
    struct sample *samples = mem_zero(t->n, sizeof *samples);
    char(*ids)[24] = mem_zero(t->n, sizeof *ids);
    for (size_t i = 0; i < t->n; i++) {
        snprintf(ids[i], sizeof ids[i], "n%zu", i);
        /* as a reader hands it over */
        struct span text = span_str(t->items[i].text);
        text = decode_text(&t->arena, text, decode_guess(text), NULL);
        samples[i] = (struct sample){.id = ids[i], .title = "", .text = text.ptr};
    }
    struct store *store = samples_index("french", samples, t->n);
    free(samples);
    free(ids);
    return store;
}

static void search_case(struct store *store, struct analyzer *analyzer, struct table *t, size_t row)
{
    struct french_case *c = &t->items[row];
    struct arena arena;
    arena_init(&arena);
    struct limier_request request = {.query = c->query, .all = true, .limit = t->n};
    struct limier_results results;
    struct limier_hit *hits;
    struct limier_error err;
    char id[24];
    snprintf(id, sizeof id, "n%zu", row);
    if (search_run(store, analyzer, &request, &arena, &results, &hits, &err) != LIMIER_OK)
        fail_msg("line %zu « %s »: %s", c->line, c->query, err.message);
    for (size_t i = 0; i < results.nhits; i++)
        c->found = c->found || !strcmp(results.hits[i].article.id, id);
    arena_release(&arena);
}

static void search_table(struct table *t)
{
    struct store *store = index_table(t);
    struct analyzer *analyzer = analyzer_new();
    for (size_t i = 0; i < t->n; i++)
        search_case(store, analyzer, t, i);
    analyzer_free(analyzer);
    store_close(store);
}

/* Where the tests are run from, and where their files are. */
static const char *own_table(void)
{
    static char path[4096];
    const char *srcdir = getenv("srcdir");
    snprintf(path, sizeof path, "%s/tests/french/cases.tsv", srcdir ? srcdir : ".");
    return path;
}

static void our_cases_hold(void **state)
{
    (void)state;
    struct table t;
    size_t wrong = 0;
    read_table(&t, own_table());
    search_table(&t);
    for (size_t i = 0; i < t.n; i++) {
        const struct french_case *c = &t.items[i];
        if ((c->found == c->wanted) != c->later)
            continue;
        wrong++;
        print_error("line %zu: « %s » %s « %s »%s\n", c->line, c->query, c->found ? "finds" : "does not find",
            c->text, c->later ? ": no longer LATER" : "");
    }
    assert_true(t.n >= 400);
    release_table(&t);
    if (wrong)
        fail_msg("%zu rows", wrong);
}

static int report(const char *path)
{
    struct table t;
    read_table(&t, path);
    search_table(&t);
    size_t held = 0, must = 0, musts = 0;
    for (size_t i = 0; i < t.n; i++) {
        const struct french_case *c = &t.items[i];
        bool holds = c->found == c->wanted, is_must = !strncmp(c->why, "MUST", 4);
        held += holds;
        musts += is_must;
        must += is_must && holds;
        if (!holds)
            printf("%zu\t%s\t%s\t%s\t%s\t%s\n", c->line, c->kind, c->text, c->query, c->wanted ? "yes" : "no",
                c->why);
    }
    for (size_t i = 0; i < t.n; i++) {
        size_t all = 0, good = 0, first = 0;
        while (strcmp(t.items[first].kind, t.items[i].kind))
            first++;
        for (size_t k = i; first == i && k < t.n; k++) {
            bool same = !strcmp(t.items[k].kind, t.items[i].kind);
            all += same;
            good += same && t.items[k].found == t.items[k].wanted;
        }
        if (all)
            printf("%-20s %zu of %zu\n", t.items[i].kind, good, all);
    }
    printf("%-20s %zu of %zu\n%-20s %zu of %zu\n", "MUST", must, musts, "all", held, t.n);
    release_table(&t);
    return held == t.n ? 0 : 1;
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

int main(int argc, char **argv)
{
    if (argc > 1) {
        scratch_begin();
        int status = report(argv[1]);
        scratch_end();
        return status;
    }
    const struct CMUnitTest tests[] = {cmocka_unit_test(our_cases_hold)};
    return cmocka_run_group_tests_name("french", tests, begin, end);
}
