/* engine/match/gate_age.c - is the client's age served? */
#include <math.h>

#include "match/criterion.h"

#define SOON_MONTHS 12.0

/* Inclusive at both ends: hi is the last month of the last year served. */
static bool contains(const struct wp_datum *range, double age_months)
{
    return (isnan(range->lo) || age_months >= range->lo) &&
           (isnan(range->hi) || age_months <= range->hi);
}

static struct wp_judgement fails(const struct wp_datum *fact, double age_months)
{
    struct wp_judgement result = {
        .applies = true,
        .hard = true,
        .verdict = WP_FAILS,
        .say = WP_SAY_AGE_OUT,
        .fact = fact,
    };
    const double wait_months = fact->lo - age_months;

    if (fact->stance == WP_STANCE_ONLY && wait_months > 0 &&
        wait_months <= SOON_MONTHS) {
        result.say = WP_SAY_AGE_SOON;
        result.number = wait_months;
    }
    return result;
}

/* The range a client misses by least explains best why it is not for them. */
static bool is_closer(const struct wp_datum *range, const struct wp_datum *than,
                      double age_months)
{
    if (!than) {
        return true;
    }
    const double gap = age_months < range->lo ? range->lo - age_months
                                              : age_months - range->hi;
    const double least =
        age_months < than->lo ? than->lo - age_months : age_months - than->hi;
    return gap < least;
}

struct wp_judgement wp_gate_age(const struct wp_ask *ask,
                                const struct wp_subject *subject)
{
    size_t count = 0;
    const struct wp_datum *facts =
        wp_subject_facts(subject, WP_FACT_ELIGIBILITY, &count);
    const struct wp_datum *inside = NULL;
    const struct wp_datum *outside = NULL;

    if (isnan(ask->age_months)) {
        return WP_NOT_ASKED;
    }
    /* Several ranges are alternatives: children and adults, not neither. */
    for (size_t i = 0; i < count; i++) {
        const struct wp_datum *fact = &facts[i];

        if (!wp_datum_facet(fact, "age")) {
            continue;
        }
        const bool in = contains(fact, ask->age_months);
        if (fact->stance == WP_STANCE_EXCLUDES && in) {
            return fails(fact, ask->age_months);
        }
        if (fact->stance == WP_STANCE_ONLY && in && !inside) {
            inside = fact;
        }
        if (fact->stance == WP_STANCE_ONLY && !in &&
            is_closer(fact, outside, ask->age_months)) {
            outside = fact;
        }
    }
    if (!inside && outside) {
        return fails(outside, ask->age_months);
    }
    return (struct wp_judgement){
        .applies = true,
        .hard = true,
        .verdict = inside ? WP_MEETS : WP_UNKNOWN,
        .say = inside ? WP_SAY_AGE_IN : WP_SAY_AGE_SILENT,
        .fact = inside,
    };
}
