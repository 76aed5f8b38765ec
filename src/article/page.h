/* A web page taken for an article: what its head and its marks say about it (page_meta.c, page_linked.c), and
 * which of its blocks are the article's own words (page_body.c). Only reader_html.c and what reads pages inside
 * other files need this. */
#ifndef ARTICLE_PAGE_H
#define ARTICLE_PAGE_H

#include "article/article.h"
#include "article/date.h"
#include "article/markup.h"

/* Marks that the body finder leaves on nodes. */
enum { PAGE_AWAY = 1, PAGE_COMMENTS = 2, PAGE_OWN = 4 };

/* Text without a block's end in it. */
struct page_block {
    struct markup_node *node; /* the innermost block that holds it */
    struct span text;         /* lines, LF where the page has <br> */
    uint32_t words, linked;   /* linked: of them, in links */
    uint8_t heading;          /* 1 to 6; 0: none */
    bool prose;               /* sentences rather than labels */
    bool taken;               /* into the body */
};

/* What the page says of itself; empty where it says nothing. The better source of a field comes first. */
struct page_facts {
    struct span headline;   /* JSON-LD, og:title, … */
    struct span page_title; /* <title> */
    struct span description;
    struct span date, author, section, source, url, language;
    struct span linked_text; /* articleBody of JSON-LD */
    bool live;               /* a live blog: many short articles that are one */
    bool article;            /* it says that it is an article */
};

struct page {
    struct arena arena; /* of all that is not in the tree */
    struct markup markup;
    struct markup_node *body;
    struct page_block *blocks;
    size_t nblocks;
    struct page_facts facts;
    size_t heading;             /* the block that is the article's title; nblocks: none */
    struct markup_node *holder; /* of the article's text; NULL: none found */
};

void page_init(struct page *p);
void page_release(struct page *p);
/* Text is clean UTF-8. */
enum limier_status page_parse(struct page *p, struct span text, struct limier_error *err);

/* In this order. Into *out only what is found; all in arena, one line each but for the text. */
void page_read_facts(struct page *p);
void page_read_linked(struct page *p, struct span json); /* JSON-LD; for page_read_facts */
void page_find_heading(struct page *p);
void page_find_body(struct page *p);
struct span page_title(struct page *p, struct arena *arena);
struct span page_text(struct page *p, struct arena *arena);
/* From the facts, else from what stands around the body. */
struct span page_date(struct page *p, struct arena *arena);
struct span page_author(struct page *p, struct arena *arena);
struct span page_captions(struct page *p, struct arena *arena);

/* ---- page_words.c: what pages say around articles ----------------------------------------------------- */

/* Asking: for consent, for money; sooner believed than the other words for what leads away. */
enum page_role {
    PAGE_ROLE_NONE,
    PAGE_ROLE_TEXT,
    PAGE_ROLE_LEAD,
    PAGE_ROLE_AWAY,
    PAGE_ROLE_ASKING,
    PAGE_ROLE_COMMENTS
};
/* What an element is for, by its name, its class and its other marks. */
enum page_role page_role(const struct markup_node *n);

/* A line that leads away from the article, asks for something, or says who published it when. */
bool page_is_furniture(struct span line, size_t words, bool linked);
/* Prose that asks for consent, for money or for a password; an article about these may look the same. */
bool page_is_request(struct span text, size_t words);
/* A line that says little more than when it was published (page_date.c). */
bool page_is_stamp(struct span line, size_t words);
/* A line behind which other things than the article begin; *comments: readers' words, however many. */
bool page_is_ending(struct span line, size_t words, bool *comments);

/* Words in s: runs of what is no blank, with a letter or a digit in them. */
size_t page_words(struct span s);
/* Both fold to the same letters and digits. */
bool page_same(struct span a, struct span b);
/* How many of the words of a are in b: 0 to 100. */
unsigned page_overlap(struct span a, struct span b);

#endif
