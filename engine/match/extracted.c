/* engine/match/extracted.c - how far facts out of running text are believed */
#include "match/extracted.h"

#include <math.h>

#include "match/criterion.h"

/* The index keeps weights to a thousandth; halfway between the two is safe. */
static const double sure = (WP_EXTRACTED_SAID + WP_EXTRACTED_IMPLIED) / 2.0;

struct wp_judgement wp_softened(struct wp_judgement one)
{
    if (one.applies && one.verdict == WP_FAILS && one.fact != NULL &&
        one.fact->extracted && one.fact->weight < sure) {
        one.verdict = WP_UNKNOWN;
        one.say = WP_SAY_TEXT_IMPLIES;
    }
    return one;
}

double wp_trusted(const struct wp_ask *ask, const struct wp_judgement *one,
                  double prior, double score)
{
    if (!one->applies || one->fact == NULL || !one->fact->extracted ||
        isnan(prior)) {
        return score;
    }
    return prior + wp_number(ask, WP_NUMBER_EXTRACTED_TRUST) * (score - prior);
}
