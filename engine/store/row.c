/* engine/store/row.c - between a record and a row of its table */
#include "store/row.h"

#include <math.h>
#include <string.h>

#include "base/json.h"
#include "record/value.h"
#include "store/ingest.h"

/* A text column in the arena. SQLite may fail to allocate while it converts;
   that shows as NULL for a column that is not. */
static const char *take_text(const struct wp_query *query, int column,
                             struct wp_arena *arena)
{
    if (wp_query_is_null(query, column)) {
        return NULL;
    }
    const char *text = wp_query_text(query, column);
    if (!text) {
        arena->failed = true;
        return NULL;
    }
    const int size = sqlite3_column_bytes(query->statement, column);
    return wp_arena_strndup(arena, text, (size_t)size);
}

static const char *take_number(const struct wp_query *query, int column,
                               struct wp_arena *arena)
{
    char text[WP_NUMBER_TEXT];
    const double number = wp_query_real(query, column);

    if (isnan(number)) {
        return NULL;
    }
    wp_number_text(number, text);
    return wp_arena_strdup(arena, text);
}

enum wp_status wp_row_take(const struct wp_query *query, enum wp_entity entity,
                           struct wp_arena *arena, struct wp_told *ret_told,
                           struct wp_error *err)
{
    const struct wp_entity_info *info = wp_entity(entity);
    const int tail = (int)info->column_count;
    struct wp_record record = {.entity = entity};

    for (int i = 0; i < tail; i++) {
        record.values[i] = info->columns[i].type == WP_TYPE_NUMBER
                               ? take_number(query, i, arena)
                               : take_text(query, i, arena);
    }
    record.extra_json = take_text(query, tail + WP_TAIL_EXTRA, arena);
    const char *visibility = wp_query_text(query, tail + WP_TAIL_VISIBILITY);
    record.confidential = !visibility || strcmp(visibility, "public") != 0;
    if (wp_arena_failed(arena)) {
        return wp_fail(err, WP_ENOMEM, "reading a record");
    }
    *ret_told = (struct wp_told){
        .record = record,
        .source_id = wp_query_integer(query, tail + WP_TAIL_SOURCE),
        .raw_id = wp_query_integer(query, tail + WP_TAIL_RAW),
    };
    return WP_OK;
}

void wp_row_bind(struct wp_query *query, const struct wp_record *record,
                 long source_id, long raw_id, long run_id)
{
    const struct wp_entity_info *info = wp_entity(record->entity);
    const int tail = (int)info->column_count + 1;

    for (int i = 0; i < tail - 1; i++) {
        const char *value = record->values[i];
        double number;

        if (!value) {
            continue; /* bindings start as NULL */
        }
        if (info->columns[i].type == WP_TYPE_NUMBER) {
            if (wp_number_parse(value, &number)) {
                wp_bind_real(query, i + 1, number);
            }
        } else {
            wp_bind_text(query, i + 1, value);
        }
    }
    wp_bind_integer(query, tail + WP_TAIL_SOURCE, source_id);
    if (raw_id > 0) {
        wp_bind_integer(query, tail + WP_TAIL_RAW, raw_id);
    }
    if (record->extra_json) {
        wp_bind_text(query, tail + WP_TAIL_EXTRA, record->extra_json);
    }
    wp_bind_text(query, tail + WP_TAIL_VISIBILITY,
                 record->confidential ? "confidential" : "public");
    wp_bind_integer(query, tail + WP_TAIL_COUNT, run_id);
}

/* ---- one record ---------------------------------------------------------- */

enum wp_status wp_record_insert(struct wp_ingest *ingest,
                                const struct wp_record *record, long source_id,
                                long raw_id, bool *ret_inserted,
                                struct wp_error *err)
{
    struct wp_query query =
        wp_entity_sql(ingest->store, record->entity, WP_ENTITY_INSERT);

    wp_row_bind(&query, record, source_id, raw_id, ingest->run_id);
    const enum wp_status status = wp_query_run(&query, err);
    if (status == WP_OK) {
        *ret_inserted = sqlite3_changes(ingest->store->db) > 0;
    }
    return status;
}

enum wp_status
wp_record_overwrite(struct wp_ingest *ingest, const struct wp_record *record,
                    long source_id, long raw_id, struct wp_error *err)
{
    struct wp_query query =
        wp_entity_sql(ingest->store, record->entity, WP_ENTITY_UPDATE);

    wp_row_bind(&query, record, source_id, raw_id, ingest->run_id);
    return wp_query_run(&query, err);
}

enum wp_status wp_record_read(struct wp_store *store, enum wp_entity entity,
                              const char *id, struct wp_arena *arena,
                              struct wp_told *ret_told, struct wp_error *err)
{
    struct wp_query query = wp_entity_sql(store, entity, WP_ENTITY_SELECT);

    wp_bind_text(&query, 1, id);
    enum wp_status status = wp_query_next(&query, err);
    if (status == WP_EEND) {
        return wp_fail(err, WP_ENOTFOUND, "no %s '%s'", wp_entity(entity)->name,
                       id);
    }
    if (status == WP_OK) {
        status = wp_row_take(&query, entity, arena, ret_told, err);
        wp_query_end(&query);
    }
    return status;
}
