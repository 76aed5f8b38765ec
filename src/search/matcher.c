#include "search/matcher.h"

#include "base/bug.h"
#include "search/accents.h"

#include <stdatomic.h>
#include <stdlib.h>

/* What a word remembers: whose answer it is, and the answer. */
enum { ID_SERIAL, ID_LOW, ID_HIGH };

void matcher_init(struct matcher *m)
{
    static atomic_uint serials;
    *m = (struct matcher){0};
    arena_init(&m->arena);
    vocab_init(&m->keys);
    do
        m->serial = atomic_fetch_add(&serials, 1);
    while (m->serial == WORD_NO_ID);
}

void matcher_release(struct matcher *m)
{
    arena_release(&m->arena);
    vocab_release(&m->keys);
    free(m->masks);
    free(m->sequences);
    free(m->patterns);
}

unsigned matcher_slot(struct matcher *m, unsigned where, double weight)
{
    unsigned slot = m->nslots < MATCHER_SLOTS ? m->nslots++ : MATCHER_SLOTS - 1;
    struct matcher_slot *s = &m->slots[slot];
    s->where |= where;
    s->weight = weight > s->weight ? weight : s->weight;
    return slot;
}

static void add_key(struct matcher *m, unsigned slot, char family, struct span word)
{
    struct buf key = {0};
    buf_add_char(&key, family);
    buf_add_span(&key, word);
    uint32_t id = vocab_add(&m->keys, buf_span(&key));
    buf_release(&key);
    size_t before = m->masks_cap;
    if (id >= before) {
        m->masks = mem_grow(m->masks, &m->masks_cap, (size_t)id + 1, sizeof *m->masks);
        memset(m->masks + before, 0, (m->masks_cap - before) * sizeof *m->masks);
    }
    m->masks[id] |= UINT64_C(1) << slot;
}

void matcher_by_stem(struct matcher *m, unsigned slot, struct span stem)
{
    add_key(m, slot, 'Z', stem);
    if (stem.len)
        m->heads[(unsigned char)stem.ptr[0]] = true;
}

void matcher_by_form(struct matcher *m, unsigned slot, struct span form)
{
    add_key(m, slot, 'F', form);
}

void matcher_by_exact(struct matcher *m, unsigned slot, struct span exact)
{
    add_key(m, slot, 'E', exact);
}

void matcher_by_pattern(struct matcher *m, unsigned slot, enum query_match match, struct span text)
{
    m->patterns = mem_grow(m->patterns, &m->patterns_cap, m->npatterns + 1, sizeof *m->patterns);
    m->patterns[m->npatterns++] = (struct matcher_pattern){slot, match, arena_copy(&m->arena, text)};
}

void matcher_accented(struct matcher *m, unsigned slot, struct span exact)
{
    m->slots[slot].accented = arena_copy(&m->arena, exact);
}

void matcher_sequence(struct matcher *m, unsigned first, unsigned count, unsigned window, bool ordered)
{
    if (first + count >= MATCHER_SLOTS || count < 2)
        return; /* among the shared slots: each word for itself */
    for (unsigned i = first; i < first + count; i++)
        m->slots[i].in_sequence = true;
    m->sequences = mem_grow(m->sequences, &m->sequences_cap, m->nsequences + 1, sizeof *m->sequences);
    m->sequences[m->nsequences++] =
        (struct matcher_sequence){first, count, window < count ? count : window, ordered};
}

/* ---- Words ----------------------------------------------------------------------------------------------- */

static uint64_t mask_of(const struct matcher *m, char family, struct span word)
{
    char key[512];
    if (word.len >= sizeof key)
        return 0;
    key[0] = family;
    if (word.len)
        memcpy(key + 1, word.ptr, word.len);
    uint32_t id = vocab_find(&m->keys, span_of(key, word.len + 1));
    return id == VOCAB_NONE ? 0 : m->masks[id];
}

static bool fits(const struct matcher_pattern *p, struct span form)
{
    if (p->match == QUERY_PREFIX)
        return span_starts(form, p->text);
    if (p->match == QUERY_SUFFIX)
        return span_ends(form, p->text);
    return memmem(form.ptr, form.len, p->text.ptr, p->text.len) != NULL;
}

/* One stem begins otherwise than its form. */
static bool may_have_stem(const struct matcher *m, const struct word *w)
{
    return m->heads[(unsigned char)w->form.ptr[0]] || (m->heads['o'] && span_is(w->form, "yeux"));
}

static uint64_t find_slots(const struct matcher *m, struct analyzer *a, struct word *w)
{
    uint64_t mask = mask_of(m, 'F', w->form) | mask_of(m, 'E', w->exact);
    if (may_have_stem(m, w))
        mask |= mask_of(m, 'Z', analyzer_stem(a, w));
    for (size_t i = 0; i < m->npatterns; i++)
        if (fits(&m->patterns[i], w->form))
            mask |= UINT64_C(1) << m->patterns[i].slot;
    for (unsigned i = 0; i < m->nslots && mask >> i; i++)
        if ((mask >> i & 1) && m->slots[i].accented.len && !accents_agree(m->slots[i].accented, w->exact))
            mask &= ~(UINT64_C(1) << i);
    return mask;
}

static uint64_t slots_of(const struct matcher *m, struct analyzer *a, struct word *w)
{
    if (w->ids[ID_SERIAL] != m->serial) {
        uint64_t mask = find_slots(m, a, w);
        w->ids[ID_SERIAL] = m->serial;
        w->ids[ID_LOW] = (uint32_t)mask;
        w->ids[ID_HIGH] = (uint32_t)(mask >> 32);
    }
    return w->ids[ID_LOW] | (uint64_t)w->ids[ID_HIGH] << 32;
}

/* ---- Texts ----------------------------------------------------------------------------------------------- */

struct scan {
    const struct matcher *matcher;
    struct analyzer *analyzer;
    struct matcher_hits *hits;
    uint64_t here; /* the slots that count in this text */
};

static void take(void *context, const struct token *t)
{
    struct scan *s = context;
    uint64_t slots = slots_of(s->matcher, s->analyzer, t->word) & s->here;
    if (!slots)
        return;
    struct matcher_hits *h = s->hits;
    h->items = mem_grow(h->items, &h->cap, h->n + 1, sizeof *h->items);
    h->items[h->n++] = (struct matcher_hit){t->start, t->end, t->position, slots};
}

/* Looks this far for the rest of a phrase, in hits: enough for any window that is typed. */
enum { LOOK_AHEAD = 1000 };

static void light_ordered(const struct matcher_sequence *q, struct matcher_hits *h, uint64_t *lit)
{
    for (size_t i = 0; i < h->n; i++) {
        if (!(h->items[i].slots >> q->first & 1))
            continue;
        size_t at[MATCHER_SLOTS] = {i};
        unsigned found = 1;
        for (size_t j = i + 1; j < h->n && found < q->count && j - i <= LOOK_AHEAD; j++) {
            if (h->items[j].position - h->items[i].position >= q->window)
                break;
            if (h->items[j].slots >> (q->first + found) & 1)
                at[found++] = j;
        }
        for (unsigned k = 0; found == q->count && k < found; k++)
            lit[at[k]] |= UINT64_C(1) << (q->first + k);
    }
}

/* Every window of the text that holds them all. */
static void light_unordered(const struct matcher_sequence *q, struct matcher_hits *h, uint64_t *lit)
{
    uint64_t all = ((UINT64_C(1) << q->count) - 1) << q->first;
    size_t counts[MATCHER_SLOTS] = {0}, missing = q->count, left = 0, done = 0;
    for (size_t right = 0; right < h->n; right++) {
        for (unsigned k = 0; k < q->count; k++)
            if (h->items[right].slots >> (q->first + k) & 1)
                missing -= counts[k]++ == 0;
        while (h->items[right].position - h->items[left].position >= q->window) {
            for (unsigned k = 0; k < q->count; k++)
                if (h->items[left].slots >> (q->first + k) & 1)
                    missing += --counts[k] == 0;
            left++;
        }
        if (missing)
            continue;
        for (size_t i = left > done ? left : done; i <= right; i++)
            lit[i] |= h->items[i].slots & all;
        done = right + 1;
    }
}

void matcher_scan(
    struct matcher *m, struct analyzer *a, struct span text, unsigned where, struct matcher_hits *hits)
{
    struct scan scan = {m, a, hits, 0};
    uint64_t alone = 0;
    for (unsigned i = 0; i < m->nslots; i++) {
        if (m->slots[i].where & where)
            scan.here |= UINT64_C(1) << i;
        if (!m->slots[i].in_sequence)
            alone |= UINT64_C(1) << i;
    }
    hits->n = 0;
    if (!scan.here)
        return;
    analyzer_text(a, text, take, &scan);
    if (hits->n == 0)
        return;
    uint64_t *lit = mem_zero(hits->n, sizeof *lit);
    for (size_t i = 0; i < m->nsequences; i++)
        (m->sequences[i].ordered ? light_ordered : light_unordered)(&m->sequences[i], hits, lit);
    size_t kept = 0;
    for (size_t i = 0; i < hits->n; i++) {
        struct matcher_hit *hit = &hits->items[i], *last = kept ? &hits->items[kept - 1] : NULL;
        hit->slots = (hit->slots & alone) | lit[i];
        if (!hit->slots)
            continue;
        if (last && hit->start < last->end) { /* a word, and what it is a part of */
            last->slots |= hit->slots;
            last->start = hit->start < last->start ? hit->start : last->start;
            last->end = hit->end > last->end ? hit->end : last->end;
        } else {
            hits->items[kept++] = *hit;
        }
    }
    hits->n = kept;
    free(lit);
}
