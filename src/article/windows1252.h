/* Windows-1252, of which Latin-1 is a part: a byte and its character, either way. */
#ifndef ARTICLE_WINDOWS1252_H
#define ARTICLE_WINDOWS1252_H

#include <stdint.h>

/* 0 when there is no such character (81, 8D, 8F, 90, 9D). */
int32_t windows1252_rune(int32_t byte);
/* The byte that it writes a rune with, or Latin-1 where it has nothing; -1 when there is none. */
int windows1252_byte(int32_t rune);

#endif
