/* Which words of a query have other names. */
#include "search/synonym.h"

#include "lang/synonyms.h"

#include <math.h>

/* ---- Words ----------------------------------------------------------------------------------------------- */

struct span synonym_key(struct planner *p, const struct word *word)
{
    const struct word *bare = analyzer_word(p->lexicon.analyzer, word->form);
    return bare ? bare->stem : word->form;
}

/* As Xapian 1.4's BM25Weight has it. */
double synonym_weight(const struct planner *p, uint64_t documents)
{
    double n = (double)documents, odds = ((double)p->documents - n + 0.5) / (n + 0.5);
    return log(odds < 2 ? odds / 2 + 1 : odds);
}

bool synonym_is_acronym(const struct word *word)
{
    struct span s = word->exact;
    size_t capitals = 0;
    for (size_t i = 0; i < s.len; i++)
        capitals += s.ptr[i] >= 'A' && s.ptr[i] <= 'Z';
    return capitals >= 2;
}

/* A word that links others, and for which another may stand: d'État, de l'État. */
static bool is_small(const struct word *word)
{
    static const char *const small[] = {
        "a", "au", "aux", "dans", "de", "des", "du", "en", "et", "la", "le", "les", "par", "pour", "sur"};
    if (word->flags & WORD_ELIDED)
        return true;
    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        if (span_is(word->form, small[i]))
            return true;
    return false;
}

static bool only_small(const struct cut *cut)
{
    for (size_t i = 0; i < cut->n; i++)
        if (!is_small(cut->tokens[i].word))
            return false;
    return true;
}

/* « les républicains » are not just any: an article counts that stands before one word alone. */
static bool all_count(const struct cut *cut)
{
    size_t small = 0, elided = 0;
    for (size_t i = 0; i < cut->n; i++) {
        elided += (cut->tokens[i].word->flags & WORD_ELIDED) != 0;
        small += is_small(cut->tokens[i].word);
    }
    return small == cut->n || (small + 1 == cut->n && small > elided);
}

static const struct token *joined_token(const struct cut *cut)
{
    for (size_t i = 0; cut->n > 1 && i < cut->nvariants; i++)
        if (cut->variants[i].start == cut->tokens[0].start &&
            cut->variants[i].end == cut->tokens[cut->n - 1].end)
            return &cut->variants[i];
    return NULL;
}

/* The words of one text, behind those that are there; *gap: words left out since the last one. */
static void add_words(struct synonym_words *out, const struct cut *cut, bool all, size_t leaf, unsigned *gap)
{
    for (size_t i = 0; i < cut->n; i++) {
        const struct word *word = cut->tokens[i].word;
        if (!all && is_small(word)) {
            (*gap)++;
        } else if (out->n == SYNONYM_WORDS) {
            out->whole = false;
        } else {
            out->items[out->n++] = (struct synonym_word){word, *gap, leaf};
            *gap = 0;
        }
    }
}

void synonym_words(struct planner *p, struct span text, bool exact, struct synonym_words *out)
{
    struct cut cut = leaf_cut(p, text);
    unsigned gap = 0;
    out->n = 0;
    out->whole = true;
    out->joined = exact ? NULL : joined_token(&cut);
    add_words(out, &cut, exact || all_count(&cut), 0, &gap);
}

/* ---- Runs ------------------------------------------------------------------------------------------------ */

static bool may_stand(const struct query_node *first, const struct query_node *node)
{
    bool plain = node->kind == QUERY_WORD && node->match == QUERY_PLAIN;
    bool phrase = node->kind == QUERY_PHRASE && node->match == QUERY_STEMS && !node->within;
    if (node->field && node->field->kind != FIELD_KIND_TEXT)
        return false;
    if (node == first)
        return (plain || phrase) && node->mark != QUERY_EXCLUDED;
    return plain && first->kind == QUERY_WORD && node->field == first->field && node->mark == QUERY_WANTED &&
           first->mark == QUERY_WANTED;
}

static void add_leaf(
    struct planner *p, struct synonym_run *run, const struct query_node *node, size_t leaf, unsigned *gap)
{
    struct cut cut = leaf_cut(p, node->text);
    unsigned none = 0;
    add_words(&run->all, &cut, true, leaf, &none);
    add_words(&run->content, &cut, leaf == 0 && only_small(&cut), leaf, gap);
    if (leaf == 0)
        run->content.joined = joined_token(&cut);
}

/* ---- Names against words --------------------------------------------------------------------------------- */

static bool same_word(struct planner *p, const struct word *typed, const struct word *name, bool exact)
{
    if (exact)
        return span_eq(typed->exact, name->exact);
    if (synonym_is_acronym(name)) {
        /* No accent stands on an acronym: âme is no AME. A plural may: ONGs. */
        size_t n = name->form.len;
        return !(typed->flags & WORD_ACCENT) && span_starts(typed->form, name->form) &&
               (typed->form.len == n || (typed->form.len == n + 1 && typed->form.ptr[n] == 's'));
    }
    return span_eq(typed->form, name->form) || span_eq(synonym_key(p, typed), synonym_key(p, name));
}

size_t synonym_leaves(const struct synonym_words *typed, size_t n)
{
    size_t last = typed->items[n - 1].leaf;
    return n == typed->n || typed->items[n].leaf != last ? last + 1 : 0;
}

/* How many leaves a name covers from the beginning of the run: 0 when it is not there, or ends in the midst of
 * one. *whole: the small words are there too, as many as the name has. */
static size_t covers(
    struct planner *p, const struct synonym_run *run, const struct synonyms_name *name, bool *whole)
{
    struct synonym_words words;
    *whole = true;
    synonym_words(p, name->text, name->exact, &words);
    const struct synonym_words *typed = name->exact ? &run->all : &run->content;
    if (words.n == 1 && typed->joined && same_word(p, typed->joined->word, words.items[0].word, name->exact))
        return 1;
    if (words.joined && same_word(p, typed->items[0].word, words.joined->word, false))
        return synonym_leaves(typed, 1);
    if (words.n == 0 || words.n > typed->n || !words.whole)
        return 0;
    for (size_t i = 0; i < words.n; i++) {
        if ((i && typed->items[i].gap > words.items[i].gap) ||
            !same_word(p, typed->items[i].word, words.items[i].word, name->exact))
            return 0;
        *whole = *whole && (i == 0 || typed->items[i].gap == words.items[i].gap);
    }
    return synonym_leaves(typed, words.n);
}

void synonym_add(struct synonyms *out, struct synonym name)
{
    for (size_t i = 0; i < out->n; i++)
        if (span_eq(out->items[i].text, name.text))
            return;
    if (out->n < SYNONYM_NAMES)
        out->items[out->n++] = name;
}

/* ---- The lists ------------------------------------------------------------------------------------------- */

/* The names on a line that the run is on, if it covers at least as many leaves as what was found before. */
static void take_line(struct planner *p, const struct synonym_run *run, const char *file,
    const struct synonyms_line *line, size_t *leaves, struct synonyms *out)
{
    size_t covered[SYNONYMS_NAMES] = {0}, longest = 0;
    bool whole[SYNONYMS_NAMES] = {false}, arrow = false;
    for (size_t i = 0; i < line->n; i++) {
        arrow = arrow || line->names[i].target;
        if (!line->names[i].target)
            covered[i] = covers(p, run, &line->names[i], &whole[i]);
        longest = covered[i] > longest ? covered[i] : longest;
    }
    if (longest == 0 || longest < *leaves)
        return;
    if (longest > *leaves)
        out->n = 0;
    *leaves = longest;
    const char *slash = strrchr(file, '/');
    const char *source = arena_printf(p->lexicon.arena, "%s:%zu", slash ? slash + 1 : file, line->number);
    for (size_t i = 0; i < line->n; i++)
        if (!(covered[i] == longest && whole[i]) && line->names[i].target == arrow)
            synonym_add(out, (struct synonym){arena_copy(p->lexicon.arena, line->names[i].text),
                                 line->names[i].exact, source});
}

static void ask_list(struct planner *p, const struct limier_synonyms *list, const struct synonym_run *run,
    const struct word *first, size_t *leaves, struct synonyms *out)
{
    struct synonyms_line line;
    for (size_t at = 0; list && p->lines < SYNONYM_LINES && synonyms_next(list, first->form, &at, &line);) {
        take_line(p, run, list->name, &line, leaves, out);
        if (++p->lines == SYNONYM_LINES)
            plan_note(p, NULL, "only %d lines of the lists of synonyms are looked at", (int)SYNONYM_LINES);
    }
}

/* ---- The whole ------------------------------------------------------------------------------------------- */

static void set_typed(
    struct planner *p, const struct query_node *const *kids, size_t leaves, struct synonyms *out)
{
    struct buf typed = {0};
    for (size_t i = 0; i < leaves; i++) {
        buf_add_str(&typed, i ? " " : "");
        buf_add_span(&typed, kids[i]->text);
    }
    out->typed = arena_copy(p->lexicon.arena, buf_span(&typed));
    buf_release(&typed);
}

static void set_weight(struct planner *p, const struct query_node *node, const struct synonym_run *run,
    size_t leaves, struct synonyms *out)
{
    const char *title = schema_field(FIELD_TITLE)->prefix;
    struct build_list words = {0};
    for (size_t i = 0; i < run->content.n && run->content.items[i].leaf < leaves; i++) {
        struct span stem = run->content.items[i].word->stem;
        out->weight +=
            synonym_weight(p, lexicon_documents(&p->lexicon, SCHEMA_STEM_PREFIX, leaf_prefix(node), stem));
        out->in_title += synonym_weight(p, lexicon_documents(&p->lexicon, SCHEMA_STEM_PREFIX, title, stem));
        build_add(p->lexicon.arena, &words,
            build_term(p->lexicon.arena, SCHEMA_STEM_PREFIX, leaf_prefix(node), stem));
    }
    out->together = build_op(p->lexicon.arena, STORE_AND, &words);
}

/* The words that a list may know the run by: its first, be it small, and the first leaf in one word. */
struct firsts {
    const struct word *words[3];
    size_t n;
};

static struct firsts firsts_of(const struct synonym_run *run)
{
    struct firsts firsts = {{run->content.items[0].word}, 1};
    if (run->all.items[0].word != firsts.words[0])
        firsts.words[firsts.n++] = run->all.items[0].word;
    if (run->content.joined)
        firsts.words[firsts.n++] = run->content.joined->word;
    return firsts;
}

static bool any_listed(const struct limier_synonyms *list, const struct firsts *firsts)
{
    for (size_t i = 0; i < firsts->n; i++)
        if (list && synonyms_has(list, firsts->words[i]->form))
            return true;
    return false;
}

size_t synonym_find(struct planner *p, const struct query_node *const *kids, size_t n, struct stance stance,
    struct synonyms *out)
{
    *out = (struct synonyms){0};
    if (!p->options->synonyms || stance.excluded || !may_stand(kids[0], kids[0]))
        return 0;
    struct synonym_run run = {.all.whole = true, .content.whole = true};
    unsigned gap = 0;
    size_t i = 0, leaves = 0;
    add_leaf(p, &run, kids[i++], 0, &gap);
    const struct word *first = run.content.n ? run.content.items[0].word : NULL;
    /* A small word begins a name only with a capital: =Les Républicains. */
    if (!first || (is_small(first) && !(first->flags & WORD_CAPITAL)))
        return 0;
    const struct limier_synonyms *lists[] = {p->options->own_synonyms, synonyms_shipped()};
    struct firsts firsts = firsts_of(&run);
    bool known = any_listed(lists[0], &firsts) || any_listed(lists[1], &firsts);
    /* Two words are enough to know whether there is anything to look for. */
    for (; i < n && !known && synonym_stems(&run) < 2 && may_stand(kids[0], kids[i]); i++)
        add_leaf(p, &run, kids[i], i, &gap);
    if (known || synonym_in_archive(p, &run)) {
        for (; i < n && run.content.whole && may_stand(kids[0], kids[i]); i++)
            add_leaf(p, &run, kids[i], i, &gap);
        for (size_t k = 0; k < 2 * firsts.n; k++)
            ask_list(p, lists[k / firsts.n], &run, firsts.words[k % firsts.n], &leaves, out);
        synonym_ask_archive(p, &run, &leaves, out);
    }
    if (out->n == 0)
        return 0;
    set_typed(p, kids, leaves, out);
    set_weight(p, kids[0], &run, leaves, out);
    return leaves;
}
