/* engine/base/civil.c - days of the calendar as numbers, and back
 *
 * Source: H. Hinnant, "chrono-compatible low-level date algorithms".
 */
#include "base/civil.h"

int32_t wp_civil_day(int year, int month, int day)
{
    const int y = month <= 2 ? year - 1 : year;
    const int era = (y >= 0 ? y : y - 399) / 400;
    const int yoe = y - era * 400;
    const int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

    return era * 146097 + doe - 719468;
}

struct wp_civil wp_civil_of(int32_t day)
{
    const int z = day + 719468;
    const int era = (z >= 0 ? z : z - 146096) / 146097;
    const int doe = z - era * 146097;
    const int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    const int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const int mp = (5 * doy + 2) / 153;
    const int month = mp < 10 ? mp + 3 : mp - 9;

    return (struct wp_civil){
        .year = yoe + era * 400 + (month <= 2 ? 1 : 0),
        .month = month,
        .day = doy - (153 * mp + 2) / 5 + 1,
    };
}

int wp_civil_weekday(int32_t day)
{
    return (int)(((day + 3) % 7 + 7) % 7);
}

int32_t wp_civil_nth(int year, int month, int weekday, int nth)
{
    if (nth < 0) {
        const int32_t next = month == 12 ? wp_civil_day(year + 1, 1, 1)
                                         : wp_civil_day(year, month + 1, 1);
        return next - 1 - (wp_civil_weekday(next - 1) - weekday + 7) % 7;
    }
    const int32_t first = wp_civil_day(year, month, 1);
    return first + (weekday - wp_civil_weekday(first) + 7) % 7 + 7 * (nth - 1);
}
