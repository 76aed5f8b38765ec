/* The parts of an XML file, one by one, whatever its length: a feed's items, a corpus's texts. For readers. */
#ifndef ARTICLE_PARTS_H
#define ARTICLE_PARTS_H

#include "article/lines.h"
#include "article/markup.h"
#include "article/reader.h"

struct parts {
    struct lines lines;
    struct markup_stream *stream;
    struct span rest; /* of the line being fed */
    uint64_t place;   /* of the part last given, from 1 */
    bool ended;
};

/* Names: of the elements that are parts, NULL at the end. The input stays the caller's. */
void parts_init(struct parts *p, struct input *in, enum decode_encoding encoding, const char *const *names);
void parts_release(struct parts *p);

/* The next part into *out, valid until the next call; NULL at the end. LIMIER_INPUT when there was none at all;
 * what is wrong with the XML is a note at the end. */
enum limier_status parts_next(
    struct parts *p, struct reader *r, const struct markup_node **out, struct limier_error *err);

#endif
