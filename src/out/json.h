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

/* Why inputs were refused, or what was noted of them. */
struct json_reason {
    char *reason;
    uint64_t count;
    char **paths; /* some of them */
    size_t npaths;
};
void json_index(struct sink *sink, const struct limier_index_report *r, bool dry_run,
    const struct json_reason *refused, size_t nrefused, const struct json_reason *notes, size_t nnotes);

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
