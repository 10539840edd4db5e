/*
 * engine/render/match_json.c - schema waypost.match/1, one line
 *
 * Members come in the order of docs/formats.md; a member that is always
 * there is null when there is nothing to say, so that readers need not guess.
 */
#include "render/match_json.h"

#include <math.h>
#include <string.h>

#include "waypost/render.h"

#include "render/plan.h"

static void put_real(struct wp_json *json, const char *name, double number,
                     int digits)
{
    if (isnan(number)) {
        wp_json_null(json, name);
    } else {
        wp_json_rounded(json, name, number, digits);
    }
}

static void put_service(struct wp_json *json, const struct wp_match *match)
{
    wp_json_begin_object(json, "service");
    wp_json_string_or_null(json, "id", match->service_id);
    wp_json_string_or_null(json, "name", match->service_name);
    wp_json_string_or_null(json, "organization", match->organization);
    wp_json_string_or_null(json, "url", match->url);
    wp_json_string_or_null(json, "status", match->status);
    wp_json_string(json, "alert", match->alert);
    wp_json_string(json, "description", match->description);
    wp_json_end_object(json);
}

void wp_json_place(struct wp_json *json, const char *name,
                   const struct wp_match *match)
{
    const bool closed = match->confidential;

    if (!match->has_place) {
        wp_json_null(json, name);
        return;
    }
    wp_json_begin_object(json, name);
    wp_json_string_or_null(json, "id", match->location_id);
    wp_json_string_or_null(json, "address", closed ? NULL : match->address);
    wp_json_string_or_null(json, "city", match->city);
    wp_json_string_or_null(json, "state", match->state);
    wp_json_string_or_null(json, "postal_code",
                           closed ? NULL : match->postal_code);
    put_real(json, "lat", closed ? NAN : match->lat_deg, 7);
    put_real(json, "lon", closed ? NAN : match->lon_deg, 7);
    wp_json_bool(json, "confidential", closed);
    if (match->approximate && !closed) {
        wp_json_bool(json, "approximate", true);
    }
    wp_json_end_object(json);
}

static void put_phones(struct wp_json *json, const struct wp_match *match)
{
    wp_json_begin_array(json, "phones");
    for (size_t i = 0; i < match->phone_count; i++) {
        const struct wp_phone_line *phone = &match->phones[i];

        wp_json_begin_object(json, NULL);
        wp_json_string(json, "number", phone->number);
        wp_json_string(json, "extension",
                       phone->extension ? phone->extension : "");
        wp_json_string_or_null(json, "type", phone->type);
        wp_json_end_object(json);
    }
    wp_json_end_array(json);
}

/* What was asked, what the record says to it, who says so, and when. */
static void put_proof(struct wp_json *json, const char *wanted,
                      const char *evidence, const char *source,
                      const char *as_of, bool extracted)
{
    wp_json_string_or_null(json, "wanted", wanted);
    wp_json_string_or_null(json, "evidence", evidence);
    wp_json_string_or_null(json, "source", source);
    wp_json_string_or_null(json, "as_of", as_of);
    if (extracted) {
        wp_json_bool(json, "extracted", true);
    }
}

static void put_components(struct wp_json *json, const struct wp_match *match)
{
    wp_json_begin_array(json, "components");
    for (size_t i = 0; i < match->component_count; i++) {
        const struct wp_component *one = &match->components[i];

        wp_json_begin_object(json, NULL);
        wp_json_string(json, "name", one->name);
        wp_json_rounded(json, "weight", one->weight, 2);
        wp_json_rounded(json, "score", one->score, 4);
        wp_json_string(json, "verdict", wp_verdict_name(one->verdict));
        put_proof(json, one->wanted, one->evidence, one->source, one->as_of,
                  one->extracted);
        wp_json_string_or_null(json, "say", one->say);
        wp_json_end_object(json);
    }
    wp_json_end_array(json);
}

static void put_constraints(struct wp_json *json, const struct wp_match *match)
{
    wp_json_begin_array(json, "constraints");
    for (size_t i = 0; i < match->constraint_count; i++) {
        const struct wp_constraint *one = &match->constraints[i];

        wp_json_begin_object(json, NULL);
        wp_json_string(json, "name", one->name);
        wp_json_string(json, "verdict", wp_verdict_name(one->verdict));
        wp_json_bool(json, "hard", one->hard);
        put_proof(json, one->wanted, one->evidence, one->source, one->as_of,
                  one->extracted);
        wp_json_string_or_null(json, "say", one->say);
        wp_json_end_object(json);
    }
    wp_json_end_array(json);
}

static void put_confirm(struct wp_json *json, const struct wp_match *match)
{
    wp_json_begin_array(json, "confirm");
    for (size_t i = 0; i < match->confirm_count; i++) {
        wp_json_string(json, NULL, match->confirm[i]);
    }
    wp_json_end_array(json);
}

/* Left out where there are none: most lists are about one need. */
static void put_neighbours(struct wp_json *json, const struct wp_match *match)
{
    if (match->neighbour_count == 0) {
        return;
    }
    wp_json_begin_array(json, "same_place");
    for (size_t i = 0; i < match->neighbour_count; i++) {
        const struct wp_neighbour *one = &match->neighbours[i];

        wp_json_begin_object(json, NULL);
        wp_json_string_or_null(json, "id", one->service_id);
        wp_json_string_or_null(json, "name", one->service_name);
        wp_json_string_or_null(json, "organization", one->organization);
        wp_json_end_object(json);
    }
    wp_json_end_array(json);
}

static void put_open(struct wp_json *json, const struct wp_match *match)
{
    wp_json_begin_object(json, "open");
    wp_json_string(json, "verdict", wp_verdict_name(match->open));
    wp_json_string_or_null(json, "until", match->open_until);
    wp_json_string(json, "opens_next", match->opens_next);
    if (match->open_intake) {
        wp_json_bool(json, "intake", true);
    }
    wp_json_end_object(json);
}

void wp_json_match(struct wp_json *json, const char *name,
                   const struct wp_match *match)
{
    wp_json_begin_object(json, name);
    if (match->rank > 0) {
        wp_json_integer(json, "rank", (long long)match->rank);
    } else {
        wp_json_null(json, "rank");
    }
    if (!match->neutral) {
        wp_json_rounded(json, "score", match->score, 2);
    }
    wp_json_string_or_null(json, "lane", match->lane);
    if (match->tie_group > 0) {
        wp_json_integer(json, "tie_group", (long long)match->tie_group);
    }
    wp_json_string(json, "lifted", match->lifted);
    put_service(json, match);
    wp_json_place(json, "location", match);
    put_real(json, "distance_m", match->confidential ? NAN : match->distance_m,
             1);
    wp_json_string(json, "beyond", match->beyond);
    put_phones(json, match);
    if (!match->neutral) {
        put_components(json, match);
    }
    put_constraints(json, match);
    put_confirm(json, match);
    put_neighbours(json, match);
    put_open(json, match);
    wp_json_string_or_null(json, "source", match->source);
    wp_json_string_or_null(json, "as_of", match->as_of);
    wp_json_end_object(json);
}

/* ---- around the results ------------------------------------------------- */

static void put_safety(struct wp_json *json, const struct wp_matches *matches)
{
    size_t count = 0;
    const struct wp_safety *safety = wp_matches_safety(matches, &count);

    wp_json_begin_array(json, "safety");
    for (size_t i = 0; i < count; i++) {
        wp_json_begin_object(json, NULL);
        wp_json_string_or_null(json, "name", safety[i].name);
        wp_json_string_or_null(json, "phone", safety[i].phone);
        wp_json_string_or_null(json, "text", safety[i].text);
        wp_json_string_or_null(json, "url", safety[i].url);
        wp_json_string_or_null(json, "why", safety[i].why);
        wp_json_end_object(json);
    }
    wp_json_end_array(json);
}

static void put_hidden(struct wp_json *json, const struct wp_matches *matches)
{
    size_t count = 0;
    const struct wp_hidden *hidden = wp_matches_hidden(matches, &count);

    wp_json_begin_object(json, "hidden");
    for (size_t i = 0; i < count; i++) {
        wp_json_integer(json, hidden[i].reason, (long long)hidden[i].count);
    }
    wp_json_end_object(json);
}

/* Which published weights and numbers the scores were made with. */
static void put_scoring(struct wp_json *json, const struct wp_matches *matches,
                        const struct wp_vocab *vocab)
{
    wp_json_begin_object(json, "scoring");
    wp_json_string(json, "version", wp_vocab_scoring_version(vocab));
    wp_json_string(json, "hash", wp_vocab_scoring_hash(vocab));
    wp_json_string(json, "seed", wp_matches_seed(matches));
    wp_json_end_object(json);
}

static void put_choice(struct wp_json *json, const struct wp_matches *matches)
{
    const char *order = NULL;
    size_t total = 0;
    const char *statement =
        wp_matches_choice_statement(matches, &order, &total);

    if (statement) {
        wp_json_begin_object(json, "choice_list");
        wp_json_string(json, "order", order);
        wp_json_string(json, "statement", statement);
        wp_json_integer(json, "qualified", (long long)total);
        wp_json_end_object(json);
    }
}

/* The three lists, each as the ranks of its rows. */
static void put_lanes(struct wp_json *json, const struct wp_matches *matches)
{
    static const char *const lanes[] = {"tonight", "week", "long-term"};

    wp_json_begin_object(json, "lanes");
    for (size_t i = 0; i < sizeof(lanes) / sizeof(lanes[0]); i++) {
        wp_json_begin_array(json, lanes[i]);
        for (size_t n = 0; n < wp_matches_count(matches); n++) {
            const struct wp_match *match = wp_matches_at(matches, n);

            if (!match->neutral && match->lane &&
                strcmp(match->lane, lanes[i]) == 0) {
                wp_json_integer(json, NULL, (long long)match->rank);
            }
        }
        wp_json_end_array(json);
    }
    wp_json_end_object(json);
}

static void put_widening(struct wp_json *json, const struct wp_matches *matches)
{
    size_t count = 0;
    const struct wp_widened *steps = wp_matches_widening(matches, &count);

    wp_json_begin_array(json, "widening");
    for (size_t i = 0; i < count; i++) {
        wp_json_begin_object(json, NULL);
        wp_json_string(json, "step", steps[i].step);
        wp_json_string(json, "say", steps[i].say);
        wp_json_end_object(json);
    }
    wp_json_end_array(json);
}

/* What would settle a need that can be read in several ways. */
static void put_questions(struct wp_json *json, const struct wp_client *client,
                          const struct wp_vocab *vocab)
{
    wp_json_begin_array(json, "questions");
    for (size_t i = 0; i < client->need_count; i++) {
        const struct wp_question *question =
            client->needs[i].question
                ? wp_vocab_question(vocab, client->needs[i].question)
                : NULL;

        if (question) {
            wp_json_begin_object(json, NULL);
            wp_json_string(json, "key", question->key);
            wp_json_string(json, "en", question->en);
            wp_json_string(json, "es", question->es);
            wp_json_end_object(json);
        }
    }
    wp_json_end_array(json);
}

enum wp_status wp_render_match_json(const struct wp_matches *matches,
                                    const struct wp_client *client,
                                    const struct wp_vocab *vocab,
                                    struct wp_buf *out, struct wp_error *err)
{
    struct wp_json json = wp_json_to(out);

    wp_json_begin_object(&json, NULL);
    wp_json_string(&json, "schema", "waypost.match/1");
    wp_json_string_or_null(&json, "generation", wp_matches_generation(matches));
    wp_json_string(&json, "as_of", client->as_of);
    wp_json_client(&json, client, vocab);
    put_safety(&json, matches);
    wp_json_begin_array(&json, "results");
    for (size_t i = 0; i < wp_matches_count(matches); i++) {
        wp_json_match(&json, NULL, wp_matches_at(matches, i));
    }
    wp_json_end_array(&json);
    put_hidden(&json, matches);
    wp_json_string_or_null(&json, "widened", wp_matches_widened(matches));
    wp_json_bool(&json, "low_supply", wp_matches_low_supply(matches));
    wp_json_integer(&json, "considered",
                    (long long)wp_matches_considered(matches));
    if (wp_matches_general(matches)) {
        wp_json_bool(&json, "general", true);
    }
    put_choice(&json, matches);
    put_lanes(&json, matches);
    wp_json_plan(&json, matches, client, vocab);
    put_scoring(&json, matches, vocab);
    put_questions(&json, client, vocab);
    put_widening(&json, matches);
    wp_json_end_object(&json);
    wp_buf_char(out, '\n');
    return wp_buf_status(out, err);
}

enum wp_status wp_render_match_ndjson(const struct wp_matches *matches,
                                      struct wp_buf *out, struct wp_error *err)
{
    for (size_t i = 0; i < wp_matches_count(matches); i++) {
        struct wp_json json = wp_json_to(out);

        wp_json_match(&json, NULL, wp_matches_at(matches, i));
        wp_buf_char(out, '\n');
    }
    return wp_buf_status(out, err);
}
