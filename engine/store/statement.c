/* engine/store/statement.c - the statement cache, binding and stepping */
#include "store/statement.h"

#include <math.h>

#include "store/handle.h"

/* ---- the cache ----------------------------------------------------------- */

static struct wp_query prepared(struct wp_store *store, sqlite3_stmt **slot,
                                const char *text)
{
    struct wp_query query = {.store = store, .code = SQLITE_OK};

    if (!*slot) {
        query.code = sqlite3_prepare_v3(store->db, text, -1,
                                        SQLITE_PREPARE_PERSISTENT, slot, NULL);
    }
    query.statement = *slot;
    return query;
}

/* The same for a text that was just made; frees it. */
static struct wp_query with_text(struct wp_store *store, sqlite3_stmt **slot,
                                 struct wp_buf *text)
{
    const struct wp_query query =
        text->failed ? (struct wp_query){.store = store, .code = SQLITE_NOMEM}
                     : prepared(store, slot, wp_buf_str(text));

    wp_buf_clear(text);
    return query;
}

struct wp_query wp_sql(struct wp_store *store, enum wp_sql which)
{
    return prepared(store, &store->fixed[which], wp_sql_text[which]);
}

struct wp_query wp_entity_sql(struct wp_store *store, enum wp_entity entity,
                              enum wp_entity_sql which)
{
    sqlite3_stmt **slot = &store->of_entity[entity][which];
    struct wp_buf text = WP_BUF_INIT;

    if (!*slot) {
        wp_entity_sql_text(entity, which, &text);
    }
    return with_text(store, slot, &text);
}

struct wp_query wp_fact_sql(struct wp_store *store, enum wp_fact_kind kind,
                            enum wp_fact_sql which)
{
    sqlite3_stmt **slot = &store->of_fact[kind][which];
    struct wp_buf text = WP_BUF_INIT;

    if (!*slot) {
        wp_fact_sql_text(kind, which, &text);
    }
    return with_text(store, slot, &text);
}

struct wp_query wp_link_sql(struct wp_store *store, enum wp_entity child,
                            int column)
{
    sqlite3_stmt **slot = &store->of_link[child][column];
    struct wp_buf text = WP_BUF_INIT;

    if (!*slot) {
        wp_link_sql_text(child, column, &text);
    }
    return with_text(store, slot, &text);
}

struct wp_query wp_orphan_sql(struct wp_store *store, enum wp_entity child,
                              int column)
{
    sqlite3_stmt **slot = &store->of_orphan[child][column];
    struct wp_buf text = WP_BUF_INIT;

    if (!*slot) {
        wp_orphan_sql_text(child, column, &text);
    }
    return with_text(store, slot, &text);
}

struct wp_query wp_written_sql(struct wp_store *store, enum wp_entity entity,
                               int column)
{
    sqlite3_stmt **slot = &store->of_written[entity][column];
    struct wp_buf text = WP_BUF_INIT;

    if (!*slot) {
        wp_written_sql_text(entity, column, &text);
    }
    return with_text(store, slot, &text);
}

struct wp_query wp_any_sql(struct wp_store *store, enum wp_entity child,
                           int column)
{
    sqlite3_stmt **slot = &store->of_any[child][column];
    struct wp_buf text = WP_BUF_INIT;

    if (!*slot) {
        wp_any_sql_text(child, column, &text);
    }
    return with_text(store, slot, &text);
}

struct wp_query wp_places_sql(struct wp_store *store)
{
    struct wp_buf text = WP_BUF_INIT;

    if (!store->places) {
        wp_places_sql_text(&text);
    }
    return with_text(store, &store->places, &text);
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
    finalize(&store->places, 1);
    for (size_t i = 0; i < WP_ENTITY_COUNT; i++) {
        finalize(store->of_entity[i], WP_ENTITY_SQL_COUNT);
        finalize(store->of_link[i], WP_COLUMNS_MAX);
        finalize(store->of_orphan[i], WP_COLUMNS_MAX);
        finalize(store->of_any[i], WP_COLUMNS_MAX);
        finalize(store->of_written[i], WP_COLUMNS_MAX);
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
        keep_code(query, sqlite3_bind_text(query->statement, position, text, -1,
                                           SQLITE_STATIC));
    }
}

void wp_bind_blob(struct wp_query *query, int position, const void *bytes,
                  size_t size)
{
    if (query->statement) {
        keep_code(query, sqlite3_bind_blob64(query->statement, position,
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
        keep_code(query, isnan(number)
                             ? sqlite3_bind_null(query->statement, position)
                             : sqlite3_bind_double(query->statement, position,
                                                   number));
    }
}

/* ---- stepping ------------------------------------------------------------ */

enum wp_status wp_store_fail(struct wp_store *store, struct wp_error *err,
                             const char *doing)
{
    const int code = sqlite3_errcode(store->db);
    const enum wp_status status = (code & 0xFF) == SQLITE_NOMEM    ? WP_ENOMEM
                                  : (code & 0xFF) == SQLITE_BUSY   ? WP_EBUSY
                                  : (code & 0xFF) == SQLITE_NOTADB ? WP_ESCHEMA
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
