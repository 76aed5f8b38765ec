/* When a page's article was published, and by whom, where its head does not say it: marked elements, then what
 * stands in words beside the title and the text. Dates elsewhere are comments', other articles' and today's. */
#include "article/page.h"

#include "base/utf8.h"

#include <strings.h>

enum { LINE_MAX_BYTES = 300 };

static bool has_any(struct span folded, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (memmem(folded.ptr, folded.len, words[i], strlen(words[i])))
            return true;
    return false;
}

enum saying { SAYS_NOTHING, SAYS_OTHER, SAYS_CHANGED, SAYS_PUBLISHED };

/* What the words before a date say it is. */
static enum saying saying(struct span before)
{
    static const char *const others[] = {"nous sommes", "aujourd'hui", "visite", "expire", "valable", "jusqu",
        "consulte", "telecharge", "(c)", "copyright", "depuis le", "inscrit"};
    static const char *const changes[] = {
        "mis a jour", "mise a jour", "modifi", "maj", "actualis", "updated", "modified"};
    static const char *const says[] = {"publi", "post", "mis en ligne", "mise en ligne", "paru", "ecrit",
        "cree", "redige", "diffuse", "edition du", "par "};
    struct buf folded = {0};
    utf8_add_folded(&folded, before);
    struct span s = buf_span(&folded);
    enum saying result = SAYS_NOTHING;
    if (has_any(s, others, sizeof others / sizeof *others))
        result = SAYS_OTHER;
    else if (has_any(s, says, sizeof says / sizeof *says))
        result = SAYS_PUBLISHED;
    else if (has_any(s, changes, sizeof changes / sizeof *changes))
        result = SAYS_CHANGED;
    buf_release(&folded);
    return result;
}

bool page_is_stamp(struct span line, size_t words)
{
    struct date date;
    size_t at, n;
    if (words > 24 || !date_find(line, &date, &at))
        return false;
    enum saying said = saying(span_head(line, at));
    bool sentence = utf8_decode_last(line, &n) == '.';
    size_t before = page_words(span_head(line, at));
    if (said == SAYS_PUBLISHED || said == SAYS_CHANGED)
        return before <= 8 && (!sentence || words <= 20);
    return words <= 12 && before <= 1 && !sentence;
}

/* ---- Marked elements ---------------------------------------------------------------------------------- */

static bool in_comments_or_lists(const struct markup_node *n)
{
    bool foot = false; /* in one that may be the article's own */
    for (; n; n = n->parent) {
        if (markup_is(n, "article"))
            foot = false;
        else if (markup_is(n, "footer"))
            foot = true;
        else if ((n->marks & PAGE_COMMENTS) || page_role(n) == PAGE_ROLE_COMMENTS ||
                 markup_is_any(n, "nav aside"))
            return true;
    }
    return foot;
}

static bool read_mark(struct page *p, const struct markup_node *n, struct date *date)
{
    static const char *const from[] = {"datetime", "content", "title"};
    for (size_t i = 0; i < sizeof from / sizeof *from; i++)
        if (date_parse(markup_attr(n, from[i]), date))
            return true;
    size_t at;
    return date_find(markup_line(n, &p->arena), date, &at);
}

static bool is_marked(const struct markup_node *n)
{
    return markup_has_word(n, "itemprop", "datePublished") || markup_has(n, "pubdate") ||
           markup_has_word(n, "property", "schema:datePublished") ||
           markup_has_word(n, "property", "dc:date") || markup_has_word(n, "class", "dt-published") ||
           markup_has_word(n, "class", "entry-date");
}

/* The first behind the title, else the last before it: lists of other articles have marks, too. */
static bool marked_date(struct page *p, struct date *date)
{
    const struct markup_node *top = p->body,
                             *title = p->heading < p->nblocks ? p->blocks[p->heading].node : NULL;
    enum { MANY = 100 };
    bool found = false, behind = title == NULL;
    struct date here;
    size_t seen = 0;
    for (const struct markup_node *n = top->first; n && seen < MANY; n = markup_next(n, top, true)) {
        behind |= n == title;
        if (!n->name || !is_marked(n))
            continue;
        seen++;
        if (in_comments_or_lists(n) || !read_mark(p, n, &here))
            continue;
        *date = here;
        found = true;
        if (behind)
            break;
    }
    return found;
}

/* ---- Beside the title and the text -------------------------------------------------------------------- */

static bool read_time(struct page *p, const struct page_block *b, struct date *date)
{
    for (const struct markup_node *n = b->node; n; n = markup_next(n, b->node, true)) {
        if (!markup_is(n, "time") || !date_parse(markup_attr(n, "datetime"), date) || date->day == 0)
            continue;
        struct span text = markup_line(n, &p->arena);
        if (text.len && memmem(b->text.ptr, b->text.len, text.ptr, text.len))
            return true;
    }
    return false;
}

struct found {
    struct date date;
    int worth; /* 0: nothing */
};

/* The days and hours of one date may stand in a mark and in words: the words' day, the better hour. */
static void look_at(struct page *p, const struct page_block *b, int worth, struct found *best)
{
    if (in_comments_or_lists(b->node) || b->text.len > LINE_MAX_BYTES)
        return;
    struct span rest = b->text;
    struct date date;
    size_t at = 0;
    bool any = false;
    while (rest.len && date_find(rest, &date, &at)) {
        enum saying said = saying(span_head(rest, at));
        int here = worth * 4 + (said == SAYS_PUBLISHED ? 3 : said == SAYS_NOTHING ? 2 : 1);
        /* « publié » outweighs any place. */
        here += said == SAYS_PUBLISHED ? 100 : said == SAYS_CHANGED ? -3 : 0;
        if (said != SAYS_OTHER && here > best->worth)
            *best = (struct found){date, here};
        any = true;
        rest = span_skip(rest, at + 8); /* no date is shorter */
    }
    int here = worth * 4 + 2;
    if ((!any || best->worth <= here) && read_time(p, b, &date)) {
        enum saying said = saying(b->text);
        if (said == SAYS_CHANGED)
            here -= 3;
        if (here > best->worth || (here == best->worth && date.hour >= 0 && best->date.hour < 0))
            *best = (struct found){date, here};
    }
}

/* A text of one block, its lines apart by <br>: its first line, or its last one. */
static void look_at_line(struct page *p, const struct page_block *b, bool last, int worth, struct found *best)
{
    struct span line, text = span_str("");
    for (struct span rest = b->text; span_line(&rest, &line) && (last || text.len == 0);)
        if (span_trim(line).len)
            text = span_trim(line);
    struct page_block apart = *b;
    apart.text = text;
    apart.words = (uint32_t)page_words(text);
    if (apart.words <= 12 && text.len < b->text.len)
        look_at(p, &apart, worth, best);
}

enum { BEFORE = 5, BEHIND = 8, INTO = 4 };

static bool shown_date(struct page *p, struct date *date)
{
    size_t first = p->nblocks, last = p->nblocks;
    for (size_t i = 0; i < p->nblocks; i++)
        if (p->blocks[i].taken) {
            first = first == p->nblocks ? i : first;
            last = i;
        }
    size_t title = p->heading < p->nblocks ? p->heading : first;
    struct found best = {.worth = 0};
    /* Between title and text, or at the text's top: best. */
    size_t from = title < first ? title : first, to = title < first ? first : title;
    for (size_t i = from; i < p->nblocks && i < to + INTO; i++)
        if (!p->blocks[i].prose || !p->blocks[i].taken ||
            page_is_furniture(p->blocks[i].text, p->blocks[i].words, false) ||
            page_is_stamp(p->blocks[i].text, p->blocks[i].words))
            look_at(p, &p->blocks[i], 10, &best);
    for (size_t i = last + 1, n = 0; last < p->nblocks && i < p->nblocks && n < BEHIND; i++, n++)
        look_at(p, &p->blocks[i], 5, &best);
    for (size_t i = from, n = 0; i-- > 0 && n < BEFORE; n++)
        look_at(p, &p->blocks[i], 6, &best);
    /* In the text itself, a last line « Le 12 mars 1998 ». */
    if (best.worth == 0 && last < p->nblocks && p->blocks[last].words <= 12)
        look_at(p, &p->blocks[last], 4, &best);
    if (best.worth == 0 && first < p->nblocks) {
        look_at_line(p, &p->blocks[first], false, 4, &best);
        look_at_line(p, &p->blocks[last], true, 3, &best);
    }
    *date = best.date;
    return best.worth > 0;
}

struct span page_date(struct page *p, struct arena *arena)
{
    struct date date, other;
    bool found = p->facts.date.len && date_parse(p->facts.date, &date);
    if (!found || date.hour < 0) {
        bool better = marked_date(p, &other);
        if (!better || (other.hour < 0 && found))
            better = shown_date(p, &other) || better;
        bool same_day = found && other.year == date.year && other.month == date.month && other.day == date.day;
        if (better && (!found || (same_day && other.hour >= 0) || date.day == 0)) {
            date = other;
            found = true;
        }
    }
    if (!found && p->facts.url.len)
        found = date_from_path(p->facts.url, &date) && date.day;
    return found ? date_format(arena, &date) : span_str("");
}

/* ---- Author ------------------------------------------------------------------------------------------- */

/* « Par Jeanne Martin, le 3 mars » → « Jeanne Martin ». */
static struct span after_par(struct span line)
{
    if (line.len < 6 || strncasecmp(line.ptr, "par ", 4) != 0)
        return span_str("");
    struct span name = span_skip(line, 4);
    static const char *const stops[] = {
        ",", " le ", "|", " - ", " – ", " — ", "•", "(", "\n", " publié", "Publié", " avec ", "·", ":"};
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        const char *at = memmem(name.ptr, name.len, stops[i], strlen(stops[i]));
        if (at)
            name.len = (size_t)(at - name.ptr);
    }
    name = span_trim(name);
    size_t n, words = page_words(name);
    bool fits = words && words <= 6 && utf8_is_upper(utf8_decode(name, &n));
    for (size_t i = 0; i < name.len && fits; i++)
        fits = name.ptr[i] < '0' || name.ptr[i] > '9';
    return fits ? name : span_str("");
}

struct span page_author(struct page *p, struct arena *arena)
{
    if (p->facts.author.len)
        return arena_copy(arena, p->facts.author);
    size_t title = p->heading < p->nblocks ? p->heading : 0;
    for (size_t i = title; i < p->nblocks && i < title + 12; i++) {
        if (p->blocks[i].text.len > 120 || in_comments_or_lists(p->blocks[i].node))
            continue;
        struct span name = after_par(p->blocks[i].text);
        if (name.len)
            return arena_copy(arena, name);
    }
    return span_str("");
}
