/*
 * engine/facts/hours.h - how a schedule's columns are read
 *
 * HSDS keeps a subset of RRULE in columns: freq, interval, byday, bymonthday,
 * count, until, wkst, dtstart; and the times beside them.
 */
#ifndef WP_FACTS_HOURS_H
#define WP_FACTS_HOURS_H

#include "base/civil.h"
#include "facts/derived.h"
#include "record/recurrence.h"

#define WP_DAY_MIN  1440
#define WP_WEEK_MIN 10080
#define WP_ALL_DAYS 127U

/* Minutes of a day; closes may be up to 2880, past midnight. */
struct wp_hours_span {
    int opens, closes;
};

/* opens_at and closes_at; false when they are no times, or open for none. */
bool wp_schedule_times(const struct wp_record *schedule,
                       struct wp_hours_span *ret_span);

/*
 * On which days. False when nothing says so in a form that can be read; true
 * with an unusable rule where the form is right and a part is missing, such as
 * the date that every second week is counted from.
 */
bool wp_schedule_rule(struct wp_arena *arena, const struct wp_record *schedule,
                      struct wp_recurrence *ret_rule);

#endif /* WP_FACTS_HOURS_H */
