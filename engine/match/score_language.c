/* engine/match/score_language.c - is the client's language spoken? */
#include <string.h>

#include "match/criterion.h"

struct tier {
    const char *how;
    enum wp_number score;
    enum wp_say say;
};

static const struct tier tiers[] = {
    {"staff", WP_NUMBER_LANGUAGE_STAFF, WP_SAY_LANGUAGE_STAFF},
    {"interpreter", WP_NUMBER_LANGUAGE_INTERPRETER,
     WP_SAY_LANGUAGE_INTERPRETER},
    {"line", WP_NUMBER_LANGUAGE_LINE, WP_SAY_LANGUAGE_LINE},
};
static const struct tier offered = {"", WP_NUMBER_LANGUAGE_OFFERED,
                                    WP_SAY_LANGUAGE_OFFERED};

/* "zh" and "zh-Hant" are one language to somebody at a desk. */
static bool is_same(const char *one, const char *other)
{
    const size_t length = strcspn(one, "-");

    return length == strcspn(other, "-") && strncmp(one, other, length) == 0;
}

static bool is_english(const struct wp_client *client)
{
    for (size_t i = 0; i < client->language_count; i++) {
        if (is_same(client->languages[i]->code, "en")) {
            return true;
        }
    }
    return false;
}

static const struct tier *tier_of(const char *how)
{
    for (size_t i = 0; i < sizeof(tiers) / sizeof(tiers[0]); i++) {
        if (strcmp(tiers[i].how, how) == 0) {
            return &tiers[i];
        }
    }
    return &offered;
}

static void judge_one(const struct wp_ask *ask, struct wp_judgement *best,
                      const struct wp_datum *fact,
                      const struct wp_language *language)
{
    const struct tier *tier = tier_of(fact->note);
    const double score = wp_number(ask, tier->score);

    if (!is_same(fact->code, language->code)) {
        return;
    }
    if (fact->stance == WP_STANCE_REFUSES) {
        if (!best->fact) {
            best->verdict = WP_FAILS;
            best->score = 0.0;
            best->say = WP_SAY_LANGUAGE_NOT;
            best->fact = fact;
            best->word = language->name_en;
        }
    } else if (best->verdict != WP_MEETS || score > best->score) {
        best->verdict = WP_MEETS;
        best->score = score;
        best->say = tier->say;
        best->fact = fact;
        best->word = language->name_en;
    }
}

/* Interpreters without a named language still help, if less surely. */
static const struct wp_datum *any_interpreter(const struct wp_subject *subject)
{
    size_t count = 0;
    const struct wp_datum *facts =
        wp_subject_facts(subject, WP_FACT_ATTRIBUTE, &count);

    for (size_t i = 0; i < count; i++) {
        if (strcmp(facts[i].code, "interpreter") == 0 &&
            facts[i].stance == WP_STANCE_ACCEPTS) {
            return &facts[i];
        }
    }
    return NULL;
}

struct wp_judgement wp_score_language(const struct wp_ask *ask,
                                      const struct wp_subject *subject)
{
    const struct wp_client *client = ask->client;
    size_t count = 0;
    const struct wp_datum *facts =
        wp_subject_facts(subject, WP_FACT_LANGUAGE, &count);

    if (client->language_count == 0 || is_english(client)) {
        return WP_NOT_ASKED;
    }
    struct wp_judgement best = {
        .applies = true,
        .verdict = WP_UNKNOWN,
        .score = wp_prior(ask, WP_CRITERION_LANGUAGE),
        .say = WP_SAY_LANGUAGE_SILENT,
        .word = client->languages[0]->name_en,
    };
    for (size_t i = 0; i < count; i++) {
        for (size_t n = 0; n < client->language_count; n++) {
            judge_one(ask, &best, &facts[i], client->languages[n]);
        }
    }
    const struct wp_datum *interpreter = any_interpreter(subject);
    if (interpreter && best.verdict == WP_UNKNOWN) {
        best.score = wp_number(ask, tiers[2].score);
        best.verdict = WP_MEETS;
        best.say = WP_SAY_LANGUAGE_LINE;
        best.fact = interpreter;
    }
    return best;
}
