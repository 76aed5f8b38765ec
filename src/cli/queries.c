#include "cli/queries.h"

#include <stdlib.h>
#include <string.h>

bool queries_open(struct queries *q, const char *path)
{
    *q = (struct queries){.file = strcmp(path, "-") == 0 ? stdin : fopen(path, "r")};
    return q->file != NULL;
}

static void split(struct queries *q, size_t length)
{
    q->qid = q->query = NULL;
    char *tab = memchr(q->line, '\t', length);
    if (strlen(q->line) != length)
        q->wrong = "a NUL byte";
    else if (!tab)
        q->wrong = "no tabulator between the query's name and the query";
    else if (tab == q->line)
        q->wrong = "no name in front of the tabulator";
    else if (!span_trim(span_str(tab + 1)).len)
        q->wrong = "no query behind the tabulator";
    if (q->wrong)
        return;
    *tab = '\0';
    q->qid = q->line;
    q->query = tab + 1;
}

bool queries_next(struct queries *q)
{
    static const struct span bom = SPAN_LIT("\xEF\xBB\xBF");
    ssize_t n;
    while ((n = getline(&q->line, &q->cap, q->file)) >= 0) {
        size_t length = (size_t)n;
        q->number++;
        q->wrong = NULL;
        while (length && (q->line[length - 1] == '\n' || q->line[length - 1] == '\r'))
            q->line[--length] = '\0';
        if (q->number == 1 && span_starts(span_of(q->line, length), bom)) {
            length -= bom.len;
            memmove(q->line, q->line + bom.len, length + 1);
        }
        if (!span_trim(span_of(q->line, length)).len)
            continue;
        split(q, length);
        return true;
    }
    return false;
}

bool queries_failed(const struct queries *q)
{
    return ferror(q->file) != 0;
}

void queries_close(struct queries *q)
{
    if (q->file && q->file != stdin)
        fclose(q->file);
    free(q->line);
}
