#include "base/buf.h"
#include "base/bug.h"
#include "base/hash.h"
#include "index/root.h"
#include "index/run.h"
#include "store/record.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

/* An article of an earlier run. */
struct old {
    uint32_t number; /* 0: there is none */
    uint64_t hash, words;
    bool same_file;
};

static uint64_t read_big_endian(struct span s)
{
    uint64_t v = 0;
    for (size_t i = 0; i < s.len && i < 8; i++)
        v = v << 8 | (unsigned char)s.ptr[i];
    return v;
}

static const unsigned old_slots[] = {SLOT_HASH, SLOT_WORDS};

/* Is a path that of the file, or of a member of it? */
static bool lies_in(struct span path, struct span file)
{
    return span_starts(path, file) && (path.len == file.len || path.ptr[file.len] == '/');
}

/* What the index has under an id. */
static enum limier_status find_old(
    struct run *r, struct span id, struct span file, struct old *out, struct limier_error *err)
{
    *out = (struct old){0};
    if (r->last_old == 0)
        return LIMIER_OK;
    struct buf term = {0};
    schema_whole_term(&term, SCHEMA_ID_PREFIX, id);
    struct store_request request = {.limit = 1, .slots = old_slots, .nslots = 2, .data = true};
    struct store_page page;
    enum limier_status status = store_lookup(r->store, buf_span(&term), 0, &request, &r->each, &page, err);
    buf_release(&term);
    if (status != LIMIER_OK || page.nhits == 0 || page.hits[0].number > r->last_old)
        return status;
    struct record record;
    status = record_unpack(&record, page.hits[0].data, false, &r->each, err);
    if (status == LIMIER_OK)
        *out = (struct old){page.hits[0].number, read_big_endian(page.hits[0].values[0]),
            read_big_endian(page.hits[0].values[1]), lies_in(record.field[FIELD_PATH], file)};
    return status;
}

static bool was_seen(const struct run *r, uint32_t number)
{
    return r->seen[number / 8] & (1u << number % 8);
}

static void see(struct run *r, uint32_t number)
{
    r->seen[number / 8] |= (unsigned char)(1u << number % 8);
}

/* The article's id: its own, else its path (and place); another when that one is taken by another article. */
static enum limier_status choose_id(struct reading *x, struct span path, const struct article *a,
    struct span *id, struct old *old, bool *taken, struct limier_error *err)
{
    struct run *r = x->run;
    *taken = false;
    *id = a->id;
    if (a->id.len == 0 && span_is(path, "-"))
        *id = span_str(arena_printf(&r->each, "stdin:%016" PRIx64, compose_hash(a)));
    else if (a->id.len == 0)
        *id = a->place ? span_str(arena_printf(&r->each, "%.*s#%" PRIu64, SPAN_ARG(path), a->place)) : path;
    for (unsigned attempt = 1;; attempt++) {
        if (idset_add(&r->ids, hash_span(*id))) {
            enum limier_status status = find_old(r, *id, x->file, old, err);
            /* What another file had and this run has removed is free. */
            if (status == LIMIER_OK && old->number && !old->same_file && was_seen(r, old->number))
                *old = (struct old){0};
            if (status != LIMIER_OK || old->number == 0 || old->same_file)
                return status;
        }
        *taken = true;
        struct span base = a->id.len ? a->id : span_of("", 0);
        *id = span_str(attempt == 1
                           ? arena_printf(&r->each, "%.*s#%.*s", SPAN_ARG(path), SPAN_ARG(base))
                           : arena_printf(&r->each, "%.*s#%.*s~%u", SPAN_ARG(path), SPAN_ARG(base), attempt));
    }
}

static enum limier_status take(struct reading *x, struct span path, const struct reader *reader,
    const struct article *a, struct limier_error *err)
{
    struct run *r = x->run;
    struct span id;
    struct old old;
    bool taken;
    enum limier_status status = choose_id(x, path, a, &id, &old, &taken, err);
    if (status != LIMIER_OK)
        return status;
    x->articles++;
    x->taken += taken;
    struct compose_place place = {id, path, span_str(reader->format->name), x->file, compose_hash(a)};
    if (old.number) {
        see(r, old.number);
        if (old.hash == place.hash) {
            r->report->unchanged++;
            return LIMIER_OK;
        }
        r->words -= (int64_t)old.words;
        r->report->changed++;
    } else {
        r->report->added++;
    }
    return run_sink_put(r, a, &place, old.number, err);
}

/* Removes the old articles of a file that this run did not come across in it. */
static enum limier_status remove_unseen(struct run *r, struct span path, struct limier_error *err)
{
    enum { PAGE = 1000 };
    if (r->last_old == 0)
        return LIMIER_OK;
    struct buf term = {0};
    schema_whole_term(&term, SCHEMA_FILE_PREFIX, path);
    struct arena arena;
    arena_init(&arena);
    struct store_request request = {.limit = PAGE, .slots = old_slots, .nslots = 2};
    struct store_page page = {.nhits = 0};
    uint32_t after = 0;
    enum limier_status status = LIMIER_OK;
    do {
        arena_clear(&arena);
        status = store_lookup(r->store, buf_span(&term), after, &request, &arena, &page, err);
        for (size_t i = 0; status == LIMIER_OK && i < page.nhits; i++) {
            uint32_t number = after = page.hits[i].number;
            if (number > r->last_old || was_seen(r, number))
                continue;
            see(r, number);
            r->words -= (int64_t)read_big_endian(page.hits[i].values[1]);
            r->report->removed++;
            status = run_sink_remove(r, number, err);
        }
    } while (status == LIMIER_OK && page.nhits == PAGE);
    arena_release(&arena);
    buf_release(&term);
    return status;
}

/* The report's line for a format. */
static struct limier_format_report *count_of(struct run *r, const struct reader_format *format)
{
    struct limier_index_report *report = r->report;
    for (size_t i = 0; i < report->nformats; i++)
        if (report->formats[i].format == format->name)
            return &report->formats[i];
    BUG_IF(report->nformats == LIMIER_REPORT_FORMATS);
    report->formats[report->nformats].format = format->name;
    return &report->formats[report->nformats++];
}

/* The day of the file's last change, where that is wanted and known. */
static void date_from_file(const struct reading *x, struct arena *arena, struct article *a)
{
    time_t seconds = (time_t)x->mtime;
    struct tm t;
    if (a->date.len || !x->has_mtime || !x->run->options->date_from_file || !gmtime_r(&seconds, &t))
        return;
    if (t.tm_year > 0 && t.tm_year < 1100)
        a->date = span_str(arena_printf(arena, "%04d-%02d-%02d", t.tm_year + 1900, t.tm_mon + 1, t.tm_mday));
}

static enum limier_status read_articles(
    struct reading *x, struct input *in, struct span path, struct limier_error *err)
{
    struct run *r = x->run;
    const struct reader_format *format = r->options->as ? reader_format(r->options->as) : NULL;
    struct reader reader;
    struct limier_error why;
    enum limier_status status = reader_open_mapped(&reader, in, format, &r->map, &why);
    if (status != LIMIER_OK) {
        x->whole = false;
        run_event(r, LIMIER_EVENT_REFUSED, path, 0, why.message);
        return LIMIER_OK;
    }
    struct limier_format_report *count = count_of(r, reader.format);
    count->inputs++;
    struct arena arena;
    arena_init(&arena);
    while (status == LIMIER_OK) {
        struct article article;
        bool more;
        arena_clear(&arena);
        arena_clear(&r->each);
        enum limier_status read = reader_next(&reader, &arena, &article, &more, &why);
        if (read != LIMIER_OK) {
            run_event(r, LIMIER_EVENT_REFUSED, path, 0, why.message);
            if (read == LIMIER_INPUT && more)
                continue;
            x->whole = false;
            break;
        }
        if (!more)
            break;
        if (reader.note[0])
            run_event(r, LIMIER_EVENT_NOTE, path, article.place, reader.note);
        date_from_file(x, &arena, &article);
        count->articles++;
        r->report->undated += article.date.len == 0;
        status = take(x, path, &reader, &article, err);
        r->articles++;
        run_progress(r, input_taken(x->from), false);
        if (run_stopped(r)) {
            x->whole = false;
            break;
        }
    }
    arena_release(&arena);
    reader_close(&reader);
    return status;
}

/* A format that looks like a bundle from outside (an office document is a ZIP archive) is its reader's. */
static bool is_bundle(const struct reading *x, struct input *in, struct span head)
{
    const char *as = x->run->options->as;
    const struct reader_format *format = as ? reader_format(as) : NULL;
    if (!bundle_begins(head))
        return false;
    return format ? !format->binary : !reader_wants(in);
}

enum limier_status reading_input(
    struct reading *x, struct input *in, struct span path, unsigned depth, struct limier_error *err)
{
    struct span head;
    struct limier_error why;
    if (input_head(in, &head, &why) != LIMIER_OK) {
        x->whole = false;
        run_event(x->run, LIMIER_EVENT_REFUSED, path, 0, why.message);
        return LIMIER_OK;
    }
    return is_bundle(x, in, head) ? reading_members(x, in, path, depth, err) : read_articles(x, in, path, err);
}

static enum limier_status read_file(
    struct reading *x, struct run *r, struct input *in, struct span path, struct limier_error *err)
{
    x->run = r;
    x->file = path;
    x->from = in;
    x->whole = true;
    x->budget.file = in;
    enum limier_status status = reading_input(x, in, path, 0, err);
    if (x->taken) {
        char message[128];
        snprintf(message, sizeof message, "%" PRIu64 " ids were taken already: kept as « path#id »", x->taken);
        run_event(r, LIMIER_EVENT_NOTE, path, 0, message);
    }
    return status;
}

enum limier_status run_file(struct run *r, uint32_t file, struct limier_error *err)
{
    struct arena arena;
    arena_init(&arena);
    struct manifest_file *f = &r->manifest.files[file];
    struct span path = arena_copy(&arena, manifest_path(&r->manifest, file));
    struct input *in;
    struct limier_error why;
    struct reading x = {.has_mtime = true, .mtime = f->mtime / 1000000000};
    bool was_known = f->known;
    enum limier_status status = LIMIER_OK;
    const char *full = root_lengthen(&arena, r->root, path);
    /* What is committed half way through a file must be found again when the file vanishes meanwhile. */
    f->known = true;
    /* Under the name that the index keeps, so that a date in it is the same from wherever limier is called. */
    if (input_open(&in, full, path.ptr, &why) != LIMIER_OK)
        run_event(r, LIMIER_EVENT_REFUSED, path, 0, why.message);
    else
        status = read_file(&x, r, in, path, err);
    if (status == LIMIER_OK && x.whole)
        status = remove_unseen(r, path, err);

    /* A file that was known and cannot be read now keeps what the index has of it, and is tried again. */
    f->known = was_known || x.whole || x.articles;
    if (x.whole) {
        f->state = MANIFEST_READ;
        f->articles = (uint32_t)x.articles;
    }
    if (in)
        r->report->bytes += input_taken(in);
    input_close(in);
    arena_release(&arena);
    return status;
}

enum limier_status run_standard_input(struct run *r, struct limier_error *err)
{
    struct input *in = input_from_fd(STDIN_FILENO, "-");
    struct reading x = {.has_mtime = false};
    enum limier_status status = read_file(&x, r, in, span_str("-"), err);
    r->report->bytes += input_taken(in);
    input_close(in);
    return status;
}

enum limier_status run_forget(struct run *r, uint32_t file, struct limier_error *err)
{
    struct span path = manifest_path(&r->manifest, file);
    r->manifest.files[file].known = false;
    run_event(r, LIMIER_EVENT_REMOVED, path, 0, "gone");
    return remove_unseen(r, path, err);
}
