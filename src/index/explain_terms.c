#include "index/explain_terms.h"

#include "lang/explained.h"
#include "lang/explained_names.h"
#include "store/schema.h"

struct explaining {
    struct analyzer *analyzer;
    explain_terms_sink *sink;
    void *context;
    struct buf acronym, forms, stems, term;
};

/* What is too long for a term is not kept: nobody searches for such a name. */
static void tell(struct explaining *x, const char *prefix, const struct buf *name, const struct buf *of)
{
    if (!name->len || !of->len || strlen(prefix) + name->len + 1 + of->len > SCHEMA_TERM_MAX)
        return;
    buf_clear(&x->term);
    buf_add_str(&x->term, prefix);
    buf_add_span(&x->term, buf_span(name));
    buf_add_char(&x->term, SCHEMA_EXACT_MARK);
    buf_add_span(&x->term, buf_span(of));
    x->sink(x->context, buf_span(&x->term));
}

static void take_pair(void *context, const struct explained *pair)
{
    struct explaining *x = context;
    buf_clear(&x->acronym);
    buf_clear(&x->forms);
    buf_clear(&x->stems);
    explained_name_acronym(&x->acronym, x->analyzer, pair->acronym);
    explained_name_forms(&x->forms, x->analyzer, pair->expansion);
    explained_name_stems(&x->stems, x->analyzer, pair->expansion);
    tell(x, SCHEMA_EXPANSION_PREFIX, &x->acronym, &x->forms);
    tell(x, SCHEMA_ACRONYM_PREFIX, &x->stems, &x->acronym);
}

void explain_terms(struct analyzer *a, struct span text, explain_terms_sink *sink, void *context)
{
    struct explaining x = {.analyzer = a, .sink = sink, .context = context};
    explained_find(text, take_pair, &x);
    buf_release(&x.acronym);
    buf_release(&x.forms);
    buf_release(&x.stems);
    buf_release(&x.term);
}
