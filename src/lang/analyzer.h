/* French text into words. An analyzer cuts text into tokens and gives each token its word: the forms under
 * which it is indexed and searched. Each distinct run of raw bytes is analysed once and kept (the word cache),
 * so that a text costs little more than finding where its words begin and end. One analyzer for each thread.
 *
 * The stages, which limier analyze prints: raw bytes → exact (composed, apostrophes and invisible characters
 * put right) → form (lower case, accents and ligatures folded) and stem (Snowball French of the lower-case,
 * accented word, then folded). */
#ifndef LANG_ANALYZER_H
#define LANG_ANALYZER_H

#include "base/buf.h"
#include "base/span.h"
#include "base/vocab.h"

/* Goes up whenever the same text may give other terms; stored in an index, which is refused when it differs. */
#define ANALYZER_VERSION 3

enum word_flag {
    WORD_STOP = 1,       /* on the stop list: too common to rank by */
    WORD_CAPITAL = 2,    /* has an upper-case letter */
    WORD_ACCENT = 4,     /* exact, in lower case, differs from form */
    WORD_ELIDED = 8,     /* an elided word: d', l', qu' */
    WORD_NUMBER = 16,    /* digits */
    WORD_INCLUSIVE = 32, /* étudiant·e·s */
    WORD_VARIED = 64,    /* stands for other words too */
    WORD_HEAD = 128      /* may begin a word that is written in two */
};

#define WORD_NO_ID UINT32_MAX
enum { WORD_IDS = 4 };

/* No form and no stem is empty: what folds to nothing (a mark that stands alone, as in many emoji)
 * is no word. Strings live as long as the analyzer (until analyzer_forget). */
struct word {
    struct span exact, form;
    struct span stem; /* of a token's word: only once analyzer_stem was asked, which is dear */
    unsigned flags;
    /* Room for whoever feeds the analyzer to remember what it made of the word; WORD_NO_ID at first. */
    uint32_t ids[WORD_IDS];
};

enum token_kind {
    TOKEN_WORD, /* a word of the text */
    TOKEN_SAME, /* what one or several words could as well be: weekend for week-end, novembre for 11 in
                   25/11/2025 */
    TOKEN_PART  /* a part of a word, or what it implies, which finds it but is not it: 19 for Covid19 */
};

struct token {
    enum token_kind kind;
    uint32_t start, end; /* bytes in the text, counted over all pieces since analyzer_begin */
    uint32_t position;   /* of the word, from 1; of the first word that it stands for */
    struct word *word;
};

/* Words come in the order of the text. What else they stand for comes with them, before the next word: what
 * several words make together before the last of them, what one word stands for after it. */
typedef void analyzer_sink(void *context, const struct token *token);

struct analyzer;

/* Never NULL. */
struct analyzer *analyzer_new(void);
void analyzer_free(struct analyzer *a);

/* Texts are fed whole or in pieces, cut anywhere, even inside a rune; the tokens are the same. */
void analyzer_begin(struct analyzer *a, analyzer_sink *sink, void *context);
void analyzer_feed(struct analyzer *a, struct span piece);
void analyzer_end(struct analyzer *a);

/* begin, feed, end. */
void analyzer_text(struct analyzer *a, struct span text, analyzer_sink *sink, void *context);

/* The word's stem; afterwards it stands in the word too. Stemming costs more than all the rest of a word's
 * analysis, and who looks for a few words in a text needs few stems: a stem begins with the byte that the form
 * begins with (but for yeux, which is œil). */
struct span analyzer_stem(struct analyzer *a, struct word *word);

/* The first word of raw, as if it stood alone in a text, with its stem; NULL when there is none. */
struct word *analyzer_word(struct analyzer *a, struct span raw);

/* Bytes that the word cache holds, and emptying it: every struct word is gone. Not while a text is being fed.
 */
size_t analyzer_memory(const struct analyzer *a);
void analyzer_forget(struct analyzer *a);

/* The parts of a word that is written together, blanks between, appended: covid 19, 20 h 30. False when it has
 * none. */
bool analyzer_split(struct buf *out, struct span form);

/* How many words a text may have before positions stop rising (so that a giant text cannot overflow them). */
enum { ANALYZER_POSITION_MAX = 100 * 1000 * 1000 };

#endif
