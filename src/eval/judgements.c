#include "eval/judgements.h"

#include "eval/columns.h"

#include "base/bug.h"

#include <errno.h>
#include <stdlib.h>

/* By query, document and line, so that the first line on a document is the one that counts. */
static int compare(const void *left, const void *right)
{
    const struct judgement *a = left, *b = right;
    if (a->query != b->query)
        return a->query < b->query ? -1 : 1;
    if (a->doc != b->doc)
        return a->doc < b->doc ? -1 : 1;
    return (a->line > b->line) - (a->line < b->line);
}

static bool read_grade(const char *text, int32_t *grade)
{
    char *end;
    errno = 0;
    long value = strtol(text, &end, 10);
    if (*end || end == text || errno || value > INT32_MAX || value < INT32_MIN)
        return false;
    *grade = (int32_t)value;
    return true;
}

static void read_lines(struct limier_judgements *j, struct columns *c)
{
    while (columns_next(c)) {
        int32_t grade;
        if (!read_grade(c->cells[3], &grade)) {
            columns_refuse(c, c->number, "the grade is no whole number");
            continue;
        }
        j->items = mem_grow(j->items, &j->cap, j->count + 1, sizeof *j->items);
        j->items[j->count++] = (struct judgement){.query = vocab_add(&j->queries, span_str(c->cells[0])),
            .doc = vocab_add(&j->docs, span_str(c->cells[2])),
            .grade = grade,
            .line = c->number};
    }
}

static void drop_twins(struct limier_judgements *j, const struct columns *c)
{
    size_t kept = 0;
    for (size_t i = 0; i < j->count; i++) {
        const struct judgement *last = kept ? &j->items[kept - 1] : NULL;
        if (last && last->query == j->items[i].query && last->doc == j->items[i].doc)
            columns_refuse(c, j->items[i].line, "judged before");
        else
            j->items[kept++] = j->items[i];
    }
    j->count = kept;
}

static void find_firsts(struct limier_judgements *j)
{
    j->first = mem_zero(j->queries.count + 1, sizeof *j->first);
    for (size_t i = 0; i < j->count; i++)
        j->first[j->items[i].query + 1] = i + 1;
}

enum limier_status judgements_read(
    struct limier_judgements **out, struct limier_eval_input *input, struct limier_error *err)
{
    *out = NULL;
    struct columns c;
    enum limier_status status = columns_open(&c, input, 4, "qid 0 docid grade", err);
    if (status != LIMIER_OK)
        return status;
    struct limier_judgements *j = mem_zero(1, sizeof *j);
    read_lines(j, &c);
    if (j->count)
        qsort(j->items, j->count, sizeof *j->items, compare);
    drop_twins(j, &c);
    find_firsts(j);
    status = columns_close(&c, err);
    if (status == LIMIER_OK)
        *out = j;
    else
        judgements_free(j);
    return status;
}

void judgements_free(struct limier_judgements *j)
{
    if (!j)
        return;
    vocab_release(&j->queries);
    vocab_release(&j->docs);
    free(j->items);
    free(j->first);
    free(j);
}

const struct judgement *judgements_of(const struct limier_judgements *j, uint32_t query, size_t *n)
{
    *n = query == VOCAB_NONE ? 0 : j->first[query + 1] - j->first[query];
    return *n ? j->items + j->first[query] : NULL;
}

int32_t judgements_grade(const struct judgement *list, size_t n, uint32_t doc)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list[middle].doc < doc)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n && list[low].doc == doc ? list[low].grade : 0;
}
