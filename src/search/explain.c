/* How a request was understood, and where a score comes from. */
#include "search/search.h"

#include "base/trace.h"
#include "base/utf8.h"
#include "search/question.h"

#include <inttypes.h>

enum { VARIANTS_SHOWN = 12 };

static void pad(struct buf *out, struct span s, size_t columns)
{
    buf_add_span(out, s);
    for (size_t n = utf8_columns(s); n < columns; n++)
        buf_add_char(out, ' ');
}

static void add_count(struct buf *out, uint64_t documents)
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
    pad(t->out, term, 24);
    add_count(t->out, lexicon_documents(&t->lexicon, a, b, term));
    buf_add_char(t->out, '\n');
}

static void tell_word(struct teller *t, const struct plan_word *w)
{
    struct buf *out = t->out;
    buf_add_str(out, "  ");
    pad(out, w->typed, 22);
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
        pad(out, w->exacts[i].exact, 24);
        add_count(out, w->exacts[i].documents);
        buf_add_char(out, '\n');
    }
    for (size_t i = 0; i < w->forms.n && i < VARIANTS_SHOWN; i++) {
        buf_printf(out, "    %-10s", "as");
        pad(out, w->forms.items[i].form, 24);
        add_count(out, w->forms.items[i].documents);
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
        pad(out, again ? span_str("") : s->typed, 22);
        buf_add_str(out, "  also ");
        pad(out, s->name, 40);
        buf_printf(out, " %s%s%s\n", s->source, s->exact ? ", only as written here" : "",
            s->found ? "" : "; no article has its words");
    }
}

/* What a term is, and its word. */
static const char *family_of(struct span term, struct span *word)
{
    static const struct {
        const char *prefix, *what;
    } families[] = {{"ZS", "stem in title"}, {"RS", "as written in title"}, {"Z", "stem"}, {"R", "as written"},
        {"S", "form in title"}, {"", "form"}};
    size_t i = 0;
    while (!span_starts(term, span_str(families[i].prefix)))
        i++;
    *word = span_skip(term, strlen(families[i].prefix));
    const char *mark = memchr(word->ptr, SCHEMA_EXACT_MARK, word->len);
    if (mark)
        *word = span_skip(*word, (size_t)(mark - word->ptr) + 1);
    return families[i].what;
}

/* The words in Xapian's description of several terms: « (Zinfo SYNONYM Zinfos) » → « info, infos ». It shows
 * the mark in an exact form's term as « \x1f ». */
static void name_many(struct buf *out, struct span description)
{
    struct buf words = {0};
    while (description.len) {
        size_t n = 0;
        while (n < description.len && description.ptr[n] != ' ')
            n++;
        struct span term = span_head(description, n), word;
        description = span_skip(description, n + 1);
        while (term.len && term.ptr[0] == '(')
            term = span_skip(term, 1);
        while (term.len && term.ptr[term.len - 1] == ')')
            term.len--;
        if (span_is(term, "SYNONYM") || span_is(term, "OR"))
            continue;
        family_of(term, &word);
        const char *mark = memmem(word.ptr, word.len, "\\x1f", 4);
        if (mark)
            word = span_skip(word, (size_t)(mark - word.ptr) + 4);
        buf_add_str(&words, words.len ? ", " : "");
        buf_add_span(&words, word);
    }
    pad(out, buf_span(&words), 24);
    buf_release(&words);
}

/* A term, or several counted as one, as people call them. */
static void name_term(struct buf *out, struct span term)
{
    struct span word;
    if (span_starts(term, span_str("("))) {
        pad(out, span_str("any of"), 22);
        name_many(out, term);
    } else {
        pad(out, span_str(family_of(term, &word)), 22);
        pad(out, word, 24);
    }
    buf_add_char(out, ' ');
}

static enum limier_status tell_score(struct store *store, const struct store_request *request, const char *id,
    struct arena *arena, struct buf *out, struct limier_error *err)
{
    struct buf unique = {0};
    schema_whole_term(&unique, SCHEMA_ID_PREFIX, span_str(id));
    bool found = false;
    double weight = 0;
    struct store_part *parts = NULL;
    size_t n = 0;
    enum limier_status status =
        store_parts(store, request, buf_span(&unique), arena, &found, &weight, &parts, &n, err);
    if (!status && !found)
        buf_printf(out, "\n%s does not match\n", id);
    if (!status && found) {
        double rest = weight;
        buf_printf(out, "\nthe score of %s\n", id);
        for (size_t i = 0; i < n; i++) {
            rest -= parts[i].weight;
            buf_printf(out, "  %9.4f  ", parts[i].weight);
            name_term(out, parts[i].term);
            buf_printf(out, "%" PRIu64 " time%s, in ", parts[i].wdf, parts[i].wdf == 1 ? "" : "s");
            add_count(out, parts[i].documents);
            buf_add_char(out, '\n');
        }
        if (rest > 1e-6 || rest < -1e-6)
            buf_printf(out, "  %9.4f  several words counted as one\n", rest);
        buf_printf(out, "  %9.4f  in all\n", weight);
    }
    buf_release(&unique);
    return status;
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
    status = t.lexicon.status;
    if (!status && trace_on(TRACE_QUERY)) {
        const char *description;
        status = store_describe(store, q.request.query, &arena, &description, err);
        if (!status)
            buf_printf(out, "\nfor Xapian %s\n", description);
    }
    if (!status && id)
        status = tell_score(store, &q.request, id, &arena, out, err);
end:
    question_release(&q);
    arena_release(&arena);
    return status;
}
