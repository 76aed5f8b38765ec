#include "index/explain_terms.h"

#include "lang/explained.h"
#include "lang/explained_names.h"
#include "store/schema.h"

struct explaining {
    struct analyzer *analyzer;
    explain_terms_sink *sink;
    void *context;
    struct buf acronym, term;
};

/* What is too long for a term is not kept: nobody searches for such a name. */
static void tell(struct explaining *x)
{
    if (x->term.len <= SCHEMA_TERM_MAX)
        x->sink(x->context, buf_span(&x->term));
}

static void take_pair(void *context, const struct explained *pair)
{
    struct explaining *x = context;
    buf_clear(&x->acronym);
    explained_name_acronym(&x->acronym, x->analyzer, pair->acronym);

    buf_clear(&x->term);
    buf_add_str(&x->term, SCHEMA_EXPANSION_PREFIX);
    buf_add_span(&x->term, buf_span(&x->acronym));
    buf_add_char(&x->term, SCHEMA_EXACT_MARK);
    explained_name_forms(&x->term, x->analyzer, pair->expansion);
    tell(x);

    buf_clear(&x->term);
    buf_add_str(&x->term, SCHEMA_ACRONYM_PREFIX);
    explained_name_stems(&x->term, x->analyzer, pair->expansion);
    buf_add_char(&x->term, SCHEMA_EXACT_MARK);
    buf_add_span(&x->term, buf_span(&x->acronym));
    tell(x);
}

void explain_terms(struct analyzer *a, struct span text, explain_terms_sink *sink, void *context)
{
    struct explaining x = {.analyzer = a, .sink = sink, .context = context};
    explained_find(text, take_pair, &x);
    buf_release(&x.acronym);
    buf_release(&x.term);
}
