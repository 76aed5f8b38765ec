/* Tables: CSV (RFC 4180) and TSV with names in the first row, as spreadsheets and R write them. Read row by
 * row; a row goes on over lines inside quotation marks.
 *
 * Our own and no libcsv: that one has slept since 2013, holds a cell however long it is, and cannot take a row
 * back when a quotation mark that opens a cell was meant as one. */
#include "article/draft.h"
#include "article/lines.h"
#include "article/reader.h"
#include "base/bug.h"
#include "base/utf8.h"

#include <stdlib.h>

enum {
    QUOTED_MAX = 2 * 1024 * 1024, /* bytes that may stand between two quotation marks */
    COLUMNS_MAX = 1000
};

struct row {
    struct span cells[COLUMNS_MAX];
    size_t count;
    bool crowded; /* there were more */
};

struct csv {
    struct lines lines;
    struct draft draft;
    struct arena names_arena, cells_arena;
    char separator;
    struct row names, row;
    struct buf text;  /* of the row */
    struct buf ahead; /* lines that were taken back, LF behind each */
    size_t ahead_at;
    uint64_t place, taken_back;
    bool started;
};

/* ---- One row ------------------------------------------------------------------------------------------ */

/* What closes a cell may have blanks before the separator. */
static bool closes(struct span behind, char separator)
{
    size_t i = 0;
    while (i < behind.len && behind.ptr[i] == ' ')
        i++;
    return i == behind.len || behind.ptr[i] == separator || behind.ptr[i] == '\n';
}

/* Behind the quotation mark that closes a cell, s beginning inside it; *open: none does. */
static size_t quoted_extent(struct span s, char separator, bool *open)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] != '"')
            continue;
        if (i + 1 < s.len && s.ptr[i + 1] == '"') {
            i++;
        } else if (closes(span_skip(s, i + 1), separator)) {
            *open = false;
            return i + 1;
        }
    }
    *open = true;
    return s.len;
}

/* How many bytes of s the cell at its front takes, without the separator; *open: it begins with a quotation
 * mark and none closes it. */
static size_t cell_extent(struct span s, char separator, bool quotes, bool *open)
{
    size_t i = 0;
    *open = false;
    if (quotes && s.len && s.ptr[0] == '"')
        i = 1 + quoted_extent(span_skip(s, 1), separator, open);
    while (i < s.len && s.ptr[i] != separator)
        i++;
    return i;
}

/* Is a quotation mark open behind the line, when one was (or was not) before it? */
static bool is_open(struct span line, char separator, bool open)
{
    if (open) {
        line = span_skip(line, quoted_extent(line, separator, &open));
        if (open)
            return true;
        line = span_skip(line, cell_extent(line, separator, false, &open));
        if (line.len == 0)
            return false;
        line = span_skip(line, 1);
    }
    for (;;) {
        size_t n = cell_extent(line, separator, true, &open);
        if (open || n == line.len)
            return open;
        line = span_skip(line, n + 1);
    }
}

static struct span unquoted(struct arena *arena, struct span cell)
{
    struct span s = span_trim(cell);
    if (s.len < 2 || s.ptr[0] != '"' || s.ptr[s.len - 1] != '"')
        return cell;
    char *p = arena_alloc(arena, s.len);
    size_t n = 0;
    for (size_t i = 1; i + 1 < s.len; i++) {
        p[n++] = s.ptr[i];
        i += s.ptr[i] == '"' && s.ptr[i + 1] == '"' && i + 2 < s.len;
    }
    return span_of(p, n);
}

static void split(struct row *row, struct arena *arena, struct span s, char separator, bool quotes)
{
    row->count = 0;
    row->crowded = false;
    for (;;) {
        bool open;
        size_t n = cell_extent(s, separator, quotes, &open);
        struct span cell = span_head(s, n);
        if (row->count < COLUMNS_MAX)
            row->cells[row->count++] = quotes ? unquoted(arena, cell) : cell;
        else
            row->crowded = true;
        if (n == s.len)
            return;
        s = span_skip(s, n + 1);
    }
}

/* ---- Whose it is -------------------------------------------------------------------------------------- */

/* Excel writes « sep=; » above the names. */
static char stated_separator(struct span line)
{
    return line.len == 5 && span_starts(line, span_str("sep=")) ? line.ptr[4] : '\0';
}

static size_t count_cells(struct span line, char separator, bool quotes)
{
    size_t cells = 0;
    bool open;
    for (;; cells++) {
        size_t n = cell_extent(line, separator, quotes, &open);
        if (n == line.len)
            return cells + 1;
        line = span_skip(line, n + 1);
    }
}

/* The one that gives the line of names the most columns. */
static char guess_separator(struct span line)
{
    static const char candidates[] = "\t;,|";
    char best = ',';
    size_t most = 1;
    for (const char *c = candidates; *c; c++) {
        size_t n = count_cells(line, *c, true);
        if (n > most) {
            most = n;
            best = *c;
        }
    }
    return best;
}

/* How many fields of an article the names are; *body: a title or a text is among them. */
static size_t count_known(
    const struct draft_map *map, struct span line, char separator, struct arena *arena, bool *body)
{
    size_t known = 0;
    struct row *row = arena_alloc(arena, sizeof *row);
    split(row, arena, line, separator, true);
    *body = false;
    for (size_t i = 0; i < row->count; i++) {
        enum draft_field field = draft_field_of(map, row->cells[i]);
        known += field != DRAFT_EXTRA;
        *body = *body || field == DRAFT_TITLE || field == DRAFT_TEXT;
    }
    return known;
}

static int bid(const struct reader_look *look)
{
    struct span rest = look->text, line = {"", 0};
    bool named = reader_name_ends(look->name, ".csv .tsv .tab"), body;
    span_line(&rest, &line);
    char separator = stated_separator(line);
    if (separator)
        span_line(&rest, &line);
    else
        separator = guess_separator(line);
    if (count_cells(line, separator, true) < 2 && !named)
        return 0;
    struct arena arena;
    arena_init(&arena);
    size_t known = count_known(NULL, line, separator, &arena, &body);
    struct span second = {"", 0};
    bool has_second = span_line(&rest, &second);
    bool rows = !has_second || count_cells(second, separator, true) >= 2;
    arena_release(&arena);
    if (known >= 2 && body && rows)
        return named ? 90 : 65;
    return named ? 55 : 0;
}

/* ---- Reading ------------------------------------------------------------------------------------------ */

static enum limier_status open_csv(struct reader *r, struct limier_error *err)
{
    (void)err;
    struct csv *c = mem_zero(1, sizeof *c);
    lines_init(&c->lines, r->in, r->encoding);
    draft_init(&c->draft);
    c->draft.map = r->map;
    arena_init(&c->names_arena);
    arena_init(&c->cells_arena);
    r->state = c;
    return LIMIER_OK;
}

static void close_csv(struct reader *r)
{
    struct csv *c = r->state;
    if (!c)
        return;
    lines_release(&c->lines);
    draft_release(&c->draft);
    arena_release(&c->names_arena);
    arena_release(&c->cells_arena);
    buf_release(&c->text);
    buf_release(&c->ahead);
    free(c);
}

static enum limier_status next_line(struct csv *c, struct span *line, bool *more, struct limier_error *err)
{
    struct span ahead = span_skip(buf_span(&c->ahead), c->ahead_at);
    if (!ahead.len)
        return lines_next(&c->lines, line, more, err);
    *more = true;
    *line = span_head(ahead, (size_t)((const char *)memchr(ahead.ptr, '\n', ahead.len) - ahead.ptr));
    c->ahead_at += line->len + 1;
    c->taken_back--;
    return LIMIER_OK;
}

static uint64_t line_number(const struct csv *c)
{
    return c->lines.number - c->taken_back;
}

/* Gives all lines of the row but the first back. */
static void take_back(struct csv *c)
{
    const char *lf = memchr(buf_str(&c->text), '\n', c->text.len);
    size_t first = lf ? (size_t)(lf - c->text.ptr) : c->text.len;
    struct buf ahead = {0};
    if (lf) {
        buf_add(&ahead, lf + 1, c->text.len - first - 1);
        buf_add_char(&ahead, '\n');
        for (size_t i = 0; i < ahead.len; i++)
            c->taken_back += ahead.ptr[i] == '\n';
    }
    buf_add_span(&ahead, span_skip(buf_span(&c->ahead), c->ahead_at));
    buf_release(&c->ahead);
    c->ahead = ahead;
    c->ahead_at = 0;
    c->text.len = first;
}

/* As many cells as names; R writes one more, the rows' names. */
static bool comes_out_even(const struct csv *c)
{
    size_t names = c->names.count;
    return names == 0 || c->row.count == names || (c->place == 0 && c->row.count == names + 1);
}

/* The next row that is not blank, its cells in c->row; *at: the number of its first line. */
static enum limier_status next_row(struct csv *c, uint64_t *at, bool *more, struct limier_error *err)
{
    struct span line;
    enum limier_status status;
    arena_clear(&c->cells_arena);
    buf_clear(&c->text);
    do {
        status = next_line(c, &line, more, err);
        if (status != LIMIER_OK || !*more)
            return status;
    } while (span_trim(line).len == 0);
    *at = line_number(c);
    buf_add_span(&c->text, line);
    bool open = is_open(line, c->separator, false), several = false;
    while (open && c->text.len <= QUOTED_MAX) {
        bool another;
        status = next_line(c, &line, &another, err);
        if (status != LIMIER_OK) {
            *more = another;
            return status;
        }
        if (!another)
            break;
        several = true;
        buf_add_char(&c->text, '\n');
        buf_add_span(&c->text, line);
        open = is_open(line, c->separator, true);
    }
    split(&c->row, &c->cells_arena, buf_span(&c->text), c->separator, !open);
    /* A cell that begins with a quotation: the row is then its first line. */
    if (open || (several && !comes_out_even(c))) {
        struct span first = buf_span(&c->text);
        span_line(&first, &line);
        if (open || count_cells(line, c->separator, false) == c->names.count) {
            take_back(c);
            split(&c->row, &c->cells_arena, buf_span(&c->text), c->separator, false);
        }
    }
    return LIMIER_OK;
}

static enum limier_status refuse_names(struct csv *c, uint64_t at, struct limier_error *err)
{
    enum { SHOWN = 12 };
    struct buf list = {0};
    for (size_t i = 0; i < c->row.count && i < SHOWN; i++)
        buf_printf(&list, "%s%.*s", i ? ", " : "", SPAN_ARG(utf8_head(span_trim(c->row.cells[i]), 40)));
    enum limier_status status =
        error_set(err, LIMIER_INPUT, "line %llu: no name is that of a title or a text: %s%s (see --map)",
            (unsigned long long)at, buf_str(&list), c->row.count > SHOWN ? ", …" : "");
    buf_release(&list);
    return status;
}

/* The names. */
static enum limier_status start(struct reader *r, bool *more, struct limier_error *err)
{
    struct csv *c = r->state;
    uint64_t at;
    struct span line;
    c->started = true;
    do {
        enum limier_status status = next_line(c, &line, more, err);
        if (status != LIMIER_OK || !*more)
            return status;
    } while (span_trim(line).len == 0);
    char stated = stated_separator(line);
    c->separator = stated ? stated : guess_separator(line);
    if (!stated) {
        buf_add_span(&c->ahead, line);
        buf_add_char(&c->ahead, '\n');
        c->taken_back = 1;
    }
    enum limier_status status = next_row(c, &at, more, err);
    if (status != LIMIER_OK || !*more)
        return status;
    bool body = false;
    for (size_t i = 0; i < c->row.count; i++) {
        enum draft_field field = draft_field_of(r->map, c->row.cells[i]);
        body = body || field == DRAFT_TITLE || field == DRAFT_TEXT;
        c->names.cells[i] = arena_copy(&c->names_arena, span_trim(c->row.cells[i]));
    }
    c->names.count = c->row.count;
    if (!body) {
        *more = false;
        return refuse_names(c, at, err);
    }
    return LIMIER_OK;
}

/* R writes the names of rows without a name above them. */
static void make_room_for_row_names(struct csv *c)
{
    if (c->place || c->row.count != c->names.count + 1 || c->names.count == COLUMNS_MAX)
        return;
    memmove(c->names.cells + 1, c->names.cells, c->names.count * sizeof *c->names.cells);
    c->names.cells[0] = span_str("_");
    c->names.count++;
}

static enum limier_status next(
    struct reader *r, struct arena *arena, struct article *out, bool *more, struct limier_error *err)
{
    struct csv *c = r->state;
    enum limier_status status = LIMIER_OK;
    uint64_t at;
    if (!c->started)
        status = start(r, more, err);
    if (status != LIMIER_OK || !*more)
        return status;
    status = next_row(c, &at, more, err);
    if (status != LIMIER_OK || !*more) {
        c->place++;
        return status;
    }
    make_room_for_row_names(c);
    out->place = ++c->place;
    draft_begin(&c->draft, arena, out);
    for (size_t i = 0; i < c->row.count; i++)
        draft_add(&c->draft, i < c->names.count ? c->names.cells[i] : span_str("_"), c->row.cells[i]);
    const char *note = draft_end(&c->draft);
    reader_unmark(arena, out);
    if (note)
        reader_note(r, "line %llu: %s", (unsigned long long)at, note);
    if (c->row.count > c->names.count || c->row.crowded)
        reader_note(r, "line %llu: more cells than names", (unsigned long long)at);
    reader_note_losses(r, &c->lines.losses);
    reader_note_losses(r, &c->draft.losses);
    if (out->title.len == 0 && out->text.len == 0)
        return error_set(err, LIMIER_INPUT, "line %llu: %s", (unsigned long long)at, draft_nothing(&c->draft));
    return LIMIER_OK;
}

const struct reader_format reader_csv = {
    .name = "csv",
    .help = "a table, CSV or TSV, with names in its first row",
    .bid = bid,
    .open = open_csv,
    .next = next,
    .close = close_csv,
};
