#include "lang/explained_align.h"

#include "base/utf8.h"

/* ---- Alignment ------------------------------------------------------------------------------------------- */

enum {
    COST_EMPTY = 1,   /* a letter for an article */
    COST_PREFIX = 1,  /* several letters from the beginning of a word, however many */
    COST_INSIDE = 2,  /* a letter from inside a word */
    COST_PART = 1,    /* a part of a compound without a letter */
    COST_SKIPPED = 3, /* a word without a letter */
    COST_NEVER = 1000
};

struct alignment {
    const struct phrase *phrase;
    const struct acronym *acronym;
    size_t last;
    unsigned limit;
    /* The least cost of the letters from j, the first of which is the initial of word i, plus one; 0: not
     * known. */
    unsigned short known[ACRONYM_LETTERS][PHRASE_WORDS];
};

static unsigned skip_cost(const struct phrase_word *w)
{
    if (w->weight != WEIGHT_FULL)
        return 0;
    return w->joined ? COST_PART : COST_SKIPPED;
}

/* No letter is left for the words behind i. A name may go on by a part of its last word (NPA: «
 * anti-capitaliste ») or by what « et » adds (ANSM: « du médicament et des produits de santé »); anything else
 * says of what it is (« de Lyon »). */
static unsigned cost_of_rest(const struct alignment *al, size_t i)
{
    const struct phrase_word *words = al->phrase->words;
    if (words[al->last - 1].weight != WEIGHT_FULL)
        return COST_NEVER;
    unsigned cost = 0;
    for (size_t k = i + 1; k < al->last; k++) {
        if (!words[k].joined)
            return span_is(words[k].raw, "et") ? cost + COST_SKIPPED : COST_NEVER;
        cost += COST_PART;
    }
    return cost;
}

static unsigned cost_from(struct alignment *al, size_t j, size_t i);

/* The letters from j stand in the words behind i. */
static unsigned cost_behind(struct alignment *al, size_t j, size_t i)
{
    const struct phrase_word *words = al->phrase->words;
    unsigned best = COST_NEVER, skipped = 0;
    if (j == al->acronym->n)
        return cost_of_rest(al, i);
    for (size_t k = i + 1; k < al->last && skipped <= al->limit; k++) {
        if (words[k].initial == al->acronym->letters[j]) {
            unsigned cost = skipped + cost_from(al, j, k);
            best = cost < best ? cost : best;
        }
        skipped += skip_cost(&words[k]);
    }
    return best;
}

static size_t rune_length(struct span s)
{
    size_t n;
    utf8_decode(s, &n);
    return n;
}

/* The next letter c in word from at: where it ends, 0 when there is none. */
static size_t find_letter(struct span word, size_t at, char c)
{
    while (at < word.len) {
        struct span rest = span_skip(word, at);
        size_t n = rune_length(rest);
        at += n;
        if (letter_folded(span_head(rest, n)) == c)
            return at;
    }
    return 0;
}

/* Where a letter inside a word can begin a part of it: désoxyribo|nucléique, anti|criminalité. */
static bool is_far_inside(struct span word, size_t end)
{
    return word.len >= 13 && end + 3 <= word.len;
}

/* The letters from j on, the first of which is the initial of word i: the least over how many of them the word
 * gives. */
static unsigned cost_from(struct alignment *al, size_t j, size_t i)
{
    const struct phrase_word *w = &al->phrase->words[i];
    const struct acronym *a = al->acronym;
    if (al->known[j][i])
        return al->known[j][i] - 1u;
    unsigned taken = w->weight == WEIGHT_EMPTY && j > 0 ? COST_EMPTY : 0, best = COST_NEVER;
    size_t used = 1, end = rune_length(w->raw);
    for (bool prefix = true; end && taken <= al->limit; used++) {
        unsigned cost = taken + cost_behind(al, j + used, i);
        best = cost < best ? cost : best;
        if (j + used == a->n)
            break;
        size_t before = end;
        end = find_letter(w->raw, before, a->letters[j + used]);
        prefix = prefix && end && end == before + rune_length(span_skip(w->raw, before));
        if (prefix)
            taken += used == 1 ? COST_PREFIX : 0;
        else
            taken += a->n > 3 || is_far_inside(w->raw, end) ? COST_INSIDE : COST_NEVER;
    }
    al->known[j][i] = (unsigned short)(best + 1);
    return best;
}

/* ---- What is an expansion -------------------------------------------------------------------------------- */

/* How much may be spent, by how many letters there are. */
static unsigned limit_of(const struct acronym *a)
{
    static const unsigned limits[][6] = {
        [ACRONYM_UPPER] = {0, 0, 0, 2, 3, 4},
        [ACRONYM_CAPITAL] = {0, 0, 0, 0, 3, 3},
        [ACRONYM_LOWER] = {0, 0, 0, 0, 1, 2},
    };
    return limits[a->written][a->n < 5 ? a->n : 5];
}

static bool may_begin(const struct alignment *al, size_t i)
{
    const struct phrase_word *w = &al->phrase->words[i];
    if (w->initial != al->acronym->letters[0] || w->joined)
        return false;
    /* An article only if it belongs to a name: « Les Républicains », « la France insoumise ». */
    return w->weight != WEIGHT_EMPTY || w->capital || (i + 1 < al->last && w[1].capital);
}

static bool is_article(struct span word)
{
    static const char *const articles[] = {
        "le", "la", "les", "l", "du", "des", "au", "aux", "un", "une", "Le", "La", "Les", "L", "Un", "Une"};
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
        if (span_is(word, articles[i]))
            return true;
    return false;
}

/* Capitalised words without an article could be a person: « Philippe Simon (PS) ». */
static bool could_be_person(const struct phrase *p, size_t first, size_t last)
{
    for (size_t i = first; i < last; i++)
        if (!p->words[i].capital)
            return false;
    return !is_article(p->words[first].raw) && (first == 0 || !is_article(p->words[first - 1].raw));
}

/* « Agence européenne du médicament (EMA) », an acronym of other words, is not explained by its end. */
static bool is_inside_name(const struct phrase *p, size_t first)
{
    return first > 0 && !p->words[first].capital && !p->words[first].comma && p->words[first - 1].capital &&
           p->words[first - 1].weight == WEIGHT_FULL;
}

/* Words that speak for the pair. */
static size_t count_words(const struct phrase *p, size_t first, size_t last)
{
    size_t n = 1;
    for (size_t i = first + 1; i < last; i++)
        n += p->words[i].weight != WEIGHT_EMPTY;
    return n;
}

static bool only_small_words(const struct phrase *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (p->words[i].weight == WEIGHT_FULL)
            return false;
    return true;
}

bool explained_align(const struct phrase *p, size_t last, const struct acronym *a, enum explained_order order,
    size_t *first, unsigned *cost)
{
    struct alignment al = {.phrase = p, .acronym = a, .last = last, .limit = limit_of(a)};
    size_t start = last;
    unsigned best = COST_NEVER;
    for (size_t i = last; i-- > 0 && !span_eq(p->words[i].raw, a->raw);) {
        unsigned c = may_begin(&al, i) ? cost_from(&al, 0, i) : COST_NEVER;
        if (c < best) {
            best = c;
            start = i;
        }
    }
    if (best > al.limit || count_words(p, start, last) < (a->written == ACRONYM_UPPER ? 2 : 3))
        return false;
    if (order == EXPLAINED_BEHIND && !only_small_words(p, start))
        return false;
    if (order == EXPLAINED_BEFORE && a->n == 2 && could_be_person(p, start, last))
        return false;
    if (order == EXPLAINED_BEFORE && best > 0 && is_inside_name(p, start))
        return false;
    *first = start;
    *cost = best;
    return true;
}
