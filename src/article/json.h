/* JSON objects into drafts, by yajl: the only door to it. */
#ifndef ARTICLE_JSON_H
#define ARTICLE_JSON_H

#include "article/draft.h"
#include "base/error.h"

/* Puts the members of the object that text (valid UTF-8) is into the draft, between draft_begin and draft_end.
 * Numbers are kept as written, null is no value, raw TABs and line ends in strings are
 * taken for blanks. LIMIER_INPUT when it is not JSON or not an object. */
enum limier_status json_to_draft(struct span text, struct draft *d, struct limier_error *err);

/* How many bytes the object, list or string at the front of text takes; 0 when it does not end in text. Looks
 * at brackets and quotes only. */
size_t json_extent(struct span text);

#endif
