/*
 * engine/match/criteria.c - the eleven criteria and who judges each
 *
 * What each weighs, what silence is worth and why is data: weights.tsv in
 * datasets/scoring. A criterion the client gave no fact for is left out of
 * the mean, numerator and denominator, so scores stay comparable. A prior is
 * less than an affirmed yes, more than an affirmed no, and printed like every
 * other number.
 */
#include "match/criterion.h"

static const struct wp_criterion criteria[WP_CRITERION_COUNT] = {
    [WP_CRITERION_NEED] = {true, wp_score_need},
    [WP_CRITERION_ELIGIBILITY] = {false, wp_score_eligibility},
    [WP_CRITERION_PAYER] = {false, wp_score_payer},
    [WP_CRITERION_DISTANCE] = {true, wp_score_distance},
    [WP_CRITERION_AVAILABILITY] = {false, wp_score_availability},
    [WP_CRITERION_HOURS] = {false, wp_score_hours},
    [WP_CRITERION_COST] = {false, wp_score_cost},
    [WP_CRITERION_LANGUAGE] = {false, wp_score_language},
    [WP_CRITERION_ACCESSIBILITY] = {false, wp_score_accessibility},
    [WP_CRITERION_FRESHNESS] = {false, wp_score_freshness},
    [WP_CRITERION_OUTCOMES] = {false, wp_score_outcomes},
};

const struct wp_criterion *wp_criterion(enum wp_criterion_number number)
{
    return &criteria[number];
}

double wp_prior(const struct wp_ask *ask, enum wp_criterion_number number)
{
    return wp_vocab_criterion(ask->vocab, number)->unknown_prior;
}

double wp_number(const struct wp_ask *ask, enum wp_number number)
{
    return wp_vocab_number(ask->vocab, number)->value;
}
