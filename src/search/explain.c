/* How a request was understood. */
#include "search/search.h"

#include "base/trace.h"
#include "base/utf8.h"
#include "search/explain_score.h"

#include <inttypes.h>

enum { VARIANTS_SHOWN = 12 };

void explain_pad(struct buf *out, struct span s, size_t columns)
{
    buf_add_span(out, s);
    for (size_t n = utf8_columns(s); n < columns; n++)
        buf_add_char(out, ' ');
}

void explain_count(struct buf *out, uint64_t documents)
{
    buf_printf(out, "%" PRIu64 " article%s", documents, documents == 1 ? "" : "s");
}

struct teller {
    struct lexicon lexicon;
    struct buf *out;
};

static void tell_term(struct teller *t, const char *what, const char *a, const char *b, struct span term)
{
    buf_printf(t->out, "    %-10s", what);
    explain_pad(t->out, term, 24);
    explain_count(t->out, lexicon_documents(&t->lexicon, a, b, term));
    buf_add_char(t->out, '\n');
}

static void tell_word(struct teller *t, const struct plan_word *w)
{
    struct buf *out = t->out;
    buf_add_str(out, "  ");
    explain_pad(out, w->typed, 22);
    buf_printf(out, "  %s\n", w->how);
    if (w->form.len == 0)
        return;
    tell_term(t, "form", w->prefix, "", w->form);
    bool text = !*w->prefix || !strcmp(w->prefix, schema_field(FIELD_TITLE)->prefix);
    if (text)
        tell_term(t, "stem", SCHEMA_STEM_PREFIX, w->prefix, w->stem);
    if (!*w->prefix)
        tell_term(t, "in title", SCHEMA_STEM_PREFIX, schema_field(FIELD_TITLE)->prefix, w->stem);
    for (size_t i = 0; i < w->nexacts && i < VARIANTS_SHOWN; i++) {
        buf_printf(out, "    %-10s", "written");
        explain_pad(out, w->exacts[i].exact, 24);
        explain_count(out, w->exacts[i].documents);
        buf_add_char(out, '\n');
    }
    for (size_t i = 0; i < w->forms.n && i < VARIANTS_SHOWN; i++) {
        buf_printf(out, "    %-10s", "as");
        explain_pad(out, w->forms.items[i].form, 24);
        explain_count(out, w->forms.items[i].documents);
        buf_add_char(out, '\n');
    }
    if (w->forms.n > VARIANTS_SHOWN)
        buf_printf(out, "    … and %zu more\n", w->forms.n - VARIANTS_SHOWN);
}

static void tell_synonyms(const struct plan *plan, struct buf *out)
{
    if (plan->nsynonyms)
        buf_add_str(out, "\nother names\n");
    for (size_t i = 0; i < plan->nsynonyms; i++) {
        const struct plan_synonym *s = &plan->synonyms[i];
        bool again = i && span_eq(s->typed, plan->synonyms[i - 1].typed);
        buf_add_str(out, "  ");
        explain_pad(out, again ? span_str("") : s->typed, 22);
        buf_add_str(out, "  also ");
        explain_pad(out, s->name, 40);
        buf_printf(out, " %s%s%s\n", s->source, s->exact ? ", only as written here" : "",
            s->found ? "" : "; no article has its words");
    }
}

/* The stems that begin like a word's own. */
static void tell_families(const struct rank_terms *terms, struct buf *out)
{
    bool told = false;
    for (size_t t = 0; t < terms->n; t++) {
        const struct rank_way *way = &terms->items[t].ways[0];
        bool begun = false;
        for (size_t k = 0; way->n == 1 && k < way->words[0].n; k++) {
            const struct rank_part *part = &way->words[0].parts[k];
            if (part->role != RANK_FAMILY)
                continue;
            if (!told)
                buf_add_str(out, "\nfamilies, which count for less\n");
            if (!begun) {
                buf_add_str(out, "  ");
                explain_pad(out, terms->items[t].typed, 22);
            }
            buf_add_str(out, begun ? ", " : "  ");
            buf_add_span(out, span_skip(part->term, strlen(SCHEMA_STEM_PREFIX)));
            told = begun = true;
        }
        if (begun)
            buf_add_char(out, '\n');
    }
}

enum limier_status search_explain(struct store *store, struct analyzer *analyzer,
    const struct limier_request *request, const char *id, struct buf *out, struct limier_error *err)
{
    struct arena arena;
    arena_init(&arena);
    struct question q;
    enum limier_status status = question_ask(&q, store, analyzer, request, &arena, err);
    if (status)
        goto end;
    buf_add_str(out, "read as    ");
    query_print(out, q.query.root);
    buf_add_str(out, "\n");
    for (size_t i = 0; i < q.plan.nnotes; i++)
        buf_printf(out, "note       %s\n", q.plan.notes[i]);
    buf_add_str(out, "\n");
    query_print_tree(out, q.query.root, 1);
    if (request->all)
        buf_add_str(out, "  every word is required\n");
    if (q.plan.nwords)
        buf_add_str(out, "\nwords\n");
    struct teller t = {{.store = store, .analyzer = analyzer, .arena = &arena, .err = err}, out};
    for (size_t i = 0; i < q.plan.nwords; i++)
        tell_word(&t, &q.plan.words[i]);
    tell_synonyms(&q.plan, out);
    if (rank_fits(&q.plan.rank))
        tell_families(&q.plan.rank, out);
    status = t.lexicon.status;
    if (!status && trace_on(TRACE_QUERY)) {
        const char *description;
        status = store_describe(store, q.request.query, &arena, &description, err);
        if (!status)
            buf_printf(out, "\nfor Xapian %s\n", description);
    }
    if (!status && id)
        status = explain_score(&q, store, analyzer, id, &arena, out, err);
end:
    question_release(&q);
    arena_release(&arena);
    return status;
}
