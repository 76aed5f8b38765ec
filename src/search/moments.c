#include "search/moments.h"

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int moment_month_length(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

/* Days since 1 March of the year 0 and back: Howard Hinnant, « chrono-compatible low-level date algorithms ».
 */
static long day_number(int year, int month, int day)
{
    year -= month <= 2;
    long era = year / 400, of_era = year - era * 400;
    long of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year;
}

static struct moment day_from_number(long n)
{
    long era = n / 146097, of_era = n - era * 146097;
    long year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    long of_year = of_era - (365 * year + year / 4 - year / 100);
    long shifted = (5 * of_year + 2) / 153;
    struct moment m = {.parts = 3};
    m.day = (int)(of_year - (153 * shifted + 2) / 5 + 1);
    m.month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
    m.year = (int)(year + era * 400) + (m.month <= 2);
    return m;
}

struct moment moment_add_days(struct moment m, long days)
{
    long n = day_number(m.year, m.month, m.day) + days;
    long first = day_number(1, 1, 1);
    return day_from_number(n < first ? first : n);
}

struct moment moment_add_months(struct moment m, long months)
{
    long n = (long)m.year * 12 + m.month - 1 + months;
    if (n < 12)
        n = 12;
    m.year = (int)(n / 12);
    m.month = (int)(n % 12) + 1;
    if (m.parts >= 3 && m.day > moment_month_length(m.year, m.month))
        m.day = moment_month_length(m.year, m.month);
    return m;
}

int moment_weekday(struct moment m)
{
    return (int)((day_number(m.year, m.month, m.day) + 2) % 7);
}

bool moment_exists(struct moment m)
{
    return m.year >= 1 && m.year <= 9999 && (m.parts < 2 || (m.month >= 1 && m.month <= 12)) &&
           (m.parts < 3 || (m.day >= 1 && m.day <= moment_month_length(m.year, m.month))) &&
           (m.parts < 4 || (m.hour >= 0 && m.hour <= 23 && m.minute >= 0 && m.minute <= 59));
}

struct moment moment_before(struct moment m)
{
    if (m.parts == 1) {
        m.year--;
    } else if (m.parts == 2) {
        m = moment_add_months(m, -1);
    } else if (m.parts == 3) {
        m = moment_add_days(m, -1);
    } else if (m.hour == 0 && m.minute == 0) {
        m = moment_add_days(m, -1);
        m.parts = 5;
        m.hour = 23;
        m.minute = 59;
    } else {
        int minutes = m.hour * 60 + m.minute - 1;
        m.hour = minutes / 60;
        m.minute = minutes % 60;
    }
    return m;
}

struct span moment_digits(struct moment m, struct arena *arena)
{
    const char *s = arena_printf(arena, "%04d%02d%02d%02d%02d", m.year, m.month, m.day, m.hour, m.minute);
    return span_of(s, m.parts == 1 ? 4 : m.parts == 2 ? 6 : m.parts == 3 ? 8 : 12);
}
