#include "search/explain_score.h"

#include "base/utf8.h"
#include "search/page.h"

#include <inttypes.h>

/* ---- The first stage: what Xapian's weights are made of -----------------------------------------------------
 */

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
        if (span_is(term, "SYNONYM") || span_is(term, "OR") || span_is(term, "WILDCARD"))
            continue;
        family_of(term, &word);
        const char *mark = memmem(word.ptr, word.len, "\\x1f", 4);
        if (mark)
            word = span_skip(word, (size_t)(mark - word.ptr) + 4);
        buf_add_str(&words, words.len ? ", " : "");
        buf_add_span(&words, word);
    }
    explain_pad(out, buf_span(&words), 24);
    buf_release(&words);
}

/* A term, or several counted as one, as people call them. */
static void name_term(struct buf *out, struct span term)
{
    struct span word;
    if (span_starts(term, span_str("(")) || span_starts(term, span_str("WILDCARD "))) {
        explain_pad(out, span_str("any of"), 22);
        name_many(out, term);
    } else {
        explain_pad(out, span_str(family_of(term, &word)), 22);
        explain_pad(out, word, 24);
    }
    buf_add_char(out, ' ');
}

static enum limier_status tell_first(struct store *store, const struct store_request *request,
    struct span unique, struct arena *arena, struct buf *out, struct limier_error *err)
{
    bool found = false;
    double weight = 0;
    struct store_part *parts = NULL;
    size_t n = 0;
    enum limier_status status = store_parts(store, request, unique, arena, &found, &weight, &parts, &n, err);
    if (!status && found) {
        double rest = weight;
        for (size_t i = 0; i < n; i++) {
            rest -= parts[i].weight;
            buf_printf(out, "  %9.4f  ", parts[i].weight);
            name_term(out, parts[i].term);
            buf_printf(out, "%" PRIu64 " time%s, in ", parts[i].wdf, parts[i].wdf == 1 ? "" : "s");
            explain_count(out, parts[i].documents);
            buf_add_char(out, '\n');
        }
        if (rest > 1e-6 || rest < -1e-6)
            buf_printf(out, "  %9.4f  several words counted as one\n", rest);
        buf_printf(out, "  %9.4f  in all\n", weight);
    }
    return status;
}

/* ---- The second stage ---------------------------------------------------------------------------------------
 */

static const char *const roles[RANK_ROLES] = {
    [RANK_STEM] = "stem",
    [RANK_FORM] = "as typed",
    [RANK_CAPITALS] = "with its capitals",
    [RANK_ACCENTED] = "with its accents",
    [RANK_FAMILY] = "of its family",
    [RANK_TITLE_STEM] = "in the title",
    [RANK_TITLE_FORM] = "as typed, in the title",
    [RANK_TITLE_FAMILY] = "of its family, in the title",
    [RANK_TITLE_ALONE] = "in the title",
};

static void tell_part(struct buf *out, const struct rank_part *part, bool other, uint32_t wdf)
{
    struct span word;
    family_of(part->term, &word);
    buf_add_str(out, "             ");
    explain_pad(out, span_str(other ? "another name" : roles[part->role]), 30);
    explain_pad(out, word, 24);
    buf_printf(out, "%" PRIu32 " time%s\n", wdf, wdf == 1 ? "" : "s");
}

/* The index terms of one ranking term that the article has. */
static enum limier_status tell_parts(struct store *store, const struct rank_term *term, uint32_t number,
    struct arena *arena, struct buf *out, struct limier_error *err)
{
    for (size_t i = 0; i < term->n; i++) {
        for (size_t w = 0; w < term->ways[i].n; w++) {
            const struct rank_word *word = &term->ways[i].words[w];
            struct span *terms = arena_alloc(arena, (word->n + 1) * sizeof *terms);
            struct store_counts counts;
            for (size_t k = 0; k < word->n; k++)
                terms[k] = word->parts[k].term;
            enum limier_status status =
                store_count(store, terms, word->n, &number, 1, SLOT_TITLE, arena, &counts, err);
            if (status)
                return status;
            for (size_t k = 0; k < word->n; k++)
                if (counts.wdf[k])
                    tell_part(out, &word->parts[k], i > 0, counts.wdf[k]);
        }
    }
    return LIMIER_OK;
}

static enum limier_status tell_second(const struct rank_terms *terms, const struct page_score *score,
    struct store *store, uint32_t number, struct arena *arena, struct buf *out, struct limier_error *err)
{
    enum limier_status status = LIMIER_OK;
    for (size_t t = 0; !status && t < terms->n; t++) {
        const struct rank_share *share = &score->shares[t];
        buf_printf(out, "  %9.4f  ", share->text + share->title);
        explain_pad(out, terms->items[t].typed, 20);
        if (share->text + share->title <= 0)
            buf_add_str(out, "  not there\n");
        else
            buf_printf(out, "  text %.4f, title %.4f\n", share->text, share->title);
        status = tell_parts(store, &terms->items[t], number, arena, out, err);
    }
    if (score->closeness > 0)
        buf_printf(out, "  %9.4f  in the 25 words that hold most of them\n", score->closeness);
    buf_printf(out, "  %9.4f  in all\n", score->weight);
    return status;
}

/* ---- The whole ----------------------------------------------------------------------------------------------
 */

enum limier_status explain_score(struct question *q, struct store *store, struct analyzer *analyzer,
    const char *id, struct arena *arena, struct buf *out, struct limier_error *err)
{
    struct buf unique = {0};
    struct store_page page;
    struct page_score score = {0};
    struct store_request one = {.limit = 1};
    schema_whole_term(&unique, SCHEMA_ID_PREFIX, span_str(id));
    enum limier_status status = store_lookup(store, buf_span(&unique), 0, &one, arena, &page, err);
    if (!status && page.nhits)
        status = page_explain(q, store, analyzer, page.hits[0].number, arena, &score, err);
    if (!status && !score.place)
        buf_printf(out, "\n%s does not match\n", id);
    if (!status && score.place) {
        buf_printf(out, "\nthe score of %s, at place %" PRIu64 " of %" PRIu64 "\n", id, score.place, score.of);
        status = score.again ? tell_second(&q->plan.rank, &score, store, page.hits[0].number, arena, out, err)
                             : tell_first(store, &q->request, buf_span(&unique), arena, out, err);
    }
    buf_release(&unique);
    return status;
}
