#include "index/version.h"

#include "base/error.h"
#include "lang/analyzer.h"
#include "store/schema.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum limier_status version_number(
    struct store *s, const char *key, int64_t *out, bool *there, struct limier_error *err)
{
    struct arena arena;
    arena_init(&arena);
    struct span value;
    enum limier_status status = store_meta_get(s, span_str(key), &arena, &value, err);
    *there = status == LIMIER_OK && value.len > 0;
    *out = *there ? strtoll(arena_str(&arena, value), NULL, 10) : 0;
    arena_release(&arena);
    return status;
}

enum limier_status version_check(struct store *s, struct limier_error *err)
{
    int64_t format, analysis;
    bool has_format, has_analysis;
    struct store_stats stats;
    enum limier_status status = store_stats(s, &stats, err);
    if (status == LIMIER_OK)
        status = version_number(s, SCHEMA_META_FORMAT, &format, &has_format, err);
    if (status == LIMIER_OK)
        status = version_number(s, SCHEMA_META_ANALYSIS, &analysis, &has_analysis, err);
    if (status != LIMIER_OK || (!has_format && stats.documents == 0))
        return status;
    if (!has_format || !has_analysis)
        return error_set(err, LIMIER_VERSION, "a Xapian database that limier did not make");
    if (format != SCHEMA_FORMAT)
        status = error_set(err, LIMIER_VERSION, "the index has format %" PRId64 ", this limier reads format %d",
            format, SCHEMA_FORMAT);
    else if (analysis != ANALYZER_VERSION)
        status = error_set(err, LIMIER_VERSION,
            "the index was made with version %" PRId64 " of the analysis of words, this limier has version %d",
            analysis, ANALYZER_VERSION);
    if (status != LIMIER_OK)
        error_hint(err, "make it anew: limier index --rebuild with the paths it was made of");
    return status;
}
