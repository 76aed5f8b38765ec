/* One word: its stem, its form, and what the accents and capitals that were typed say of it. */
#include "search/leaf.h"

#include "search/accents.h"
#include "search/rank_plan.h"

/* A way of writing that so many of the articles with a form have says nothing more than the form. */
static const double nearly_all = 0.95;

const struct store_query *word_forms(
    struct planner *p, enum store_op op, const char *prefix, const struct lexicon_forms *forms)
{
    struct build_list list = {0};
    for (size_t i = 0; i < forms->n; i++)
        build_add(p->lexicon.arena, &list, build_term(p->lexicon.arena, prefix, "", forms->items[i].form));
    return build_op(p->lexicon.arena, op, &list);
}

/* The pronouns that hang on a verb by a hyphen: viendra-t-il, dit-on, donnez-le-moi. */
static bool is_clitic(struct span form)
{
    static const char *const clitics[] = {"t", "je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles",
        "ce", "le", "la", "les", "lui", "leur", "moi", "toi", "y", "en"};
    for (size_t i = 0; i < sizeof clitics / sizeof *clitics; i++)
        if (span_is(form, clitics[i]))
            return true;
    return false;
}

struct cut word_content(struct planner *p, struct cut all, bool with_clitics)
{
    struct cut cut = {.arena = p->lexicon.arena, .variants = all.variants, .nvariants = all.nvariants};
    cut.tokens = arena_alloc(cut.arena, (all.n + 1) * sizeof *cut.tokens);
    for (size_t i = 0; i < all.n; i++)
        if (!(all.tokens[i].word->flags & WORD_ELIDED))
            cut.tokens[cut.n++] = all.tokens[i];
    while (!with_clitics && cut.n > 1 && is_clitic(cut.tokens[cut.n - 1].word->form) &&
           !span_is(cut.tokens[cut.n - 2].word->form, "rendez"))
        cut.n--;
    return cut.n ? cut : all;
}

bool word_capital_counts(const struct planner *p, const struct query_node *node, const struct word *word)
{
    return (word->flags & WORD_CAPITAL) && !p->shouted && (p->alone || node->start > p->beginning);
}

/* ---- Exact forms ----------------------------------------------------------------------------------------- */

const struct store_query *word_exact(struct planner *p, const char *prefix, const struct word *word)
{
    struct arena *arena = p->lexicon.arena;
    const char mark[] = {SCHEMA_EXACT_MARK, '\0'};
    const char *body = arena_printf(arena, "%.*s%s%.*s", SPAN_ARG(word->form), mark, SPAN_ARG(word->exact));
    const struct store_query *exact = build_term(arena, SCHEMA_EXACT_PREFIX, prefix, span_str(body));
    if (word->flags & (WORD_CAPITAL | WORD_ACCENT))
        return exact;
    /* A plain form has a term of its own only in articles that write it otherwise too. */
    struct lexicon_exact *others;
    size_t n = lexicon_exacts(&p->lexicon, prefix, word->form, &others);
    struct build_list without = {0};
    build_add(arena, &without, build_term(arena, prefix, "", word->form));
    for (size_t i = 0; i < n; i++)
        build_add(arena, &without, build_span(arena, others[i].term));
    return build_two(arena, STORE_OR, build_op(arena, STORE_AND_NOT, &without), exact);
}

/* ---- Accents --------------------------------------------------------------------------------------------- */

const struct store_query *word_accented(struct planner *p, const char *prefix, const struct word *word)
{
    if (!accents_typed(word->exact))
        return NULL;
    struct lexicon_exact *exacts;
    size_t n = lexicon_exacts(&p->lexicon, prefix, word->form, &exacts);
    uint64_t documents = lexicon_documents(&p->lexicon, prefix, "", word->form);
    struct build_list agreeing = {0};
    for (size_t i = 0; i < n; i++) {
        if (!accents_agree(word->exact, exacts[i].exact))
            continue;
        if (exacts[i].documents >= documents)
            return NULL;
        build_add(p->lexicon.arena, &agreeing, build_span(p->lexicon.arena, exacts[i].term));
    }
    return build_op(p->lexicon.arena, STORE_OR, &agreeing);
}

/* What a typed accent makes of a word's plan: where an article may mean another word (marche for marché), it
 * counts little, or, where accents decide, not at all. */
static const struct store_query *with_accents(struct planner *p, const char *prefix, const struct word *word,
    const struct store_query *stem, const struct store_query *q, struct rank_word *rank)
{
    struct arena *arena = p->lexicon.arena;
    struct lexicon_exact *kin;
    size_t n = lexicon_kin(&p->lexicon, prefix, word, &kin);
    uint64_t documents = lexicon_documents(&p->lexicon, prefix, "", word->form), most = 0;
    struct build_list agreeing = {0};
    for (size_t i = 0; i < n; i++) {
        if (!accents_shown(word->exact, kin[i].exact))
            continue;
        build_add(arena, &agreeing, build_span(arena, kin[i].term));
        if (span_eq(kin[i].form, word->form) && kin[i].documents > most)
            most = kin[i].documents;
    }
    struct span plural = span_str(arena_printf(arena, "%.*ss", SPAN_ARG(word->form)));
    if (word->form.len > 2 && span_ends(word->form, span_str("s")))
        plural = span_head(word->form, word->form.len - 1);
    bool decides = p->options->all;
    if (!decides && (double)most >= nearly_all * (double)documents)
        return q;
    for (size_t i = 0; i < n; i++)
        if (!decides && accents_shown(word->exact, kin[i].exact))
            rank_add_part(arena, rank, RANK_ACCENTED, kin[i].term);
    if (!decides)
        return agreeing.n ? build_two(arena, STORE_AND_MAYBE, build_scale(arena, leaf_figures.unaccented, q),
                                build_scale(arena, leaf_figures.accented,
                                    build_two(arena, STORE_FILTER, q, build_op(arena, STORE_OR, &agreeing))))
                          : q;
    struct build_list others = {0};
    build_add(arena, &others, stem);
    build_add(arena, &others, build_term(arena, prefix, "", word->form));
    build_add(arena, &others, build_term(arena, prefix, "", plural));
    const struct store_query *meant = build_op(arena, STORE_AND_NOT, &others);
    if (agreeing.n)
        meant = build_two(arena, STORE_OR, meant, build_op(arena, STORE_OR, &agreeing));
    return build_two(arena, STORE_FILTER, q, meant);
}

/* ---- The whole ------------------------------------------------------------------------------------------- */

static bool add_stem(struct planner *p, struct span *stems, size_t *n, size_t max, struct span stem)
{
    for (size_t i = 0; i < *n; i++)
        if (span_eq(stems[i], stem))
            return false;
    if (*n < max)
        stems[(*n)++] = arena_copy(p->lexicon.arena, stem);
    return true;
}

/* The stems that the index has, as one term; the first stem when it has none of them. SYNONYM is dear in
 * Xapian, so that those without articles are worth leaving out. *documents: those of the first. */
static const struct store_query *any_stem(
    struct planner *p, const char *prefix, const struct span *stems, size_t n, uint64_t *documents)
{
    struct build_list list = {0};
    *documents = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t here = lexicon_documents(&p->lexicon, SCHEMA_STEM_PREFIX, prefix, stems[i]);
        if (here)
            build_add(
                p->lexicon.arena, &list, build_term(p->lexicon.arena, SCHEMA_STEM_PREFIX, prefix, stems[i]));
        *documents = *documents ? *documents : here;
    }
    if (list.n == 0)
        return build_term(p->lexicon.arena, SCHEMA_STEM_PREFIX, prefix, stems[0]);
    return build_op(p->lexicon.arena, STORE_SYNONYM, &list);
}

static const struct store_query *with_capitals(struct planner *p, const char *prefix, const struct word *word,
    const struct store_query *q, struct rank_word *rank)
{
    struct lexicon_exact *exacts;
    size_t n = lexicon_exacts(&p->lexicon, prefix, word->form, &exacts);
    for (size_t i = 0; i < n; i++) {
        if (!span_eq(exacts[i].exact, word->exact))
            continue;
        uint64_t documents = lexicon_documents(&p->lexicon, prefix, "", word->form);
        if ((double)exacts[i].documents >= nearly_all * (double)documents)
            return q;
        rank_add_part(p->lexicon.arena, rank, RANK_CAPITALS, exacts[i].term);
        return build_two(p->lexicon.arena, STORE_AND_MAYBE, q,
            build_scale(p->lexicon.arena, leaf_figures.capital, build_span(p->lexicon.arena, exacts[i].term)));
    }
    return q;
}

const struct store_query *word_plan(struct planner *p, const struct query_node *node, const struct cut *cut,
    const struct token *token, struct stance stance)
{
    enum { STEMS_MAX = 8 };
    struct arena *arena = p->lexicon.arena;
    const struct word *word = token->word;
    const char *prefix = leaf_prefix(node), *title = schema_field(FIELD_TITLE)->prefix;
    bool accented = accents_typed(word->exact);
    struct plan_word *record = leaf_record(p, node, "stem", word, prefix);
    record->nexacts = lexicon_exacts(&p->lexicon, prefix, word->form, &record->exacts);

    /* What is typed without accents stands for every word that reads so without them: their stems may differ.
     */
    struct span stems[STEMS_MAX];
    size_t nstems = 0;
    add_stem(p, stems, &nstems, STEMS_MAX, word->stem);
    size_t at = 0;
    for (const struct word *v; (v = leaf_variant(cut, token, &at)) != NULL;)
        add_stem(p, stems, &nstems, STEMS_MAX, v->stem);
    const struct word *bare = accented ? analyzer_word(p->lexicon.analyzer, word->form) : NULL;
    if (bare)
        add_stem(p, stems, &nstems, STEMS_MAX, bare->stem);
    for (size_t i = 0; i < record->nexacts; i++) {
        const struct word *other = analyzer_word(p->lexicon.analyzer, record->exacts[i].exact);
        if (other && (!accented || accents_agree(word->exact, record->exacts[i].exact)))
            add_stem(p, stems, &nstems, STEMS_MAX, other->stem);
    }
    uint64_t documents, titles;
    const struct store_query *stem = any_stem(p, prefix, stems, nstems, &documents);
    struct build_list weights = {0};
    build_add(arena, &weights, stem);
    if (!p->again)
        build_add(
            arena, &weights, build_scale(arena, leaf_figures.form, build_term(arena, prefix, "", word->form)));
    const struct store_query *in_title = any_stem(p, title, stems, nstems, &titles);
    if (!*prefix && titles)
        build_add(arena, &weights, build_scale(arena, leaf_figures.title, in_title));
    const struct store_query *q = build_op(arena, STORE_AND_MAYBE, &weights);
    struct rank_word rank = {0};
    if (!stance.excluded)
        rank = rank_plan_word(p, node, word, stems, nstems);
    if (accented)
        q = with_accents(p, prefix, word, stem, q, &rank);
    else if (word_capital_counts(p, node, word))
        q = with_capitals(p, prefix, word, q, &rank);
    if (stance.excluded)
        return q;
    rank_plan_words(p, node, &rank, 1);

    struct matcher *m = &p->plan->matcher;
    unsigned slot =
        matcher_slot(m, leaf_where(node), word->flags & WORD_STOP ? 0.1 : leaf_weight(p, documents));
    for (size_t i = 0; i < nstems; i++)
        matcher_by_stem(m, slot, stems[i]);
    matcher_by_form(m, slot, word->form);
    if (accented && p->options->all)
        matcher_accented(m, slot, word->exact);
    return q;
}
