/* importers/hsds_shape.c - what an HSDS object is and what its members hold */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hsds_flatten.h"

/* ---- nestings ------------------------------------------------------------ */

/* Members that occur beside those of the entity table: of the compiled views,
   of HSDS 3.3, and of exports that turn a relation round. */
static const struct {
    enum wp_entity entity;
    struct wp_nesting nesting;
} more_nestings[] = {
    {WP_ORGANIZATION, {"services", WP_SERVICE, true, "organization_id", NULL}},
    {WP_SERVICE, {"operating_hours", WP_SCHEDULE, true, "service_id", NULL}},
    {WP_SERVICE, {"events", WP_SCHEDULE, true, "service_id", NULL}},
    {WP_SERVICE_AT_LOCATION,
     {"service", WP_SERVICE, false, NULL, "service_id"}},
    {WP_SERVICE_AT_LOCATION,
     {"operating_hours", WP_SCHEDULE, true, "service_at_location_id", NULL}},
    {WP_SERVICE_AT_LOCATION,
     {"events", WP_SCHEDULE, true, "service_at_location_id", NULL}},
    {WP_LOCATION,
     {"service_at_locations", WP_SERVICE_AT_LOCATION, true, "location_id",
      NULL}},
    {WP_ORGANIZATION, {"websites", WP_URL, true, "organization_id", NULL}},
};
#define MORE_COUNT (sizeof(more_nestings) / sizeof(more_nestings[0]))

static const struct wp_nesting *nesting_of_child(enum wp_entity entity,
                                                 int child)
{
    const struct wp_entity_info *info = wp_entity(entity);

    for (size_t i = 0; i < info->nesting_count; i++) {
        if ((int)info->nestings[i].child == child) {
            return &info->nestings[i];
        }
    }
    for (size_t i = 0; i < MORE_COUNT; i++) {
        if (more_nestings[i].entity == entity &&
            (int)more_nestings[i].nesting.child == child) {
            return &more_nestings[i].nesting;
        }
    }
    return NULL;
}

/* "addresss", "fundings", "phone": an entity by a name that is nearly right. */
static int entity_by_loose_name(const char *member)
{
    char name[64];
    int entity = wp_entity_by_name(member);

    if (entity < 0) {
        const int length = snprintf(name, sizeof(name), "%s", member);
        if (length > 1 && (size_t)length < sizeof(name) &&
            name[length - 1] == 's') {
            name[length - 1] = '\0';
            entity = wp_entity_by_name(name);
        }
    }
    return entity;
}

const struct wp_nesting *wp_hsds_nesting(enum wp_entity entity,
                                         const char *member, bool *ret_alias)
{
    const struct wp_entity_info *info = wp_entity(entity);

    *ret_alias = false;
    for (size_t i = 0; i < info->nesting_count; i++) {
        if (strcmp(info->nestings[i].member, member) == 0) {
            return &info->nestings[i];
        }
    }
    for (size_t i = 0; i < MORE_COUNT; i++) {
        if (more_nestings[i].entity == entity &&
            strcmp(more_nestings[i].nesting.member, member) == 0) {
            return &more_nestings[i].nesting;
        }
    }
    *ret_alias = true;
    const int child = entity_by_loose_name(member);
    return child < 0 ? NULL : nesting_of_child(entity, child);
}

const char *wp_hsds_bare_column(enum wp_entity entity)
{
    static const struct {
        enum wp_entity entity;
        const char *column;
    } bare[] = {
        {WP_PHONE, "number"},
        {WP_LANGUAGE, "name"},
        {WP_URL, "url"},
        {WP_PROGRAM, "name"},
        {WP_FUNDING, "source"},
        {WP_REQUIRED_DOCUMENT, "document"},
        {WP_SERVICE_AREA, "name"},
        {WP_ACCESSIBILITY, "description"},
        {WP_SCHEDULE, "description"},
        {WP_CONTACT, "name"},
    };

    for (size_t i = 0; i < sizeof(bare) / sizeof(bare[0]); i++) {
        if (bare[i].entity == entity) {
            return bare[i].column;
        }
    }
    return NULL;
}

/* ---- what an object is --------------------------------------------------- */

/* Entities that stand alone in a file, and members that only they have. */
static const struct {
    enum wp_entity entity;
    const char *members[12];
} marks[] = {
    {WP_SERVICE_AT_LOCATION,
     {"service", "service_id", "location", "location_id", NULL}},
    {WP_SERVICE,
     {"status", "service_at_locations", "organization",
      "eligibility_description", "application_process", "fees_description",
      "capacities", "assured_date", "cost_options", "interpretation_services",
      "minimum_age", NULL}},
    {WP_ORGANIZATION,
     {"services", "locations", "location", "programs", "legal_status",
      "organization_identifiers", "year_incorporated", "tax_id", "website",
      "parent_organization_id", "logo", NULL}},
    {WP_LOCATION,
     {"location_type", "latitude", "longitude", "addresses", "transportation",
      "accessibility", "external_identifier", NULL}},
    {WP_TAXONOMY_TERM,
     {"taxonomy", "taxonomy_detail", "term_uri", "taxonomy_id", "code", NULL}},
    {WP_TAXONOMY, {"version", NULL}},
};
#define MARK_COUNT (sizeof(marks) / sizeof(marks[0]))

static int mark_count(json_t *object, size_t which)
{
    int count = 0;

    for (size_t i = 0; marks[which].members[i]; i++) {
        count += json_object_get(object, marks[which].members[i]) != NULL;
    }
    return count;
}

/* Does it say anything itself, or does it only hold others? */
static bool has_own_values(json_t *object, enum wp_entity entity)
{
    const char *key = NULL;
    json_t *value = NULL;

    json_object_foreach(object, key, value)
    {
        if (wp_entity_column(entity, key) >= 0 && !json_is_array(value) &&
            !json_is_object(value)) {
            return true;
        }
    }
    return entity == WP_SERVICE_AT_LOCATION;
}

int wp_hsds_entity_of(json_t *object)
{
    const bool named = json_object_get(object, "name") != NULL;
    int best = -1;
    int best_count = 0;

    for (size_t i = 0; i < MARK_COUNT; i++) {
        const enum wp_entity entity = marks[i].entity;
        const int count = mark_count(object, i);

        /* A service at a location is a link: it needs both of its ends. */
        if (entity == WP_SERVICE_AT_LOCATION && (count < 2 || named)) {
            continue;
        }
        if ((entity == WP_TAXONOMY || entity == WP_TAXONOMY_TERM) && !named) {
            continue;
        }
        if (count > best_count) {
            best = (int)entity;
            best_count = count;
        }
    }
    if (best < 0 && named) {
        best = json_object_get(object, "uri") ? WP_TAXONOMY : WP_ORGANIZATION;
    }
    return best >= 0 && has_own_values(object, (enum wp_entity)best) ? best
                                                                     : -1;
}

/* ---- scalars ------------------------------------------------------------- */

/* The fewest digits that read back as the same number. */
static void shortest_real(char *text, size_t room, double number)
{
    for (int digits = 15; digits <= 17; digits++) {
        (void)snprintf(text, room, "%.*g", digits, number);
        const double again = strtod(text, NULL);
        if (again >= number && again <= number) {
            return;
        }
    }
}

const char *wp_json_scalar(struct wp_arena *arena, const json_t *value)
{
    char text[40];

    switch (json_typeof(value)) {
    case JSON_STRING:
        return wp_arena_strdup(arena, json_string_value(value));
    case JSON_INTEGER:
        return wp_arena_printf(arena, "%lld",
                               (long long)json_integer_value(value));
    case JSON_REAL:
        shortest_real(text, sizeof(text), json_real_value(value));
        return wp_arena_strdup(arena, text);
    case JSON_TRUE:
        return wp_arena_strdup(arena, "true");
    case JSON_FALSE:
        return wp_arena_strdup(arena, "false");
    case JSON_OBJECT:
    case JSON_ARRAY:
    case JSON_NULL:
        break;
    }
    return NULL;
}
