/* Documents that are ZIP archives of parts (EPUB, OpenDocument, Office Open XML): the parts with text in them,
 * held in memory, as trees. For the readers of these. */
#ifndef ARTICLE_PACKAGE_H
#define ARTICLE_PACKAGE_H

#include "article/markup.h"
#include "article/reader.h"

/* ---- For bidders: by the beginning of the archive ----------------------------------------------------- */

/* What the first member, « mimetype », says; empty when there is none. */
struct span package_type(struct span head);
/* A member whose name begins so stands in head. */
bool package_has(struct span head, const char *name);

/* ---- What is in it ------------------------------------------------------------------------------------ */

enum { PACKAGE_PARTS_MAX = 10000 };

struct package_part {
    struct span name, text; /* text: clean UTF-8 */
    bool used;              /* for who reads a part once at most; false at first */
};

struct package {
    struct arena arena; /* of names and texts */
    struct package_part *parts;
    size_t count, cap;
    struct decode_losses losses; /* added up */
};

/* Makes the article of a package's members. */
typedef enum limier_status package_reader(
    struct reader *r, struct package *p, struct arena *arena, struct article *out, struct limier_error *err);

/* What a reader's next does for a package, which is one article: those members are taken whose name begins or
 * ends with one of the words given with blanks between, and handed to read. LIMIER_INPUT when the archive is
 * damaged or encrypted, or they are over INPUT_ARTICLE_MAX together, or over PACKAGE_PARTS_MAX. */
enum limier_status package_next(struct reader *r, const char *beginnings, const char *endings,
    package_reader *read, struct arena *arena, struct article *out, bool *more, struct limier_error *err);
/* NULL when there is none of that name. */
struct package_part *package_find(const struct package *p, struct span name);
/* The first whose name begins so. */
struct package_part *package_first(const struct package *p, const char *beginning);

/* A part of XML as a tree, whose names lose the prefix of the first element; root: that element's name without
 * it, NULL-terminated list of one. top is NULL when there is no part or no such element in it. What is wrong
 * with the XML is noted. */
struct package_tree {
    struct markup_stream *stream;
    const struct markup_node *top;
};
void package_tree_init(
    struct package_tree *t, struct reader *r, const struct package_part *part, const char *const *root);
void package_tree_release(struct package_tree *t);

/* ---- What it says of itself --------------------------------------------------------------------------- */

/* The first element below top of the first of the names (blanks between) that says something, in one line. */
struct span package_field(const struct markup_node *top, const char *names, struct arena *arena);
/* The same, when it is a date, as articles have it. */
struct span package_date(const struct markup_node *top, const char *names, struct arena *arena);
/* « fr » of « fr-FR ». */
struct span package_language(struct span s);
/* What the text states comes first, then the name of the file, then the day the document was made on: documents
 * that a database hands out, or that are made of a template, have that from elsewhere. */
void package_date_document(struct reader *r, struct arena *arena, struct article *a, struct span created);
/* Takes the title away from the front of the text. */
void package_unrepeat(struct article *a);

#endif
