/* What the archive's own articles explain: « intelligence artificielle (IA) ». An explanation counts when
 * several articles give it, and when it is what the acronym stands for often enough: else a slip would speak
 * for all. */
#include "search/synonym.h"

#include "base/utf8.h"
#include "lang/explained_names.h"

#include <inttypes.h>

enum {
    ARTICLES_LEAST = 2, /* that explain it */
    SHARE_LEAST = 3,    /* one in so many of the acronym's explanations */
    ACRONYM_BYTES = 10, /* of one that is asked for */
    SMALL_BYTES = 5,    /* of one that is typed small */
    STEMS_MOST = 8,     /* of an expansion that is asked for */
    CAPITALISED = 4     /* letters from which on an acronym may be written as a name: Insee */
};

static uint64_t sum(const struct lexicon_form *forms, size_t n)
{
    uint64_t all = 0;
    for (size_t i = 0; i < n; i++)
        all += forms[i].documents;
    return all;
}

static bool counts(uint64_t documents, uint64_t all)
{
    return documents >= ARTICLES_LEAST && documents * SHARE_LEAST >= all;
}

static const char *source_of(struct planner *p, uint64_t documents)
{
    return arena_printf(p->lexicon.arena, "explained in %" PRIu64 " articles", documents);
}

/* Forms as people write them: l' oise is l'oise. */
static struct span written(struct planner *p, struct span forms)
{
    struct buf out = {0};
    for (size_t i = 0; i < forms.len; i++)
        if (forms.ptr[i] != ' ' || i == 0 || forms.ptr[i - 1] != '\'')
            buf_add_char(&out, forms.ptr[i]);
    struct span text = arena_copy(p->lexicon.arena, buf_span(&out));
    buf_release(&out);
    return text;
}

/* Is it there already, by the keys of its words? */
static bool is_known(struct planner *p, const struct synonyms *names, struct span text)
{
    struct synonym_words a, b;
    synonym_words(p, text, false, &a);
    for (size_t i = 0; i < names->n; i++) {
        synonym_words(p, names->items[i].text, false, &b);
        size_t same = 0;
        while (same < a.n && same < b.n &&
               span_eq(synonym_key(p, a.items[same].word), synonym_key(p, b.items[same].word)))
            same++;
        if (same == a.n && same == b.n)
            return true;
    }
    return false;
}

/* ---- From the acronym ------------------------------------------------------------------------------------ */

static bool may_be_acronym(const struct word *word)
{
    return !(word->flags & (WORD_ACCENT | WORD_NUMBER | WORD_ELIDED)) && word->form.len >= 2 &&
           word->form.len <= (synonym_is_acronym(word) ? ACRONYM_BYTES : SMALL_BYTES);
}

/* A word that is typed small is an acronym when the archive mostly writes it in capitals. */
static bool is_meant(struct planner *p, const struct word *word)
{
    if (synonym_is_acronym(word) && (!p->shouted || p->alone))
        return true;
    struct lexicon_exact *exacts;
    uint64_t capitals = 0;
    size_t n = lexicon_exacts(&p->lexicon, "", word->form, &exacts);
    for (size_t i = 0; i < n; i++)
        if (exacts[i].exact.len > 1 && utf8_is_upper(exacts[i].exact.ptr[0]) &&
            utf8_is_upper(exacts[i].exact.ptr[1]))
            capitals += exacts[i].documents;
    return capitals * 2 > lexicon_documents(&p->lexicon, "", "", word->form);
}

static void ask_expansions(
    struct planner *p, const struct synonym_run *run, size_t *leaves, struct synonyms *out)
{
    const struct word *word = run->content.items[0].word;
    struct lexicon_form *forms;
    if (*leaves > 1 || synonym_leaves(&run->content, 1) != 1 || !may_be_acronym(word))
        return;
    size_t n = lexicon_expansions(&p->lexicon, word->form, &forms);
    if (n == 0 || !is_meant(p, word))
        return;
    uint64_t all = sum(forms, n);
    for (size_t i = 0; i < n; i++) {
        if (!counts(forms[i].documents, all) || is_known(p, out, forms[i].form))
            continue;
        *leaves = 1;
        synonym_add(out, (struct synonym){written(p, forms[i].form), false, source_of(p, forms[i].documents)});
    }
}

/* ---- From the expansion ---------------------------------------------------------------------------------- */

static bool stands_for(struct planner *p, const struct lexicon_form *acronym)
{
    struct lexicon_form *forms;
    size_t n =
        acronym->documents >= ARTICLES_LEAST ? lexicon_expansions(&p->lexicon, acronym->form, &forms) : 0;
    return n && counts(acronym->documents, sum(forms, n));
}

/* As it is written: PS is no « ps ». */
static void add_acronym(struct planner *p, const struct lexicon_form *acronym, struct synonyms *out)
{
    struct buf upper = {0};
    size_t first = 0;
    for (size_t i = 0, n; i < acronym->form.len; i += n) {
        int32_t rune = utf8_decode(span_skip(acronym->form, i), &n);
        buf_add_rune(&upper, utf8_upper(rune));
        first = i ? first : upper.len;
    }
    const char *source = source_of(p, acronym->documents);
    struct span text = arena_copy(p->lexicon.arena, buf_span(&upper));
    synonym_add(out, (struct synonym){text, true, source});
    if (acronym->form.len >= CAPITALISED) {
        const char *name = arena_printf(
            p->lexicon.arena, "%.*s%.*s", (int)first, text.ptr, SPAN_ARG(span_skip(acronym->form, first)));
        synonym_add(out, (struct synonym){span_str(name), true, source});
    }
    buf_release(&upper);
}

/* The longest run of words that is explained: its stems, as they are kept, without stop words. */
static void ask_acronyms(struct planner *p, const struct synonym_run *run, size_t *leaves, struct synonyms *out)
{
    struct buf stems = {0};
    const struct synonym_words *words = &run->all;
    for (size_t i = 0, n = 0; i < words->n && n < STEMS_MOST; i++) {
        if (words->items[i].word->flags & WORD_STOP)
            continue;
        buf_add_str(&stems, n++ ? " " : "");
        buf_add_span(&stems, words->items[i].word->stem);
        size_t covered = synonym_leaves(words, i + 1);
        struct lexicon_form *acronyms;
        if (n < 2 || covered == 0 || covered < *leaves)
            continue;
        size_t found = lexicon_acronyms(&p->lexicon, buf_span(&stems), &acronyms);
        for (size_t k = 0; k < found; k++) {
            if (!stands_for(p, &acronyms[k]))
                continue;
            if (covered > *leaves)
                out->n = 0;
            *leaves = covered;
            if (!is_known(p, out, acronyms[k].form))
                add_acronym(p, &acronyms[k], out);
        }
    }
    buf_release(&stems);
}

size_t synonym_stems(const struct synonym_run *run)
{
    size_t n = 0;
    for (size_t i = 0; i < run->all.n; i++)
        n += !(run->all.items[i].word->flags & WORD_STOP);
    return n;
}

static bool has_expansion(struct planner *p, const struct synonym_run *run)
{
    struct buf stems = {0};
    for (size_t i = 0, n = 0; i < run->all.n && n < 2; i++)
        if (!(run->all.items[i].word->flags & WORD_STOP)) {
            buf_add_str(&stems, n++ ? " " : "");
            buf_add_span(&stems, run->all.items[i].word->stem);
        }
    bool has = lexicon_explains(&p->lexicon, buf_span(&stems));
    buf_release(&stems);
    return has;
}

bool synonym_in_archive(struct planner *p, const struct synonym_run *run)
{
    struct lexicon_form *forms;
    const struct word *word = run->content.items[0].word;
    return (may_be_acronym(word) && lexicon_expansions(&p->lexicon, word->form, &forms)) ||
           (synonym_stems(run) >= 2 && has_expansion(p, run));
}

void synonym_ask_archive(struct planner *p, const struct synonym_run *run, size_t *leaves, struct synonyms *out)
{
    ask_expansions(p, run, leaves, out);
    ask_acronyms(p, run, leaves, out);
}
