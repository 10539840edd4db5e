/* engine/store/batch.c - write the pending row, and the end of a batch */
#include "store/batch.h"

#include "store/ingest.h"

struct wp_store *wp_batch_store(struct wp_ingest *ingest)
{
    return ingest->store;
}

long wp_batch_source(const struct wp_ingest *ingest)
{
    return ingest->source_id;
}

/* ---- facts --------------------------------------------------------------- */

enum wp_status wp_batch_put_fact(struct wp_store *store,
                                 const struct wp_fact *fact, long source_id,
                                 long raw_id, bool derived,
                                 struct wp_error *err)
{
    struct wp_query query = wp_fact_sql(store, fact->kind, WP_FACT_INSERT);

    wp_bind_text(&query, 1, fact->service_id);
    wp_bind_text(&query, 2, fact->service_at_location_id);
    wp_bind_text(&query, 3, fact->code);
    wp_bind_text(&query, 4, wp_stance_name(fact->stance));
    wp_bind_real(&query, 5, fact->lo);
    wp_bind_real(&query, 6, fact->hi);
    wp_bind_real(&query, 7, fact->weight);
    wp_bind_text(&query, 8, fact->note);
    wp_bind_text(&query, 9, fact->valid_from);
    wp_bind_text(&query, 10, fact->valid_to);
    wp_bind_text(&query, 11, fact->asserted_on);
    wp_bind_text(&query, 12, fact->field);
    wp_bind_text(&query, 13, fact->evidence);
    wp_bind_text(&query, 14, derived ? "derived" : "asserted");
    wp_bind_integer(&query, 15, source_id);
    /* Derived facts come and go with their service, not with a row. */
    if (raw_id > 0 && !derived) {
        wp_bind_integer(&query, 16, raw_id);
    }
    if (fact->extracted) {
        wp_bind_integer(&query, 17, (long long)fact->begin);
        wp_bind_integer(&query, 18, (long long)fact->end);
    }
    return wp_query_run(&query, err);
}

enum wp_status wp_batch_drop_derived(struct wp_store *store,
                                     const char *service_id,
                                     struct wp_error *err)
{
    enum wp_status status = WP_OK;

    for (int i = 0; i < WP_FACT_KIND_COUNT && status == WP_OK; i++) {
        struct wp_query query =
            wp_fact_sql(store, (enum wp_fact_kind)i, WP_FACT_DROP_DERIVED);
        wp_bind_text(&query, 1, service_id);
        status = wp_query_run(&query, err);
    }
    return status;
}

enum wp_status wp_batch_guard(struct wp_store *store, const char *service_id,
                              bool guarded, struct wp_error *err)
{
    struct wp_query query = wp_sql(store, WP_SQL_SERVICE_GUARD);

    wp_bind_text(&query, 1, service_id);
    wp_bind_integer(&query, 2, guarded);
    return wp_query_run(&query, err);
}

/* ---- the pending row ----------------------------------------------------- */

static enum wp_status write_raw(struct wp_ingest *ingest, struct wp_error *err)
{
    struct wp_pending *row = &ingest->pending;
    const bool added = row->verdict == WP_ROW_ADDED;
    struct wp_query query =
        wp_sql(ingest->store, added ? WP_SQL_RAW_ADD : WP_SQL_RAW_CHANGE);
    enum wp_status status;

    if (added) {
        wp_bind_integer(&query, 1, ingest->source_id);
        wp_bind_text(&query, 2, row->table);
        wp_bind_text(&query, 3, row->key);
        wp_bind_blob(&query, 4, row->hash.bytes, WP_DIGEST_BYTES);
        wp_bind_text(&query, 5, row->path);
        wp_bind_integer(&query, 6, (long long)row->line);
        wp_bind_integer(&query, 7, ingest->run_id);
        status = wp_query_next(&query, err);
        if (status == WP_OK) {
            row->raw_id = wp_query_integer(&query, 0);
            wp_query_end(&query);
        }
    } else {
        wp_bind_integer(&query, 1, row->raw_id);
        wp_bind_blob(&query, 2, row->hash.bytes, WP_DIGEST_BYTES);
        wp_bind_text(&query, 3, row->path);
        wp_bind_integer(&query, 4, (long long)row->line);
        wp_bind_integer(&query, 5, ingest->run_id);
        status = wp_query_run(&query, err);
    }
    if (status != WP_OK) {
        return status;
    }
    query = wp_sql(ingest->store, WP_SQL_RAW_BODY);
    wp_bind_integer(&query, 1, row->raw_id);
    wp_bind_text(&query, 2, row->format);
    wp_bind_blob(&query, 3, row->bytes, row->size);
    return wp_query_run(&query, err);
}

static enum wp_status note_native_id(struct wp_ingest *ingest,
                                     const struct wp_record *record,
                                     struct wp_error *err)
{
    struct wp_query query = wp_sql(ingest->store, WP_SQL_ID_MAP_PUT);

    wp_bind_integer(&query, 1, wp_batch_source(ingest));
    wp_bind_text(&query, 2, wp_entity(record->entity)->name);
    wp_bind_text(&query, 3, record->native_id);
    wp_bind_text(&query, 4, record->values[0]);
    return wp_query_run(&query, err);
}

static enum wp_status write_row(struct wp_ingest *ingest, struct wp_error *err)
{
    struct wp_pending *row = &ingest->pending;
    enum wp_status status = wp_links_restore(ingest, err);

    if (status == WP_OK && row->verdict == WP_ROW_CHANGED) {
        status = wp_telling_retract(ingest, row->raw_id, err);
    }
    if (status == WP_OK) {
        status = write_raw(ingest, err);
    }
    for (size_t i = 0; i < row->record_count && status == WP_OK; i++) {
        status = wp_telling_put(ingest, &row->records[i], row->raw_id, err);
        if (status == WP_OK && row->records[i].native_id) {
            status = note_native_id(ingest, &row->records[i], err);
        }
    }
    for (size_t i = 0; i < row->fact_count && status == WP_OK; i++) {
        const struct wp_fact *fact = &row->facts[i];
        status = wp_batch_put_fact(ingest->store, fact, ingest->source_id,
                                   row->raw_id, false, err);
        if (status == WP_OK) {
            status = wp_touch(ingest, WP_SERVICE, fact->service_id, err);
        }
    }
    return status;
}

enum wp_status wp_batch_flush(struct wp_ingest *ingest, struct wp_error *err)
{
    struct wp_pending *row = &ingest->pending;
    enum wp_status status = WP_OK;

    if (ingest->bad.status != WP_OK) {
        if (err) {
            *err = ingest->bad;
        }
        return ingest->bad.status;
    }
    if (!row->open) {
        return WP_OK;
    }
    row->open = false;
    switch (row->verdict) {
    case WP_ROW_ADDED:
        status = write_row(ingest, err);
        ingest->counts.added++;
        break;
    case WP_ROW_CHANGED:
        status = write_row(ingest, err);
        ingest->counts.changed++;
        break;
    case WP_ROW_UNCHANGED:
    case WP_ROW_REPEATED:
        ingest->counts.unchanged++;
        break;
    }
    return status;
}

/* ---- the end ------------------------------------------------------------- */

enum wp_status wp_batch_count_missing(struct wp_ingest *ingest,
                                      struct wp_error *err)
{
    struct wp_query query = wp_sql(ingest->store, WP_SQL_RAW_MISSING);

    if (ingest->options.partial) {
        return WP_OK;
    }
    wp_bind_integer(&query, 1, ingest->source_id);
    wp_bind_integer(&query, 2, ingest->run_id);
    wp_bind_text(&query, 3, ingest->now);
    const enum wp_status status = wp_query_run(&query, err);
    if (status == WP_OK) {
        ingest->counts.missing = sqlite3_changes(ingest->store->db);
    }
    return status;
}

enum wp_status wp_batch_record_run(struct wp_ingest *ingest,
                                   struct wp_error *err)
{
    const struct wp_ingest_counts *counts = &ingest->counts;
    struct wp_query query = wp_sql(ingest->store, WP_SQL_RUN_FINISH);

    if (ingest->bad.status != WP_OK) {
        if (err) {
            *err = ingest->bad;
        }
        return ingest->bad.status;
    }
    wp_bind_integer(&query, 1, ingest->run_id);
    wp_bind_text(&query, 2, ingest->now);
    wp_bind_integer(&query, 3, counts->read);
    wp_bind_integer(&query, 4, counts->added);
    wp_bind_integer(&query, 5, counts->changed);
    wp_bind_integer(&query, 6, counts->unchanged);
    wp_bind_integer(&query, 7, counts->missing);
    wp_bind_integer(&query, 8, counts->rejected);
    wp_bind_integer(&query, 9, counts->findings);
    return wp_query_run(&query, err);
}

enum wp_status wp_batch_close(struct wp_ingest *ingest,
                              struct wp_ingest_counts *ret_counts,
                              struct wp_error *err)
{
    struct wp_ingest_counts counts = ingest->counts;

    if (ingest->options.dry_run) {
        counts.run_id = 0; /* nobody will find that run */
    } else {
        struct wp_query query = wp_sql(ingest->store, WP_SQL_COMMIT);
        const enum wp_status status = wp_query_run(&query, err);
        if (status != WP_OK) {
            return status;
        }
        ingest->store->in_batch = false;
    }
    wp_ingest_abort(ingest);
    if (ret_counts) {
        *ret_counts = counts;
    }
    return WP_OK;
}
