/* tests/relevance/everywhere.c - what must hold of every answer: G1 to G10 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "relevance.h"

static char trouble[500];

#define WRONG(...) \
    (snprintf(trouble, sizeof(trouble), __VA_ARGS__), (const char *)trouble)

static const char *name_of(const json_t *result)
{
    return text_of(json_object_get(result, "service"), "name");
}

/* ---- of one result ------------------------------------------------------ */

static const char *no_refusal(const struct directory *directory,
                              const struct answer *answer, const json_t *result)
{
    const char *refused = refusal(directory, answer->client, result);
    const json_t *constraints = json_object_get(result, "constraints");
    size_t i;
    json_t *one;

    if (refused) {
        return WRONG("G1/G2 '%s' refuses: %s", name_of(result), refused);
    }
    json_array_foreach(constraints, i, one)
    {
        if (json_is_true(json_object_get(one, "hard")) &&
            strcmp(text_of(one, "verdict"), "fails") == 0) {
            return WRONG("G2 '%s' is shown though %s fails", name_of(result),
                         text_of(one, "name"));
        }
    }
    return NULL;
}

/* How the question about a hard fact can be told from the others. */
static const char *const askers[][8] = {
    {"age", "age", "year", "old", "month"},
    {"sex", "women", "men", "female", "male", "sex", "nonbinary", "gender"},
    {"area", "serve", "area", "live", "resid", "county", "zip"},
    {"payer", "take", "cost", "plan", "about", "pay"},
    {"household", "household", "couple", "famil", "child", "alone", "single",
     "own"},
    {"income", "income", "limit", "poverty"},
    {"pregnant", "pregnan", "postpartum"},
    {"veteran", "veteran", "served", "military", "service member"},
    {"situation", "people", "need", "for ", "only", "take"},
    {"record", "record", "convict", "felony", "offen", "violen", "history"},
    {"sobriety", "sober", "using", "substance"},
    {"attribute", "dog", "cat", "pet", "child", "medic", "methadone", "allow"},
    {"document", "bring", "need", "id", "referral", "paper", "document",
     "without"},
    {"status", "open", "still", "closed", "running"},
};

static bool is_asked(const json_t *confirm, const char *constraint)
{
    const char *const *words = NULL;
    size_t i;
    json_t *line;

    for (size_t k = 0; k < sizeof(askers) / sizeof(askers[0]); k++) {
        words = strcmp(askers[k][0], constraint) == 0 ? askers[k] : words;
    }
    json_array_foreach(confirm, i, line)
    {
        for (size_t w = 1; words && w < 8 && words[w]; w++) {
            if (says(json_string_value(line), words[w])) {
                return true;
            }
        }
    }
    return !words && json_array_size(confirm) > 0;
}

static const char *unknown_is_asked(const json_t *result)
{
    const json_t *confirm = json_object_get(result, "confirm");
    size_t i;
    json_t *one;

    json_array_foreach(json_object_get(result, "constraints"), i, one)
    {
        if (json_is_true(json_object_get(one, "hard")) &&
            strcmp(text_of(one, "verdict"), "unknown") == 0 &&
            !is_asked(confirm, text_of(one, "name"))) {
            return WRONG("G3 '%s': nobody is told to ask about %s (%s)",
                         name_of(result), text_of(one, "name"),
                         text_of(one, "say"));
        }
    }
    return NULL;
}

static const char *address_is_kept(const struct directory *directory,
                                   const json_t *result)
{
    const json_t *place = json_object_get(result, "location");
    const struct service *service = service_of(
        directory, text_of(json_object_get(result, "service"), "id"));

    if (!service || !service->closed_address) {
        return NULL;
    }
    if (text_of(place, "address")[0] || text_of(place, "postal_code")[0] ||
        json_is_number(json_object_get(place, "lat")) ||
        json_is_number(json_object_get(result, "distance_m"))) {
        return WRONG("G4 '%s' is confidential and can be found",
                     name_of(result));
    }
    return NULL;
}

static bool is_phone(const char *number)
{
    size_t digits = 0;

    for (; *number; number++) {
        digits += *number >= '0' && *number <= '9';
    }
    return digits == 3 || (digits >= 5 && digits <= 15);
}

static const char *can_be_reached(const json_t *result)
{
    const char *url = text_of(json_object_get(result, "service"), "url");
    size_t i;
    json_t *phone;

    json_array_foreach(json_object_get(result, "phones"), i, phone)
    {
        if (is_phone(text_of(phone, "number"))) {
            return NULL;
        }
    }
    if (strncmp(url, "http", 4) == 0 ||
        text_of(json_object_get(result, "location"), "address")[0]) {
        return NULL;
    }
    return WRONG("G5 '%s' has no way to reach it", name_of(result));
}

static const char *adds_up(const json_t *result)
{
    double sum = 0.0;
    double weights = 0.0;
    size_t i;
    json_t *one;

    json_array_foreach(json_object_get(result, "components"), i, one)
    {
        const double weight = json_number_value(json_object_get(one, "weight"));

        sum += weight * json_number_value(json_object_get(one, "score"));
        weights += weight;
    }
    const double score = json_number_value(json_object_get(result, "score"));
    if (weights <= 0.0 || fabs(100.0 * sum / weights - score) > 0.01) {
        return WRONG("G6 '%s': components give %.4f, printed %.2f",
                     name_of(result), 100.0 * sum / weights, score);
    }
    return NULL;
}

/* A fact nobody dated says so by the record's own missing date. */
static const char *is_sourced(const json_t *result)
{
    static const char *const lists[] = {"components", "constraints"};
    const bool dated = text_of(result, "as_of")[0];
    size_t i;
    json_t *one;

    for (size_t k = 0; k < 2; k++) {
        json_array_foreach(json_object_get(result, lists[k]), i, one)
        {
            if (!text_of(one, "evidence")[0]) {
                continue;
            }
            if (!text_of(one, "source")[0] ||
                (dated && !text_of(one, "as_of")[0])) {
                return WRONG("G9 '%s': %s \"%s\" has no source or date",
                             name_of(result), text_of(one, "name"),
                             text_of(one, "evidence"));
            }
        }
    }
    return NULL;
}

/* ---- of the list -------------------------------------------------------- */

static const char *is_spread(const json_t *results)
{
    const size_t count = json_array_size(results);
    size_t organizations = 0;
    size_t most = 0;
    const char *crowd = "";

    for (size_t i = 0; i < count; i++) {
        const char *own =
            text_of(json_object_get(json_array_get(results, i), "service"),
                    "organization");
        size_t before = 0;
        size_t all = 0;

        for (size_t k = 0; k < count; k++) {
            const bool same =
                strcmp(text_of(json_object_get(json_array_get(results, k),
                                               "service"),
                               "organization"),
                       own) == 0;
            all += same;
            before += same && k < i;
        }
        organizations += before == 0;
        if (all > most) {
            most = all;
            crowd = own;
        }
    }
    return organizations >= 3 && most > 2
               ? WRONG("G7 '%s' has %zu rows", crowd, most)
               : NULL;
}

static const char *is_honest_about_supply(const struct answer *answer)
{
    if (json_array_size(answer->results) >= 3 ||
        json_is_true(json_object_get(answer->json, "low_supply")) ||
        text_of(answer->json, "widened")[0]) {
        return NULL;
    }
    return WRONG("G8 %zu results and not a word about it",
                 json_array_size(answer->results));
}

const char *everywhere(const struct directory *directory,
                       const struct answer *answer, const char *again)
{
    const char *wrong = NULL;
    size_t i;
    json_t *result;

    json_array_foreach(answer->results, i, result)
    {
        wrong = no_refusal(directory, answer, result);
        wrong = wrong ? wrong : address_is_kept(directory, result);
        wrong = wrong ? wrong : adds_up(result);
        wrong = wrong ? wrong : is_sourced(result);
        wrong = wrong ? wrong : can_be_reached(result);
        wrong = wrong ? wrong : unknown_is_asked(result);
        if (wrong) {
            return wrong;
        }
    }
    wrong = is_spread(answer->results);
    wrong = wrong ? wrong : is_honest_about_supply(answer);
    if (!wrong && again && strcmp(again, answer->bytes) != 0) {
        wrong = "G10 the same question has two answers";
    }
    return wrong;
}
