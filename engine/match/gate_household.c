/* engine/match/gate_household.c - is a household like the client's taken? */
#include <math.h>
#include <string.h>

#include "match/criterion.h"
#include "match/group.h"

static bool is(const char *text, const char *word)
{
    return text && strcmp(text, word) == 0;
}

static bool brings_children(const struct wp_client *client)
{
    return client->children_count > 0 ||
           is(client->household, "parent_with_children") ||
           is(client->household, "family");
}

static bool is_stated(const struct wp_client *client)
{
    return client->household || client->household_size > 0 ||
           client->children_count > 0;
}

static enum wp_claim yes_if(bool condition)
{
    return condition ? WP_CLAIM_YES : WP_CLAIM_NO;
}

static bool is_alone(const struct wp_client *client)
{
    return client->household ? is(client->household, "single") ||
                                   is(client->household, "youth_alone")
                             : client->household_size == 1;
}

/* Two people could be a couple, or a parent and a grown child. */
static enum wp_claim claim_couple(const struct wp_client *client)
{
    if (client->household) {
        return yes_if(is(client->household, "couple"));
    }
    if (client->household_size == 1) {
        return WP_CLAIM_NO;
    }
    return WP_CLAIM_NOT_STATED;
}

static enum wp_claim claim_household(const struct wp_ask *ask,
                                     const char *facet, const char *group)
{
    const struct wp_client *client = ask->client;

    (void)facet;
    if (!is_stated(client)) {
        return WP_CLAIM_NOT_STATED;
    }
    if (strcmp(group, "couple") == 0) {
        return claim_couple(client);
    }
    if (strcmp(group, "single") == 0) {
        return yes_if(is_alone(client) && !brings_children(client));
    }
    if (strcmp(group, "youth_alone") == 0) {
        if (!is_alone(client) || brings_children(client)) {
            return WP_CLAIM_NO;
        }
        if (isnan(ask->age_months)) {
            return WP_CLAIM_NOT_STATED;
        }
        return ask->age_months < 18 * 12 ? WP_CLAIM_YES : WP_CLAIM_NO;
    }
    if (brings_children(client)) {
        return WP_CLAIM_YES; /* family, parent_with_children */
    }
    /* A size alone does not say who the others are. */
    return client->household || client->household_size == 1
               ? WP_CLAIM_NO
               : WP_CLAIM_NOT_STATED;
}

const struct wp_facet wp_facet_household = {{"household", NULL},
                                            claim_household};

/* Silence matters only where somebody would sleep there. */
struct wp_judgement wp_gate_household(const struct wp_ask *ask,
                                      const struct wp_subject *subject)
{
    struct wp_judgement result =
        wp_judge_facet(ask, subject, &wp_facet_household);

    if (!result.applies && ask->wants_bed && is_stated(ask->client)) {
        result = (struct wp_judgement){
            .applies = true,
            .hard = true,
            .verdict = WP_UNKNOWN,
            .say = WP_SAY_GROUP_SILENT,
        };
    }
    result.word = ask->client->household;
    return result;
}
