/* engine/store/fit.c - a record's values fitted to their columns */
#include <string.h>

#include "base/json.h"
#include "record/value.h"
#include "store/content.h"
#include "store/ingest.h"

/* So much of a value is quoted in a finding. */
#define QUOTED_BYTES 80

/* Bytes that are not UTF-8 cannot be told on; U+FFFD stands for them. */
static const char *repair(struct wp_ingest *ingest,
                          const struct wp_entity_info *info, const char *column,
                          const char *value)
{
    struct wp_buf text = WP_BUF_INIT;
    const char *copy = NULL;

    for (const char *at = value; *at != '\0'; at++) {
        char one[8] = {*at, '\0'};
        size_t size = 1;

        while (size < 4 && !wp_utf8_valid(one) && at[size] != '\0') {
            one[size] = at[size];
            size++;
        }
        if (wp_utf8_valid(one)) {
            wp_buf_text(&text, one);
            at += strlen(one) - 1;
        } else {
            wp_buf_text(&text, "\xEF\xBF\xBD");
        }
    }
    if (text.failed) {
        ingest->pending.arena.failed = true;
    } else {
        copy = wp_arena_strdup(&ingest->pending.arena, wp_buf_str(&text));
    }
    wp_buf_clear(&text);
    wp_ingest_say(ingest, WP_WARNING, NULL,
                  "%s.%s has bytes that are not UTF-8; they became U+FFFD",
                  info->name, column);
    return copy;
}

/* "services" is meant as the table "service". */
static const char *entity_name(const char *value)
{
    const int entity = wp_entity_by_name(value);

    return entity < 0 ? value : wp_entity((enum wp_entity)entity)->name;
}

static bool names_entity(const struct wp_column *column)
{
    return strcmp(column->name, "link_entity") == 0 ||
           strcmp(column->name, "resource_type") == 0;
}

/* A value that does not fit: said, and kept where it harms nobody. */
static void set_aside(struct wp_ingest *ingest, struct wp_record *record,
                      size_t position, const char *value)
{
    const struct wp_column *column =
        &wp_entity(record->entity)->columns[position];

    wp_ingest_say(ingest, WP_WARNING,
                  record->spots ? &record->spots[position] : NULL,
                  "%s.%s '%.*s' is not %s; kept under unknown members",
                  wp_entity(record->entity)->name, column->name, QUOTED_BYTES,
                  value, wp_value_wanted(column->type));
    record->extra_json = wp_extra_add(record->extra_json, column->name, value,
                                      &ingest->pending.arena);
}

static void fit_value(struct wp_ingest *ingest, struct wp_record *record,
                      size_t position, const char *value)
{
    struct wp_arena *arena = &ingest->pending.arena;
    const struct wp_entity_info *info = wp_entity(record->entity);
    const struct wp_column *column = &info->columns[position];

    if (!wp_utf8_valid(value)) {
        value = repair(ingest, info, column->name, value);
        if (!value) {
            return;
        }
    }
    if (names_entity(column)) {
        value = entity_name(value);
    }
    const char *fitted = wp_value_fit(column, value, arena);
    if (fitted == value) {
        fitted = wp_arena_strdup(arena, value);
    } else if (!fitted && !wp_arena_failed(arena)) {
        set_aside(ingest, record, position, value);
    }
    record->values[position] = fitted;
}

enum wp_status wp_record_fit(struct wp_ingest *ingest,
                             const struct wp_record *record,
                             struct wp_record *ret_record, struct wp_error *err)
{
    struct wp_arena *arena = &ingest->pending.arena;
    const struct wp_entity_info *info = wp_entity(record->entity);
    struct wp_record fitted = {.entity = record->entity,
                               .spots = record->spots,
                               .confidential = record->confidential};

    if (!wp_uuid_valid(record->values[0])) {
        return wp_fail(err, WP_EPARSE,
                       "the id of a %s has to be a UUID, not "
                       "'%.80s'",
                       info->name, record->values[0] ? record->values[0] : "");
    }
    if (record->entity == WP_SERVICE_AT_LOCATION &&
        (!wp_uuid_valid(wp_record_get(record, "service_id")) ||
         !wp_uuid_valid(wp_record_get(record, "location_id")))) {
        return wp_fail(err, WP_EPARSE,
                       "service_at_location '%s' needs the id of a service "
                       "and of a location",
                       record->values[0]);
    }
    if (record->native_id && !wp_uuid_valid(record->native_id)) {
        fitted.native_id = wp_arena_strdup(arena, record->native_id);
    }
    if (record->extra_json && strcmp(record->extra_json, "{}") != 0) {
        fitted.extra_json = wp_arena_strdup(arena, record->extra_json);
    }
    for (size_t i = 0; i < info->column_count; i++) {
        if (record->values[i] && record->values[i][0] != '\0') {
            fit_value(ingest, &fitted, i, record->values[i]);
        }
    }
    if (wp_arena_failed(arena)) {
        return wp_fail(err, WP_ENOMEM, "keeping a record");
    }
    fitted.spots = NULL;
    *ret_record = fitted;
    return WP_OK;
}
