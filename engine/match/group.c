/* engine/match/group.c - only, welcomes, excludes: one rule for every facet */
#include "match/group.h"

#include <string.h>

enum wp_claim wp_claim_of(enum wp_tri tri)
{
    if (tri == WP_YES) {
        return WP_CLAIM_YES;
    }
    return tri == WP_NO ? WP_CLAIM_NO : WP_CLAIM_NOT_STATED;
}

/* The facts of a facet, sorted by what they would say. */
struct tally {
    const struct wp_datum *only_yes, *only_open, *only_no;
    const struct wp_datum *welcomes, *excludes, *excludes_maybe;
};

static void keep_first(const struct wp_datum **slot,
                       const struct wp_datum *datum)
{
    if (!*slot) {
        *slot = datum;
    }
}

static void tally_one(struct tally *tally, const struct wp_datum *datum,
                      enum wp_claim claim)
{
    if (datum->stance == WP_STANCE_EXCLUDES) {
        if (claim == WP_CLAIM_YES) {
            keep_first(&tally->excludes, datum);
        } else if (claim == WP_CLAIM_MAYBE) {
            keep_first(&tally->excludes_maybe, datum);
        }
    } else if (datum->stance == WP_STANCE_ONLY) {
        if (claim == WP_CLAIM_YES) {
            keep_first(&tally->only_yes, datum);
        } else if (claim == WP_CLAIM_NO) {
            keep_first(&tally->only_no, datum);
        } else {
            keep_first(&tally->only_open, datum);
        }
    } else if (datum->stance == WP_STANCE_WELCOMES ||
               datum->stance == WP_STANCE_ACCEPTS) {
        if (claim == WP_CLAIM_YES) {
            keep_first(&tally->welcomes, datum);
        }
    }
}

static struct tally tally_facts(const struct wp_ask *ask,
                                const struct wp_subject *subject,
                                const struct wp_facet *facet)
{
    struct tally tally = {0};
    size_t count = 0;
    const struct wp_datum *facts =
        wp_subject_facts(subject, WP_FACT_ELIGIBILITY, &count);

    for (size_t i = 0; i < count; i++) {
        for (size_t n = 0; n < 2 && facet->names[n]; n++) {
            const char *group = wp_datum_facet(&facts[i], facet->names[n]);
            if (group) {
                tally_one(&tally, &facts[i],
                          facet->claim(ask, facet->names[n], group));
            }
        }
    }
    return tally;
}

struct wp_judgement wp_judge_facet(const struct wp_ask *ask,
                                   const struct wp_subject *subject,
                                   const struct wp_facet *facet)
{
    const struct tally tally = tally_facts(ask, subject, facet);
    struct wp_judgement result = {.applies = true, .hard = true};

    if (tally.excludes) {
        result.verdict = WP_FAILS;
        result.say = WP_SAY_GROUP_EXCLUDED;
        result.fact = tally.excludes;
    } else if (tally.only_yes) {
        result.verdict = WP_MEETS;
        result.say = WP_SAY_GROUP_FITS;
        result.fact = tally.only_yes;
    } else if (tally.only_open) {
        result.verdict = WP_UNKNOWN;
        result.say = WP_SAY_GROUP_ONLY_UNSTATED;
        result.fact = tally.only_open;
    } else if (tally.only_no) {
        result.verdict = WP_FAILS;
        result.say = WP_SAY_GROUP_ONLY_OTHERS;
        result.fact = tally.only_no;
    } else if (tally.excludes_maybe) {
        result.verdict = WP_UNKNOWN;
        result.say = WP_SAY_GROUP_MAYBE_EXCLUDED;
        result.fact = tally.excludes_maybe;
    } else if (tally.welcomes) {
        result.verdict = WP_MEETS;
        result.say = WP_SAY_GROUP_WELCOMES;
        result.fact = tally.welcomes;
    } else {
        return WP_NOT_ASKED;
    }
    if (result.verdict == WP_MEETS && tally.excludes_maybe) {
        result.verdict = WP_UNKNOWN;
        result.say = WP_SAY_GROUP_MAYBE_EXCLUDED;
        result.fact = tally.excludes_maybe;
    }
    return result;
}
