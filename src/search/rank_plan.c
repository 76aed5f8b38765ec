#include "search/rank_plan.h"

#include "base/utf8.h"

enum {
    FAMILY_LETTERS = 5, /* that the stems of a family have in common */
    FAMILY_MAX = 8,     /* stems, the commonest */
    FAMILY_LOOKED_AT = 64
};

/* How much of two stems of a family is their common beginning: licenci and licenc, not élection and
 * électricité. */
static const double alike = 0.6;

static void add(struct planner *p, struct rank_word *to, enum rank_role role, const char *a, const char *b,
    struct span word)
{
    const char *term = arena_printf(p->lexicon.arena, "%s%s%.*s", a, b, SPAN_ARG(word));
    rank_add_part(p->lexicon.arena, to, role, span_of(term, strlen(a) + strlen(b) + word.len));
}

static bool is_one_of(struct span stem, const struct span *stems, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (span_eq(stem, stems[i]))
            return true;
    return false;
}

/* The beginning that a family shares; empty for a shorter stem, which has none. */
static struct span family_head(struct span stem)
{
    size_t at = 0, n;
    for (unsigned i = 0; i < FAMILY_LETTERS; i++, at += n) {
        if (at >= stem.len)
            return span_of("", 0);
        utf8_decode(span_skip(stem, at), &n);
    }
    return span_head(stem, at);
}

/* Nearly always written with a capital. What begins like a name is another name: Amazon, Amazonie. */
static bool is_name(struct planner *p, const struct word *word)
{
    static const double nearly_always = 0.9;
    struct lexicon_exact *exacts;
    size_t n = lexicon_exacts(&p->lexicon, "", word->form, &exacts);
    uint64_t most = 0;
    for (size_t i = 0; i < n; i++) {
        size_t length;
        struct span exact = exacts[i].exact;
        if (exact.len && utf8_is_upper(utf8_decode(exact, &length)) && exacts[i].documents > most)
            most = exacts[i].documents;
    }
    return most && (double)most >= nearly_always * (double)lexicon_documents(&p->lexicon, "", "", word->form);
}

static bool are_alike(struct span a, struct span b)
{
    size_t common = 0;
    while (common < a.len && common < b.len && a.ptr[common] == b.ptr[common])
        common++;
    return 2 * (double)common >= alike * (double)(a.len + b.len);
}

static void add_family(struct planner *p, struct rank_word *to, const struct span *stems, size_t nstems)
{
    const char *title = schema_field(FIELD_TITLE)->prefix;
    struct span head = family_head(stems[0]);
    if (head.len == 0)
        return;
    struct lexicon_forms family =
        lexicon_matching(&p->lexicon, SCHEMA_STEM_PREFIX, QUERY_PREFIX, head, FAMILY_LOOKED_AT);
    for (size_t i = 0, n = 0; i < family.n && n < FAMILY_MAX; i++) {
        if (is_one_of(family.items[i].form, stems, nstems) || !are_alike(family.items[i].form, stems[0]))
            continue;
        add(p, to, RANK_FAMILY, SCHEMA_STEM_PREFIX, "", family.items[i].form);
        add(p, to, RANK_TITLE_FAMILY, SCHEMA_STEM_PREFIX, title, family.items[i].form);
        n++;
    }
}

/* A term of the text's families and its like of the title. */
static void add_both(struct planner *p, const struct query_node *node, struct rank_word *to, const char *family,
    struct span term)
{
    const char *title = schema_field(FIELD_TITLE)->prefix;
    bool alone = *leaf_prefix(node);
    if (!alone)
        add(p, to, RANK_STEM, family, "", term);
    add(p, to, alone ? RANK_TITLE_ALONE : RANK_TITLE_STEM, family, title, term);
}

struct rank_word rank_plan_word(struct planner *p, const struct query_node *node, const struct word *word,
    const struct span *stems, size_t nstems)
{
    const char *prefix = leaf_prefix(node), *title = schema_field(FIELD_TITLE)->prefix;
    struct rank_word out = {0};
    for (size_t i = 0; i < nstems; i++)
        add_both(p, node, &out, SCHEMA_STEM_PREFIX, stems[i]);
    if (*prefix)
        return out;
    add(p, &out, RANK_FORM, "", "", word->form);
    add(p, &out, RANK_TITLE_FORM, title, "", word->form);
    if (!(word->flags & (WORD_NUMBER | WORD_STOP)) && !is_name(p, word))
        add_family(p, &out, stems, nstems);
    return out;
}

struct rank_word rank_plan_exact(struct planner *p, const struct query_node *node, const struct word *word)
{
    const char mark[] = {SCHEMA_EXACT_MARK, '\0'};
    struct rank_word out = {0};
    if (word->flags & (WORD_CAPITAL | WORD_ACCENT))
        add_both(p, node, &out, SCHEMA_EXACT_PREFIX,
            span_str(arena_printf(
                p->lexicon.arena, "%.*s%s%.*s", SPAN_ARG(word->form), mark, SPAN_ARG(word->exact))));
    else
        add_both(p, node, &out, "", word->form);
    return out;
}

struct rank_word rank_plan_forms(
    struct planner *p, const struct query_node *node, const struct lexicon_forms *forms)
{
    struct rank_word out = {0};
    for (size_t i = 0; i < forms->n; i++)
        add_both(p, node, &out, "", forms->items[i].form);
    return out;
}

void rank_plan_words(struct planner *p, const struct query_node *node, const struct rank_word *words, size_t n)
{
    struct arena *arena = p->lexicon.arena;
    struct rank_terms *terms = &p->plan->rank;
    bool also = p->also.to > p->also.from;
    size_t from = also ? p->also.from : terms->n, to = also ? p->also.to : terms->n + 1;
    if (!also)
        rank_add_term(arena, terms, node->text, leaf_is_stop(p, node));
    for (size_t i = from; i < to; i++) {
        struct rank_way *way = rank_add_way(arena, &terms->items[i], also ? p->also.factor : 1);
        for (size_t k = 0; k < n; k++)
            *rank_add_word(arena, way) = words[k];
    }
}

void rank_plan_also(struct planner *p, size_t from, double factor)
{
    p->also.from = from;
    p->also.to = p->plan->rank.n;
    p->also.factor = factor;
}

void rank_plan_new(struct planner *p)
{
    p->also.from = p->also.to = 0;
}
