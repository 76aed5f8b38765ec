/* limier.h - index an archive of French articles and rank them for queries.
 *
 * The whole public interface of liblimier. All text is UTF-8, all offsets and lengths are bytes, all dates are
 * « YYYY », « YYYY-MM », « YYYY-MM-DD » or « YYYY-MM-DDThh:mm ». Nothing here depends on the locale, exits or
 * prints.
 *
 * A fallible function returns a limier_status and takes a limier_error last, which may be NULL; it is filled
 * when the status is not LIMIER_OK. An output pointer is NULL after a failure. Functions that free or close
 * take NULL. A struct limier may be used from one thread at a time; open one for each thread. Running out of
 * memory stops the process (abort), as does a broken promise between limier's own functions.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef LIMIER_H
#define LIMIER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define LIMIER_PUBLIC __attribute__((visibility("default")))
#else
#define LIMIER_PUBLIC
#endif

/* ---- What went wrong ---------------------------------------------------------------------------------- */

enum limier_status {
    LIMIER_OK = 0,
    LIMIER_USAGE,       /* what was asked for makes no sense as given (an option, a date, an id) */
    LIMIER_QUERY,       /* a query that cannot be understood; offset marks the place */
    LIMIER_INPUT,       /* an input that cannot be read as articles */
    LIMIER_MISSING,     /* no index, or no such article, there */
    LIMIER_LOCKED,      /* somebody else is writing; try again later */
    LIMIER_CORRUPT,     /* the index is damaged */
    LIMIER_VERSION,     /* the index is of another format or analysis than this library's */
    LIMIER_TOO_LONG,    /* a term or a record over what an index can hold */
    LIMIER_SYSTEM,      /* the operating system said no (disk full, permission) */
    LIMIER_INTERRUPTED, /* the caller's stop flag was set */
    LIMIER_INTERNAL     /* an error of Xapian's that has no name here */
};

#define LIMIER_NO_OFFSET SIZE_MAX

struct limier_error {
    enum limier_status status;
    size_t offset;     /* bytes into the query, or LIMIER_NO_OFFSET */
    char message[512]; /* one line */
    char hint[256];    /* what to do about it; may be empty */
};

/* The name of a status, in lower case (« locked »); static. */
LIMIER_PUBLIC const char *limier_status_name(enum limier_status status);
/* « 0.1.0 »; static. */
LIMIER_PUBLIC const char *limier_version(void);

/* ---- An index ----------------------------------------------------------------------------------------- */

struct limier;

/* Where the index is: dir if it is not NULL, else $LIMIER_INDEX, else the nearest « .limier » in the current
 * folder or one above it. *out is a new string, the caller's to free(). LIMIER_MISSING when there is none. */
LIMIER_PUBLIC enum limier_status limier_find(char **out, const char *dir, struct limier_error *err);

/* Opens an index for reading. LIMIER_MISSING, LIMIER_CORRUPT, LIMIER_VERSION, LIMIER_SYSTEM. */
LIMIER_PUBLIC enum limier_status limier_open(struct limier **out, const char *dir, struct limier_error *err);
LIMIER_PUBLIC void limier_close(struct limier *index);

struct limier_stats {
    const char *dir; /* where the index is; valid while the index is open */
    uint64_t articles;
    uint64_t files;
    uint64_t words;                     /* word occurrences in titles and texts */
    uint64_t distinct_words;            /* distinct word forms (case and accents folded) */
    uint64_t bytes;                     /* on disk */
    char first_date[24], last_date[24]; /* empty when no article has a date */
    int format, analysis;               /* their version numbers */
    char xapian[32];                    /* Xapian's version */
};
LIMIER_PUBLIC enum limier_status limier_stats(
    struct limier *index, struct limier_stats *out, struct limier_error *err);

/* ---- Indexing ----------------------------------------------------------------------------------------- */

struct limier_progress {
    uint64_t files_done, files_total; /* total 0: not known */
    uint64_t bytes_done, bytes_total; /* of input; total 0: not known */
    uint64_t articles;                /* read so far */
    double seconds;                   /* since the start */
    bool writing;                     /* all is read; the index is being laid down */
};

enum limier_event_kind {
    LIMIER_EVENT_REFUSED, /* an input that could not be read: path, and why */
    LIMIER_EVENT_NOTE,    /* read, but something was repaired or lost on the way: path, and what */
    LIMIER_EVENT_REMOVED  /* an article or a file that is gone from the archive: path */
};

struct limier_event {
    enum limier_event_kind kind;
    const char *path;    /* as given by the caller, with « #place » inside a file of many articles */
    const char *message; /* one line */
};

struct limier_index_options {
    const char *dir;          /* the index; created if there is none */
    const char *const *paths; /* files, folders, or « - » for standard input */
    size_t npaths;
    const char *as;              /* a format's name for every file, or NULL: look at each */
    const char *const *excludes; /* glob patterns as in .limierignore */
    size_t nexcludes;
    const char *const
        *maps; /* names of fields in JSON, tables, front matter: « title=headline,date=meta.day » */
    size_t nmaps;
    bool date_from_file;      /* an article without a date gets the day of its file's last change (UTC) */
    bool dry_run;             /* read and report, but write nothing */
    bool rebuild;             /* begin with an empty index, replacing the old one when done */
    unsigned threads;         /* 0: as many as there are processors, at most 8 */
    const volatile int *stop; /* when it becomes non-zero, finish what is read and return; may be NULL */
    void *context;            /* handed to the two functions below; each may be NULL */
    void (*progress)(void *context, const struct limier_progress *progress); /* some ten times a second */
    void (*event)(void *context, const struct limier_event *event);
};

#define LIMIER_REPORT_FORMATS 32

/* What was read in one format; files that are as they were are not read. */
struct limier_format_report {
    const char *format; /* static */
    uint64_t inputs;    /* files, and members of bundles */
    uint64_t articles;
};

struct limier_index_report {
    uint64_t added, changed, removed, unchanged; /* articles */
    uint64_t files;                              /* files looked at */
    uint64_t refused;                            /* inputs (files, or articles in a file) refused */
    uint64_t bytes;                              /* of input read */
    uint64_t articles;                           /* in the index now (or, in a dry run, afterwards) */
    uint64_t undated;                            /* articles read that have no date */
    struct limier_format_report formats[LIMIER_REPORT_FORMATS];
    size_t nformats;
    double seconds;
    bool interrupted;
};

/* Creates or refreshes an index: new, changed and vanished articles of the paths given. On failure the index is
 * as it was after its last commit. LIMIER_OK also when inputs were refused (report.refused) or the stop flag
 * ended it early (report.interrupted). LIMIER_LOCKED, LIMIER_VERSION, LIMIER_CORRUPT, LIMIER_SYSTEM,
 * LIMIER_USAGE. */
LIMIER_PUBLIC enum limier_status limier_index(
    const struct limier_index_options *options, struct limier_index_report *report, struct limier_error *err);

/* The formats that can be read, a NULL at the end; static. */
LIMIER_PUBLIC const char *const *limier_formats(void);

/* ---- Searching ---------------------------------------------------------------------------------------- */

/* A list of names for the same thing, in the format of limier-synonyms(5), which counts besides the one that is
 * shipped with limier. A search takes request.synonyms, else the file that $LIMIER_SYNONYMS names, else the
 * file « synonymes.txt » in the index, if there is one; the latter two are read once, when first needed. What
 * is wrong with a line is told in the notes of the first search with the list, and the line left out. A list
 * may be used from one thread at a time. *out is the caller's, for limier_synonyms_free. LIMIER_SYSTEM,
 * LIMIER_TOO_LONG. */
struct limier_synonyms;
LIMIER_PUBLIC enum limier_status limier_synonyms_read(
    struct limier_synonyms **out, const char *path, struct limier_error *err);
LIMIER_PUBLIC void limier_synonyms_free(struct limier_synonyms *synonyms);

enum limier_sort { LIMIER_BY_RELEVANCE, LIMIER_BY_DATE, LIMIER_BY_DATE_ASCENDING };

struct limier_request {
    const char *query; /* see limier-query(7) */
    bool all;          /* every word is required */
    const char *since; /* a date, inclusive; NULL: no bound */
    const char *until; /* a date, inclusive */
    enum limier_sort sort;
    size_t offset, limit; /* hits to pass over; hits wanted, 0: all */
    unsigned extract;     /* bytes of text in an extract, about; 0: none */
    bool count;           /* results.total must be exact */
    bool no_synonyms;     /* other names do not count (« IA » for « intelligence artificielle ») */
    struct limier_synonyms *synonyms; /* names besides those shipped; NULL: the index's own, see above */
    const char *today;                /* YYYY-MM-DD that « hier » is seen from; NULL: today in local time */
};

struct limier_range {
    size_t start, end; /* bytes, end excluded */
};

/* Text with the matched words marked: ranges ascending, not overlapping. */
struct limier_marked {
    const char *text; /* NUL-terminated; may be "" */
    size_t length;
    const struct limier_range *marks;
    size_t nmarks;
};

struct limier_article {
    const char *id; /* never NULL; the others are "" when not stated */
    const char *date, *source, *author, *section, *url, *language;
    const char *path; /* of the file, from the current folder where it lies under it, else absolute; « - » for
                       * standard input */
    const char *format; /* the reader that read it */
    struct limier_marked title;
    struct limier_marked text; /* in a hit: the extract; from limier_article: the whole */
    const char *const *extra;  /* name, value, name, value …, NULL */
};

struct limier_hit {
    size_t rank; /* from 1 */
    double score;
    struct limier_article article;
};

struct limier_results {
    const struct limier_hit *hits;
    size_t nhits;
    uint64_t total;   /* articles that match */
    bool total_exact; /* else an estimate */
    double seconds;
    const char *const *notes; /* what was odd about the query, a line each */
    size_t nnotes;
};

/* Ranks. *out is the caller's, for limier_results_free; all its strings live and die with it.
 * LIMIER_QUERY, LIMIER_USAGE (dates), LIMIER_CORRUPT, LIMIER_SYSTEM. Finding nothing is LIMIER_OK with no hits.
 */
LIMIER_PUBLIC enum limier_status limier_search(struct limier *index, const struct limier_request *request,
    struct limier_results **out, struct limier_error *err);
LIMIER_PUBLIC void limier_results_free(struct limier_results *results);

/* The article of an id (or of a path, when one article stands in that file), the words of query (may be NULL)
 * marked. *out is the caller's, for limier_hit_free. LIMIER_MISSING. */
LIMIER_PUBLIC enum limier_status limier_get(
    struct limier *index, const char *id, const char *query, struct limier_hit **out, struct limier_error *err);
LIMIER_PUBLIC void limier_hit_free(struct limier_hit *hit);

/* ---- Why ---------------------------------------------------------------------------------------------- */

struct limier_token {
    size_t start, end; /* bytes in the text */
    unsigned position; /* of the word, from 1 */
    const char *exact; /* as written, composed: case and accents kept */
    const char *form;  /* folded: lower case, no accents, ligatures opened */
    const char *stem;  /* what is searched by default */
    bool elided;       /* « d' » of « d'Amazon » */
    bool stop;         /* too common to rank by */
};

/* Cuts text into words as indexing does. *out holds *n tokens, the caller's for limier_tokens_free. */
LIMIER_PUBLIC enum limier_status limier_analyze(
    const char *text, size_t length, struct limier_token **out, size_t *n, struct limier_error *err);
LIMIER_PUBLIC void limier_tokens_free(struct limier_token *tokens);

/* A name in a text, and how an index keeps it. */
struct limier_name {
    size_t start, end; /* bytes in the text */
    const char *form;  /* sncf for « S.N.C.F. »; words with blanks between */
};

/* An acronym that a text explains: « intelligence artificielle (IA) ». */
struct limier_explained {
    struct limier_name acronym, expansion;
};

/* The acronyms that indexing finds explained in text. *out holds *n of them, the caller's for
 * limier_explained_free. */
LIMIER_PUBLIC enum limier_status limier_explained(
    const char *text, size_t length, struct limier_explained **out, size_t *n, struct limier_error *err);
LIMIER_PUBLIC void limier_explained_free(struct limier_explained *pairs);

/* How the request is understood and, when id is not NULL, where the score of that article comes from: lines of
 * text for people, the caller's to free(). */
LIMIER_PUBLIC enum limier_status limier_explain(struct limier *index, const struct limier_request *request,
    const char *id, char **out, struct limier_error *err);

/* ---- Measuring ---------------------------------------------------------------------------------------- */

/* How good a ranking is by people's judgements; see limier(1) for what each measure is. */
enum limier_measure {
    LIMIER_NDCG_10,
    LIMIER_MAP,
    LIMIER_MRR_10,
    LIMIER_RECALL_100,
    LIMIER_SUCCESS_1,
    LIMIER_SUCCESS_10,
    LIMIER_MEASURES /* how many there are */
};
/* « nDCG@10 »; static. */
LIMIER_PUBLIC const char *limier_eval_name(enum limier_measure measure);

/* A file of judgements or of a run. */
struct limier_eval_input {
    const char *path; /* « - »: standard input */
    void *context;    /* handed to event, which may be NULL */
    void (*event)(
        void *context, const struct limier_event *event); /* a line was refused; path is « FILE:LINE » */
    uint64_t lines, refused;                              /* set by the function that reads */
};

/* Judgements, « qid 0 docid grade » a line: from grade 1 on an article is relevant. Of two lines on one article
 * the second is refused. *out is the caller's, for limier_eval_judgements_free. LIMIER_SYSTEM. */
struct limier_judgements;
LIMIER_PUBLIC enum limier_status limier_eval_judgements(
    struct limier_judgements **out, struct limier_eval_input *input, struct limier_error *err);
LIMIER_PUBLIC void limier_eval_judgements_free(struct limier_judgements *judgements);

/* A run, « qid Q0 docid rank score tag » a line; without input, an empty one. As in trec_eval, an article's
 * place comes from its score (as a float), not from the rank, and among equal scores the greater id is first,
 * in byte order. Of two hits on one article for a query the second is refused. *out is the caller's, for
 * limier_eval_run_free. LIMIER_SYSTEM. */
struct limier_run;
LIMIER_PUBLIC enum limier_status limier_eval_run(
    struct limier_run **out, struct limier_eval_input *input, struct limier_error *err);
LIMIER_PUBLIC void limier_eval_run_add(struct limier_run *run, const char *qid, const char *id, double score);
LIMIER_PUBLIC void limier_eval_run_free(struct limier_run *run);

struct limier_eval_query {
    const char *qid;
    size_t relevant; /* articles judged so */
    size_t answers;  /* articles in the run */
    size_t found;    /* of these, relevant ones */
    double values[LIMIER_MEASURES];
};

struct limier_eval_scores {
    const struct limier_eval_query *queries; /* those with a relevant article */
    size_t nqueries;
    double means[LIMIER_MEASURES]; /* over these */
    size_t unanswered;             /* of these without an answer: each value is 0 */
    size_t unjudged;               /* queries left out because no relevant article is known */
    size_t unasked;                /* judged queries left out because they are not among qids */
};

/* Measures a run. qids are the queries that count, each once; NULL: all. *out is the caller's, for
 * limier_eval_scores_free. */
LIMIER_PUBLIC enum limier_status limier_eval_measure(const struct limier_judgements *judgements,
    struct limier_run *run, const char *const *qids, size_t nqids, struct limier_eval_scores **out,
    struct limier_error *err);
LIMIER_PUBLIC void limier_eval_scores_free(struct limier_eval_scores *scores);

struct limier_eval_difference {
    double difference; /* of the means: the first's less the second's */
    double p;          /* how likely one as great is by chance: paired randomisation test, two-sided */
};

/* Compares two runs that were measured on the same queries; out has LIMIER_MEASURES places. LIMIER_USAGE. */
LIMIER_PUBLIC enum limier_status limier_eval_compare(const struct limier_eval_scores *first,
    const struct limier_eval_scores *second, struct limier_eval_difference *out, struct limier_error *err);

#ifdef __cplusplus
}
#endif

#endif
