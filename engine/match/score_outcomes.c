/* engine/match/score_outcomes.c - did earlier referrals succeed? */
#include "match/criterion.h"

/*
 * Left out until the index carries counts of accepted and declined referrals
 * for a need. The place is kept so that weights need not move then.
 */
struct wp_judgement wp_score_outcomes(const struct wp_ask *ask,
                                      const struct wp_subject *subject)
{
    (void)ask;
    (void)subject;
    return WP_NOT_ASKED;
}
