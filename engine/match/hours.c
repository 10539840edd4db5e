/* engine/match/hours.c - a plain week's opening hours read at a moment */
#include "match/hours.h"

#include <math.h>
#include <string.h>

#include "base/civil.h"
#include "match/ask.h"

#define HOPS_MAX 32

bool wp_hours_is(const struct wp_datum *fact, const char *kind)
{
    const size_t length = strlen(kind);

    return strncmp(fact->code, kind, length) == 0 &&
           (fact->code[length] == '\0' || fact->code[length] == ':' ||
            fact->code[length] == '@');
}

const char *wp_hours_rule(const struct wp_datum *fact)
{
    const char *colon = strchr(fact->code, ':');

    return colon != NULL ? colon + 1 : NULL;
}

/* Nothing but "on these weekdays from then to then", or always. */
static bool is_plain(const struct wp_datum *fact)
{
    return fact->stance == WP_STANCE_ACCEPTS &&
           fact->from_day == WP_DAY_UNKNOWN && fact->to_day == WP_DAY_UNKNOWN &&
           fact->code[0] != 'h' && wp_hours_rule(fact) == NULL;
}

static bool counts(const struct wp_datum *fact, bool intake)
{
    return wp_hours_is(fact, "intake") == intake && fact->hi > fact->lo;
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
                          bool intake, int minute)
{
    double left = 0.0;

    for (int hop = 0; hop < HOPS_MAX && left < WP_MINUTES_PER_WEEK; hop++) {
        const int moment = (int)(minute + (long)left) % WP_MINUTES_PER_WEEK;
        double more = 0.0;

        for (size_t i = 0; i < count; i++) {
            if (counts(&facts[i], intake)) {
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

static struct wp_openness look(const struct wp_datum *facts, size_t count,
                               bool intake, int32_t day, int minute)
{
    struct wp_openness found = {.open = WP_NOT_STATED, .intake = intake};

    for (size_t i = 0; i < count; i++) {
        const struct wp_datum *fact = &facts[i];

        if (!counts(fact, intake)) {
            continue;
        }
        if (left_at(fact, minute) > 0.0) {
            if (found.open != WP_YES) {
                found = (struct wp_openness){
                    .open = WP_YES, .intake = intake, .fact = fact};
            }
            continue;
        }
        const int opens = (int)fact->lo % WP_MINUTES_PER_WEEK;
        const int wait =
            (opens - minute + WP_MINUTES_PER_WEEK) % WP_MINUTES_PER_WEEK;
        if (found.open == WP_NOT_STATED ||
            (found.open == WP_NO && wait < found.wait_minutes)) {
            found = (struct wp_openness){
                .open = WP_NO,
                .intake = intake,
                .opens_known = true,
                .opens_minute = opens,
                .opens_day = day + (minute % 1440 + wait) / 1440,
                .wait_minutes = wait,
                .fact = fact,
            };
        }
    }
    if (found.open == WP_YES) {
        const double left = left_in_all(facts, count, intake, minute);

        found.always = left >= WP_MINUTES_PER_WEEK;
        found.until_minute = (int)(minute + (long)left) % WP_MINUTES_PER_WEEK;
    }
    return found;
}

struct wp_openness wp_hours_at(const struct wp_subject *subject, int32_t day,
                               int minute)
{
    size_t count = 0;
    const struct wp_datum *facts =
        wp_subject_facts(subject, WP_FACT_HOURS, &count);
    bool intake = false;

    for (size_t i = 0; i < count; i++) {
        if (!is_plain(&facts[i])) {
            return wp_hours_dated(facts, count, day, minute);
        }
        intake = intake || counts(&facts[i], true);
    }
    return look(facts, count, intake, day, minute);
}
