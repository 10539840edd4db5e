/* importers/hsds_fix.c - canonical spellings of HSDS values */
#include "hsds_fix.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

void wp_hsds_aside(json_t **extra, const char *key, const char *value)
{
    if (!*extra) {
        *extra = json_object();
    }
    if (*extra && !json_object_get(*extra, key)) {
        (void)json_object_set_new(*extra, key, json_string(value));
    }
}

/* The choice that text spells, in its own spelling; NULL if none. */
static const char *choice_of(struct wp_arena *arena, const char *choices,
                             const char *text)
{
    const size_t length = strlen(text);
    const char *at = choices;

    while (*at) {
        const size_t size = strcspn(at, "|");

        if (size == length && strncasecmp(at, text, size) == 0) {
            return wp_arena_strndup(arena, at, size);
        }
        at += size;
        if (*at == '|') {
            at++;
        }
    }
    return NULL;
}

static bool looks_like_time(const char *text)
{
    return text[0] >= '0' && text[0] <= '9' && text[1] >= '0' &&
           text[1] <= '9' && text[2] == ':' && text[3] >= '0' &&
           text[3] <= '9' && text[4] >= '0' && text[4] <= '9' &&
           !strpbrk(text, "apAP ");
}

static const char *fix_time(struct wp_arena *arena, const char *text)
{
    int minutes = 0;

    if (looks_like_time(text) || !wp_clock_parse(text, &minutes)) {
        return text;
    }
    if (minutes >= 24 * 60) {
        return "23:59";
    }
    return wp_arena_printf(arena, "%02d:%02d", minutes / 60, minutes % 60);
}

static const char *fix_uri(struct wp_arena *arena, const char *text)
{
    char *fixed = NULL;

    if (strstr(text, "://") || strncmp(text, "urn:", 4) == 0) {
        return text;
    }
    fixed = wp_arena_alloc(arena, strlen(text) + 9);
    return fixed && wp_url_parse(text, fixed) ? fixed : text;
}

static const char *fix_date(struct wp_arena *arena, const char *text)
{
    char date[11];

    if (!wp_date_parse(text, date)) {
        return text;
    }
    return strcmp(date, text) == 0 ? text : wp_arena_strdup(arena, date);
}

/* "1997-03-01": organizations of 1.x give a date where a year is wanted. */
static const char *fix_year(struct wp_arena *arena, const char *text)
{
    char date[11];

    if (strspn(text, "0123456789") == strlen(text) ||
        !wp_date_parse(text, date)) {
        return text;
    }
    return wp_arena_strndup(arena, date, 4);
}

/* Where a value of the record stands, else where the record does. */
static struct wp_place spot_of(const struct wp_record *record,
                               const char *column, const struct wp_place *place)
{
    const int at = wp_entity_column(record->entity, column);
    struct wp_place spot = *place;

    if (at >= 0 && record->spots && record->spots[at].line > 0) {
        spot.line = record->spots[at].line;
        spot.column = record->spots[at].column;
    }
    return spot;
}

static void fix_choice(struct wp_context *context, struct wp_arena *arena,
                       struct wp_record *record, size_t at, json_t **extra,
                       const struct wp_place *place)
{
    const struct wp_column *column = &wp_entity(record->entity)->columns[at];
    const char *text = record->values[at];
    const char *choice = choice_of(arena, column->choices, text);
    const struct wp_place spot = spot_of(record, column->name, place);
    char kind[96];

    if (choice) {
        record->values[at] = choice;
        return;
    }
    (void)snprintf(kind, sizeof(kind), "%s %.60s", column->name, text);
    wp_context_tally(context, WP_WARNING, &spot, kind,
                     "%s.%s '%.60s' is not one of %s; kept aside, taken as "
                     "not stated",
                     wp_entity(record->entity)->name, column->name, text,
                     column->choices);
    wp_hsds_aside(extra, column->name, text);
    record->values[at] = NULL;
}

void wp_hsds_fix(struct wp_context *context, struct wp_arena *arena,
                 struct wp_record *record, json_t **extra,
                 const struct wp_place *place)
{
    const struct wp_entity_info *info = wp_entity(record->entity);

    for (size_t i = 1; i < info->column_count; i++) {
        const char *text = record->values[i];

        if (!text) {
            continue;
        }
        switch (info->columns[i].type) {
        case WP_TYPE_DATE:
            record->values[i] = fix_date(arena, text);
            break;
        case WP_TYPE_TIME:
            record->values[i] = fix_time(arena, text);
            break;
        case WP_TYPE_URI:
            record->values[i] =
                wp_is_null_spelling(text) ? NULL : fix_uri(arena, text);
            break;
        case WP_TYPE_NUMBER:
            record->values[i] =
                strcmp(info->columns[i].name, "year_incorporated") == 0
                    ? fix_year(arena, text)
                    : text;
            break;
        case WP_TYPE_CHOICE:
            fix_choice(context, arena, record, i, extra, place);
            break;
        case WP_TYPE_TEXT:
        case WP_TYPE_UUID:
        case WP_TYPE_DATETIME:
        case WP_TYPE_EMAIL:
            break;
        }
    }
}

/* A number stays a number, so that an export says what the source said. */
static void aside_number(json_t **extra, const char *key, const char *value)
{
    json_t *number = value ? json_loads(value, JSON_DECODE_ANY, NULL) : NULL;

    if (value && !json_is_number(number)) {
        wp_hsds_aside(extra, key, value);
    } else if (value) {
        if (!*extra) {
            *extra = json_object();
        }
        (void)json_object_set(*extra, key, number);
    }
    json_decref(number);
}

void wp_hsds_fix_position(struct wp_context *context, struct wp_record *record,
                          const char *zip, json_t **extra,
                          const struct wp_place *place)
{
    const char *latitude = wp_record_get(record, "latitude");
    const char *longitude = wp_record_get(record, "longitude");
    double lat_deg = 0.0;
    double lon_deg = 0.0;

    if (!latitude && !longitude) {
        return;
    }
    const enum wp_geo_verdict verdict = wp_geo_check(
        context->vocab, latitude, longitude, zip, &lat_deg, &lon_deg);
    if (verdict == WP_GEO_OK) {
        return;
    }
    const struct wp_place spot = spot_of(record, "latitude", place);
    if (verdict == WP_GEO_FAR) {
        wp_context_find(context, WP_WARNING, &spot,
                        "position %s,%s is more than 50 km from ZIP %s of its "
                        "address; not used",
                        latitude, longitude, zip ? zip : "");
    } else {
        wp_context_find(context, WP_WARNING, &spot,
                        "latitude '%.40s' and longitude '%.40s' are not a "
                        "position in degrees; not used",
                        latitude ? latitude : "", longitude ? longitude : "");
    }
    aside_number(extra, "latitude", latitude);
    aside_number(extra, "longitude", longitude);
    wp_record_set(record, "latitude", NULL);
    wp_record_set(record, "longitude", NULL);
}
