/* engine/match/hours.c - weekly opening hours read at a moment */
#include "match/hours.h"

#include <math.h>
#include <string.h>

#include "match/ask.h"

#define EVENING_MINUTE (18 * 60)
#define HOPS_MAX       32

bool wp_hours_asked(const struct wp_ask *ask, int32_t *ret_day, int *ret_minute)
{
    if (ask->at_minute >= 0) {
        *ret_day = ask->at_day;
        *ret_minute = ask->at_minute;
        return true;
    }
    if (ask->tonight) {
        const int weekday = (int)(((ask->as_of_day + 3) % 7 + 7) % 7);
        *ret_day = ask->as_of_day;
        *ret_minute = weekday * 1440 + EVENING_MINUTE;
        return true;
    }
    return false;
}

static bool is_kind(const struct wp_datum *fact, const char *code)
{
    return strcmp(fact->code, code) == 0;
}

/*
 * A dated holiday beats the usual week; intake hours stand in only where
 * nothing says when the place is open.
 */
static const char *const kinds[] = {"holiday", "regular", "intake"};

static bool counts(const struct wp_datum *fact, int32_t day, const char *kind)
{
    if (fact->stance == WP_STANCE_REFUSES || !wp_datum_valid_on(fact, day)) {
        return false;
    }
    if (is_kind(fact, "always")) {
        return strcmp(kind, "regular") == 0;
    }
    if (strcmp(kind, "holiday") == 0 &&
        (fact->from_day == WP_DAY_UNKNOWN || fact->to_day == WP_DAY_UNKNOWN)) {
        return false;
    }
    return !isnan(fact->lo) && fact->hi > fact->lo && is_kind(fact, kind);
}

/* Minutes left at this moment, or -1 when the interval does not hold it. */
static double left_at(const struct wp_datum *fact, int minute)
{
    for (int turn = 0; turn < 2; turn++) {
        const double moment = minute + turn * (double)WP_MINUTES_PER_WEEK;

        if (moment >= fact->lo && moment < fact->hi) {
            return fact->hi - moment;
        }
    }
    return -1.0;
}

/* Follow adjoining intervals (22:00-24:00, 00:00-06:00) to the real end. */
static double left_in_all(const struct wp_datum *facts, size_t count,
                          int32_t day, const char *kind, int minute)
{
    double left = 0.0;

    for (int hop = 0; hop < HOPS_MAX && left < WP_MINUTES_PER_WEEK; hop++) {
        const int moment = (int)(minute + (long)left) % WP_MINUTES_PER_WEEK;
        double more = 0.0;

        for (size_t i = 0; i < count; i++) {
            if (counts(&facts[i], day, kind) && !is_kind(&facts[i], "always")) {
                more = fmax(more, left_at(&facts[i], moment));
            }
        }
        if (more <= 0.0) {
            break;
        }
        left += more;
    }
    return left;
}

static void look(struct wp_openness *found, const struct wp_datum *facts,
                 size_t count, int32_t day, int minute, const char *kind)
{
    for (size_t i = 0; i < count; i++) {
        const struct wp_datum *fact = &facts[i];

        if (!counts(fact, day, kind)) {
            continue;
        }
        if (is_kind(fact, "always")) {
            *found = (struct wp_openness){
                .open = WP_YES, .always = true, .fact = fact};
            return;
        }
        if (left_at(fact, minute) > 0.0) {
            if (found->open != WP_YES) {
                *found = (struct wp_openness){.open = WP_YES, .fact = fact};
            }
            continue;
        }
        const int opens = (int)fact->lo % WP_MINUTES_PER_WEEK;
        const int wait =
            (opens - minute + WP_MINUTES_PER_WEEK) % WP_MINUTES_PER_WEEK;
        if (found->open == WP_NOT_STATED ||
            (found->open == WP_NO && wait < found->wait_minutes)) {
            *found = (struct wp_openness){.open = WP_NO,
                                          .opens_minute = opens,
                                          .wait_minutes = wait,
                                          .fact = fact};
        }
    }
    if (found->open == WP_YES) {
        const double left = left_in_all(facts, count, day, kind, minute);

        found->always = left >= WP_MINUTES_PER_WEEK;
        found->until_minute = (int)(minute + (long)left) % WP_MINUTES_PER_WEEK;
    }
}

struct wp_openness wp_hours_at(const struct wp_subject *subject, int32_t day,
                               int minute)
{
    struct wp_openness found = {.open = WP_NOT_STATED};
    size_t count = 0;
    const struct wp_datum *facts =
        wp_subject_facts(subject, WP_FACT_HOURS, &count);

    for (size_t i = 0;
         i < sizeof(kinds) / sizeof(kinds[0]) && found.open == WP_NOT_STATED;
         i++) {
        look(&found, facts, count, day, minute, kinds[i]);
    }
    return found;
}
