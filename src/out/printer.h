/* Prints pages of results, one interface for every format. A printer is begun once for each query, gets its
 * hits one by one and is ended; start and finish stand around all the queries of one run. It builds nothing
 * whole: what it holds does not grow with the number of hits (paths remembers the paths it has printed).
 * A new format is a struct printer_format in one of the print_*.c or json_*.c files and a line in the table of
 * printer.c, from which the command line makes its choices. */
#ifndef OUT_PRINTER_H
#define OUT_PRINTER_H

#include "limier.h"

#include "base/vocab.h"
#include "out/sink.h"
#include "out/style.h"

struct printer_page {
    const char *query;
    const char *qid; /* NULL unless the query came from a file of queries */
    const struct limier_results *results;
};

struct printer;

struct printer_format {
    const char *name;
    /* Each may be NULL. */
    void (*start)(struct printer *p);
    void (*begin)(struct printer *p, const struct printer_page *page);
    void (*hit)(struct printer *p, const struct printer_page *page, const struct limier_hit *hit);
    void (*end)(struct printer *p, const struct printer_page *page);
    void (*finish)(struct printer *p);
};

struct printer {
    struct sink *sink;
    const struct printer_format *format;
    bool many;            /* the queries come from a file */
    enum style_mode mode; /* text */
    size_t width;         /* text: columns */
    char separator;       /* paths: what follows each */
    const char *run_tag;  /* trec: the last column */
    /* the rest is the printers' own; zero at first */
    uint64_t pages, hits;
    struct vocab seen;
};

/* The names that --format takes, a NULL at the end. */
extern const char *const printer_formats[];
/* By its place in printer_formats. */
const struct printer_format *printer_format(size_t i);
/* Prints the total instead of the hits. */
extern const struct printer_format print_count;

void printer_start(struct printer *p);
/* The whole page. False when the sink has failed: no use in going on. */
bool printer_print(struct printer *p, const struct printer_page *page);
/* Flushes nothing. */
void printer_finish(struct printer *p);

/* The formats, for the table. */
extern const struct printer_format print_text, json_page, json_lines, print_paths, print_trec;

#endif
