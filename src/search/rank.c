#include "search/rank.h"

#include "base/bug.h"
#include "store/schema.h"

#include <math.h>

/* What an occurrence counts for. A word of the title is indexed as one of the text, and counts there too. */
static const struct {
    double text, title;
} worth[RANK_ROLES] = {
    [RANK_STEM] = {1, 0},
    [RANK_FORM] = {0.4, 0},
    [RANK_CAPITALS] = {0.2, 0},
    [RANK_FAMILY] = {0.4, 0},
    [RANK_TITLE_STEM] = {0, 1},
    [RANK_TITLE_FORM] = {0, 0.4},
    [RANK_TITLE_FAMILY] = {0, 0.3},
    [RANK_TITLE_ALONE] = {0, 1},
};

static const struct {
    double title_k1, title_b; /* BM25 of the title, by its own length */
    double least;             /* of BM25 of the text, beneath which DPH does not fall */
    double text_k1, text_b;
    double title_rare; /* how far a word's rarity in titles counts, rather than in articles */
    double unaccented; /* of an occurrence that does not show the accents that were typed */
    double words;      /* of a document's length in terms, its length in words */
} figures = {.title_k1 = 1,
    .title_b = 0.7,
    .title_rare = 0.3,
    .least = 0.1,
    .text_k1 = 1.2,
    .text_b = 0.75,
    .unaccented = 0.3,
    .words = 0.4};

/* ---- Collecting ------------------------------------------------------------------------------------------ */

/* Room for one more of an arena's array. */
static void *grown(struct arena *arena, void *items, size_t n, size_t *cap, size_t size)
{
    if (n < *cap)
        return items;
    *cap = *cap ? *cap * 2 : 4;
    void *more = arena_alloc(arena, *cap * size);
    if (n)
        memcpy(more, items, n * size);
    return more;
}

struct rank_term *rank_add_term(struct arena *arena, struct rank_terms *terms, struct span typed, bool stop)
{
    terms->items = grown(arena, terms->items, terms->n, &terms->cap, sizeof *terms->items);
    struct rank_term *term = &terms->items[terms->n++];
    *term = (struct rank_term){.typed = typed, .stop = stop};
    return term;
}

struct rank_way *rank_add_way(struct arena *arena, struct rank_term *term, double factor)
{
    term->ways = grown(arena, term->ways, term->n, &term->cap, sizeof *term->ways);
    struct rank_way *way = &term->ways[term->n++];
    *way = (struct rank_way){.factor = factor};
    return way;
}

struct rank_word *rank_add_word(struct arena *arena, struct rank_way *way)
{
    way->words = grown(arena, way->words, way->n, &way->cap, sizeof *way->words);
    struct rank_word *word = &way->words[way->n++];
    *word = (struct rank_word){0};
    return word;
}

void rank_add_part(struct arena *arena, struct rank_word *word, enum rank_role role, struct span term)
{
    word->parts = grown(arena, word->parts, word->n, &word->cap, sizeof *word->parts);
    word->parts[word->n++] = (struct rank_part){term, role};
}

static size_t parts_of(const struct rank_way *way)
{
    size_t parts = 0;
    for (size_t i = 0; i < way->n; i++)
        parts += way->words[i].n;
    return parts;
}

static size_t parts_of_all(const struct rank_terms *terms)
{
    size_t parts = 0;
    for (size_t i = 0; i < terms->n; i++)
        for (size_t k = 0; k < terms->items[i].n; k++)
            parts += parts_of(&terms->items[i].ways[k]);
    return parts;
}

size_t rank_words(const struct rank_terms *terms)
{
    size_t words = 0;
    for (size_t i = 0; i < terms->n; i++)
        words += !terms->items[i].stop;
    return words;
}

bool rank_fits(const struct rank_terms *terms)
{
    return rank_words(terms) > 0 && !terms->unfit && parts_of_all(terms) <= RANK_PARTS_MAX;
}

/* ---- Counting -------------------------------------------------------------------------------------------- */

struct tally {
    const struct store_counts *counts;
    size_t n;              /* documents */
    double documents;      /* in the index */
    double average_length; /* in terms */
    double average_title;  /* in words, of the documents at hand that have a title */
};

/* What is known of a word in the whole index. */
struct spread {
    double documents, occurrences, titles;
};

static struct spread spread_of_word(const struct tally *t, const struct rank_word *word, size_t first)
{
    struct spread own = {0}, family = {0};
    for (size_t i = 0; i < word->n; i++) {
        double documents = (double)t->counts->documents[first + i];
        double occurrences = (double)t->counts->occurrences[first + i];
        switch (word->parts[i].role) {
        case RANK_STEM:
        case RANK_TITLE_ALONE:
            own.documents += documents;
            own.occurrences += occurrences;
            break;
        case RANK_FAMILY:
            family.documents += documents;
            family.occurrences += worth[RANK_FAMILY].text * occurrences;
            break;
        case RANK_TITLE_STEM: own.titles += documents; break;
        default: break;
        }
    }
    if (own.documents <= 0)
        own.documents = family.documents;
    own.occurrences += family.occurrences;
    return own;
}

/* How often something stands in a document. */
struct occurrence {
    double text, title;
    double sure; /* how far it is what was typed */
};

static struct occurrence count_word(
    const struct tally *t, const struct rank_word *word, size_t first, size_t document)
{
    struct occurrence o = {.sure = 1};
    bool accents = false, shown = false;
    for (size_t i = 0; i < word->n; i++) {
        double wdf = t->counts->wdf[(first + i) * t->n + document];
        enum rank_role role = word->parts[i].role;
        o.text += worth[role].text * wdf;
        o.title += worth[role].title * wdf;
        accents = accents || role == RANK_ACCENTED;
        shown = shown || (role == RANK_ACCENTED && wdf > 0);
    }
    if (accents && !shown)
        o.sure = figures.unaccented;
    return o;
}

/* Words that stand for one thing together are there as often as the rarest of them. */
static struct spread spread_of_way(const struct tally *t, const struct rank_way *way, size_t first)
{
    struct spread least = {0};
    for (size_t i = 0; i < way->n; first += way->words[i++].n) {
        struct spread s = spread_of_word(t, &way->words[i], first);
        if (i == 0 || s.documents < least.documents)
            least = s;
    }
    return least;
}

static struct occurrence count_way(
    const struct tally *t, const struct rank_way *way, size_t first, size_t document)
{
    struct occurrence least = {0};
    for (size_t i = 0; i < way->n; first += way->words[i++].n) {
        struct occurrence o = count_word(t, &way->words[i], first, document);
        least.text = i == 0 ? o.text : fmin(least.text, o.text);
        least.title = i == 0 ? o.title : fmin(least.title, o.title);
        least.sure = i == 0 ? o.sure : fmin(least.sure, o.sure);
    }
    return least;
}

static struct spread spread_of_term(const struct tally *t, const struct rank_term *term, size_t first)
{
    struct spread sum = {0};
    for (size_t i = 0; i < term->n; first += parts_of(&term->ways[i++])) {
        struct spread s = spread_of_way(t, &term->ways[i], first);
        sum.documents += term->ways[i].factor * s.documents;
        sum.occurrences += term->ways[i].factor * s.occurrences;
        sum.titles += term->ways[i].factor * s.titles;
    }
    sum.documents = fmin(sum.documents, t->documents);
    sum.titles = fmin(sum.titles, t->documents);
    return sum;
}

static struct occurrence count_term(
    const struct tally *t, const struct rank_term *term, size_t first, size_t document)
{
    struct occurrence sum = {0};
    for (size_t i = 0; i < term->n; first += parts_of(&term->ways[i++])) {
        struct occurrence o = count_way(t, &term->ways[i], first, document);
        sum.text += term->ways[i].factor * o.text;
        sum.title += term->ways[i].factor * o.title;
        if (o.text > 0 || o.title > 0)
            sum.sure = fmax(sum.sure, o.sure);
    }
    return sum;
}

/* ---- Weighing -------------------------------------------------------------------------------------------- */

static double rarity(const struct tally *t, double documents)
{
    return log(1 + (t->documents - documents + 0.5) / (documents + 0.5));
}

/* BM25 (S. Robertson and H. Zaragoza, « The probabilistic relevance framework », 2009), but for the rarity. */
static double saturate(double wdf, double length, double average, double k1, double b)
{
    return wdf * (k1 + 1) / (wdf + k1 * (1 - b + b * length / average));
}

/* DPH: G. Amati, « Frequentist and Bayesian approach to information retrieval », ECIR 2006. It has no
 * parameters: how surprising it is that the word stands so often in an article of this length. A word that is
 * everywhere in a small archive surprises nobody; a little of BM25 keeps its articles in order. */
static double weigh_text(const struct tally *t, const struct spread *s, double wdf, double length)
{
    if (wdf <= 0 || length <= 0 || s->occurrences <= 0)
        return 0;
    double share = fmin(wdf / fmax(length * figures.words, 1), 0.99999);
    double norm = (1 - share) * (1 - share) / (wdf + 1);
    double surprise = wdf * log2(wdf * t->average_length / length * (t->documents / s->occurrences));
    double least = figures.least * rarity(t, s->documents) *
                   saturate(wdf, length, t->average_length, figures.text_k1, figures.text_b);
    return fmax(norm * (surprise + 0.5 * log2(2 * M_PI * wdf * (1 - share))), least);
}

/* BM25 of the title alone. */
static double weigh_title(const struct tally *t, const struct spread *s, double wdf, double words)
{
    if (wdf <= 0)
        return 0;
    double in_articles = rarity(t, s->documents), in_titles = rarity(t, s->titles);
    double weight = in_articles > 0 ? in_articles * pow(in_titles / in_articles, figures.title_rare) : 0;
    return weight * saturate(wdf, words, t->average_title, figures.title_k1, figures.title_b);
}

static struct span *terms_of(const struct rank_terms *terms, struct arena *arena, size_t *n)
{
    *n = parts_of_all(terms);
    struct span *all = arena_alloc(arena, (*n + 1) * sizeof *all), *next = all;
    for (size_t i = 0; i < terms->n; i++)
        for (size_t k = 0; k < terms->items[i].n; k++)
            for (size_t w = 0; w < terms->items[i].ways[k].n; w++)
                for (size_t p = 0; p < terms->items[i].ways[k].words[w].n; p++)
                    *next++ = terms->items[i].ways[k].words[w].parts[p].term;
    return all;
}

static double average_title(const struct store_counts *counts, size_t n)
{
    double words = 0, titles = 0;
    for (size_t d = 0; d < n; d++) {
        words += (double)counts->values[d];
        titles += counts->values[d] > 0;
    }
    return titles > 0 ? words / titles : 1;
}

enum limier_status rank_score(const struct rank_terms *terms, struct store *store, const uint32_t *numbers,
    size_t n, struct arena *arena, double *scores, struct rank_share *shares, struct limier_error *err)
{
    struct store_stats stats;
    struct store_counts counts;
    size_t nparts, first = 0;
    struct span *parts = terms_of(terms, arena, &nparts);
    enum limier_status status = store_stats(store, &stats, err);
    if (!status)
        status = store_count(store, parts, nparts, numbers, n, SLOT_TITLE, arena, &counts, err);
    if (status)
        return status;
    struct tally t = {&counts, n, (double)stats.documents, stats.average_length, average_title(&counts, n)};
    for (size_t d = 0; d < n; d++)
        scores[d] = 0;
    for (size_t i = 0; i < terms->n; i++) {
        const struct rank_term *term = &terms->items[i];
        struct spread spread = spread_of_term(&t, term, first);
        for (size_t d = 0; d < n; d++) {
            struct occurrence o = count_term(&t, term, first, d);
            struct rank_share share = {.in_text = o.text, .in_title = o.title};
            share.text = o.sure * weigh_text(&t, &spread, o.text, (double)counts.lengths[d]);
            share.title = o.sure * weigh_title(&t, &spread, o.title, (double)counts.values[d]);
            scores[d] += share.text + share.title;
            if (shares)
                shares[i * n + d] = share;
        }
        for (size_t k = 0; k < term->n; k++)
            first += parts_of(&term->ways[k]);
    }
    return LIMIER_OK;
}
