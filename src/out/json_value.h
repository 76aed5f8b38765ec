/* The one door to jansson, for the json_*.c files. Values are built small, a hit at a time, and written at
 * once.
 *
 * Beyond what JSON asks, DEL, the C1 controls, bidirectional overrides and other invisible format characters
 * are written as \u escapes, so that JSON shown on a terminal cannot harm it. Bytes that are no UTF-8 become
 * « ? », one each, so that byte ranges keep their meaning. */
#ifndef OUT_JSON_VALUE_H
#define OUT_JSON_VALUE_H

#include "base/buf.h"
#include "base/span.h"
#include "limier.h"

#include <jansson.h>

json_t *json_value_text(struct span s);
/* Sets object[name] unless s is empty or NULL. */
void json_value_put(json_t *object, const char *name, const char *s);
/* Sets object[name]; value is taken over. */
void json_value_set(json_t *object, const char *name, json_t *value);
/* [[start, end], …] */
json_t *json_value_marks(const struct limier_marked *m);
/* The fields of an article that are stated, "text" and the marks left out. */
json_t *json_value_article(const struct limier_article *a);

/* Appends the value in one line; it is freed. */
void json_value_add(struct buf *out, json_t *value);

#endif
