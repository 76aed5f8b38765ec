/* An article being put together from named values: front matter, JSON, tables. The draft knows the names that
 * people give an article's fields in French and English; what has no field, or comes second to a better name of
 * the same field, is kept as extra under its own name. Of two values of the same name the first counts.
 *
 * Values may be nested: those of an object within an object are named « parent.child », those of a list are
 * joined with « , ». A draft is used for one article after another. */
#ifndef ARTICLE_DRAFT_H
#define ARTICLE_DRAFT_H

#include "article/article.h"
#include "article/decode.h"
#include "base/error.h"

enum draft_field {
    DRAFT_ID,
    DRAFT_TITLE,
    DRAFT_DATE,
    DRAFT_SOURCE,
    DRAFT_AUTHOR,
    DRAFT_SECTION,
    DRAFT_URL,
    DRAFT_LANGUAGE,
    DRAFT_TEXT,
    DRAFT_FIELDS,
    DRAFT_EXTRA = DRAFT_FIELDS
};

enum { DRAFT_DEPTH = 16, DRAFT_EXTRA_MAX = 200 };

/* Names that the user has given fields, on top of those that are known: they come first. */
struct draft_map {
    struct {
        enum draft_field field;
        struct span name; /* folded */
    } * items;
    size_t count, cap;
};

/* Adds « title=headline,date=meta.published », in arena. LIMIER_USAGE says what is wrong, with the fields there
 * are. */
enum limier_status draft_map_add(
    struct draft_map *map, const char *text, struct arena *arena, struct limier_error *err);
void draft_map_release(struct draft_map *map);

/* The field that a name stands for, DRAFT_EXTRA for none. map may be NULL. */
enum draft_field draft_field_of(const struct draft_map *map, struct span name);

struct draft_joined;

struct draft {
    const struct draft_map *map; /* set after draft_init by who has one */
    struct arena *arena;
    struct article *out;
    struct span name[DRAFT_FIELDS]; /* that gave the field its value */
    unsigned rank[DRAFT_FIELDS];    /* of that name; 0: none yet */
    struct article_extra *extra;
    size_t nextra;
    struct span odd_date; /* the first that could not be read */
    bool crowded;         /* extra values were left out */
    struct decode_losses losses;
    /* Nesting. */
    struct buf key, path;
    size_t starts[DRAFT_DEPTH]; /* where each level's name begins in path */
    unsigned depth, list;       /* list: the depth of the outermost list, 0 when there is none */
    struct draft_joined *joined;
    size_t njoined, joined_cap;
};

void draft_init(struct draft *d);
void draft_release(struct draft *d);

/* An article begins: *out, all zero, and what it points to in arena. */
void draft_begin(struct draft *d, struct arena *arena, struct article *out);
/* Names and values are of any bytes; they are cleaned and copied. */
void draft_add(struct draft *d, struct span name, struct span value);
/* It is whole: what was odd about it, in one line in arena, or NULL. */
const char *draft_end(struct draft *d);

/* For an article with neither title nor text: says so, and which names there are. */
const char *draft_nothing(struct draft *d);

/* The same step by step: a key, then its value, or an object or list that is opened and closed. Elements of a
 * list have no key. */
void draft_key(struct draft *d, struct span key);
void draft_value(struct draft *d, struct span value);
void draft_skip(struct draft *d); /* no value after all */
void draft_open(struct draft *d, bool list);
void draft_close(struct draft *d);

#endif
