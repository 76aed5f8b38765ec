/* Quantities for people: « 1.2 MB », « 0.8 ms ». */
#ifndef CLI_UNITS_H
#define CLI_UNITS_H

#include "base/buf.h"

void units_add_bytes(struct buf *out, double bytes);
void units_add_seconds(struct buf *out, double seconds);

#endif
