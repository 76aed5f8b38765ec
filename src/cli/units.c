#include "cli/units.h"

void units_add_bytes(struct buf *out, double bytes)
{
    static const char *const names[] = {"kB", "MB", "GB", "TB", "PB"};
    if (bytes < 1000) {
        buf_printf(out, "%.0f bytes", bytes);
        return;
    }
    size_t i = 0;
    /* 999.95 would be printed as 1000.0 */
    for (bytes /= 1000; bytes >= 999.95 && i + 1 < sizeof names / sizeof *names; i++)
        bytes /= 1000;
    buf_printf(out, "%.1f %s", bytes, names[i]);
}

void units_add_seconds(struct buf *out, double seconds)
{
    if (seconds < 0.0995) {
        buf_printf(out, "%.1f ms", seconds * 1000);
    } else if (seconds < 99.95) {
        buf_printf(out, "%.1f s", seconds);
    } else {
        unsigned long long s = (unsigned long long)(seconds + 0.5);
        if (s < 3600)
            buf_printf(out, "%llu min %02llu s", s / 60, s % 60);
        else
            buf_printf(out, "%llu h %02llu min", s / 3600, s / 60 % 60);
    }
}
