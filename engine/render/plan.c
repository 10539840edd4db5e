/* engine/render/plan.c - the fewest trips, as JSON and as text */
#include "render/plan.h"

#include <math.h>

#include "explain/labels.h"
#include "render/match_json.h"
#include "render/text_parts.h"

/* ---- JSON --------------------------------------------------------------- */

static void put_need(struct wp_json *json, const struct wp_need *need,
                     const struct wp_vocab *vocab)
{
    const struct wp_concept *concept =
        need->concept_count > 0
            ? wp_vocab_concept(vocab, need->concepts[0].concept)
            : NULL;

    wp_json_string(json, NULL, concept ? concept->slug : need->words);
}

static void put_needs(struct wp_json *json, const char *name,
                      const size_t *needs, size_t count,
                      const struct wp_client *client,
                      const struct wp_vocab *vocab)
{
    wp_json_begin_array(json, name);
    for (size_t i = 0; i < count; i++) {
        if (needs[i] < client->need_count) {
            put_need(json, &client->needs[needs[i]], vocab);
        }
    }
    wp_json_end_array(json);
}

static void put_stop(struct wp_json *json, const struct wp_trip *trip,
                     const struct wp_client *client,
                     const struct wp_vocab *vocab)
{
    wp_json_begin_object(json, NULL);
    if (trip->trip) {
        wp_json_place(json, "place", &trip->services[0]);
    }
    wp_json_begin_array(json, "services");
    for (size_t i = 0; i < trip->service_count; i++) {
        wp_json_string(json, NULL, trip->services[i].service_id);
    }
    wp_json_end_array(json);
    wp_json_begin_array(json, "names");
    for (size_t i = 0; i < trip->service_count; i++) {
        wp_json_string_or_null(json, NULL, trip->services[i].service_name);
    }
    wp_json_end_array(json);
    put_needs(json, "covers", trip->needs, trip->need_count, client, vocab);
    if (isnan(trip->distance_m)) {
        wp_json_null(json, "distance_m");
    } else {
        wp_json_rounded(json, "distance_m", trip->distance_m, 1);
    }
    wp_json_end_object(json);
}

void wp_json_plan(struct wp_json *json, const struct wp_matches *matches,
                  const struct wp_client *client, const struct wp_vocab *vocab)
{
    size_t count = 0;
    const struct wp_trip *trips = wp_matches_trips(matches, &count);

    if (!wp_matches_planned(matches)) {
        return;
    }
    wp_json_begin_object(json, "plan");
    for (int round = 0; round < 2; round++) {
        wp_json_begin_array(json, round == 0 ? "trips" : "no_trip");
        for (size_t i = 0; i < count; i++) {
            if (trips[i].trip == (round == 0)) {
                put_stop(json, &trips[i], client, vocab);
            }
        }
        wp_json_end_array(json);
    }
    const size_t *open = wp_matches_uncovered(matches, &count);
    put_needs(json, "uncovered", open, count, client, vocab);
    wp_json_end_object(json);
}

/* ---- text --------------------------------------------------------------- */

static void say_needs(struct wp_buf *line, struct wp_voice voice,
                      const size_t *needs, size_t count,
                      const struct wp_client *client)
{
    for (size_t i = 0; i < count && needs[i] < client->need_count; i++) {
        const struct wp_need *need = &client->needs[needs[i]];

        wp_buf_text(line, i > 0 ? ", " : "");
        wp_buf_text(line,
                    need->concept_count > 0
                        ? wp_concept_name(voice, need->concepts[0].concept)
                        : need->words);
    }
}

static void put_line(struct wp_page *page, struct wp_voice voice,
                     const struct wp_trip *trip, const struct wp_client *client,
                     bool miles)
{
    struct wp_buf names = WP_BUF_INIT;
    struct wp_buf needs = WP_BUF_INIT;
    struct wp_buf where = WP_BUF_INIT;
    struct wp_buf line = WP_BUF_INIT;

    for (size_t i = 0; i < trip->service_count; i++) {
        const char *name = trip->services[i].service_name;

        wp_buf_printf(&names, "%s%s", i > 0 ? " + " : "",
                      name ? name : wp_text_of(voice, WP_TEXT_NO_NAME));
    }
    say_needs(&needs, voice, trip->needs, trip->need_count, client);
    wp_text(&line, voice, WP_TEXT_PLAN_STOP,
            &(struct wp_terms){.label = wp_buf_str(&names),
                               .word = wp_buf_str(&needs)});
    if (trip->trip) {
        wp_line_place(&where, voice, &trip->services[0]);
        wp_buf_printf(&line, " - %s", wp_buf_str(&where));
    }
    if (!isnan(trip->distance_m)) {
        wp_buf_text(&line, ", ");
        wp_page_distance(&line, trip->distance_m, miles);
    }
    if (trip->trip) {
        wp_page_item(page, 2, "* ", wp_buf_str(&line));
    } else {
        wp_page_lead(page, 2, wp_text_of(voice, WP_TEXT_PLAN_NO_TRIP),
                     wp_buf_str(&line));
    }
    wp_buf_clear(&names);
    wp_buf_clear(&needs);
    wp_buf_clear(&where);
    wp_buf_clear(&line);
}

void wp_page_plan(struct wp_page *page, struct wp_voice voice,
                  const struct wp_matches *matches,
                  const struct wp_client *client, bool miles)
{
    size_t count = 0;
    size_t going = 0;
    const struct wp_trip *trips = wp_matches_trips(matches, &count);
    struct wp_buf line = WP_BUF_INIT;

    if (!wp_matches_planned(matches)) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        going += trips[i].trip;
    }
    wp_text(&line, voice, WP_TEXT_PLAN,
            &(struct wp_terms){.number = (double)going});
    wp_page_heading(page, wp_buf_str(&line));
    for (size_t i = 0; i < count; i++) {
        put_line(page, voice, &trips[i], client, miles);
    }
    const size_t *open = wp_matches_uncovered(matches, &count);
    wp_buf_clear(&line);
    say_needs(&line, voice, open, count, client);
    wp_page_lead(page, 2, wp_text_of(voice, WP_TEXT_PLAN_OPEN),
                 wp_buf_str(&line));
    wp_page_blank(page);
    wp_buf_clear(&line);
}
