#include "search/lexicon.h"

#include "search/edits.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    EXACTS_MAX = 64,
    KIN_MAX = 2000,
    EXPLAINED_TERMS_MAX = 2000, /* expansions looked at for the commonest of an acronym */
    STEM_TERMS_MAX = 20000,     /* terms looked at for the forms of a stem */
    LETTER_TERMS_MAX = 200000   /* terms looked at that begin with one letter */
};

static struct span joined(struct lexicon *x, const char *a, const char *b, struct span word)
{
    return arena_join(x->arena, a, b, word);
}

static size_t terms(
    struct lexicon *x, struct arena *arena, struct span prefix, size_t limit, struct store_term **out)
{
    size_t n = 0;
    *out = NULL;
    if (!x->status)
        x->status = store_terms(x->store, prefix, limit, arena, out, &n, x->err);
    return x->status ? 0 : n;
}

uint64_t lexicon_documents(struct lexicon *x, const char *a, const char *b, struct span word)
{
    uint64_t documents = 0;
    struct span term = joined(x, a, b, word);
    if (!x->status)
        x->status = store_frequencies(x->store, &term, 1, &documents, x->err);
    return x->status ? 0 : documents;
}

/* ---- Lists of forms -------------------------------------------------------------------------------------- */

static void add_form(struct lexicon *x, struct lexicon_forms *f, struct span form, uint64_t documents)
{
    if (f->n == f->cap) {
        f->cap = f->cap ? f->cap * 2 : 16;
        struct lexicon_form *more = arena_alloc(x->arena, f->cap * sizeof *more);
        if (f->n)
            memcpy(more, f->items, f->n * sizeof *more);
        f->items = more;
    }
    f->items[f->n++] = (struct lexicon_form){arena_copy(x->arena, form), documents};
}

static int commoner(const void *a, const void *b)
{
    const struct lexicon_form *p = a, *q = b;
    if (p->documents != q->documents)
        return p->documents < q->documents ? 1 : -1;
    return span_cmp(p->form, q->form);
}

static void keep_commonest(struct lexicon_forms *f, size_t limit)
{
    if (f->n > 1)
        qsort(f->items, f->n, sizeof *f->items, commoner);
    if (f->n > limit) {
        f->n = limit;
        f->cut = true;
    }
}

/* ---- Ways of writing ------------------------------------------------------------------------------------- */

/* R prefix form US exact, taken apart. */
static bool read_exact(struct span term, size_t skip, struct lexicon_exact *out)
{
    struct span rest = span_skip(term, skip);
    const char *mark = memchr(rest.ptr, SCHEMA_EXACT_MARK, rest.len);
    if (!mark)
        return false;
    size_t n = (size_t)(mark - rest.ptr);
    *out = (struct lexicon_exact){.term = term, .form = span_head(rest, n), .exact = span_skip(rest, n + 1)};
    return true;
}

static size_t read_exacts(
    struct lexicon *x, const char *prefix, struct span after, size_t limit, struct lexicon_exact **out)
{
    struct store_term *list;
    size_t n = terms(x, x->arena, joined(x, SCHEMA_EXACT_PREFIX, prefix, after), limit, &list), kept = 0;
    *out = arena_alloc(x->arena, (n ? n : 1) * sizeof **out);
    for (size_t i = 0; i < n; i++) {
        struct lexicon_exact *e = &(*out)[kept];
        if (read_exact(list[i].term, strlen(SCHEMA_EXACT_PREFIX) + strlen(prefix), e)) {
            e->documents = list[i].documents;
            kept++;
        }
    }
    return kept;
}

size_t lexicon_exacts(struct lexicon *x, const char *prefix, struct span form, struct lexicon_exact **out)
{
    const char mark[] = {SCHEMA_EXACT_MARK, '\0'};
    struct span after = span_str(arena_printf(x->arena, "%.*s%s", SPAN_ARG(form), mark));
    return read_exacts(x, prefix, after, EXACTS_MAX, out);
}

static bool has_stem(struct lexicon *x, struct span raw, struct span stem)
{
    const struct word *word = analyzer_word(x->analyzer, raw);
    return word && span_eq(word->stem, stem);
}

size_t lexicon_kin(struct lexicon *x, const char *prefix, const struct word *word, struct lexicon_exact **out)
{
    struct span head = word->stem.len && span_starts(word->form, word->stem) ? word->stem : word->form;
    size_t n = read_exacts(x, prefix, head, KIN_MAX, out), kept = 0;
    for (size_t i = 0; i < n; i++)
        if (span_eq((*out)[i].form, word->form) || has_stem(x, (*out)[i].exact, word->stem))
            (*out)[kept++] = (*out)[i];
    return kept;
}

/* ---- What articles explain ------------------------------------------------------------------------------- */

/* What stands behind US in the terms that begin with prefix, name, US. */
static size_t explained(struct lexicon *x, const char *prefix, struct span name, struct lexicon_form **out)
{
    struct lexicon_forms forms = {0};
    struct arena scratch;
    arena_init(&scratch);
    const char *head = arena_printf(&scratch, "%s%.*s%c", prefix, SPAN_ARG(name), SCHEMA_EXACT_MARK);
    struct store_term *list;
    size_t n = terms(x, &scratch, span_str(head), EXPLAINED_TERMS_MAX, &list);
    for (size_t i = 0; i < n; i++)
        add_form(x, &forms, span_skip(list[i].term, strlen(head)), list[i].documents);
    arena_release(&scratch);
    keep_commonest(&forms, LEXICON_EXPLAINED_MAX);
    *out = forms.items;
    return forms.n;
}

size_t lexicon_expansions(struct lexicon *x, struct span acronym, struct lexicon_form **out)
{
    return explained(x, SCHEMA_EXPANSION_PREFIX, acronym, out);
}

size_t lexicon_acronyms(struct lexicon *x, struct span stems, struct lexicon_form **out)
{
    return explained(x, SCHEMA_ACRONYM_PREFIX, stems, out);
}

bool lexicon_explains(struct lexicon *x, struct span stems)
{
    struct arena scratch;
    arena_init(&scratch);
    struct store_term *list;
    bool any = terms(x, &scratch, joined(x, SCHEMA_ACRONYM_PREFIX, "", stems), 1, &list) > 0;
    arena_release(&scratch);
    return any;
}

/* ---- Forms of a stem ------------------------------------------------------------------------------------- */

static struct span shortened(struct span stem, unsigned cut)
{
    size_t keep = 0, letters = 0, total = 0;
    for (size_t i = 0; i < stem.len; i++)
        total += ((unsigned char)stem.ptr[i] & 0xc0) != 0x80;
    size_t want = total > cut + 2 ? total - cut : total < 2 ? total : 2;
    while (keep < stem.len) {
        bool first = ((unsigned char)stem.ptr[keep] & 0xc0) != 0x80;
        if (first && letters == want)
            break;
        letters += first;
        keep++;
    }
    return span_head(stem, keep);
}

/* Is exact the form with capitals, of plain letters only? Then both have one stem. */
static bool is_capitalised(struct span exact, struct span form)
{
    bool same = exact.len == form.len;
    for (size_t i = 0; same && i < form.len; i++)
        same = form.ptr[i] >= 'a' && form.ptr[i] <= 'z' && (exact.ptr[i] | 0x20) == form.ptr[i];
    return same;
}

struct lexicon_forms lexicon_of_stem(struct lexicon *x, const char *prefix, struct span stem, unsigned cut)
{
    struct lexicon_forms forms = {0};
    struct vocab seen, others; /* forms that have the stem, and that have not */
    vocab_init(&seen);
    vocab_init(&others);
    struct arena scratch;
    arena_init(&scratch);
    struct span head = shortened(stem, cut);
    struct store_term *list;
    size_t n = terms(x, &scratch, joined(x, prefix, "", head), STEM_TERMS_MAX, &list);
    forms.cut = n == STEM_TERMS_MAX;
    for (size_t i = 0; i < n; i++) {
        struct span form = span_skip(list[i].term, strlen(prefix));
        if (has_stem(x, form, stem)) {
            vocab_add(&seen, form);
            add_form(x, &forms, form, list[i].documents);
        } else {
            vocab_add(&others, form);
        }
    }
    /* Accents may make another stem: what « idées » becomes, « idees » does not. */
    struct lexicon_exact *exacts, e;
    n = terms(x, &scratch, joined(x, SCHEMA_EXACT_PREFIX, prefix, head), STEM_TERMS_MAX, &list);
    forms.cut = forms.cut || n == STEM_TERMS_MAX;
    exacts = &e;
    for (size_t i = 0; i < n; i++) {
        if (!read_exact(list[i].term, strlen(SCHEMA_EXACT_PREFIX) + strlen(prefix), exacts) ||
            (is_capitalised(e.exact, e.form) && vocab_find(&others, e.form) != VOCAB_NONE))
            continue;
        if (vocab_find(&seen, e.form) == VOCAB_NONE && has_stem(x, e.exact, stem)) {
            vocab_add(&seen, e.form);
            add_form(x, &forms, e.form, list[i].documents);
        }
    }
    arena_release(&scratch);
    vocab_release(&seen);
    vocab_release(&others);
    keep_commonest(&forms, LEXICON_FORMS_MAX);
    return forms;
}

/* ---- Parts of words -------------------------------------------------------------------------------------- */

static bool is_like(struct span form, enum query_match match, struct span text)
{
    if (match == QUERY_PREFIX)
        return span_starts(form, text);
    if (match == QUERY_SUFFIX)
        return span_ends(form, text);
    return memmem(form.ptr, form.len, text.ptr, text.len) != NULL;
}

/* Those under one beginning. */
static void add_matching(struct lexicon *x, struct lexicon_forms *forms, const char *prefix, struct span head,
    enum query_match match, struct span text)
{
    struct arena scratch;
    arena_init(&scratch);
    struct store_term *list;
    size_t n = terms(x, &scratch, joined(x, prefix, "", head), LETTER_TERMS_MAX, &list);
    forms->cut = forms->cut || n == LETTER_TERMS_MAX;
    for (size_t i = 0; i < n; i++) {
        struct span form = span_skip(list[i].term, strlen(prefix));
        if (is_like(form, match, text))
            add_form(x, forms, form, list[i].documents);
    }
    arena_release(&scratch);
}

struct lexicon_forms lexicon_matching(
    struct lexicon *x, const char *prefix, enum query_match match, struct span text, size_t limit)
{
    struct lexicon_forms forms = {0};
    if (match == QUERY_PREFIX) {
        add_matching(x, &forms, prefix, text, match, text);
    } else {
        /* Forms begin with a digit, a small letter or what is not ASCII; capitals begin prefixes. */
        for (int c = '0'; c < 0x100; c++) {
            if ((c > '9' && c < 'a') || (c > 'z' && c < 0xc2))
                continue;
            char first = (char)c;
            add_matching(x, &forms, prefix, span_of(&first, 1), match, text);
        }
    }
    keep_commonest(&forms, limit);
    return forms;
}

/* ---- Typing errors --------------------------------------------------------------------------------------- */

struct candidate {
    struct lexicon_form form;
    unsigned errors;
};

static int nearer(const void *a, const void *b)
{
    const struct candidate *p = a, *q = b;
    return p->errors != q->errors ? (p->errors > q->errors) - (p->errors < q->errors)
                                  : commoner(&p->form, &q->form);
}

static size_t first_length(struct span s)
{
    size_t n = 1;
    while (n < s.len && ((unsigned char)s.ptr[n] & 0xc0) == 0x80)
        n++;
    return n;
}

/* The words that an error in the first letter makes of form; those that the index has. */
static void add_first_letter_errors(
    struct lexicon *x, struct lexicon_forms *forms, const char *prefix, struct span form)
{
    enum { CANDIDATES = 2 * 26 + 1 };
    struct span list[CANDIDATES];
    uint64_t documents[CANDIDATES] = {0};
    size_t n = 0, first = first_length(form);
    struct span rest = span_skip(form, first);
    for (int c = 'a'; c <= 'z'; c++) {
        const char letter[] = {(char)c, '\0'};
        list[n++] = joined(x, prefix, letter, rest);
        list[n++] = joined(x, prefix, letter, form);
    }
    list[n++] = joined(x, prefix, "", rest);
    if (!x->status)
        x->status = store_frequencies(x->store, list, n, documents, x->err);
    for (size_t i = 0; !x->status && i < n; i++)
        if (documents[i])
            add_form(x, forms, span_skip(list[i], strlen(prefix)), documents[i]);
}

struct lexicon_forms lexicon_near(
    struct lexicon *x, const char *prefix, struct span form, unsigned errors, size_t limit)
{
    struct lexicon_forms all = {0}, near = {0};
    add_matching(x, &all, prefix, span_head(form, first_length(form)), QUERY_PREFIX, span_str(""));
    if (form.len > first_length(form))
        add_first_letter_errors(x, &all, prefix, form);
    struct candidate *found = arena_alloc(x->arena, (all.n + 1) * sizeof *found);
    size_t n = 0;
    for (size_t i = 0; i < all.n; i++) {
        unsigned e = edits_between(form, all.items[i].form, errors);
        if (e <= errors)
            found[n++] = (struct candidate){all.items[i], e};
    }
    if (n > 1)
        qsort(found, n, sizeof *found, nearer);
    near.cut = all.cut || n > limit;
    for (size_t i = 0; i < n && i < limit; i++)
        if (i == 0 || !span_eq(found[i].form.form, found[i - 1].form.form))
            add_form(x, &near, found[i].form.form, found[i].form.documents);
    return near;
}
