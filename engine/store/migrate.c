/* engine/store/migrate.c - from whatever version a file has to ours */
#include <stdio.h>

#include "store/migrations.h"

static enum wp_status sqlite_failure(sqlite3 *db, const char *path,
                                     struct wp_error *err)
{
    const int code = sqlite3_errcode(db) & 0xFF;
    const enum wp_status status = code == SQLITE_NOTADB  ? WP_ESCHEMA
                                  : code == SQLITE_BUSY  ? WP_EBUSY
                                  : code == SQLITE_NOMEM ? WP_ENOMEM
                                                         : WP_ESTORE;

    (void)wp_fail(err, status, "cannot use '%s': %s", path, sqlite3_errmsg(db));
    if (err) {
        err->native_code = sqlite3_extended_errcode(db);
    }
    return status;
}

static enum wp_status read_number(sqlite3 *db, const char *path,
                                  const char *sql, int *ret_number,
                                  struct wp_error *err)
{
    sqlite3_stmt *statement = NULL;
    enum wp_status status = WP_OK;

    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK ||
        sqlite3_step(statement) != SQLITE_ROW) {
        status = sqlite_failure(db, path, err);
    } else {
        *ret_number = sqlite3_column_int(statement, 0);
    }
    (void)sqlite3_finalize(statement);
    return status;
}

static enum wp_status run(sqlite3 *db, const char *path, const char *sql,
                          struct wp_error *err)
{
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK
               ? WP_OK
               : sqlite_failure(db, path, err);
}

/* All that is missing, in one transaction: all of it or nothing. */
static enum wp_status bring_up(sqlite3 *db, const char *path, int version,
                               struct wp_error *err)
{
    enum wp_status status = run(db, path, "BEGIN IMMEDIATE", err);

    for (size_t i = 0; i < wp_migration_count && status == WP_OK; i++) {
        char stamp[48];

        if (wp_migrations[i].version <= version) {
            continue;
        }
        (void)snprintf(stamp, sizeof(stamp), "PRAGMA user_version = %d",
                       wp_migrations[i].version);
        status = run(db, path, wp_migrations[i].sql, err);
        if (status == WP_OK) {
            status = run(db, path, stamp, err);
        }
    }
    if (status == WP_OK) {
        status = run(db, path, "COMMIT", err);
    }
    if (status != WP_OK) {
        (void)sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    }
    return status;
}

enum wp_status wp_migrate(sqlite3 *db, const char *path, bool writing,
                          struct wp_error *err)
{
    const int ours = wp_migrations[wp_migration_count - 1].version;
    int application = 0, version = 0, objects = 0;

    enum wp_status status = read_number(
        db, path, "SELECT count(*) FROM sqlite_schema", &objects, err);
    if (status == WP_OK) {
        status =
            read_number(db, path, "PRAGMA application_id", &application, err);
    }
    if (status == WP_OK) {
        status = read_number(db, path, "PRAGMA user_version", &version, err);
    }
    if (status != WP_OK) {
        return status;
    }

    const bool fresh = application == 0 && version == 0 && objects == 0;
    if (application != WP_APPLICATION_ID && !(fresh && writing)) {
        return wp_fail(err, WP_ESCHEMA, "'%s' is not a Waypost directory",
                       path);
    }
    if (version > ours) {
        return wp_fail(err, WP_ESCHEMA,
                       "'%s' is of version %d and this Waypost knows versions "
                       "up to %d: use a newer one",
                       path, version, ours);
    }
    if (version == ours) {
        return WP_OK;
    }
    if (!writing) {
        return wp_fail(err, WP_ESCHEMA,
                       "'%s' is of version %d and has to become %d first: any "
                       "import does that",
                       path, version, ours);
    }
    return bring_up(db, path, version, err);
}
