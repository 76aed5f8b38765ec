/* The table of an article's fields: what people call them, and where an index keeps them. The query parser, the
 * indexer, help texts and the manual all read this one table; limier-index(5) documents the prefixes and slots.
 *
 * Terms of a text field with prefix P (the title has S, the text none):
 *     P form                the folded form, with positions        amazon      Samazon
 *     ZP stem               its stem, without positions            Zinfrastructur
 *     RP form US exact      the form as written, where it is written with capitals or accents (US is the byte
 * 1f); also the plain form, in an article that has both Only title and text have stems and exact forms.
 *
 * Terms of the acronyms that an article explains, in title and text, once an article whatever it repeats:
 *     XY acronym US forms       the forms of its expansion         XYia US intelligence artificielle
 *     XZ stems US acronym       and back, by the stems of the expansion's words that are not stop words */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include "base/buf.h"

enum field {
    FIELD_TEXT,
    FIELD_TITLE,
    FIELD_DATE,
    FIELD_SOURCE,
    FIELD_AUTHOR,
    FIELD_SECTION,
    FIELD_ID,
    FIELD_PATH,
    FIELD_URL,
    FIELD_LANGUAGE,
    FIELD_FORMAT,
    FIELD_COUNT
};

enum field_kind {
    FIELD_KIND_TEXT,  /* stems, exact forms, forms with positions */
    FIELD_KIND_WORDS, /* forms with positions */
    FIELD_KIND_DATE,  /* Y, M and D terms and a value */
    FIELD_KIND_WHOLE, /* one boolean term of the whole value, folded */
    FIELD_KIND_KEPT   /* not searched */
};

struct schema_field {
    enum field field;
    enum field_kind kind;
    const char *name;    /* English, as in JSON: "title" */
    const char *names;   /* every name a query may use, blanks between: "titre title" */
    const char *prefix;  /* of its terms */
    int slot;            /* of its value, or -1 */
    const char *example; /* of its use in a query */
    const char *help;    /* one line */
};

#define SCHEMA_EXACT_MARK       '\x1f'
#define SCHEMA_STEM_PREFIX      "Z"
#define SCHEMA_EXACT_PREFIX     "R"
#define SCHEMA_ID_PREFIX        "Q"  /* the article's id, as it is: one document has it */
#define SCHEMA_FILE_PREFIX      "XF" /* the path of the input file: every article of that file has it */
#define SCHEMA_EXPANSION_PREFIX "XY" /* of an acronym */
#define SCHEMA_ACRONYM_PREFIX   "XZ" /* of an expansion */
#define SCHEMA_YEAR_PREFIX      "Y"
#define SCHEMA_MONTH_PREFIX     "M"
#define SCHEMA_DAY_PREFIX       "D"

/* Value slots. */
enum {
    SLOT_DATE = 0, /* digits only, as far as they are known: YYYY[MM[DD[hhmm]]] */
    SLOT_HASH = 1, /* eight bytes, big-endian: hash of what was indexed */
    SLOT_SOURCE = 2,
    SLOT_AUTHOR = 3,
    SLOT_SECTION = 4,
    SLOT_WORDS = 5, /* how many words title and text have: eight bytes, big-endian */
    SLOT_TITLE = 6  /* how many words the title has: two bytes, big-endian; at most 65535 */
};
/* The first words of a text, whose stems count twice: what an article is about stands at its beginning. */
#define SCHEMA_LEAD_WORDS 100
#define SCHEMA_VALUE_MAX  240 /* bytes of a source, an author, a section in their slots */

/* What an index says of itself, in Xapian's metadata. */
#define SCHEMA_FORMAT        1 /* version of all this; goes up when an older library could not read an index */
#define SCHEMA_META_FORMAT   "limier.format"
#define SCHEMA_META_ANALYSIS "limier.analysis" /* version of the analysis of words */
#define SCHEMA_META_ROOT     "limier.root"     /* the folder that paths are kept from */
#define SCHEMA_META_WORDS    "limier.words"    /* how many words there are in all */

/* A term is at most this long in bytes, NUL bytes counted twice (Xapian's limit). */
#define SCHEMA_TERM_MAX 245

/* The one term of a whole value: prefix and value, or, where that is too long for a term, their beginning and a
 * hash. Appended to out. */
void schema_whole_term(struct buf *out, const char *prefix, struct span value);

const struct schema_field *schema_field(enum field field);
/* By any of its names, ASCII case ignored; NULL when there is none. */
const struct schema_field *schema_find(struct span name);

#endif
