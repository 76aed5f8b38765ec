/* A query's text into pieces: parentheses, operators, and leaves with the marks and names before them. Only the
 * parser and the printer of queries use it. */
#ifndef SEARCH_LEXER_H
#define SEARCH_LEXER_H

#include "search/dates.h"
#include "search/query.h"

enum lexeme_kind {
    LEXEME_END,
    LEXEME_OPEN,
    LEXEME_CLOSE,
    LEXEME_AND,
    LEXEME_OR,
    LEXEME_NOT,
    LEXEME_NEAR,
    LEXEME_LEAF
};

/* What field words stand in, and how dates are meant there. */
struct scope {
    const struct schema_field *field; /* NULL: title and text */
    enum dates_bound bound;
};

struct lexeme {
    enum lexeme_kind kind;
    enum query_mark mark;
    enum query_match match;
    bool phrase;
    struct scope scope; /* of this leaf, or of what stands in the parentheses */
    struct span text;
    size_t text_at; /* where the text stands in the query */
    unsigned within;
    size_t start, length;
};

struct lexer {
    struct span query; /* valid UTF-8 */
    size_t at;
    size_t depth; /* parentheses open */
    struct arena *arena;
    struct query_note *notes;
    size_t nnotes, cap;
};

void lexer_init(struct lexer *l, struct span query, struct arena *arena);
/* The next piece; scope is that of the parentheses around it. */
void lexer_next(struct lexer *l, struct scope scope, struct lexeme *out);

/* « character 7: … » */
void lexer_note(struct lexer *l, size_t start, size_t length, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
