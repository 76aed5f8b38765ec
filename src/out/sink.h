/* Where data goes: a buffer in front of a file descriptor, written in large pieces, that remembers the first
 * write error. Printers put bytes into sink.out with the functions of base/buf.h and call sink_turn after each
 * record; after an error everything is dropped, and the caller asks sink.error once, at the end (or in a long
 * loop, to stop early). */
#ifndef OUT_SINK_H
#define OUT_SINK_H

#include "base/buf.h"

struct sink {
    int fd;
    int error; /* errno of the first write that failed, else 0 */
    struct buf out;
};

void sink_init(struct sink *s, int fd);
/* Does not flush: what is still in the buffer is gone. */
void sink_release(struct sink *s);
/* After a record: writes when enough has come together. */
void sink_turn(struct sink *s);
/* Writes everything; false when this or an earlier write failed. */
bool sink_flush(struct sink *s);

#endif
