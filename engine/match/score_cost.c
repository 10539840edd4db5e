/* engine/match/score_cost.c - can the client pay what it costs? */
#include <math.h>
#include <string.h>

#include "match/criterion.h"

static const double sliding_score = 0.8;
static const double help_score = 0.7;
static const double fee_score = 0.5;
static const double beyond_score = 0.1;

static const struct wp_datum *find_cost(const struct wp_subject *subject,
                                        const char *code)
{
    size_t count = 0;
    const struct wp_datum *facts =
        wp_subject_facts(subject, WP_FACT_COST, &count);

    for (size_t i = 0; i < count; i++) {
        if (strcmp(facts[i].code, code) == 0 &&
            facts[i].stance != WP_STANCE_REFUSES) {
            return &facts[i];
        }
    }
    return NULL;
}

static const struct wp_datum *find_payer(const struct wp_ask *ask,
                                         const struct wp_subject *subject,
                                         const char *code)
{
    const int number = wp_vocab_payer_by_code(ask->vocab, code);
    size_t count = 0;
    const struct wp_datum *facts =
        wp_subject_facts(subject, WP_FACT_PAYER, &count);

    for (size_t i = 0; i < count; i++) {
        if (facts[i].number == number && facts[i].stance == WP_STANCE_ACCEPTS) {
            return &facts[i];
        }
    }
    return NULL;
}

static const struct wp_datum *either(const struct wp_ask *ask,
                                     const struct wp_subject *subject,
                                     const char *cost, const char *payer)
{
    const struct wp_datum *fact = find_cost(subject, cost);

    return fact ? fact : find_payer(ask, subject, payer);
}

static struct wp_judgement cost(enum wp_verdict verdict, double score,
                                enum wp_say say, const struct wp_datum *fact)
{
    return (struct wp_judgement){
        .applies = true,
        .verdict = verdict,
        .score = score,
        .say = say,
        .fact = fact,
        .number = fact && !isnan(fact->lo) ? fact->lo : 0.0,
    };
}

struct wp_judgement wp_score_cost(const struct wp_ask *ask,
                                  const struct wp_subject *subject)
{
    const struct wp_client *client = ask->client;
    const struct wp_datum *fact;

    if (client->insured != WP_NO && client->can_self_pay != WP_NO &&
        isnan(client->income_usd_per_year)) {
        return WP_NOT_ASKED;
    }
    fact = either(ask, subject, "free", "free");
    if (fact) {
        return cost(WP_MEETS, 1.0, WP_SAY_COST_FREE, fact);
    }
    fact = either(ask, subject, "sliding", "sliding_fee");
    if (fact) {
        return cost(WP_MEETS, sliding_score, WP_SAY_COST_SLIDING, fact);
    }
    fact = find_payer(ask, subject, "assistance");
    if (fact) {
        return cost(WP_UNKNOWN, help_score, WP_SAY_COST_HELP, fact);
    }
    fact = find_cost(subject, "fee");
    if (fact && fact->lo > 0 && client->can_self_pay == WP_NO &&
        client->payer_count == 0) {
        return cost(WP_FAILS, beyond_score, WP_SAY_COST_BEYOND, fact);
    }
    if (fact) {
        return cost(WP_UNKNOWN, fee_score, WP_SAY_COST_FEE, fact);
    }
    return cost(WP_UNKNOWN, wp_prior(ask, WP_CRITERION_COST),
                WP_SAY_COST_SILENT, NULL);
}
