/* engine/query/json_printed.c - a client as match prints it, read back
 *
 * Whoever corrects what was understood edits the printed client and gives it
 * back: its forms say more than anybody would type (weights, codes, labels).
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "query/codes.h"
#include "query/json_read.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *text_of(json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

/* The client's own copy; NULL stays NULL and is no failure. */
static enum wp_status keep(struct wp_client_json *reading, const char *text,
                           const char **ret_kept)
{
    *ret_kept =
        text ? wp_utf8_repair(&reading->client->arena, text, strlen(text))
             : NULL;
    return text && !*ret_kept
               ? wp_fail(reading->err, WP_ENOMEM, "no memory for a client")
               : WP_OK;
}

/* ---- needs -------------------------------------------------------------- */

static enum wp_status set_concept(struct wp_client_json *reading,
                                  const char *path, struct wp_need *need,
                                  json_t *value)
{
    static const char *const names[] = {"slug", "weight", "via", "label"};
    char member[WP_JSON_PATH_MAX];

    if (!json_is_object(value)) {
        return wp_json_refuse(reading, path,
                              "a concept is an object: {\"slug\": \"...\"}");
    }
    enum wp_status status =
        wp_json_check_members(reading, path, value, names, COUNT(names));
    if (status != WP_OK) {
        return status;
    }
    const char *slug = text_of(value, "slug");
    (void)snprintf(member, sizeof(member), "%.100s.slug", path);
    if (!slug) {
        return wp_json_refuse(reading, member, "a concept has a slug");
    }
    const int concept = wp_vocab_concept_by_slug(reading->vocab, slug);
    if (concept < 0) {
        status = wp_need_no_slug(reading->vocab, slug, reading->err);
        (void)wp_fail_at(reading->err, member, 0, 0);
        return status;
    }
    json_t *weight = json_object_get(value, "weight");
    const double number = weight ? json_number_value(weight) : 1.0;
    if ((weight && !json_is_number(weight)) ||
        !(number > 0.0 && number <= 1.0)) {
        (void)snprintf(member, sizeof(member), "%.100s.weight", path);
        return wp_json_refuse(reading, member,
                              "a weight is more than 0 and at most 1");
    }
    const char *via = NULL;
    const char *label = NULL;
    status = keep(reading, text_of(value, "via"), &via);
    if (status == WP_OK) {
        status = keep(reading, text_of(value, "label"), &label);
    }
    if (status == WP_OK) {
        if (!via) {
            via = wp_vocab_concept(reading->vocab, concept)->slug;
        }
        need->concepts[need->concept_count++] =
            (struct wp_need_concept){concept, number, via, label};
    }
    return status;
}

/* The question it was printed with, so that it is asked again. */
static const char *question_of(const struct wp_vocab *vocab, json_t *need)
{
    const char *key = text_of(json_object_get(need, "question"), "key");
    const struct wp_question *question =
        key ? wp_vocab_question(vocab, key) : NULL;

    return question ? question->key : NULL;
}

enum wp_status wp_json_set_concepts(struct wp_client_json *reading,
                                    const char *path, const char *words,
                                    enum wp_urgency urgency, json_t *need)
{
    struct wp_client *client = reading->client;
    json_t *list = json_object_get(need, "concepts");
    enum wp_status status = WP_OK;
    json_t *value = NULL;
    size_t i = 0;

    if (!json_is_array(list) || json_array_size(list) > WP_NEED_CONCEPTS_MAX) {
        return wp_json_refuse(reading, path,
                              "concepts are a list of at most 12 objects");
    }
    if (client->need_count == WP_CLIENT_NEEDS_MAX) {
        return wp_json_refuse(reading, path, "more needs than 16");
    }
    struct wp_need *stated = &client->needs[client->need_count++];
    *stated = (struct wp_need){
        .words = words,
        .urgency = urgency,
        .question = question_of(reading->vocab, need),
    };
    json_array_foreach(list, i, value)
    {
        char item[WP_JSON_PATH_MAX];
        (void)snprintf(item, sizeof(item), "%.80s.concepts[%zu]", path, i);
        status = set_concept(reading, item, stated, value);
        if (status != WP_OK) {
            break;
        }
    }
    return status;
}

/* ---- place -------------------------------------------------------------- */

/* What a position alone does not tell: which county, said by whom. */
static enum wp_status set_area(struct wp_client_json *reading, const char *path,
                               json_t *value)
{
    struct wp_near *near = &reading->client->near;
    const char *zip = text_of(value, "zip");
    const char *state = text_of(value, "state");
    const char *county = text_of(value, "county");
    const char *label = NULL;

    if (zip && !wp_vocab_zip(reading->vocab, zip)) {
        return wp_json_refuse(reading, path, "zip is no ZIP Code there is");
    }
    if (county && !wp_vocab_county_name(reading->vocab, county)) {
        return wp_json_refuse(reading, path,
                              "county is no FIPS code such as 04013");
    }
    if (state && strlen(state) != 2) {
        return wp_json_refuse(reading, path, "state is two letters: \"AZ\"");
    }
    const enum wp_status status =
        keep(reading, text_of(value, "label"), &label);
    if (status != WP_OK) {
        return status;
    }
    if (label) { /* "85301 Glendale, AZ" */
        char digits[6] = "";
        memcpy(digits, label, strspn(label, "0123456789") == 5 ? 5 : 0);
        near->label = label;
        memcpy(near->zip, wp_vocab_zip(reading->vocab, digits) ? digits : "",
               wp_vocab_zip(reading->vocab, digits) ? 6 : 1);
    }
    if (zip) {
        memcpy(near->zip, zip, sizeof(near->zip));
    }
    if (state) {
        memcpy(near->state, state, sizeof(near->state));
    }
    if (county) {
        memcpy(near->county, county, sizeof(near->county));
    }
    return WP_OK;
}

enum wp_status wp_json_set_place(struct wp_client_json *reading,
                                 const char *path, json_t *value)
{
    static const char *const names[] = {"lat", "lon",   "label",
                                        "zip", "state", "county"};
    static const char *const texts[] = {"zip", "label", "state"};
    json_t *lat = json_object_get(value, "lat");
    json_t *lon = json_object_get(value, "lon");
    char text[80];

    enum wp_status status =
        wp_json_check_members(reading, path, value, names, COUNT(names));
    if (status != WP_OK) {
        return status;
    }
    for (size_t i = 0; !lat && !lon && i < COUNT(texts); i++) {
        if (text_of(value, texts[i])) {
            return wp_json_set_text(reading, path, "near",
                                    text_of(value, texts[i]));
        }
    }
    if (!json_is_number(lat) || !json_is_number(lon) ||
        fabs(json_number_value(lat)) > 1e5 ||
        fabs(json_number_value(lon)) > 1e5) {
        return wp_json_refuse(reading, path,
                              "a position has lat and lon in degrees");
    }
    (void)snprintf(text, sizeof(text), "%.7f,%.7f", json_number_value(lat),
                   json_number_value(lon));
    status = wp_json_set_text(reading, path, "near", text);
    return status == WP_OK ? set_area(reading, path, value) : status;
}

/* ---- payers ------------------------------------------------------------- */

enum wp_status wp_json_set_payer(struct wp_client_json *reading,
                                 const char *path, json_t *value)
{
    static const char *const names[] = {"kind", "state", "label", "code",
                                        "pending"};
    struct wp_client *client = reading->client;

    if (json_is_string(value)) {
        return wp_json_set_text(reading, path, "payer",
                                json_string_value(value));
    }
    if (!json_is_object(value)) {
        return wp_json_refuse(reading, path,
                              "a payer is a text: \"MassHealth\"");
    }
    enum wp_status status =
        wp_json_check_members(reading, path, value, names, COUNT(names));
    if (status != WP_OK) {
        return status;
    }
    const char *code = text_of(value, "code");
    if (!code) {
        const char *label = text_of(value, "label");
        return label ? wp_json_set_text(reading, path, "payer", label)
                     : wp_json_refuse(reading, path,
                                      "a payer has a code or a label");
    }
    const int payer = wp_vocab_payer_by_code(reading->vocab, code);
    if (payer < 0) {
        char member[WP_JSON_PATH_MAX];
        (void)snprintf(member, sizeof(member), "%.100s.code", path);
        status = wp_payer_unknown(reading->vocab, code, reading->err);
        (void)wp_fail_at(reading->err, member, 0, 0);
        return status;
    }
    status = wp_payer_take(client, reading->vocab, payer, reading->err);
    if (status == WP_OK && client->payer_count > 0 &&
        json_is_true(json_object_get(value, "pending"))) {
        client->payers[client->payer_count - 1].pending = true;
    }
    return status;
}
