/*
 * tests/relevance/predicates.c - the language of the vignettes
 *
 * A predicate is an object with "says" (in words) and one of
 *   "all@K" "any@K" "none@K": TEST     of the first K results
 *   "at_least": N, "of@K": TEST
 *   "before": [TEST, TEST]             the first such ahead of any such
 *   "top": {"of": TEST, "at_most": N}  the first such has rank N or better
 *   "hidden": {"service", "constraint", "say"}  kept off, and why
 *   "safety": text                     the first hotline's name holds it
 *   "short": true                      widened or low_supply says so
 *   "either": [PREDICATE, ...]
 * and perhaps "lane": only results of that lane count.
 *
 * A TEST holds of a result when every member does: "concept" (a slug or
 * several: it offers one or something below), "service" (part of its or its
 * organization's name), "constraint"/"component" {name: verdict or verdicts,
 * "absent" counts}, "say" {name: text}, "confirm" text, "miles_at_most",
 * "fact"/"no_fact" "kind:code=stance" (one or several; a code may end in *),
 * "admits_months" age, "place" true/false, "lane", "text" anywhere in the
 * result, "any_of" [TEST, ...], "not" TEST.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "relevance.h"

#define METRES_PER_MILE 1609.344

struct scope {
    const struct directory *directory;
    const json_t *result;
    const struct fact *facts;
    size_t count;
};

static bool test(const struct directory *directory, const json_t *result,
                 json_t *wanted);

/* ---- one or several ----------------------------------------------------- */

static bool any_string(const struct scope *scope, const json_t *value,
                       bool (*one)(const struct scope *scope, const char *text))
{
    size_t i;
    json_t *item;

    if (json_is_string(value)) {
        return one(scope, json_string_value(value));
    }
    json_array_foreach(value, i, item)
    {
        if (one(scope, json_string_value(item))) {
            return true;
        }
    }
    return false;
}

static bool offers(const struct scope *scope, const char *slug)
{
    const struct wp_vocab *vocab = scope->directory->vocab;
    const int wanted = wp_vocab_concept_by_slug(vocab, slug);

    if (wanted < 0) {
        die(slug, NULL);
    }
    for (size_t i = 0; i < scope->count; i++) {
        const struct fact *fact = &scope->facts[i];
        const int own = strcmp(fact->kind, "need") == 0
                            ? wp_vocab_concept_by_slug(vocab, fact->code)
                            : -1;

        if (own >= 0 && wp_vocab_is_under(vocab, own, wanted)) {
            return true;
        }
    }
    return false;
}

/* "payer:medicaid:AZ=accepts": kind up to the first colon. */
static bool has_fact(const struct scope *scope, const char *pattern)
{
    const char *colon = strchr(pattern, ':');
    const char *equals = strrchr(pattern, '=');

    if (!colon || !equals || equals < colon) {
        die(pattern, NULL);
    }
    const size_t kind = (size_t)(colon - pattern);
    const bool open = equals[-1] == '*';
    const size_t code = (size_t)(equals - colon) - 1 - (open ? 1 : 0);
    for (size_t i = 0; i < scope->count; i++) {
        const struct fact *fact = &scope->facts[i];

        if (strncmp(fact->kind, pattern, kind) == 0 &&
            strlen(fact->kind) == kind &&
            strncmp(fact->code, colon + 1, code) == 0 &&
            (open || strlen(fact->code) == code) &&
            strcmp(fact->stance, equals + 1) == 0) {
            return true;
        }
    }
    return false;
}

static bool has_name(const struct scope *scope, const char *text)
{
    const json_t *service = json_object_get(scope->result, "service");

    return strstr(text_of(service, "name"), text) ||
           strstr(text_of(service, "organization"), text);
}

static bool confirms(const struct scope *scope, const char *text)
{
    size_t i;
    json_t *line;

    json_array_foreach(json_object_get(scope->result, "confirm"), i, line)
    {
        if (says(json_string_value(line), text)) {
            return true;
        }
    }
    return false;
}

static bool holds_text(const struct scope *scope, const char *text)
{
    char *bytes = json_dumps(scope->result, JSON_COMPACT);
    const bool found = bytes && says(bytes, text);

    free(bytes);
    return found;
}

static bool is_lane(const struct scope *scope, const char *text)
{
    return strcmp(text_of(scope->result, "lane"), text) == 0;
}

/* ---- components and constraints ----------------------------------------- */

static const json_t *named(const json_t *list, const char *name)
{
    size_t i;
    json_t *one;

    json_array_foreach(list, i, one)
    {
        if (strcmp(text_of(one, "name"), name) == 0) {
            return one;
        }
    }
    return NULL;
}

static const char *list_name;
static const char *part_name;

static bool has_verdict(const struct scope *scope, const char *verdict)
{
    const json_t *part =
        named(json_object_get(scope->result, list_name), part_name);

    return strcmp(part ? text_of(part, "verdict") : "absent", verdict) == 0;
}

static bool verdicts(const struct scope *scope, const char *list,
                     json_t *wanted)
{
    const char *name;
    json_t *value;

    json_object_foreach(wanted, name, value)
    {
        list_name = list;
        part_name = name;
        if (!any_string(scope, value, has_verdict)) {
            return false;
        }
    }
    return true;
}

static bool sayings(const struct scope *scope, json_t *wanted)
{
    const char *name;
    json_t *value;

    json_object_foreach(wanted, name, value)
    {
        const json_t *component =
            named(json_object_get(scope->result, "components"), name);
        const json_t *constraint =
            named(json_object_get(scope->result, "constraints"), name);

        if (!says(text_of(component, "say"), json_string_value(value)) &&
            !says(text_of(constraint, "say"), json_string_value(value))) {
            return false;
        }
    }
    return true;
}

static bool admits(const struct scope *scope, double months)
{
    bool any = false;
    bool inside = false;

    for (size_t i = 0; i < scope->count; i++) {
        const struct fact *fact = &scope->facts[i];

        if (!fact->implied && strcmp(fact->code, "age") == 0 &&
            strcmp(fact->stance, "only") == 0) {
            any = true;
            inside = inside || (!(months < fact->lo) && !(months > fact->hi));
        }
    }
    return !any || inside;
}

/* ---- one result --------------------------------------------------------- */

static bool any_test(const struct scope *scope, json_t *tests)
{
    size_t i;
    json_t *one;

    json_array_foreach(tests, i, one)
    {
        if (test(scope->directory, scope->result, one)) {
            return true;
        }
    }
    return false;
}

static bool near_enough(const struct scope *scope, double miles)
{
    const json_t *distance = json_object_get(scope->result, "distance_m");

    return !json_is_number(distance) ||
           json_number_value(distance) <= miles * METRES_PER_MILE;
}

static bool member(const struct scope *scope, const char *key, json_t *value)
{
    static const struct {
        const char *key;
        bool (*one)(const struct scope *scope, const char *text);
    } texts[] = {{"concept", offers},   {"fact", has_fact},
                 {"service", has_name}, {"confirm", confirms},
                 {"text", holds_text},  {"lane", is_lane}};

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        if (strcmp(key, texts[i].key) == 0) {
            return any_string(scope, value, texts[i].one);
        }
    }
    if (strcmp(key, "no_fact") == 0) {
        return !any_string(scope, value, has_fact);
    }
    if (strcmp(key, "constraint") == 0 || strcmp(key, "component") == 0) {
        return verdicts(scope, key[3] == 's' ? "constraints" : "components",
                        value);
    }
    if (strcmp(key, "say") == 0) {
        return sayings(scope, value);
    }
    if (strcmp(key, "miles_at_most") == 0) {
        return near_enough(scope, json_number_value(value));
    }
    if (strcmp(key, "admits_months") == 0) {
        return admits(scope, json_number_value(value));
    }
    if (strcmp(key, "place") == 0) {
        return json_is_object(json_object_get(scope->result, "location")) ==
               json_is_true(value);
    }
    if (strcmp(key, "any_of") == 0) {
        return any_test(scope, value);
    }
    if (strcmp(key, "not") == 0) {
        return !test(scope->directory, scope->result, value);
    }
    die(key, NULL);
}

static bool test(const struct directory *directory, const json_t *result,
                 json_t *wanted)
{
    struct scope scope = {.directory = directory, .result = result};
    const char *key;
    json_t *value;

    scope.facts =
        facts_of(directory, text_of(json_object_get(result, "service"), "id"),
                 &scope.count);
    json_object_foreach(wanted, key, value)
    {
        if (!member(&scope, key, value)) {
            return false;
        }
    }
    return true;
}

/* ---- the list ----------------------------------------------------------- */

struct found {
    size_t looked_at, passed;
    size_t first;     /* position of the first that passes, from 1; 0: none */
    const char *miss; /* name of the first that does not */
};

static struct found look(const struct directory *directory,
                         const json_t *results, size_t k, json_t *wanted)
{
    struct found found = {.miss = "nothing"};

    for (size_t i = 0; i < k && i < json_array_size(results); i++) {
        const json_t *result = json_array_get(results, i);

        found.looked_at++;
        if (test(directory, result, wanted)) {
            found.passed++;
            found.first = found.first ? found.first : i + 1;
        } else if (found.passed + 1 == found.looked_at) {
            found.miss = text_of(json_object_get(result, "service"), "name");
        }
    }
    return found;
}

static bool is_hidden(const struct directory *directory,
                      const struct answer *answer, json_t *wanted, char *why,
                      size_t room)
{
    const struct service *service =
        service_named(directory, text_of(wanted, "service"));
    struct wp_matches *matches = NULL;
    struct wp_error err = WP_ERROR_INIT;
    bool found = false;

    if (!service ||
        wp_match_explain(directory->index, directory->vocab, answer->client,
                         service->id, &matches, &err) != WP_OK) {
        die(text_of(wanted, "service"), &err);
    }
    const struct wp_match *match = wp_matches_at(matches, 0);
    snprintf(why, room, "'%s' is not hidden by %s", service->name,
             text_of(wanted, "constraint"));
    for (size_t i = 0; i < match->constraint_count; i++) {
        const struct wp_constraint *one = &match->constraints[i];

        if (strcmp(one->name, text_of(wanted, "constraint")) == 0) {
            found = one->hard && one->verdict == WP_FAILS &&
                    says(one->say, text_of(wanted, "say"));
            snprintf(why, room, "'%s': %s %s, \"%s\"", service->name, one->name,
                     wp_verdict_name(one->verdict), one->say);
        }
    }
    wp_matches_destroy(matches);
    return found;
}

static json_t *of_lane(const json_t *results, const char *lane)
{
    json_t *kept = json_array();
    size_t i;
    json_t *result;

    json_array_foreach(results, i, result)
    {
        if (!lane || strcmp(text_of(result, "lane"), lane) == 0) {
            (void)json_array_append(kept, result);
        }
    }
    return kept;
}

static bool count_holds(const char *key, struct found found, json_t *predicate)
{
    if (strncmp(key, "all@", 4) == 0) {
        return found.looked_at > 0 && found.passed == found.looked_at;
    }
    if (strncmp(key, "any@", 4) == 0) {
        return found.passed > 0;
    }
    if (strncmp(key, "none@", 5) == 0) {
        return found.passed == 0;
    }
    return (json_int_t)found.passed >=
           json_integer_value(json_object_get(predicate, "at_least"));
}

static bool either(const struct directory *directory,
                   const struct answer *answer, json_t *client,
                   json_t *predicates, char *why, size_t room)
{
    size_t i;
    json_t *one;

    json_array_foreach(predicates, i, one)
    {
        if (holds(directory, answer, client, one, why, room)) {
            return true;
        }
    }
    return false;
}

static bool ranked(const struct directory *directory, const json_t *results,
                   const char *key, json_t *value, char *why, size_t room)
{
    if (strcmp(key, "before") == 0) {
        const struct found one =
            look(directory, results, 200, json_array_get(value, 0));
        const struct found other =
            look(directory, results, 200, json_array_get(value, 1));

        snprintf(why, room, "ranks %zu and %zu", one.first, other.first);
        return one.first && (!other.first || one.first < other.first);
    }
    const struct found found =
        look(directory, results, 200, json_object_get(value, "of"));
    snprintf(why, room, "first at %zu", found.first);
    return found.first &&
           (json_int_t)found.first <=
               json_integer_value(json_object_get(value, "at_most"));
}

static bool safety_is(const struct answer *answer, const char *text, char *why,
                      size_t room)
{
    const char *first = text_of(
        json_array_get(json_object_get(answer->json, "safety"), 0), "name");

    snprintf(why, room, "first is '%s'", first);
    return first[0] && says(first, text);
}

static bool is_short(const struct answer *answer)
{
    return text_of(answer->json, "widened")[0] ||
           json_is_true(json_object_get(answer->json, "low_supply"));
}

bool holds(const struct directory *directory, const struct answer *answer,
           json_t *client, json_t *predicate, char *why, size_t room)
{
    const char *lane = json_string_value(json_object_get(predicate, "lane"));
    json_t *results = of_lane(answer->results, lane);
    bool held = false;
    bool known = false;
    const char *key;
    json_t *value;

    json_object_foreach(predicate, key, value)
    {
        const char *at = strchr(key, '@');

        if (at) {
            const struct found found =
                look(directory, results, strtoul(at + 1, NULL, 10), value);

            held = count_holds(key, found, predicate);
            snprintf(why, room, "%zu of %zu; first other: '%s'", found.passed,
                     found.looked_at, found.miss);
        } else if (strcmp(key, "before") == 0 || strcmp(key, "top") == 0) {
            held = ranked(directory, results, key, value, why, room);
        } else if (strcmp(key, "hidden") == 0) {
            held = is_hidden(directory, answer, value, why, room);
        } else if (strcmp(key, "safety") == 0) {
            held = safety_is(answer, json_string_value(value), why, room);
        } else if (strcmp(key, "short") == 0) {
            held = is_short(answer);
            snprintf(why, room, "no word about supply");
        } else if (strcmp(key, "either") == 0) {
            held = either(directory, answer, client, value, why, room);
        } else {
            continue;
        }
        known = true;
    }
    json_decref(results);
    if (!known) {
        die(text_of(predicate, "says"), NULL);
    }
    return held;
}
