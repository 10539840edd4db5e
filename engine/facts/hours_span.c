/* engine/facts/hours_span.c - from when to when, when half the day is left out
 *
 * People write "9-5" and mean the morning and the afternoon. Where two
 * readings are both plausible ("6-8") none is taken.
 */
#include "facts/hours_text.h"

#define HOUR       60
#define NOON       (12 * HOUR)
#define LONG_NIGHT (16 * HOUR) /* open for longer than this over midnight? */

/* A time with its half of the day said. */
static int exact(const struct wp_hours_word *time)
{
    int minutes = time->number;

    if (time->half == WP_HALF_AM && minutes >= NOON && minutes < NOON + HOUR) {
        minutes -= NOON;
    } else if (time->half == WP_HALF_PM && minutes < NOON) {
        minutes += NOON;
    }
    return minutes;
}

static bool finish(int from, int to, struct wp_hours_span *ret_span)
{
    if (to == WP_DAY_MIN - 1) {
        to = WP_DAY_MIN;
    }
    if (to == 0 && from > 0) {
        to = WP_DAY_MIN; /* until midnight */
    }
    if (to < from) {
        to += WP_DAY_MIN;
        if (to - from > LONG_NIGHT) {
            return false; /* 8:00am to 5:00am: a slip */
        }
    }
    if (from < 0 || from >= WP_DAY_MIN || to <= from || to > 2 * WP_DAY_MIN) {
        return false;
    }
    *ret_span = (struct wp_hours_span){from, to};
    return true;
}

/* Neither says its half: "9-5", "1-5", "12:30-2". */
static bool guess_both(int from, int to, int after,
                       struct wp_hours_span *ret_span)
{
    if (after >= 0 && from < after) {
        from += from + NOON >= after && from < NOON ? NOON : 0;
    } else if (after < 0 && from < 5 * HOUR) {
        from += NOON; /* nobody opens at two in the night and says only "2" */
    } else if (after < 0 && from < 7 * HOUR && to > from && to < NOON) {
        return false; /* 5-8, 6-9: either */
    } else if (after < 0 && from < 8 * HOUR && to > from && to < 10 * HOUR) {
        return false; /* 7-9 */
    }
    if (to <= from % WP_DAY_MIN && to + NOON > from) {
        to += NOON;
    }
    if (from >= NOON && to < from && to < NOON) {
        to += NOON;
    }
    return to > from && finish(from, to, ret_span);
}

bool wp_hours_span_of(const struct wp_hours_word *from,
                      const struct wp_hours_word *to, bool clock24, int after,
                      struct wp_hours_span *ret_span)
{
    const bool from_said = from->half != WP_HALF_NONE;
    const bool to_said = to->half != WP_HALF_NONE;

    if (from->bare != to->bare) {
        return false;
    }
    if (from_said && to_said) {
        return finish(exact(from), exact(to), ret_span);
    }
    if (to_said) {
        /* "3-9pm" shares the half where that leaves an order, else not. */
        const int end = exact(to) == 0 ? WP_DAY_MIN : exact(to);
        struct wp_hours_word same = *from;
        same.half = to->half;
        if (exact(&same) < end) {
            return finish(exact(&same), end, ret_span);
        }
        same.half = to->half == WP_HALF_PM ? WP_HALF_AM : WP_HALF_PM;
        return finish(exact(&same), end, ret_span);
    }
    if (from_said) {
        const int begin = exact(from);
        int end = to->number;
        if (end >= NOON + HOUR) {
            return finish(begin, end, ret_span);
        }
        end = end >= NOON ? end - NOON : end;
        end += end <= begin ? NOON : 0;
        end += end <= begin ? NOON : 0;
        return finish(begin, end, ret_span);
    }
    if (clock24 || from->bare) {
        const bool odd = from->number < 5 * HOUR && !from->clock24;
        if ((odd && from->number > 0) || to->number == from->number ||
            (to->number < from->number && from->number < NOON)) {
            return false; /* 1:00-5:00 or 9:00-5:00 beside 13:00 */
        }
        return finish(from->number, to->number, ret_span);
    }
    return guess_both(from->number, to->number, after, ret_span);
}
