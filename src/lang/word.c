#include "lang/word.h"

#include "lang/chars.h"
#include "lang/inclusive.h"
#include "lang/stop.h"
#include "lang/variants.h"

/* As written, composed: without what is invisible, and apostrophes all alike. Acronyms lose their stops. */
static void add_exact(struct buf *out, struct span raw, enum scan_kind kind)
{
    struct buf visible = {0};
    while (raw.len) {
        size_t n;
        enum char_kind c = char_kind(raw, &n);
        if (c == CHAR_APOSTROPHE)
            buf_add_char(&visible, '\'');
        else if (c == CHAR_LETTER && raw.ptr[0] == '&')
            buf_add_rune(&visible, char_entity(raw, &n));
        else if (c == CHAR_LETTER || c == CHAR_DIGIT || (c == CHAR_OTHER && kind != SCAN_ACRONYM))
            buf_add(&visible, raw.ptr, n);
        raw = span_skip(raw, n);
    }
    utf8_add_nfc(out, buf_span(&visible));
    buf_release(&visible);
}

/* 10 000 and 10.000 are 10000; 1.3 is 1,3. A stop is a thousands' mark when three digits follow it and one to
 * three digits, or another group, go before: « 10.000 » but « 3.1416 ». Behind a comma a last 0 says nothing:
 * 2,50 is 2,5 (Web 2.0 has a stop). */
static void add_number(struct buf *out, struct span raw)
{
    bool comma = memchr(raw.ptr, ',', raw.len) != NULL;
    while (raw.len) {
        size_t blank = char_group_blank(raw), mark;
        if (blank == 0 && char_kind(raw, &mark) == CHAR_APOSTROPHE)
            blank = mark;
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
    while (comma && out->len && out->ptr[out->len - 1] == '0')
        out->len--;
    if (comma && out->len && out->ptr[out->len - 1] == ',')
        out->len--;
}

static struct span without_apostrophes(struct buf *out, struct span s)
{
    if (!memchr(s.ptr, '\'', s.len))
        return s;
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] != '\'')
            buf_add_char(out, s.ptr[i]);
    return buf_span(out);
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

#define E_ACUTE "\xC3\xA9"

/* Of a word in lower case, folded; a part of form where it is its beginning. */
static struct span make_stem(
    struct span lower, struct span form, struct stemmer *stemmer, struct buf *scratch, struct arena *arena)
{
    size_t start = scratch->len;
    stemmer_add(stemmer, scratch, lower);
    struct span stem = span_skip(buf_span(scratch), start);
    if (span_starts(form, stem))
        return span_head(form, stem.len);
    /* A last é stays: it is what tells marché from marche. */
    bool accent = span_ends(stem, span_str(E_ACUTE));
    struct buf folded = {0};
    utf8_add_folded(&folded, accent ? span_head(stem, stem.len - strlen(E_ACUTE)) : stem);
    buf_add_str(&folded, accent ? E_ACUTE : "");
    stem = arena_copy(arena, utf8_head(buf_span(&folded), WORD_FORM_MAX));
    buf_release(&folded);
    return stem;
}

void word_stem(struct word *word, struct stemmer *stemmer, struct buf *scratch, struct arena *arena)
{
    word->stem = word->form;
    if (word->flags & (WORD_NUMBER | WORD_ELIDED) || has_digit(word->form))
        return;
    struct buf plain = {0}, stem = {0};
    buf_clear(scratch);
    utf8_add_lower(scratch, word->exact);
    struct span made =
        make_stem(without_apostrophes(&plain, buf_span(scratch)), word->form, stemmer, &stem, arena);
    if (made.len)
        word->stem = made;
    buf_release(&plain);
    buf_release(&stem);
}

/* 2ème, 2nd and 2e are one, XXIème and XXIe. Shortens form, which is folded; false when it is no ordinal. */
static bool make_ordinal(struct span *form, struct arena *arena)
{
    static const struct {
        const char *from, *to;
    } endings[] = {{"iemes", "e"}, {"ieme", "e"}, {"emes", "e"}, {"eme", "e"}, {"nde", "e"}, {"nd", "e"},
        {"ere", "er"}, {"eres", "er"}, {"ers", "er"}, {"re", "er"}, {"res", "er"}, {"es", "e"}};
    size_t digits = 0;
    while (digits < form->len && char_ascii_digit(form->ptr[digits]))
        digits++;
    size_t roman = digits ? 0 : strspn(form->ptr, "ivx");
    struct span rest = span_skip(*form, digits + roman);
    if ((digits == 0 && roman < 1) || rest.len == 0)
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        bool certain = digits || endings[i].from[0] == 'i' || !strcmp(endings[i].from, "eme");
        if (!certain || !span_is(rest, endings[i].from))
            continue;
        const char *s = arena_printf(arena, "%.*s%s", (int)(digits + roman), form->ptr, endings[i].to);
        *form = span_str(s);
        return true;
    }
    return false;
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
    if (raw.len >= 3 && lower[0] == '0' && char_ascii_digit(lower[1]) && lower[2] == 'h')
        out->form = span_skip(out->form, 1); /* 08h30 is 8h30 */
    if (stop_word(out->form))
        out->flags |= WORD_STOP;
    if (make_ordinal(&out->form, arena)) {
        out->exact = out->stem = out->form;
        out->flags = 0;
    }
    return true;
}

static void make_number(struct word *out, struct span raw, struct buf *scratch, struct arena *arena)
{
    add_number(scratch, raw);
    out->form = keep(arena, scratch);
    out->flags = WORD_NUMBER;
}

static void make(
    struct word *out, struct span raw, enum scan_kind kind, struct buf *scratch, struct arena *arena)
{
    *out = (struct word){0};
    for (size_t i = 0; i < WORD_IDS; i++)
        out->ids[i] = WORD_NO_ID;
    buf_clear(scratch);
    if (kind == SCAN_WORD && make_plain(out, raw, arena))
        return;
    out->flags = 0;

    struct buf masculine = {0};
    if (kind == SCAN_INCLUSIVE)
        inclusive_masculine(&masculine, raw);
    add_exact(scratch, kind == SCAN_INCLUSIVE ? buf_span(&masculine) : raw, kind);
    buf_release(&masculine);
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
    if (span_is(lower, "n°") || span_is(lower, "nº")) {
        out->exact = span_str("numéro");
        out->form = span_str("numero");
        out->flags = WORD_ACCENT;
    } else if (make_ordinal(&out->form, arena)) {
        out->exact = out->stem = out->form;
        out->flags = 0;
    }
    buf_release(&joined);
}

void word_make(struct word *out, struct span raw, enum scan_kind kind, struct buf *scratch, struct arena *arena)
{
    make(out, raw, kind, scratch, arena);
    out->flags |= kind == SCAN_INCLUSIVE ? WORD_INCLUSIVE | WORD_VARIED : 0;
    out->flags |= variants_flags(out);
}
