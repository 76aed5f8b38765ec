/* Over 600 lines because a third file that exports would be a third place to look.
 *
 * The public face (limier.map names its symbols). Each function here checks what it is given, asks the rooms,
 * and hands out what they say in memory of its own. What reads archives is in limier_index.c. */
#include "limier.h"

#include "base/buf.h"
#include "base/bug.h"
#include "base/error.h"
#include "eval/measure.h"
#include "eval/randomise.h"
#include "index/manifest.h"
#include "index/root.h"
#include "index/version.h"
#include "lang/analyzer.h"
#include "lang/explained.h"
#include "lang/explained_names.h"
#include "lang/synonyms.h"
#include "search/search.h"
#include "store/schema.h"
#include "store/store.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#ifndef LIMIER_VERSION_STRING
#error "the build says which version this is"
#endif

struct limier {
    struct store *store;
    struct analyzer *analyzer;        /* made when first needed */
    struct limier_synonyms *synonyms; /* NULL until they are needed, and when there are none */
    bool has_synonyms;                /* they were looked for */
    struct arena arena;               /* as long as the index is open */
    const char *dir, *root, *here;
};

const char *limier_version(void)
{
    return LIMIER_VERSION_STRING;
}

const char *limier_status_name(enum limier_status status)
{
    static const char *const names[] = {
        [LIMIER_OK] = "ok",
        [LIMIER_USAGE] = "usage",
        [LIMIER_QUERY] = "query",
        [LIMIER_INPUT] = "input",
        [LIMIER_MISSING] = "missing",
        [LIMIER_LOCKED] = "locked",
        [LIMIER_CORRUPT] = "corrupt",
        [LIMIER_VERSION] = "version",
        [LIMIER_TOO_LONG] = "too long",
        [LIMIER_SYSTEM] = "system",
        [LIMIER_INTERRUPTED] = "interrupted",
        [LIMIER_INTERNAL] = "internal",
    };
    size_t i = (size_t)status;
    return i < sizeof names / sizeof *names ? names[i] : "unknown";
}

/* ---- Finding and opening ------------------------------------------------------------------------------ */

static bool has_index(const char *folder, struct arena *arena)
{
    const char *stub = arena_printf(arena, "%s/.limier/XAPIANDB", strcmp(folder, "/") ? folder : "");
    return access(stub, F_OK) == 0 ||
           errno == EACCES; /* one that may not be looked at is found, and then said so */
}

enum limier_status limier_find(char **out, const char *dir, struct limier_error *err)
{
    *out = NULL;
    if (!dir)
        dir = getenv("LIMIER_INDEX");
    if (dir && *dir) {
        *out = mem_copy_str(dir);
        return LIMIER_OK;
    }
    struct arena arena;
    arena_init(&arena);
    const char *folder;
    enum limier_status status = root_absolute(&arena, ".", &folder, err);
    const char *found = NULL;
    while (status == LIMIER_OK && !found) {
        if (has_index(folder, &arena))
            found = arena_printf(&arena, "%s/.limier", strcmp(folder, "/") ? folder : "");
        else if (!strcmp(folder, "/"))
            break;
        size_t n = (size_t)(strrchr(folder, '/') - folder);
        folder = arena_str(&arena, span_of(folder, n ? n : 1));
    }
    if (status == LIMIER_OK && !found) {
        status = error_set(err, LIMIER_MISSING, "no index here or in a folder above");
        error_hint(err, "limier index FOLDER makes one; -d DIR or $LIMIER_INDEX names one elsewhere");
    }
    if (found)
        *out = mem_copy_str(found);
    arena_release(&arena);
    return status;
}

static enum limier_status read_root(struct limier *l, struct limier_error *err)
{
    struct span kept;
    enum limier_status status = store_meta_get(l->store, span_str(SCHEMA_META_ROOT), &l->arena, &kept, err);
    if (status == LIMIER_OK)
        status = root_absolute(&l->arena, ".", &l->here, err);
    const char *absolute = NULL;
    if (status == LIMIER_OK)
        status = root_absolute(&l->arena, l->dir, &absolute, err);
    if (status == LIMIER_OK)
        l->root = kept.len ? root_read(&l->arena, absolute, kept) : l->here;
    return status;
}

enum limier_status limier_open(struct limier **out, const char *dir, struct limier_error *err)
{
    *out = NULL;
    struct limier *l = mem_zero(1, sizeof *l);
    arena_init(&l->arena);
    l->dir = arena_str(&l->arena, span_str(dir));
    enum limier_status status = store_open(&l->store, dir, STORE_READ, err);
    if (status == LIMIER_MISSING && has_index(dir, &l->arena))
        error_hint(err, "it holds one: %s/.limier", dir);
    if (status == LIMIER_OK)
        status = version_check(l->store, err);
    if (status == LIMIER_OK)
        status = read_root(l, err);
    if (status == LIMIER_OK)
        *out = l;
    else
        limier_close(l);
    return status;
}

void limier_close(struct limier *l)
{
    if (!l)
        return;
    store_close(l->store);
    analyzer_free(l->analyzer);
    synonyms_free(l->synonyms);
    arena_release(&l->arena);
    free(l);
}

static struct analyzer *analyzer_of(struct limier *l)
{
    if (!l->analyzer)
        l->analyzer = analyzer_new();
    return l->analyzer;
}

/* ---- Searching ---------------------------------------------------------------------------------------- */

enum limier_status limier_synonyms_read(
    struct limier_synonyms **out, const char *path, struct limier_error *err)
{
    return synonyms_read(out, path, err);
}

void limier_synonyms_free(struct limier_synonyms *synonyms)
{
    synonyms_free(synonyms);
}

/* The request with the index's own list in it, where it has none. */
static enum limier_status complete(
    struct limier *l, const struct limier_request *given, struct limier_request *out, struct limier_error *err)
{
    enum limier_status status = LIMIER_OK;
    *out = *given;
    if (out->no_synonyms || out->synonyms)
        return LIMIER_OK;
    if (!l->has_synonyms) {
        const char *named = getenv("LIMIER_SYNONYMS");
        const char *beside = arena_printf(&l->arena, "%s/synonymes.txt", l->dir);
        if (named && *named)
            status = synonyms_read(&l->synonyms, named, err);
        else if (access(beside, F_OK) == 0)
            status = synonyms_read(&l->synonyms, beside, err);
        l->has_synonyms = status == LIMIER_OK;
    }
    out->synonyms = l->synonyms;
    return status;
}

/* Results with the memory that they live in. */
struct results_box {
    struct limier_results results;
    struct arena arena;
};

struct hit_box {
    struct limier_hit hit;
    struct arena arena;
};

static const char *shown_path(struct limier *l, struct arena *arena, const char *kept)
{
    return *kept ? root_display(arena, l->root, l->here, span_str(kept)) : "";
}

enum limier_status limier_search(struct limier *l, const struct limier_request *request,
    struct limier_results **out, struct limier_error *err)
{
    *out = NULL;
    struct results_box *box = mem_zero(1, sizeof *box);
    arena_init(&box->arena);
    struct limier_hit *hits;
    struct limier_request whole;
    enum limier_status status = complete(l, request, &whole, err);
    if (status == LIMIER_OK)
        status = search_run(l->store, analyzer_of(l), &whole, &box->arena, &box->results, &hits, err);
    if (status != LIMIER_OK) {
        limier_results_free(&box->results);
        return status;
    }
    for (size_t i = 0; i < box->results.nhits; i++)
        hits[i].article.path = shown_path(l, &box->arena, hits[i].article.path);
    *out = &box->results;
    return LIMIER_OK;
}

void limier_results_free(struct limier_results *results)
{
    if (!results)
        return;
    struct results_box *box = (struct results_box *)results;
    arena_release(&box->arena);
    free(box);
}

/* The document of an id, else the only one of a file's path. */
static enum limier_status find_article(
    struct limier *l, const char *id, struct arena *arena, struct span *data, struct limier_error *err)
{
    struct store_request request = {.limit = 2, .data = true};
    struct store_page page;
    struct buf term = {0};
    schema_whole_term(&term, SCHEMA_ID_PREFIX, span_str(id));
    enum limier_status status = store_lookup(l->store, buf_span(&term), 0, &request, arena, &page, err);
    const char *absolute;
    if (status == LIMIER_OK && page.nhits == 0 && root_absolute(arena, id, &absolute, NULL) == LIMIER_OK) {
        buf_clear(&term);
        schema_whole_term(&term, SCHEMA_FILE_PREFIX, span_str(root_shorten(arena, l->root, absolute)));
        status = store_lookup(l->store, buf_span(&term), 0, &request, arena, &page, err);
        if (status == LIMIER_OK && page.nhits > 1)
            status = error_set(err, LIMIER_MISSING, "%s: a file of several articles: name one by its id", id);
    }
    if (status == LIMIER_OK && page.nhits == 0)
        status = error_set(err, LIMIER_MISSING, "%s: no such article", id);
    if (status == LIMIER_OK)
        *data = page.hits[0].data;
    buf_release(&term);
    return status;
}

enum limier_status limier_get(
    struct limier *l, const char *id, const char *query, struct limier_hit **out, struct limier_error *err)
{
    *out = NULL;
    struct hit_box *box = mem_zero(1, sizeof *box);
    arena_init(&box->arena);
    struct span data;
    struct limier_request request = {.query = query};
    enum limier_status status = find_article(l, id, &box->arena, &data, err);
    if (status == LIMIER_OK && query)
        status = complete(l, &request, &request, err);
    if (status == LIMIER_OK)
        status = search_mark(l->store, analyzer_of(l), &request, data, &box->arena, &box->hit.article, err);
    if (status != LIMIER_OK) {
        limier_hit_free(&box->hit);
        return status;
    }
    box->hit.rank = 1;
    box->hit.article.path = shown_path(l, &box->arena, box->hit.article.path);
    *out = &box->hit;
    return LIMIER_OK;
}

void limier_hit_free(struct limier_hit *hit)
{
    if (!hit)
        return;
    struct hit_box *box = (struct hit_box *)hit;
    arena_release(&box->arena);
    free(box);
}

/* ---- Facts -------------------------------------------------------------------------------------------- */

/* Forms are the terms without a prefix: those that do not begin with a capital. */
static enum limier_status count_forms(struct store *s, uint64_t *count, struct limier_error *err)
{
    enum limier_status status = LIMIER_OK;
    struct arena arena;
    arena_init(&arena);
    *count = 0;
    for (int c = 1; status == LIMIER_OK && c < 256; c++) {
        if (c >= 'A' && c <= 'Z')
            continue;
        char first = (char)c;
        struct store_term *terms;
        size_t n = 0;
        arena_clear(&arena);
        status = store_terms(s, span_of(&first, 1), 0, &arena, &terms, &n, err);
        *count += n;
    }
    arena_release(&arena);
    return status;
}

/* « 20251125 » → « 2025-11-25 ». */
static void write_date(char out[24], struct span digits)
{
    size_t n = 0;
    for (size_t i = 0; i < digits.len && i < 12; i++) {
        if (i == 4 || i == 6)
            out[n++] = '-';
        else if (i == 8)
            out[n++] = 'T';
        else if (i == 10)
            out[n++] = ':';
        out[n++] = digits.ptr[i];
    }
    out[n] = '\0';
}

static enum limier_status count_files(struct store *s, uint64_t *files, struct limier_error *err)
{
    struct manifest m;
    manifest_init(&m);
    enum limier_status status = manifest_load(&m, s, err);
    *files = m.paths.count;
    manifest_release(&m);
    return status;
}

enum limier_status limier_stats(struct limier *l, struct limier_stats *out, struct limier_error *err)
{
    *out = (struct limier_stats){.dir = l->dir, .format = SCHEMA_FORMAT, .analysis = ANALYZER_VERSION};
    snprintf(out->xapian, sizeof out->xapian, "%s", store_xapian_version());
    struct arena arena;
    arena_init(&arena);
    struct store_stats stats = {0};
    struct span low = {"", 0}, high = {"", 0}, words = {"", 0};
    enum limier_status status = store_stats(l->store, &stats, err);
    if (status == LIMIER_OK)
        status = store_value_bounds(l->store, SLOT_DATE, &arena, &low, &high, err);
    if (status == LIMIER_OK)
        status = store_meta_get(l->store, span_str(SCHEMA_META_WORDS), &arena, &words, err);
    if (status == LIMIER_OK)
        status = count_files(l->store, &out->files, err);
    if (status == LIMIER_OK)
        status = count_forms(l->store, &out->distinct_words, err);
    out->articles = stats.documents;
    out->bytes = store_bytes(l->store);
    out->words = words.len ? strtoull(arena_str(&arena, words), NULL, 10) : 0;
    write_date(out->first_date, low);
    write_date(out->last_date, high);
    arena_release(&arena);
    return status;
}

/* ---- Why ---------------------------------------------------------------------------------------------- */

/* Tokens in one block of memory: the array, then the strings. */
struct token_list {
    struct analyzer *analyzer;
    struct limier_token *tokens;
    size_t count, cap;
    struct buf strings;
};

static size_t add_string(struct buf *strings, struct span s)
{
    size_t at = strings->len;
    buf_add_span(strings, s);
    buf_add_char(strings, '\0');
    return at;
}

/* While the strings still move, a token's pointers are offsets. */
static void take_token(void *context, const struct token *t)
{
    struct token_list *list = context;
    struct word *w = t->word;
    list->tokens = mem_grow(list->tokens, &list->cap, list->count + 1, sizeof *list->tokens);
    list->tokens[list->count++] = (struct limier_token){
        .start = t->start,
        .end = t->end,
        .position = t->position,
        .exact = (const char *)(uintptr_t)add_string(&list->strings, w->exact),
        .form = (const char *)(uintptr_t)add_string(&list->strings, w->form),
        .stem = (const char *)(uintptr_t)add_string(&list->strings, analyzer_stem(list->analyzer, w)),
        .elided = w->flags & WORD_ELIDED,
        .stop = w->flags & WORD_STOP,
    };
}

enum limier_status limier_analyze(
    const char *text, size_t length, struct limier_token **out, size_t *n, struct limier_error *err)
{
    *out = NULL;
    *n = 0;
    if (length > UINT32_MAX)
        return error_set(err, LIMIER_TOO_LONG, "a text of more than 4 GiB");
    struct analyzer *a = analyzer_new();
    struct token_list list = {.analyzer = a};
    analyzer_text(a, span_of(text, length), take_token, &list);
    analyzer_free(a);
    size_t head = list.count * sizeof *list.tokens;
    char *block = mem_alloc(head + list.strings.len);
    char *strings = block + head;
    memcpy(strings, buf_str(&list.strings), list.strings.len);
    for (size_t i = 0; i < list.count; i++) {
        struct limier_token *t = &list.tokens[i];
        t->exact = strings + (uintptr_t)t->exact;
        t->form = strings + (uintptr_t)t->form;
        t->stem = strings + (uintptr_t)t->stem;
    }
    if (head)
        memcpy(block, list.tokens, head);
    *out = (struct limier_token *)(void *)block;
    *n = list.count;
    free(list.tokens);
    buf_release(&list.strings);
    return LIMIER_OK;
}

void limier_tokens_free(struct limier_token *tokens)
{
    free(tokens);
}

/* Built as tokens are. */
struct pair_list {
    const char *text;
    struct analyzer *analyzer;
    struct limier_explained *pairs;
    size_t count, cap;
    struct buf strings;
};

typedef void namer(struct buf *out, struct analyzer *a, struct span text);

static struct limier_name name_of(struct pair_list *list, struct span s, namer *append)
{
    struct limier_name name = {.start = (size_t)(s.ptr - list->text)};
    name.end = name.start + s.len;
    name.form = (const char *)(uintptr_t)list->strings.len;
    append(&list->strings, list->analyzer, s);
    buf_add_char(&list->strings, '\0');
    return name;
}

static void take_pair(void *context, const struct explained *pair)
{
    struct pair_list *list = context;
    list->pairs = mem_grow(list->pairs, &list->cap, list->count + 1, sizeof *list->pairs);
    list->pairs[list->count++] = (struct limier_explained){
        .acronym = name_of(list, pair->acronym, explained_name_acronym),
        .expansion = name_of(list, pair->expansion, explained_name_forms),
    };
}

enum limier_status limier_explained(
    const char *text, size_t length, struct limier_explained **out, size_t *n, struct limier_error *err)
{
    *out = NULL;
    *n = 0;
    if (length > UINT32_MAX)
        return error_set(err, LIMIER_TOO_LONG, "a text of more than 4 GiB");
    struct pair_list list = {.text = text, .analyzer = analyzer_new()};
    explained_find(span_of(text, length), take_pair, &list);
    analyzer_free(list.analyzer);
    size_t head = list.count * sizeof *list.pairs;
    char *block = mem_alloc(head + list.strings.len), *strings = block + head;
    memcpy(strings, buf_str(&list.strings), list.strings.len);
    for (size_t i = 0; i < list.count; i++) {
        list.pairs[i].acronym.form = strings + (uintptr_t)list.pairs[i].acronym.form;
        list.pairs[i].expansion.form = strings + (uintptr_t)list.pairs[i].expansion.form;
    }
    if (head)
        memcpy(block, list.pairs, head);
    *out = (struct limier_explained *)(void *)block;
    *n = list.count;
    free(list.pairs);
    buf_release(&list.strings);
    return LIMIER_OK;
}

void limier_explained_free(struct limier_explained *pairs)
{
    free(pairs);
}

enum limier_status limier_explain(struct limier *l, const struct limier_request *request, const char *id,
    char **out, struct limier_error *err)
{
    *out = NULL;
    struct buf text = {0};
    struct limier_request whole;
    enum limier_status status = complete(l, request, &whole, err);
    if (status == LIMIER_OK)
        status = search_explain(l->store, analyzer_of(l), &whole, id, &text, err);
    if (status == LIMIER_OK)
        *out = mem_copy_str(buf_str(&text));
    buf_release(&text);
    return status;
}

/* ---- Measuring ---------------------------------------------------------------------------------------- */

const char *limier_eval_name(enum limier_measure measure)
{
    static const char *const names[LIMIER_MEASURES] = {
        [LIMIER_NDCG_10] = "nDCG@10",
        [LIMIER_MAP] = "MAP",
        [LIMIER_MRR_10] = "MRR@10",
        [LIMIER_RECALL_100] = "recall@100",
        [LIMIER_SUCCESS_1] = "success@1",
        [LIMIER_SUCCESS_10] = "success@10",
    };
    return measure < LIMIER_MEASURES ? names[measure] : "unknown";
}

enum limier_status limier_eval_judgements(
    struct limier_judgements **out, struct limier_eval_input *input, struct limier_error *err)
{
    return judgements_read(out, input, err);
}

void limier_eval_judgements_free(struct limier_judgements *judgements)
{
    judgements_free(judgements);
}

enum limier_status limier_eval_run(
    struct limier_run **out, struct limier_eval_input *input, struct limier_error *err)
{
    if (input)
        return trec_run_read(out, input, err);
    *out = trec_run_new();
    return LIMIER_OK;
}

void limier_eval_run_add(struct limier_run *run, const char *qid, const char *id, double score)
{
    trec_run_add(run, qid, id, score);
}

void limier_eval_run_free(struct limier_run *run)
{
    trec_run_free(run);
}

enum limier_status limier_eval_measure(const struct limier_judgements *judgements, struct limier_run *run,
    const char *const *qids, size_t nqids, struct limier_eval_scores **out, struct limier_error *err)
{
    *out = NULL;
    struct vocab seen;
    vocab_init(&seen);
    enum limier_status status = LIMIER_OK;
    for (size_t i = 0; qids && i < nqids && status == LIMIER_OK; i++)
        if (vocab_add(&seen, span_str(qids[i])) != i)
            status = error_set(err, LIMIER_USAGE, "query %s is there twice", qids[i]);
    vocab_release(&seen);
    if (status == LIMIER_OK)
        *out = measure_run(judgements, run, qids, nqids);
    return status;
}

void limier_eval_scores_free(struct limier_eval_scores *scores)
{
    measure_free(scores);
}

static bool same_queries(const struct limier_eval_scores *a, const struct limier_eval_scores *b)
{
    if (a->nqueries != b->nqueries)
        return false;
    for (size_t i = 0; i < a->nqueries; i++)
        if (strcmp(a->queries[i].qid, b->queries[i].qid) != 0)
            return false;
    return true;
}

enum limier_status limier_eval_compare(const struct limier_eval_scores *first,
    const struct limier_eval_scores *second, struct limier_eval_difference *out, struct limier_error *err)
{
    if (!same_queries(first, second))
        return error_set(err, LIMIER_USAGE, "two runs measured on different queries");
    double *differences = mem_alloc((first->nqueries + 1) * sizeof *differences);
    for (int m = 0; m < LIMIER_MEASURES; m++) {
        for (size_t i = 0; i < first->nqueries; i++)
            differences[i] = first->queries[i].values[m] - second->queries[i].values[m];
        out[m] = (struct limier_eval_difference){
            first->means[m] - second->means[m], randomise_p(differences, first->nqueries)};
    }
    free(differences);
    return LIMIER_OK;
}
