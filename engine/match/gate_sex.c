/* engine/match/gate_sex.c - is the client's sex served? */
#include <string.h>

#include "match/criterion.h"
#include "match/group.h"

/*
 * A record that says "women" has said nothing about a nonbinary client:
 * hiding it would be our guess, so it is a question instead.
 */
static const char *stated_sex(const struct wp_client *client)
{
    /* Pregnancy was stated: a men-only place is no answer to it, a women-only
       place is meant for it. A stated sex still goes before. */
    if (!client->sex && client->pregnant == WP_YES) {
        return "female";
    }
    return client->sex;
}

static enum wp_claim claim_sex(const struct wp_ask *ask, const char *facet,
                               const char *group)
{
    const char *sex = stated_sex(ask->client);

    (void)facet;
    if (!sex) {
        return WP_CLAIM_NOT_STATED;
    }
    if (strcmp(sex, group) == 0) {
        return WP_CLAIM_YES;
    }
    return strcmp(sex, "nonbinary") == 0 ? WP_CLAIM_NOT_STATED : WP_CLAIM_NO;
}

const struct wp_facet wp_facet_sex = {{"sex", NULL}, claim_sex};

struct wp_judgement wp_gate_sex(const struct wp_ask *ask,
                                const struct wp_subject *subject)
{
    struct wp_judgement result = wp_judge_facet(ask, subject, &wp_facet_sex);

    if (!result.applies && ask->client->sex) {
        result = (struct wp_judgement){
            .applies = true,
            .hard = true,
            .verdict = WP_UNKNOWN,
            .say = WP_SAY_GROUP_SILENT,
        };
    }
    result.word = ask->client->sex;
    return result;
}
