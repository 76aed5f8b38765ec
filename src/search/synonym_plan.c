/* What the other names of a run become. */
#include "search/rank_plan.h"
#include "search/synonym.h"

/* How many times the weight of its own words a name may get: where the articles write a long name with common
 * words, an acronym would else weigh nothing beside it, and the other way round. */
static const double most = 4, least = 0.05;

/* Of the matcher's slots, up to which names of several words may take some. */
enum { SLOTS_MOST = MATCHER_SLOTS / 2 };

static void record(struct planner *p, const struct synonyms *names, const struct synonym *name, bool found)
{
    struct plan *plan = p->plan;
    if (plan->nsynonyms == plan->synonyms_cap) {
        plan->synonyms_cap = plan->synonyms_cap ? plan->synonyms_cap * 2 : 8;
        struct plan_synonym *more = arena_alloc(p->lexicon.arena, plan->synonyms_cap * sizeof *more);
        if (plan->nsynonyms)
            memcpy(more, plan->synonyms, plan->nsynonyms * sizeof *more);
        plan->synonyms = more;
    }
    plan->synonyms[plan->nsynonyms++] =
        (struct plan_synonym){names->typed, name->text, name->source, name->exact, found};
}

static uint64_t documents_of(struct planner *p, const char *prefix, const struct word *word)
{
    return lexicon_documents(&p->lexicon, SCHEMA_STEM_PREFIX, prefix, word->stem);
}

/* How much of the weight that a name's words have a name is to count. */
static const struct store_query *weighed(
    struct planner *p, const struct store_query *query, double own, double wanted)
{
    double factor = own > 0 ? leaf_figures.synonym * wanted / own : leaf_figures.synonym;
    factor = factor > most ? most : factor < least ? least : factor;
    return build_scale(p->lexicon.arena, factor, query);
}

/* ---- One word -------------------------------------------------------------------------------------------- */

static const struct store_query *plan_exact_word(
    struct planner *p, const struct query_node *node, const struct word *word, uint64_t *documents)
{
    struct arena *arena = p->lexicon.arena;
    const char *prefix = leaf_prefix(node), *title = schema_field(FIELD_TITLE)->prefix;
    const char mark[] = {SCHEMA_EXACT_MARK, '\0'};
    const char *written = arena_printf(arena, "%.*s%s%.*s", SPAN_ARG(word->form), mark, SPAN_ARG(word->exact));
    *documents = word->flags & (WORD_CAPITAL | WORD_ACCENT)
                     ? lexicon_documents(&p->lexicon, SCHEMA_EXACT_PREFIX, prefix, span_str(written))
                     : lexicon_documents(&p->lexicon, prefix, "", word->form);
    if (*documents == 0)
        return NULL;
    const struct store_query *q = word_exact(p, prefix, word);
    if (!*prefix)
        q = build_two(arena, STORE_AND_MAYBE, build_scale(arena, 1 + leaf_figures.form, q),
            build_scale(arena, leaf_figures.title, word_exact(p, title, word)));
    unsigned slot = matcher_slot(&p->plan->matcher, leaf_where(node), leaf_weight(p, *documents));
    matcher_by_exact(&p->plan->matcher, slot, word->exact);
    struct rank_word rank = rank_plan_exact(p, node, word);
    rank_plan_words(p, node, &rank, 1);
    return q;
}

static const struct store_query *plan_one(struct planner *p, const struct query_node *node,
    const struct synonym *name, const struct cut *cut, double wanted, struct stance stance)
{
    const struct word *word = cut->tokens[0].word;
    uint64_t documents = 0;
    const struct store_query *q = NULL;
    if (name->exact) {
        q = plan_exact_word(p, node, word, &documents);
    } else {
        documents = documents_of(p, leaf_prefix(node), word);
        struct query_node other = *node;
        other.kind = QUERY_WORD;
        other.match = QUERY_PLAIN;
        other.text = name->text;
        other.start = p->beginning; /* its capitals are the list's */
        size_t at = p->plan->nwords;
        if (documents)
            q = word_plan(p, &other, cut, &cut->tokens[0], stance);
        if (at < p->plan->nwords)
            p->plan->words[at].how = "stem, of another name";
    }
    return q ? weighed(p, q, synonym_weight(p, documents), wanted) : NULL;
}

/* ---- Several words --------------------------------------------------------------------------------------- */

static void add_form(struct lexicon_forms *forms, const char *form)
{
    forms->items[forms->n++].form = span_str(form);
}

/* A word's form, and those of its other number, as far as the index has them. Listing the index by the stem
 * (lexicon_of_stem) would find more, and cost far more. */
static struct lexicon_forms numbers_of(
    struct planner *p, const char *prefix, const struct word *word, bool exact)
{
    enum { MOST = 6 };
    struct arena *arena = p->lexicon.arena;
    struct lexicon_forms forms = {.cap = MOST};
    forms.items = arena_zero(arena, MOST, sizeof *forms.items);
    struct span form = word->form, key = synonym_key(p, word);
    add_form(&forms, arena_str(arena, form));
    if (!exact && !(word->flags & (WORD_STOP | WORD_NUMBER))) {
        add_form(&forms, arena_printf(arena, "%.*ss", SPAN_ARG(form)));
        add_form(&forms, arena_printf(arena, "%.*sx", SPAN_ARG(form)));
        if (span_ends(form, span_str("s")) || span_ends(form, span_str("x")))
            add_form(&forms, arena_str(arena, span_head(form, form.len - 1)));
        if (span_ends(form, span_str("al")))
            add_form(&forms, arena_printf(arena, "%.*sux", (int)form.len - 1, form.ptr));
        if (span_ends(form, span_str("aux")))
            add_form(&forms, arena_printf(arena, "%.*sl", (int)form.len - 2, form.ptr));
    }
    size_t kept = 0;
    for (size_t i = 0; i < forms.n; i++) {
        struct lexicon_form *f = &forms.items[i];
        const struct word *other = i ? analyzer_word(p->lexicon.analyzer, f->form) : word;
        if (!other || (i && !span_eq(other->stem, key)))
            continue;
        f->documents = lexicon_documents(&p->lexicon, prefix, "", f->form);
        if (f->documents)
            forms.items[kept++] = *f;
    }
    forms.n = kept;
    return forms;
}

/* The words of a name, in their order, in as many words as it has: the small words between them may be others
 * (d'État, de l'État). NULL when the index has not all of them. */
static const struct store_query *plan_places(struct planner *p, const struct synonym *name, const char *prefix,
    const struct synonym_words *words, unsigned window, struct lexicon_forms *forms)
{
    struct arena *arena = p->lexicon.arena;
    struct build_list places = {0}, all = {0};
    for (size_t i = 0; i < words->n; i++) {
        forms[i] = numbers_of(p, prefix, words->items[i].word, name->exact);
        if (forms[i].n == 0)
            return NULL;
        build_add(arena, &places, word_forms(p, STORE_OR, prefix, &forms[i]));
    }
    build_add(arena, &all, build_window(arena, STORE_PHRASE, &places, window));
    for (size_t i = 0; name->exact && i < words->n; i++)
        if (words->items[i].word->flags & (WORD_CAPITAL | WORD_ACCENT))
            build_add(arena, &all, word_exact(p, prefix, words->items[i].word));
    return build_op(arena, STORE_FILTER, &all);
}

static void light(struct planner *p, const struct query_node *node, const struct synonym_words *words,
    const struct lexicon_forms *forms, unsigned window, double weight)
{
    struct matcher *m = &p->plan->matcher;
    unsigned first = m->nslots, n = (unsigned)words->n;
    if (first + n > SLOTS_MOST)
        return; /* rather nothing than its words alone, or no slot for a word that was typed */
    for (unsigned i = 0; i < n; i++) {
        unsigned slot = matcher_slot(m, leaf_where(node), weight / n);
        for (size_t k = 0; k < forms[i].n; k++)
            matcher_by_form(m, slot, forms[i].items[k].form);
    }
    matcher_sequence(m, first, n, window, true);
}

static void rank(struct planner *p, const struct query_node *node, const struct lexicon_forms *forms, size_t n)
{
    struct rank_word words[SYNONYM_WORDS];
    for (size_t i = 0; i < n; i++)
        words[i] = rank_plan_forms(p, node, &forms[i]);
    rank_plan_words(p, node, words, n);
}

/* In texts or in titles; NULL when no article can have it. lit: its words light up. */
static const struct store_query *plan_phrase(struct planner *p, const struct query_node *node,
    const struct synonym *name, const char *prefix, double wanted, bool lit)
{
    struct synonym_words words;
    struct lexicon_forms forms[SYNONYM_WORDS];
    unsigned window = 0;
    double own = 0;
    synonym_words(p, name->text, name->exact, &words);
    for (size_t i = 0; i < words.n; i++)
        window += 1 + (i ? words.items[i].gap : 0);
    const struct store_query *q = words.whole ? plan_places(p, name, prefix, &words, window, forms) : NULL;
    if (!q)
        return NULL;
    for (size_t i = 0; i < words.n; i++)
        own += synonym_weight(p, forms[i].items[0].documents);
    if (lit) {
        light(p, node, &words, forms, window, own);
        rank(p, node, forms, words.n);
    }
    return weighed(p, q, own, wanted < own ? wanted : own);
}

static const struct store_query *plan_several(
    struct planner *p, const struct query_node *node, const struct synonym *name, const struct synonyms *names)
{
    struct arena *arena = p->lexicon.arena;
    const char *prefix = leaf_prefix(node), *title = schema_field(FIELD_TITLE)->prefix;
    const struct store_query *q = plan_phrase(p, node, name, prefix, names->weight, true);
    if (!q || *prefix)
        return q;
    q = build_scale(arena, 1 + leaf_figures.form, q);
    const struct store_query *in_title = plan_phrase(p, node, name, title, names->in_title, false);
    return in_title ? build_two(arena, STORE_AND_MAYBE, q, build_scale(arena, leaf_figures.title, in_title))
                    : q;
}

/* ---- The whole ------------------------------------------------------------------------------------------- */

/* Either may be NULL. */
static const struct store_query *or_else(
    struct planner *p, const struct store_query *a, const struct store_query *b)
{
    struct arena *arena = p->lexicon.arena;
    return a && b ? build_two(arena, STORE_OR, a, build_two(arena, STORE_AND_NOT, b, a)) : a ? a : b;
}

static const struct store_query *plan_name(struct planner *p, const struct query_node *node,
    const struct synonym *name, const struct synonyms *names, struct stance stance)
{
    struct cut cut = leaf_cut(p, name->text);
    double wanted = names->weight;
    if (cut.n <= 1)
        return cut.n ? plan_one(p, node, name, &cut, wanted, stance) : NULL;
    const struct store_query *several = plan_several(p, node, name, names);
    struct synonym_words words;
    synonym_words(p, name->text, name->exact, &words);
    if (!words.joined)
        return several;
    struct token joined = *words.joined;
    const struct cut one = {&joined, 1, 1, NULL, 0, 0, cut.arena};
    return or_else(p, several, plan_one(p, node, name, &one, wanted, stance));
}

const struct store_query *synonym_plan(struct planner *p, const struct query_node *node,
    const struct store_query *query, const struct synonyms *names, struct stance stance)
{
    struct arena *arena = p->lexicon.arena;
    struct build_list any = {0}, before = {0};
    bool decides = stance.strict || p->options->all || node->kind == QUERY_PHRASE;
    build_add(arena, &any, query);
    build_add(arena, &before, decides ? query : names->together);
    for (size_t i = 0; i < names->n; i++) {
        const struct store_query *q = plan_name(p, node, &names->items[i], names, stance);
        record(p, names, &names->items[i], q != NULL);
        if (!q)
            continue;
        build_add(arena, &any, build_two(arena, STORE_AND_NOT, q, build_op(arena, STORE_OR, &before)));
        build_add(arena, &before, q);
    }
    return build_op(arena, STORE_OR, &any);
}
