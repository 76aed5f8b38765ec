#include "article/draft.h"

#include "article/date.h"
#include "article/layout.h"
#include "base/bug.h"
#include "base/utf8.h"

#include <stdlib.h>

/* The names of each field, the better ones first: folded (lower case, no accents), « _ » for « - » and blanks.
 */
static const char *const names[DRAFT_FIELDS][20] = {
    [DRAFT_ID] = {"id", "_id", "_id.$oid", "guid", "uid", "uuid", "identifier", "identifiant"},
    [DRAFT_TITLE] = {"title", "titre", "headline", "title.rendered"},
    [DRAFT_DATE] = {"date", "datepublished", "date_published", "published", "published_at", "publishedat",
        "published_date", "publication_date", "date_publication", "date_de_publication", "publie", "publie_le",
        "pubdate", "pub_date", "created", "created_at", "dateline"},
    [DRAFT_SOURCE] = {"source", "journal", "newspaper", "publisher", "publication", "publisher.name",
        "source.name", "media"},
    [DRAFT_AUTHOR] = {"author", "auteur", "authors", "auteurs", "by", "byline", "author.name", "authors.name",
        "auteur.nom", "auteurs.nom", "auteurs.name"},
    [DRAFT_SECTION] = {"section", "rubrique", "category", "categorie", "categories", "rubriques", "sections",
        "articlesection"},
    [DRAFT_URL] = {"url", "link", "lien", "permalink", "canonical", "canonical_url", "uri"},
    [DRAFT_LANGUAGE] = {"language", "lang", "langue", "inlanguage"},
    [DRAFT_TEXT] = {"text", "texte", "full_text", "fulltext", "body", "content", "contenu", "article",
        "articlebody", "article_content", "content.rendered"},
};

enum {
    FIELD_NAME_MAX = 32,
    KEY_MAX = 200 /* bytes; the rest of a longer one is left out */
};

/* Part of a list, until the list is whole. */
struct draft_joined {
    struct buf name, value;
};

void draft_init(struct draft *d)
{
    *d = (struct draft){0};
}

void draft_release(struct draft *d)
{
    for (size_t i = 0; i < d->joined_cap; i++) {
        buf_release(&d->joined[i].name);
        buf_release(&d->joined[i].value);
    }
    free(d->joined);
    buf_release(&d->key);
    buf_release(&d->path);
    draft_init(d);
}

void draft_begin(struct draft *d, struct arena *arena, struct article *out)
{
    d->arena = arena;
    d->out = out;
    memset(d->rank, 0, sizeof d->rank);
    d->extra = NULL;
    d->nextra = 0;
    d->odd_date = span_str("");
    d->crowded = false;
    d->losses = (struct decode_losses){0};
    buf_clear(&d->key);
    buf_clear(&d->path);
    d->depth = d->list = 0;
    d->njoined = 0;
}

static void fold_name(struct buf *folded, struct span name)
{
    utf8_add_folded(folded, name);
    for (size_t i = 0; i < folded->len; i++)
        if (folded->ptr[i] == '-' || folded->ptr[i] == ' ')
            folded->ptr[i] = '_';
}

/* The field of a folded name; *rank is 1 for a name of the user's, 2 for the best of those that are known. */
static enum draft_field look_up(const struct draft_map *map, struct span folded, unsigned *rank)
{
    *rank = 1;
    for (size_t i = 0; map && i < map->count; i++)
        if (span_eq(folded, map->items[i].name))
            return map->items[i].field;
    for (enum draft_field f = 0; f < DRAFT_FIELDS; f++)
        for (unsigned i = 0; names[f][i]; i++)
            if (span_is(folded, names[f][i])) {
                *rank = i + 2;
                return f;
            }
    return DRAFT_EXTRA;
}

static enum draft_field find_field(const struct draft_map *map, struct span name, unsigned *rank)
{
    *rank = 0;
    if (name.len == 0 || name.len > KEY_MAX || (!map && name.len > FIELD_NAME_MAX))
        return DRAFT_EXTRA;
    struct buf folded = {0};
    fold_name(&folded, name);
    enum draft_field found = look_up(map, buf_span(&folded), rank);
    buf_release(&folded);
    return found;
}

enum draft_field draft_field_of(const struct draft_map *map, struct span name)
{
    unsigned rank;
    return find_field(map, span_trim(name), &rank);
}

/* ---- Names of the user's ------------------------------------------------------------------------------ */

static const char field_names[] = "id, title, date, source, author, section, url, language, text";

/* « title », or any other name that is known: « titre ». */
static enum limier_status add_pair(
    struct draft_map *map, struct span pair, struct arena *arena, struct limier_error *err)
{
    const char *equals = memchr(pair.ptr, '=', pair.len);
    struct span field = span_trim(span_head(pair, equals ? (size_t)(equals - pair.ptr) : 0));
    struct span name = equals ? span_trim(span_skip(pair, (size_t)(equals - pair.ptr) + 1)) : field;
    enum draft_field found = draft_field_of(NULL, field);
    if (!equals || name.len == 0)
        return error_set(err, LIMIER_USAGE, "« %.*s » is not FIELD=NAME", SPAN_ARG(utf8_head(pair, 60)));
    if (found == DRAFT_EXTRA)
        return error_set(err, LIMIER_USAGE, "« %.*s » is no field; there are %s",
            SPAN_ARG(utf8_head(field, 60)), field_names);
    struct buf folded = {0};
    fold_name(&folded, name);
    map->items = mem_grow(map->items, &map->cap, map->count + 1, sizeof *map->items);
    map->items[map->count].field = found;
    map->items[map->count++].name = arena_copy(arena, buf_span(&folded));
    buf_release(&folded);
    return LIMIER_OK;
}

enum limier_status draft_map_add(
    struct draft_map *map, const char *text, struct arena *arena, struct limier_error *err)
{
    enum limier_status status = LIMIER_OK;
    struct span rest = span_str(text);
    if (utf8_valid_len(rest) != rest.len)
        return error_set(err, LIMIER_USAGE, "a map of names that is no UTF-8");
    do {
        const char *comma = memchr(rest.ptr, ',', rest.len);
        struct span pair = span_head(rest, comma ? (size_t)(comma - rest.ptr) : rest.len);
        rest = span_skip(rest, pair.len + (comma != NULL));
        status = add_pair(map, span_trim(pair), arena, err);
    } while (status == LIMIER_OK && rest.len);
    return status;
}

void draft_map_release(struct draft_map *map)
{
    free(map->items);
    *map = (struct draft_map){.items = NULL};
}

/* ---- Fields ------------------------------------------------------------------------------------------- */

static struct span *slot(struct article *a, enum draft_field field)
{
    switch (field) {
    case DRAFT_ID: return &a->id;
    case DRAFT_TITLE: return &a->title;
    case DRAFT_DATE: return &a->date;
    case DRAFT_SOURCE: return &a->source;
    case DRAFT_AUTHOR: return &a->author;
    case DRAFT_SECTION: return &a->section;
    case DRAFT_URL: return &a->url;
    case DRAFT_LANGUAGE: return &a->language;
    case DRAFT_TEXT: return &a->text;
    case DRAFT_FIELDS: break;
    }
    BUG("no such field");
}

static void add_extra(struct draft *d, struct span name, struct span value)
{
    for (size_t i = 0; i < d->nextra; i++)
        if (span_eq(d->extra[i].name, name))
            return;
    if (d->nextra == DRAFT_EXTRA_MAX) {
        d->crowded = true;
        return;
    }
    if ((d->nextra & (d->nextra - 1)) == 0) { /* full at each power of two */
        struct article_extra *more = arena_alloc(d->arena, (d->nextra ? d->nextra * 2 : 1) * sizeof *more);
        if (d->nextra)
            memcpy(more, d->extra, d->nextra * sizeof *more);
        d->extra = more;
    }
    d->extra[d->nextra++] = (struct article_extra){name, layout_field(d->arena, value)};
}

/* A date that can be read, as an article has it; false otherwise. */
static bool take_date(struct draft *d, struct span *value)
{
    struct date date;
    if (date_parse(*value, &date)) {
        *value = date_format(d->arena, &date);
        return true;
    }
    /* « published: true » says something else. */
    bool said = !span_is(*value, "true") && !span_is(*value, "false");
    if (said && d->odd_date.len == 0)
        d->odd_date = *value;
    return false;
}

void draft_add(struct draft *d, struct span name, struct span value)
{
    unsigned rank = 0;
    enum draft_field field = find_field(d->map, name, &rank);
    value = decode_text(d->arena, value, DECODE_UTF8, &d->losses);
    value = field == DRAFT_TEXT ? layout_lines(d->arena, value) : layout_field(d->arena, value);
    if (value.len == 0)
        return;
    name = layout_field(d->arena, decode_text(d->arena, name, DECODE_UTF8, &d->losses));
    if (name.len == 0)
        name = span_str("_");
    struct span shown = value;
    if (field == DRAFT_DATE && !take_date(d, &shown))
        field = DRAFT_EXTRA;
    if (field == DRAFT_EXTRA || (d->rank[field] && d->rank[field] < rank)) {
        add_extra(d, name, value);
        return;
    }
    if (d->rank[field] == rank)
        return;
    struct span *held = slot(d->out, field);
    if (d->rank[field])
        add_extra(d, d->name[field], *held);
    *held = shown;
    d->name[field] = name;
    d->rank[field] = rank;
}

const char *draft_end(struct draft *d)
{
    BUG_IF(d->depth);
    d->out->extra = d->extra;
    d->out->nextra = d->nextra;
    if (d->out->date.len == 0 && d->odd_date.len)
        return arena_printf(d->arena, "« %.*s » is no date", SPAN_ARG(utf8_head(d->odd_date, 60)));
    if (d->crowded)
        return arena_printf(d->arena, "values left out: more than %d unknown names", DRAFT_EXTRA_MAX);
    return NULL;
}

const char *draft_nothing(struct draft *d)
{
    enum { SHOWN = 12 };
    struct buf list = {0};
    for (size_t i = 0; i < d->nextra && i < SHOWN; i++)
        buf_printf(&list, "%s%.*s", i ? ", " : "", SPAN_ARG(utf8_head(d->extra[i].name, 40)));
    const char *more = d->nextra > SHOWN ? ", …" : "";
    const char *s = list.len ? arena_printf(d->arena, "neither title nor text; other names: %s%s (see --map)",
                                   buf_str(&list), more)
                             : "neither title nor text";
    buf_release(&list);
    return s;
}

/* ---- Nesting ------------------------------------------------------------------------------------------ */

/* Path, with the key that waits behind it. What lies too deep goes by the name of what is above it. */
static void push_key(struct draft *d)
{
    if (d->key.len && d->depth < DRAFT_DEPTH) {
        if (d->path.len)
            buf_add_char(&d->path, '.');
        buf_add_span(&d->path, buf_span(&d->key));
    }
    buf_clear(&d->key);
}

static void cut_path(struct draft *d, size_t len)
{
    d->path.len = len;
    if (d->path.ptr)
        d->path.ptr[len] = '\0';
}

static void join(struct draft *d, struct span name, struct span value)
{
    size_t i = 0;
    while (i < d->njoined && !span_eq(buf_span(&d->joined[i].name), name))
        i++;
    if (i == DRAFT_EXTRA_MAX) {
        d->crowded = true;
        return;
    }
    if (i == d->njoined) {
        size_t cap = d->joined_cap;
        d->joined = mem_grow(d->joined, &d->joined_cap, i + 1, sizeof *d->joined);
        memset(d->joined + cap, 0, (d->joined_cap - cap) * sizeof *d->joined);
        buf_clear(&d->joined[i].name);
        buf_clear(&d->joined[i].value);
        buf_add_span(&d->joined[i].name, name);
        d->njoined++;
    }
    struct buf *all = &d->joined[i].value;
    if (all->len && value.len)
        buf_add_str(all, ", ");
    buf_add_span(all, value);
}

void draft_key(struct draft *d, struct span key)
{
    buf_clear(&d->key);
    buf_add_span(&d->key, utf8_head(key, KEY_MAX));
}

void draft_value(struct draft *d, struct span value)
{
    if (d->depth == 0) {
        draft_add(d, buf_span(&d->key), value);
        buf_clear(&d->key);
        return;
    }
    size_t len = d->path.len;
    push_key(d);
    if (d->list)
        join(d, buf_span(&d->path), value);
    else
        draft_add(d, buf_span(&d->path), value);
    cut_path(d, len);
}

void draft_skip(struct draft *d)
{
    buf_clear(&d->key);
}

void draft_open(struct draft *d, bool list)
{
    size_t len = d->path.len;
    push_key(d);
    if (d->depth < DRAFT_DEPTH)
        d->starts[d->depth] = len;
    d->depth++;
    if (list && !d->list)
        d->list = d->depth;
}

void draft_close(struct draft *d)
{
    BUG_IF(d->depth == 0);
    if (d->list == d->depth) {
        d->list = 0;
        for (size_t i = 0; i < d->njoined; i++)
            draft_add(d, buf_span(&d->joined[i].name), buf_span(&d->joined[i].value));
        d->njoined = 0;
    }
    d->depth--;
    if (d->depth < DRAFT_DEPTH)
        cut_path(d, d->starts[d->depth]);
    buf_clear(&d->key);
}
