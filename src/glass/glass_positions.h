/* The positions of one term in one document, as the tags of the position table hold them: the last position,
 * then the others by interpolative coding (Moffat and Stuiver, « Binary Interpolative Coding for Effective
 * Index Compression », 2000). The bytes do not depend on the document, so lists merge without being read.
 *
 *   uint last | bits: first, below last | number - 2, below last - first | the inner ones, middle first
 *
 * With one position there is the first part only. Bits fill bytes from the lowest up. */
#ifndef GLASS_GLASS_POSITIONS_H
#define GLASS_GLASS_POSITIONS_H

#include <stddef.h>
#include <stdint.h>

/* Room that n positions may need. */
static inline size_t glass_positions_room(size_t n)
{
    return 4 * n + 24;
}

/* Writes n > 0 positions, ascending, at p; returns where the next byte goes. */
char *glass_put_positions(char *p, const uint32_t *positions, size_t n);

#endif
