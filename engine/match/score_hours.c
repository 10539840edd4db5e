/* engine/match/score_hours.c - is it open when the client can come? */
#include "match/criterion.h"
#include "match/hours.h"

#define SOON_MINUTES    (12 * 60)
#define EVENING_MINUTES (6 * 60)

static const double soon_score = 0.7;
static const double closed_score = 0.3;

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

    if (!wp_hours_asked(ask, &day, &minute)) {
        return WP_NOT_ASKED;
    }
    const struct wp_openness found = wp_hours_at(subject, day, minute);
    result.fact = found.fact;
    /* "Tonight" without a time is any time until midnight. */
    const bool tonight =
        ask->at_minute < 0 && found.wait_minutes < EVENING_MINUTES;
    if (found.open == WP_YES || (found.open == WP_NO && tonight)) {
        result.verdict = WP_MEETS;
        result.score = 1.0;
        result.say = found.always ? WP_SAY_HOURS_ALWAYS : WP_SAY_HOURS_OPEN;
    } else if (found.open == WP_NO) {
        const bool soon = found.wait_minutes <= SOON_MINUTES;

        result.verdict = WP_FAILS;
        result.score = soon ? soon_score : closed_score;
        result.say = soon ? WP_SAY_HOURS_SOON : WP_SAY_HOURS_CLOSED;
        result.number = found.opens_minute;
    }
    return result;
}
