/* engine/render/client_json.c - what was understood, as the member "client" */
#include <math.h>
#include <string.h>

#include "render/match_json.h"

static void put_question(struct wp_json *json, const struct wp_need *need,
                         const struct wp_vocab *vocab)
{
    const struct wp_question *question =
        need->question ? wp_vocab_question(vocab, need->question) : NULL;

    if (question) {
        wp_json_begin_object(json, "question");
        wp_json_string(json, "key", question->key);
        wp_json_string(json, "en", question->en);
        wp_json_string(json, "es", question->es);
        wp_json_readings(json, question->readings);
        wp_json_end_object(json);
    }
}

static void put_need(struct wp_json *json, const struct wp_need *need,
                     const struct wp_vocab *vocab)
{
    static const char *const urgencies[] = {
        [WP_URGENCY_NOT_STATED] = NULL,
        [WP_URGENCY_TONIGHT] = "tonight",
        [WP_URGENCY_WEEK] = "week",
        [WP_URGENCY_LONG_TERM] = "long-term",
    };

    wp_json_begin_object(json, NULL);
    wp_json_string_or_null(json, "words", need->words);
    wp_json_begin_array(json, "concepts");
    for (size_t i = 0; i < need->concept_count; i++) {
        const struct wp_need_concept *concept = &need->concepts[i];

        wp_json_begin_object(json, NULL);
        wp_json_string(json, "slug",
                       wp_vocab_concept(vocab, concept->concept)->slug);
        wp_json_rounded(json, "weight", concept->weight, 4);
        wp_json_string(json, "via", concept->via);
        wp_json_string(json, "label", concept->label);
        wp_json_end_object(json);
    }
    wp_json_end_array(json);
    wp_json_string(json, "urgency", urgencies[need->urgency]);
    put_question(json, need, vocab);
    wp_json_end_object(json);
}

static void put_near(struct wp_json *json, const struct wp_client *client)
{
    if (!client->near.stated && client->near.label && client->near.state[0]) {
        wp_json_begin_object(json, "near");
        wp_json_null(json, "lat");
        wp_json_null(json, "lon");
        wp_json_string(json, "label", client->near.label);
        wp_json_end_object(json);
    }
    if (!client->near.stated) {
        return;
    }
    wp_json_begin_object(json, "near");
    wp_json_rounded(json, "lat", client->near.lat_deg, 7);
    wp_json_rounded(json, "lon", client->near.lon_deg, 7);
    wp_json_string_or_null(json, "label", client->near.label);
    wp_json_string(json, "state",
                   client->near.state[0] ? client->near.state : NULL);
    wp_json_string(json, "county",
                   client->near.county[0] ? client->near.county : NULL);
    wp_json_end_object(json);
    wp_json_rounded(
        json, "within_m",
        client->within_m > 0 ? client->within_m : WP_WITHIN_DEFAULT_M, 1);
}

static void put_payers(struct wp_json *json, const struct wp_client *client,
                       const struct wp_vocab *vocab)
{
    wp_json_begin_array(json, "payers");
    for (size_t i = 0; i < client->payer_count; i++) {
        const struct wp_payer *payer =
            wp_vocab_payer(vocab, client->payers[i].payer);
        const bool has_state = payer->state && payer->state[0] >= 'A';

        wp_json_begin_object(json, NULL);
        wp_json_string(json, "kind", payer->kind);
        wp_json_string_or_null(json, "state", has_state ? payer->state : NULL);
        wp_json_string(json, "label", client->payers[i].label);
        wp_json_string(json, "code", payer->code);
        if (client->payers[i].pending) {
            wp_json_bool(json, "pending", true);
        }
        wp_json_end_object(json);
    }
    wp_json_end_array(json);
}

static void put_tri(struct wp_json *json, const char *name, enum wp_tri tri)
{
    if (tri != WP_NOT_STATED) {
        wp_json_bool(json, name, tri == WP_YES);
    }
}

static void put_list(struct wp_json *json, const char *name,
                     const char *const *list, size_t count)
{
    if (count == 0) {
        return;
    }
    wp_json_begin_array(json, name);
    for (size_t i = 0; i < count; i++) {
        wp_json_string(json, NULL, list[i]);
    }
    wp_json_end_array(json);
}

static void put_household(struct wp_json *json, const struct wp_client *client)
{
    if (!client->household && client->household_size == 0 &&
        client->children_count == 0) {
        return;
    }
    wp_json_begin_object(json, "household");
    wp_json_string(json, "kind", client->household);
    if (client->household_size > 0) {
        wp_json_integer(json, "size", client->household_size);
    }
    if (client->children_count > 0) {
        wp_json_begin_array(json, "children_ages_years");
        for (size_t i = 0; i < client->children_count; i++) {
            wp_json_rounded(json, NULL, client->children_ages_years[i], 7);
        }
        wp_json_end_array(json);
    }
    wp_json_end_object(json);
}

static void put_person(struct wp_json *json, const struct wp_client *client)
{
    static const char *const travels[] = {
        [WP_TRAVEL_NOT_STATED] = NULL,
        [WP_TRAVEL_WALK] = "walk",
        [WP_TRAVEL_TRANSIT] = "transit",
        [WP_TRAVEL_CAR] = "car",
    };

    wp_json_string(json, "travel", travels[client->travel]);
    put_tri(json, "insured", client->insured);
    put_tri(json, "can_self_pay", client->can_self_pay);
    if (!isnan(client->age_years)) {
        wp_json_rounded(json, "age_years", client->age_years, 7);
    }
    wp_json_string(json, "sex", client->sex);
    put_tri(json, "pregnant", client->pregnant);
    put_tri(json, "veteran", client->veteran);
    put_household(json, client);
    if (!isnan(client->income_usd_per_year)) {
        wp_json_rounded(json, "income_usd_per_year",
                        client->income_usd_per_year, 2);
    }
    if (!isnan(client->income_fpl_percent)) {
        wp_json_rounded(json, "income_fpl_percent", client->income_fpl_percent,
                        2);
    }
    if (client->language_count > 0) {
        wp_json_begin_array(json, "languages");
        for (size_t i = 0; i < client->language_count; i++) {
            wp_json_string(json, NULL, client->languages[i]->code);
        }
        wp_json_end_array(json);
    }
}

/* What the words were taken for; for showing, ignored when given back. */
static void put_understood(struct wp_json *json, const struct wp_client *client)
{
    if (!client->words || !client->words[0]) {
        return;
    }
    wp_json_string(json, "typed", client->words);
    wp_json_begin_array(json, "understood");
    for (size_t i = 0; i < client->understood_count; i++) {
        const struct wp_understood *one = &client->understood[i];

        wp_json_begin_object(json, NULL);
        wp_json_string(json, "field", one->field);
        wp_json_string(json, "value", one->value);
        wp_json_string(json, "words", one->words);
        wp_json_integer(json, "begin", (long long)one->begin);
        wp_json_integer(json, "end", (long long)one->end);
        wp_json_end_object(json);
    }
    wp_json_end_array(json);
}

void wp_json_client(struct wp_json *json, const struct wp_client *client,
                    const struct wp_vocab *vocab)
{
    wp_json_begin_object(json, "client");
    wp_json_begin_array(json, "needs");
    for (size_t i = 0; i < client->need_count; i++) {
        put_need(json, &client->needs[i], vocab);
    }
    wp_json_end_array(json);
    put_near(json, client);
    put_payers(json, client, vocab);
    put_person(json, client);
    put_list(json, "situations", client->situations, client->situation_count);
    put_list(json, "attributes", client->attributes, client->attribute_count);
    put_list(json, "accessibility", client->accessibility,
             client->accessibility_count);
    put_list(json, "lacks", client->lacks, client->lack_count);
    put_list(json, "require", client->require, client->require_count);
    wp_json_string(json, "at", client->at[0] ? client->at : NULL);
    put_tri(json, "choice_list", client->choice_list);
    put_tri(json, "plan", client->plan);
    put_understood(json, client);
    put_list(json, "notes", client->notes, client->note_count);
    wp_json_end_object(json);
}
