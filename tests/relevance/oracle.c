/*
 * tests/relevance/oracle.c - does the record itself refuse this client?
 *
 * Written from domain.md 4.5 against the facts as directory.db holds them, and
 * on purpose without one line of the matcher's: the two must agree because
 * both are right, not because they are the same.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "relevance.h"

struct view {
    const struct directory *directory;
    const struct wp_client *client;
    const struct fact *facts;
    size_t count;
    const char *location; /* of the result, "" without */
};

static char why[300];

static const char *refuse(const char *what, const struct fact *fact)
{
    snprintf(why, sizeof(why), "%s: %s:%s=%s (%.10g to %.10g)", what,
             fact->kind, fact->code, fact->stance, fact->lo, fact->hi);
    return why;
}

/* Facts of one kind whose code begins so, at this place or everywhere. */
static const struct fact *next(const struct view *view, size_t *at,
                               const char *kind, const char *prefix)
{
    while (*at < view->count) {
        const struct fact *fact = &view->facts[(*at)++];

        if (!fact->implied && strcmp(fact->kind, kind) == 0 &&
            strncmp(fact->code, prefix, strlen(prefix)) == 0 &&
            (!fact->location[0] ||
             strcmp(fact->location, view->location) == 0)) {
            return fact;
        }
    }
    return NULL;
}

static bool is(const char *text, const char *word)
{
    return text && strcmp(text, word) == 0;
}

static bool listed(const char *const *list, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++) {
        if (is(list[i], word)) {
            return true;
        }
    }
    return false;
}

static const char *by_status(const struct view *view, const char *id)
{
    const struct service *service = service_of(view->directory, id);

    if (!service) {
        return "not in the directory";
    }
    if (is(service->status, "defunct") || is(service->status, "inactive")) {
        return "closed";
    }
    return NULL;
}

static const char *by_age(const struct view *view)
{
    const double months = view->client->age_years * 12.0;
    const struct fact *outside = NULL;
    const struct fact *fact;
    bool inside = false;
    size_t at = 0;

    if (isnan(months)) {
        return NULL;
    }
    while ((fact = next(view, &at, "eligibility", "age"))) {
        const bool in = !(months < fact->lo) && !(months > fact->hi);

        if (is(fact->stance, "excludes") && in) {
            return refuse("age", fact);
        }
        if (is(fact->stance, "only")) {
            inside = inside || in;
            outside = in ? outside : fact;
        }
    }
    return outside && !inside ? refuse("age", outside) : NULL;
}

/* Values of one facet are alternatives: women only and nonbinary only. */
static const char *
by_facet(const struct view *view, const char *prefix,
         bool (*belongs)(const struct wp_client *client, const char *group))
{
    const struct fact *only = NULL;
    const struct fact *fact;
    bool welcome = false;
    size_t at = 0;

    while ((fact = next(view, &at, "eligibility", prefix))) {
        const char *colon = strchr(fact->code, ':');
        const bool mine = belongs(view->client, colon ? colon + 1 : "");

        if (is(fact->stance, "excludes") && mine) {
            return refuse(prefix, fact);
        }
        if (is(fact->stance, "only")) {
            only = mine ? only : fact;
            welcome = welcome || mine;
        } else if (is(fact->stance, "welcomes") && mine) {
            welcome = true;
        }
    }
    return only && !welcome ? refuse(prefix, only) : NULL;
}

static bool is_of_sex(const struct wp_client *client, const char *group)
{
    return is(client->sex, group);
}

static bool is_household(const struct wp_client *client, const char *group)
{
    const bool family = is(client->household, "parent_with_children") ||
                        is(client->household, "family") ||
                        client->children_count > 0;

    if (is(group, "family") || is(group, "parent_with_children")) {
        return family;
    }
    if (is(group, "youth_alone")) {
        return !family && !is(client->household, "couple") &&
               !(client->age_years >= 18);
    }
    return is(client->household, group);
}

static bool is_veteran(const struct wp_client *client, const char *group)
{
    (void)group;
    return client->veteran != WP_NO;
}

static bool is_pregnant(const struct wp_client *client, const char *group)
{
    (void)group;
    return client->pregnant != WP_NO;
}

static const char *by_income(const struct view *view)
{
    const struct wp_client *client = view->client;
    const struct fact *over = NULL;
    const struct fact *fact;
    size_t at = 0;

    double percent = client->income_fpl_percent;
    if (isnan(percent) && client->household_size > 0) {
        percent = wp_vocab_fpl_percent(
            view->directory->vocab, client->income_usd_per_year,
            client->household_size, 2026, client->near.state);
    }
    if (isnan(percent)) {
        return NULL;
    }
    while ((fact = next(view, &at, "eligibility", "income_fpl"))) {
        if (is(fact->stance, "only") && percent <= fact->hi * 1.1) {
            return NULL;
        }
        over = is(fact->stance, "only") && percent > fact->hi ? fact : over;
    }
    return over ? refuse("income", over) : NULL;
}

/* One of the client's ways to pay, or something above it. */
static bool pays_with(const struct view *view, const char *code)
{
    const struct wp_vocab *vocab = view->directory->vocab;

    for (size_t i = 0; i < view->client->payer_count; i++) {
        int payer = view->client->payers[i].payer;

        for (int depth = 0; payer >= 0 && depth < 8; depth++) {
            if (is(wp_vocab_payer(vocab, payer)->code, code)) {
                return true;
            }
            payer = wp_vocab_payer(vocab, payer)->parent;
        }
    }
    return false;
}

static const char *by_payer(const struct view *view)
{
    static const char *const help[] = {"free", "sliding_fee", "state_funded",
                                       "assistance", "donation"};
    const struct fact *refused = NULL;
    const struct fact *fact;
    size_t at = 0;

    if (view->client->can_self_pay != WP_NO || view->client->payer_count == 0) {
        return NULL;
    }
    while ((fact = next(view, &at, "payer", ""))) {
        const bool mine = pays_with(view, fact->code);

        if (is(fact->stance, "refuses")) {
            /* A refusal older than a year is a question, not an answer. */
            refused = mine && strcmp(fact->asserted_on, "2025-12-01") > 0
                          ? fact
                          : refused;
        } else if (mine ||
                   listed(help, sizeof(help) / sizeof(help[0]), fact->code)) {
            return NULL;
        }
    }
    return refused ? refuse("payer", refused) : NULL;
}

static bool covers(const struct fact *fact, const struct wp_near *near,
                   bool *ret_comparable)
{
    const char *key = strchr(fact->code, ':');

    *ret_comparable = true;
    if (!key) {
        *ret_comparable = false;
    } else if (strncmp(fact->code, "nation:", 7) == 0) {
        return is(key + 1, "US");
    } else if (strncmp(fact->code, "state:", 6) == 0 && near->state[0]) {
        return is(key + 1, near->state);
    } else if (strncmp(fact->code, "county:", 7) == 0 && near->county[0]) {
        return is(key + 1, near->county);
    } else if (strncmp(fact->code, "zip:", 4) == 0 && near->zip[0]) {
        return is(key + 1, near->zip);
    } else {
        *ret_comparable = false;
    }
    return false;
}

static const char *by_area(const struct view *view)
{
    const struct fact *elsewhere = NULL;
    const struct fact *fact;
    size_t at = 0;

    if (!view->client->near.stated || view->location[0]) {
        return NULL; /* whoever gets to a door may be served there */
    }
    while ((fact = next(view, &at, "coverage", ""))) {
        bool comparable = false;

        if (covers(fact, &view->client->near, &comparable) || !comparable) {
            return NULL;
        }
        elsewhere = fact;
    }
    return elsewhere ? refuse("area", elsewhere) : NULL;
}

static const char *by_attribute(const struct view *view)
{
    const struct wp_client *client = view->client;
    const struct fact *fact;
    size_t at = 0;

    while ((fact = next(view, &at, "attribute", "pets:"))) {
        if (is(fact->stance, "refuses") &&
            listed(client->attributes, client->attribute_count, fact->code)) {
            return refuse("attribute", fact);
        }
    }
    return NULL;
}

static const char *by_record(const struct view *view)
{
    const struct fact *fact;
    size_t at = 0;

    while ((fact = next(view, &at, "eligibility", "record:"))) {
        if (is(fact->stance, "excludes") &&
            listed(view->client->situations, view->client->situation_count,
                   fact->code + strlen("record:"))) {
            return refuse("record", fact);
        }
    }
    return NULL;
}

const char *refusal(const struct directory *directory,
                    const struct wp_client *client, const json_t *result)
{
    const char *id = text_of(json_object_get(result, "service"), "id");
    struct view view = {
        .directory = directory,
        .client = client,
        .location = text_of(json_object_get(result, "location"), "id"),
    };
    view.facts = facts_of(directory, id, &view.count);

    const char *no = by_status(&view, id);
    no = no ? no : by_age(&view);
    if (!no && client->sex && !is(client->sex, "nonbinary")) {
        no = by_facet(&view, "sex:", is_of_sex);
    }
    if (!no && (client->household || client->children_count > 0)) {
        no = by_facet(&view, "household:", is_household);
    }
    if (!no && client->veteran == WP_NO) {
        no = by_facet(&view, "veteran", is_veteran);
    }
    if (!no && client->pregnant == WP_NO) {
        no = by_facet(&view, "pregnant", is_pregnant);
    }
    no = no ? no : by_income(&view);
    no = no ? no : by_payer(&view);
    no = no ? no : by_area(&view);
    no = no ? no : by_attribute(&view);
    return no ? no : by_record(&view);
}
