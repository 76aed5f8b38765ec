#include "search/leaf.h"

#include "base/utf8.h"
#include "search/rank_plan.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

const struct leaf_figures leaf_figures = {
    .form = 0.4,
    .title = 1.5,
    .phrase = 0.5,
    .unaccented = 0.3,
    .accented = 0.7,
    .capital = 0.2,
    .synonym = 0.65,
};

enum {
    PATTERN_MAX = 1000, /* words that a star may stand for */
    FUZZY_MAX = 50,     /* words that ~ may stand for */
    FUZZY_TWO = 8       /* letters from which on two errors are forgiven */
};

/* ---- What every leaf needs ------------------------------------------------------------------------------- */

static void add_token(struct arena *arena, struct token **tokens, size_t *n, size_t *cap, const struct token *t)
{
    if (*n == *cap) {
        *cap = *cap ? *cap * 2 : 8;
        struct token *more = arena_alloc(arena, *cap * sizeof *more);
        if (*n)
            memcpy(more, *tokens, *n * sizeof *more);
        *tokens = more;
    }
    (*tokens)[(*n)++] = *t;
}

static void take_token(void *context, const struct token *t)
{
    struct cut *c = context;
    if (t->kind == TOKEN_WORD)
        add_token(c->arena, &c->tokens, &c->n, &c->cap, t);
    else if (t->kind == TOKEN_SAME)
        add_token(c->arena, &c->variants, &c->nvariants, &c->variants_cap, t);
}

const struct word *leaf_variant(const struct cut *cut, const struct token *token, size_t *at)
{
    while (*at < cut->nvariants) {
        const struct token *v = &cut->variants[(*at)++];
        if (v->start == token->start && v->end == token->end)
            return v->word;
    }
    return NULL;
}

struct cut leaf_cut(struct planner *p, struct span text)
{
    struct cut cut = {.arena = p->lexicon.arena};
    analyzer_text(p->lexicon.analyzer, text, take_token, &cut);
    for (size_t i = 0; i < cut.n; i++)
        analyzer_stem(p->lexicon.analyzer, cut.tokens[i].word);
    for (size_t i = 0; i < cut.nvariants; i++)
        analyzer_stem(p->lexicon.analyzer, cut.variants[i].word);
    return cut;
}

struct plan_word *leaf_record(struct planner *p, const struct query_node *node, const char *how,
    const struct word *word, const char *prefix)
{
    struct plan *plan = p->plan;
    if (plan->nwords == plan->words_cap) {
        plan->words_cap = plan->words_cap ? plan->words_cap * 2 : 8;
        struct plan_word *more = arena_alloc(p->lexicon.arena, plan->words_cap * sizeof *more);
        if (plan->nwords)
            memcpy(more, plan->words, plan->nwords * sizeof *more);
        plan->words = more;
    }
    struct plan_word *w = &plan->words[plan->nwords++];
    *w = (struct plan_word){.typed = word ? word->exact : node->text, .how = how, .prefix = prefix};
    if (word) {
        w->form = word->form;
        w->stem = word->stem;
    }
    return w;
}

void plan_note(struct planner *p, const struct query_node *node, const char *format, ...)
{
    struct plan *plan = p->plan;
    char line[512];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (plan->nnotes == plan->notes_cap) {
        plan->notes_cap = plan->notes_cap ? plan->notes_cap * 2 : 8;
        const char **more = arena_alloc(p->lexicon.arena, plan->notes_cap * sizeof *more);
        if (plan->nnotes)
            memcpy(more, plan->notes, plan->nnotes * sizeof *more);
        plan->notes = more;
    }
    struct span text = node ? utf8_head(node->text, 60) : span_str("");
    struct span said = span_head(span_str(line), utf8_valid_len(span_str(line)));
    plan->notes[plan->nnotes++] =
        text.len ? arena_printf(p->lexicon.arena, "« %.*s »: %.*s", SPAN_ARG(text), SPAN_ARG(said))
                 : arena_str(p->lexicon.arena, said);
}

double leaf_weight(const struct planner *p, uint64_t documents)
{
    return log(1 + ((double)p->documents + 0.5) / ((double)documents + 0.5));
}

static bool is_text(const struct query_node *node)
{
    return !node->field || node->field->kind == FIELD_KIND_TEXT;
}

const char *leaf_prefix(const struct query_node *node)
{
    return node->field ? node->field->prefix : "";
}

unsigned leaf_where(const struct query_node *node)
{
    return !node->field || node->field->field == FIELD_TEXT ? MATCHER_ANYWHERE : MATCHER_TITLE;
}

bool leaf_is_filter(const struct query_node *node)
{
    return node->kind == QUERY_DATE || (query_is_leaf(node) && !is_text(node));
}

bool leaf_is_stop(struct planner *p, const struct query_node *node)
{
    if (node->kind != QUERY_WORD || node->match != QUERY_PLAIN || node->mark != QUERY_WANTED || !is_text(node))
        return false;
    struct cut cut = leaf_cut(p, node->text);
    for (size_t i = 0; i < cut.n; i++) {
        const struct word *w = cut.tokens[i].word;
        if (!(w->flags & WORD_STOP) || (!(w->flags & WORD_ELIDED) && word_capital_counts(p, node, w)))
            return false;
    }
    return cut.n > 0;
}

void leaf_note_dropped(struct planner *p, const struct query_node *node)
{
    struct cut cut = leaf_cut(p, node->text);
    if (cut.n)
        leaf_record(p, node, "left out: too common to rank by", cut.tokens[0].word, leaf_prefix(node));
}

/* ---- Phrases --------------------------------------------------------------------------------------------- */

static unsigned span_of_positions(const struct cut *cut)
{
    return cut->n ? cut->tokens[cut->n - 1].position - cut->tokens[0].position + 1 : 0;
}

static const struct store_query *word_in_phrase(
    struct planner *p, const struct query_node *node, const char *prefix, const struct word *w)
{
    /* The stem of « de » would be looked for among thousands of words. */
    if (node->match != QUERY_STEMS || (w->flags & WORD_STOP))
        return build_term(p->lexicon.arena, prefix, "", w->form);
    struct lexicon_forms forms = lexicon_of_stem(&p->lexicon, prefix, w->stem, 2);
    if (forms.n == 0)
        return build_term(p->lexicon.arena, prefix, "", w->form);
    leaf_record(p, node, "stem, in a phrase", w, prefix)->forms = forms;
    return word_forms(p, STORE_OR, prefix, &forms);
}

static const struct store_query *place_in_phrase(struct planner *p, const struct query_node *node,
    const char *prefix, const struct cut *cut, const struct token *token)
{
    const struct store_query *q = word_in_phrase(p, node, prefix, token->word);
    size_t at = 0;
    for (const struct word *v; node->match != QUERY_EXACT && (v = leaf_variant(cut, token, &at)) != NULL;)
        q = build_two(p->lexicon.arena, STORE_OR, q, build_term(p->lexicon.arena, prefix, "", v->form));
    return q;
}

static const struct store_query *phrase_of(
    struct planner *p, const struct query_node *node, const char *prefix, const struct cut *cut)
{
    struct build_list places = {0};
    for (size_t i = 0; i < cut->n; i++)
        build_add(p->lexicon.arena, &places, place_in_phrase(p, node, prefix, cut, &cut->tokens[i]));
    if (!node->within)
        return build_window(p->lexicon.arena, STORE_PHRASE, &places, span_of_positions(cut));
    return build_window(p->lexicon.arena, STORE_NEAR, &places, (unsigned)places.n + node->within - 1);
}

static void light_phrase(struct planner *p, const struct query_node *node, const struct cut *cut)
{
    struct matcher *m = &p->plan->matcher;
    unsigned first = m->nslots;
    for (size_t i = 0; i < cut->n; i++) {
        const struct word *w = cut->tokens[i].word;
        double weight = w->flags & WORD_STOP
                            ? 0.1
                            : leaf_weight(p, lexicon_documents(&p->lexicon, leaf_prefix(node), "", w->form));
        unsigned slot = matcher_slot(m, leaf_where(node), weight);
        if (node->match == QUERY_EXACT)
            matcher_by_exact(m, slot, w->exact);
        else
            matcher_by_form(m, slot, w->form);
        if (node->match == QUERY_STEMS)
            matcher_by_stem(m, slot, w->stem);
    }
    unsigned window = node->within ? (unsigned)cut->n + node->within - 1 : span_of_positions(cut);
    matcher_sequence(m, first, (unsigned)cut->n, window, !node->within);
}

/* What the typed accents, or = , ask of the articles beyond the forms. */
static void add_conditions(
    struct planner *p, const struct query_node *node, const struct cut *cut, struct build_list *list)
{
    const char *prefix = leaf_prefix(node);
    for (size_t i = 0; i < cut->n; i++) {
        const struct word *w = cut->tokens[i].word;
        const struct store_query *q = NULL;
        if (w->flags & WORD_ELIDED || node->match == QUERY_STEMS)
            continue;
        q = node->match == QUERY_EXACT ? word_exact(p, prefix, w) : word_accented(p, prefix, w);
        if (q)
            build_add(p->lexicon.arena, list, q);
    }
}

/* The words of a phrase count together, but for those that every article has. */
static void rank_phrase(struct planner *p, const struct query_node *node, const struct cut *cut)
{
    struct rank_word *words = arena_alloc(p->lexicon.arena, (cut->n + 1) * sizeof *words);
    size_t n = 0;
    for (size_t i = 0; i < cut->n; i++) {
        const struct word *w = cut->tokens[i].word;
        if (!(w->flags & WORD_STOP))
            words[n++] = rank_plan_word(p, node, w, &w->stem, 1);
    }
    if (n)
        rank_plan_words(p, node, words, n);
}

static struct part plan_phrase(
    struct planner *p, const struct query_node *node, const struct cut *cut, struct stance stance)
{
    struct arena *arena = p->lexicon.arena;
    const char *prefix = leaf_prefix(node);
    struct part part = {.query = phrase_of(p, node, prefix, cut), .filter = !is_text(node)};
    if (part.filter)
        return part;
    if (!*prefix && node->match != QUERY_STEMS)
        part.query = build_two(arena, STORE_AND_MAYBE, part.query,
            build_scale(arena, leaf_figures.title, phrase_of(p, node, schema_field(FIELD_TITLE)->prefix, cut)));
    struct build_list conditions = {0};
    build_add(arena, &conditions, part.query);
    add_conditions(p, node, cut, &conditions);
    part.query = build_op(arena, STORE_FILTER, &conditions);
    for (size_t i = 0; i < cut->n && node->match != QUERY_STEMS; i++)
        leaf_record(p, node, node->match == QUERY_EXACT ? "as typed" : "form", cut->tokens[i].word, prefix);
    if (!stance.excluded) {
        light_phrase(p, node, cut);
        rank_phrase(p, node, cut);
    }
    return part;
}

/* ---- Stars and typing errors ----------------------------------------------------------------------------- */

static unsigned errors_for(const struct query_node *node, struct span form)
{
    size_t letters = 0;
    for (size_t i = 0; i < form.len; i++)
        letters += ((unsigned char)form.ptr[i] & 0xc0) != 0x80;
    return node->within ? node->within : letters < 3 ? 0 : letters >= FUZZY_TWO ? 2 : 1;
}

/* The last word of what was typed takes the star; those before it must stand before it. */
static struct part plan_pattern(
    struct planner *p, const struct query_node *node, const struct cut *all, struct stance stance)
{
    struct arena *arena = p->lexicon.arena;
    const char *prefix = leaf_prefix(node);
    struct cut cut = word_content(p, *all, true);
    const struct word *last = cut.tokens[cut.n - 1].word;
    bool fuzzy = node->match == QUERY_FUZZY;
    struct lexicon_forms forms = {0};
    struct part part = {.filter = !is_text(node)};
    if (fuzzy)
        forms = lexicon_near(&p->lexicon, prefix, last->form, errors_for(node, last->form), FUZZY_MAX);
    else if (node->match != QUERY_PREFIX || cut.n > 1)
        forms = lexicon_matching(
            &p->lexicon, prefix, node->match, last->form, cut.n > 1 ? LEXICON_FORMS_MAX : PATTERN_MAX);
    if (forms.cut && !fuzzy)
        plan_note(p, node, "stands for more words than can be searched: the %zu commonest count", forms.n);
    if (cut.n > 1) {
        struct build_list places = {0};
        for (size_t i = 0; i + 1 < cut.n; i++)
            build_add(arena, &places, build_term(arena, prefix, "", cut.tokens[i].word->form));
        build_add(arena, &places, word_forms(p, STORE_OR, prefix, &forms));
        part.query = build_window(arena, STORE_PHRASE, &places, span_of_positions(&cut));
    } else if (node->match == QUERY_PREFIX) {
        part.query = build_prefix(arena, prefix, last->form, PATTERN_MAX);
    } else {
        part.query = word_forms(p, STORE_SYNONYM, prefix, &forms);
    }
    leaf_record(p, node, fuzzy ? "words that look like it" : "words like it", last, prefix)->forms = forms;
    if (stance.excluded || part.filter)
        return part;
    p->plan->rank.unfit = true;
    struct matcher *m = &p->plan->matcher;
    unsigned slot = matcher_slot(m, leaf_where(node), leaf_weight(p, p->documents / 20));
    if (!fuzzy)
        matcher_by_pattern(m, slot, node->match, last->form);
    for (size_t i = 0; fuzzy && i < forms.n; i++)
        matcher_by_form(m, slot, forms.items[i].form);
    return part;
}

/* ---- Words ----------------------------------------------------------------------------------------------- */

/* Do hyphens, stops or apostrophes alone stand between two tokens of a typed word? Then they are one compound;
 * a slash or a comma separates words. */
static bool is_joined(struct span text, const struct token *a, const struct token *b)
{
    for (size_t i = a->end, n; i < b->start; i += n) {
        int32_t rune = utf8_decode(span_skip(text, i), &n);
        bool number = (a->word->flags | b->word->flags) & WORD_NUMBER;
        bool joins = rune == '-' || rune == '.' || rune == '\'' || rune == '_' || rune == '&' || rune == '@' ||
                     rune == 0x2010 || rune == 0x2011 || rune == 0x2019 || rune == 0xb7 ||
                     (number && (rune == ':' || rune == ','));
        if (!joins)
            return false;
    }
    return true;
}

static void light_stem(
    struct planner *p, const struct query_node *node, const struct word *w, uint64_t documents)
{
    unsigned slot = matcher_slot(&p->plan->matcher, leaf_where(node), leaf_weight(p, documents));
    matcher_by_stem(&p->plan->matcher, slot, w->stem);
    matcher_by_form(&p->plan->matcher, slot, w->form);
}

/* The words of a compound side by side, each by its stem. */
static const struct store_query *compound_together(
    struct planner *p, const struct query_node *node, const struct cut *cut, struct stance stance)
{
    const char *prefix = leaf_prefix(node);
    struct build_list places = {0};
    unsigned first = p->plan->matcher.nslots;
    for (size_t i = 0; i < cut->n; i++) {
        const struct word *w = cut->tokens[i].word;
        struct lexicon_forms forms = lexicon_of_stem(&p->lexicon, prefix, w->stem, 2);
        struct build_list place = {0}; /* one level of alternatives: a phrase takes no more */
        for (size_t k = 0; k < forms.n; k++)
            build_add(p->lexicon.arena, &place, build_term(p->lexicon.arena, prefix, "", forms.items[k].form));
        if (forms.n == 0)
            build_add(p->lexicon.arena, &place, build_term(p->lexicon.arena, prefix, "", w->form));
        size_t at = 0;
        for (const struct word *v; (v = leaf_variant(cut, &cut->tokens[i], &at)) != NULL;)
            build_add(p->lexicon.arena, &place, build_term(p->lexicon.arena, prefix, "", v->form));
        build_add(p->lexicon.arena, &places, build_op(p->lexicon.arena, STORE_OR, &place));
        leaf_record(p, node, "stem, in a compound", w, prefix)->forms = forms;
        if (!stance.excluded)
            light_stem(p, node, w, forms.n ? forms.items[0].documents : 0);
    }
    if (!stance.excluded) {
        matcher_sequence(&p->plan->matcher, first, (unsigned)cut->n, span_of_positions(cut), true);
        rank_phrase(p, node, cut);
    }
    return build_window(p->lexicon.arena, STORE_PHRASE, &places, span_of_positions(cut));
}

static const struct store_query *forms_together(struct planner *p, const char *prefix, const struct cut *cut)
{
    struct build_list places = {0};
    for (size_t i = 0; i < cut->n; i++)
        build_add(
            p->lexicon.arena, &places, build_term(p->lexicon.arena, prefix, "", cut->tokens[i].word->form));
    return build_window(p->lexicon.arena, STORE_PHRASE, &places, span_of_positions(cut));
}

/* The parts of a word that is written together, side by side: « covid 19 » for covid19. first: the word's own
 * term to rank by. */
static const struct store_query *plan_split(struct planner *p, const struct query_node *node,
    const struct token *token, size_t first, struct stance stance)
{
    struct buf parts = {0};
    const struct store_query *q = NULL;
    if (analyzer_split(&parts, token->word->form)) {
        struct cut cut = leaf_cut(p, buf_span(&parts));
        rank_plan_also(p, first, 1);
        q = compound_together(p, node, &cut, stance);
        rank_plan_new(p);
    }
    buf_release(&parts);
    return q;
}

/* One compound: vice-président, d'Amazon, dit-il. Where words are ranked, its words count for themselves and,
 * side by side, for more; where they are required, they must stand side by side. */
static const struct store_query *plan_compound(
    struct planner *p, const struct query_node *node, const struct cut *all, struct stance stance)
{
    struct arena *arena = p->lexicon.arena;
    struct cut whole = word_content(p, *all, true), cut = word_content(p, *all, false);
    struct build_list words = {0};
    size_t first = p->plan->rank.n;
    struct token ends = {.start = all->tokens[0].start, .end = all->tokens[all->n - 1].end};
    size_t at = 0;
    for (const struct word *joined; all->n > 1 && (joined = leaf_variant(all, &ends, &at)) != NULL;) {
        struct token token = {.word = (struct word *)(uintptr_t)joined};
        build_add(arena, &words, word_plan(p, node, &(struct cut){.arena = arena}, &token, stance));
        const struct store_query *apart = plan_split(p, node, &token, first, stance);
        if (apart)
            build_add(arena, &words, apart);
    }
    if (cut.n > 1 && stance.strict) {
        rank_plan_also(p, first, 1);
        build_add(arena, &words, compound_together(p, node, &cut, stance));
        rank_plan_new(p);
        return build_op(arena, STORE_OR, &words);
    }
    for (size_t i = 0; i < cut.n; i++)
        build_add(arena, &words, word_plan(p, node, &cut, &cut.tokens[i], stance));
    const struct store_query *split = cut.n == 1 ? plan_split(p, node, &cut.tokens[0], first, stance) : NULL;
    if (split)
        build_add(arena, &words, split);
    const struct store_query *q = build_op(arena, STORE_OR, &words);
    if (whole.n < 2)
        return q;
    return build_two(arena, STORE_AND_MAYBE, q,
        build_scale(arena, leaf_figures.phrase, forms_together(p, leaf_prefix(node), &whole)));
}

static struct part plan_word(
    struct planner *p, const struct query_node *node, const struct cut *cut, struct stance stance)
{
    struct build_list compounds = {0};
    for (size_t i = 0, end; i < cut->n; i = end) {
        end = i + 1;
        while (end < cut->n && is_joined(node->text, &cut->tokens[end - 1], &cut->tokens[end]))
            end++;
        struct cut one = {.tokens = cut->tokens + i,
            .n = end - i,
            .variants = cut->variants,
            .nvariants = cut->nvariants,
            .arena = cut->arena};
        build_add(p->lexicon.arena, &compounds, plan_compound(p, node, &one, stance));
    }
    bool both = stance.strict && !stance.excluded;
    return (struct part){build_op(p->lexicon.arena, both ? STORE_AND : STORE_OR, &compounds), false};
}

/* ---- Leaves ---------------------------------------------------------------------------------------------- */

/* A field kept whole: langue:fr. */
static struct part plan_whole(struct planner *p, const struct query_node *node)
{
    struct buf folded = {0}, term = {0};
    utf8_add_folded(&folded, node->text);
    schema_whole_term(&term, node->field->prefix, buf_span(&folded));
    struct part part = {.filter = true};
    if (node->match == QUERY_PREFIX)
        part.query = build_prefix(p->lexicon.arena, node->field->prefix,
            arena_copy(p->lexicon.arena, buf_span(&folded)), PATTERN_MAX);
    else
        part.query = build_span(p->lexicon.arena, arena_copy(p->lexicon.arena, buf_span(&term)));
    buf_release(&folded);
    buf_release(&term);
    return part;
}

struct part leaf_plan(struct planner *p, const struct query_node *node, struct stance stance)
{
    if (node->kind == QUERY_DATE)
        return (struct part){build_dates(p->lexicon.arena, node->low, node->high), true};
    if (node->field && node->field->kind == FIELD_KIND_WHOLE)
        return plan_whole(p, node);
    struct cut cut = leaf_cut(p, node->text);
    if (cut.n == 0) {
        plan_note(p, node, "holds no word; left out");
        return (struct part){0};
    }
    if (node->match >= QUERY_PREFIX)
        return plan_pattern(p, node, &cut, stance);
    if (node->kind == QUERY_PHRASE || node->match == QUERY_EXACT || !is_text(node))
        return plan_phrase(p, node, &cut, stance);
    return plan_word(p, node, &cut, stance);
}
