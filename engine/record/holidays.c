/* engine/record/holidays.c - the holidays of the United States, computed
 *
 * Source: 5 U.S.C. 6103 (federal holidays; one that falls on a Saturday or a
 * Sunday is kept on the Friday before or the Monday after).
 */
#include "record/holidays.h"

#include <stddef.h>
#include <string.h>

#include "base/civil.h"

enum { MON = 0, THU = 3, SAT = 5, SUN = 6 };

static const struct {
    const char *code;
    int month;
    int day;          /* of the month; 0: a weekday decides */
    int weekday, nth; /* nth -1: the last */
    int after;        /* days after that */
    bool federal;
} holidays[] = {
    {"new-year", 1, 1, 0, 0, 0, true},
    {"mlk", 1, 0, MON, 3, 0, true},
    {"presidents", 2, 0, MON, 3, 0, true},
    {"memorial", 5, 0, MON, -1, 0, true},
    {"juneteenth", 6, 19, 0, 0, 0, true},
    {"independence", 7, 4, 0, 0, 0, true},
    {"labor", 9, 0, MON, 1, 0, true},
    {"columbus", 10, 0, MON, 2, 0, true},
    {"veterans", 11, 11, 0, 0, 0, true},
    {"thanksgiving", 11, 0, THU, 4, 0, true},
    {"after-thanksgiving", 11, 0, THU, 4, 1, false},
    {"christmas-eve", 12, 24, 0, 0, 0, false},
    {"christmas", 12, 25, 0, 0, 0, true},
    {"new-year-eve", 12, 31, 0, 0, 0, false},
};

#define COUNT (sizeof(holidays) / sizeof(holidays[0]))

static int32_t day_in(size_t holiday, int year)
{
    const int month = holidays[holiday].month;
    const int32_t day =
        holidays[holiday].day > 0
            ? wp_civil_day(year, month, holidays[holiday].day)
            : wp_civil_nth(year, month, holidays[holiday].weekday,
                           holidays[holiday].nth);

    return day + holidays[holiday].after;
}

static int32_t observed_in(size_t holiday, int year)
{
    const int32_t day = day_in(holiday, year);
    const int weekday = wp_civil_weekday(day);

    return weekday == SAT ? day - 1 : weekday == SUN ? day + 1 : day;
}

bool wp_holiday_known(const char *code)
{
    for (size_t i = 0; i < COUNT; i++) {
        if (strcmp(code, holidays[i].code) == 0) {
            return true;
        }
    }
    return strcmp(code, WP_HOLIDAY_ANY) == 0;
}

const char *wp_holiday_federal(int32_t day)
{
    const int year = wp_civil_of(day).year;

    for (size_t i = 0; i < COUNT; i++) {
        /* New Year's Day can be kept in the year before. */
        if (holidays[i].federal &&
            (day == day_in(i, year) || day == observed_in(i, year) ||
             day == observed_in(i, year + 1))) {
            return holidays[i].code;
        }
    }
    return NULL;
}

bool wp_holiday_on(const char *code, int32_t day)
{
    if (strcmp(code, WP_HOLIDAY_ANY) == 0) {
        return wp_holiday_federal(day) != NULL;
    }
    for (size_t i = 0; i < COUNT; i++) {
        if (strcmp(code, holidays[i].code) == 0) {
            return day == day_in(i, wp_civil_of(day).year);
        }
    }
    return false;
}
