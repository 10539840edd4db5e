/*
 * engine/record/recurrence.h - opening days that are not simply every week
 *
 *     schedule or words -> wp_recurrence -> "FREQ=MONTHLY;BYDAY=2WE"
 *     that text, around the day a client asks for -> days
 *
 * The text is the subset of RFC 5545's RRULE that places use, with DTSTART and
 * EXDATE as parts of their own. It is a fact's code after "regular:", so it
 * travels through store and index unchanged and is expanded only when somebody
 * asks, by libical, which is handed the parts read here and never a foreign
 * text. There is no COUNT in it: an end that was given as a number of times
 * has become a date (UNTIL) when it was derived.
 */
#ifndef WP_RECORD_RECURRENCE_H
#define WP_RECORD_RECURRENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum wp_frequency { WP_DAILY, WP_WEEKLY, WP_MONTHLY, WP_YEARLY };

#define WP_NO_DAY         INT32_MIN
#define WP_EXCEPTIONS_MAX 16
#define WP_RECURRENCE_MAX 512 /* bytes of the text with its NUL */

struct wp_recurrence {
    enum wp_frequency frequency;
    int interval;          /* from 1 */
    unsigned weekdays;     /* bit 0 is Monday: every such day */
    unsigned nth[6];       /* nth weekdays by 1 to 5; [0] the last ones */
    uint32_t month_days;   /* bit 1 to 31 */
    unsigned months;       /* bit 1 to 12; 0: all */
    int week_start;        /* 0 is Monday */
    int32_t starts, until; /* days; WP_NO_DAY: open */
    int32_t except[WP_EXCEPTIONS_MAX];
    size_t except_count;
};

#define WP_RECURRENCE_INIT   \
    ((struct wp_recurrence){ \
        .interval = 1, .starts = WP_NO_DAY, .until = WP_NO_DAY})

/* False where it says nothing usable, such as every second week of no date. */
bool wp_recurrence_usable(const struct wp_recurrence *rule);

/* Every day of some weekdays, as long as it lasts: no rule is needed. */
bool wp_recurrence_weekly(const struct wp_recurrence *rule,
                          unsigned *ret_weekdays);

void wp_recurrence_render(const struct wp_recurrence *rule,
                          char ret_text[WP_RECURRENCE_MAX]);

/* Only what _render writes. */
bool wp_recurrence_parse(const char *text, struct wp_recurrence *ret_rule);

/*
 * BYDAY of a schedule, "MO,2WE,-1FR", added to the rule. Only nth days in a
 * rule by month or year.
 */
bool wp_recurrence_byday(const char *text, struct wp_recurrence *rule);
/* BYMONTHDAY: "1,15". */
bool wp_recurrence_bymonthday(const char *text, struct wp_recurrence *rule);

/*
 * The days in [from, to], ascending, at most room. Bounded: never looks at
 * more than some thousand days, whatever the rule says.
 */
size_t wp_recurrence_days(const struct wp_recurrence *rule, int32_t from,
                          int32_t to, int32_t *days, size_t room);

/* The day of the last of count times; WP_NO_DAY when there is no such day
   before the end of anybody's interest. Needs a start. */
int32_t wp_recurrence_last(const struct wp_recurrence *rule, long count);

#endif /* WP_RECORD_RECURRENCE_H */
