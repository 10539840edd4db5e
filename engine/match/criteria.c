/*
 * engine/match/criteria.c - the eleven criteria, as data
 *
 * Weights add up to 100. A criterion the client gave no fact for is left out
 * of the mean, numerator and denominator, so scores stay comparable. A prior
 * is what silence is worth: less than an affirmed yes, more than an affirmed
 * no, and printed like every other number.
 */
#include <math.h>
#include <string.h>

#include "match/criterion.h"

static const struct wp_criterion criteria[] = {
    {{"need", 30, NAN,
      "Does the service offer what was asked? The exact need counts full, a "
      "kind of it nearly so, the broader need .6, a declared substitute .5, "
      "words in the text at most .45. Everything else is beside the point "
      "without it, so it weighs most."},
     true,
     wp_score_need},
    {{"eligibility", 14, 0.6,
      "Which of the client's age, sex, household and situation does the "
      "record say it serves? A programme made for the client's group adds "
      ".1. A closed door after a bus ride costs most trust."},
     false,
     wp_score_eligibility},
    {{"payer", 14, 0.5,
      "Is the client's way of paying taken? The named plan counts full, the "
      "programme it belongs to .85, a refusal nothing; free care counts "
      "full for everyone and a sliding fee for the uninsured."},
     false,
     wp_score_payer},
    {{"distance", 12, 0.4,
      "How far is the way, for someone who walks, rides or drives? The score "
      "falls in straight lines between published distances; what comes by "
      "phone or to the door needs no way."},
     true,
     wp_score_distance},
    {{"availability", 8, 0.5,
      "Is there space? A free place reported within a day counts full and "
      "fades to the prior within thirty days, because beds do not wait."},
     false,
     wp_score_availability},
    {{"hours", 4, 0.5,
      "Is it open when the client can come? Open counts full, opening within "
      "twelve hours .7, closed .3."},
     false,
     wp_score_hours},
    {{"cost", 4, 0.5,
      "Can the client pay what it costs? Free counts full, a sliding fee .8, "
      "a fee .5, a fee beyond stated means .1."},
     false,
     wp_score_cost},
    {{"language", 4, 0.5,
      "Is the client's language spoken? By staff counts full, through an "
      "interpreter .8, over a language line .6. Not asked of clients who "
      "speak English."},
     false,
     wp_score_language},
    {{"accessibility", 3, 0.5,
      "What share of what the client needs of a place (a ramp, a walk-in "
      "hour, room for a dog) does the record affirm?"},
     false,
     wp_score_accessibility},
    {{"freshness", 4, 0.2,
      "How long ago did somebody stand by this record? Halves every 180 "
      "days: old listings are the first complaint about directories."},
     false,
     wp_score_freshness},
    {{"outcomes", 3, NAN,
      "Did earlier referrals for this need succeed? There is no outcome data "
      "yet, so it is left out of every score."},
     false,
     wp_score_outcomes},
};

#define CRITERIA (sizeof(criteria) / sizeof(criteria[0]))
_Static_assert(CRITERIA <= WP_CRITERIA_MAX, "raise WP_CRITERIA_MAX");

size_t wp_criteria_count(void)
{
    return CRITERIA;
}

const struct wp_criterion *wp_criterion(size_t position)
{
    return position < CRITERIA ? &criteria[position] : NULL;
}

const struct wp_criterion_info *wp_criteria_at(size_t position)
{
    return position < CRITERIA ? &criteria[position].info : NULL;
}

double wp_prior(const char *name)
{
    for (size_t i = 0; i < CRITERIA; i++) {
        if (strcmp(criteria[i].info.name, name) == 0) {
            return criteria[i].info.unknown_prior;
        }
    }
    return NAN;
}
