#include "search/dates.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "search/moments.h"

#include <stdio.h>
#include <stdlib.h>

struct interval {
    struct moment low, high;
    bool ago; /* « 7j »: as a bound it means its beginning only */
};

/* ---- Words ----------------------------------------------------------------------------------------------- */

enum sense { WEEKDAY, MONTH, UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_YEAR, TODAY, THIS, LAST, FILLER, TIME };

static const struct {
    const char *names; /* folded, blanks around each */
    enum sense sense;
    int value;
} lexicon[] = {
    {" lundi lun monday mon ", WEEKDAY, 0},
    {" mardi tuesday tue ", WEEKDAY, 1},
    {" mercredi mer wednesday wed ", WEEKDAY, 2},
    {" jeudi jeu thursday thu ", WEEKDAY, 3},
    {" vendredi ven friday fri ", WEEKDAY, 4},
    {" samedi sam saturday sat ", WEEKDAY, 5},
    {" dimanche dim sunday sun ", WEEKDAY, 6},
    {" janvier janv jan january ", MONTH, 1},
    {" fevrier fevr fev february feb ", MONTH, 2},
    {" mars march mar ", MONTH, 3},
    {" avril avr april apr ", MONTH, 4},
    {" mai may ", MONTH, 5},
    {" juin june jun ", MONTH, 6},
    {" juillet juil july jul ", MONTH, 7},
    {" aout august aug ", MONTH, 8},
    {" septembre sept sep september ", MONTH, 9},
    {" octobre oct october ", MONTH, 10},
    {" novembre nov november ", MONTH, 11},
    {" decembre dec december ", MONTH, 12},
    {" j jour jours day days ", UNIT_DAY, 0},
    {" s sem semaine semaines week weeks ", UNIT_WEEK, 0},
    {" m mois month months ", UNIT_MONTH, 0},
    {" a an ans annee annees y year years ", UNIT_YEAR, 0},
    {" aujourdhui today maintenant now ", TODAY, 0},
    {" hier yesterday ", TODAY, -1},
    {" avanthier ", TODAY, -2},
    {" demain tomorrow ", TODAY, 1},
    {" ce cette cet this ", THIS, 0},
    {" dernier derniere derniers dernieres passe passee last past ", LAST, 0},
    {" er le la les l d de du des il ya the of ago ", FILLER, 0},
    {" t h z ", TIME, 0},
};

enum { PIECES_MAX = 8 };

struct piece {
    bool number;
    size_t digits;
    int value;
    enum sense sense;
};

static bool look_up(struct span word, struct piece *out)
{
    char key[24];
    if (word.len + 3 > sizeof key)
        return false;
    snprintf(key, sizeof key, " %.*s ", SPAN_ARG(word));
    for (size_t i = 0; i < sizeof lexicon / sizeof *lexicon; i++) {
        if (strstr(lexicon[i].names, key)) {
            *out = (struct piece){.sense = lexicon[i].sense, .value = lexicon[i].value};
            return true;
        }
    }
    return false;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

/* Folded text into numbers and known words. « aujourd'hui » and « avant-hier » are joined first. */
static bool cut_pieces(struct span s, struct piece pieces[PIECES_MAX], size_t *n)
{
    static const struct {
        const char *from, *to;
    } joins[] = {{"aujourd", "aujourdhui"}, {"avant", "avanthier"}};
    *n = 0;
    for (size_t i = 0; i < s.len;) {
        size_t end = i;
        struct piece piece = {0};
        if (is_digit(s.ptr[i])) {
            while (end < s.len && is_digit(s.ptr[end]))
                piece.value = end - i < 8 ? piece.value * 10 + (s.ptr[end] - '0') : piece.value, end++;
            piece.number = true;
            piece.digits = end - i;
        } else if (is_letter(s.ptr[i])) {
            while (end < s.len && is_letter(s.ptr[end]))
                end++;
            struct span word = span_of(s.ptr + i, end - i);
            for (size_t j = 0; j < 2; j++) {
                if (span_is(word, joins[j].from) && end < s.len) {
                    while (end < s.len && !is_digit(s.ptr[end]) && !is_letter(s.ptr[end]))
                        end++;
                    size_t second = end;
                    while (end < s.len && is_letter(s.ptr[end]))
                        end++;
                    if (!span_is(span_of(s.ptr + second, end - second), joins[j].to + strlen(joins[j].from)))
                        return false;
                    word = span_str(joins[j].to);
                }
            }
            if (!look_up(word, &piece))
                return false;
        } else {
            i++;
            continue;
        }
        i = end;
        if (!piece.number && piece.sense == FILLER)
            continue;
        if (*n == PIECES_MAX)
            return false;
        pieces[(*n)++] = piece;
    }
    /* « mardi 25 novembre »: the day of the week adds nothing. */
    if (*n > 1 && !pieces[0].number && pieces[0].sense == WEEKDAY)
        memmove(pieces, pieces + 1, --*n * sizeof *pieces);
    return *n > 0;
}

/* ---- Patterns -------------------------------------------------------------------------------------------- */

/* The pieces as a string to compare with: Y a number of four digits, n of one or two, C of eight, c of six, and
 * a letter for each sense. */
static void shape_of(const struct piece *pieces, size_t n, char shape[PIECES_MAX + 1])
{
    static const char letters[] = {[WEEKDAY] = 'w',
        [MONTH] = 'm',
        [UNIT_DAY] = 'u',
        [UNIT_WEEK] = 'u',
        [UNIT_MONTH] = 'u',
        [UNIT_YEAR] = 'u',
        [TODAY] = 't',
        [THIS] = 'h',
        [LAST] = 'l',
        [FILLER] = '?',
        [TIME] = 'T'};
    for (size_t i = 0; i < n; i++) {
        size_t d = pieces[i].digits;
        shape[i] = !pieces[i].number ? letters[pieces[i].sense]
                   : d == 4          ? 'Y'
                   : d <= 2          ? 'n'
                   : d == 3          ? 'N'
                   : d == 6          ? 'c'
                   : d == 8          ? 'C'
                                     : '?';
    }
    shape[n] = '\0';
}

/* Where in a shape the year, month, day, hour and minute stand; -1: not said. */
static const struct {
    const char *shape;
    int year, month, day, hour;
} written[] = {
    {"Y", 0, -1, -1, -1},
    {"Yn", 0, 1, -1, -1},
    {"Ynn", 0, 1, 2, -1},
    {"YnnTnn", 0, 1, 2, 4},
    {"YnnTnnn", 0, 1, 2, 4},
    {"YnnTnnT", 0, 1, 2, 4},
    {"YnnTnnnT", 0, 1, 2, 4},
    {"Ynnnn", 0, 1, 2, 3},
    {"nY", 1, 0, -1, -1},
    {"nnY", 2, 1, 0, -1},
    {"mY", 1, 0, -1, -1},
    {"Ym", 0, 1, -1, -1},
    {"nmY", 2, 1, 0, -1},
    {"mnY", 2, 0, 1, -1},
    {"mnmY", 3, 2, 1, -1}, /* « mar. 25 nov. 2025 »: the first is mardi */
    {"nmYnn", 2, 1, 0, 3},
    {"nm", -1, 1, 0, -1},
    {"m", -1, 0, -1, -1},
};

static bool read_written(const char *shape, const struct piece *p, struct moment today, struct moment *out)
{
    for (size_t i = 0; i < sizeof written / sizeof *written; i++) {
        if (strcmp(written[i].shape, shape) != 0)
            continue;
        struct moment m = {.parts = 1};
        if (written[i].month >= 0) {
            m.month = p[written[i].month].value;
            m.parts = 2;
        }
        if (written[i].day >= 0) {
            m.day = p[written[i].day].value;
            m.parts = 3;
        }
        if (written[i].hour >= 0) {
            m.hour = p[written[i].hour].value;
            m.minute = p[written[i].hour + 1].value;
            m.parts = 5;
        }
        if (written[i].year >= 0) {
            m.year = p[written[i].year].value;
        } else { /* the last one there was */
            m.year = today.year;
            if (m.month > today.month || (m.month == today.month && m.day > today.day))
                m.year--;
        }
        *out = m;
        return moment_exists(m);
    }
    return false;
}

static bool read_compact(const char *shape, const struct piece *p, struct moment *out)
{
    struct moment m = {0};
    if (!strcmp(shape, "C"))
        m = (struct moment){
            .year = p->value / 10000, .month = p->value / 100 % 100, .day = p->value % 100, .parts = 3};
    else if (!strcmp(shape, "c"))
        m = (struct moment){.year = p->value / 100, .month = p->value % 100, .parts = 2};
    else
        return false;
    *out = m;
    return moment_exists(m);
}

/* This week, month or year, or the one before (back 1). */
static struct interval period(enum sense unit, int back, struct moment today)
{
    struct moment low = today;
    struct interval in = {0};
    if (unit == UNIT_WEEK) {
        low = moment_add_days(today, -moment_weekday(today) - 7 * back);
        in.low = low;
        in.high = moment_add_days(low, 6);
        return in;
    }
    if (unit == UNIT_DAY) {
        low = moment_add_days(today, -back);
    } else if (unit == UNIT_MONTH) {
        low.parts = 2;
        low = moment_add_months(low, -back);
    } else {
        low.parts = 1;
        low.year -= back;
    }
    in.low = in.high = low;
    return in;
}

static struct interval ago(enum sense unit, int count, struct moment today)
{
    struct interval in = {.high = today, .ago = true};
    if (unit == UNIT_DAY)
        in.low = moment_add_days(today, -(long)count);
    else if (unit == UNIT_WEEK)
        in.low = moment_add_days(today, -7L * count);
    else
        in.low = moment_add_months(today, -(long)count * (unit == UNIT_YEAR ? 12 : 1));
    return in;
}

/* One date, without « .. ». */
static bool read_one(struct interval *out, struct span text, struct moment today)
{
    struct piece p[PIECES_MAX];
    char shape[PIECES_MAX + 1];
    size_t n = 0;
    struct buf folded = {0};
    utf8_add_folded(&folded, text);
    bool known = cut_pieces(buf_span(&folded), p, &n);
    buf_release(&folded);
    if (!known)
        return false;
    shape_of(p, n, shape);
    struct moment m;
    if (read_written(shape, p, today, &m) || read_compact(shape, p, &m)) {
        *out = (struct interval){m, m, false};
    } else if (!strcmp(shape, "t")) {
        m = moment_add_days(today, p[0].value);
        *out = (struct interval){m, m, false};
    } else if (!strcmp(shape, "w")) {
        m = moment_add_days(today, -((moment_weekday(today) - p[0].value + 7) % 7));
        *out = (struct interval){m, m, false};
    } else if (!strcmp(shape, "u") || !strcmp(shape, "hu")) {
        *out = period(p[n - 1].sense, 0, today);
    } else if (!strcmp(shape, "ul") || !strcmp(shape, "lu")) {
        *out = period(p[shape[0] == 'l'].sense, 1, today);
    } else if (!strcmp(shape, "nu") || !strcmp(shape, "Nu") || !strcmp(shape, "uunu")) {
        /* « il y a 7 jours »: its « y a » reads as units */
        *out = ago(p[n - 1].sense, p[n - 2].value, today);
    } else if (!strcmp(shape, "nlu") || !strcmp(shape, "lnu") || !strcmp(shape, "Nlu") ||
               !strcmp(shape, "lNu")) {
        *out = ago(p[2].sense, p[shape[0] == 'l'].value, today);
    } else {
        return false;
    }
    return moment_exists(out->low) && moment_exists(out->high);
}

/* ---- Ranges ---------------------------------------------------------------------------------------------- */

static bool find_range(struct span s, struct span *left, struct span *right)
{
    for (size_t i = 0; i + 2 <= s.len; i++) {
        size_t n = !memcmp(s.ptr + i, "..", 2) ? 2 : i + 3 <= s.len && !memcmp(s.ptr + i, "…", 3) ? 3 : 0;
        if (!n)
            continue;
        /* « nov...2025 »: the first dot belongs to the word. */
        while (n == 2 && i + 3 <= s.len && s.ptr[i + 2] == '.')
            i++;
        *left = span_trim(span_head(s, i));
        *right = span_trim(span_skip(s, i + n));
        return true;
    }
    return false;
}

static void swap_if_turned(struct dates_range *r)
{
    size_t n = r->low.len < r->high.len ? r->low.len : r->high.len;
    if (n == 0 || memcmp(r->low.ptr, r->high.ptr, n) <= 0)
        return;
    struct span low = r->low;
    r->low = r->high;
    r->high = low;
    r->turned = true;
}

bool dates_read(struct dates_range *out, struct span text, enum dates_bound bound, struct span today_text,
    struct arena *arena)
{
    *out = (struct dates_range){0};
    struct interval today, a, b;
    struct moment none = {0};
    if (!read_one(&today, today_text, none) || today.low.parts != 3)
        return false;
    struct span left, right;
    text = span_trim(text);
    if (find_range(text, &left, &right)) {
        if (bound != DATES_IN || (!left.len && !right.len) || (left.len && !read_one(&a, left, today.low)) ||
            (right.len && !read_one(&b, right, today.low)))
            return false;
        if (left.len)
            out->low = moment_digits(a.low, arena);
        if (right.len)
            out->high = moment_digits(b.ago ? b.low : b.high, arena);
        swap_if_turned(out);
        return true;
    }
    if (!read_one(&a, text, today.low))
        return false;
    if (bound == DATES_IN || bound == DATES_SINCE)
        out->low = moment_digits(a.low, arena);
    if (bound == DATES_IN || bound == DATES_UNTIL)
        out->high = moment_digits(bound == DATES_UNTIL && a.ago ? a.low : a.high, arena);
    if (bound == DATES_BEFORE) {
        struct moment m = moment_before(a.low);
        if (!moment_exists(m))
            return false;
        out->high = moment_digits(m, arena);
    }
    return true;
}

bool dates_keyword(struct span name, enum dates_bound *out)
{
    static const struct {
        const char *name;
        enum dates_bound bound;
    } names[] = {{"depuis", DATES_SINCE}, {"since", DATES_SINCE}, {"apres", DATES_SINCE},
        {"after", DATES_SINCE}, {"avant", DATES_BEFORE}, {"before", DATES_BEFORE}, {"jusqu'a", DATES_UNTIL},
        {"jusqu’a", DATES_UNTIL}, {"jusque", DATES_UNTIL}, {"until", DATES_UNTIL}};
    if (name.len > 16)
        return false;
    struct buf folded = {0};
    utf8_add_folded(&folded, name);
    bool found = false;
    for (size_t i = 0; !found && i < sizeof names / sizeof *names; i++) {
        if (span_is(buf_span(&folded), names[i].name)) {
            *out = names[i].bound;
            found = true;
        }
    }
    buf_release(&folded);
    return found;
}

void dates_print(char out[20], struct span d)
{
    size_t n = 0;
    for (size_t i = 0; i < d.len && i < 12; i++) {
        if (i == 4 || i == 6)
            out[n++] = '-';
        else if (i == 8)
            out[n++] = 'T';
        else if (i == 10)
            out[n++] = ':';
        out[n++] = d.ptr[i];
    }
    out[n] = '\0';
}
