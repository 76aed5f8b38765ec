#include "article/windows1252.h"

/* What it has from 80 to 9f; 0 where it has nothing. */
static const uint16_t windows_1252[32] = {
    0x20ac,
    0,
    0x201a,
    0x0192,
    0x201e,
    0x2026,
    0x2020,
    0x2021,
    0x02c6,
    0x2030,
    0x0160,
    0x2039,
    0x0152,
    0,
    0x017d,
    0,
    0,
    0x2018,
    0x2019,
    0x201c,
    0x201d,
    0x2022,
    0x2013,
    0x2014,
    0x02dc,
    0x2122,
    0x0161,
    0x203a,
    0x0153,
    0,
    0x017e,
    0x0178,
};

int32_t windows1252_rune(int32_t byte)
{
    return byte >= 0x80 && byte <= 0x9f ? windows_1252[byte - 0x80] : byte;
}

int windows1252_byte(int32_t rune)
{
    if (rune >= 0 && rune <= 0xff)
        return (int)rune;
    for (int i = 0; i < 32; i++)
        if (windows_1252[i] == rune)
            return 0x80 + i;
    return -1;
}
