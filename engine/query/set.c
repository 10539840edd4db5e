/* engine/query/set.c - one fact by its CLIENT.json name, from text */
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "query/build.h"
#include "query/codes.h"
#include "query/values.h"
#include "vocab/vocab.h"

#define VALUE_MAX_BYTES 4096
#define AGE_MAX_YEARS   130.0

typedef enum wp_status setter(struct wp_client *client,
                              const struct wp_vocab *vocab, const char *value,
                              struct wp_error *err);

/* A code of a list, or what would have been right. */
static enum wp_status take_code(const struct wp_codes *codes, const char *value,
                                int *ret_code, struct wp_error *err)
{
    const int code = wp_code_find(codes, value);

    if (code < 0) {
        const char *nearest = wp_code_nearest(codes, value);
        return wp_fail(err, WP_EINVAL, "%s '%.80s' is not known; %s '%s'%s",
                       codes->what, value,
                       nearest ? "did you mean" : "one of them is",
                       nearest ? nearest : codes->names[0], nearest ? "?" : "");
    }
    *ret_code = code;
    return WP_OK;
}

static enum wp_status set_need(struct wp_client *client,
                               const struct wp_vocab *vocab, const char *value,
                               struct wp_error *err)
{
    return wp_need_by_words(client, vocab, value, WP_URGENCY_NOT_STATED, err);
}

static enum wp_status set_concept(struct wp_client *client,
                                  const struct wp_vocab *vocab,
                                  const char *value, struct wp_error *err)
{
    return wp_need_by_slug(client, vocab, value, NULL, WP_URGENCY_NOT_STATED,
                           err);
}

static enum wp_status set_within(struct wp_client *client,
                                 const struct wp_vocab *vocab,
                                 const char *value, struct wp_error *err)
{
    double distance_m = 0.0;

    (void)vocab;
    if (!wp_parse_distance(value, &distance_m)) {
        return wp_fail(err, WP_EINVAL,
                       "within '%.80s' is no distance; 15mi, 40km or plain "
                       "metres is",
                       value);
    }
    if (distance_m < 1.0 || distance_m > WP_WITHIN_MAX_M) {
        return wp_fail(err, WP_EINVAL,
                       "within '%.80s' is not between 1 m and %.0f km", value,
                       WP_WITHIN_MAX_M / 1000.0);
    }
    client->within_m = distance_m;
    client->within_stated = true;
    return WP_OK;
}

static enum wp_status set_age(struct wp_client *client,
                              const struct wp_vocab *vocab, const char *value,
                              struct wp_error *err)
{
    (void)vocab;
    if (!wp_parse_number(value, 0.0, AGE_MAX_YEARS, &client->age_years)) {
        return wp_fail(err, WP_EINVAL,
                       "age '%.80s' is no number of years from 0 to 130",
                       value);
    }
    return WP_OK;
}

static enum wp_status set_child_age(struct wp_client *client,
                                    const struct wp_vocab *vocab,
                                    const char *value, struct wp_error *err)
{
    double age_years = NAN;

    (void)vocab;
    if (!wp_parse_number(value, 0.0, AGE_MAX_YEARS, &age_years)) {
        return wp_fail(err, WP_EINVAL,
                       "a child's age '%.80s' is no number of years", value);
    }
    if (client->children_count == WP_CLIENT_LIST_MAX) {
        return wp_fail(err, WP_ELIMIT, "more than %d children",
                       WP_CLIENT_LIST_MAX);
    }
    client->children_ages_years[client->children_count++] = age_years;
    return WP_OK;
}

static enum wp_status set_sex(struct wp_client *client,
                              const struct wp_vocab *vocab, const char *value,
                              struct wp_error *err)
{
    int code = -1;

    (void)vocab;
    if (strcmp(value, "f") == 0 || strcmp(value, "F") == 0) {
        value = "female";
    } else if (strcmp(value, "m") == 0 || strcmp(value, "M") == 0) {
        value = "male";
    }
    const enum wp_status status = take_code(&wp_code_sexes, value, &code, err);
    if (status == WP_OK) {
        client->sex = wp_code_sexes.names[code];
    }
    return status;
}

static enum wp_status
set_household_size(struct wp_client *client, const struct wp_vocab *vocab,
                   const char *value, struct wp_error *err)
{
    double size = 0.0;

    (void)vocab;
    if (!wp_parse_number(value, 1.0, 30.0, &size) || size != floor(size)) {
        return wp_fail(err, WP_EINVAL,
                       "household '%.80s' is no number of people from 1 to 30",
                       value);
    }
    client->household_size = (int)size;
    return WP_OK;
}

static enum wp_status
set_household_kind(struct wp_client *client, const struct wp_vocab *vocab,
                   const char *value, struct wp_error *err)
{
    int code = -1;

    (void)vocab;
    const enum wp_status status =
        take_code(&wp_code_households, value, &code, err);
    if (status == WP_OK) {
        client->household = wp_code_households.names[code];
    }
    return status;
}

static enum wp_status set_income(struct wp_client *client,
                                 const struct wp_vocab *vocab,
                                 const char *value, struct wp_error *err)
{
    (void)vocab;
    if (!wp_parse_money(value, &client->income_usd_per_year)) {
        return wp_fail(err, WP_EINVAL,
                       "income '%.80s' is no number of dollars a year", value);
    }
    return WP_OK;
}

static const char *nearest_language(const struct wp_vocab *vocab,
                                    const char *typed)
{
    const struct wp_languages *languages = &vocab->languages;
    const char **names = calloc(languages->count * 2, sizeof(*names));
    const char *nearest = NULL;

    if (names) {
        for (size_t i = 0; i < languages->count; i++) {
            names[2 * i] = languages->rows[i].name_en;
            names[2 * i + 1] = languages->rows[i].name_es;
        }
        const struct wp_codes codes = {"language", names, languages->count * 2};
        nearest = wp_code_nearest(&codes, typed);
    }
    free(names);
    return nearest;
}

static enum wp_status set_fpl(struct wp_client *client,
                              const struct wp_vocab *vocab, const char *value,
                              struct wp_error *err)
{
    (void)vocab;
    if (!wp_parse_number(value, 0.0, 10000.0, &client->income_fpl_percent)) {
        return wp_fail(err, WP_EINVAL,
                       "income_fpl_percent '%.80s' is no percentage from 0 to "
                       "10000",
                       value);
    }
    return WP_OK;
}

static enum wp_status set_language(struct wp_client *client,
                                   const struct wp_vocab *vocab,
                                   const char *value, struct wp_error *err)
{
    const struct wp_language *language = wp_vocab_language(vocab, value);

    if (!language) {
        const char *nearest = nearest_language(vocab, value);
        return wp_fail(err, WP_EINVAL,
                       "language '%.80s' is not known; %s'%s'%s", value,
                       nearest ? "did you mean " : "a tag such as ",
                       nearest ? nearest : "es",
                       nearest ? "?" : " or a name such as 'Spanish' is right");
    }
    for (size_t i = 0; i < client->language_count; i++) {
        if (client->languages[i] == language) {
            return WP_OK;
        }
    }
    if (client->language_count == WP_CLIENT_LIST_MAX) {
        return wp_fail(err, WP_ELIMIT, "more than %d languages",
                       WP_CLIENT_LIST_MAX);
    }
    client->languages[client->language_count++] = language;
    return WP_OK;
}

static enum wp_status set_order(struct wp_client *client,
                                const struct wp_vocab *vocab, const char *value,
                                struct wp_error *err)
{
    const bool name = strcmp(value, "name") == 0;

    (void)vocab;
    if (!name && strcmp(value, "distance") != 0) {
        return wp_fail(err, WP_EINVAL, "order is distance or name");
    }
    client->order_by_name = name ? WP_YES : WP_NO;
    return WP_OK;
}

static enum wp_status set_urgency(struct wp_client *client,
                                  const struct wp_vocab *vocab,
                                  const char *value, struct wp_error *err)
{
    int code = -1;

    (void)vocab;
    const enum wp_status status =
        take_code(&wp_code_urgencies, value, &code, err);
    if (status == WP_OK) {
        client->urgency = (enum wp_urgency)(code + 1);
    }
    return status;
}

static enum wp_status set_travel(struct wp_client *client,
                                 const struct wp_vocab *vocab,
                                 const char *value, struct wp_error *err)
{
    int code = -1;

    (void)vocab;
    const enum wp_status status =
        take_code(&wp_code_travels, value, &code, err);
    if (status == WP_OK) {
        client->travel = (enum wp_travel)(code + 1);
    }
    return status;
}

static enum wp_status set_at(struct wp_client *client,
                             const struct wp_vocab *vocab, const char *value,
                             struct wp_error *err)
{
    (void)vocab;
    if (!wp_parse_moment(value, client->at)) {
        return wp_fail(err, WP_EINVAL,
                       "at '%.80s' is no time such as 2026-11-23T18:00", value);
    }
    return WP_OK;
}

static enum wp_status set_as_of(struct wp_client *client,
                                const struct wp_vocab *vocab, const char *value,
                                struct wp_error *err)
{
    (void)vocab;
    if (!wp_parse_date(value, client->as_of)) {
        return wp_fail(err, WP_EINVAL,
                       "as_of '%.80s' is no date such as 2026-11-23", value);
    }
    return WP_OK;
}

static enum wp_status set_limit(struct wp_client *client,
                                const struct wp_vocab *vocab, const char *value,
                                struct wp_error *err)
{
    double limit = 0.0;

    (void)vocab;
    if (!wp_parse_number(value, 1.0, WP_LIMIT_MAX, &limit) ||
        limit != floor(limit)) {
        return wp_fail(err, WP_EINVAL,
                       "limit '%.80s' is no whole number from 1 to %d", value,
                       WP_LIMIT_MAX);
    }
    client->limit = (size_t)limit;
    return WP_OK;
}

static enum wp_status
set_output_language(struct wp_client *client, const struct wp_vocab *vocab,
                    const char *value, struct wp_error *err)
{
    (void)vocab;
    return wp_lang_parse(value, &client->output_language, err);
}

static enum wp_status set_words(struct wp_client *client,
                                const struct wp_vocab *vocab, const char *value,
                                struct wp_error *err)
{
    return wp_client_parse_words(client, vocab, value, err);
}

/* Facts that are true, false or not stated. */
static const struct {
    const char *name;
    size_t field; /* enum wp_tri */
} tri_facts[] = {
    {"pregnant", offsetof(struct wp_client, pregnant)},
    {"veteran", offsetof(struct wp_client, veteran)},
    {"can_self_pay", offsetof(struct wp_client, can_self_pay)},
    {"insured", offsetof(struct wp_client, insured)},
    {"plan", offsetof(struct wp_client, plan)},
    {"choice_list", offsetof(struct wp_client, choice_list)},
};

/* Facts that are lists of codes. */
static const struct {
    const char *name;
    const struct wp_codes *codes;
    size_t field, count; /* const char *[WP_CLIENT_LIST_MAX], size_t */
} list_facts[] = {
    {"require", &wp_code_components, offsetof(struct wp_client, require),
     offsetof(struct wp_client, require_count)},
    {"attribute", &wp_code_attributes, offsetof(struct wp_client, attributes),
     offsetof(struct wp_client, attribute_count)},
    {"accessibility", &wp_code_accessibility,
     offsetof(struct wp_client, accessibility),
     offsetof(struct wp_client, accessibility_count)},
    {"situation", &wp_code_situations, offsetof(struct wp_client, situations),
     offsetof(struct wp_client, situation_count)},
    {"lacks", &wp_code_documents, offsetof(struct wp_client, lacks),
     offsetof(struct wp_client, lack_count)},
};

/* Facts with rules of their own. */
static const struct {
    const char *name;
    setter *set;
} other_facts[] = {
    {"near", wp_near_set},
    {"within_m", set_within},
    {"within", set_within},
    {"need", set_need},
    {"concept", set_concept},
    {"payer", wp_payer_set},
    {"age_years", set_age},
    {"age", set_age},
    {"child_age_years", set_child_age},
    {"sex", set_sex},
    {"household_size", set_household_size},
    {"household", set_household_size},
    {"household_kind", set_household_kind},
    {"income_usd_per_year", set_income},
    {"income", set_income},
    {"income_fpl_percent", set_fpl},
    {"language", set_language},
    {"urgency", set_urgency},
    {"travel", set_travel},
    {"at", set_at},
    {"as_of", set_as_of},
    {"limit", set_limit},
    {"order", set_order},
    {"output_language", set_output_language},
    {"words", set_words},
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static enum wp_status fail_name(const char *name, struct wp_error *err)
{
    const char
        *names[COUNT(tri_facts) + COUNT(list_facts) + COUNT(other_facts)];
    size_t count = 0;

    for (size_t i = 0; i < COUNT(tri_facts); i++) {
        names[count++] = tri_facts[i].name;
    }
    for (size_t i = 0; i < COUNT(list_facts); i++) {
        names[count++] = list_facts[i].name;
    }
    for (size_t i = 0; i < COUNT(other_facts); i++) {
        names[count++] = other_facts[i].name;
    }
    const struct wp_codes codes = {"fact", names, count};
    const char *nearest = wp_code_nearest(&codes, name);
    return wp_fail(err, WP_EINVAL, "a client has no fact '%.80s'%s%s%s", name,
                   nearest ? "; did you mean '" : "", nearest ? nearest : "",
                   nearest ? "'?" : "");
}

static enum wp_status set_listed(struct wp_client *client, size_t fact,
                                 const char *value, struct wp_error *err)
{
    const struct wp_codes *codes = list_facts[fact].codes;
    char *base = (char *)client;
    int code = -1;

    const enum wp_status status = take_code(codes, value, &code, err);
    if (status != WP_OK) {
        return status;
    }
    void *list = base + list_facts[fact].field;
    void *count = base + list_facts[fact].count;
    return wp_list_add(list, count, codes->names[code], codes->what, err);
}

/* value is the client's to keep. */
static enum wp_status set_kept(struct wp_client *client,
                               const struct wp_vocab *vocab, const char *name,
                               const char *value, struct wp_error *err)
{
    for (size_t i = 0; i < COUNT(tri_facts); i++) {
        if (strcmp(tri_facts[i].name, name) == 0) {
            void *field = (char *)client + tri_facts[i].field;
            return wp_parse_tri(value, field)
                       ? WP_OK
                       : wp_fail(err, WP_EINVAL,
                                 "%s '%.80s' is neither true nor false", name,
                                 value);
        }
    }
    for (size_t i = 0; i < COUNT(list_facts); i++) {
        if (strcmp(list_facts[i].name, name) == 0) {
            return set_listed(client, i, value, err);
        }
    }
    for (size_t i = 0; i < COUNT(other_facts); i++) {
        if (strcmp(other_facts[i].name, name) == 0) {
            return other_facts[i].set(client, vocab, value, err);
        }
    }
    return fail_name(name, err);
}

enum wp_status wp_client_set(struct wp_client *client,
                             const struct wp_vocab *vocab, const char *name,
                             const char *value, struct wp_error *err)
{
    const size_t size = strlen(value);

    if (size > VALUE_MAX_BYTES && strcmp(name, "words") != 0) {
        return wp_fail(err, WP_ELIMIT, "%.40s is longer than %d bytes", name,
                       VALUE_MAX_BYTES);
    }
    const char *kept = wp_utf8_repair(&client->arena, value, size);
    if (!kept) {
        return wp_fail(err, WP_ENOMEM, "no memory for %.40s", name);
    }
    if (kept[strspn(kept, " ")] == '\0') {
        return wp_fail(err, WP_EINVAL, "%.40s is empty; leave it out instead",
                       name);
    }
    return set_kept(client, vocab, name, kept, err);
}
