/* Readers turn an input into articles. A format is one file, reader_NAME.c, that defines one struct
 * reader_format and is listed in reader.c; nobody else knows it.
 *
 * A format bids for an input by looking at its name and its head: 0 is « not mine », 100 « certainly mine ».
 * Plain text bids 1 for anything that decodes; a file's ending alone is worth 50. The highest bid wins, the
 * first listed among equals.
 *
 * Messages name the place in the file (« line 12: … »), not the file: the caller knows that. */
#ifndef ARTICLE_READER_H
#define ARTICLE_READER_H

#include "article/article.h"
#include "article/decode.h"
#include "article/draft.h"
#include "article/input.h"

struct reader;

/* What a bidder sees of an input. */
struct reader_look {
    const char *name;
    struct span head;              /* its first bytes */
    bool whole;                    /* the head is all there is */
    enum decode_encoding encoding; /* of the head */
    struct span text;              /* the head decoded, without blanks before it; empty when it is binary */
};

/* True when the name ends, whatever its case, with one of the endings given with blanks between (« .md
 * .markdown »).
 */
bool reader_name_ends(const char *name, const char *endings);

struct reader_format {
    const char *name; /* for --as, lower case: "markdown" */
    const char *help; /* one line */
    bool binary;      /* it is no text: the reader bids for binary heads too, by their bytes */
    int (*bid)(const struct reader_look *look);
    /* State of the reader's own, in r->state. May be NULL. */
    enum limier_status (*open)(struct reader *r, struct limier_error *err);
    /* The next article into *out, which is all zero; *more false at the end. LIMIER_INPUT refuses one article
     * (or the whole file, when nothing can follow: *more is then false); the next call goes on behind it. Any
     * other failure ends the input. */
    enum limier_status (*next)(
        struct reader *r, struct arena *arena, struct article *out, bool *more, struct limier_error *err);
    void (*close)(struct reader *r);
};

struct reader {
    const struct reader_format *format;
    struct input *in;
    enum decode_encoding encoding; /* of the head */
    const struct draft_map *map;   /* of names that the user has given; may be NULL */
    void *state;
    /* What a reader repaired or lost on the way without refusing the article: bytes that were no UTF-8, a date
     * that does not exist. One line, empty when there is nothing to say; cleared by reader_next. */
    char note[256];
};

/* The formats, a NULL at the end. */
const struct reader_format *const *reader_formats(void);
/* By name, NULL when there is none. */
const struct reader_format *reader_format(const char *name);

/* Does a format that is no text bid for the input? Such a one may look like a bundle (article/bundle.h). */
bool reader_wants(struct input *in);

/* Chooses a format (format NULL: by bids) and opens it. LIMIER_INPUT when nobody can read the input: what it
 * looks like (« binary (PNG image) », « empty ») stands in the message. The input stays the caller's and must
 * outlive the reader. On failure there is nothing to close. */
enum limier_status reader_open(
    struct reader *out, struct input *in, const struct reader_format *format, struct limier_error *err);
/* The same, with names of fields that the user has given; map outlives the reader. */
enum limier_status reader_open_mapped(struct reader *out, struct input *in, const struct reader_format *format,
    const struct draft_map *map, struct limier_error *err);
enum limier_status reader_next(
    struct reader *r, struct arena *arena, struct article *out, bool *more, struct limier_error *err);
void reader_close(struct reader *r);

/* ---- For the readers themselves ----------------------------------------------------------------------- */

/* Adds to the note, « ; » between. */
void reader_note(struct reader *r, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Adds what decoding lost, if anything, and clears losses. */
void reader_note_losses(struct reader *r, struct decode_losses *losses);
/* Everything that is left, decoded by what it looks like as a whole, in arena; losses are noted. LIMIER_INPUT
 * when it is over INPUT_ARTICLE_MAX. */
enum limier_status reader_all(
    struct reader *r, struct arena *arena, struct span *text, struct limier_error *err);
/* Title and text of an article that came in strings (JSON, tables): without tags and references, where it is
 * certain that these are HTML. */
void reader_unmark(struct arena *arena, struct article *article);
/* One clean line of what comes out of markup, whose references may stand for signs that decoding has not seen.
 */
struct span reader_clean(struct arena *arena, struct span s);
/* Dates the article, when it has no date yet, by what its title or the first lines of its text state
 * (article/stated.h); what they state and does not exist is noted. */
void reader_date_from_text(struct reader *r, struct arena *arena, struct article *article);
/* The same by the input's name. */
void reader_date_from_name(struct reader *r, struct arena *arena, struct article *article);

#endif
