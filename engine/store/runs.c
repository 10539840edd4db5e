/* engine/store/runs.c - counts, history, findings, health of the file */
#include "store/runs.h"

#include <stdio.h>
#include <string.h>

#include "waypost/ingest.h"

#include "store/handle.h"
#include "store/migrations.h"

enum wp_status wp_store_counts(struct wp_store *store,
                               struct wp_store_counts *ret_counts,
                               struct wp_error *err)
{
    struct wp_query query = wp_sql(store, WP_SQL_COUNTS);
    const enum wp_status status = wp_query_next(&query, err);

    if (status != WP_OK) {
        return status;
    }
    *ret_counts = (struct wp_store_counts){
        .sources = (size_t)wp_query_integer(&query, 0),
        .organizations = (size_t)wp_query_integer(&query, 1),
        .services = (size_t)wp_query_integer(&query, 2),
        .locations = (size_t)wp_query_integer(&query, 3),
        .raw_records = (size_t)wp_query_integer(&query, 4),
        .facts = (size_t)wp_query_integer(&query, 5),
        .schema_version = wp_migrations[wp_migration_count - 1].version,
    };
    wp_query_end(&query);
    return WP_OK;
}

enum wp_status
wp_store_history(struct wp_store *store,
                 bool (*each)(const struct wp_run *run, void *payload),
                 void *payload, struct wp_error *err)
{
    struct wp_query query = wp_sql(store, WP_SQL_RUN_LIST);
    enum wp_status status;

    while ((status = wp_query_next(&query, err)) == WP_OK) {
        const struct wp_run run = {
            .id = wp_query_integer(&query, 0),
            .source = wp_query_text(&query, 1),
            .format = wp_query_text(&query, 2),
            .started = wp_query_text(&query, 3),
            .finished = wp_query_text(&query, 4),
            .generation = wp_query_text(&query, 5),
            .status = wp_query_text(&query, 6),
            .read = wp_query_integer(&query, 7),
            .added = wp_query_integer(&query, 8),
            .changed = wp_query_integer(&query, 9),
            .unchanged = wp_query_integer(&query, 10),
            .missing = wp_query_integer(&query, 11),
            .rejected = wp_query_integer(&query, 12),
            .findings = wp_query_integer(&query, 13),
        };
        if (!each(&run, payload)) {
            wp_query_end(&query);
            return WP_OK;
        }
    }
    return status == WP_EEND ? WP_OK : status;
}

static enum wp_severity severity_of(const char *name)
{
    if (name && strcmp(name, "error") == 0) {
        return WP_ERROR_FINDING;
    }
    return name && strcmp(name, "warning") == 0 ? WP_WARNING : WP_NOTE;
}

enum wp_status
wp_store_findings(struct wp_store *store, long run_id,
                  bool (*each)(const struct wp_finding *finding, void *payload),
                  void *payload, struct wp_error *err)
{
    struct wp_query query = wp_sql(store, WP_SQL_FINDING_LIST);
    enum wp_status status;

    wp_bind_integer(&query, 1, run_id);
    while ((status = wp_query_next(&query, err)) == WP_OK) {
        const struct wp_finding finding = {
            .severity = severity_of(wp_query_text(&query, 0)),
            .path = wp_query_text(&query, 1),
            .line = (unsigned long)wp_query_integer(&query, 2),
            .column = (unsigned long)wp_query_integer(&query, 3),
            .message = wp_query_text(&query, 4),
        };
        if (!each(&finding, payload)) {
            wp_query_end(&query);
            return WP_OK;
        }
    }
    return status == WP_EEND ? WP_OK : status;
}

enum wp_status wp_store_note_generation(struct wp_store *store,
                                        const char *generation,
                                        struct wp_error *err)
{
    struct wp_query query = wp_sql(store, WP_SQL_RUN_PUBLISHED);

    wp_bind_text(&query, 1, generation);
    return wp_query_run(&query, err);
}

/* ---- health -------------------------------------------------------------- */

static enum wp_status quick_check(struct wp_store *store, struct wp_error *err)
{
    struct wp_query query = wp_sql(store, WP_SQL_QUICK_CHECK);
    enum wp_status status = wp_query_next(&query, err);

    if (status != WP_OK) {
        return status;
    }
    const char *said = wp_query_text(&query, 0);
    if (!said || strcmp(said, "ok") != 0) {
        status = wp_fail(err, WP_ESTORE, "the directory is damaged: %s",
                         said ? said : "unreadable");
    }
    wp_query_end(&query);
    return status;
}

static enum wp_status check_links(struct wp_store *store, enum wp_entity entity,
                                  struct wp_error *err)
{
    struct wp_query query = wp_entity_sql(store, entity, WP_ENTITY_BROKEN);
    enum wp_status status = wp_query_next(&query, err);

    if (status == WP_EEND) {
        return WP_OK;
    }
    if (status == WP_OK) {
        status = wp_fail(err, WP_ESTORE, "a link of %s '%s' leads nowhere",
                         wp_entity(entity)->name, wp_query_text(&query, 0));
        wp_query_end(&query);
    }
    return status;
}

enum wp_status wp_store_check(struct wp_store *store, struct wp_error *err)
{
    enum wp_status status = quick_check(store, err);

    for (int i = 0; i < WP_ENTITY_COUNT && status == WP_OK; i++) {
        status = check_links(store, (enum wp_entity)i, err);
    }
    return status;
}
