/* engine/match/score_freshness.c - when did somebody stand by this record? */
#include <math.h>

#include "match/criterion.h"

struct wp_judgement wp_score_freshness(const struct wp_ask *ask,
                                       const struct wp_subject *subject)
{
    const int32_t days = wp_ask_days_since(ask, subject->asserted_day);

    if (days < 0) {
        return (struct wp_judgement){
            .applies = true,
            .verdict = WP_UNKNOWN,
            .score = wp_prior(ask, WP_CRITERION_FRESHNESS),
            .say = WP_SAY_FRESH_UNKNOWN,
        };
    }
    const bool recent = days <= wp_number(ask, WP_NUMBER_FRESHNESS_OLD_DAYS);
    const double half_life = wp_number(ask, WP_NUMBER_FRESHNESS_HALF_LIFE_DAYS);
    return (struct wp_judgement){
        .applies = true,
        .verdict = recent ? WP_MEETS : WP_UNKNOWN,
        .score = pow(2.0, -days / half_life),
        .say = recent ? WP_SAY_FRESH : WP_SAY_FRESH_OLD,
        .number = days,
    };
}
