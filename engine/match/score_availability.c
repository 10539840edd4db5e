/* engine/match/score_availability.c - is there space? */
#include <math.h>

#include "match/criterion.h"

/* The newest word; of several of one day the one with most space. */
static const struct wp_datum *newest(const struct wp_subject *subject)
{
    size_t count = 0;
    const struct wp_datum *facts =
        wp_subject_facts(subject, WP_FACT_CAPACITY, &count);
    const struct wp_datum *best = NULL;

    for (size_t i = 0; i < count; i++) {
        if (isnan(facts[i].lo) && facts[i].stance != WP_STANCE_LIMITED) {
            continue; /* a size is not a vacancy */
        }
        if (!best || facts[i].asserted_day > best->asserted_day ||
            (facts[i].asserted_day == best->asserted_day &&
             facts[i].lo > best->lo)) {
            best = &facts[i];
        }
    }
    return best;
}

static struct wp_judgement reported(const struct wp_ask *ask,
                                    const struct wp_datum *fact)
{
    struct wp_judgement result = {.applies = true, .fact = fact};

    if (fact->stance == WP_STANCE_LIMITED) {
        result.verdict = WP_UNKNOWN;
        result.score = wp_number(ask, WP_NUMBER_AVAILABILITY_WAITLIST);
        result.say = WP_SAY_SPACE_WAITLIST;
    } else if (fact->lo <= 0) {
        result.verdict = WP_FAILS;
        result.score = wp_number(ask, WP_NUMBER_AVAILABILITY_FULL);
        result.say = WP_SAY_SPACE_FULL;
    } else if (ask->wants_bed && fact->lo < ask->client->household_size) {
        result.verdict = WP_UNKNOWN;
        result.score = wp_number(ask, WP_NUMBER_AVAILABILITY_FEW);
        result.say = WP_SAY_SPACE_FEW;
    } else {
        result.verdict = WP_MEETS;
        result.score = wp_number(ask, WP_NUMBER_AVAILABILITY_OPEN);
        result.say = WP_SAY_SPACE_OPEN;
    }
    result.number = fact->lo;
    return result;
}

/* 0 while the report counts full, 1 once it is worth no more than silence. */
static double fade(const struct wp_ask *ask, int32_t days)
{
    const double from = wp_number(ask, WP_NUMBER_AVAILABILITY_FULL_VALUE_DAYS);
    const double to = wp_number(ask, WP_NUMBER_AVAILABILITY_WORTHLESS_DAYS);

    return days < 0 ? 1.0 : fmin(1.0, fmax(0.0, (days - from) / (to - from)));
}

struct wp_judgement wp_score_availability(const struct wp_ask *ask,
                                          const struct wp_subject *subject)
{
    const double prior = wp_prior(ask, WP_CRITERION_AVAILABILITY);
    const struct wp_datum *fact = newest(subject);

    if (!fact) {
        /* A line or an office that travels has no room to run out of. */
        if (!ask->tonight || (subject->flags & WP_DOC_PLACELESS)) {
            return WP_NOT_ASKED;
        }
        return (struct wp_judgement){
            .applies = true,
            .verdict = WP_UNKNOWN,
            .score = prior,
            .say = WP_SAY_SPACE_SILENT,
        };
    }
    struct wp_judgement result = reported(ask, fact);
    const int32_t days = wp_ask_days_since(ask, fact->asserted_day);
    const double full_days =
        wp_number(ask, WP_NUMBER_AVAILABILITY_FULL_VALUE_DAYS);
    const double faded = fade(ask, days);

    result.score += (prior - result.score) * faded;
    result.limit = days;
    if (faded >= 1.0) {
        result.verdict = WP_UNKNOWN;
        result.say = WP_SAY_SPACE_OLD;
    } else if (result.verdict == WP_FAILS && days > full_days) {
        result.verdict = WP_UNKNOWN; /* full then may be free today */
    }
    return result;
}
