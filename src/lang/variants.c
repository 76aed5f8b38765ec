#include "lang/variants.h"

#include "lang/chars.h"
#include "lang/inclusive.h"
#include "lang/sames.h"

/* ---- Between words --------------------------------------------------------------------------------------- */

static enum gap gap_of(struct span s, size_t n)
{
    if (n > 1 && s.ptr[0] == '&')
        return span_starts(s, span_str("&nbsp;")) || span_starts(s, span_str("&#160;")) ? GAP_BLANK : GAP_AND;
    switch (s.ptr[0]) {
    case ' ': return GAP_BLANK;
    case '-': return GAP_HYPHEN;
    case '/': return GAP_SLASH;
    case ':': return GAP_COLON;
    case '&': return GAP_AND;
    case '\xC2':
    case '\xE2': break;
    default: return GAP_OTHER;
    }
    if (span_starts(s, span_str("\xC2\xAC")))
        return GAP_HYPHEN; /* ¬ cuts words in old scans */
    if (n == 3 && (span_starts(s, span_str("\xE2\x80\x90")) || span_starts(s, span_str("\xE2\x80\x91"))))
        return GAP_HYPHEN;
    return char_group_blank(s) ? GAP_BLANK : GAP_OTHER;
}

enum gap gap_after(enum gap gap, struct span s, size_t n)
{
    if (gap == GAP_NONE)
        return gap_of(s, n);
    char c = s.ptr[0];
    if (gap == GAP_HYPHEN && (c == '\n' || c == '\r'))
        return GAP_BREAK;
    return gap == GAP_BREAK && (c == '\n' || c == ' ') ? GAP_BREAK : GAP_OTHER;
}

/* ---- Tables ---------------------------------------------------------------------------------------------- */

static bool is_among(struct span s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s.len && s.ptr[0] == list[i][0] && span_is(s, list[i]))
            return true;
    return false;
}

#define IS_AMONG(s, list) is_among(s, list, sizeof(list) / sizeof *(list))

/* Written in one word, with a hyphen or in two: the place of the blank. By their forms,
 * in the order of their first letters. */
static const struct {
    const char *head, *tail;
} spaced[] = {{"air", "bag"}, {"air", "bags"}, {"audio", "visuel"}, {"auto", "entrepreneur"},
    {"auto", "entrepreneurs"}, {"base", "ball"}, {"basket", "ball"}, {"best", "seller"}, {"best", "sellers"},
    {"bio", "diversite"}, {"black", "list"}, {"black", "out"}, {"burn", "out"}, {"chat", "bot"},
    {"chat", "bots"}, {"co", "voiturage"}, {"covid", "19"}, {"crypto", "monnaie"}, {"crypto", "monnaies"},
    {"cyber", "attaque"}, {"cyber", "attaques"}, {"cyber", "securite"}, {"data", "center"}, {"data", "centers"},
    {"data", "centre"}, {"e", "commerce"}, {"e", "mail"}, {"e", "mails"}, {"e", "sport"}, {"fair", "play"},
    {"geo", "politique"}, {"hand", "ball"}, {"hold", "up"}, {"lobby", "ing"}, {"lock", "down"}, {"make", "up"},
    {"micro", "credit"}, {"micro", "entreprise"}, {"micro", "entreprises"}, {"plate", "forme"},
    {"plate", "formes"}, {"porte", "monnaie"}, {"rond", "point"}, {"ronds", "points"}, {"smart", "phone"},
    {"smart", "phones"}, {"socio", "economique"}, {"start", "up"}, {"start", "ups"}, {"talk", "show"},
    {"tele", "travail"}, {"volley", "ball"}, {"week", "end"}, {"week", "ends"}};
enum { SPACED = sizeof spaced / sizeof *spaced };

/* The first that begins with the letter that form begins with, if any does; form is not empty. */
static size_t first_spaced(struct span form)
{
    size_t low = 0, high = SPACED;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if ((unsigned char)spaced[middle].head[0] < (unsigned char)form.ptr[0])
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const struct {
    const char *short_form, *word;
} months[] = {{"janv", "janvier"}, {"fevr", "février"}, {"fev", "février"}, {"avr", "avril"},
    {"juil", "juillet"}, {"sept", "septembre"}, {"oct", "octobre"}, {"nov", "novembre"}, {"dec", "décembre"}};

static const char *const month_names[] = {"janvier", "février", "mars", "avril", "mai", "juin", "juillet",
    "août", "septembre", "octobre", "novembre", "décembre"};

static const char *const billions[] = {"md", "mds", "mrd", "mrds", "mdeur"};

/* What follows a hyphen and is a word of its own: dit-il, celui-ci. */
static const char *const clitics[] = {"il", "ils", "elle", "elles", "on", "je", "tu", "nous", "vous", "ce",
    "le", "la", "les", "lui", "leur", "moi", "toi", "y", "en", "t", "ci", "meme", "memes", "de", "et", "du",
    "des", "sur"};

/* ---- Written together ------------------------------------------------------------------------------------ */

static size_t digits_at(struct span s)
{
    size_t i = 0;
    while (i < s.len && char_ascii_digit(s.ptr[i]))
        i++;
    return i;
}

static size_t others_at(struct span s)
{
    size_t i = 0;
    while (i < s.len && !char_ascii_digit(s.ptr[i]) && s.ptr[i] != ',' && s.ptr[i] != '.')
        i++;
    return i;
}

/* The month that two digits say, or NULL. */
static const char *month_of(struct span digits)
{
    int v = 0;
    for (size_t i = 0; i < digits.len && i < 2; i++)
        v = v * 10 + (digits.ptr[i] - '0');
    return digits.len <= 2 && v >= 1 && v <= 12 ? month_names[v - 1] : NULL;
}

/* 25.11.2025 */
static bool split_date(struct buf *out, struct span form)
{
    size_t day = digits_at(form);
    struct span rest = span_skip(form, day + 1);
    size_t month = digits_at(rest);
    struct span year = span_skip(rest, month + 1);
    if (day == 0 || day > 2 || day == form.len || form.ptr[day] != '.' || month == rest.len ||
        !month_of(span_head(rest, month)) || month == 0 || rest.ptr[month] != '.' ||
        digits_at(year) != year.len || (year.len != 4 && year.len != 2))
        return false;
    size_t zero = day == 2 && form.ptr[0] == '0';
    buf_add(out, form.ptr + zero, day - zero);
    buf_printf(out, " %s ", month_of(span_head(rest, month)));
    buf_add_span(out, year);
    return true;
}

bool variants_split(struct buf *out, struct span form)
{
    if (form.len && char_ascii_digit(form.ptr[0]) && split_date(out, form))
        return true;
    for (size_t i = form.len ? first_spaced(form) : SPACED; i < SPACED && form.ptr[0] == spaced[i].head[0];
         i++) {
        struct span head = span_str(spaced[i].head), tail = span_str(spaced[i].tail);
        if (form.len == head.len + tail.len && span_starts(form, head) && span_ends(form, tail)) {
            buf_printf(out, "%s %s", spaced[i].head, spaced[i].tail);
            return true;
        }
    }
    size_t digits = digits_at(form), letters = digits ? 0 : others_at(form), parts = 0, start = out->len;
    if ((digits == 0 && (letters == form.len || form.len > 24)) || digits == form.len)
        return false;
    if (digits && span_is(span_skip(form, digits), "e"))
        return false; /* 2e */
    if (span_is(form, "1er"))
        return false;
    for (struct span rest = form; rest.len;) {
        size_t n = digits_at(rest);
        n = n ? n : others_at(rest);
        if (n == 0 || ++parts > 3) {
            out->len = start;
            return false;
        }
        if (rest.len != form.len)
            buf_add_char(out, ' ');
        buf_add(out, rest.ptr, n);
        rest = span_skip(rest, n);
    }
    return true;
}

/* ---- One word -------------------------------------------------------------------------------------------- */

static bool is_short(struct span form)
{
    if (form.len > 5 || form.len == 0 || !strchr("jfmasond", form.ptr[0]))
        return false; /* no month begins so */
    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
        if (form.ptr[0] == months[i].short_form[0] && span_is(form, months[i].short_form))
            return true;
    return IS_AMONG(form, billions);
}

unsigned variants_flags(const struct word *word)
{
    unsigned flags = 0;
    struct buf parts = {0};
    bool money = span_is(word->form, "m");
    if (word->flags & WORD_NUMBER || money || is_short(word->form) || variants_split(&parts, word->form) ||
        span_ends(word->form, span_str("+")) || span_ends(word->form, span_str("#")) || sames_of(word))
        flags |= WORD_VARIED;
    buf_release(&parts);
    struct span form = word->form;
    for (size_t i = form.len ? first_spaced(form) : SPACED; i < SPACED && form.ptr[0] == spaced[i].head[0]; i++)
        if (span_is(word->form, spaced[i].head))
            flags |= WORD_HEAD;
    /* L'Oréal is typed loreal; l'Est is no lest. */
    if ((word->flags & WORD_ELIDED) && (word->flags & WORD_CAPITAL) &&
        (span_is(word->form, "l'") || span_is(word->form, "d'")))
        flags |= WORD_HEAD;
    return flags;
}

static void add(struct variants *out, struct span text, enum token_kind kind)
{
    if (text.len == 0 || out->n == VARIANTS_MAX || out->used + text.len > sizeof out->bytes)
        return;
    char *at = out->bytes + out->used;
    memcpy(at, text.ptr, text.len);
    out->used += text.len;
    out->items[out->n].text = span_of(at, text.len);
    out->items[out->n++].kind = kind;
}

static void add_parts(struct variants *out, struct span form)
{
    struct buf parts = {0};
    if (variants_split(&parts, form)) {
        struct span rest = buf_span(&parts);
        while (rest.len) {
            const char *blank = memchr(rest.ptr, ' ', rest.len);
            size_t n = blank ? (size_t)(blank - rest.ptr) : rest.len;
            add(out, span_head(rest, n), TOKEN_PART);
            const struct same *unit = sames_find(span_head(rest, n));
            if (unit && unit->where == SAME_AFTER_NUMBER)
                add(out, span_str(unit->other), TOKEN_PART);
            rest = span_skip(rest, n + 1);
        }
    }
    buf_release(&parts);
}

/* The word for the sign of money that follows, or NULL. */
static const char *money_after(struct span after)
{
    static const struct {
        const char *sign, *word;
    } money[] = {{"€", "euros"}, {"$", "dollars"}, {"£", "livres"}};
    after = span_skip(after, char_group_blank(after));
    for (size_t i = 0; i < sizeof money / sizeof *money; i++)
        if (span_starts(after, span_str(money[i].sign)))
            return money[i].word;
    return NULL;
}

/* « /2025 » or « /25 » */
static bool year_follows(struct span after)
{
    size_t n = after.len && after.ptr[0] == '/' ? digits_at(span_head(span_skip(after, 1), 5)) : 0;
    return n == 2 || n == 4;
}

static void add_number(
    struct variants *out, const struct word *word, const struct word *before, enum gap gap, struct span after)
{
    if (gap == GAP_SLASH && before && (before->flags & WORD_NUMBER) && before->form.len <= 2 &&
        year_follows(after))
        add(out, span_str(month_of(word->form)), TOKEN_SAME);
    if (word->form.len == 2 && word->form.ptr[0] == '0' && digits_at(word->form) == word->form.len)
        add(out, span_skip(word->form, 1), TOKEN_PART);
    struct span sign = span_skip(after, char_group_blank(after));
    if (sign.len && sign.ptr[0] == '%') {
        add(out, span_str("pour"), TOKEN_PART);
        add(out, span_str("cent"), TOKEN_PART);
    } else if (span_starts(sign, span_str("°"))) {
        add(out, span_str("degrés"), TOKEN_PART);
    }
}

/* What the table of words says, where it holds: a unit behind a number, « no 5 » before one. */
static void add_same(
    struct variants *out, const struct same *same, const struct word *before, struct span after)
{
    bool number_before = before && (before->flags & WORD_NUMBER);
    struct span next = span_skip(after, char_group_blank(after));
    bool number_after = next.len && next.len < after.len && char_ascii_digit(next.ptr[0]);
    if ((same->where == SAME_AFTER_NUMBER && !number_before) ||
        (same->where == SAME_BEFORE_NUMBER && !number_after))
        return;
    add(out, span_str(same->other), same->where == SAME_IN_TEXT ? TOKEN_PART : TOKEN_SAME);
}

void variants_of(struct variants *out, const struct word *word, struct span raw, const struct word *before,
    enum gap gap, struct span after)
{
    out->n = out->used = 0;
    if (word->flags & WORD_NUMBER) {
        add_number(out, word, before, gap, after);
    } else if (word->flags & WORD_INCLUSIVE) {
        struct buf feminine = {0};
        inclusive_feminine(&feminine, raw);
        add(out, buf_span(&feminine), TOKEN_SAME);
        buf_release(&feminine);
        return;
    } else if (span_is(word->form, "m")) {
        if (money_after(after))
            add(out, span_str("millions"), TOKEN_SAME);
    } else if (IS_AMONG(word->form, billions)) {
        add(out, span_str("milliards"), TOKEN_SAME);
    } else if (is_short(word->form)) {
        for (size_t i = 0; i < sizeof months / sizeof *months; i++)
            if (span_is(word->form, months[i].short_form) && (after.len == 0 || after.ptr[0] == '.'))
                add(out, span_str(months[i].word), TOKEN_SAME);
    } else if (span_ends(word->form, span_str("+")) || span_ends(word->form, span_str("#"))) {
        struct span base = word->exact;
        while (base.len && (base.ptr[base.len - 1] == '+' || base.ptr[base.len - 1] == '#'))
            base.len--;
        add(out, base, TOKEN_PART);
    } else if (sames_of(word)) {
        add_same(out, sames_of(word), before && gap == GAP_BLANK ? before : NULL, after);
    } else {
        add_parts(out, word->form);
    }
    add(out, span_str(money_after(after)), TOKEN_PART);
}

/* ---- Two words ------------------------------------------------------------------------------------------- */

char variants_joint(const struct word *a, const struct word *b, enum gap gap)
{
    if ((gap != GAP_COLON && gap != GAP_HYPHEN) || !(a->flags & WORD_NUMBER) || !(b->flags & WORD_NUMBER) ||
        a->form.len > 2 || digits_at(a->form) < a->form.len || digits_at(b->form) < b->form.len)
        return 0;
    if (gap == GAP_COLON)
        return b->form.len == 2 && b->form.ptr[0] < '6' ? 'h' : 0;
    return b->form.len == 1 ? ',' : 0;
}

bool variants_join(const struct word *a, const struct word *b, enum gap gap)
{
    bool numbers = (a->flags & WORD_NUMBER) != 0;
    if (gap == GAP_BLANK || gap == GAP_NONE) {
        if (!(a->flags & WORD_HEAD))
            return false;
        if (a->flags & WORD_ELIDED)
            return (b->flags & WORD_CAPITAL) != 0;
        for (size_t i = 0; i < SPACED; i++)
            if (span_is(a->form, spaced[i].head) && span_is(b->form, spaced[i].tail))
                return true;
        return false;
    }
    if (variants_joint(a, b, gap))
        return true;
    if (gap == GAP_COLON || numbers || (a->flags & WORD_ELIDED) || (b->flags & WORD_ELIDED))
        return false;
    if (gap == GAP_AND)
        return a->form.len <= 3 && b->form.len <= 3;
    if (gap == GAP_BREAK)
        return !(b->flags & (WORD_NUMBER | WORD_CAPITAL)) && a->form.len > 1;
    return gap == GAP_HYPHEN && !IS_AMONG(b->form, clitics);
}
