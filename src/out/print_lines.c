/* Formats of one short line a hit, for scripts: paths and the count. */
#include "out/plain.h"
#include "out/printer.h"

#include <inttypes.h>

/* Each file once, in the order of its best article. Bytes as they are, like find(1): --null makes any name
 * safe. */
static void paths_begin(struct printer *p, const struct printer_page *page)
{
    (void)page;
    vocab_clear(&p->seen);
}

static void paths_hit(struct printer *p, const struct printer_page *page, const struct limier_hit *hit)
{
    (void)page;
    size_t known = p->seen.count;
    if (vocab_add(&p->seen, span_str(hit->article.path)) < known)
        return;
    buf_add_str(&p->sink->out, hit->article.path);
    buf_add_char(&p->sink->out, p->separator);
}

const struct printer_format print_paths = {.name = "paths", .begin = paths_begin, .hit = paths_hit};

static void count_begin(struct printer *p, const struct printer_page *page)
{
    if (page->qid) {
        plain_add(&p->sink->out, span_str(page->qid));
        buf_add_char(&p->sink->out, '\t');
    }
    buf_printf(&p->sink->out, "%" PRIu64 "\n", page->results->total);
}

const struct printer_format print_count = {.name = "count", .begin = count_begin};
