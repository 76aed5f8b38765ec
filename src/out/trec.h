/* Lines of a TREC run, so that what is measured is what a file of them would say. */
#ifndef OUT_TREC_H
#define OUT_TREC_H

#include "base/buf.h"

/* A name in one column: blanks become « _ », and what is not fit for a terminal « ? ». */
void trec_add_column(struct buf *out, const char *s);
/* « qid Q0 docid rank score tag ». The score is written so that trec_eval, which reads a float, reads the same.
 */
void trec_add_line(
    struct buf *out, const char *qid, const char *id, size_t rank, double score, const char *tag);

#endif
