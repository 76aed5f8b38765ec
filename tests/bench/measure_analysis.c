/* How fast French is analysed: files of articles are read into memory, and then cut, folded and stemmed on one
 * core, as often as told, each time by an analyzer that knows no word yet. What indexing does with a word it
 * meets first, its stem, is done; terms and positions are not. Prints MB of title and text for a
 * second of the processor's time (other work on the machine counts less so), best and median.
 *
 *     measure_analysis PASSES FILE…       the figures
 *     measure_analysis --words FILE…      every distinct token, to compare before and after a change */
#include "article/reader.h"
#include "base/buf.h"
#include "base/bug.h"
#include "base/vocab.h"
#include "lang/analyzer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct texts {
    struct arena arena;
    struct span *items;
    size_t n, cap, bytes;
};

static void add_text(struct texts *t, struct span text)
{
    t->items = mem_grow(t->items, &t->cap, t->n + 1, sizeof *t->items);
    t->items[t->n++] = arena_copy(&t->arena, text);
    t->bytes += text.len;
}

static enum limier_status read_articles(struct texts *t, const char *path, struct limier_error *err)
{
    struct input *in = NULL;
    struct reader reader;
    struct arena arena;
    arena_init(&arena);
    enum limier_status status = input_open(&in, path, path, err);
    if (status == LIMIER_OK && (status = reader_open(&reader, in, NULL, err)) == LIMIER_OK) {
        for (bool more = true; more;) {
            struct article article = {0};
            arena_clear(&arena);
            status = reader_next(&reader, &arena, &article, &more, err);
            if (status != LIMIER_OK && status != LIMIER_INPUT)
                break;
            if (status == LIMIER_OK && more) {
                add_text(t, article.title);
                add_text(t, article.text);
            }
            status = LIMIER_OK;
        }
        reader_close(&reader);
    }
    input_close(in);
    arena_release(&arena);
    return status;
}

struct count {
    struct analyzer *analyzer;
    size_t tokens;
};

static void take(void *context, const struct token *t)
{
    struct count *c = context;
    if (!t->word->stem.ptr)
        analyzer_stem(c->analyzer, t->word);
    c->tokens++;
}

static double processor_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double pass(const struct texts *t, size_t *tokens)
{
    struct count c = {.analyzer = analyzer_new()};
    double start = processor_seconds();
    for (size_t i = 0; i < t->n; i++)
        analyzer_text(c.analyzer, t->items[i], take, &c);
    double seconds = processor_seconds() - start;
    analyzer_free(c.analyzer);
    *tokens = c.tokens;
    return seconds;
}

static int faster(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static void measure(const struct texts *t, size_t passes)
{
    double *seconds = mem_zero(passes, sizeof *seconds), mb = (double)t->bytes / 1e6;
    size_t tokens = 0;
    for (size_t i = 0; i < passes; i++)
        seconds[i] = pass(t, &tokens);
    qsort(seconds, passes, sizeof *seconds, faster);
    printf("%.1f MB, %zu tokens, %zu passes: best %.1f MB/s, median %.1f MB/s\n", mb, tokens, passes,
        mb / seconds[0], mb / seconds[passes / 2]);
    free(seconds);
}

struct words {
    struct analyzer *analyzer;
    struct vocab seen;
    struct buf line;
};

static void print_word(void *context, const struct token *t)
{
    struct words *w = context;
    analyzer_stem(w->analyzer, t->word);
    buf_clear(&w->line);
    buf_printf(&w->line, "%d\t%.*s\t%.*s\t%.*s\n", (int)t->kind, SPAN_ARG(t->word->exact),
        SPAN_ARG(t->word->form), SPAN_ARG(t->word->stem));
    size_t known = w->seen.count;
    if (vocab_add(&w->seen, buf_span(&w->line)) == known)
        fwrite(w->line.ptr, 1, w->line.len, stdout);
}

static void print_words(const struct texts *t)
{
    struct words w = {.analyzer = analyzer_new()};
    vocab_init(&w.seen);
    for (size_t i = 0; i < t->n; i++)
        analyzer_text(w.analyzer, t->items[i], print_word, &w);
    vocab_release(&w.seen);
    buf_release(&w.line);
    analyzer_free(w.analyzer);
}

int main(int argc, char **argv)
{
    bool words = argc > 2 && !strcmp(argv[1], "--words");
    long passes = argc > 2 && !words ? strtol(argv[1], NULL, 10) : 1;
    if (argc < 3 || passes < 1 || passes > 1000) {
        fputs("usage: measure_analysis PASSES|--words FILE…\n", stderr);
        return 2;
    }
    struct texts texts = {0};
    struct limier_error err;
    arena_init(&texts.arena);
    for (int i = 2; i < argc; i++)
        if (read_articles(&texts, argv[i], &err) != LIMIER_OK)
            fprintf(stderr, "measure_analysis: %s: %s\n", argv[i], err.message);
    bool some = texts.bytes > 0;
    if (some && words)
        print_words(&texts);
    else if (some)
        measure(&texts, (size_t)passes);
    free(texts.items);
    arena_release(&texts.arena);
    return some ? 0 : 1;
}
