/* a PROCHE/5 b: Xapian walks positions of terms and of ORs of terms, so each operand becomes one or several
 * places, and conditions on the whole article. */
#include "search/leaf.h"

enum { PLACES_MAX = MATCHER_SLOTS / 2 };

/* A place: the forms that may fill it. */
struct place {
    struct lexicon_forms forms;
    struct span stem; /* empty: by the forms only */
};

struct places {
    struct place items[PLACES_MAX];
    size_t n;
    const char *prefix;
    const struct query_node *first;
    struct build_list conditions;
};

static struct lexicon_forms one_form(struct planner *p, const struct word *w)
{
    struct lexicon_forms forms = {.n = 1, .cap = 1};
    forms.items = arena_zero(p->lexicon.arena, 1, sizeof *forms.items);
    forms.items[0].form = w->form;
    return forms;
}

static bool add_place(struct places *places, struct lexicon_forms forms, struct span stem)
{
    if (places->n == PLACES_MAX)
        return false;
    places->items[places->n++] = (struct place){forms, stem};
    return true;
}

/* All operands stand in one field. */
static bool same_field(struct places *places, const struct query_node *leaf)
{
    if (!places->first) {
        places->first = leaf;
        places->prefix = leaf_prefix(leaf);
    }
    return !strcmp(places->prefix, leaf_prefix(leaf)) &&
           (!leaf->field || leaf->field->kind == FIELD_KIND_TEXT || leaf->field->kind == FIELD_KIND_WORDS);
}

static bool place_word(struct planner *p, struct places *places, const struct query_node *node)
{
    struct cut cut = leaf_cut(p, node->text);
    cut = word_content(p, cut, false);
    for (size_t i = 0; i < cut.n; i++) {
        const struct word *w = cut.tokens[i].word;
        struct lexicon_forms forms = {0};
        struct span stem = {"", 0};
        if (node->match == QUERY_PLAIN) {
            forms = lexicon_of_stem(&p->lexicon, places->prefix, w->stem, 2);
            stem = w->stem;
        } else if (node->match == QUERY_FUZZY) {
            forms = lexicon_near(&p->lexicon, places->prefix, w->form, node->within ? node->within : 1, 50);
        } else if (node->match != QUERY_EXACT && i + 1 == cut.n) {
            forms = lexicon_matching(&p->lexicon, places->prefix, node->match, w->form, LEXICON_FORMS_MAX);
        }
        if (node->match == QUERY_EXACT)
            build_add(p->lexicon.arena, &places->conditions, word_exact(p, places->prefix, w));
        if (!add_place(places, forms.n ? forms : one_form(p, w), stem))
            return false;
        leaf_record(p, node, "stem, near others", w, places->prefix)->forms = forms;
    }
    return cut.n > 0;
}

static bool place_phrase(struct planner *p, struct places *places, const struct query_node *node)
{
    struct cut cut = leaf_cut(p, node->text);
    for (size_t i = 0; i < cut.n; i++) {
        const struct word *w = cut.tokens[i].word;
        struct lexicon_forms forms = {0};
        if (node->match == QUERY_STEMS)
            forms = lexicon_of_stem(&p->lexicon, places->prefix, w->stem, 2);
        if (!add_place(places, forms.n ? forms : one_form(p, w), forms.n ? w->stem : span_str("")))
            return false;
    }
    struct part whole = leaf_plan(p, node, (struct stance){.strict = true, .excluded = true});
    if (whole.query && cut.n > 1)
        build_add(p->lexicon.arena, &places->conditions, whole.query);
    return cut.n > 0;
}

/* (centre OU site): the forms of one place. */
static bool place_either(struct planner *p, struct places *places, const struct query_node *node)
{
    struct lexicon_forms either = {0};
    for (size_t i = 0; i < node->nkids; i++) {
        const struct query_node *kid = node->kids[i];
        size_t before = places->n;
        if (kid->kind != QUERY_WORD || kid->match == QUERY_EXACT || kid->mark == QUERY_EXCLUDED ||
            !same_field(places, kid) || !place_word(p, places, kid) || places->n != before + 1)
            return false;
        struct lexicon_forms more = places->items[--places->n].forms;
        struct lexicon_form *all = arena_alloc(p->lexicon.arena, (either.n + more.n) * sizeof *all);
        if (either.n)
            memcpy(all, either.items, either.n * sizeof *all);
        memcpy(all + either.n, more.items, more.n * sizeof *all);
        either.items = all;
        either.n += more.n;
    }
    return add_place(places, either, span_str(""));
}

static bool place_operand(struct planner *p, struct places *places, const struct query_node *node)
{
    if (node->kind == QUERY_OR || node->kind == QUERY_GROUP)
        return place_either(p, places, node);
    if (node->kind != QUERY_WORD && node->kind != QUERY_PHRASE)
        return false;
    if (!same_field(places, node))
        return false;
    return node->kind == QUERY_WORD ? place_word(p, places, node) : place_phrase(p, places, node);
}

static void light_places(struct planner *p, const struct places *places, unsigned window)
{
    struct matcher *m = &p->plan->matcher;
    unsigned first = m->nslots;
    for (size_t i = 0; i < places->n; i++) {
        const struct place *place = &places->items[i];
        uint64_t documents = 0;
        for (size_t k = 0; k < place->forms.n; k++)
            documents += place->forms.items[k].documents;
        unsigned slot = matcher_slot(m, leaf_where(places->first), leaf_weight(p, documents));
        for (size_t k = 0; k < place->forms.n; k++)
            matcher_by_form(m, slot, place->forms.items[k].form);
        if (place->stem.len)
            matcher_by_stem(m, slot, place->stem);
    }
    matcher_sequence(m, first, (unsigned)places->n, window, false);
}

struct part leaf_near(struct planner *p, const struct query_node *node, struct stance stance)
{
    struct places *places = arena_zero(p->lexicon.arena, 1, sizeof *places);
    struct arena *arena = p->lexicon.arena;
    for (size_t i = 0; i < node->nkids; i++)
        if (!place_operand(p, places, node->kids[i]))
            return (struct part){0};
    struct build_list list = {0}, all = {0};
    for (size_t i = 0; i < places->n; i++)
        build_add(arena, &list, word_forms(p, STORE_OR, places->prefix, &places->items[i].forms));
    unsigned window = node->within + (unsigned)places->n - 1;
    build_add(arena, &all, build_window(arena, STORE_NEAR, &list, window));
    for (size_t i = 0; i < places->conditions.n; i++)
        build_add(arena, &all, places->conditions.items[i]);
    bool filter = leaf_is_filter(places->first);
    if (!stance.excluded && !filter) {
        light_places(p, places, window);
        p->plan->rank.unfit = true;
    }
    return (struct part){build_op(arena, STORE_FILTER, &all), filter};
}
