#include "search/dates.h"
#include "search/lexer.h"
#include "search/query.h"

/* The French name of a field. */
static struct span field_name(const struct schema_field *field)
{
    return span_of(field->names, strcspn(field->names, " "));
}

static void print_date(struct buf *out, const struct query_node *node)
{
    char low[20], high[20];
    dates_print(low, node->low);
    dates_print(high, node->high);
    if (span_eq(node->low, node->high))
        buf_printf(out, "date:%s", low);
    else
        buf_printf(out, "date:%s..%s", low, high);
}

/* Quotes that the text does not hold. */
static void print_quoted(struct buf *out, struct span text)
{
    bool straight = !memchr(text.ptr, '"', text.len) && !memmem(text.ptr, text.len, "\u201d", 3);
    buf_add_str(out, straight ? "\"" : "« ");
    buf_add_span(out, text);
    buf_add_str(out, straight ? "\"" : " »");
}

/* Whether piece is read as the plain word of node. */
static bool reads_back(struct span piece, const struct query_node *node)
{
    struct arena arena;
    arena_init(&arena);
    struct lexer lexer;
    struct lexeme x, end;
    lexer_init(&lexer, piece, &arena);
    lexer_next(&lexer, (struct scope){0}, &x);
    lexer_next(&lexer, (struct scope){0}, &end);
    bool same = x.kind == LEXEME_LEAF && !x.phrase && x.mark == QUERY_WANTED && x.match == QUERY_PLAIN &&
                x.scope.field == node->field && span_eq(x.text, node->text) && end.kind == LEXEME_END;
    arena_release(&arena);
    return same;
}

static void print_word(struct buf *out, const struct query_node *node)
{
    struct buf plain = {0};
    if (node->field) {
        buf_add_span(&plain, field_name(node->field));
        buf_add_char(&plain, ':');
    }
    buf_add_span(out, buf_span(&plain));
    buf_add_span(&plain, node->text);
    /* « ~ET » is the word, not the operator. */
    if (node->match == QUERY_PLAIN && !reads_back(buf_span(&plain), node))
        buf_add_char(out, '~');
    buf_release(&plain);
    if (node->match == QUERY_EXACT)
        buf_add_char(out, '=');
    if (node->match == QUERY_SUFFIX || node->match == QUERY_INSIDE)
        buf_add_char(out, '*');
    buf_add_span(out, node->text);
    if (node->match == QUERY_PREFIX || node->match == QUERY_INSIDE)
        buf_add_char(out, '*');
    if (node->match == QUERY_FUZZY)
        buf_add_char(out, '~');
    if (node->match == QUERY_FUZZY && node->within)
        buf_printf(out, "%u", node->within);
}

static void print_phrase(struct buf *out, const struct query_node *node)
{
    if (node->field) {
        buf_add_span(out, field_name(node->field));
        buf_add_char(out, ':');
    }
    if (node->match != QUERY_PLAIN)
        buf_add_char(out, node->match == QUERY_EXACT ? '=' : '~');
    print_quoted(out, node->text);
    if (node->within)
        buf_printf(out, "~%u", node->within);
}

static void print_mark(struct buf *out, const struct query_node *node)
{
    if (node->mark != QUERY_WANTED)
        buf_add_char(out, node->mark == QUERY_REQUIRED ? '+' : '-');
}

static void print_leaf(struct buf *out, const struct query_node *node)
{
    print_mark(out, node);
    if (node->kind == QUERY_WORD)
        print_word(out, node);
    else if (node->kind == QUERY_PHRASE)
        print_phrase(out, node);
    else
        print_date(out, node);
}

static void print_node(struct buf *out, const struct query_node *node, bool inside)
{
    if (query_is_leaf(node)) {
        print_leaf(out, node);
        return;
    }
    print_mark(out, node);
    if (inside)
        buf_add_char(out, '(');
    for (size_t i = 0; i < node->nkids; i++) {
        if (i && node->kind == QUERY_NEAR)
            buf_printf(out, " PROCHE/%u ", node->within);
        else if (i)
            buf_add_str(out, node->kind == QUERY_AND ? " ET " : node->kind == QUERY_OR ? " OU " : " ");
        print_node(out, node->kids[i], true);
    }
    if (inside)
        buf_add_char(out, ')');
}

void query_print(struct buf *out, const struct query_node *node)
{
    print_node(out, node, false);
}

void query_print_tree(struct buf *out, const struct query_node *node, unsigned indent)
{
    buf_printf(out, "%*s", (int)indent * 2, "");
    if (query_is_leaf(node)) {
        print_leaf(out, node);
        buf_add_char(out, '\n');
        return;
    }
    print_mark(out, node);
    switch (node->kind) {
    case QUERY_NEAR: buf_printf(out, "within %u words of one another\n", node->within); break;
    case QUERY_AND: buf_add_str(out, "all of\n"); break;
    case QUERY_OR: buf_add_str(out, "any of\n"); break;
    default: buf_add_str(out, "ranked by\n"); break;
    }
    for (size_t i = 0; i < node->nkids; i++)
        query_print_tree(out, node->kids[i], indent + 1);
}
