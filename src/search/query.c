#include "search/query.h"

#include "base/utf8.h"
#include "search/lexer.h"

struct parser {
    struct lexer lexer;
    struct lexeme now; /* the piece looked at */
    struct span today;
    struct arena *arena;
    size_t nopen;
    size_t nleaves;
    enum limier_status status; /* sticky */
    struct limier_error *err;
};

/* Kids of a node being made. */
struct kids {
    const struct query_node **items;
    size_t n, cap;
};

static struct query_node *parse_or(struct parser *p, struct scope scope);

static void kids_add(struct parser *p, struct kids *k, const struct query_node *kid)
{
    if (k->n == k->cap) {
        k->cap = k->cap ? k->cap * 2 : 4;
        const struct query_node **more = arena_alloc(p->arena, k->cap * sizeof *more);
        if (k->n)
            memcpy(more, k->items, k->n * sizeof *more);
        k->items = more;
    }
    k->items[k->n++] = kid;
}

static struct query_node *node_new(struct parser *p, enum query_kind kind, const struct kids *k)
{
    struct query_node *node = arena_zero(p->arena, 1, sizeof *node);
    node->kind = kind;
    if (k && k->n) {
        const struct query_node *first = k->items[0], *last = k->items[k->n - 1];
        node->kids = k->items;
        node->nkids = k->n;
        node->start = first->start;
        node->length = last->start + last->length - first->start;
    }
    return node;
}

static void fail(struct parser *p, size_t offset, const char *message, struct span text)
{
    if (p->status)
        return;
    p->status = error_set(p->err, LIMIER_QUERY, message, SPAN_ARG(utf8_head(text, 80)));
    error_place(p->err, offset);
    p->lexer.at = p->lexer.query.len; /* nothing more is looked at */
    p->now.kind = LEXEME_END;
}

static void advance(struct parser *p, struct scope scope)
{
    lexer_next(&p->lexer, scope, &p->now);
}

static void note_piece(struct parser *p, const char *format)
{
    const struct lexeme *x = &p->now;
    lexer_note(
        &p->lexer, x->start, x->length, format, SPAN_ARG(span_of(p->lexer.query.ptr + x->start, x->length)));
}

/* ---- Leaves ---------------------------------------------------------------------------------------------- */

static void read_date(struct parser *p, struct query_node *node, const struct lexeme *x)
{
    struct dates_range range;
    if (!dates_read(&range, x->text, x->scope.bound, p->today, p->arena)) {
        fail(p, x->text_at, "« %.*s » is no date", x->text);
        error_hint(p->err,
            "dates look like 2025, 2025-11, 2025-11-25, 25/11/2025, \"25 nov. 2025\", hier, 7j, 2024..2025");
        return;
    }
    if (range.turned)
        lexer_note(&p->lexer, x->start, x->length, "the dates stand the wrong way round; turned");
    node->kind = QUERY_DATE;
    node->low = range.low;
    node->high = range.high;
}

static struct query_node *leaf(struct parser *p)
{
    const struct lexeme *x = &p->now;
    struct query_node *node = node_new(p, x->phrase ? QUERY_PHRASE : QUERY_WORD, NULL);
    node->start = x->start;
    node->length = x->length;
    node->mark = x->mark;
    if (++p->nleaves == QUERY_LEAVES_MAX) {
        lexer_note(&p->lexer, x->start, x->length, "only the first %d words are looked at", QUERY_LEAVES_MAX);
        p->lexer.at = p->lexer.query.len;
    }
    if (x->scope.field && x->scope.field->kind == FIELD_KIND_DATE) {
        read_date(p, node, x);
    } else {
        node->field = x->scope.field;
        node->match = x->match;
        node->within = x->within;
        node->text = x->text;
    }
    return node;
}

static struct query_node *parenthesis(struct parser *p, struct scope outer)
{
    struct lexeme open = p->now;
    if (++p->nopen > QUERY_DEPTH_MAX) {
        fail(p, open.start, "parentheses are nested too deeply%.*s", span_str(""));
        return NULL;
    }
    p->lexer.depth++;
    advance(p, open.scope);
    struct query_node *node = parse_or(p, open.scope);
    size_t end = p->now.start + p->now.length;
    p->lexer.depth--;
    p->nopen--;
    bool closed = p->now.kind == LEXEME_CLOSE;
    if (!closed)
        lexer_note(&p->lexer, open.start, open.length, "this parenthesis is not closed");
    else
        advance(p, outer);
    if (!node) {
        if (closed)
            lexer_note(
                &p->lexer, open.start, end - open.start, "nothing stands in these parentheses; left out");
        return NULL;
    }
    node->start = open.start;
    node->length = end - open.start;
    node->mark = open.mark;
    return node;
}

/* NULL, with nothing taken, when no operand stands here; or when what stands here amounts to nothing. */
static struct query_node *parse_operand(struct parser *p, struct scope scope)
{
    struct query_node *node = NULL;
    if (p->now.kind == LEXEME_LEAF) {
        node = leaf(p);
        advance(p, scope);
    } else if (p->now.kind == LEXEME_OPEN) {
        node = parenthesis(p, scope);
    }
    return node;
}

/* ---- Operators ------------------------------------------------------------------------------------------- */

static bool starts_operand(const struct parser *p)
{
    return p->now.kind == LEXEME_LEAF || p->now.kind == LEXEME_OPEN;
}

static bool is_operator(const struct parser *p)
{
    return p->now.kind == LEXEME_AND || p->now.kind == LEXEME_OR || p->now.kind == LEXEME_NOT ||
           p->now.kind == LEXEME_NEAR;
}

/* Passes over operators that have no operand before them; stops at one that may stand here (stop). */
static void skip_operators(struct parser *p, struct scope scope, const char *why, enum lexeme_kind stop)
{
    while (is_operator(p) && p->now.kind != stop) {
        note_piece(p, why);
        advance(p, scope);
    }
}

#define WHY_DOUBLED "« %.*s » follows another operator; left out"
#define WHY_LEADING "« %.*s » has nothing before it; left out"

static void check_trailing(struct parser *p, const struct lexeme *operator, const void * operand)
{
    if (!operand && !p->status)
        lexer_note(&p->lexer, operator->start, operator->length, "« %.*s » has nothing behind it; left out",
            SPAN_ARG(span_of(p->lexer.query.ptr + operator->start, operator->length)));
}

static const struct query_node *unmarked(struct parser *p, struct query_node *node)
{
    if (node->mark != QUERY_WANTED)
        lexer_note(&p->lexer, node->start, 1, "+ and - mean nothing beside « PROCHE » or « SAUF »; left out");
    node->mark = QUERY_WANTED;
    return node;
}

static struct query_node *parse_near(struct parser *p, struct scope scope)
{
    struct query_node *first = parse_operand(p, scope);
    struct kids k = {0};
    unsigned within = 0;
    enum query_mark mark = QUERY_WANTED;
    while (p->now.kind == LEXEME_NEAR && (first || k.n)) {
        struct lexeme operator= p->now;
        advance(p, scope);
        skip_operators(p, scope, WHY_DOUBLED, LEXEME_END);
        struct query_node *right = starts_operand(p) ? parse_operand(p, scope) : NULL;
        check_trailing(p, &operator, right);
        if (!right)
            continue;
        if (k.n == 0) {
            mark = first->mark;
            first->mark = QUERY_WANTED;
            kids_add(p, &k, first);
        }
        kids_add(p, &k, unmarked(p, right));
        if (operator.within> QUERY_NEAR_MAX)
            lexer_note(&p->lexer, operator.start, operator.length, "at most %d words apart", QUERY_NEAR_MAX);
        if (within && within != operator.within)
            lexer_note(
                &p->lexer, operator.start, operator.length, "the widest of these distances counts for all");
        within = operator.within> within ? operator.within : within;
    }
    if (k.n == 0)
        return first;
    struct query_node *node = node_new(p, QUERY_NEAR, &k);
    node->within = within < 1 ? 1 : within > QUERY_NEAR_MAX ? QUERY_NEAR_MAX : within;
    node->mark = mark;
    return node;
}

/* « SAUF word »: the next word, phrase or parenthesis only, as with « - ». */
static struct query_node *parse_excluded(struct parser *p, struct scope scope)
{
    struct lexeme operator= p->now;
    advance(p, scope);
    skip_operators(p, scope, WHY_DOUBLED, LEXEME_END);
    struct query_node *kid = starts_operand(p) ? parse_near(p, scope) : NULL;
    check_trailing(p, &operator, kid);
    if (kid) {
        unmarked(p, kid);
        kid->mark = QUERY_EXCLUDED;
    }
    return kid;
}

/* Words side by side. */
static struct query_node *parse_group(struct parser *p, struct scope scope)
{
    struct kids k = {0};
    struct query_node *only = NULL;
    for (;;) {
        while (p->now.kind == LEXEME_NEAR) {
            note_piece(p, WHY_LEADING);
            advance(p, scope);
        }
        if (!starts_operand(p) && p->now.kind != LEXEME_NOT)
            break;
        struct query_node *kid = p->now.kind == LEXEME_NOT ? parse_excluded(p, scope) : parse_near(p, scope);
        if (!kid)
            continue;
        only = kid;
        kids_add(p, &k, kid);
    }
    if (k.n == 0)
        return NULL;
    return k.n == 1 && only->mark == QUERY_WANTED ? only : node_new(p, QUERY_GROUP, &k);
}

/* An operand of ET and OU. */
static struct query_node *parse_side(struct parser *p, struct scope scope, const char *why)
{
    skip_operators(p, scope, why, LEXEME_NOT);
    return parse_group(p, scope);
}

static struct query_node *parse_and(struct parser *p, struct scope scope, const char *why)
{
    struct query_node *left = parse_side(p, scope, why);
    struct kids k = {0};
    while (left && p->now.kind == LEXEME_AND) {
        struct lexeme operator= p->now;
        advance(p, scope);
        struct query_node *right = parse_side(p, scope, WHY_DOUBLED);
        check_trailing(p, &operator, right);
        if (!right)
            continue;
        if (k.n == 0)
            kids_add(p, &k, left);
        kids_add(p, &k, right);
    }
    return k.n ? node_new(p, QUERY_AND, &k) : left;
}

static struct query_node *parse_or(struct parser *p, struct scope scope)
{
    struct kids k = {0};
    struct query_node *only = NULL;
    struct lexeme operator= {.kind = LEXEME_END};
    for (;;) {
        bool follows = operator.kind == LEXEME_OR;
        struct query_node *side = parse_and(p, scope, follows ? WHY_DOUBLED : WHY_LEADING);
        if (follows)
            check_trailing(p, &operator, side);
        if (side) {
            only = side;
            kids_add(p, &k, side);
        }
        if (p->now.kind == LEXEME_END || p->now.kind == LEXEME_CLOSE)
            break;
        operator= p->now;
        if (operator.kind == LEXEME_OR)
            advance(p, scope);
    }
    return k.n > 1 ? node_new(p, QUERY_OR, &k) : only;
}

/* ---- The whole ------------------------------------------------------------------------------------------- */

/* A copy of the same length in which bytes that are no UTF-8, and controls, are blanks. */
static struct span clean(struct span text, struct arena *arena, bool *bad)
{
    char *copy = (char *)arena_copy(arena, text).ptr;
    *bad = false;
    for (size_t i = 0; i < text.len;) {
        size_t n;
        int32_t rune = utf8_decode(span_skip(text, i), &n);
        if (rune == UTF8_BAD || rune < 0x20 || rune == 0x7f) {
            *bad = *bad || rune == UTF8_BAD;
            copy[i] = ' ';
        }
        i += n;
    }
    return span_of(copy, text.len);
}

enum limier_status query_parse(
    struct query *out, struct span text, struct span today, struct arena *arena, struct limier_error *err)
{
    *out = (struct query){0};
    struct dates_range day;
    if (!dates_read(&day, today, DATES_IN, today, arena))
        return error_set(err, LIMIER_USAGE, "« %.*s » is no day (YYYY-MM-DD)", SPAN_ARG(utf8_head(today, 40)));
    if (text.len > QUERY_BYTES_MAX)
        return error_set(err, LIMIER_QUERY, "the query is too long (over %d bytes)", QUERY_BYTES_MAX);
    bool bad;
    text = clean(text, arena, &bad);
    struct parser p = {.today = today, .arena = arena, .err = err};
    lexer_init(&p.lexer, text, arena);
    if (bad)
        lexer_note(&p.lexer, 0, text.len, "the query is not all UTF-8; the bytes that are not are left out");
    advance(&p, (struct scope){0});
    out->root = parse_or(&p, (struct scope){0});
    out->notes = p.lexer.notes;
    out->nnotes = p.lexer.nnotes;
    if (p.status)
        return p.status;
    if (out->root)
        return LIMIER_OK;
    bool empty = span_trim(text).len == 0;
    error_set(err, LIMIER_QUERY, empty ? "empty query" : "the query has no word to search for");
    error_place(err, 0);
    return LIMIER_QUERY;
}
