/* engine/record/recurrence_days.c - the days of a recurrence, by libical
 *
 * Days are dates without a time, so no zone of the machine has a say.
 */
#include <libical/ical.h>

#include "base/civil.h"
#include "record/recurrence.h"

#define STEPS_MAX 6000  /* some sixteen years, day by day */
#define DAYS_MAX  36525 /* a century after the start */

static struct icaltimetype time_of(int32_t day)
{
    const struct wp_civil civil = wp_civil_of(day);
    struct icaltimetype when = icaltime_null_time();

    when.year = civil.year;
    when.month = civil.month;
    when.day = civil.day;
    when.is_date = 1;
    return when;
}

/* In the order of the week as the rule counts it: libical relies on that. */
static void put_weekdays(struct icalrecurrencetype *out, unsigned days, int nth,
                         int first, size_t *count)
{
    static const enum icalrecurrencetype_weekday names[7] = {
        ICAL_MONDAY_WEEKDAY,   ICAL_TUESDAY_WEEKDAY, ICAL_WEDNESDAY_WEEKDAY,
        ICAL_THURSDAY_WEEKDAY, ICAL_FRIDAY_WEEKDAY,  ICAL_SATURDAY_WEEKDAY,
        ICAL_SUNDAY_WEEKDAY};

    for (int i = 0; i < 7; i++) {
        const int day = (first + i) % 7;
        if ((days >> day & 1U) != 0) {
            /* The encoding of libical: 8 a turn, and the sign is the turn's. */
            const int code = (int)names[day] + 8 * (nth < 0 ? -nth : nth);
            out->by_day[(*count)++] = (short)(nth < 0 ? -code : code);
        }
    }
}

static void put_bits(short *out, uint32_t bits, int last)
{
    size_t count = 0;

    for (int i = 1; i <= last; i++) {
        if ((bits >> i & 1U) != 0) {
            out[count++] = (short)i;
        }
    }
}

/* A month's rule that names no day means the day it started on. */
static uint32_t month_days_of(const struct wp_recurrence *rule)
{
    bool named = rule->weekdays != 0 || rule->month_days != 0;

    for (size_t i = 0; i < 6; i++) {
        named = named || rule->nth[i] != 0;
    }
    return rule->frequency == WP_MONTHLY && !named
               ? (uint32_t)1 << wp_civil_of(rule->starts).day
               : rule->month_days;
}

static struct icalrecurrencetype ical_of(const struct wp_recurrence *rule)
{
    static const icalrecurrencetype_frequency frequencies[] = {
        ICAL_DAILY_RECURRENCE, ICAL_WEEKLY_RECURRENCE, ICAL_MONTHLY_RECURRENCE,
        ICAL_YEARLY_RECURRENCE};
    struct icalrecurrencetype out;
    size_t count = 0;

    icalrecurrencetype_clear(&out);
    out.freq = frequencies[rule->frequency];
    out.interval = (short)rule->interval;
    out.week_start =
        rule->week_start == 6
            ? ICAL_SUNDAY_WEEKDAY
            : (enum icalrecurrencetype_weekday)(rule->week_start + 2);
    put_weekdays(&out, rule->weekdays, 0, rule->week_start, &count);
    for (int nth = 1; nth <= 5; nth++) {
        put_weekdays(&out, rule->nth[nth], nth, 0, &count);
    }
    put_weekdays(&out, rule->nth[0], -1, 0, &count);
    put_bits(out.by_month_day, month_days_of(rule), 31);
    return out;
}

static bool is_exception(const struct wp_recurrence *rule, int32_t day)
{
    for (size_t i = 0; i < rule->except_count; i++) {
        if (rule->except[i] == day) {
            return true;
        }
    }
    return false;
}

static int32_t shift(int32_t start, int32_t from, int32_t period)
{
    return from - start > period ? start + (from - start) / period * period
                                 : start;
}

/*
 * Where libical is told to begin: as near before the day asked for as keeps
 * the count of weeks or months right, so that few steps are needed.
 */
static int32_t near_start(const struct wp_recurrence *rule, int32_t from)
{
    /* A Monday in 2001, a January, the first: counted from when nobody says. */
    const int32_t starts =
        rule->starts != WP_NO_DAY ? rule->starts : wp_civil_day(2001, 1, 1);
    const struct wp_civil start = wp_civil_of(starts);
    const struct wp_civil asked = wp_civil_of(from);
    const int interval = rule->interval;

    switch (rule->frequency) {
    case WP_DAILY:
        return shift(starts, from, interval);
    case WP_WEEKLY:
        return shift(starts, from - 7 * interval, 7 * interval);
    case WP_MONTHLY: {
        const int first = start.year * 12 + start.month - 1;
        const int between = asked.year * 12 + asked.month - 1 - first;
        const int month =
            first + (between > 0 ? between / interval * interval : 0);
        return wp_civil_day(month / 12, month % 12 + 1, 1);
    }
    case WP_YEARLY: {
        const int between = asked.year - start.year;
        return wp_civil_day(
            start.year + (between > 0 ? between / interval * interval : 0),
            start.month, start.day);
    }
    }
    return starts;
}

static bool is_month(const struct wp_recurrence *rule, int month)
{
    return rule->months == 0 || (rule->months >> month & 1U) != 0;
}

size_t wp_recurrence_days(const struct wp_recurrence *rule, int32_t from,
                          int32_t to, int32_t *days, size_t room)
{
    size_t count = 0;

    if (rule->until != WP_NO_DAY && rule->until < to) {
        to = rule->until;
    }
    if (rule->starts != WP_NO_DAY && rule->starts > from) {
        from = rule->starts;
    }
    if (!wp_recurrence_usable(rule) || room == 0 || to < from) {
        return 0;
    }
    icalrecur_iterator *iterator =
        icalrecur_iterator_new(ical_of(rule), time_of(near_start(rule, from)));
    for (int step = 0; iterator && step < STEPS_MAX && count < room; step++) {
        const struct icaltimetype next = icalrecur_iterator_next(iterator);
        if (icaltime_is_null_time(next)) {
            break;
        }
        const int32_t day = wp_civil_day(next.year, next.month, next.day);
        if (day > to) {
            break;
        }
        if (day >= from && is_month(rule, next.month) &&
            !is_exception(rule, day)) {
            days[count++] = day;
        }
    }
    if (iterator) {
        icalrecur_iterator_free(iterator);
    }
    return count;
}

int32_t wp_recurrence_last(const struct wp_recurrence *rule, long count)
{
    int32_t days[64];
    int32_t from = rule->starts;
    int32_t last = WP_NO_DAY;

    if (rule->starts == WP_NO_DAY || count < 1 || count > STEPS_MAX) {
        return WP_NO_DAY;
    }
    while (count > 0) {
        const size_t room = count < 64 ? (size_t)count : 64;
        const size_t found =
            wp_recurrence_days(rule, from, rule->starts + DAYS_MAX, days, room);
        if (found == 0) {
            break;
        }
        count -= (long)found;
        last = days[found - 1];
        from = last + 1;
    }
    return last;
}
