#include "index/manifest.h"

#include "base/buf.h"
#include "base/bug.h"
#include "base/hash.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static const struct span key_prefix = SPAN_LIT("limier.files.");

enum { FILES_IN_CHUNK = 512 };

void manifest_init(struct manifest *m)
{
    *m = (struct manifest){0};
    vocab_init(&m->paths);
}

void manifest_release(struct manifest *m)
{
    vocab_release(&m->paths);
    free(m->files);
    free(m->chunks);
    *m = (struct manifest){0};
}

struct manifest_file *manifest_add(struct manifest *m, struct span path)
{
    uint32_t file = vocab_add(&m->paths, path);
    size_t before = m->cap;
    m->files = mem_grow(m->files, &m->cap, m->paths.count, sizeof *m->files);
    if (m->cap > before)
        memset(m->files + before, 0, (m->cap - before) * sizeof *m->files);
    return &m->files[file];
}

/* A line: size, mtime, articles, path, tabs between; in the path, \ TAB LF CR are written \\ \t \n \r. */
static void add_line(struct buf *out, const struct manifest_file *f, struct span path)
{
    uint64_t size = f->state == MANIFEST_TO_READ || f->unsettled ? MANIFEST_UNREAD : f->size;
    buf_printf(out, "%" PRIu64 "\t%" PRId64 "\t%" PRIu32 "\t", size, f->mtime, f->articles);
    for (size_t i = 0; i < path.len; i++) {
        switch (path.ptr[i]) {
        case '\\': buf_add_str(out, "\\\\"); break;
        case '\t': buf_add_str(out, "\\t"); break;
        case '\n': buf_add_str(out, "\\n"); break;
        case '\r': buf_add_str(out, "\\r"); break;
        default: buf_add_char(out, path.ptr[i]);
        }
    }
    buf_add_char(out, '\n');
}

static char unescaped(char c)
{
    switch (c) {
    case 't': return '\t';
    case 'n': return '\n';
    case 'r': return '\r';
    default: return c;
    }
}

static void unescape(struct buf *out, struct span s)
{
    buf_clear(out);
    for (size_t i = 0; i < s.len; i++) {
        bool escape = s.ptr[i] == '\\' && i + 1 < s.len;
        i += escape;
        buf_add_char(out, escape ? unescaped(s.ptr[i]) : s.ptr[i]);
    }
}

static bool read_line(struct manifest *m, struct span line, struct buf *path)
{
    char numbers[80];
    size_t tabs = 0, at = 0;
    while (at < line.len && tabs < 3)
        tabs += line.ptr[at++] == '\t';
    if (tabs < 3 || at >= sizeof numbers || at == line.len)
        return false;
    memcpy(numbers, line.ptr, at);
    numbers[at] = '\0';
    struct manifest_file f = {.known = true};
    if (sscanf(numbers, "%" SCNu64 "\t%" SCNd64 "\t%" SCNu32, &f.size, &f.mtime, &f.articles) != 3)
        return false;
    unescape(path, span_skip(line, at));
    *manifest_add(m, buf_span(path)) = f;
    return true;
}

/* Six digits at most, so that a damaged key cannot make us allocate the world. */
static size_t chunk_number(struct span key)
{
    size_t number = 0;
    struct span digits = span_head(span_skip(key, key_prefix.len), 6);
    for (size_t i = 0; i < digits.len && digits.ptr[i] >= '0' && digits.ptr[i] <= '9'; i++)
        number = number * 10 + (size_t)(digits.ptr[i] - '0');
    return number;
}

enum limier_status manifest_load(struct manifest *m, struct store *s, struct limier_error *err)
{
    struct arena arena;
    arena_init(&arena);
    struct buf path = {0};
    struct span *keys;
    size_t n;
    enum limier_status status = store_meta_keys(s, key_prefix, &arena, &keys, &n, err);
    /* Chunks without files are not stored. */
    for (size_t i = 0; status == LIMIER_OK && i < n; i++)
        if (chunk_number(keys[i]) >= m->nchunks)
            m->nchunks = chunk_number(keys[i]) + 1;
    m->chunks = mem_alloc(m->nchunks * sizeof *m->chunks);
    for (size_t i = 0; i < m->nchunks; i++)
        m->chunks[i] = hash_span(span_of("", 0));
    struct arena chunk;
    arena_init(&chunk);
    for (size_t i = 0; status == LIMIER_OK && i < n; i++) {
        struct span value, line;
        arena_clear(&chunk);
        status = store_meta_get(s, keys[i], &chunk, &value, err);
        if (status != LIMIER_OK)
            break;
        m->chunks[chunk_number(keys[i])] = hash_span(value);
        while (span_line(&value, &line))
            if (!read_line(m, line, &path)) {
                status = error_set(err, LIMIER_CORRUPT, "the index's list of files is damaged");
                error_hint(err, "rebuild it: limier index --rebuild PATH…");
                break;
            }
    }
    arena_release(&chunk);
    buf_release(&path);
    arena_release(&arena);
    return status;
}

struct entry {
    uint32_t file;
    uint32_t chunk;
    struct span path;
};

static int by_chunk_then_path(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    if (x->chunk != y->chunk)
        return x->chunk < y->chunk ? -1 : 1;
    return span_cmp(x->path, y->path);
}

void manifest_changes(struct manifest *m, bool all, struct arena *arena, struct span **meta, size_t *npairs)
{
    struct entry *entries = mem_alloc(m->paths.count * sizeof *entries);
    size_t n = 0;
    for (uint32_t i = 0; i < m->paths.count; i++)
        if (m->files[i].known && m->files[i].state != MANIFEST_GONE)
            entries[n++] = (struct entry){.file = i, .path = manifest_path(m, i)};
    /* A file's chunk depends on its path and on how many chunks there are, which changes with the square of
     * two. */
    size_t nchunks = 1;
    while (nchunks * FILES_IN_CHUNK < n)
        nchunks *= 2;
    for (size_t i = 0; i < n; i++)
        entries[i].chunk = (uint32_t)(hash_span(entries[i].path) & (nchunks - 1));
    qsort(entries, n, sizeof *entries, by_chunk_then_path);

    size_t most = nchunks > m->nchunks ? nchunks : m->nchunks;
    *meta = arena_alloc(arena, most * 2 * sizeof **meta);
    *npairs = 0;
    uint64_t *hashes = mem_zero(nchunks, sizeof *hashes);
    struct buf text = {0};
    for (size_t chunk = 0, i = 0; chunk < most; chunk++) {
        buf_clear(&text);
        for (; i < n && entries[i].chunk == chunk; i++)
            add_line(&text, &m->files[entries[i].file], entries[i].path);
        uint64_t hash = hash_span(buf_span(&text));
        if (chunk < nchunks)
            hashes[chunk] = hash;
        if (!all && chunk < m->nchunks && m->chunks[chunk] == hash)
            continue;
        if (all && text.len == 0)
            continue;
        const char *key = arena_printf(arena, "%.*s%06zu", SPAN_ARG(key_prefix), chunk);
        (*meta)[*npairs * 2] = span_str(key);
        (*meta)[*npairs * 2 + 1] = arena_copy(arena, buf_span(&text));
        ++*npairs;
    }
    buf_release(&text);
    free(entries);
    free(m->chunks);
    m->chunks = hashes;
    m->nchunks = nchunks;
}
