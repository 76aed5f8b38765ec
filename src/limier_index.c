/* The rest of limier.h, whose functions are documented there: what reads archives. A file of its own, so that
 * who only searches is linked without the readers and their libraries. */
#include "limier.h"

#include "article/reader.h"
#include "index/index.h"

enum limier_status limier_index(
    const struct limier_index_options *options, struct limier_index_report *report, struct limier_error *err)
{
    struct limier_index_report unused;
    return index_run(options->dir, options, report ? report : &unused, err);
}

const char *const *limier_formats(void)
{
    enum { MOST = 64 };
    static const char *names[MOST + 1];
    const struct reader_format *const *formats = reader_formats();
    for (size_t i = 0; formats[i] && i < MOST; i++)
        names[i] = formats[i]->name;
    return names;
}
