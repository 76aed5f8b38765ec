#include "lang/word.h"

#include "lang/chars.h"
#include "lang/stop.h"

/* As written, composed: without what is invisible, and apostrophes all alike. Acronyms lose their stops. */
static void add_exact(struct buf *out, struct span raw, enum scan_kind kind)
{
    struct buf visible = {0};
    while (raw.len) {
        size_t n;
        enum char_kind c = char_kind(raw, &n);
        if (c == CHAR_APOSTROPHE)
            buf_add_char(&visible, '\'');
        else if (c == CHAR_LETTER || c == CHAR_DIGIT || (c == CHAR_OTHER && kind != SCAN_ACRONYM))
            buf_add(&visible, raw.ptr, n);
        raw = span_skip(raw, n);
    }
    utf8_add_nfc(out, buf_span(&visible));
    buf_release(&visible);
}

/* 10 000 and 10.000 are 10000; 1.3 is 1,3. A stop is a thousands' mark when three digits follow it and one to
 * three digits, or another group, go before: « 10.000 » but « 3.1416 ». */
static void add_number(struct buf *out, struct span raw)
{
    while (raw.len) {
        size_t blank = char_group_blank(raw);
        if (blank == 0 && (raw.ptr[0] == '.' || raw.ptr[0] == ',')) {
            bool group = raw.ptr[0] == '.' && raw.len >= 4 && (raw.len == 4 || !char_ascii_digit(raw.ptr[4]));
            if (!group)
                buf_add_char(out, ',');
            blank = 1;
        } else if (blank == 0) {
            buf_add_char(out, raw.ptr[0]);
            blank = 1;
        }
        raw = span_skip(raw, blank);
    }
}

static struct span without_apostrophes(struct buf *out, struct span s)
{
    size_t start = out->len;
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] != '\'')
            buf_add_char(out, s.ptr[i]);
    return span_of(out->ptr + start, out->len - start);
}

static struct span keep(struct arena *arena, struct buf *scratch)
{
    struct span s = arena_copy(arena, utf8_head(buf_span(scratch), WORD_FORM_MAX));
    buf_clear(scratch);
    return s;
}

static bool has_capital(struct span s)
{
    while (s.len) {
        size_t n;
        if (utf8_is_upper(utf8_decode(s, &n)))
            return true;
        s = span_skip(s, n);
    }
    return false;
}

static bool has_digit(struct span s)
{
    for (size_t i = 0; i < s.len; i++)
        if (char_ascii_digit(s.ptr[i]))
            return true;
    return false;
}

/* Of a word in lower case, folded; a part of form where it is its beginning. */
static struct span make_stem(
    struct span lower, struct span form, struct stemmer *stemmer, struct buf *scratch, struct arena *arena)
{
    size_t start = scratch->len;
    stemmer_add(stemmer, scratch, lower);
    struct span stem = span_skip(buf_span(scratch), start);
    if (span_starts(form, stem))
        return span_head(form, stem.len);
    struct buf folded = {0};
    utf8_add_folded(&folded, stem);
    stem = arena_copy(arena, utf8_head(buf_span(&folded), WORD_FORM_MAX));
    buf_release(&folded);
    return stem;
}

void word_stem(struct word *word, struct stemmer *stemmer, struct buf *scratch, struct arena *arena)
{
    word->stem = word->form;
    if (word->flags & (WORD_NUMBER | WORD_ELIDED) || has_digit(word->form))
        return;
    struct buf plain = {0};
    buf_clear(scratch);
    utf8_add_lower(scratch, word->exact);
    struct span stem =
        make_stem(without_apostrophes(&plain, buf_span(scratch)), word->form, stemmer, &plain, arena);
    if (stem.len)
        word->stem = stem;
    buf_release(&plain);
}

/* Most words are a few letters without accents: they need no Unicode. False when raw is not such a word. */
static bool make_plain(struct word *out, struct span raw, struct arena *arena)
{
    char lower[WORD_FORM_MAX];
    if (raw.len > sizeof lower)
        return false;
    for (size_t i = 0; i < raw.len; i++) {
        char c = raw.ptr[i];
        bool capital = c >= 'A' && c <= 'Z';
        if (!capital && !(c >= 'a' && c <= 'z') && !char_ascii_digit(c))
            return false;
        lower[i] = (char)(capital ? c + 32 : c);
        if (capital)
            out->flags |= WORD_CAPITAL;
    }
    out->exact = arena_copy(arena, raw);
    out->form = out->flags & WORD_CAPITAL ? arena_copy(arena, span_of(lower, raw.len)) : out->exact;
    if (stop_word(out->form))
        out->flags |= WORD_STOP;
    return true;
}

static void make_number(struct word *out, struct span raw, struct buf *scratch, struct arena *arena)
{
    add_number(scratch, raw);
    out->form = keep(arena, scratch);
    out->flags = WORD_NUMBER;
}

void word_make(struct word *out, struct span raw, enum scan_kind kind, struct buf *scratch, struct arena *arena)
{
    *out = (struct word){0};
    for (size_t i = 0; i < WORD_IDS; i++)
        out->ids[i] = WORD_NO_ID;
    buf_clear(scratch);
    if (kind == SCAN_WORD && make_plain(out, raw, arena))
        return;
    out->flags = 0;

    add_exact(scratch, raw, kind);
    out->exact = keep(arena, scratch);
    if (kind == SCAN_NUMBER) {
        make_number(out, raw, scratch, arena);
        return;
    }
    utf8_add_lower(scratch, out->exact);
    struct span lower = keep(arena, scratch);
    if (stop_word(lower))
        out->flags |= WORD_STOP;
    if (has_capital(out->exact))
        out->flags |= WORD_CAPITAL;

    if (kind == SCAN_ELIDED) {
        utf8_add_folded(scratch, lower);
        out->form = keep(arena, scratch);
        out->flags |= WORD_ELIDED | WORD_STOP;
        return;
    }
    struct buf joined = {0};
    lower = without_apostrophes(&joined, lower);
    utf8_add_folded(scratch, lower);
    out->form = keep(arena, scratch);
    if (!span_eq(out->form, lower))
        out->flags |= WORD_ACCENT;
    buf_release(&joined);
}
