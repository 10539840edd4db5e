/*
 * engine/render/why_json.c - schema waypost.why/1: one service, one client
 *
 * {"schema","generation","as_of","client","service_id","shown","rank",
 *  "reason","sentence","results":[results of waypost.match/1]}
 */
#include <string.h>

#include "explain/matches.h"
#include "render/match_json.h"
#include "render/why.h"

static const char *reason_of(const struct wp_matches *matches,
                             enum wp_outcome outcome)
{
    static const char *const reasons[] = {
        [WP_OUTCOME_NONE] = NULL,
        [WP_OUTCOME_SHOWN] = NULL,
        [WP_OUTCOME_BELOW_LIMIT] = "limit",
        [WP_OUTCOME_CROWDED_OUT] = "organization",
        [WP_OUTCOME_REFUSED] = NULL,
        [WP_OUTCOME_NO_NEED] = "need",
        [WP_OUTCOME_TOO_FAR] = "distance",
    };
    const struct wp_constraint *refusal =
        wp_why_refusal(wp_matches_at(matches, 0));

    if (outcome == WP_OUTCOME_REFUSED && refusal) {
        return refusal->name;
    }
    return reasons[outcome];
}

/* "shown", "hidden" or "not_a_candidate". */
static const char *outcome_name(enum wp_outcome outcome)
{
    static const char *const names[] = {
        [WP_OUTCOME_NONE] = "not_a_candidate",
        [WP_OUTCOME_SHOWN] = "shown",
        [WP_OUTCOME_BELOW_LIMIT] = "hidden",
        [WP_OUTCOME_CROWDED_OUT] = "hidden",
        [WP_OUTCOME_REFUSED] = "hidden",
        [WP_OUTCOME_NO_NEED] = "not_a_candidate",
        [WP_OUTCOME_TOO_FAR] = "not_a_candidate",
    };

    return names[outcome];
}

/* Where on the way from record to list it fell out; NULL: it did not. */
static const char *stage_of(const struct wp_matches *matches,
                            enum wp_outcome outcome)
{
    static const char *const stages[] = {
        [WP_OUTCOME_NONE] = NULL,
        [WP_OUTCOME_SHOWN] = NULL,
        [WP_OUTCOME_BELOW_LIMIT] = "list",
        [WP_OUTCOME_CROWDED_OUT] = "list",
        [WP_OUTCOME_REFUSED] = "constraints",
        [WP_OUTCOME_NO_NEED] = "need",
        [WP_OUTCOME_TOO_FAR] = "reach",
    };
    const char *reason = reason_of(matches, outcome);

    return reason && strcmp(reason, "status") == 0 ? "record" : stages[outcome];
}

static void put_first_fact(struct wp_json *json, const char *name,
                           const char *say, const char *const proof[4])
{
    wp_json_string(json, "name", name);
    wp_json_string_or_null(json, "say", say);
    wp_json_string_or_null(json, "wanted", proof[0]);
    wp_json_string_or_null(json, "evidence", proof[1]);
    wp_json_string_or_null(json, "source", proof[2]);
    wp_json_string_or_null(json, "as_of", proof[3]);
}

/* The first fact that ruled it out, with its proof; null when it is shown. */
static void put_first(struct wp_json *json, const struct wp_matches *matches,
                      enum wp_outcome outcome)
{
    const struct wp_match *match = wp_matches_at(matches, 0);
    const struct wp_constraint *refusal = wp_why_refusal(match);
    const char *stage = stage_of(matches, outcome);
    const char *reason = reason_of(matches, outcome);

    if (!stage || !match) {
        wp_json_null(json, "first");
        return;
    }
    wp_json_begin_object(json, "first");
    wp_json_string(json, "stage", stage);
    if (outcome == WP_OUTCOME_REFUSED && refusal) {
        put_first_fact(json, refusal->name, refusal->say,
                       (const char *const[]){refusal->wanted, refusal->evidence,
                                             refusal->source, refusal->as_of});
    } else {
        const struct wp_component *one = NULL;

        for (size_t i = 0; i < match->component_count; i++) {
            if (reason && strcmp(match->components[i].name, reason) == 0) {
                one = &match->components[i];
            }
        }
        put_first_fact(json, reason ? reason : "limit", one ? one->say : NULL,
                       (const char *const[]){one ? one->wanted : NULL,
                                             one ? one->evidence : NULL,
                                             one ? one->source : match->source,
                                             one ? one->as_of : match->as_of});
    }
    wp_json_end_object(json);
}

static void put_ahead(struct wp_json *json, const struct wp_ahead *ahead)
{
    if (ahead->service_id) {
        wp_json_begin_object(json, "ahead");
        wp_json_string(json, "service_id", ahead->service_id);
        wp_json_string_or_null(json, "name", ahead->service_name);
        wp_json_rounded(json, "score", ahead->score, 2);
        wp_json_end_object(json);
    } else {
        wp_json_null(json, "ahead");
    }
    wp_json_begin_array(json, "differences");
    for (size_t i = 0; i < ahead->count; i++) {
        const struct wp_difference *one = &ahead->differences[i];

        wp_json_begin_object(json, NULL);
        wp_json_string(json, "name", one->name);
        wp_json_rounded(json, "points", one->points, 2);
        wp_json_string_or_null(json, "say", one->say);
        wp_json_string_or_null(json, "ahead_say", one->others);
        wp_json_end_object(json);
    }
    wp_json_end_array(json);
}

enum wp_status wp_render_why_json(const struct wp_matches *matches,
                                  const struct wp_client *client,
                                  const struct wp_vocab *vocab, bool why_not,
                                  struct wp_buf *out, struct wp_error *err)
{
    const struct wp_match *first = wp_matches_at(matches, 0);
    struct wp_json json = wp_json_to(out);
    struct wp_buf sentence = WP_BUF_INIT;
    size_t rank = 0;
    size_t qualified = 0;
    const enum wp_outcome outcome =
        wp_matches_outcome(matches, &rank, &qualified);

    wp_why_sentence(&sentence, wp_voice_of(vocab, client), matches);
    wp_json_begin_object(&json, NULL);
    wp_json_string(&json, "schema", "waypost.why/1");
    wp_json_string(&json, "question", why_not ? "why-not" : "why");
    wp_json_string_or_null(&json, "generation", wp_matches_generation(matches));
    wp_json_string(&json, "as_of", client->as_of);
    wp_json_client(&json, client, vocab);
    wp_json_string_or_null(&json, "service_id",
                           first ? first->service_id : NULL);
    wp_json_bool(&json, "shown", outcome == WP_OUTCOME_SHOWN);
    if (rank > 0) {
        wp_json_integer(&json, "rank", (long long)rank);
    } else {
        wp_json_null(&json, "rank");
    }
    wp_json_integer(&json, "qualified", (long long)qualified);
    wp_json_integer(&json, "of", (long long)qualified);
    wp_json_string(&json, "outcome", outcome_name(outcome));
    put_first(&json, matches, outcome);
    put_ahead(&json, &matches->ahead);
    wp_json_string_or_null(&json, "reason", reason_of(matches, outcome));
    wp_json_string(&json, "sentence", wp_buf_str(&sentence));
    wp_json_begin_array(&json, "results");
    for (size_t i = 0; i < wp_matches_count(matches); i++) {
        wp_json_match(&json, NULL, wp_matches_at(matches, i));
    }
    wp_json_end_array(&json);
    wp_json_end_object(&json);
    wp_buf_char(out, '\n');
    wp_buf_clear(&sentence);
    return wp_buf_status(out, err);
}
