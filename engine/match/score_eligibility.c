/* engine/match/score_eligibility.c - is the service for people like this? */
#include <math.h>
#include <string.h>

#include "match/criterion.h"
#include "match/extracted.h"
#include "match/group.h"

struct sum {
    const struct wp_ask *ask;
    double prior, total;
    int asked, met, failed;
    bool special;
    struct wp_judgement decisive; /* first failure, else first yes */
};

static void add(struct sum *sum, const struct wp_judgement *judged)
{
    const struct wp_judgement softened = wp_softened(*judged);
    const struct wp_judgement *one = &softened;
    const struct wp_judgement *old = &sum->decisive;

    sum->asked++;
    if (!one->applies || one->verdict == WP_UNKNOWN) {
        sum->total += sum->prior;
    } else if (one->verdict == WP_FAILS) {
        sum->failed++;
        sum->total += wp_trusted(sum->ask, one, sum->prior, 0.0);
    } else {
        sum->met++;
        sum->total += wp_trusted(sum->ask, one, sum->prior, 1.0);
    }
    if (one->applies && one->fact && one->verdict != WP_UNKNOWN &&
        (!old->fact ||
         (one->verdict == WP_FAILS && old->verdict != WP_FAILS))) {
        sum->decisive = *one;
    }
}

/* A yes to a group somebody built a programme for. */
static void add_group(struct sum *sum, const struct wp_judgement *one)
{
    add(sum, one);
    if (one->applies && one->verdict == WP_MEETS && !one->fact->extracted &&
        (one->say == WP_SAY_GROUP_FITS || one->say == WP_SAY_GROUP_WELCOMES)) {
        sum->special = true;
    }
}

static bool is_household_stated(const struct wp_client *client)
{
    return client->household || client->household_size > 0 ||
           client->children_count > 0;
}

/*
 * A door that is only for a group the client has said nothing about: it may
 * be shut, so it is worth what silence is worth, not nothing at all.
 */
static void add_unstated(struct sum *sum, const struct wp_ask *ask,
                         const struct wp_subject *subject)
{
    const struct wp_client *client = ask->client;
    const struct {
        const struct wp_facet *facet;
        bool counted; /* among what was stated */
    } facets[] = {
        {&wp_facet_sex, client->sex != NULL},
        {&wp_facet_household, is_household_stated(client)},
        {&wp_facet_pregnant, client->pregnant == WP_YES},
        {&wp_facet_veteran, client->veteran == WP_YES},
        {&wp_facet_situation, false},
    };

    for (size_t i = 0; i < sizeof(facets) / sizeof(facets[0]); i++) {
        const struct wp_judgement one =
            wp_judge_facet(ask, subject, facets[i].facet);

        if (!facets[i].counted && one.applies &&
            one.say == WP_SAY_GROUP_ONLY_UNSTATED) {
            add(sum, &one);
        }
    }
}

/* One situation of the client against the facts that name it. */
static struct wp_judgement judge_situation(const struct wp_subject *subject,
                                           const char *situation)
{
    size_t count = 0;
    const struct wp_datum *facts =
        wp_subject_facts(subject, WP_FACT_ELIGIBILITY, &count);
    struct wp_judgement result = WP_NOT_ASKED;

    for (size_t i = 0; i < count; i++) {
        const char *group = wp_datum_facet(&facts[i], "situation");

        if (!group || strcmp(group, situation) != 0) {
            continue;
        }
        if (facts[i].stance == WP_STANCE_EXCLUDES) {
            return (struct wp_judgement){.applies = true,
                                         .verdict = WP_FAILS,
                                         .say = WP_SAY_GROUP_EXCLUDED,
                                         .fact = &facts[i]};
        }
        if (facts[i].stance != WP_STANCE_UNKNOWN && !result.applies) {
            result = (struct wp_judgement){.applies = true,
                                           .verdict = WP_MEETS,
                                           .say = WP_SAY_GROUP_WELCOMES,
                                           .fact = &facts[i]};
        }
    }
    return result;
}

static void add_stated(struct sum *sum, const struct wp_ask *ask,
                       const struct wp_subject *subject)
{
    const struct wp_client *client = ask->client;
    struct wp_judgement one;

    if (!isnan(ask->age_months)) {
        one = wp_gate_age(ask, subject);
        add(sum, &one);
    }
    if (client->sex) {
        one = wp_judge_facet(ask, subject, &wp_facet_sex);
        add(sum, &one);
    }
    if (is_household_stated(client)) {
        one = wp_judge_facet(ask, subject, &wp_facet_household);
        add_group(sum, &one);
    }
    if (client->pregnant == WP_YES) {
        one = wp_judge_facet(ask, subject, &wp_facet_pregnant);
        add_group(sum, &one);
    }
    if (client->veteran == WP_YES) {
        one = wp_judge_facet(ask, subject, &wp_facet_veteran);
        add_group(sum, &one);
    }
    for (size_t i = 0; i < client->situation_count; i++) {
        one = judge_situation(subject, client->situations[i]);
        add_group(sum, &one);
    }
}

struct wp_judgement wp_score_eligibility(const struct wp_ask *ask,
                                         const struct wp_subject *subject)
{
    struct sum sum = {.ask = ask,
                      .prior = wp_prior(ask, WP_CRITERION_ELIGIBILITY)};

    add_stated(&sum, ask, subject);
    if (sum.asked == 0) {
        return WP_NOT_ASKED;
    }
    add_unstated(&sum, ask, subject);
    struct wp_judgement result = {
        .applies = true,
        .verdict = WP_UNKNOWN,
        .say = WP_SAY_ELIGIBLE_SOME,
        .fact = sum.decisive.fact,
        .score = sum.total / sum.asked,
        .number = sum.met,
        .limit = sum.asked,
    };
    if (sum.failed > 0) {
        result.verdict = WP_FAILS;
        result.say = WP_SAY_ELIGIBLE_NOT;
    } else if (sum.met == sum.asked) {
        result.verdict = WP_MEETS;
        result.say = WP_SAY_ELIGIBLE_ALL;
    } else if (sum.met == 0) {
        result.say = WP_SAY_ELIGIBLE_SILENT;
    }
    if (sum.special && sum.failed == 0) {
        result.score = fmin(
            1.0, result.score + wp_number(ask, WP_NUMBER_ELIGIBILITY_SPECIAL));
    }
    return result;
}
