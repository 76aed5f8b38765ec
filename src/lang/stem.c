#include "lang/stem.h"

#include "base/bug.h"
#include "base/vocab.h"
#include "lang/stem_rules.h"
#include "lang/stem_verbs.h"
#include "lang/stem_words.h"

#include <libstemmer.h>
#include <stdlib.h>

struct stemmer {
    struct sb_stemmer *snowball;
    struct vocab forms; /* of the table */
    const char **stems; /* by the number of the form */
    struct stem_verbs *verbs;
    struct buf opened, inflected;
};

static void read_table(struct stemmer *s)
{
    enum { FORMS = 2000 }; /* about as many as there are */
    size_t cap = 0;
    vocab_reserve(&s->forms, FORMS);
    for (size_t i = 0; i < stem_words_count; i++) {
        for (const char *f = stem_words[i].forms; *f;) {
            size_t n = strcspn(f, " ");
            uint32_t id = vocab_add(&s->forms, span_of(f, n));
            s->stems = mem_grow(s->stems, &cap, (size_t)id + 1, sizeof *s->stems);
            s->stems[id] = stem_words[i].stem;
            f += n + strspn(f + n, " ");
        }
    }
}

struct stemmer *stemmer_new(void)
{
    struct stemmer *s = mem_zero(1, sizeof *s);
    s->snowball = sb_stemmer_new("french", "UTF_8");
    if (!s->snowball)
        BUG("libstemmer has no French");
    vocab_init(&s->forms);
    read_table(s);
    s->verbs = stem_verbs_new();
    return s;
}

void stemmer_free(struct stemmer *s)
{
    if (!s)
        return;
    sb_stemmer_delete(s->snowball);
    vocab_release(&s->forms);
    free(s->stems);
    stem_verbs_free(s->verbs);
    buf_release(&s->opened);
    buf_release(&s->inflected);
    free(s);
}

/* œ as oe, æ as ae: they are typed both ways. */
static struct span open_ligatures(struct stemmer *s, struct span word)
{
    if (!memchr(word.ptr, '\x93', word.len) && !memchr(word.ptr, '\xA6', word.len))
        return word; /* their last bytes */
    buf_clear(&s->opened);
    for (size_t i = 0; i < word.len; i++) {
        struct span rest = span_skip(word, i);
        bool oe = span_starts(rest, span_str("\xC5\x93"));
        if (oe || span_starts(rest, span_str("\xC3\xA6"))) {
            buf_add_str(&s->opened, oe ? "oe" : "ae");
            i++;
        } else {
            buf_add_char(&s->opened, word.ptr[i]);
        }
    }
    return buf_span(&s->opened);
}

void stemmer_add(struct stemmer *s, struct buf *out, struct span word)
{
    word = open_ligatures(s, word);
    uint32_t known = vocab_find(&s->forms, word);
    if (known != VOCAB_NONE) {
        buf_add_str(out, s->stems[known]);
        return;
    }
    if (stem_verbs_find(s->verbs, out, word))
        return;
    buf_clear(&s->inflected);
    bool done = stem_inflection(&s->inflected, word);
    struct span one = buf_span(&s->inflected);
    if (done) {
        buf_add_span(out, one);
        return;
    }
    const sb_symbol *stem = sb_stemmer_stem(s->snowball, (const sb_symbol *)one.ptr, (int)one.len);
    if (!stem)
        BUG("out of memory");
    stem_choose(out, one, span_of((const char *)stem, (size_t)sb_stemmer_length(s->snowball)));
}
