/* YAML front matter into drafts, by libyaml: the only door to it. */
#ifndef ARTICLE_YAML_H
#define ARTICLE_YAML_H

#include "article/draft.h"
#include "base/error.h"

/* Puts the names and values of the first document of text into the draft, between draft_begin and draft_end.
 * LIMIER_INPUT when it is no YAML or no names and values: the message names the line (first_line is the number
 * of text's first). */
enum limier_status yaml_read(struct span text, uint64_t first_line, struct draft *d, struct limier_error *err);

/* Front matter as people write it who do not know that « title: Amazon : le plan » is no YAML: nothing but
 * lines « name: value », « - item » behind a name, comments and blank ones. False when there are others. */
bool yaml_read_lines(struct span text, struct draft *d);

#endif
