/* engine/match/hours_when.c - the moment a client means, on a place's clock */
#include "match/ask.h"
#include "match/hours.h"

#define EVENING_MINUTE (18 * 60)

enum wp_when wp_hours_asked(const struct wp_ask *ask,
                            const struct wp_subject *subject, int32_t *ret_day,
                            int *ret_minute)
{
    (void)subject;
    if (ask->at_minute >= 0) {
        *ret_day = ask->at_day;
        *ret_minute = ask->at_minute;
        return WP_WHEN_KNOWN;
    }
    if (ask->tonight) {
        const int weekday = (int)(((ask->as_of_day + 3) % 7 + 7) % 7);
        *ret_day = ask->as_of_day;
        *ret_minute = weekday * 1440 + EVENING_MINUTE;
        return WP_WHEN_KNOWN;
    }
    return WP_WHEN_NOT_ASKED;
}
