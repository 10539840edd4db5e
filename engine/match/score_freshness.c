/* engine/match/score_freshness.c - when did somebody stand by this record? */
#include <math.h>

#include "match/criterion.h"

#define HALF_LIFE_DAYS 180.0
#define OLD_DAYS       365

struct wp_judgement wp_score_freshness(const struct wp_ask *ask,
                                       const struct wp_subject *subject)
{
    const int32_t days = wp_ask_days_since(ask, subject->asserted_day);

    if (days < 0) {
        return (struct wp_judgement){
            .applies = true,
            .verdict = WP_UNKNOWN,
            .score = wp_prior("freshness"),
            .say = WP_SAY_FRESH_UNKNOWN,
        };
    }
    return (struct wp_judgement){
        .applies = true,
        .verdict = days <= OLD_DAYS ? WP_MEETS : WP_UNKNOWN,
        .score = pow(2.0, -days / HALF_LIFE_DAYS),
        .say = days <= OLD_DAYS ? WP_SAY_FRESH : WP_SAY_FRESH_OLD,
        .number = days,
    };
}
