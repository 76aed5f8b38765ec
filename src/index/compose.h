/* An article into the document that the store takes: terms of every family that store/schema.h lists, values,
 * and the record that is kept. One composer for each thread; it holds the analyzer and the vocabulary of its
 * documents. */
#ifndef INDEX_COMPOSE_H
#define INDEX_COMPOSE_H

#include "article/article.h"
#include "base/doc.h"

struct composer;

/* Never NULL. */
struct composer *composer_new(void);
void composer_free(struct composer *c);

/* What is indexed besides what the article says of itself. */
struct compose_place {
    struct span id, path, format;
    struct span file; /* path of the input file: the article's own, or that of the bundle it lies in */
    uint64_t hash;    /* of the article: compose_hash */
};

/* A hash of everything that an article says: equal when nothing changed. */
uint64_t compose_hash(const struct article *article);

/* The document, valid until the next call. *words (may be NULL): how many words title and text have. */
const struct doc *compose(
    struct composer *c, const struct article *article, const struct compose_place *place, uint64_t *words);

/* Bytes that words and terms hold, and forgetting them all; not between the documents of one batch. */
size_t composer_memory(const struct composer *c);
void composer_forget(struct composer *c);

#endif
