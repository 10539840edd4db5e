/*
 * engine/render/why_json.c - schema waypost.why/1: one service, one client
 *
 * {"schema","generation","as_of","client","service_id","shown","rank",
 *  "reason","sentence","results":[results of waypost.match/1]}
 */
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
