#include "lang/synonyms.h"

#include "base/bug.h"
#include "base/error.h"
#include "base/utf8.h"
#include "lang/stop.h"
#include "lang/synonyms_table.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- Lines ----------------------------------------------------------------------------------------------- */

/* A comma between two digits is a part of a name. */
static size_t name_length(struct span s)
{
    for (size_t i = 0; i < s.len; i++) {
        bool digits = i > 0 && i + 1 < s.len && s.ptr[i - 1] >= '0' && s.ptr[i - 1] <= '9' &&
                      s.ptr[i + 1] >= '0' && s.ptr[i + 1] <= '9';
        if (s.ptr[i] == ',' && !digits)
            return i;
    }
    return s.len;
}

static const char *add_names(struct synonyms_line *out, struct span side, bool target)
{
    for (bool more = true; more;) {
        size_t n = name_length(side);
        struct synonyms_name name = {.text = span_trim(span_head(side, n)), .target = target};
        more = n < side.len;
        side = span_skip(side, n + 1);
        if (name.text.len && name.text.ptr[0] == '=') {
            name.exact = true;
            name.text = span_trim(span_skip(name.text, 1));
        }
        if (name.text.len == 0)
            return "a name is missing";
        if (out->n == SYNONYMS_NAMES)
            return "more names than a line may have";
        out->names[out->n++] = name;
    }
    return NULL;
}

const char *synonyms_split(struct synonyms_line *out, struct span line)
{
    *out = (struct synonyms_line){0};
    const char *arrow = memmem(line.ptr, line.len, "=>", 2);
    size_t left = arrow ? (size_t)(arrow - line.ptr) : line.len;
    const char *wrong = add_names(out, span_head(line, left), false);
    if (!wrong && arrow)
        wrong = add_names(out, span_skip(line, left + 2), true);
    if (!wrong && out->n < 2)
        wrong = "one name alone";
    return wrong;
}

/* ---- Heads ----------------------------------------------------------------------------------------------- */

static bool is_word(struct span s, size_t *n)
{
    enum utf8_class c = utf8_class(utf8_decode(s, n));
    return c == UTF8_LETTER || c == UTF8_DIGIT || c == UTF8_MARK;
}

/* The first word of a folded name that is no stop word; the first of all when there are only such. */
static struct span first_word(struct span name)
{
    struct span first = {"", 0};
    while (name.len) {
        size_t n, length = 0;
        while (length < name.len && is_word(span_skip(name, length), &n))
            length += n;
        struct span word = span_head(name, length);
        if (word.len && !stop_word(word))
            return word;
        first = first.len ? first : word;
        name = span_skip(name, length);
        if (name.len) {
            utf8_decode(name, &n);
            name = span_skip(name, n);
        }
    }
    return first;
}

static struct synonyms_head head_of(struct span name)
{
    struct synonyms_head head = {0};
    struct buf folded = {0};
    utf8_add_folded(&folded, name);
    struct span word = utf8_head(first_word(buf_span(&folded)), SYNONYMS_HEAD - 1);
    if (word.len)
        memcpy(head.word, word.ptr, word.len);
    buf_release(&folded);
    return head;
}

static int compare_heads(const void *a, const void *b)
{
    const struct synonyms_head *p = a, *q = b;
    int c = strcmp(p->word, q->word);
    return c ? c : (p->line > q->line) - (p->line < q->line);
}

/* ---- The user's file ------------------------------------------------------------------------------------- */

struct reading {
    struct limier_synonyms *list;
    struct buf text;
    struct synonyms_head *heads;
    size_t nheads, heads_cap;
    const char **notes;
    size_t nnotes, notes_cap;
    size_t wrong;
};

enum { NOTES_MAX = 5 };

static void refuse(struct reading *r, size_t number, const char *why)
{
    if (r->wrong++ >= NOTES_MAX)
        return;
    r->notes = mem_grow(r->notes, &r->notes_cap, r->nnotes + 2, sizeof *r->notes);
    r->notes[r->nnotes++] =
        arena_printf(&r->list->arena, "%s:%zu: %s; the line is left out", r->list->name, number, why);
}

static void take_line(struct reading *r, struct span line, size_t number)
{
    struct synonyms_line names;
    const char *wrong = line.len > SYNONYMS_BYTES          ? "too long"
                        : memchr(line.ptr, '\0', line.len) ? "a NUL byte"
                        : utf8_valid_len(line) < line.len  ? "not UTF-8"
                                                           : synonyms_split(&names, line);
    size_t before = r->nheads;
    for (size_t i = 0; !wrong && i < names.n; i++) {
        struct synonyms_head head = head_of(names.names[i].text);
        if (!*head.word)
            wrong = "a name without a word";
        head.line = (uint32_t)r->text.len;
        head.number = (uint32_t)number;
        r->heads = mem_grow(r->heads, &r->heads_cap, r->nheads + 1, sizeof *r->heads);
        r->heads[r->nheads++] = head;
    }
    if (wrong) {
        r->nheads = before;
        refuse(r, number, wrong);
        return;
    }
    buf_add_span(&r->text, line);
    buf_add_char(&r->text, '\0');
}

static void take_lines(struct reading *r, struct span bytes)
{
    static const struct span bom = SPAN_LIT("\xEF\xBB\xBF");
    struct span line;
    if (span_starts(bytes, bom))
        bytes = span_skip(bytes, bom.len);
    for (size_t number = 1; span_line(&bytes, &line); number++) {
        const char *comment = memchr(line.ptr, '#', line.len);
        /* « C# » is a name: a comment begins a line or follows a blank. */
        while (comment && comment > line.ptr && comment[-1] != ' ' && comment[-1] != '\t')
            comment = memchr(comment + 1, '#', line.len - (size_t)(comment + 1 - line.ptr));
        if (comment)
            line.len = (size_t)(comment - line.ptr);
        line = span_trim(line);
        if (line.len)
            take_line(r, line, number);
    }
    if (r->wrong > NOTES_MAX)
        r->notes[r->nnotes++] = arena_printf(
            &r->list->arena, "%s: %zu more lines are left out", r->list->name, r->wrong - NOTES_MAX);
}

/* Moves what was read into the list's arena. */
static void keep(struct reading *r)
{
    struct limier_synonyms *list = r->list;
    if (r->nheads)
        qsort(r->heads, r->nheads, sizeof *r->heads, compare_heads);
    struct synonyms_head *heads = arena_alloc(&list->arena, (r->nheads + 1) * sizeof *heads);
    const char **notes = arena_alloc(&list->arena, (r->nnotes + 1) * sizeof *notes);
    if (r->nheads)
        memcpy(heads, r->heads, r->nheads * sizeof *heads);
    if (r->nnotes)
        memcpy(notes, r->notes, r->nnotes * sizeof *notes);
    list->text = arena_copy(&list->arena, buf_span(&r->text)).ptr;
    list->heads = heads;
    list->nheads = r->nheads;
    list->notes = notes;
    list->nnotes = r->nnotes;
}

static enum limier_status read_file(struct buf *out, const char *path, struct limier_error *err)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return error_errno(err, "%s", path);
    size_t n;
    errno = 0;
    do {
        n = fread(buf_reserve(out, 65536), 1, 65536, file);
        out->len += n;
    } while (n && out->len <= SYNONYMS_FILE);
    enum limier_status status = ferror(file) ? error_errno(err, "%s", path) : LIMIER_OK;
    if (!status && out->len > SYNONYMS_FILE)
        status = error_set(
            err, LIMIER_TOO_LONG, "%s: a list of synonyms of more than %d bytes", path, (int)SYNONYMS_FILE);
    fclose(file);
    return status;
}

enum limier_status synonyms_read(struct limier_synonyms **out, const char *path, struct limier_error *err)
{
    *out = NULL;
    struct buf bytes = {0};
    enum limier_status status = read_file(&bytes, path, err);
    if (!status) {
        struct limier_synonyms *list = mem_zero(1, sizeof *list);
        struct reading r = {.list = list};
        arena_init(&list->arena);
        list->name = arena_str(&list->arena, span_str(path));
        take_lines(&r, buf_span(&bytes));
        keep(&r);
        free(r.heads);
        free(r.notes);
        buf_release(&r.text);
        *out = list;
    }
    buf_release(&bytes);
    return status;
}

void synonyms_free(struct limier_synonyms *list)
{
    if (!list)
        return;
    arena_release(&list->arena);
    free(list);
}

void synonyms_told(struct limier_synonyms *list)
{
    if (list)
        list->told = true;
}

/* ---- Looking up ------------------------------------------------------------------------------------------ */

const struct limier_synonyms *synonyms_shipped(void)
{
    return &synonyms_table;
}

/* May the word of a query be one of which head is the beginning, or another number or gender of it? */
static bool may_begin(const char *head, struct span form)
{
    size_t n = strlen(head), common = 0;
    while (common < n && common < form.len && head[common] == form.ptr[common])
        common++;
    if (n == SYNONYMS_HEAD - 1)
        return common + 2 >= n;
    size_t shorter = n < form.len ? n : form.len, longer = n < form.len ? form.len : n;
    return longer - shorter <= 3 && (shorter <= 3 ? common == shorter : common + 2 >= shorter);
}

static size_t first_head(const struct limier_synonyms *list, struct span form)
{
    size_t low = 0, high = list->nheads;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if ((unsigned char)list->heads[middle].word[0] < (unsigned char)form.ptr[0])
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The next head from at on; NULL at the end. */
static const struct synonyms_head *next_head(const struct limier_synonyms *list, struct span form, size_t at)
{
    for (; at < list->nheads && list->heads[at].word[0] == form.ptr[0]; at++)
        if (may_begin(list->heads[at].word, form))
            return &list->heads[at];
    return NULL;
}

bool synonyms_has(const struct limier_synonyms *list, struct span form)
{
    return form.len && next_head(list, form, first_head(list, form));
}

bool synonyms_next(const struct limier_synonyms *list, struct span form, size_t *at, struct synonyms_line *out)
{
    if (form.len == 0)
        return false;
    const struct synonyms_head *head = next_head(list, form, *at ? *at : first_head(list, form));
    if (!head)
        return false;
    *at = (size_t)(head - list->heads) + 1;
    synonyms_split(out, span_str(list->text + head->line));
    out->number = head->number;
    return true;
}
