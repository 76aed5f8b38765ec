/* A whole article for people. */
#ifndef OUT_PRINT_ARTICLE_H
#define OUT_PRINT_ARTICLE_H

#include "limier.h"

#include "out/sink.h"
#include "out/style.h"

/* Header fields, a blank line, the title, the paragraphs. width 0: a paragraph is one line, however long. */
void print_article(struct sink *sink, enum style_mode mode, size_t width, const struct limier_article *a);
/* Between two articles. */
void print_article_rule(struct sink *sink, enum style_mode mode);

/* Where an article is found: its path, and its id where the path does not say it. */
void print_article_place(struct buf *out, const struct limier_article *a);
/* The title, or the id of an article without one. */
struct limier_marked print_article_title(const struct limier_article *a);

#endif
