/* The terms of the acronyms that a text explains; store/schema.h says what they look like. */
#ifndef INDEX_EXPLAIN_TERMS_H
#define INDEX_EXPLAIN_TERMS_H

#include "lang/analyzer.h"

/* The term is valid during the call. */
typedef void explain_terms_sink(void *context, struct span term);

/* Two terms for each time that a pair is explained. Feeds the analyzer, which must not be at work. */
void explain_terms(struct analyzer *a, struct span text, explain_terms_sink *sink, void *context);

#endif
