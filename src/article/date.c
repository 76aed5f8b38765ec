#include "article/date.h"

#include "base/buf.h"
#include "base/utf8.h"

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool letter(char c)
{
    return c >= 'a' && c <= 'z';
}

/* Folded: lower case, no accents. French, then English; abbreviations may have a point. */
static const struct {
    const char *name;
    int month;
} months[] = {
    {"janvier", 1},
    {"janv", 1},
    {"jan", 1},
    {"january", 1},
    {"fevrier", 2},
    {"fevr", 2},
    {"fev", 2},
    {"february", 2},
    {"feb", 2},
    {"mars", 3},
    {"mar", 3},
    {"march", 3},
    {"avril", 4},
    {"avr", 4},
    {"april", 4},
    {"apr", 4},
    {"mai", 5},
    {"may", 5},
    {"juin", 6},
    {"jun", 6},
    {"june", 6},
    {"juillet", 7},
    {"juil", 7},
    {"jul", 7},
    {"july", 7},
    {"aout", 8},
    {"aou", 8},
    {"august", 8},
    {"aug", 8},
    {"septembre", 9},
    {"sept", 9},
    {"sep", 9},
    {"september", 9},
    {"octobre", 10},
    {"oct", 10},
    {"october", 10},
    {"novembre", 11},
    {"nov", 11},
    {"november", 11},
    {"decembre", 12},
    {"dec", 12},
    {"december", 12},
};

static const char *const weekdays[] = {
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lun",
    "mar",
    "mer",
    "jeu",
    "ven",
    "sam",
    "dim",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
};

static const char *const zones[] = {
    "z",
    "utc",
    "ut",
    "gmt",
    "cet",
    "cest",
    "met",
    "mest",
    "wet",
    "west",
    "bst",
    "est",
    "edt",
    "cst",
    "cdt",
    "mst",
    "mdt",
    "pst",
    "pdt",
};

/* A date is one of these shapes, the first that fits the whole text:
 *     D day, 1 or 2 digits; M month, 1 or 2 digits; n name of a month; Y year, 4 digits; y year, 2 digits
 *     C eight digits YYYYMMDD; o « er », « st », « nd » …, or nothing; w weekday and « le », or nothing
 *     t a time of day; T what joins a time to a date, and the time, or nothing; z zone, or nothing
 *     a blank: blanks, or none; _: blanks or a full stop with them; what else: itself */
static const char *const shapes[] = {
    "Y-M-DTz", "Y/M/DTz", "Y.M.DTz", "CTz", "Y-M", "Y/M", "Y", "wD/M/YTz", "wD.M.YTz", "wD-M-YTz", "M/Y",
    "wDo_n_YTz", "wDo-n-YTz", "wn_Do , YTz", "wn_Do _YTz", "n_Y", "Y-n-DTz", "wDo_n_y tz", /* RFC 822 */
    "wn_D tz Y", /* date(1), ctime(3) with a zone */
};

struct scan {
    const char *at; /* NUL-terminated, folded */
    struct date date;
};

static void blanks(struct scan *s)
{
    while (*s->at == ' ')
        s->at++;
}

/* Between least and most digits, and no more of them behind. */
static bool number(struct scan *s, size_t least, size_t most, int *out)
{
    int value = 0;
    size_t n = 0;
    for (; n < most && digit(s->at[n]); n++)
        value = value * 10 + (s->at[n] - '0');
    if (n < least || digit(s->at[n]))
        return false;
    *out = value;
    s->at += n;
    return true;
}

static struct span word(const struct scan *s)
{
    size_t n = 0;
    while (letter(s->at[n]))
        n++;
    return span_of(s->at, n);
}

static bool one_of(struct span w, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (span_is(w, names[i]))
            return true;
    return false;
}

static bool month_name(struct scan *s)
{
    struct span w = word(s);
    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
        if (span_is(w, months[i].name)) {
            s->date.month = months[i].month;
            s->at += w.len;
            if (*s->at == '.')
                s->at++;
            return true;
        }
    return false;
}

static void weekday(struct scan *s)
{
    for (int i = 0; i < 3; i++) {
        struct span w = word(s);
        if (!span_is(w, "le") && !one_of(w, weekdays, sizeof weekdays / sizeof *weekdays))
            return;
        /* « mar. 2 avril » is a Tuesday, « mar 2, 2020 » and « mar. 2020 » are in March: only a day's name has
         * a further month behind it. */
        struct scan ahead = {.at = s->at + w.len};
        while (*ahead.at == ' ' || *ahead.at == '.' || *ahead.at == ',')
            ahead.at++;
        if (month_name(&(struct scan){.at = s->at})) {
            struct scan later = ahead;
            int ignored;
            if (number(&later, 1, 2, &ignored)) {
                if (span_starts(span_str(later.at), span_str("er")))
                    later.at += 2;
                while (*later.at == ' ' || *later.at == '-')
                    later.at++;
            }
            if (*later.at != '/' && !month_name(&later))
                return;
        }
        s->at = ahead.at;
    }
}

static void ordinal(struct scan *s)
{
    static const char *const endings[] = {"er", "st", "nd", "rd", "th"};
    struct span w = word(s);
    if (one_of(w, endings, sizeof endings / sizeof *endings))
        s->at += w.len;
}

/* « pm » and « am » behind an hour of the twelve. */
static bool half_of_day(struct scan *s)
{
    struct scan ahead = *s;
    blanks(&ahead);
    struct span w = word(&ahead);
    bool afternoon = span_is(w, "pm");
    if (!afternoon && !span_is(w, "am"))
        return true;
    s->at = ahead.at + w.len;
    int hour = s->date.hour;
    if (hour < 1 || hour > 12)
        return false;
    s->date.hour = hour % 12 + (afternoon ? 12 : 0);
    return true;
}

static bool seconds(struct scan *s)
{
    int second;
    if (*s->at != ':')
        return true;
    s->at++;
    if (!number(s, 2, 2, &second) || second > 60)
        return false;
    if ((*s->at == '.' || *s->at == ',') && digit(s->at[1])) {
        s->at++;
        while (digit(*s->at))
            s->at++;
    }
    return true;
}

/* « 14 h 30 », « 14h30 », « 14h », « 14 h 30 min »: behind the hour. */
static bool french_minutes(struct scan *s)
{
    blanks(s);
    struct span w = word(s);
    if (!span_is(w, "h") && !span_is(w, "heures") && !span_is(w, "heure"))
        return false;
    s->at += w.len;
    const char *after = s->at;
    blanks(s);
    s->date.minute = 0;
    if (!number(s, 2, 2, &s->date.minute)) {
        s->at = after;
        return true;
    }
    after = s->at;
    blanks(s);
    w = word(s);
    s->at = span_is(w, "min") || span_is(w, "mn") ? s->at + w.len : after;
    return true;
}

static bool time_of_day(struct scan *s)
{
    if (!number(s, 1, 2, &s->date.hour))
        return false;
    if (*s->at == ':') {
        s->at++;
        if (!number(s, 2, 2, &s->date.minute) || !seconds(s) || !half_of_day(s))
            return false;
    } else if (!french_minutes(s)) {
        return false;
    }
    return s->date.hour <= 23 && s->date.minute <= 59;
}

/* « 143000 » or « 1430 », only behind the T of ISO's basic form. */
static bool compact_time(struct scan *s)
{
    struct scan ahead = *s;
    int all;
    if (number(&ahead, 6, 6, &all))
        all /= 100;
    else if (!number(&ahead, 4, 4, &all))
        return false;
    s->at = ahead.at;
    s->date.hour = all / 100;
    s->date.minute = all % 100;
    return s->date.hour <= 23 && s->date.minute <= 59;
}

static bool joined_time(struct scan *s)
{
    struct scan ahead = *s;
    if (*ahead.at == 't') {
        ahead.at++;
        if (!compact_time(&ahead) && !time_of_day(&ahead))
            return false;
        *s = ahead;
        return true;
    }
    blanks(&ahead);
    if (*ahead.at == ',' || *ahead.at == '-')
        ahead.at++;
    blanks(&ahead);
    struct span w = word(&ahead);
    if (span_is(w, "a") || span_is(w, "at"))
        ahead.at += w.len;
    blanks(&ahead);
    if (ahead.at == s->at || !digit(*ahead.at))
        return true;
    if (!time_of_day(&ahead))
        return false;
    *s = ahead;
    return true;
}

/* +01:00, +0100, +01 */
static bool zone_offset(struct scan *s)
{
    if (*s->at != '+' && *s->at != '-')
        return true;
    s->at++;
    int hours, minutes = 0;
    if (number(s, 4, 4, &hours)) {
        minutes = hours % 100;
        hours /= 100;
    } else if (!number(s, 2, 2, &hours)) {
        return false;
    } else if (*s->at == ':') {
        s->at++;
        if (!number(s, 2, 2, &minutes))
            return false;
    }
    return hours <= 15 && minutes <= 59;
}

static bool zone(struct scan *s)
{
    if (s->date.hour < 0)
        return true;
    struct scan ahead = *s;
    blanks(&ahead);
    struct span w = word(&ahead);
    if (one_of(w, zones, sizeof zones / sizeof *zones))
        ahead.at += w.len;
    if (!zone_offset(&ahead))
        return false;
    /* « +0100 (CET) », « GMT+0100 (Central European Time) » */
    struct scan comment = ahead;
    blanks(&comment);
    if (*comment.at == '(') {
        const char *close = strchr(comment.at, ')');
        if (close)
            ahead.at = close + 1;
    }
    if (ahead.at != s->at + strspn(s->at, " "))
        *s = ahead;
    return true;
}

static bool short_year(struct scan *s)
{
    if (number(s, 4, 4, &s->date.year))
        return true;
    if (!number(s, 2, 2, &s->date.year))
        return false;
    s->date.year += s->date.year < 50 ? 2000 : 1900; /* RFC 2822, 4.3 */
    return true;
}

static bool compact_date(struct scan *s)
{
    int all;
    if (!number(s, 8, 8, &all))
        return false;
    s->date.year = all / 10000;
    s->date.month = all / 100 % 100;
    s->date.day = all % 100;
    return true;
}

static bool element(struct scan *s, char what)
{
    switch (what) {
    case 'D': return number(s, 1, 2, &s->date.day);
    case 'M': return number(s, 1, 2, &s->date.month);
    case 'Y': return number(s, 4, 4, &s->date.year);
    case 'y': return short_year(s);
    case 'C': return compact_date(s);
    case 'n': return month_name(s);
    case 'w': weekday(s); return true;
    case 'o': ordinal(s); return true;
    case 't': return time_of_day(s);
    case 'T': return joined_time(s);
    case 'z': return zone(s);
    case '_':
        if (*s->at == '.')
            s->at++;
        blanks(s);
        return true;
    case ' ': blanks(s); return true;
    default: return *s->at == what && s->at++;
    }
}

static bool fits(const char *text, const char *shape, struct date *out)
{
    struct scan s = {.at = text, .date = {.month = -1, .day = -1, .hour = -1, .minute = -1}};
    for (; *shape; shape++)
        if (!element(&s, *shape))
            return false;
    blanks(&s);
    if (*s.at)
        return false;
    *out = s.date;
    return true;
}

/* Months and days that were read exist; those that were not (-1) become 0. */
static bool exists(struct date *d)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (d->year < 1000 || d->year > 2999)
        return false;
    if (d->month < 0) {
        d->month = d->day = 0;
        return true;
    }
    if (d->month < 1 || d->month > 12)
        return false;
    if (d->day < 0) {
        d->day = 0;
        return true;
    }
    bool leap = (d->year % 4 == 0 && d->year % 100 != 0) || d->year % 400 == 0;
    return d->day >= 1 && d->day <= lengths[d->month - 1] + (d->month == 2 && leap);
}

enum { DATE_MAX = 120 }; /* bytes; a longer text is no date */

bool date_parse(struct span s, struct date *out)
{
    s = span_trim(s);
    if (s.len == 0 || s.len > DATE_MAX)
        return false;
    struct buf folded = {0};
    utf8_add_folded(&folded, s);
    for (size_t i = 0; i < folded.len; i++)
        if (strchr("\t\r\n", folded.ptr[i]))
            folded.ptr[i] = ' ';
    const char *text = buf_str(&folded) + strspn(buf_str(&folded), " ");
    bool found = false;
    if (strlen(buf_str(&folded)) == folded.len)
        for (size_t i = 0; i < sizeof shapes / sizeof *shapes && !found; i++) {
            struct date d;
            found = fits(text, shapes[i], &d) && exists(&d);
            if (found)
                *out = d;
        }
    buf_release(&folded);
    return found;
}

/* ---- In lines ----------------------------------------------------------------------------------------- */

static bool is_sign(char c)
{
    return digit(c) || letter((char)(c | 0x20)) || (unsigned char)c >= 0xc0;
}

/* Behind the first year, or eight digits, from byte i on; 0 when there is none. */
static size_t year_end(struct span s, size_t i)
{
    for (size_t run = 0; i <= s.len; i++) {
        bool more = i < s.len && digit(s.ptr[i]);
        if (!more && (run == 4 || run == 8))
            return i;
        run = more ? run + 1 : 0;
    }
    return 0;
}

/* Trying is dear, so that it is done only near a year, and from a digit or a word with a digit soon after it.
 */
bool date_find(struct span s, struct date *out, size_t *at)
{
    enum { LINE = 300, LEAST = 8, MOST = 64, BEFORE_YEAR = 36 }; /* bytes */
    s = utf8_head(s, LINE);
    for (size_t i = 0, year = 0; i < s.len; i++) {
        if (year <= i && (year = year_end(s, i)) == 0)
            return false;
        if (!is_sign(s.ptr[i]) || (i && is_sign(s.ptr[i - 1])) || year > i + BEFORE_YEAR)
            continue;
        size_t least = year - i > LEAST ? year - i : LEAST;
        for (size_t n = s.len - i < MOST ? s.len - i : MOST; n >= least; n--) {
            char next = i + n < s.len ? s.ptr[i + n] : ' ';
            bool cut = (is_sign(next) && is_sign(s.ptr[i + n - 1])) || ((unsigned char)next & 0xc0) == 0x80;
            if (cut || !date_parse(span_of(s.ptr + i, n), out) || out->day == 0)
                continue;
            *at = i;
            return true;
        }
    }
    return false;
}

/* ---- In paths ----------------------------------------------------------------------------------------- */

static bool digits(struct span s, size_t n, int *out)
{
    *out = 0;
    for (size_t i = 0; i < n; i++) {
        if (i >= s.len || !digit(s.ptr[i]))
            return false;
        *out = *out * 10 + (s.ptr[i] - '0');
    }
    return true;
}

static bool ends_at(struct span s, size_t i)
{
    return i >= s.len || !digit(s.ptr[i]);
}

/* What stands at s: at the start of a run of digits. */
static bool path_date(struct span s, bool folder, struct date *d)
{
    *d = (struct date){.hour = -1, .minute = -1};
    if (!digits(s, 4, &d->year) || d->year < 1600 || d->year > 2099)
        return false;
    if (digits(span_skip(s, 4), 2, &d->month) && digits(span_skip(s, 6), 2, &d->day) && ends_at(s, 8))
        return exists(d);
    char mark = s.len > 4 ? s.ptr[4] : '\0';
    bool joined = (mark == '-' || mark == '_' || mark == '/') && digits(span_skip(s, 5), 2, &d->month);
    if (joined && s.len > 7 && s.ptr[7] == mark && digits(span_skip(s, 8), 2, &d->day) && ends_at(s, 10))
        return exists(d);
    d->day = -1;
    if (joined && folder && s.len > 7 && s.ptr[7] == '/' && exists(d))
        return true;
    d->month = -1;
    return folder && mark == '/' && exists(d);
}

static int precision(const struct date *d)
{
    return d->day ? 3 : d->month ? 2 : 1;
}

bool date_from_path(struct span path, struct date *out)
{
    bool found = false;
    for (size_t i = 0; i < path.len; i++) {
        if (!digit(path.ptr[i]) || (i && digit(path.ptr[i - 1])))
            continue;
        struct date d;
        bool folder = i == 0 || path.ptr[i - 1] == '/';
        if (path_date(span_skip(path, i), folder, &d) && (!found || precision(&d) >= precision(out))) {
            *out = d;
            found = true;
        }
    }
    return found;
}

struct span date_format(struct arena *arena, const struct date *d)
{
    const char *s;
    if (d->hour >= 0 && d->day)
        s = arena_printf(arena, "%04d-%02d-%02dT%02d:%02d", d->year, d->month, d->day, d->hour, d->minute);
    else if (d->day)
        s = arena_printf(arena, "%04d-%02d-%02d", d->year, d->month, d->day);
    else if (d->month)
        s = arena_printf(arena, "%04d-%02d", d->year, d->month);
    else
        s = arena_printf(arena, "%04d", d->year);
    return span_str(s);
}
