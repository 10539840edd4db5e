/*
 * engine/match/hours.h - opening hours read at a moment
 *
 * Minutes count from Monday 00:00 on the place's own clock; an interval that
 * runs past Sunday midnight wraps. Unknown hours are never "closed".
 *
 * What decides, first to last: a dated holiday; intake hours, since they say
 * when somebody can come in; the regular week. Most places have a plain week,
 * and hours.c answers for them with nothing but comparisons; dates, patterns
 * and doubts go through hours_dated.c.
 */
#ifndef WP_MATCH_HOURS_H
#define WP_MATCH_HOURS_H

#include "match/subject.h"

#define WP_MINUTES_PER_WEEK 10080

/* Why openness is not known although hours are given. */
enum wp_doubt {
    WP_DOUBT_NONE,
    WP_DOUBT_HOLIDAY,     /* "closed on holidays": which, nobody says */
    WP_DOUBT_APPOINTMENT, /* or another condition, in the fact's note */
    WP_DOUBT_PARTLY_READ, /* more was said than could be read */
    WP_DOUBT_TWO_SAY,     /* one says open, one says closed */
};

struct wp_openness {
    enum wp_tri open; /* WP_NOT_STATED: not known, see doubt */
    enum wp_doubt doubt;
    bool intake;                 /* intake hours decided */
    bool always;                 /* never closes */
    int until_minute;            /* of the week; when open and not always */
    bool opens_known;            /* closed, and known when it opens */
    int opens_minute;            /* of the week */
    int32_t opens_day;           /* days since 1970-01-01 */
    int wait_minutes;            /* until it opens; 0 when open */
    const struct wp_datum *fact; /* the interval that decided */
};

struct wp_openness wp_hours_at(const struct wp_subject *subject, int32_t day,
                               int minute);

/* The part of wp_hours_at for everything but a plain week. */
struct wp_openness wp_hours_dated(const struct wp_datum *facts, size_t count,
                                  int32_t day, int minute);

enum wp_when { WP_WHEN_NOT_ASKED, WP_WHEN_KNOWN, WP_WHEN_ZONE_UNKNOWN };

/*
 * The day and minute a client means, on the clock of the place: the time
 * stated, else six in the evening of as_of for who needs something tonight.
 * A time with an offset has no answer where the place's zone is not known.
 */
struct wp_ask;
enum wp_when wp_hours_asked(const struct wp_ask *ask,
                            const struct wp_subject *subject, int32_t *ret_day,
                            int *ret_minute);

/* ---- codes of hours facts ------------------------------------------------ */

/* "regular", "intake", "holiday" or "always", then "@-300" where the schedule
   tells its zone itself, then ":" and a recurrence or a holiday. */
bool wp_hours_is(const struct wp_datum *fact, const char *kind);
/* What follows the colon, or NULL. */
const char *wp_hours_rule(const struct wp_datum *fact);

#endif /* WP_MATCH_HOURS_H */
