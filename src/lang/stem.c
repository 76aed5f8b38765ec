#include "lang/stem.h"

#include "base/bug.h"

#include <libstemmer.h>

/* struct stemmer is libstemmer's, under a name of ours. */
static struct sb_stemmer *inside(struct stemmer *s)
{
    return (struct sb_stemmer *)s;
}

struct stemmer *stemmer_new(void)
{
    struct sb_stemmer *s = sb_stemmer_new("french", "UTF_8");
    if (!s)
        BUG("libstemmer has no French");
    return (struct stemmer *)s;
}

void stemmer_free(struct stemmer *s)
{
    if (s)
        sb_stemmer_delete(inside(s));
}

void stemmer_add(struct stemmer *s, struct buf *out, struct span word)
{
    const sb_symbol *stem = sb_stemmer_stem(inside(s), (const sb_symbol *)word.ptr, (int)word.len);
    if (!stem)
        BUG("out of memory");
    buf_add(out, stem, (size_t)sb_stemmer_length(inside(s)));
}
