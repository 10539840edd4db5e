/* engine/match/score_hours.c - is it open when the client can come? */
#include "match/criterion.h"
#include "match/hours.h"
#include "record/holidays.h"

#define SOON_MINUTES    (12 * 60)
#define EVENING_MINUTES (6 * 60)
#define FAR_DAYS        6

static const double soon_score = 0.7;
static const double closed_score = 0.3;

static enum wp_say say_doubt(enum wp_doubt doubt)
{
    switch (doubt) {
    case WP_DOUBT_NONE:
        return WP_SAY_HOURS_SILENT;
    case WP_DOUBT_HOLIDAY:
        return WP_SAY_HOURS_HOLIDAY;
    case WP_DOUBT_APPOINTMENT:
        return WP_SAY_HOURS_CONDITION;
    case WP_DOUBT_PARTLY_READ:
        return WP_SAY_HOURS_PARTLY;
    case WP_DOUBT_TWO_SAY:
        return WP_SAY_HOURS_TWO_SAY;
    }
    return WP_SAY_HOURS_SILENT;
}

static void judge_closed(const struct wp_openness *found, int32_t day,
                         struct wp_judgement *result)
{
    const bool soon = found->opens_known && found->wait_minutes <= SOON_MINUTES;

    result->verdict = WP_FAILS;
    result->score = soon ? soon_score : closed_score;
    result->say = soon ? WP_SAY_HOURS_SOON : WP_SAY_HOURS_CLOSED;
    if (!found->opens_known) {
        result->say = WP_SAY_HOURS_SHUT;
    } else if (found->intake) {
        result->say = WP_SAY_HOURS_INTAKE_CLOSED;
    }
    result->number = found->opens_minute;
    result->limit =
        found->opens_day - day > FAR_DAYS ? found->opens_day : WP_DAY_UNKNOWN;
}

struct wp_judgement wp_score_hours(const struct wp_ask *ask,
                                   const struct wp_subject *subject)
{
    struct wp_judgement result = {
        .applies = true,
        .verdict = WP_UNKNOWN,
        .score = wp_prior(ask, WP_CRITERION_HOURS),
        .say = WP_SAY_HOURS_SILENT,
    };
    int32_t day = 0;
    int minute = 0;
    const enum wp_when when = wp_hours_asked(ask, subject, &day, &minute);

    if (when == WP_WHEN_NOT_ASKED) {
        return WP_NOT_ASKED;
    }
    if (when == WP_WHEN_ZONE_UNKNOWN) {
        size_t count = 0;
        result.fact = wp_subject_facts(subject, WP_FACT_HOURS, &count);
        result.say = count > 0 ? WP_SAY_HOURS_ZONE : WP_SAY_HOURS_SILENT;
        return result;
    }
    const struct wp_openness found = wp_hours_at(subject, day, minute);
    result.fact = found.fact;
    /* "Tonight" without a time is any time until midnight. */
    const bool tonight = ask->at_minute < 0 && found.opens_known &&
                         found.wait_minutes < EVENING_MINUTES;
    if (found.open == WP_YES || (found.open == WP_NO && tonight)) {
        result.verdict = WP_MEETS;
        result.score = 1.0;
        result.say = found.always   ? WP_SAY_HOURS_ALWAYS
                     : found.intake ? WP_SAY_HOURS_INTAKE_OPEN
                                    : WP_SAY_HOURS_OPEN;
        /* Open by the week, on a day when many are not: worth a question. */
        result.word = found.always ? NULL : wp_holiday_federal(day);
    } else if (found.open == WP_NO) {
        judge_closed(&found, day, &result);
    } else {
        result.say = say_doubt(found.doubt);
        result.word = wp_holiday_federal(day);
    }
    return result;
}
