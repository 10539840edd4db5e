/* engine/match/gate_group.c - pregnancy, service, situation, sobriety */
#include <math.h>
#include <string.h>

#include "match/criterion.h"
#include "match/group.h"

static bool in_situation(const struct wp_client *client, const char *name)
{
    return wp_listed(client->situations, client->situation_count, name);
}

static enum wp_claim claim_pregnant(const struct wp_ask *ask, const char *facet,
                                    const char *group)
{
    (void)group;
    if (strcmp(facet, "postpartum") == 0) {
        return in_situation(ask->client, "postpartum") ? WP_CLAIM_YES
                                                       : WP_CLAIM_NOT_STATED;
    }
    return wp_claim_of(ask->client->pregnant);
}

/* Not a veteran may still be serving: "military" alone stays open. */
static enum wp_claim claim_veteran(const struct wp_ask *ask, const char *facet,
                                   const char *group)
{
    (void)group;
    if (strcmp(facet, "military") == 0 && ask->client->veteran != WP_YES) {
        return in_situation(ask->client, "military") ? WP_CLAIM_YES
                                                     : WP_CLAIM_NOT_STATED;
    }
    return wp_claim_of(ask->client->veteran);
}

static enum wp_claim claim_insured(const struct wp_client *client, bool wanted)
{
    if (client->insured == WP_NOT_STATED && client->payer_count == 0) {
        return WP_CLAIM_NOT_STATED;
    }
    const bool insured =
        client->insured == WP_YES ||
        (client->insured == WP_NOT_STATED && client->payer_count > 0);
    return insured == wanted ? WP_CLAIM_YES : WP_CLAIM_NO;
}

/* Between the clear cases a programme draws its own line: ask. */
static enum wp_claim claim_age_band(double age_months, double yes_from,
                                    double yes_to, double no_below,
                                    double no_above)
{
    if (isnan(age_months)) {
        return WP_CLAIM_NOT_STATED;
    }
    const double age_years = age_months / 12.0;
    if (age_years >= yes_from && age_years < yes_to) {
        return WP_CLAIM_YES;
    }
    return age_years < no_below || age_years >= no_above ? WP_CLAIM_NO
                                                         : WP_CLAIM_NOT_STATED;
}

/* Asking for a shelter says that there is no home; each is said by a need. */
static bool is_said_by_need(const struct wp_ask *ask, const char *group)
{
    static const struct {
        const char *group, *need;
    } said[] = {
        {"sud", "sud"},
        {"homeless", "housing.shelter"},
        {"dv_survivor", "safety.dv"},
        {"trafficking_survivor", "safety.trafficking"},
        {"cooccurring", "sud.cooccurring"},
        {"first_episode_psychosis", "mh.fep"},
        {"smi", "mh.smi"},
        {"dementia", "care.memory_care"},
    };

    for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++) {
        if (strcmp(said[i].group, group) != 0) {
            continue;
        }
        const int need = wp_vocab_concept_by_slug(ask->vocab, said[i].need);
        for (size_t n = 0; n < ask->want_count && need >= 0; n++) {
            const int asked = ask->wants[n].first_concept;
            if (asked >= 0 && wp_vocab_is_under(ask->vocab, asked, need)) {
                return true;
            }
        }
    }
    return false;
}

static enum wp_claim claim_situation(const struct wp_ask *ask,
                                     const char *facet, const char *group)
{
    const struct wp_client *client = ask->client;

    (void)facet;
    if (in_situation(client, group) || is_said_by_need(ask, group)) {
        return WP_CLAIM_YES;
    }
    if (strcmp(group, "uninsured") == 0) {
        return claim_insured(client, false);
    }
    if (strcmp(group, "insured") == 0) {
        return claim_insured(client, true);
    }
    if (strcmp(group, "senior") == 0) {
        return claim_age_band(ask->age_months, 65, INFINITY, 50, INFINITY);
    }
    if (strcmp(group, "young_adult") == 0) {
        return claim_age_band(ask->age_months, 18, 25, 14, 30);
    }
    return WP_CLAIM_NOT_STATED;
}

const struct wp_facet wp_facet_pregnant = {{"pregnant", "postpartum"},
                                           claim_pregnant};
const struct wp_facet wp_facet_veteran = {{"veteran", "military"},
                                          claim_veteran};
const struct wp_facet wp_facet_situation = {{"situation", NULL},
                                            claim_situation};

/* Many programmes cannot take a pregnancy: silence is worth a question. */
struct wp_judgement wp_gate_pregnant(const struct wp_ask *ask,
                                     const struct wp_subject *subject)
{
    const struct wp_judgement result =
        wp_judge_facet(ask, subject, &wp_facet_pregnant);

    if (!result.applies && ask->client->pregnant == WP_YES) {
        return (struct wp_judgement){
            .applies = true,
            .hard = true,
            .verdict = WP_UNKNOWN,
            .say = WP_SAY_GROUP_SILENT,
        };
    }
    return result;
}

struct wp_judgement wp_gate_veteran(const struct wp_ask *ask,
                                    const struct wp_subject *subject)
{
    return wp_judge_facet(ask, subject, &wp_facet_veteran);
}

struct wp_judgement wp_gate_situation(const struct wp_ask *ask,
                                      const struct wp_subject *subject)
{
    return wp_judge_facet(ask, subject, &wp_facet_situation);
}

/* A justice history is not the same as the one the record excludes. */
static enum wp_claim claim_record(const struct wp_ask *ask, const char *facet,
                                  const char *group)
{
    (void)facet;
    if (in_situation(ask->client, group) ||
        (strcmp(group, "sex_offense") == 0 &&
         in_situation(ask->client, "registered_offender"))) {
        return WP_CLAIM_YES;
    }
    return in_situation(ask->client, "justice_involved") ||
                   in_situation(ask->client, "registered_offender")
               ? WP_CLAIM_MAYBE
               : WP_CLAIM_NOT_STATED;
}

struct wp_judgement wp_gate_record(const struct wp_ask *ask,
                                   const struct wp_subject *subject)
{
    static const struct wp_facet facet = {{"record", NULL}, claim_record};

    return wp_judge_facet(ask, subject, &facet);
}

/* Nobody is asked whether they are sober; the rule is passed on instead. */
static enum wp_claim claim_sober(const struct wp_ask *ask, const char *facet,
                                 const char *group)
{
    (void)facet;
    return in_situation(ask->client, group) ? WP_CLAIM_YES
                                            : WP_CLAIM_NOT_STATED;
}

struct wp_judgement wp_gate_sobriety(const struct wp_ask *ask,
                                     const struct wp_subject *subject)
{
    static const struct wp_facet facet = {{"sobriety", NULL}, claim_sober};

    return wp_judge_facet(ask, subject, &facet);
}
