/* Bytes of unknown encoding into clean UTF-8. */
#ifndef ARTICLE_DECODE_H
#define ARTICLE_DECODE_H

#include "base/arena.h"
#include "base/buf.h"

enum decode_encoding { DECODE_UTF8, DECODE_WINDOWS_1252, DECODE_UTF16LE, DECODE_UTF16BE, DECODE_BINARY };

/* What bytes are written in, from their mark or from what they look like. Text that is UTF-8 but for a few
 * bytes is UTF-8; Latin-1 is read as Windows-1252, of which it is a part. DECODE_BINARY is no text at all. */
enum decode_encoding decode_guess(struct span bytes);

struct decode_losses {
    size_t bad;      /* bytes that were no text and became U+FFFD */
    size_t controls; /* control characters left out */
};

/* The text in arena: UTF-8, without mark, composed (NFC), CR LF and CR made LF, NUL and control characters left
 * out except LF and TAB. losses may be NULL; it is added to. */
struct span decode_text(
    struct arena *arena, struct span bytes, enum decode_encoding encoding, struct decode_losses *losses);

#endif
