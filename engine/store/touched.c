/*
 * engine/store/touched.c - which services need new derived facts
 *
 * temp.touched collects records that changed or lost something; at the end it
 * is followed from record to record until only services are left. It may name
 * too many services, never too few.
 */
#include <string.h>

#include "store/batch.h"
#include "store/ingest.h"

static enum wp_status note(struct wp_ingest *ingest, int entity, const char *id,
                           struct wp_error *err)
{
    struct wp_query query = wp_sql(ingest->store, WP_SQL_TOUCH);

    wp_bind_integer(&query, 1, entity);
    wp_bind_text(&query, 2, id);
    return wp_query_run(&query, err);
}

enum wp_status wp_touch(struct wp_ingest *ingest, enum wp_entity entity,
                        const char *id, struct wp_error *err)
{
    return note(ingest, (int)entity, id, err);
}

enum wp_status wp_touch_gone(struct wp_ingest *ingest, enum wp_entity entity,
                             const char *id, struct wp_error *err)
{
    return note(ingest, WP_GONE + (int)entity, id, err);
}

/* Does what a record hangs on show what the record says? A service is not
   shown by its organization, nor a term by its taxonomy. */
static bool passes_on(enum wp_entity entity, const struct wp_column *column)
{
    switch ((int)entity) {
    case WP_ORGANIZATION:
    case WP_PROGRAM:
    case WP_SERVICE:
    case WP_LOCATION:
    case WP_TAXONOMY_TERM:
    case WP_METADATA:
        return false;
    case WP_ATTRIBUTE:
        return column->soft;
    case WP_SERVICE_AT_LOCATION:
    case WP_SERVICE_CAPACITY:
        return column->refers == WP_SERVICE;
    default:
        return column->refers >= 0;
    }
}

enum wp_status wp_touch_links(struct wp_ingest *ingest,
                              const struct wp_record *record,
                              struct wp_error *err)
{
    const struct wp_entity_info *info = wp_entity(record->entity);
    enum wp_status status =
        note(ingest, (int)record->entity, record->values[0], err);

    for (size_t i = 1; i < info->column_count && status == WP_OK; i++) {
        int entity = info->columns[i].refers;

        if (!record->values[i] ||
            !passes_on(record->entity, &info->columns[i])) {
            continue;
        }
        if (info->columns[i].soft) {
            const char *name = wp_record_get(record, "link_entity");
            entity = name ? wp_entity_by_name(name) : -1;
        }
        if (entity >= 0) {
            status = note(ingest, entity, record->values[i], err);
        }
    }
    return status;
}

/* ---- from records to services -------------------------------------------- */

/* What the run wrote marks itself and what it hangs on. */
static enum wp_status mark_written(struct wp_ingest *ingest,
                                   struct wp_error *err)
{
    enum wp_status status = WP_OK;

    for (int i = 0; i < WP_ENTITY_COUNT && status == WP_OK; i++) {
        const struct wp_entity_info *info = wp_entity((enum wp_entity)i);
        for (size_t column = 0; column < info->column_count; column++) {
            if (column > 0 &&
                !passes_on((enum wp_entity)i, &info->columns[column])) {
                continue;
            }
            struct wp_query query =
                wp_written_sql(ingest->store, (enum wp_entity)i, (int)column);
            wp_bind_integer(&query, 1, ingest->run_id);
            status = wp_query_run(&query, err);
            if (status != WP_OK) {
                return status;
            }
        }
    }
    return status;
}

/* In this order: each step may feed the next ones. */
static const struct {
    enum wp_sql sql;
    enum wp_entity from, to;
} steps[] = {
    {WP_SQL_SPREAD_TAXONOMY, WP_TAXONOMY, WP_TAXONOMY_TERM},
    {WP_SQL_SPREAD_TERM, WP_TAXONOMY_TERM, WP_SERVICE},
    {WP_SQL_SPREAD_TERM, WP_TAXONOMY_TERM, WP_SERVICE_AT_LOCATION},
    {WP_SQL_SPREAD_TERM, WP_TAXONOMY_TERM, WP_LOCATION},
    {WP_SQL_SPREAD_TERM, WP_TAXONOMY_TERM, WP_ORGANIZATION},
    {WP_SQL_SPREAD_UNIT, WP_UNIT, WP_SERVICE},
    {WP_SQL_SPREAD_PLACE, WP_LOCATION, WP_SERVICE},
    {WP_SQL_SPREAD_SAL, WP_SERVICE_AT_LOCATION, WP_SERVICE},
    {WP_SQL_SPREAD_ORGANIZATION, WP_ORGANIZATION, WP_SERVICE},
};

static enum wp_status spread(struct wp_ingest *ingest, struct wp_error *err)
{
    enum wp_status status = mark_written(ingest, err);

    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]) && status == WP_OK;
         i++) {
        struct wp_query query = wp_sql(ingest->store, steps[i].sql);
        wp_bind_integer(&query, 1, steps[i].from);
        wp_bind_integer(&query, 2, steps[i].to);
        if (steps[i].sql == WP_SQL_SPREAD_TERM) {
            wp_bind_text(&query, 3, wp_entity(steps[i].to)->name);
        }
        status = wp_query_run(&query, err);
    }
    return status;
}

/* ---- calling ------------------------------------------------------------- */

#define ID_BYTES (WP_UUID_TEXT)

/* Ids are copied out first: each() writes to what would be under the cursor. */
static enum wp_status collect(struct wp_query *query, struct wp_buf *ids,
                              struct wp_error *err)
{
    enum wp_status status;

    while ((status = wp_query_next(query, err)) == WP_OK) {
        const char *id = wp_query_text(query, 0);
        if (!id || strlen(id) != ID_BYTES - 1) {
            wp_query_end(query);
            return wp_fail(err, WP_ESTORE, "a service has no usable id");
        }
        wp_buf_bytes(ids, id, ID_BYTES);
    }
    return status == WP_EEND ? wp_buf_status(ids, err) : status;
}

/* When most rows are new, following their links costs more than doing all. */
static bool nearly_all(struct wp_ingest *ingest)
{
    struct wp_store_counts counts;

    return wp_store_counts(ingest->store, &counts, NULL) == WP_OK &&
           (size_t)(ingest->counts.added + ingest->counts.changed) * 2 >
               counts.services;
}

enum wp_status wp_batch_each_touched(
    struct wp_ingest *ingest,
    enum wp_status (*each)(struct wp_ingest *ingest, const char *service_id,
                           void *payload, struct wp_error *err),
    void *payload, struct wp_error *err)
{
    struct wp_buf ids = WP_BUF_INIT;
    enum wp_status status = WP_OK;
    struct wp_query query;

    if (!ingest->restored) {
        return WP_OK; /* nothing was written */
    }
    if (nearly_all(ingest)) {
        query = wp_sql(ingest->store, WP_SQL_SERVICE_IDS);
    } else {
        status = spread(ingest, err);
        query = wp_sql(ingest->store, WP_SQL_TOUCHED_SERVICES);
        wp_bind_integer(&query, 1, WP_SERVICE);
    }
    if (status == WP_OK) {
        status = collect(&query, &ids, err);
    }
    for (size_t at = 0; at < ids.length && status == WP_OK; at += ID_BYTES) {
        status = each(ingest, ids.text + at, payload, err);
    }
    wp_buf_clear(&ids);
    return status;
}
