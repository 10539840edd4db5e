/* engine/match/rare.c - which of the client's groups a record serves */
#include "match/rare.h"

#include <string.h>

#include "match/group.h"

#define VETERAN   (1U << 0)
#define PREGNANT  (1U << 1)
#define SITUATION 2

uint32_t wp_rare_asked(const struct wp_ask *ask)
{
    const struct wp_client *client = ask->client;
    uint32_t asked = 0;

    asked |= client->veteran == WP_YES ? VETERAN : 0U;
    asked |= client->pregnant == WP_YES ? PREGNANT : 0U;
    for (size_t i = 0; i < client->situation_count; i++) {
        asked |= 1U << (SITUATION + i);
    }
    return asked;
}

static bool serves(const struct wp_ask *ask, const struct wp_subject *subject,
                   const struct wp_facet *facet)
{
    const struct wp_judgement one = wp_judge_facet(ask, subject, facet);

    return one.applies && one.verdict == WP_MEETS &&
           (one.say == WP_SAY_GROUP_FITS || one.say == WP_SAY_GROUP_WELCOMES);
}

/* The bits of the situations this fact is about. */
static uint32_t situations_of(const struct wp_client *client,
                              const struct wp_datum *fact)
{
    const char *group = wp_datum_facet(fact, "situation");
    uint32_t served = 0;

    if (!group || (fact->stance != WP_STANCE_ONLY &&
                   fact->stance != WP_STANCE_WELCOMES)) {
        return 0;
    }
    for (size_t i = 0; i < client->situation_count; i++) {
        if (strcmp(group, client->situations[i]) == 0) {
            served |= 1U << (SITUATION + i);
        }
    }
    return served;
}

uint32_t wp_rare_served(const struct wp_ask *ask,
                        const struct wp_subject *subject)
{
    const uint32_t asked = wp_rare_asked(ask);
    uint32_t served = 0;
    size_t count = 0;

    if (asked == 0) {
        return 0;
    }
    if ((asked & VETERAN) && serves(ask, subject, &wp_facet_veteran)) {
        served |= VETERAN;
    }
    if ((asked & PREGNANT) && serves(ask, subject, &wp_facet_pregnant)) {
        served |= PREGNANT;
    }
    const struct wp_datum *facts =
        wp_subject_facts(subject, WP_FACT_ELIGIBILITY, &count);
    for (size_t i = 0; i < count; i++) {
        served |= situations_of(ask->client, &facts[i]);
    }
    return served;
}
