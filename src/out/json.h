/* What commands other than search print as JSON. Every document carries "version". */
#ifndef OUT_JSON_H
#define OUT_JSON_H

#include "limier.h"

#include "base/span.h"
#include "out/sink.h"

#define JSON_VERSION 1

/* {"version":1,"articles":[…]}: begun, then one article after the other, then ended. */
void json_articles_begin(struct sink *sink);
void json_articles_add(struct sink *sink, const struct limier_article *a, bool first);
void json_articles_end(struct sink *sink);

void json_stats(struct sink *sink, const struct limier_stats *stats);
struct json_analysis {
    struct span text;
    const struct limier_token *tokens;
    size_t ntokens;
    const struct limier_explained *explained;
    size_t nexplained;
};
void json_analysis(struct sink *sink, const struct json_analysis *a);

#endif
