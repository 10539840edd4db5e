/* engine/match/gate_attribute.c - what decides whether a client can stay */
#include <string.h>

#include "match/criterion.h"

/*
 * Most attributes are wishes and only count in the score. These are not: who
 * is told "no dogs", "no methadone" or "no children" at the door goes away.
 */
static bool is_decisive(const char *attribute)
{
    return strncmp(attribute, "pets:", 5) == 0 ||
           strcmp(attribute, "moud_allowed") == 0 ||
           strcmp(attribute, "accepts_children") == 0;
}

static const struct wp_datum *find(const struct wp_subject *subject,
                                   const char *attribute)
{
    size_t count = 0;
    const struct wp_datum *facts =
        wp_subject_facts(subject, WP_FACT_ATTRIBUTE, &count);

    for (size_t i = 0; i < count; i++) {
        if (strcmp(facts[i].code, attribute) == 0) {
            return &facts[i];
        }
    }
    return NULL;
}

static struct wp_judgement judge_one(const struct wp_subject *subject,
                                     const char *attribute)
{
    struct wp_judgement result = {
        .applies = true,
        .hard = true,
        .verdict = WP_UNKNOWN,
        .say = WP_SAY_ATTRIBUTE_SILENT,
        .fact = find(subject, attribute),
        .word = attribute,
    };

    if (result.fact && result.fact->stance == WP_STANCE_REFUSES) {
        result.verdict = WP_FAILS;
        result.say = WP_SAY_ATTRIBUTE_NO;
    } else if (result.fact && result.fact->stance == WP_STANCE_ACCEPTS) {
        result.verdict = WP_MEETS;
        result.say = WP_SAY_ATTRIBUTE_YES;
    }
    return result;
}

struct wp_judgement wp_gate_attribute(const struct wp_ask *ask,
                                      const struct wp_subject *subject)
{
    const struct wp_client *client = ask->client;
    struct wp_judgement worst = WP_NOT_ASKED;

    for (size_t i = 0; i < client->attribute_count; i++) {
        if (!is_decisive(client->attributes[i])) {
            continue;
        }
        const struct wp_judgement one =
            judge_one(subject, client->attributes[i]);
        if (!worst.applies || one.verdict == WP_FAILS ||
            (one.verdict == WP_UNKNOWN && worst.verdict == WP_MEETS)) {
            worst = one;
        }
        if (worst.verdict == WP_FAILS) {
            break;
        }
    }
    return worst;
}
