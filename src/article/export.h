/* Exports of press databases: HTML files with hundreds of articles each. The file is cut into its articles by
 * marks that stand at their beginnings, since the pages around them are often not well-formed, and each piece
 * is parsed by itself. For readers. */
#ifndef ARTICLE_EXPORT_H
#define ARTICLE_EXPORT_H

#include "article/markup.h"
#include "article/reader.h"

struct export_kind {
    /* Each stands at the beginning of an article, as it is or inside its first tag; NULL at the end. */
    const char *const *marks;
    /* The same article may have one more of these: it begins another only behind one of its own kind. */
    const char *weak_mark;
    /* Fills *out from a piece; false when there is no article in it. */
    bool (*read)(struct reader *r, const struct markup_node *piece, struct arena *arena, struct article *out);
};

enum limier_status export_open(struct reader *r, struct limier_error *err);
void export_close(struct reader *r);
enum limier_status export_next(struct reader *r, const struct export_kind *kind, struct arena *arena,
    struct article *out, bool *more, struct limier_error *err);

/* One of the strings is in s, whatever the case of ASCII letters. */
bool export_mentions(struct span s, const char *const *strings);
/* « Français », « French » → « fr »; what is not known stays. */
struct span export_language(struct span name);

#endif
