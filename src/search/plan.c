/* The operators of a query: what is ranked by, required, excluded, and asked for without weight. */
#include "search/plan.h"

#include "base/utf8.h"
#include "lang/synonyms.h"
#include "search/rank_plan.h"
#include "search/synonym.h"

static struct part plan_node(struct planner *p, const struct query_node *node, struct stance stance);

/* ---- Words side by side ---------------------------------------------------------------------------------- */

struct group {
    struct build_list wanted, required, excluded;
    struct build_list filters[FIELD_COUNT]; /* of one field: any of them */
    struct build_list conditions;           /* each of them */
};

/* A whole period of time, of which several may be given: date:2024 date:2025. */
static bool is_period(const struct query_node *node)
{
    return node->kind != QUERY_DATE || (node->low.len && node->high.len);
}

static void add_to_group(struct planner *p, struct group *g, const struct query_node *node, struct part part)
{
    struct arena *arena = p->lexicon.arena;
    if (node->mark == QUERY_EXCLUDED)
        build_add(arena, &g->excluded, part.query);
    else if (part.filter && leaf_is_filter(node) && node->mark == QUERY_WANTED && is_period(node))
        build_add(arena, &g->filters[node->kind == QUERY_DATE ? FIELD_DATE : node->field->field], part.query);
    else if (part.filter)
        build_add(arena, &g->conditions, part.query);
    else
        build_add(arena, node->mark == QUERY_REQUIRED ? &g->required : &g->wanted, part.query);
}

/* What ranks, NULL when nothing does. */
static const struct store_query *ranking(struct planner *p, struct group *g, struct stance stance)
{
    struct arena *arena = p->lexicon.arena;
    bool all = p->options->all && !stance.excluded;
    const struct store_query *wanted =
        g->wanted.n ? build_op(arena, all ? STORE_AND : STORE_OR, &g->wanted) : NULL;
    const struct store_query *required = g->required.n ? build_op(arena, STORE_AND, &g->required) : NULL;
    if (!required || !wanted)
        return required ? required : wanted;
    return build_two(arena, all ? STORE_AND : STORE_AND_MAYBE, required, wanted);
}

static struct part close_group(struct planner *p, struct group *g, struct stance stance)
{
    struct arena *arena = p->lexicon.arena;
    struct part part = {.query = ranking(p, g, stance)};
    part.filter = !part.query;
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (g->filters[i].n)
            build_add(arena, &g->conditions, build_op(arena, STORE_OR, &g->filters[i]));
    if (g->conditions.n) {
        const struct store_query *all = build_op(arena, STORE_AND, &g->conditions);
        part.query = part.query ? build_two(arena, STORE_FILTER, part.query, all) : all;
    }
    if (g->excluded.n) {
        const struct store_query *any = build_op(arena, STORE_OR, &g->excluded);
        part.query = build_two(arena, STORE_AND_NOT, part.query ? part.query : build_all(arena), any);
    }
    return part;
}

static bool ranks(const struct query_node *node)
{
    return node->mark != QUERY_EXCLUDED && !leaf_is_filter(node);
}

/* Leaves side by side that have another name together. */
static const struct store_query *plan_run(
    struct planner *p, const struct query_node *const *kids, size_t n, struct stance stance)
{
    struct build_list words = {0};
    for (size_t i = 0; i < n; i++) {
        if (leaf_is_stop(p, kids[i])) {
            leaf_note_dropped(p, kids[i]);
            continue;
        }
        struct part part = leaf_plan(p, kids[i], stance);
        if (part.query)
            build_add(p->lexicon.arena, &words, part.query);
    }
    return build_op(p->lexicon.arena, p->options->all ? STORE_AND : STORE_OR, &words);
}

/* A leaf, or several side by side, with what they are called besides. */
static struct part plan_leaves(struct planner *p, const struct query_node *const *kids, size_t n,
    const struct synonyms *names, struct stance stance)
{
    size_t first = p->plan->rank.n;
    struct part part =
        n > 1 ? (struct part){plan_run(p, kids, n, stance), false} : leaf_plan(p, kids[0], stance);
    if (part.query && names->n) {
        rank_plan_also(p, first, leaf_figures.synonym);
        part.query = synonym_plan(p, kids[0], part.query, names, stance);
        rank_plan_new(p);
    }
    return part;
}

static struct part plan_leaf(struct planner *p, const struct query_node *node, struct stance stance)
{
    struct synonyms names;
    synonym_find(p, &node, 1, stance, &names);
    return plan_leaves(p, &node, 1, &names, stance);
}

static struct part plan_group(struct planner *p, const struct query_node *node, struct stance outer)
{
    struct group g = {0};
    size_t words = 0, stops = 0;
    for (size_t i = 0; i < node->nkids; i++) {
        words += ranks(node->kids[i]);
        stops += leaf_is_stop(p, node->kids[i]);
    }
    bool drop = stops < words;
    bool only = words - (drop ? stops : 0) == 1;
    for (size_t i = 0, run; i < node->nkids; i += run) {
        const struct query_node *const *kids = node->kids + i, *kid = *kids;
        struct stance stance = outer;
        struct synonyms names;
        stance.excluded = outer.excluded || kid->mark == QUERY_EXCLUDED;
        stance.strict = only || p->options->all || kid->mark != QUERY_WANTED;
        run = synonym_find(p, kids, node->nkids - i, stance, &names);
        if (!run && drop && leaf_is_stop(p, kid)) {
            leaf_note_dropped(p, kid);
            run = 1;
            continue;
        }
        struct part part =
            query_is_leaf(kid) ? plan_leaves(p, kids, run, &names, stance) : plan_node(p, kid, stance);
        run = run ? run : 1;
        if (part.query)
            add_to_group(p, &g, kid, part);
    }
    return close_group(p, &g, outer);
}

/* ---- Operators ------------------------------------------------------------------------------------------- */

static struct part plan_and(struct planner *p, const struct query_node *node, struct stance stance)
{
    struct arena *arena = p->lexicon.arena;
    struct build_list weighted = {0}, filters = {0};
    stance.strict = true;
    for (size_t i = 0; i < node->nkids; i++) {
        struct part part = plan_node(p, node->kids[i], stance);
        if (part.query)
            build_add(arena, part.filter ? &filters : &weighted, part.query);
    }
    if (!weighted.n || !filters.n) {
        bool filter = filters.n > 0;
        struct build_list *only = filter ? &filters : &weighted;
        return (struct part){only->n ? build_op(arena, STORE_AND, only) : NULL, filter};
    }
    return (struct part){build_two(arena, STORE_FILTER, build_op(arena, STORE_AND, &weighted),
                             build_op(arena, STORE_AND, &filters)),
        false};
}

static struct part plan_or(struct planner *p, const struct query_node *node, struct stance stance)
{
    struct arena *arena = p->lexicon.arena;
    struct build_list list = {0};
    bool filter = true;
    stance.strict = true;
    for (size_t i = 0; i < node->nkids; i++) {
        struct part part = plan_node(p, node->kids[i], stance);
        if (part.query)
            build_add(arena, &list, part.filter ? build_scale(arena, 0, part.query) : part.query);
        filter = filter && (!part.query || part.filter);
    }
    return (struct part){list.n ? build_op(arena, STORE_OR, &list) : NULL, filter};
}

static struct part plan_near(struct planner *p, const struct query_node *node, struct stance stance)
{
    struct part part = leaf_near(p, node, stance);
    if (part.query || p->lexicon.status)
        return part;
    plan_note(p, NULL, "« PROCHE » stands between words, quotes and (a OU b) only; taken as « ET »");
    return plan_and(p, node, stance);
}

static struct part plan_node(struct planner *p, const struct query_node *node, struct stance stance)
{
    if (p->lexicon.status)
        return (struct part){0};
    switch (node->kind) {
    case QUERY_GROUP: return plan_group(p, node, stance);
    case QUERY_AND: return plan_and(p, node, stance);
    case QUERY_OR: return plan_or(p, node, stance);
    case QUERY_NEAR: return plan_near(p, node, stance);
    default: return plan_leaf(p, node, stance);
    }
}

/* ---- Words in a row -------------------------------------------------------------------------------------- */

enum {
    ROW_WORDS = 8,         /* a longer one is a question, and stands nowhere as it is */
    ROW_DOCUMENTS = 10000, /* articles that have them all, and whose positions would be read, are fewer */
};

static bool add_to_row(
    struct planner *p, struct build_list *row, const struct query_node *node, uint64_t *least)
{
    if (node->kind != QUERY_WORD || node->match != QUERY_PLAIN || node->mark != QUERY_WANTED || node->field)
        return false;
    struct cut cut = leaf_cut(p, node->text);
    for (size_t i = 0; i < cut.n; i++) {
        const struct word *w = cut.tokens[i].word;
        uint64_t documents = lexicon_documents(&p->lexicon, "", "", w->form);
        *least = documents < *least ? documents : *least;
        p->plan->row_weight += w->flags & WORD_STOP ? 0 : leaf_weight(p, documents);
        build_add(p->lexicon.arena, row, build_term(p->lexicon.arena, "", "", w->form));
    }
    return row->n <= ROW_WORDS;
}

static void plan_row(struct planner *p, const struct query_node *root)
{
    struct build_list row = {0};
    uint64_t least = UINT64_MAX;
    if (root->kind != QUERY_GROUP || !p->again)
        return;
    for (size_t i = 0; i < root->nkids; i++)
        if (!leaf_is_filter(root->kids[i]) && !add_to_row(p, &row, root->kids[i], &least))
            return;
    if (row.n < 2 || least == 0 || least > ROW_DOCUMENTS)
        return;
    p->plan->row = build_window(p->lexicon.arena, STORE_PHRASE, &row, 0);
}

/* ---- The whole ------------------------------------------------------------------------------------------- */

static bool has_small_letter(const struct query_node *node)
{
    for (struct span s = node->text; s.len;) {
        size_t n;
        int32_t rune = utf8_decode(s, &n);
        if (utf8_class(rune) == UTF8_LETTER && !utf8_is_upper(rune))
            return true;
        s = span_skip(s, n);
    }
    for (size_t i = 0; i < node->nkids; i++)
        if (has_small_letter(node->kids[i]))
            return true;
    return false;
}

/* Words and phrases, at least one of which is no stop word, and no other leaves that rank: rank.h can do them.
 */
static bool are_words(struct planner *p, const struct query_node *node, bool *content)
{
    if (node->mark == QUERY_EXCLUDED || leaf_is_filter(node))
        return true;
    if (query_is_leaf(node)) {
        *content = *content || !leaf_is_stop(p, node);
        return node->match < QUERY_PREFIX;
    }
    for (size_t i = 0; i < node->nkids; i++)
        if (!are_words(p, node->kids[i], content))
            return false;
    return node->kind != QUERY_NEAR;
}

static size_t first_word(const struct query_node *node)
{
    return node->nkids ? first_word(node->kids[0]) : node->start;
}

/* What is wrong with the user's list, until it was told. */
static void note_own_list(struct planner *p, const struct plan_options *options)
{
    const struct limier_synonyms *own = options->synonyms ? options->own_synonyms : NULL;
    for (size_t i = 0; own && !own->told && i < own->nnotes; i++)
        plan_note(p, NULL, "%s", own->notes[i]);
}

enum limier_status plan_make(struct plan *out, struct store *store, struct analyzer *analyzer,
    const struct query *query, const struct plan_options *options, struct arena *arena,
    struct limier_error *err)
{
    *out = (struct plan){0};
    matcher_init(&out->matcher);
    struct planner p = {.lexicon = {.store = store, .analyzer = analyzer, .arena = arena, .err = err},
        .plan = out,
        .options = options,
        .beginning = first_word(query->root),
        .alone = query_is_leaf(query->root),
        .shouted = !has_small_letter(query->root)};
    for (size_t i = 0; i < query->nnotes; i++)
        plan_note(&p, NULL, "%s", query->notes[i].text);
    note_own_list(&p, options);
    struct store_stats stats;
    enum limier_status status = store_stats(store, &stats, err);
    if (status)
        return status;
    p.documents = stats.documents;
    bool content = false;
    p.again = are_words(&p, query->root, &content) && content;
    struct part part = plan_node(&p, query->root, (struct stance){.strict = true});
    if (p.lexicon.status)
        return p.lexicon.status;
    if (!part.query) {
        error_set(err, LIMIER_QUERY, "the query has no word to search for");
        error_place(err, 0);
        return LIMIER_QUERY;
    }
    out->query = part.query;
    out->weighted = !part.filter;
    plan_row(&p, query->root);
    return p.lexicon.status;
}

void plan_release(struct plan *plan)
{
    matcher_release(&plan->matcher);
}
