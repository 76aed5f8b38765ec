#include "search/lexer.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

void lexer_init(struct lexer *l, struct span query, struct arena *arena)
{
    *l = (struct lexer){.query = query, .arena = arena};
}

void lexer_note(struct lexer *l, size_t start, size_t length, const char *format, ...)
{
    size_t character = 1;
    for (size_t i = 0; i < start; i++)
        character += ((unsigned char)l->query.ptr[i] & 0xc0) != 0x80;
    char line[256];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    struct span cut = utf8_head(span_str(line), utf8_valid_len(span_str(line)));
    if (l->nnotes == l->cap) {
        l->cap = l->cap ? l->cap * 2 : 8;
        struct query_note *more = arena_alloc(l->arena, l->cap * sizeof *more);
        if (l->nnotes)
            memcpy(more, l->notes, l->nnotes * sizeof *more);
        l->notes = more;
    }
    const char *text = arena_printf(l->arena, "character %zu: %.*s", character, SPAN_ARG(cut));
    l->notes[l->nnotes++] = (struct query_note){text, start, length};
}

/* ---- Runes ----------------------------------------------------------------------------------------------- */

static int32_t rune_at(struct span s, size_t at, size_t *n)
{
    *n = 0;
    return at < s.len ? utf8_decode(span_skip(s, at), n) : UTF8_BAD;
}

static bool is_blank(int32_t rune)
{
    return utf8_class(rune) == UTF8_SPACE;
}

static bool is_opener(int32_t rune)
{
    return rune == '"' || rune == 0xab || rune == 0x201c || rune == 0x201e;
}

/* Whether rune ends what opener began; quotes of one kind are often closed by those of another. */
static bool closes(int32_t opener, int32_t rune)
{
    if (opener == 0xab)
        return rune == 0xbb;
    return rune == '"' || rune == 0x201d || (opener == 0x201e && rune == 0x201c);
}

static bool ends_run(int32_t rune)
{
    return is_blank(rune) || rune == '(' || rune == ')' || is_opener(rune) || rune == 0xbb || rune == 0x201d;
}

static bool is_word_rune(int32_t rune)
{
    enum utf8_class c = utf8_class(rune);
    return c == UTF8_LETTER || c == UTF8_DIGIT || c == UTF8_MARK;
}

/* Not part of a word at its edge; what means something to readers (Canal+, C#, 3 %, n°, @Elysee) is. */
static bool is_junk(int32_t rune)
{
    return !is_word_rune(rune) && !(rune > 0 && rune < 0x80 && strchr("@#$%&_", rune)) && rune != 0x20ac &&
           rune != 0xa3 && rune != 0xb0;
}

static bool has_word(struct span s)
{
    for (size_t i = 0, n; i < s.len; i += n)
        if (is_word_rune(rune_at(s, i, &n)))
            return true;
    return false;
}

static struct span strip_tail(struct span s, const char *keep)
{
    while (s.len) {
        size_t n;
        int32_t rune = utf8_decode_last(s, &n);
        if (!is_junk(rune) || rune == '+' || rune == ')' || (rune > 0 && rune < 0x80 && strchr(keep, rune)))
            break;
        /* The last dot of « S.N.C.F. » belongs to it. */
        if (rune == '.' && memchr(s.ptr, '.', s.len - 1))
            break;
        s.len -= n;
    }
    return s;
}

/* ---- Operators and names --------------------------------------------------------------------------------- */

static enum lexeme_kind operator_of(struct span run, unsigned *within)
{
    static const struct {
        const char *name;
        enum lexeme_kind kind;
    } names[] = {{"ET", LEXEME_AND}, {"AND", LEXEME_AND}, {"OU", LEXEME_OR}, {"OR", LEXEME_OR},
        {"SAUF", LEXEME_NOT}, {"NOT", LEXEME_NOT}, {"PROCHE", LEXEME_NEAR}, {"NEAR", LEXEME_NEAR}};
    *within = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t n = strlen(names[i].name);
        if (!span_starts(run, span_str(names[i].name)))
            continue;
        if (run.len == n) {
            *within = QUERY_NEAR_DEFAULT;
            return names[i].kind;
        }
        if (names[i].kind != LEXEME_NEAR || run.ptr[n] != '/' || run.len == n + 1 || run.len > n + 7)
            continue;
        unsigned value = 0;
        size_t at = n + 1;
        for (; at < run.len && run.ptr[at] >= '0' && run.ptr[at] <= '9'; at++)
            value = value * 10 + (unsigned)(run.ptr[at] - '0');
        if (at == run.len) {
            *within = value;
            return LEXEME_NEAR;
        }
    }
    return LEXEME_LEAF;
}

/* « étudiant(e)s »: parentheses that belong to a word; returns their length, or 0. */
static size_t inclusive_at(struct span s, size_t start, size_t at)
{
    size_t n, letters = 0;
    int32_t before = at > start ? utf8_decode_last(span_of(s.ptr + start, at - start), &n) : UTF8_BAD;
    if (utf8_class(before) != UTF8_LETTER)
        return 0;
    unsigned within;
    if (operator_of(span_of(s.ptr + start, at - start), &within) != LEXEME_LEAF)
        return 0;
    for (size_t i = at + 1; i < s.len; i += n, letters++) {
        int32_t rune = rune_at(s, i, &n);
        if (rune == ')')
            return letters ? i + 1 - at : 0;
        if (utf8_class(rune) != UTF8_LETTER || utf8_is_upper(rune) || letters == 5)
            return 0;
    }
    return 0;
}

static size_t run_end(struct span s, size_t start)
{
    size_t at = start;
    while (at < s.len) {
        size_t n;
        int32_t rune = rune_at(s, at, &n);
        if (rune == '(' && (n = inclusive_at(s, start, at)) > 0) {
            at += n;
            continue;
        }
        if (ends_run(rune))
            break;
        at += n;
    }
    return at;
}

/* The name and colon of a field at « at »: returns their length, or 0. A name that is none but looks like one
 * is noted. */
static size_t field_at(struct lexer *l, size_t at, size_t end, struct scope *scope)
{
    const char *colon = memchr(l->query.ptr + at, ':', end - at);
    if (!colon)
        return 0;
    struct span name = span_of(l->query.ptr + at, (size_t)(colon - (l->query.ptr + at)));
    const struct schema_field *field = schema_find(name);
    enum dates_bound bound = DATES_IN;
    if (field || dates_keyword(name, &bound)) {
        *scope = (struct scope){field ? field : schema_field(FIELD_DATE), bound};
        return name.len + 1;
    }
    size_t n, letters = 0;
    for (size_t i = 0; i < name.len; i += n, letters++)
        if (utf8_class(rune_at(name, i, &n)) != UTF8_LETTER)
            return 0;
    size_t after = at + name.len + 1;
    if (letters > 1 && after < end && utf8_class(rune_at(l->query, after, &n)) == UTF8_LETTER)
        lexer_note(l, at, name.len + 1, "« %.*s: » is no field; taken as words", SPAN_ARG(name));
    return 0;
}

static bool is_date(struct scope scope)
{
    return scope.field && scope.field->kind == FIELD_KIND_DATE;
}

/* ---- Leaves ---------------------------------------------------------------------------------------------- */

/* What stands before a leaf or a parenthesis. */
struct prefix {
    bool marked, doubled, exact, tilde, star, named;
    size_t at; /* where the leaf begins */
    size_t named_at;
};

static void scan_prefix(struct lexer *l, size_t end, struct lexeme *out, struct prefix *p)
{
    p->at = out->start;
    while (p->at < l->query.len) {
        size_t n;
        int32_t rune = rune_at(l->query, p->at, &n);
        if (ends_run(rune) || (p->named && is_date(out->scope) && rune != '+' && rune != '-'))
            break;
        bool bare = !p->exact && !p->tilde && !p->star;
        if (rune == '+' || rune == '-') {
            if (!p->marked)
                out->mark = rune == '+' ? QUERY_REQUIRED : QUERY_EXCLUDED;
            p->doubled = p->doubled || p->marked;
            p->marked = true;
        } else if (rune == '=') {
            p->exact = true;
        } else if (rune == '~') {
            p->tilde = true;
        } else if (rune == '*') {
            p->star = true;
        } else if (is_date(out->scope) && !is_word_rune(rune)) {
            break; /* « ..2025 » */
        } else if (is_junk(rune)) {
            /* passed over */
        } else if (bare && !p->named && p->at < end && (n = field_at(l, p->at, end, &out->scope)) > 0) {
            p->named = true;
            p->named_at = p->at;
        } else {
            break;
        }
        p->at += n;
    }
}

/* Takes the ending of a word that says how it is to be matched. */
static struct span take_ending(struct lexer *l, struct lexeme *out, struct span raw, bool star)
{
    raw = strip_tail(raw, "*~");
    struct span text = raw;
    if (raw.len && raw.ptr[raw.len - 1] == '*') {
        out->match = star ? QUERY_INSIDE : QUERY_PREFIX;
    } else if (star) {
        out->match = QUERY_SUFFIX;
    } else {
        const char *tilde = memrchr(raw.ptr, '~', raw.len);
        size_t digits = tilde ? (size_t)(raw.ptr + raw.len - tilde) - 1 : 0;
        if (tilde && digits <= 1 && (!digits || (tilde[1] >= '0' && tilde[1] <= '9'))) {
            out->match = QUERY_FUZZY;
            out->within = digits ? (unsigned)(tilde[1] - '0') : 0;
            if (out->within > 2)
                lexer_note(l, out->start, out->length, "« ~%u »: at most 2 errors are forgiven", out->within);
            out->within = out->within > 2 ? 2 : out->within;
            text.len = (size_t)(tilde - raw.ptr);
        }
    }
    text = strip_tail(text, "");
    if (!memchr(text.ptr, '*', text.len))
        return text;
    struct buf kept = {0};
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] != '*')
            buf_add_char(&kept, text.ptr[i]);
    text = arena_copy(l->arena, strip_tail(buf_span(&kept), ""));
    buf_release(&kept);
    out->match = QUERY_PLAIN;
    out->within = 0;
    lexer_note(l, out->start, out->length, "a star inside a word means nothing; searched « %.*s »",
        SPAN_ARG(utf8_head(text, 60)));
    return text;
}

/* False when nothing is left of it. */
static size_t digits_at(struct span s)
{
    size_t n = 0;
    while (n < s.len && s.ptr[n] >= '0' && s.ptr[n] <= '9')
        n++;
    return n;
}

/* « 10 000 »: the groups of three digits that follow belong to the number. */
static void take_groups(struct lexer *l, struct lexeme *out)
{
    if (out->text.len == 0 || out->text.len > 3 || digits_at(out->text) != out->text.len ||
        out->text.ptr + out->text.len != l->query.ptr + l->at)
        return;
    for (size_t n; is_blank(rune_at(l->query, l->at, &n));) {
        size_t end = l->at + n + 3, m;
        if (digits_at(span_skip(l->query, l->at + n)) != 3 || is_word_rune(rune_at(l->query, end, &m)))
            return;
        out->text.len += n + 3;
        out->length += n + 3;
        l->at = end;
    }
}

static bool lex_word(struct lexer *l, struct lexeme *out, const struct prefix *p, size_t end)
{
    struct span raw = span_of(l->query.ptr + p->at, end - p->at);
    l->at = end;
    out->length = end - out->start;
    out->text_at = p->at;
    if (is_date(out->scope)) {
        out->text = raw;
        return true;
    }
    if (p->exact || p->tilde) {
        out->match = p->exact ? QUERY_EXACT : QUERY_PLAIN;
        out->text = strip_tail(raw, "");
    } else {
        out->text = take_ending(l, out, raw, p->star);
        if (out->match == QUERY_PLAIN)
            take_groups(l, out);
    }
    return has_word(out->text);
}

static struct span trim_blanks(struct span s)
{
    size_t n;
    while (s.len && is_blank(utf8_decode(s, &n)))
        s = span_skip(s, n);
    while (s.len && is_blank(utf8_decode_last(s, &n)))
        s.len -= n;
    return s;
}

/* The « ~5 » behind a phrase. */
static void lex_slop(struct lexer *l, struct lexeme *out)
{
    if (l->at >= l->query.len || l->query.ptr[l->at] != '~')
        return;
    size_t at = l->at + 1;
    unsigned value = 0;
    for (; at < l->query.len && l->query.ptr[at] >= '0' && l->query.ptr[at] <= '9'; at++)
        value = value < 100000 ? value * 10 + (unsigned)(l->query.ptr[at] - '0') : value;
    if (at == l->at + 1) {
        lexer_note(
            l, l->at, 1, "« ~ » behind quotes wants a number of words; taken as ~%d", QUERY_NEAR_DEFAULT);
        value = QUERY_NEAR_DEFAULT;
    }
    if (value > QUERY_NEAR_MAX)
        lexer_note(l, l->at, at - l->at, "at most %d words apart", QUERY_NEAR_MAX);
    out->within = value > QUERY_NEAR_MAX ? QUERY_NEAR_MAX : value;
    l->at = at;
}

/* False when no word stands between the quotes. */
static bool lex_phrase(struct lexer *l, struct lexeme *out, const struct prefix *p)
{
    size_t n, at = p->at;
    int32_t opener = rune_at(l->query, at, &n);
    at += n;
    size_t inside = at;
    bool closed = false;
    while (at < l->query.len && !(closed = closes(opener, rune_at(l->query, at, &n))))
        at += n;
    struct span raw = span_of(l->query.ptr + inside, at - inside);
    out->text = trim_blanks(raw);
    out->text_at = (size_t)(out->text.ptr - l->query.ptr);
    out->phrase = true;
    out->match = p->exact ? QUERY_EXACT : p->tilde ? QUERY_STEMS : QUERY_PLAIN;
    l->at = closed ? at + n : at;
    if (!closed)
        lexer_note(l, p->at, l->at - p->at, "the quotes are not closed; taken to the end of the query");
    lex_slop(l, out);
    out->length = l->at - out->start;
    if (has_word(out->text))
        return true;
    if (closed)
        lexer_note(l, out->start, out->length, "no word stands between the quotes; left out");
    return false;
}

/* Marks, stars or a field's name with nothing behind them. True when a word is made of them. */
static bool lex_lone(struct lexer *l, struct lexeme *out, const struct prefix *p)
{
    l->at = p->at;
    out->length = p->at - out->start;
    struct span raw = span_of(l->query.ptr + out->start, out->length);
    if (p->named) {
        struct span name = span_of(l->query.ptr + p->named_at, p->at - p->named_at);
        name.len = (size_t)((const char *)memchr(name.ptr, ':', name.len) - name.ptr);
        lexer_note(
            l, out->start, out->length, "nothing stands behind « %.*s: »; taken as a word", SPAN_ARG(name));
        out->scope = (struct scope){0};
        out->text = name;
        return true;
    }
    if (p->marked || p->star || p->tilde || p->exact)
        lexer_note(l, out->start, out->length, "« %.*s » stands alone; left out", SPAN_ARG(utf8_head(raw, 20)));
    return false;
}

/* One piece at l->at, which is no blank; false when it amounts to nothing. */
static bool lex_piece(struct lexer *l, struct scope scope, struct lexeme *out)
{
    size_t n, start = l->at;
    int32_t rune = rune_at(l->query, start, &n);
    *out = (struct lexeme){.kind = LEXEME_LEAF, .scope = scope, .start = start, .length = n};
    if (rune == ')') {
        l->at += n;
        out->kind = LEXEME_CLOSE;
        if (l->depth == 0)
            lexer_note(l, start, n, "this parenthesis closes nothing; left out");
        return l->depth > 0;
    }
    if (rune == 0xbb || rune == 0x201d) {
        l->at += n;
        lexer_note(l, start, n, "these quotes close nothing; left out");
        return false;
    }
    size_t end = run_end(l->query, start);
    out->kind = operator_of(span_of(l->query.ptr + start, end - start), &out->within);
    if (out->kind != LEXEME_LEAF) {
        l->at = end;
        out->length = end - start;
        return true;
    }
    struct prefix p = {0};
    scan_prefix(l, end, out, &p);
    if (p.doubled)
        lexer_note(l, start, p.at - start, "only the first of these marks counts");
    rune = rune_at(l->query, p.at, &n);
    if (rune == '(') {
        if (p.exact || p.tilde || p.star)
            lexer_note(l, start, p.at - start, "=, ~ and * mean nothing before a parenthesis; left out");
        out->kind = LEXEME_OPEN;
        out->length = p.at + 1 - start;
        l->at = p.at + 1;
        return true;
    }
    if (p.at < l->query.len && is_opener(rune))
        return lex_phrase(l, out, &p);
    if (p.at >= l->query.len || ends_run(rune))
        return lex_lone(l, out, &p);
    return lex_word(l, out, &p, end);
}

void lexer_next(struct lexer *l, struct scope scope, struct lexeme *out)
{
    for (;;) {
        size_t n;
        while (l->at < l->query.len && is_blank(rune_at(l->query, l->at, &n)))
            l->at += n;
        if (l->at >= l->query.len) {
            *out = (struct lexeme){.kind = LEXEME_END, .start = l->at};
            return;
        }
        if (lex_piece(l, scope, out))
            return;
    }
}
