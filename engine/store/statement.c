/* engine/store/statement.c - the statement cache, binding and stepping */
#include "store/statement.h"

#include <math.h>

#include "store/handle.h"

/* ---- the fixed statements ------------------------------------------------ */

static const char *const fixed_text[WP_SQL_COUNT] = {
    [WP_SQL_BEGIN] = "BEGIN IMMEDIATE",
    [WP_SQL_COMMIT] = "COMMIT",
    [WP_SQL_ROLLBACK] = "ROLLBACK",

    [WP_SQL_SOURCE_PUT] =
        "INSERT INTO source (name, title, publisher, url, licence, format) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (name) DO UPDATE SET "
        "title = coalesce(excluded.title, title), "
        "publisher = coalesce(excluded.publisher, publisher), "
        "url = coalesce(excluded.url, url), "
        "licence = coalesce(excluded.licence, licence), "
        "format = coalesce(excluded.format, format) RETURNING id",
    [WP_SQL_SOURCE_LIST] =
        "SELECT id, name, title, publisher, url, licence, format, "
        "(SELECT max(finished) FROM import_run WHERE source_id = source.id) "
        "FROM source ORDER BY id",

    [WP_SQL_RUN_START] =
        "INSERT INTO import_run (source_id, format, mapper, started, status, "
        "partial) VALUES (?1, ?2, ?3, ?4, 'running', ?5) RETURNING id",
    [WP_SQL_RUN_FINISH] =
        "UPDATE import_run SET status = 'done', finished = ?2, "
        "rows_read = ?3, rows_added = ?4, rows_changed = ?5, "
        "rows_unchanged = ?6, rows_missing = ?7, rows_rejected = ?8, "
        "finding_count = ?9 WHERE id = ?1",
    [WP_SQL_RUN_LIST] =
        "SELECT run.id, source.name, run.format, run.started, run.finished, "
        "run.generation, run.status, rows_read, rows_added, rows_changed, "
        "rows_unchanged, rows_missing, rows_rejected, finding_count "
        "FROM import_run AS run JOIN source ON source.id = run.source_id "
        "ORDER BY run.id DESC",
    [WP_SQL_RUN_PUBLISHED] =
        "UPDATE import_run SET generation = ?1 WHERE generation IS NULL",
    [WP_SQL_FINDING_PUT] =
        "INSERT INTO finding (run_id, severity, path, line, position, "
        "message) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [WP_SQL_FINDING_LIST] =
        "SELECT severity, path, line, position, message FROM finding "
        "WHERE run_id = ?1 ORDER BY id",

    [WP_SQL_RAW_FIND] =
        "SELECT id, hash, last_run FROM raw_record "
        "WHERE source_id = ?1 AND table_name = ?2 AND key = ?3",
    [WP_SQL_RAW_ADD] =
        "INSERT INTO raw_record (source_id, table_name, key, hash, path, "
        "line, first_run, last_run) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7) RETURNING id",
    [WP_SQL_RAW_CHANGE] =
        "UPDATE raw_record SET hash = ?2, path = ?3, line = ?4, "
        "last_run = ?5, missing_since = NULL WHERE id = ?1",
    [WP_SQL_RAW_SEEN] =
        "UPDATE raw_record SET last_run = ?2, missing_since = NULL "
        "WHERE id = ?1",
    [WP_SQL_RAW_BODY] =
        "INSERT INTO raw_body (raw_id, format, body) VALUES (?1, ?2, ?3) "
        "ON CONFLICT (raw_id) DO UPDATE SET format = excluded.format, "
        "body = excluded.body",
    [WP_SQL_RAW_MISSING] =
        "UPDATE raw_record SET missing_since = ?3 WHERE source_id = ?1 "
        "AND last_run <> ?2 AND missing_since IS NULL",
    [WP_SQL_RAW_SOURCE] = "SELECT source_id FROM raw_record WHERE id = ?1",

    [WP_SQL_RETELLING_PUT] =
        "INSERT OR REPLACE INTO retelling (entity, id, raw_id, content) "
        "VALUES (?1, ?2, ?3, ?4)",
    [WP_SQL_RETELLING_OF] =
        "SELECT retelling.raw_id, content, source_id, source.name "
        "FROM retelling JOIN raw_record ON raw_record.id = raw_id "
        "JOIN source ON source.id = source_id "
        "WHERE entity = ?1 AND retelling.id = ?2 "
        "ORDER BY source.name, retelling.raw_id",
    [WP_SQL_RETELLING_MINE] =
        "SELECT content FROM retelling "
        "WHERE entity = ?1 AND id = ?2 AND raw_id = ?3",
    [WP_SQL_RETELLING_SPREAD] =
        "UPDATE retelling SET content = ?3 "
        "WHERE entity = ?1 AND id = ?2 AND content IS NULL",
    [WP_SQL_RETELLING_SETTLE] =
        "UPDATE retelling SET content = NULL "
        "WHERE entity = ?1 AND id = ?2 AND content = ?3",
    [WP_SQL_RETELLING_DROP] =
        "DELETE FROM retelling WHERE entity = ?1 AND id = ?2 AND raw_id = ?3",
    [WP_SQL_RETELLING_DROP_RAW] = "DELETE FROM retelling WHERE raw_id = ?1",
    [WP_SQL_RETELLING_SOURCES] =
        "SELECT DISTINCT source_id FROM retelling JOIN raw_record "
        "ON raw_record.id = retelling.raw_id "
        "WHERE entity = ?1 AND retelling.id = ?2",

    [WP_SQL_LOOSE_PUT] =
        "INSERT INTO loose_end (entity, id, aside, source_id, raw_id, "
        "content) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [WP_SQL_LOOSE_LIST] =
        "SELECT entity, id, aside, source_id, raw_id, content FROM loose_end",
    [WP_SQL_LOOSE_CLEAR] = "DELETE FROM loose_end",

    [WP_SQL_TOUCH] =
        "INSERT OR IGNORE INTO temp.touched (entity, id) VALUES (?1, ?2)",
    [WP_SQL_TOUCH_CLEAR] = "DELETE FROM temp.touched",
    [WP_SQL_TOUCHED_SERVICES] =
        "SELECT touched.id FROM temp.touched AS touched "
        "JOIN service ON service.id = touched.id "
        "WHERE touched.entity = ?1 ORDER BY touched.id",
    [WP_SQL_SERVICE_IDS] = "SELECT id FROM service ORDER BY id",
    [WP_SQL_SERVICE_GUARD] =
        "UPDATE service SET guarded = ?2 WHERE id = ?1 AND guarded <> ?2",
    [WP_SQL_SERVICE_GUARDED] = "SELECT guarded FROM service WHERE id = ?1",
    [WP_SQL_SERVICE_HOMELESS] =
        "SELECT id, name, source_id FROM service "
        "WHERE organization_id IS NULL AND run_id = ?1 ORDER BY id",
    [WP_SQL_SERVICE_PLACE_NAME] =
        "SELECT location.name FROM service_at_location AS sal "
        "JOIN location ON location.id = sal.location_id "
        "WHERE sal.service_id = ?1 AND location.name IS NOT NULL "
        "ORDER BY location.name LIMIT 1",
    [WP_SQL_SERVICE_SET_ORGANIZATION] =
        "UPDATE service SET organization_id = ?2 WHERE id = ?1",
    [WP_SQL_MADE_ORGANIZATIONS_CLEAN] =
        "DELETE FROM organization WHERE raw_id IS NULL AND NOT EXISTS "
        "(SELECT 1 FROM service WHERE organization_id = organization.id)",
    /* Places of an organization that no service of others would show: at the
       service ?2, or at none. */
    [WP_SQL_ORGANIZATION_PLACES] =
        "SELECT id FROM location WHERE organization_id = ?1 AND (NOT EXISTS "
        "(SELECT 1 FROM service_at_location AS sal "
        "WHERE sal.location_id = location.id) OR EXISTS "
        "(SELECT 1 FROM service_at_location AS sal "
        "WHERE sal.location_id = location.id AND sal.service_id = ?2)) "
        "ORDER BY id",
    [WP_SQL_COUNTS] =
        "SELECT (SELECT count(*) FROM source), "
        "(SELECT count(*) FROM organization), "
        "(SELECT count(*) FROM service), (SELECT count(*) FROM location), "
        "(SELECT count(*) FROM raw_record), "
        "(SELECT count(*) FROM fact_need) + "
        "(SELECT count(*) FROM fact_payer) + "
        "(SELECT count(*) FROM fact_eligibility) + "
        "(SELECT count(*) FROM fact_coverage) + "
        "(SELECT count(*) FROM fact_hours) + "
        "(SELECT count(*) FROM fact_capacity) + "
        "(SELECT count(*) FROM fact_language) + "
        "(SELECT count(*) FROM fact_attribute) + "
        "(SELECT count(*) FROM fact_cost)",
};

/* ---- the cache ----------------------------------------------------------- */

static struct wp_query prepared(struct wp_store *store, sqlite3_stmt **slot,
                                const char *text)
{
    struct wp_query query = {.store = store, .code = SQLITE_OK};

    if (!*slot) {
        query.code = sqlite3_prepare_v3(
            store->db, text, -1, SQLITE_PREPARE_PERSISTENT, slot, NULL);
    }
    query.statement = *slot;
    return query;
}

static struct wp_query out_of_memory(struct wp_store *store)
{
    return (struct wp_query){.store = store, .code = SQLITE_NOMEM};
}

struct wp_query wp_sql(struct wp_store *store, enum wp_sql which)
{
    return prepared(store, &store->fixed[which], fixed_text[which]);
}

struct wp_query wp_entity_sql(struct wp_store *store, enum wp_entity entity,
                              enum wp_entity_sql which)
{
    sqlite3_stmt **slot = &store->of_entity[entity][which];
    struct wp_buf text = WP_BUF_INIT;

    if (!*slot) {
        wp_entity_sql_text(entity, which, &text);
    }
    const struct wp_query query =
        text.failed ? out_of_memory(store)
                    : prepared(store, slot, wp_buf_str(&text));
    wp_buf_clear(&text);
    return query;
}

struct wp_query wp_fact_sql(struct wp_store *store, enum wp_fact_kind kind,
                            enum wp_fact_sql which)
{
    sqlite3_stmt **slot = &store->of_fact[kind][which];
    struct wp_buf text = WP_BUF_INIT;

    if (!*slot) {
        wp_fact_sql_text(kind, which, &text);
    }
    const struct wp_query query =
        text.failed ? out_of_memory(store)
                    : prepared(store, slot, wp_buf_str(&text));
    wp_buf_clear(&text);
    return query;
}

struct wp_query wp_link_sql(struct wp_store *store, enum wp_entity child,
                            int column)
{
    sqlite3_stmt **slot = &store->of_link[child][column];
    struct wp_buf text = WP_BUF_INIT;

    if (!*slot) {
        wp_link_sql_text(child, column, &text);
    }
    const struct wp_query query =
        text.failed ? out_of_memory(store)
                    : prepared(store, slot, wp_buf_str(&text));
    wp_buf_clear(&text);
    return query;
}

static void finalize(sqlite3_stmt **slots, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        (void)sqlite3_finalize(slots[i]);
        slots[i] = NULL;
    }
}

void wp_statements_finalize(struct wp_store *store)
{
    finalize(store->fixed, WP_SQL_COUNT);
    for (size_t i = 0; i < WP_ENTITY_COUNT; i++) {
        finalize(store->of_entity[i], WP_ENTITY_SQL_COUNT);
        finalize(store->of_link[i], WP_COLUMNS_MAX);
    }
    for (size_t i = 0; i < WP_FACT_KIND_COUNT; i++) {
        finalize(store->of_fact[i], WP_FACT_SQL_COUNT);
    }
}

/* ---- binding ------------------------------------------------------------- */

static void keep_code(struct wp_query *query, int code)
{
    if (query->code == SQLITE_OK) {
        query->code = code;
    }
}

void wp_bind_text(struct wp_query *query, int position, const char *text)
{
    if (query->statement) {
        keep_code(query, sqlite3_bind_text(query->statement, position, text,
                                           -1, SQLITE_STATIC));
    }
}

void wp_bind_blob(struct wp_query *query, int position, const void *bytes,
                  size_t size)
{
    if (query->statement) {
        keep_code(query,
                  sqlite3_bind_blob64(query->statement, position,
                                      size > 0 ? bytes : "", size,
                                      SQLITE_STATIC));
    }
}

void wp_bind_integer(struct wp_query *query, int position, long long number)
{
    if (query->statement) {
        keep_code(query,
                  sqlite3_bind_int64(query->statement, position, number));
    }
}

void wp_bind_real(struct wp_query *query, int position, double number)
{
    if (query->statement) {
        keep_code(query,
                  isnan(number)
                      ? sqlite3_bind_null(query->statement, position)
                      : sqlite3_bind_double(query->statement, position,
                                            number));
    }
}

void wp_bind_null(struct wp_query *query, int position)
{
    if (query->statement) {
        keep_code(query, sqlite3_bind_null(query->statement, position));
    }
}

/* ---- stepping ------------------------------------------------------------ */

enum wp_status wp_store_fail(struct wp_store *store, struct wp_error *err,
                             const char *doing)
{
    const int code = sqlite3_errcode(store->db);
    const enum wp_status status =
        (code & 0xFF) == SQLITE_NOMEM  ? WP_ENOMEM
        : (code & 0xFF) == SQLITE_BUSY ? WP_EBUSY
                                       : WP_ESTORE;

    (void)wp_fail(err, status, "%s: %s", doing, sqlite3_errmsg(store->db));
    if (err) {
        err->native_code = sqlite3_extended_errcode(store->db);
    }
    return status;
}

enum wp_status wp_query_next(struct wp_query *query, struct wp_error *err)
{
    if (query->code == SQLITE_NOMEM) {
        return wp_fail(err, WP_ENOMEM, "preparing a statement");
    }
    if (query->code == SQLITE_OK && query->statement) {
        const int code = sqlite3_step(query->statement);
        if (code == SQLITE_ROW) {
            return WP_OK;
        }
        if (code == SQLITE_DONE) {
            wp_query_end(query);
            return WP_EEND;
        }
    }
    const enum wp_status status =
        wp_store_fail(query->store, err, "the directory refused");
    wp_query_end(query);
    return status;
}

enum wp_status wp_query_run(struct wp_query *query, struct wp_error *err)
{
    enum wp_status status;

    do {
        status = wp_query_next(query, err);
    } while (status == WP_OK);
    return status == WP_EEND ? WP_OK : status;
}

void wp_query_end(struct wp_query *query)
{
    if (query->statement) {
        (void)sqlite3_reset(query->statement);
        (void)sqlite3_clear_bindings(query->statement);
    }
}

const char *wp_query_text(const struct wp_query *query, int column)
{
    return (const char *)sqlite3_column_text(query->statement, column);
}

long wp_query_integer(const struct wp_query *query, int column)
{
    return (long)sqlite3_column_int64(query->statement, column);
}

double wp_query_real(const struct wp_query *query, int column)
{
    return wp_query_is_null(query, column)
               ? NAN
               : sqlite3_column_double(query->statement, column);
}

bool wp_query_is_null(const struct wp_query *query, int column)
{
    return sqlite3_column_type(query->statement, column) == SQLITE_NULL;
}
