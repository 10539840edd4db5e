/* engine/match/score_accessibility.c - what the client needs of a place */
#include <string.h>

#include "match/criterion.h"

struct sum {
    double prior, total;
    int asked, met, failed;
    const struct wp_datum *yes, *no;
    const char *lacking;
};

static void add(struct sum *sum, const struct wp_subject *subject,
                const char *attribute)
{
    size_t count = 0;
    const struct wp_datum *facts =
        wp_subject_facts(subject, WP_FACT_ATTRIBUTE, &count);
    const struct wp_datum *found = NULL;

    for (size_t i = 0; i < count && !found; i++) {
        if (strcmp(facts[i].code, attribute) == 0 &&
            facts[i].stance != WP_STANCE_UNKNOWN) {
            found = &facts[i];
        }
    }
    sum->asked++;
    if (found && found->stance == WP_STANCE_REFUSES) {
        sum->failed++;
        sum->no = sum->no ? sum->no : found;
        sum->lacking = attribute;
    } else if (found && found->stance == WP_STANCE_ACCEPTS) {
        sum->met++;
        sum->total += 1.0;
        sum->yes = sum->yes ? sum->yes : found;
    } else {
        sum->total += sum->prior;
    }
}

struct wp_judgement wp_score_accessibility(const struct wp_ask *ask,
                                           const struct wp_subject *subject)
{
    const struct wp_client *client = ask->client;
    struct sum sum = {.prior = wp_prior(ask, WP_CRITERION_ACCESSIBILITY)};

    for (size_t i = 0; i < client->accessibility_count; i++) {
        add(&sum, subject, client->accessibility[i]);
    }
    for (size_t i = 0; i < client->attribute_count; i++) {
        add(&sum, subject, client->attributes[i]);
    }
    if (sum.asked == 0) {
        return WP_NOT_ASKED;
    }
    struct wp_judgement result = {
        .applies = true,
        .verdict = WP_UNKNOWN,
        .score = sum.total / sum.asked,
        .say = sum.met > 0 ? WP_SAY_ACCESS_SOME : WP_SAY_ACCESS_SILENT,
        .fact = sum.yes,
        .number = sum.met,
        .limit = sum.asked,
    };
    if (sum.failed > 0) {
        result.verdict = WP_FAILS;
        result.say = WP_SAY_ACCESS_NOT;
        result.fact = sum.no;
        result.word = sum.lacking;
    } else if (sum.met == sum.asked) {
        result.verdict = WP_MEETS;
        result.say = WP_SAY_ACCESS_ALL;
    }
    return result;
}
