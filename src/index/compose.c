#include "index/compose.h"

#include "base/bug.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "index/explain_terms.h"
#include "lang/analyzer.h"
#include "store/record.h"

#include <stdlib.h>

/* A phrase never reaches from the title into the text. */
enum { TITLE_GAP = 100 };

/* Which number a word's struct remembers: terms of the text's families. */
enum { ID_FORM, ID_STEM, ID_EXACT };

/* What this document has seen of a form, by the form's number. */
struct seen {
    uint32_t variant_in; /* the serial of the last document with a form in capitals or with accents */
    uint32_t plain_in;   /* the same, plain */
    uint32_t plain;      /* how many plain ones there */
};

struct composer {
    struct analyzer *analyzer;
    struct vocab terms;
    struct record_packer *packer;
    struct buf data, scratch;

    struct doc_posting *postings;
    size_t npostings, postings_cap;
    struct doc_value values[8];
    struct doc doc;

    struct seen *seen;
    size_t seen_cap;
    uint32_t *variants; /* forms with a variant in this document */
    size_t nvariants, variants_cap;
    uint32_t serial;

    /* of the field being cut */
    const char *prefix;
    bool in_title;
    uint32_t position, last;
    uint64_t words;
    char value_bytes[3][8];
    char date_digits[16];
};

struct composer *composer_new(void)
{
    struct composer *c = mem_zero(1, sizeof *c);
    c->analyzer = analyzer_new();
    c->packer = record_packer_new();
    vocab_init(&c->terms);
    return c;
}

void composer_free(struct composer *c)
{
    if (!c)
        return;
    analyzer_free(c->analyzer);
    record_packer_free(c->packer);
    vocab_release(&c->terms);
    buf_release(&c->data);
    buf_release(&c->scratch);
    free(c->postings);
    free(c->seen);
    free(c->variants);
    free(c);
}

size_t composer_memory(const struct composer *c)
{
    return analyzer_memory(c->analyzer) + c->terms.used + c->terms.cap * sizeof(struct vocab_item) +
           c->terms.mask * sizeof(uint64_t) + c->seen_cap * sizeof *c->seen;
}

void composer_forget(struct composer *c)
{
    analyzer_forget(c->analyzer);
    vocab_release(&c->terms);
    free(c->seen);
    c->seen = NULL;
    c->seen_cap = 0;
}

static void hash_field(uint64_t *hash, struct span s)
{
    *hash = (*hash ^ hash_span(s)) * 0x9E3779B97F4A7C15u + s.len;
}

uint64_t compose_hash(const struct article *a)
{
    const struct span fields[] = {
        a->id, a->title, a->date, a->source, a->author, a->section, a->url, a->language, a->text};
    uint64_t hash = 0;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        hash_field(&hash, fields[i]);
    for (size_t i = 0; i < a->nextra; i++) {
        hash_field(&hash, a->extra[i].name);
        hash_field(&hash, a->extra[i].value);
    }
    return hash;
}

static void post(struct composer *c, uint32_t term, uint32_t position, uint32_t wdf)
{
    if (c->npostings == c->postings_cap)
        c->postings = mem_grow(c->postings, &c->postings_cap, c->npostings + 1, sizeof *c->postings);
    c->postings[c->npostings++] = (struct doc_posting){term, position, wdf};
}

static uint32_t term_of(struct composer *c, const char *a, const char *b, struct span word)
{
    buf_clear(&c->scratch);
    buf_add_str(&c->scratch, a);
    buf_add_str(&c->scratch, b);
    buf_add_span(&c->scratch, word);
    return vocab_add(&c->terms, buf_span(&c->scratch));
}

static uint32_t exact_term(struct composer *c, const char *prefix, struct span form, struct span exact)
{
    buf_clear(&c->scratch);
    buf_add_str(&c->scratch, SCHEMA_EXACT_PREFIX);
    buf_add_str(&c->scratch, prefix);
    buf_add_span(&c->scratch, form);
    buf_add_char(&c->scratch, SCHEMA_EXACT_MARK);
    buf_add_span(&c->scratch, exact);
    return vocab_add(&c->terms, buf_span(&c->scratch));
}

static bool has_variant(const struct word *w)
{
    return (w->flags & (WORD_CAPITAL | WORD_ACCENT)) && !(w->flags & WORD_ELIDED);
}

static void note_variants(struct composer *c, uint32_t form, bool variant)
{
    if (form >= c->seen_cap) {
        size_t before = c->seen_cap;
        c->seen = mem_grow(c->seen, &c->seen_cap, (size_t)form + 1, sizeof *c->seen);
        memset(c->seen + before, 0, (c->seen_cap - before) * sizeof *c->seen);
    }
    struct seen *s = &c->seen[form];
    if (variant && s->variant_in != c->serial) {
        s->variant_in = c->serial;
        c->variants = mem_grow(c->variants, &c->variants_cap, c->nvariants + 1, sizeof *c->variants);
        c->variants[c->nvariants++] = form;
    } else if (!variant) {
        s->plain = s->plain_in == c->serial ? s->plain + 1 : 1;
        s->plain_in = c->serial;
    }
}

/* The terms of the text's families: form, stem, exact form. */
static void take_text(void *context, const struct token *t)
{
    struct composer *c = context;
    struct word *w = t->word;
    uint32_t position = c->last = c->position + t->position;
    if (w->ids[ID_FORM] == WORD_NO_ID) {
        w->ids[ID_FORM] = vocab_add(&c->terms, w->form);
        w->ids[ID_STEM] = term_of(c, SCHEMA_STEM_PREFIX, "", analyzer_stem(c->analyzer, w));
        if (has_variant(w))
            w->ids[ID_EXACT] = exact_term(c, "", w->form, w->exact);
    }
    post(c, w->ids[ID_FORM], position, 1);
    bool leads = !c->in_title && t->position <= SCHEMA_LEAD_WORDS;
    post(c, w->ids[ID_STEM], DOC_NO_POSITION, leads ? 2 : 1);
    if (w->ids[ID_EXACT] != WORD_NO_ID)
        post(c, w->ids[ID_EXACT], DOC_NO_POSITION, 1);
    note_variants(c, w->ids[ID_FORM], w->ids[ID_EXACT] != WORD_NO_ID);
    c->words += t->kind == TOKEN_WORD;
}

/* The title counts as text, and has families of its own. */
static void take_title(void *context, const struct token *t)
{
    struct composer *c = context;
    const struct word *w = t->word;
    take_text(c, t);
    post(c, term_of(c, c->prefix, "", w->form), t->position, 1);
    post(c, term_of(c, SCHEMA_STEM_PREFIX, c->prefix, w->stem), DOC_NO_POSITION, 1);
    if (has_variant(w))
        post(c, exact_term(c, c->prefix, w->form, w->exact), DOC_NO_POSITION, 1);
}

/* Words of a field that only filters: no weight, so that they do not lengthen the document. */
static void take_words(void *context, const struct token *t)
{
    struct composer *c = context;
    post(c, term_of(c, c->prefix, "", t->word->form), t->position, 0);
}

static void add_words(struct composer *c, enum field field, struct span value)
{
    c->prefix = schema_field(field)->prefix;
    analyzer_text(c->analyzer, value, take_words, c);
}

static void add_whole(struct composer *c, const char *prefix, struct span value)
{
    if (value.len == 0)
        return;
    buf_clear(&c->scratch);
    schema_whole_term(&c->scratch, prefix, value);
    post(c, vocab_add(&c->terms, buf_span(&c->scratch)), DOC_NO_POSITION, 0);
}

static void add_whole_folded(struct composer *c, enum field field, struct span value)
{
    struct buf folded = {0};
    utf8_add_folded(&folded, value);
    add_whole(c, schema_field(field)->prefix, buf_span(&folded));
    buf_release(&folded);
}

/* The plain form of a word counts as exact form too where the article also writes it otherwise. */
static void add_plain_variants(struct composer *c)
{
    for (size_t i = 0; i < c->nvariants; i++) {
        uint32_t form = c->variants[i];
        if (c->seen[form].plain_in != c->serial)
            continue;
        struct span plain = vocab_get(&c->terms, form);
        post(c, exact_term(c, "", plain, plain), DOC_NO_POSITION, c->seen[form].plain);
    }
}

static void take_explanation(void *context, struct span term)
{
    struct composer *c = context;
    post(c, vocab_add(&c->terms, term), DOC_NO_POSITION, 0);
}

static void add_value(struct composer *c, unsigned slot, struct span bytes)
{
    if (bytes.len)
        c->values[c->doc.nvalues++] = (struct doc_value){slot, bytes};
}

static struct span big_endian(char out[8], uint64_t v)
{
    for (int i = 7; i >= 0; i--, v >>= 8)
        out[i] = (char)(v & 0xff);
    return span_of(out, 8);
}

static void add_date(struct composer *c, struct span date)
{
    size_t n = 0;
    for (size_t i = 0; i < date.len && n < 12; i++)
        if (date.ptr[i] >= '0' && date.ptr[i] <= '9')
            c->date_digits[n++] = date.ptr[i];
    struct span digits = span_of(c->date_digits, n);
    add_value(c, SLOT_DATE, digits);
    if (n >= 4)
        add_whole(c, SCHEMA_YEAR_PREFIX, span_head(digits, 4));
    if (n >= 6)
        add_whole(c, SCHEMA_MONTH_PREFIX, span_head(digits, 6));
    if (n >= 8)
        add_whole(c, SCHEMA_DAY_PREFIX, span_head(digits, 8));
}

static void pack(struct composer *c, const struct article *a, const struct compose_place *place)
{
    struct record r = {.extra = NULL};
    r.field[FIELD_TEXT] = a->text;
    r.field[FIELD_TITLE] = a->title;
    r.field[FIELD_DATE] = a->date;
    r.field[FIELD_SOURCE] = a->source;
    r.field[FIELD_AUTHOR] = a->author;
    r.field[FIELD_SECTION] = a->section;
    r.field[FIELD_ID] = place->id;
    r.field[FIELD_PATH] = place->path;
    r.field[FIELD_URL] = a->url;
    r.field[FIELD_LANGUAGE] = a->language;
    r.field[FIELD_FORMAT] = place->format;
    struct record_extra *extra = mem_alloc(a->nextra * sizeof *extra);
    for (size_t i = 0; i < a->nextra; i++)
        extra[i] = (struct record_extra){a->extra[i].name, a->extra[i].value};
    r.extra = extra;
    r.nextra = a->nextra;
    buf_clear(&c->data);
    record_pack(c->packer, &c->data, &r);
    free(extra);
}

const struct doc *compose(
    struct composer *c, const struct article *a, const struct compose_place *place, uint64_t *words)
{
    c->npostings = 0;
    c->nvariants = 0;
    c->words = 0;
    c->doc = (struct doc){.vocab = &c->terms, .values = c->values};
    if (++c->serial == 0) { /* after four thousand million documents */
        composer_forget(c);
        c->serial = 1;
    }
    c->prefix = schema_field(FIELD_TITLE)->prefix;
    c->position = c->last = 0;
    c->in_title = true;
    analyzer_text(c->analyzer, a->title, take_title, c);
    c->in_title = false;
    uint64_t title_words = c->words < UINT16_MAX ? c->words : UINT16_MAX;
    c->position = c->last ? c->last + TITLE_GAP : 0;
    analyzer_text(c->analyzer, a->text, take_text, c);
    add_plain_variants(c);
    explain_terms(c->analyzer, a->title, take_explanation, c);
    explain_terms(c->analyzer, a->text, take_explanation, c);

    add_words(c, FIELD_SOURCE, a->source);
    add_words(c, FIELD_AUTHOR, a->author);
    add_words(c, FIELD_SECTION, a->section);
    add_words(c, FIELD_PATH, place->path);
    add_words(c, FIELD_URL, a->url);
    add_whole_folded(c, FIELD_LANGUAGE, a->language);
    add_whole_folded(c, FIELD_FORMAT, place->format);
    add_whole(c, SCHEMA_ID_PREFIX, place->id);
    add_whole(c, SCHEMA_FILE_PREFIX, place->file);

    /* In the order of their slots. */
    add_date(c, a->date);
    add_value(c, SLOT_HASH, big_endian(c->value_bytes[0], place->hash));
    add_value(c, SLOT_SOURCE, utf8_head(a->source, SCHEMA_VALUE_MAX));
    add_value(c, SLOT_AUTHOR, utf8_head(a->author, SCHEMA_VALUE_MAX));
    add_value(c, SLOT_SECTION, utf8_head(a->section, SCHEMA_VALUE_MAX));
    add_value(c, SLOT_WORDS, big_endian(c->value_bytes[1], c->words));
    if (title_words)
        add_value(c, SLOT_TITLE, span_skip(big_endian(c->value_bytes[2], title_words), 6));

    pack(c, a, place);
    c->doc.postings = c->postings;
    c->doc.npostings = c->npostings;
    c->doc.data = buf_span(&c->data);
    if (words)
        *words = c->words;
    return &c->doc;
}
