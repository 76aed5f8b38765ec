#include "search/extract.h"

#include "base/bug.h"
#include "base/utf8.h"
#include "search/window.h"

#include <stdlib.h>

enum {
    SCAN_MAX = 4 * 1024 * 1024, /* bytes of an article that are looked at: a longer one is no article */
    SENTENCE_BACK = 400         /* how far a sentence's beginning is looked for */
};

/* What a word is worth when it comes again, beside 1 the first time. */
static const double again = 0.1;

struct passage {
    size_t start, end; /* bytes of the text */
    bool cut_before, cut_after;
};

/* ---- Where to cut ---------------------------------------------------------------------------------------- */

static bool is_blank_byte(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

static bool is_letter_before(struct span text, size_t at)
{
    size_t n;
    enum utf8_class c = at ? utf8_class(utf8_decode_last(span_head(text, at), &n)) : UTF8_OTHER;
    return c == UTF8_LETTER || c == UTF8_DIGIT || c == UTF8_MARK;
}

/* Does a sentence end just before « at », where a blank stands? « M. Dupont » is no end. */
static bool sentence_ends(struct span text, size_t at)
{
    size_t i = at, n;
    if (text.ptr[at] == '\n')
        return true;
    /* Closing quotes and parentheses, and the blank before a guillemet. */
    while (i > 0) {
        int32_t rune = utf8_decode_last(span_head(text, i), &n);
        if (rune != 0xbb && rune != 0x201d && rune != '"' && rune != ')' && rune != 0xa0 && rune != 0x202f)
            break;
        i -= n;
    }
    if (i == 0)
        return false;
    int32_t rune = utf8_decode_last(span_head(text, i), &n);
    if (rune == '!' || rune == '?' || rune == 0x2026)
        return true;
    if (rune != '.')
        return false;
    /* A full stop after a single letter is an initial's. */
    size_t letter = 0;
    bool before = is_letter_before(text, i - 1);
    if (before)
        utf8_decode_last(span_head(text, i - 1), &letter);
    return !before || is_letter_before(text, i - 1 - letter);
}

/* The last beginning of a sentence at or before « at », not before floor; SIZE_MAX when there is none. */
static size_t sentence_start(struct span text, size_t at, size_t floor)
{
    for (size_t i = at; i > floor; i--)
        if (i < text.len && is_blank_byte(text.ptr[i - 1]) && !is_blank_byte(text.ptr[i]) &&
            sentence_ends(text, i - 1))
            return i;
    return floor == 0 ? 0 : SIZE_MAX;
}

/* The last end of a sentence at or before ceiling, not before « at »; SIZE_MAX when there is none. */
static size_t sentence_end(struct span text, size_t at, size_t ceiling)
{
    if (ceiling >= text.len)
        return text.len;
    for (size_t i = ceiling; i > at; i--)
        if (is_blank_byte(text.ptr[i]) && sentence_ends(text, i))
            return i;
    return SIZE_MAX;
}

/* A blank near « at », going up (to the beginning of a word) or down (to the end of one); at itself when there
 * is none, but never inside a rune. */
static size_t word_start(struct span text, size_t at, size_t ceiling)
{
    for (size_t i = at; i < ceiling; i++)
        if (i == 0 || (is_blank_byte(text.ptr[i - 1]) && !is_blank_byte(text.ptr[i])))
            return i;
    return ceiling;
}

static size_t word_end(struct span text, size_t at, size_t floor)
{
    for (size_t i = at; i > 0 && i >= floor; i--)
        if (i == text.len || (is_blank_byte(text.ptr[i]) && !is_blank_byte(text.ptr[i - 1])))
            return i;
    return utf8_head(text, at).len;
}

static void choose_start(struct passage *p, struct span text, size_t size, size_t from, size_t to)
{
    size_t spare = size > to - from ? size - (to - from) : 0;
    size_t floor = from > spare ? from - spare : 0;
    size_t start = sentence_start(text, from, from - floor > SENTENCE_BACK ? from - SENTENCE_BACK : floor);
    p->cut_before = start == SIZE_MAX;
    p->start =
        p->cut_before ? word_start(text, from - spare / 3 < floor ? floor : from - spare / 3, from) : start;
}

static void choose_end(struct passage *p, struct span text, size_t size, size_t to)
{
    size_t ceiling = p->start + size < to ? to : p->start + size;
    size_t end = sentence_end(text, to, ceiling);
    bool worthwhile = end == text.len || (end != SIZE_MAX && end >= p->start + size / 2);
    p->cut_after = !worthwhile;
    p->end = worthwhile ? end : word_end(text, ceiling < text.len ? ceiling : text.len, to);
}

/* Near the end of a text there is room for more sentences before. */
static void fill_before(struct passage *p, struct span text, size_t size)
{
    while (!p->cut_before && p->start > 0 && p->end - p->start < size) {
        size_t spare = size - (p->end - p->start), at = p->start - 1;
        size_t start = sentence_start(text, at, at > spare ? at - spare : 0);
        if (start == SIZE_MAX || start >= p->start)
            return;
        p->start = start;
    }
}

/* ---- Copying --------------------------------------------------------------------------------------------- */

static void add_mark(struct limier_range *marks, size_t *n, size_t start, size_t end)
{
    if (*n && marks[*n - 1].end >= start) {
        if (end > marks[*n - 1].end)
            marks[*n - 1].end = end;
        return;
    }
    marks[(*n)++] = (struct limier_range){start, end};
}

/* Runs of blanks and line ends become one blank, « … » is added, and marks move along. */
static void copy_passage(struct limier_marked *out, struct span text, const struct passage *p,
    const struct matcher_hits *h, struct arena *arena)
{
    char *to = arena_alloc(arena, p->end - p->start + 16);
    struct limier_range *marks = arena_alloc(arena, (h->n + 1) * sizeof *marks);
    size_t n = 0, nmarks = 0, hit = 0, opened = 0;
    if (p->cut_before) {
        memcpy(to, "… ", 4);
        n = 4;
    }
    while (hit < h->n && h->items[hit].start < p->start)
        hit++;
    for (size_t i = p->start; i < p->end; i++) {
        if (hit < h->n && i == h->items[hit].start && h->items[hit].end <= p->end)
            opened = n + 1;
        if (!is_blank_byte(text.ptr[i]))
            to[n++] = text.ptr[i];
        else if (n && to[n - 1] != ' ')
            to[n++] = ' ';
        while (hit < h->n && i + 1 == h->items[hit].end) {
            if (opened)
                add_mark(marks, &nmarks, opened - 1, n);
            opened = 0;
            hit++;
        }
    }
    while (n && to[n - 1] == ' ')
        n--;
    if (p->cut_after) {
        memcpy(to + n, " …", 4);
        n += 4;
    }
    to[n] = '\0';
    *out = (struct limier_marked){to, n, marks, nmarks};
}

void extract_make(struct limier_marked *out, struct span text, size_t size, struct matcher *m,
    struct analyzer *a, struct arena *arena)
{
    struct matcher_hits hits = {0};
    matcher_scan(m, a, utf8_head(text, SCAN_MAX), MATCHER_TEXT, &hits);
    size_t from = 0, to = 0;
    if (hits.n) {
        size_t first, last;
        /* A third is left for the rest of the sentences. */
        window_best(m, &hits, WINDOW_BYTES, size - size / 3, again, &first, &last);
        from = hits.items[first].start;
        to = hits.items[last].end;
    }
    struct passage p = {0};
    choose_start(&p, text, size, from, to);
    choose_end(&p, text, size, to);
    fill_before(&p, text, size);
    copy_passage(out, text, &p, &hits, arena);
    free(hits.items);
}

void extract_whole(struct limier_marked *out, struct span text, unsigned where, struct matcher *m,
    struct analyzer *a, struct arena *arena)
{
    struct matcher_hits hits = {0};
    if (m)
        matcher_scan(m, a, text, where, &hits);
    struct limier_range *marks = arena_alloc(arena, (hits.n + 1) * sizeof *marks);
    size_t n = 0;
    for (size_t i = 0; i < hits.n; i++)
        add_mark(marks, &n, hits.items[i].start, hits.items[i].end);
    *out = (struct limier_marked){arena_str(arena, text), text.len, marks, n};
    free(hits.items);
}
