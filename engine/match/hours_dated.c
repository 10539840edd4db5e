/* engine/match/hours_dated.c - opening hours with dates, patterns and doubts
 *
 * Each fact opens spans that begin on some days. Whether a moment is inside is
 * asked of the spans that began that day and the day before; what opens next is
 * found by going through the days ahead. Everything is bounded: a year ahead,
 * a few dozen days of a pattern, a number of steps in all.
 */
#include <math.h>
#include <string.h>

#include "base/civil.h"
#include "match/hours.h"
#include "record/holidays.h"
#include "record/recurrence.h"

#define DAY_MIN          1440
#define HORIZON_DAYS     400
#define PATTERNS_MAX     12
#define PATTERN_DAYS_MAX 40
#define STEPS_MAX        20000
#define HOPS_MAX         32

enum tier { TIER_REGULAR, TIER_INTAKE, TIER_HOLIDAY };

struct pattern {
    const struct wp_datum *fact;
    int32_t days[PATTERN_DAYS_MAX];
    size_t count;
};

struct book {
    const struct wp_datum *facts;
    size_t count;
    struct pattern patterns[PATTERNS_MAX];
    size_t pattern_count;
    const struct wp_datum *holidays; /* "closed on holidays" */
    long steps;
};

struct state {
    enum wp_tri open;
    enum wp_doubt doubt;
    bool intake;
    int left_min; /* of the span that is open */
    const struct wp_datum *fact;
};

static bool is_recurring(const struct wp_datum *fact)
{
    const char *rule = wp_hours_rule(fact);

    return rule != NULL && strncmp(rule, "FREQ=", 5) == 0;
}

static bool is_closed_on_holidays(const struct wp_datum *fact)
{
    const char *rule = wp_hours_rule(fact);

    return wp_hours_is(fact, "holiday") && rule != NULL &&
           strcmp(rule, WP_HOLIDAY_ANY) == 0;
}

static void open_book(struct book *book, const struct wp_datum *facts,
                      size_t count, int32_t day)
{
    *book = (struct book){.facts = facts, .count = count};
    for (size_t i = 0; i < count; i++) {
        struct wp_recurrence rule;

        if (is_closed_on_holidays(&facts[i])) {
            book->holidays = &facts[i];
        } else if (is_recurring(&facts[i]) &&
                   book->pattern_count < PATTERNS_MAX &&
                   wp_recurrence_parse(wp_hours_rule(&facts[i]), &rule)) {
            struct pattern *pattern = &book->patterns[book->pattern_count++];
            pattern->fact = &facts[i];
            pattern->count =
                wp_recurrence_days(&rule, day - 1, day + HORIZON_DAYS,
                                   pattern->days, PATTERN_DAYS_MAX);
        }
    }
}

static bool pattern_holds(const struct book *book, const struct wp_datum *fact,
                          int32_t day)
{
    for (size_t i = 0; i < book->pattern_count; i++) {
        if (book->patterns[i].fact != fact) {
            continue;
        }
        for (size_t d = 0; d < book->patterns[i].count; d++) {
            if (book->patterns[i].days[d] == day) {
                return true;
            }
        }
    }
    return false;
}

static bool is_dated(const struct wp_datum *fact)
{
    return fact->from_day != WP_DAY_UNKNOWN && fact->to_day != WP_DAY_UNKNOWN;
}

/* A holiday's fact that speaks about this very day. */
static bool is_of_holiday(const struct wp_datum *fact, int32_t day)
{
    const char *rule = wp_hours_rule(fact);

    if (!wp_hours_is(fact, "holiday") || is_closed_on_holidays(fact) ||
        !wp_datum_valid_on(fact, day)) {
        return false;
    }
    return rule == NULL || is_recurring(fact) ? is_dated(fact)
                                              : wp_holiday_on(rule, day);
}

static enum tier tier_of(struct book *book, int32_t day)
{
    enum tier tier = TIER_REGULAR;

    for (size_t i = 0; i < book->count; i++) {
        const struct wp_datum *fact = &book->facts[i];

        book->steps++;
        if (is_of_holiday(fact, day)) {
            return TIER_HOLIDAY;
        }
        if (wp_hours_is(fact, "intake") && fact->hi > fact->lo &&
            fact->stance != WP_STANCE_REFUSES && wp_datum_valid_on(fact, day)) {
            tier = TIER_INTAKE;
        }
    }
    return tier;
}

static bool is_of_tier(const struct wp_datum *fact, enum tier tier, int32_t day)
{
    if (!wp_datum_valid_on(fact, day) || isnan(fact->lo) ||
        !(fact->hi > fact->lo)) {
        return false;
    }
    switch (tier) {
    case TIER_HOLIDAY:
        return is_of_holiday(fact, day);
    case TIER_INTAKE:
        return wp_hours_is(fact, "intake");
    case TIER_REGULAR:
        return wp_hours_is(fact, "regular") || wp_hours_is(fact, "always");
    }
    return false;
}

/* The span of a fact that begins on this day, in minutes of the day. */
static bool span_on(struct book *book, const struct wp_datum *fact, int32_t day,
                    int *ret_from, int *ret_to)
{
    const int weekday = wp_civil_weekday(day);

    book->steps++;
    if (is_recurring(fact)) {
        *ret_from = (int)fact->lo;
        *ret_to = (int)fact->hi;
        return pattern_holds(book, fact, day);
    }
    if (fact->hi - fact->lo >= WP_MINUTES_PER_WEEK ||
        wp_hours_rule(fact) != NULL) {
        *ret_from = 0;
        *ret_to = DAY_MIN;
        return true;
    }
    *ret_from = (int)fact->lo - weekday * DAY_MIN;
    *ret_to = (int)fact->hi - weekday * DAY_MIN;
    return *ret_from >= 0 && *ret_from < DAY_MIN;
}

static enum wp_doubt doubt_of(const struct wp_datum *fact)
{
    return fact->stance == WP_STANCE_LIMITED ? WP_DOUBT_APPOINTMENT
                                             : WP_DOUBT_PARTLY_READ;
}

/* Hear one fact whose span holds the moment. */
static void hear(struct state *state, const struct wp_datum *fact, int left_min)
{
    if (fact->stance == WP_STANCE_ACCEPTS) {
        if (state->open == WP_NO) {
            state->doubt = WP_DOUBT_TWO_SAY;
        }
        if (state->open != WP_YES || left_min > state->left_min) {
            state->left_min = left_min;
            state->fact = fact;
        }
        state->open = WP_YES;
    } else if (fact->stance == WP_STANCE_REFUSES) {
        if (state->open == WP_YES) {
            state->doubt = WP_DOUBT_TWO_SAY;
        } else {
            state->open = WP_NO;
            state->fact = fact;
        }
    } else if (state->open == WP_NOT_STATED && state->fact == NULL) {
        state->doubt = doubt_of(fact);
        state->fact = fact;
    }
}

/* What the spans say that began on a day; minute counts from its midnight. */
static struct state state_from(struct book *book, int32_t day, int minute,
                               bool *ret_stated)
{
    const enum tier tier = tier_of(book, day);
    struct state state = {.open = WP_NOT_STATED, .intake = tier == TIER_INTAKE};

    *ret_stated = tier == TIER_HOLIDAY;
    for (size_t i = 0; i < book->count; i++) {
        const struct wp_datum *fact = &book->facts[i];
        int from = 0;
        int to = 0;

        if (!is_of_tier(fact, tier, day)) {
            continue;
        }
        *ret_stated = *ret_stated || fact->stance != WP_STANCE_REFUSES;
        if (span_on(book, fact, day, &from, &to) && minute >= from &&
            minute < to) {
            hear(&state, fact, to - minute);
        }
    }
    /* A certain word beats a doubt, except two certain ones. */
    if (state.open != WP_NOT_STATED && state.doubt != WP_DOUBT_TWO_SAY) {
        state.doubt = WP_DOUBT_NONE;
    }
    if (state.open == WP_YES && tier != TIER_HOLIDAY &&
        book->holidays != NULL && wp_holiday_federal(day) != NULL) {
        state.doubt = WP_DOUBT_HOLIDAY;
        state.fact = book->holidays;
    }
    if (state.doubt != WP_DOUBT_NONE) {
        state.open = WP_NOT_STATED;
    }
    return state;
}

/* minute counts from midnight of the day and is less than a day. */
static struct state state_at(struct book *book, int32_t day, int minute)
{
    bool stated = false;
    struct state before = state_from(book, day - 1, minute + DAY_MIN, &stated);

    if (before.open == WP_YES) {
        return before;
    }
    struct state state = state_from(book, day, minute, &stated);
    if (state.open == WP_YES) {
        return state;
    }
    if (before.doubt != WP_DOUBT_NONE) {
        return before;
    }
    if (state.open == WP_NOT_STATED && state.doubt == WP_DOUBT_NONE && stated) {
        state.open = WP_NO;
    }
    return state;
}

static void find_end(struct book *book, int32_t day, int minute, int left_min,
                     struct wp_openness *found)
{
    long left = left_min;

    for (int hop = 0; hop < HOPS_MAX && left < WP_MINUTES_PER_WEEK; hop++) {
        const long at = minute + left;
        const struct state next =
            state_at(book, day + (int32_t)(at / DAY_MIN), (int)(at % DAY_MIN));
        if (next.open != WP_YES) {
            break;
        }
        left += next.left_min;
    }
    found->always = left >= WP_MINUTES_PER_WEEK;
    found->until_minute =
        (int)((wp_civil_weekday(day) * DAY_MIN + minute + left) %
              WP_MINUTES_PER_WEEK);
}

/* The first opening on a day after a minute of it, or -1. */
static int opening_on(struct book *book, int32_t day, int after,
                      const struct wp_datum **ret_fact)
{
    const enum tier tier = tier_of(book, day);
    int first = -1;

    for (size_t i = 0; i < book->count && book->steps < STEPS_MAX; i++) {
        const struct wp_datum *fact = &book->facts[i];
        int from = 0;
        int to = 0;

        if (fact->stance == WP_STANCE_ACCEPTS && is_of_tier(fact, tier, day) &&
            span_on(book, fact, day, &from, &to) && from > after &&
            (first < 0 || from < first) &&
            state_at(book, day, from).open == WP_YES) {
            first = from;
            *ret_fact = fact;
        }
    }
    return first;
}

static void find_opening(struct book *book, int32_t day, int minute,
                         struct wp_openness *found)
{
    for (int32_t ahead = 0; ahead <= HORIZON_DAYS; ahead++) {
        const struct wp_datum *fact = NULL;
        const int from =
            opening_on(book, day + ahead, ahead == 0 ? minute : -1, &fact);

        if (from >= 0) {
            found->opens_known = true;
            found->opens_day = day + ahead;
            found->opens_minute =
                wp_civil_weekday(day + ahead) * DAY_MIN + from;
            found->wait_minutes = ahead * DAY_MIN + from - minute;
            found->fact = found->fact != NULL ? found->fact : fact;
            return;
        }
        if (book->steps >= STEPS_MAX) {
            return;
        }
    }
}

struct wp_openness wp_hours_dated(const struct wp_datum *facts, size_t count,
                                  int32_t day, int minute)
{
    struct book book;

    open_book(&book, facts, count, day);
    minute %= DAY_MIN;
    const struct state state = state_at(&book, day, minute);
    struct wp_openness found = {
        .open = state.open,
        .doubt = state.doubt,
        .intake = state.intake,
        .fact = state.fact,
    };
    if (found.open == WP_YES) {
        find_end(&book, day, minute, state.left_min, &found);
    } else if (found.open == WP_NO) {
        find_opening(&book, day, minute, &found);
    }
    return found;
}
