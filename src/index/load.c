#include "index/load.h"

#include "base/bug.h"
#include "base/trace.h"

#include <pthread.h>
#include <stdlib.h>

enum {
    BATCH_BYTES = 2 << 20,    /* of text in a batch, about */
    BATCH_ARTICLES = 4096,    /* and articles at most */
    WORKER_MEMORY = 24 << 20, /* bytes of inverted postings a worker may hold before it spills */
    WORDS_MEMORY = 24 << 20   /* bytes of words and terms it may remember from one batch to the next */
};

struct job {
    struct article article;
    struct compose_place place;
};

/* Articles on their way to a worker, with the memory that they live in. */
struct batch {
    struct arena arena;
    struct job *jobs;
    size_t count, cap;
    uint64_t bytes;
    uint32_t first; /* number of its first document */
    struct batch *next;
};

struct worker {
    struct load *load;
    pthread_t thread;
    struct composer *composer;
    struct bulk_worker *bulk;
};

struct load {
    struct store_bulk *bulk;
    struct worker *workers;
    unsigned nworkers;
    struct batch *filling;
    uint32_t next_number;
    uint64_t bytes;
    bool joined;

    /* Under the mutex. */
    pthread_mutex_t mutex;
    pthread_cond_t to_do, done;
    struct batch *queue, **queue_end; /* to be composed */
    struct batch *spare;              /* emptied, to be filled again */
    unsigned queued;
    bool closing;
    enum limier_status failed;
    struct limier_error failure;
    uint64_t words;
};

static struct batch *batch_new(void)
{
    struct batch *b = mem_zero(1, sizeof *b);
    arena_init(&b->arena);
    return b;
}

static void batch_free(struct batch *b)
{
    while (b) {
        struct batch *next = b->next;
        arena_release(&b->arena);
        free(b->jobs);
        free(b);
        b = next;
    }
}

static struct span keep(struct batch *b, struct span s)
{
    return s.len ? arena_copy(&b->arena, s) : span_of("", 0);
}

static void batch_put(struct batch *b, const struct article *a, const struct compose_place *place)
{
    b->jobs = mem_grow(b->jobs, &b->cap, b->count + 1, sizeof *b->jobs);
    struct job *job = &b->jobs[b->count++];
    job->article = (struct article){
        .id = keep(b, a->id),
        .title = keep(b, a->title),
        .date = keep(b, a->date),
        .source = keep(b, a->source),
        .author = keep(b, a->author),
        .section = keep(b, a->section),
        .url = keep(b, a->url),
        .language = keep(b, a->language),
        .text = keep(b, a->text),
        .place = a->place,
    };
    struct article_extra *extra = arena_alloc(&b->arena, a->nextra * sizeof *extra);
    for (size_t i = 0; i < a->nextra; i++)
        extra[i] = (struct article_extra){keep(b, a->extra[i].name), keep(b, a->extra[i].value)};
    job->article.extra = extra;
    job->article.nextra = a->nextra;
    job->place = (struct compose_place){.id = keep(b, place->id),
        .path = keep(b, place->path),
        .file = keep(b, place->file),
        .format = place->format,
        .hash = place->hash};
    b->bytes += a->text.len + a->title.len + 64;
}

static enum limier_status work_through(
    struct worker *w, const struct batch *b, uint64_t *words, struct limier_error *err)
{
    enum limier_status status = LIMIER_OK;
    for (size_t i = 0; status == LIMIER_OK && i < b->count; i++) {
        uint64_t n;
        const struct doc *doc = compose(w->composer, &b->jobs[i].article, &b->jobs[i].place, &n);
        *words += n;
        status = bulk_worker_add(w->bulk, b->first + (uint32_t)i, doc, err);
    }
    if (status == LIMIER_OK)
        status = bulk_worker_flush(w->bulk, err);
    if (composer_memory(w->composer) > WORDS_MEMORY)
        composer_forget(w->composer);
    return status;
}

static void *worker_run(void *argument)
{
    struct worker *w = argument;
    struct load *l = w->load;
    pthread_mutex_lock(&l->mutex);
    for (;;) {
        while (!l->queue && !l->closing)
            pthread_cond_wait(&l->to_do, &l->mutex);
        struct batch *b = l->queue;
        if (!b)
            break;
        l->queue = b->next;
        if (!l->queue)
            l->queue_end = &l->queue;
        bool skip = l->failed != LIMIER_OK;
        pthread_mutex_unlock(&l->mutex);

        uint64_t words = 0;
        struct limier_error err;
        enum limier_status status = skip ? LIMIER_OK : work_through(w, b, &words, &err);
        arena_clear(&b->arena);
        b->count = 0;
        b->bytes = 0;

        pthread_mutex_lock(&l->mutex);
        l->queued--;
        l->words += words;
        if (status != LIMIER_OK && l->failed == LIMIER_OK) {
            l->failed = status;
            l->failure = err;
        }
        b->next = l->spare;
        l->spare = b;
        pthread_cond_signal(&l->done);
    }
    pthread_mutex_unlock(&l->mutex);
    return NULL;
}

enum limier_status load_begin(
    struct load **out, struct store *s, enum store_bulk_base base, unsigned threads, struct limier_error *err)
{
    *out = NULL;
    struct store_bulk *bulk;
    enum limier_status status = store_bulk_begin(&bulk, s, base, err);
    if (status != LIMIER_OK)
        return status;
    struct load *l = mem_zero(1, sizeof *l);
    l->bulk = bulk;
    l->next_number = 1;
    l->queue_end = &l->queue;
    pthread_mutex_init(&l->mutex, NULL);
    pthread_cond_init(&l->to_do, NULL);
    pthread_cond_init(&l->done, NULL);
    l->workers = mem_zero(threads, sizeof *l->workers);
    for (; l->nworkers < threads; l->nworkers++) {
        struct worker *w = &l->workers[l->nworkers];
        w->load = l;
        w->composer = composer_new();
        w->bulk = store_bulk_worker(bulk, WORKER_MEMORY);
        int failed = pthread_create(&w->thread, NULL, worker_run, w);
        if (failed) {
            composer_free(w->composer);
            bulk_worker_free(w->bulk);
            if (l->nworkers > 0)
                break; /* fewer hands do the same work */
            l->joined = true;
            load_abandon(l);
            return error_set(err, LIMIER_SYSTEM, "cannot start a thread: %s", strerror(failed));
        }
    }
    *out = l;
    return LIMIER_OK;
}

static enum limier_status hand_over(struct load *l, struct limier_error *err)
{
    struct batch *b = l->filling;
    l->filling = NULL;
    pthread_mutex_lock(&l->mutex);
    enum limier_status status = l->failed;
    if (status != LIMIER_OK && err)
        *err = l->failure;
    if (b) {
        b->next = NULL;
        *l->queue_end = b;
        l->queue_end = &b->next;
        l->queued++;
        pthread_cond_signal(&l->to_do);
    }
    while (l->queued > l->nworkers + 1)
        pthread_cond_wait(&l->done, &l->mutex);
    if (l->spare) {
        l->filling = l->spare;
        l->spare = l->spare->next;
        l->filling->next = NULL;
    }
    pthread_mutex_unlock(&l->mutex);
    return status;
}

enum limier_status load_add(
    struct load *l, const struct article *article, const struct compose_place *place, struct limier_error *err)
{
    enum limier_status status = LIMIER_OK;
    if (l->next_number == UINT32_MAX)
        return error_set(err, LIMIER_TOO_LONG, "more articles than an index can number");
    if (l->filling && (l->filling->bytes >= BATCH_BYTES || l->filling->count >= BATCH_ARTICLES))
        status = hand_over(l, err);
    if (!l->filling)
        l->filling = batch_new();
    if (l->filling->count == 0)
        l->filling->first = l->next_number;
    batch_put(l->filling, article, place);
    l->bytes += article->text.len + article->title.len;
    l->next_number++;
    return status;
}

uint64_t load_bytes(const struct load *l)
{
    return l->bytes;
}

uint64_t load_articles(const struct load *l)
{
    return l->next_number - 1;
}

static void join(struct load *l)
{
    if (l->joined)
        return;
    pthread_mutex_lock(&l->mutex);
    l->closing = true;
    pthread_cond_broadcast(&l->to_do);
    pthread_mutex_unlock(&l->mutex);
    for (unsigned i = 0; i < l->nworkers; i++)
        pthread_join(l->workers[i].thread, NULL);
    l->joined = true;
}

static void load_free(struct load *l)
{
    for (unsigned i = 0; i < l->nworkers; i++) {
        composer_free(l->workers[i].composer);
        bulk_worker_free(l->workers[i].bulk);
    }
    free(l->workers);
    batch_free(l->filling);
    batch_free(l->spare);
    batch_free(l->queue);
    pthread_mutex_destroy(&l->mutex);
    pthread_cond_destroy(&l->to_do);
    pthread_cond_destroy(&l->done);
    free(l);
}

enum limier_status load_wait(struct load *l, uint64_t *words, struct limier_error *err)
{
    double start = trace_clock();
    hand_over(l, NULL);
    join(l);
    trace(TRACE_TIME, "wait for composing and inverting: %.3f s", trace_clock() - start);
    *words = l->words;
    if (l->failed != LIMIER_OK && err)
        *err = l->failure;
    return l->failed;
}

enum limier_status load_finish(struct load *l, const struct store_bulk_change *change, struct limier_error *err)
{
    struct store_bulk *bulk = l->bulk;
    BUG_IF(!l->joined);
    load_free(l);
    double start = trace_clock();
    enum limier_status status = store_bulk_finish(bulk, change, err);
    trace(TRACE_TIME, "lay down the tables: %.3f s", trace_clock() - start);
    return status;
}

void load_abandon(struct load *l)
{
    if (!l)
        return;
    struct store_bulk *bulk = l->bulk;
    join(l);
    load_free(l);
    store_bulk_abandon(bulk);
}
