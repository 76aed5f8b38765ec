/* Bytes of unknown encoding into clean UTF-8. Anything may come in; what comes out is valid UTF-8, composed
 * (NFC), with LF as its only line end and no control characters but LF and TAB. */
#ifndef ARTICLE_DECODE_H
#define ARTICLE_DECODE_H

#include "base/arena.h"
#include "base/buf.h"

enum decode_encoding {
    DECODE_UTF8,
    DECODE_WINDOWS_1252,
    DECODE_UTF16LE,
    DECODE_UTF16BE,
    DECODE_UTF32LE,
    DECODE_UTF32BE,
    DECODE_BINARY
};

/* What bytes are written in, from their mark or from what they look like. Text that is UTF-8 but for a few
 * bytes is UTF-8; Latin-1 is read as Windows-1252, of which it is a part. DECODE_BINARY is no text at all. */
enum decode_encoding decode_guess(struct span bytes);

/* What kind of file begins with these bytes (« PNG image »), for people; NULL when it is none of those known by
 * their mark. Static. */
const char *decode_magic(struct span bytes);

struct decode_losses {
    size_t bad;      /* bytes that the encoding does not have: read as Windows-1252 where that makes sense in
                      * place, else as U+FFFD */
    size_t controls; /* control and bidi characters left out */
    size_t twice;    /* characters that had been encoded twice, put right (twice.h) */
};

/* The text in arena: without marks (U+FEFF), composed, CR LF, CR, VT and FF made LF, control characters (C0
 * except LF and TAB, DEL, C1) and bidi controls left out; a C1 control that stands for a Windows-1252 character
 * (U+0092 for an apostrophe) becomes that character. Soft hyphens and zero-width spaces stay. losses may be
 * NULL; it is added to. Text that is clean already costs three readings and one copy. */
struct span decode_text(
    struct arena *arena, struct span bytes, enum decode_encoding encoding, struct decode_losses *losses);

#endif
