#include "out/printer.h"

/* In the order of printer_formats. */
static const struct printer_format *const formats[] = {
    &print_text, &json_page, &json_lines, &print_paths, &print_trec};

const char *const printer_formats[] = {"text", "json", "jsonl", "paths", "trec", NULL};

const struct printer_format *printer_format(size_t i)
{
    return formats[i];
}

void printer_start(struct printer *p)
{
    p->pages = p->hits = 0;
    vocab_init(&p->seen);
    if (p->format->start)
        p->format->start(p);
}

bool printer_print(struct printer *p, const struct printer_page *page)
{
    const struct limier_results *results = page->results;
    if (p->format->begin)
        p->format->begin(p, page);
    p->hits = 0;
    for (size_t i = 0; p->format->hit && i < results->nhits && !p->sink->error; i++) {
        p->format->hit(p, page, &results->hits[i]);
        p->hits++;
        sink_turn(p->sink);
    }
    if (p->format->end)
        p->format->end(p, page);
    p->pages++;
    sink_turn(p->sink);
    return !p->sink->error;
}

void printer_finish(struct printer *p)
{
    if (p->format->finish)
        p->format->finish(p);
    vocab_release(&p->seen);
}
