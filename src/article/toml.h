/* The part of TOML (toml.io, 1.0) that front matter uses: tables, and keys with strings, numbers, booleans,
 * dates and lists of these, into a draft. Inline tables are kept as they are written. */
#ifndef ARTICLE_TOML_H
#define ARTICLE_TOML_H

#include "article/draft.h"
#include "base/error.h"

/* Between draft_begin and draft_end. LIMIER_INPUT names the line (first_line is the number of text's first). */
enum limier_status toml_read(struct span text, uint64_t first_line, struct draft *d, struct limier_error *err);

#endif
