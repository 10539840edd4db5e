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
    const char *code, *name;
    int month;
    int day;          /* of the month; 0: a weekday decides */
    int weekday, nth; /* nth -1: the last */
    int after;        /* days after that */
    bool federal;
} holidays[] = {
    {"new-year", "New Year's Day", 1, 1, 0, 0, 0, true},
    {"mlk", "Martin Luther King Jr. Day", 1, 0, MON, 3, 0, true},
    {"presidents", "Presidents' Day", 2, 0, MON, 3, 0, true},
    {"memorial", "Memorial Day", 5, 0, MON, -1, 0, true},
    {"juneteenth", "Juneteenth", 6, 19, 0, 0, 0, true},
    {"independence", "Independence Day", 7, 4, 0, 0, 0, true},
    {"labor", "Labor Day", 9, 0, MON, 1, 0, true},
    {"columbus", "Columbus Day", 10, 0, MON, 2, 0, true},
    {"veterans", "Veterans Day", 11, 11, 0, 0, 0, true},
    {"thanksgiving", "Thanksgiving", 11, 0, THU, 4, 0, true},
    {"after-thanksgiving", "the day after Thanksgiving", 11, 0, THU, 4, 1,
     false},
    {"christmas-eve", "Christmas Eve", 12, 24, 0, 0, 0, false},
    {"christmas", "Christmas Day", 12, 25, 0, 0, 0, true},
    {"new-year-eve", "New Year's Eve", 12, 31, 0, 0, 0, false},
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

const char *wp_holiday_name(int32_t day)
{
    const int year = wp_civil_of(day).year;

    for (size_t i = 0; i < COUNT; i++) {
        /* New Year's Day can be kept in the year before. */
        if (holidays[i].federal &&
            (day == day_in(i, year) || day == observed_in(i, year) ||
             day == observed_in(i, year + 1))) {
            return holidays[i].name;
        }
    }
    return NULL;
}

bool wp_holiday_on(const char *code, int32_t day)
{
    if (strcmp(code, WP_HOLIDAY_ANY) == 0) {
        return wp_holiday_name(day) != NULL;
    }
    for (size_t i = 0; i < COUNT; i++) {
        if (strcmp(code, holidays[i].code) == 0) {
            return day == day_in(i, wp_civil_of(day).year);
        }
    }
    return false;
}
