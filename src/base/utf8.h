/* Unicode, by utf8proc: the only door to it. Runes are code points; UTF8_BAD stands for a byte that begins no
 * valid sequence (such a byte is one long). Everything here is independent of the locale. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/buf.h"
#include "base/span.h"

#include <stdint.h>

enum { UTF8_BAD = -1 };

/* The rune at the front of s (len > 0), its length in bytes in *n. */
int32_t utf8_decode(struct span s, size_t *n);
/* The rune that ends at the end of s (len > 0), its length in bytes in *n. */
int32_t utf8_decode_last(struct span s, size_t *n);
/* 1 to 4 bytes into out; returns how many. */
size_t utf8_encode(int32_t rune, char out[4]);

/* How many bytes from the front are valid UTF-8: s.len when all are. */
size_t utf8_valid_len(struct span s);
/* The longest prefix of at most n bytes that cuts no rune in two. */
struct span utf8_head(struct span s, size_t n);

enum utf8_class { UTF8_OTHER, UTF8_LETTER, UTF8_DIGIT, UTF8_MARK, UTF8_SPACE, UTF8_CONTROL };
/* What kind of rune: letters (L*), digits (N*), combining marks (M*), blanks (Z*), controls and format (C*). */
enum utf8_class utf8_class(int32_t rune);
bool utf8_is_upper(int32_t rune);
int32_t utf8_lower(int32_t rune);
int32_t utf8_upper(int32_t rune);

/* Lower case (simple mapping, per rune), composed (NFC); accents kept. Appended to out. */
void utf8_add_lower(struct buf *out, struct span s);
/* Composed (NFC), case kept. Appended to out. */
void utf8_add_nfc(struct buf *out, struct span s);
/* Lower case without accents, ligatures opened: « Œuvre ÉLYSÉE » → « oeuvre elysee ». Appended to out. */
void utf8_add_folded(struct buf *out, struct span s);

/* Columns that a rune takes on a terminal: 0, 1 or 2; controls take 0. */
int utf8_width(int32_t rune);
/* Columns of a whole span. */
size_t utf8_columns(struct span s);

#endif
