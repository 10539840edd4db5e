/*
 * engine/match/hours.h - weekly opening hours read at a moment
 *
 * Minutes count from Monday 00:00 in the place's own time; an interval that
 * runs past Sunday midnight wraps. Unknown hours are never "closed".
 */
#ifndef WP_MATCH_HOURS_H
#define WP_MATCH_HOURS_H

#include "match/subject.h"

#define WP_MINUTES_PER_WEEK 10080

struct wp_openness {
    enum wp_tri open;            /* WP_NOT_STATED: hours unknown */
    bool always;                 /* never closes */
    int until_minute;            /* of the week; when open and not always */
    int opens_minute;            /* of the week; when closed */
    int wait_minutes;            /* until it opens; 0 when open */
    const struct wp_datum *fact; /* the interval that decided */
};

struct wp_openness wp_hours_at(const struct wp_subject *subject, int32_t day,
                               int minute);

/*
 * The day and minute a client means: the time stated, else six in the evening
 * of as_of for who needs something tonight. False when neither is asked.
 */
struct wp_ask;
bool wp_hours_asked(const struct wp_ask *ask, int32_t *ret_day,
                    int *ret_minute);

#endif /* WP_MATCH_HOURS_H */
