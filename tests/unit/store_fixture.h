/*
 * tests/unit/store_fixture.h - a home folder of its own for every test
 *
 *     struct fixture f; in setup/teardown of cmocka; everything below asserts.
 */
#ifndef TESTS_UNIT_STORE_FIXTURE_H
#define TESTS_UNIT_STORE_FIXTURE_H

#include <ftw.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "waypost/ingest.h"
#include "waypost/store.h"

#include "support/test.h"

#define NOW "2026-11-23T12:00:00Z"

struct fixture {
    char home[64];
    struct wp_store *store;
    struct wp_ingest *ingest;
    struct wp_ingest_counts counts;
    struct wp_error err;
    char findings[8192]; /* one a line */
};

static void on_finding(const struct wp_finding *finding, void *payload)
{
    struct fixture *fixture = payload;
    const size_t used = strlen(fixture->findings);

    (void)snprintf(fixture->findings + used, sizeof(fixture->findings) - used,
                   "%s: %s\n", wp_severity_name(finding->severity),
                   finding->message);
}

static void fixture_ok(struct fixture *fixture, enum wp_status status)
{
    if (status != WP_OK) {
        fail_msg("%s: %s", wp_status_name(status), fixture->err.message);
    }
}

static void fixture_open(struct fixture *fixture, enum wp_store_mode mode)
{
    fixture_ok(fixture, wp_store_open(fixture->home, mode, &fixture->store,
                                      &fixture->err));
}

static void fixture_close(struct fixture *fixture)
{
    wp_ingest_abort(fixture->ingest);
    fixture->ingest = NULL;
    wp_store_close(fixture->store);
    fixture->store = NULL;
}

static int fixture_setup(void **state)
{
    struct fixture *fixture = calloc(1, sizeof(*fixture));

    if (!fixture) {
        return 1;
    }
    (void)snprintf(fixture->home, sizeof(fixture->home),
                   "/tmp/waypost-store-XXXXXX");
    if (!mkdtemp(fixture->home)) {
        free(fixture);
        return 1;
    }
    *state = fixture;
    return 0;
}

static int fixture_remove(const char *path, const struct stat *found, int type,
                          struct FTW *walk)
{
    (void)found;
    (void)type;
    (void)walk;
    return remove(path);
}

static int fixture_teardown(void **state)
{
    struct fixture *fixture = *state;

    fixture_close(fixture);
    (void)nftw(fixture->home, fixture_remove, 8, FTW_DEPTH | FTW_PHYS);
    free(fixture);
    return 0;
}

/* ---- a batch ------------------------------------------------------------- */

static inline void fixture_begin_as(struct fixture *fixture, const char *source,
                                    bool partial, bool dry_run)
{
    const struct wp_source_info info = {
        .name = source, .title = "A source", .format = "test"};
    const struct wp_ingest_options options = {.now = NOW,
                                              .mapper = "test/1",
                                              .partial = partial,
                                              .dry_run = dry_run,
                                              .finding = on_finding,
                                              .payload = fixture};

    fixture->findings[0] = '\0';
    fixture_ok(fixture, wp_ingest_begin(fixture->store, &info, &options,
                                        &fixture->ingest, &fixture->err));
}

static inline void fixture_begin(struct fixture *fixture, const char *source)
{
    fixture_begin_as(fixture, source, false, false);
}

static inline enum wp_row_verdict
fixture_row(struct fixture *fixture, const char *key, const char *bytes)
{
    static unsigned long line;
    const struct wp_raw_row row = {.table = "rows",
                                   .key = key,
                                   .format = "text",
                                   .bytes = bytes,
                                   .size = strlen(bytes),
                                   .path = "rows.txt",
                                   .line = ++line};
    enum wp_row_verdict verdict = WP_ROW_ADDED;

    fixture_ok(fixture,
               wp_ingest_row(fixture->ingest, &row, &verdict, &fixture->err));
    return verdict;
}

/* An id for a short name: "s1" is the same in every test. */
static inline const char *fixture_id(const char *name)
{
    static char ids[16][WP_UUID_TEXT];
    static unsigned next;
    char *id = ids[next++ % 16];

    wp_uuid_map("test", "record", name, id);
    return id;
}

/* pairs: column, value, ..., NULL. The id is given by its short name. */
static inline void fixture_put(struct fixture *fixture, enum wp_entity entity,
                               const char *id, ...)
{
    struct wp_record record = {.entity = entity};
    const char *column = NULL;
    va_list pairs;

    wp_record_set(&record, "id", fixture_id(id));
    va_start(pairs, id);
    while ((column = va_arg(pairs, const char *)) != NULL) {
        const char *value = va_arg(pairs, const char *);
        if (strcmp(column, "extra_json") == 0) {
            record.extra_json = value;
        } else if (strcmp(column, "confidential") == 0) {
            record.confidential = true;
        } else {
            wp_record_set(&record, column, value);
        }
    }
    va_end(pairs);
    fixture_ok(fixture, wp_ingest_put(fixture->ingest, &record, &fixture->err));
}

static inline void fixture_finish(struct fixture *fixture)
{
    struct wp_ingest *ingest = fixture->ingest;

    fixture->ingest = NULL;
    fixture_ok(fixture,
               wp_ingest_finish(ingest, &fixture->counts, &fixture->err));
}

/* ---- looking in ---------------------------------------------------------- */

/* First column of the first row, or "" where there is none. */
static inline const char *fixture_sql(struct fixture *fixture, const char *sql)
{
    static char results[8][4096];
    static unsigned next;
    char *result = results[next++ % 8];
    char path[96];
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;

    result[0] = '\0';
    (void)snprintf(path, sizeof(path), "%s/directory.db", fixture->home);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) {
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    }
    if (sqlite3_step(statement) == SQLITE_ROW &&
        sqlite3_column_type(statement, 0) != SQLITE_NULL) {
        (void)snprintf(result, 4096, "%s",
                       (const char *)sqlite3_column_text(statement, 0));
    }
    (void)sqlite3_finalize(statement);
    (void)sqlite3_close(db);
    return result;
}

#define test(function) \
    cmocka_unit_test_setup_teardown(function, fixture_setup, fixture_teardown)

#endif /* TESTS_UNIT_STORE_FIXTURE_H */
