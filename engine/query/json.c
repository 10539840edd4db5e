/* engine/query/json.c - CLIENT.json into a client, member by member */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "query/codes.h"
#include "query/json_read.h"

#define JSON_MAX_BYTES 1000000

/* What a member may hold. */
enum shape {
    TEXT,
    NUMBER,
    NUMBER_OR_TEXT,
    TRUTH,
    TEXTS,
    NUMBERS,
    NEEDS,
    NEAR,
    PAYERS,
    HOUSEHOLD,
    TYPED,
    PRINTED, /* only for whoever reads the output: ignored */
};

struct member {
    const char *name;
    enum shape shape;
    const char *fact; /* for wp_client_set() */
};

static const struct member members[] = {
    {"near", NEAR, "near"},
    {"within_m", NUMBER_OR_TEXT, "within_m"},
    {"travel", TEXT, "travel"},
    {"payers", PAYERS, NULL},
    {"insured", TRUTH, "insured"},
    {"can_self_pay", TRUTH, "can_self_pay"},
    {"age_years", NUMBER, "age_years"},
    {"sex", TEXT, "sex"},
    {"pregnant", TRUTH, "pregnant"},
    {"veteran", TRUTH, "veteran"},
    {"household", HOUSEHOLD, NULL},
    {"income_usd_per_year", NUMBER, "income_usd_per_year"},
    {"income_fpl_percent", NUMBER, "income_fpl_percent"},
    {"languages", TEXTS, "language"},
    {"situations", TEXTS, "situation"},
    {"attributes", TEXTS, "attribute"},
    {"accessibility", TEXTS, "accessibility"},
    {"lacks", TEXTS, "lacks"},
    {"require", TEXTS, "require"},
    {"urgency", TEXT, "urgency"},
    {"at", TEXT, "at"},
    {"as_of", TEXT, "as_of"},
    {"limit", NUMBER, "limit"},
    {"plan", TRUTH, "plan"},
    {"choice_list", TRUTH, "choice_list"},
    {"order", TEXT, "order"},
    {"output_language", TEXT, "output_language"},
    {"needs", NEEDS, NULL},
    {"typed", TYPED, NULL},
    {"understood", PRINTED, NULL},
    {"repairs", PRINTED, NULL},
    {"notes", PRINTED, NULL},
    {"words", TEXT, "words"}, /* last: they only fill what is left open */
};

static const struct member household_members[] = {
    {"size", NUMBER, "household_size"},
    {"kind", TEXT, "household_kind"},
    {"children_ages_years", NUMBERS, "child_age_years"},
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum wp_status wp_json_refuse(struct wp_client_json *reading, const char *path,
                              const char *what)
{
    const enum wp_status status = wp_fail(reading->err, WP_EINVAL, "%s", what);

    (void)wp_fail_at(reading->err, path, 0, 0);
    return status;
}

enum wp_status wp_json_set_text(struct wp_client_json *reading,
                                const char *path, const char *fact,
                                const char *text)
{
    const enum wp_status status = wp_client_set(reading->client, reading->vocab,
                                                fact, text, reading->err);

    if (status != WP_OK) {
        (void)wp_fail_at(reading->err, path, 0, 0);
    }
    return status;
}

static enum wp_status set_number(struct wp_client_json *reading,
                                 const char *path, const char *fact,
                                 json_t *value)
{
    char text[40];

    if (json_is_integer(value)) {
        (void)snprintf(text, sizeof(text), "%" JSON_INTEGER_FORMAT,
                       json_integer_value(value));
    } else {
        const double number = json_real_value(value);
        (void)snprintf(text, sizeof(text),
                       fabs(number) < 1e12 ? "%.8f" : "%.6g", number);
    }
    return wp_json_set_text(reading, path, fact, text);
}

static enum wp_status set_texts(struct wp_client_json *reading,
                                const char *path, const struct member *member,
                                json_t *value)
{
    const bool numbers = member->shape == NUMBERS;
    enum wp_status status = WP_OK;
    json_t *item = NULL;
    size_t i = 0;

    if (!json_is_array(value)) {
        return wp_json_refuse(reading, path,
                              numbers ? "this is a list of numbers: [6, 8]"
                                      : "this is a list of texts: [\"...\"]");
    }
    json_array_foreach(value, i, item)
    {
        char item_path[WP_JSON_PATH_MAX];
        (void)snprintf(item_path, sizeof(item_path), "%.90s[%zu]", path, i);
        if (numbers ? !json_is_number(item) : !json_is_string(item)) {
            return wp_json_refuse(reading, item_path,
                                  numbers ? "this is a number"
                                          : "this is a text");
        }
        status = numbers ? set_number(reading, item_path, member->fact, item)
                         : wp_json_set_text(reading, item_path, member->fact,
                                            json_string_value(item));
        if (status != WP_OK) {
            break;
        }
    }
    return status;
}

/* Reject a member nobody asked for, with the nearest one somebody did. */
enum wp_status wp_json_check_members(struct wp_client_json *reading,
                                     const char *path, json_t *object,
                                     const char *const *names, size_t count)
{
    const struct wp_codes known = {"member", names, count};
    const char *key = NULL;
    json_t *value = NULL;

    for (void *at = json_object_iter(object); at;
         at = json_object_iter_next(object, at)) {
        key = json_object_iter_key(at);
        value = json_object_iter_value(at);
        bool found = false;
        for (size_t i = 0; i < count; i++) {
            found = found || strcmp(names[i], key) == 0;
        }
        if (!found && value) {
            const char *nearest = wp_code_nearest(&known, key);
            char member_path[WP_JSON_PATH_MAX];
            (void)snprintf(member_path, sizeof(member_path), "%.50s.%.60s",
                           path, key);
            const enum wp_status status =
                wp_fail(reading->err, WP_EINVAL, "no member '%.60s' here%s%s%s",
                        key, nearest ? "; did you mean '" : "",
                        nearest ? nearest : "", nearest ? "'?" : "");
            (void)wp_fail_at(reading->err, member_path, 0, 0);
            return status;
        }
    }
    return WP_OK;
}

static const char *text_of(json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

static bool text_or_left_out(json_t *object, const char *name)
{
    json_t *value = json_object_get(object, name);

    return !value || json_is_null(value) || json_is_string(value);
}

static enum wp_status set_need(struct wp_client_json *reading, const char *path,
                               json_t *need)
{
    static const char *const names[] = {"words", "concept", "urgency",
                                        "concepts", "question"};
    enum wp_urgency urgency = WP_URGENCY_NOT_STATED;

    if (!json_is_object(need)) {
        return wp_json_refuse(reading, path,
                              "a need is an object: {\"words\": \"...\"}");
    }
    enum wp_status status =
        wp_json_check_members(reading, path, need, names, COUNT(names));
    if (status != WP_OK) {
        return status;
    }
    for (size_t i = 0; i < 3; i++) {
        char member_path[WP_JSON_PATH_MAX];
        (void)snprintf(member_path, sizeof(member_path), "%.80s.%.30s", path,
                       names[i]);
        if (!text_or_left_out(need, names[i])) {
            return wp_json_refuse(reading, member_path, "this is a text");
        }
    }

    const char *said = text_of(need, "urgency");
    if (said) {
        const int code = wp_code_find(&wp_code_urgencies, said);
        if (code < 0) {
            char member_path[WP_JSON_PATH_MAX];
            (void)snprintf(member_path, sizeof(member_path), "%.90s.urgency",
                           path);
            return wp_json_refuse(reading, member_path,
                                  "urgency is tonight, week or long-term");
        }
        urgency = (enum wp_urgency)(code + 1);
    }

    const char *words = text_of(need, "words");
    const char *slug = text_of(need, "concept");
    if (words && words[strspn(words, " \t\r\n")] != '\0') {
        words = wp_utf8_repair(&reading->client->arena, words, strlen(words));
        if (!words) {
            return wp_fail(reading->err, WP_ENOMEM, "no memory for a need");
        }
    } else {
        words = NULL;
    }
    if (!slug && json_is_array(json_object_get(need, "concepts"))) {
        return wp_json_set_concepts(reading, path, words, urgency, need);
    }
    if (!words && !slug) {
        return wp_json_refuse(reading, path, "a need has words or a concept");
    }
    status = slug ? wp_need_by_slug(reading->client, reading->vocab, slug,
                                    words, urgency, reading->err)
                  : wp_need_by_words(reading->client, reading->vocab, words,
                                     urgency, reading->err);
    if (status != WP_OK) {
        char member_path[WP_JSON_PATH_MAX];
        (void)snprintf(member_path, sizeof(member_path), "%.80s.%s", path,
                       slug ? "concept" : "words");
        (void)wp_fail_at(reading->err, member_path, 0, 0);
    }
    return status;
}

static enum wp_status set_needs(struct wp_client_json *reading,
                                const char *path, json_t *value)
{
    enum wp_status status = WP_OK;
    json_t *need = NULL;
    size_t i = 0;

    if (!json_is_array(value)) {
        return wp_json_refuse(reading, path, "this is a list of needs");
    }
    json_array_foreach(value, i, need)
    {
        char need_path[WP_JSON_PATH_MAX];
        (void)snprintf(need_path, sizeof(need_path), "%.90s[%zu]", path, i);
        status = set_need(reading, need_path, need);
        if (status != WP_OK) {
            break;
        }
    }
    return status;
}

static enum wp_status set_near(struct wp_client_json *reading, const char *path,
                               json_t *value)
{
    if (json_is_string(value)) {
        return wp_json_set_text(reading, path, "near",
                                json_string_value(value));
    }
    return json_is_object(value)
               ? wp_json_set_place(reading, path, value)
               : wp_json_refuse(reading, path,
                                "near is a text, or {\"lat\": 33.5, "
                                "\"lon\": -112.2}");
}

static enum wp_status set_payers(struct wp_client_json *reading,
                                 const char *path, json_t *value)
{
    enum wp_status status = WP_OK;
    json_t *item = NULL;
    size_t i = 0;

    if (!json_is_array(value)) {
        return wp_json_refuse(reading, path,
                              "this is a list of texts: [\"...\"]");
    }
    json_array_foreach(value, i, item)
    {
        char item_path[WP_JSON_PATH_MAX];
        (void)snprintf(item_path, sizeof(item_path), "%.90s[%zu]", path, i);
        status = wp_json_set_payer(reading, item_path, item);
        if (status != WP_OK) {
            break;
        }
    }
    return status;
}

/* What was typed before: heard for danger and searched, not read again. */
static enum wp_status set_typed(struct wp_client_json *reading,
                                const char *path, json_t *value)
{
    if (!json_is_string(value)) {
        return wp_json_refuse(reading, path, "this is a text");
    }
    const char *text = json_string_value(value);
    reading->client->words =
        wp_utf8_repair(&reading->client->arena, text, strlen(text));
    return reading->client->words
               ? WP_OK
               : wp_fail(reading->err, WP_ENOMEM, "no memory for the words");
}

static enum wp_status set_members(struct wp_client_json *reading,
                                  const char *path, const struct member *list,
                                  size_t count, json_t *object);

static enum wp_status set_member(struct wp_client_json *reading,
                                 const char *path, const struct member *member,
                                 json_t *value)
{
    switch (member->shape) {
    case TEXT:
        return json_is_string(value)
                   ? wp_json_set_text(reading, path, member->fact,
                                      json_string_value(value))
                   : wp_json_refuse(reading, path, "this is a text");
    case NUMBER_OR_TEXT:
        if (json_is_string(value)) {
            return wp_json_set_text(reading, path, member->fact,
                                    json_string_value(value));
        }
        /* fall through */
    case NUMBER:
        return json_is_number(value)
                   ? set_number(reading, path, member->fact, value)
                   : wp_json_refuse(reading, path, "this is a number");
    case TRUTH:
        return json_is_boolean(value)
                   ? wp_json_set_text(reading, path, member->fact,
                                      json_is_true(value) ? "true" : "false")
                   : wp_json_refuse(reading, path, "this is true or false");
    case TEXTS:
    case NUMBERS:
        return set_texts(reading, path, member, value);
    case NEEDS:
        return set_needs(reading, path, value);
    case NEAR:
        return set_near(reading, path, value);
    case PAYERS:
        return set_payers(reading, path, value);
    case TYPED:
        return set_typed(reading, path, value);
    case PRINTED:
        return WP_OK;
    case HOUSEHOLD:
        return set_members(reading, path, household_members,
                           COUNT(household_members), value);
    }
    return WP_OK;
}

/* In the order of the list, not of the text: the same facts, one client. */
static enum wp_status set_members(struct wp_client_json *reading,
                                  const char *path, const struct member *list,
                                  size_t count, json_t *object)
{
    const char *names[COUNT(members)] = {NULL};

    if (!json_is_object(object)) {
        return wp_json_refuse(reading, path, "this is an object: {...}");
    }
    for (size_t i = 0; i < count; i++) {
        names[i] = list[i].name;
    }
    enum wp_status status =
        wp_json_check_members(reading, path, object, names, count);
    for (size_t i = 0; status == WP_OK && i < count; i++) {
        json_t *value = json_object_get(object, list[i].name);
        char member_path[WP_JSON_PATH_MAX];
        (void)snprintf(member_path, sizeof(member_path), "%.80s.%.30s", path,
                       list[i].name);
        if (value && !json_is_null(value)) {
            status = set_member(reading, member_path, &list[i], value);
        }
    }
    return status;
}

/*
 * A number too large to read becomes one that is merely far too large, so that
 * the member it stands in can be named.
 */
static json_t *load(char *json, size_t size, json_error_t *problem)
{
    json_t *root = json_loadb(json, size, JSON_REJECT_DUPLICATES, problem);

    for (int i = 0; i < 8 && !root &&
                    json_error_code(problem) == json_error_numeric_overflow;
         i++) {
        size_t end = (size_t)problem->position;
        size_t begin = end < size ? end : size;
        while (begin > 0 && strchr("0123456789+-.eE", json[begin - 1])) {
            begin--;
        }
        if (end > size || end - begin < 5) {
            break;
        }
        memcpy(json + begin, "1e300", 5);
        memset(json + begin + 5, ' ', end - begin - 5);
        root = json_loadb(json, size, JSON_REJECT_DUPLICATES, problem);
    }
    return root;
}

enum wp_status
wp_client_parse_json(struct wp_client *client, const struct wp_vocab *vocab,
                     const char *json, size_t size, struct wp_error *err)
{
    struct wp_client_json reading = {client, vocab, err};
    json_error_t problem;

    if (size > JSON_MAX_BYTES) {
        return wp_fail(err, WP_ELIMIT, "a client is at most %d bytes of JSON",
                       JSON_MAX_BYTES);
    }
    char *copy = wp_arena_strndup(&client->arena, json, size);
    if (!copy) {
        return wp_fail(err, WP_ENOMEM, "no memory for a client");
    }
    json_t *root = load(copy, size, &problem);
    if (!root) {
        const enum wp_status status =
            wp_fail(err, WP_EPARSE, "the client is not JSON: %s", problem.text);
        (void)wp_fail_at(
            err, "client", problem.line > 0 ? (unsigned long)problem.line : 0,
            problem.column > 0 ? (unsigned long)problem.column : 0);
        return status;
    }
    const enum wp_status status =
        set_members(&reading, "$", members, COUNT(members), root);
    json_decref(root);
    return status;
}
