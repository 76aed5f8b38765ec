#include "lang/explained_names.h"

struct naming {
    struct buf *out;
    struct analyzer *analyzer;
    size_t start; /* of the name in out */
};

static void cut(struct buf *out, struct analyzer *a, struct span text, analyzer_sink *sink)
{
    struct naming n = {out, a, out->len};
    analyzer_text(a, text, sink, &n);
}

static void add(struct naming *n, struct span word)
{
    if (n->out->len > n->start)
        buf_add_char(n->out, ' ');
    buf_add_span(n->out, word);
}

static void take_letters(void *context, const struct token *t)
{
    struct naming *n = context;
    if (t->kind == TOKEN_WORD && !(t->word->flags & WORD_ELIDED))
        buf_add_span(n->out, t->word->form);
}

static void take_form(void *context, const struct token *t)
{
    if (t->kind == TOKEN_WORD)
        add(context, t->word->form);
}

static void take_stem(void *context, const struct token *t)
{
    struct naming *n = context;
    if (t->kind == TOKEN_WORD && !(t->word->flags & WORD_STOP))
        add(n, analyzer_stem(n->analyzer, t->word));
}

void explained_name_acronym(struct buf *out, struct analyzer *a, struct span acronym)
{
    cut(out, a, acronym, take_letters);
}

void explained_name_forms(struct buf *out, struct analyzer *a, struct span expansion)
{
    cut(out, a, expansion, take_form);
}

void explained_name_stems(struct buf *out, struct analyzer *a, struct span expansion)
{
    cut(out, a, expansion, take_stem);
}
