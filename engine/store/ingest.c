/* engine/store/ingest.c - begin a batch, rows, puts, rejects, abort */
#include "store/ingest.h"

#include <stdlib.h>
#include <string.h>

/* ---- begin and abort ----------------------------------------------------- */

static bool source_name_valid(const char *name)
{
    const size_t size = name ? strlen(name) : 0;

    return size >= 1 && size <= 64 &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_.-") == size;
}

static enum wp_status put_source(struct wp_ingest *ingest,
                                 const struct wp_source_info *source,
                                 struct wp_error *err)
{
    struct wp_query query = wp_sql(ingest->store, WP_SQL_SOURCE_PUT);

    wp_bind_text(&query, 1, source->name);
    wp_bind_text(&query, 2, source->title);
    wp_bind_text(&query, 3, source->publisher);
    wp_bind_text(&query, 4, source->url);
    wp_bind_text(&query, 5, source->licence);
    wp_bind_text(&query, 6, source->format);
    const enum wp_status status = wp_query_next(&query, err);
    if (status == WP_OK) {
        ingest->source_id = wp_query_integer(&query, 0);
        wp_query_end(&query);
        ingest->store->sources_known = false;
    }
    return status;
}

static enum wp_status start_run(struct wp_ingest *ingest, const char *format,
                                struct wp_error *err)
{
    struct wp_query query = wp_sql(ingest->store, WP_SQL_RUN_START);

    wp_bind_integer(&query, 1, ingest->source_id);
    wp_bind_text(&query, 2, format);
    wp_bind_text(&query, 3, ingest->mapper);
    wp_bind_text(&query, 4, ingest->now);
    wp_bind_integer(&query, 5, ingest->options.partial);
    const enum wp_status status = wp_query_next(&query, err);
    if (status == WP_OK) {
        ingest->run_id = wp_query_integer(&query, 0);
        wp_query_end(&query);
    }
    return status;
}

static enum wp_status run_fixed(struct wp_store *store, enum wp_sql which,
                                struct wp_error *err)
{
    struct wp_query query = wp_sql(store, which);

    return wp_query_run(&query, err);
}

enum wp_status
wp_ingest_begin(struct wp_store *store, const struct wp_source_info *source,
                const struct wp_ingest_options *options,
                struct wp_ingest **ret_ingest, struct wp_error *err)
{
    if (!source_name_valid(source->name)) {
        return wp_fail(err, WP_EINVAL,
                       "a source's name is 1 to 64 of a-z 0-9 _ . - and not "
                       "'%.80s'",
                       source->name ? source->name : "");
    }
    if (store->in_batch || store->lock < 0 || !options->now) {
        return wp_fail(err, WP_EINVAL,
                       "a batch needs a store opened for writing, no other "
                       "batch, and the time");
    }
    struct wp_ingest *ingest = calloc(1, sizeof(*ingest));
    if (!ingest) {
        return wp_fail(err, WP_ENOMEM, "beginning a batch");
    }
    ingest->store = store;
    ingest->options = *options;
    ingest->now = strdup(options->now);
    ingest->mapper = strdup(options->mapper ? options->mapper : "");
    ingest->source_name = strdup(source->name);
    enum wp_status status = WP_OK;
    if (!ingest->now || !ingest->mapper || !ingest->source_name) {
        status = wp_fail(err, WP_ENOMEM, "beginning a batch");
    } else {
        ingest->options.now = ingest->now;
        ingest->options.mapper = ingest->mapper;
        status = run_fixed(store, WP_SQL_BEGIN, err);
        store->in_batch = status == WP_OK;
    }
    if (status == WP_OK) {
        status = put_source(ingest, source, err);
    }
    if (status == WP_OK) {
        status = start_run(ingest, source->format, err);
    }
    if (status == WP_OK) {
        status = run_fixed(store, WP_SQL_TOUCH_CLEAR, err);
    }
    if (status != WP_OK) {
        wp_ingest_abort(ingest);
        return status;
    }
    ingest->counts.run_id = ingest->run_id;
    *ret_ingest = ingest;
    return WP_OK;
}

void wp_ingest_abort(struct wp_ingest *ingest)
{
    if (!ingest) {
        return;
    }
    if (ingest->store->in_batch) {
        /* Fails only if SQLite has rolled back by itself. */
        (void)run_fixed(ingest->store, WP_SQL_ROLLBACK, NULL);
        ingest->store->in_batch = false;
    }
    ingest->store->sources_known = false;
    wp_arena_clear(&ingest->pending.arena);
    wp_arena_clear(&ingest->scratch);
    wp_buf_clear(&ingest->one);
    wp_buf_clear(&ingest->two);
    free(ingest->pending.records);
    free(ingest->pending.facts);
    free(ingest->now);
    free(ingest->mapper);
    free(ingest->source_name);
    free(ingest);
}

/* ---- rows ---------------------------------------------------------------- */

/* What the source has of a key: its raw_record, or id 0. */
struct known_row {
    long id, last_run;
    bool same;
};

static enum wp_status find_row(struct wp_ingest *ingest, const char *table,
                               const char *key, const struct wp_digest *hash,
                               struct known_row *ret_known,
                               struct wp_error *err)
{
    struct wp_query query = wp_sql(ingest->store, WP_SQL_RAW_FIND);
    struct known_row known = {.id = 0};

    wp_bind_integer(&query, 1, ingest->source_id);
    wp_bind_text(&query, 2, table);
    wp_bind_text(&query, 3, key);
    const enum wp_status status = wp_query_next(&query, err);
    if (status == WP_OK) {
        const void *bytes = sqlite3_column_blob(query.statement, 1);
        known.id = wp_query_integer(&query, 0);
        known.last_run = wp_query_integer(&query, 2);
        known.same =
            bytes &&
            sqlite3_column_bytes(query.statement, 1) == WP_DIGEST_BYTES &&
            memcmp(bytes, hash->bytes, WP_DIGEST_BYTES) == 0;
        wp_query_end(&query);
    } else if (status != WP_EEND) {
        return status;
    }
    *ret_known = known;
    return WP_OK;
}

static enum wp_status mark_seen(struct wp_ingest *ingest, long raw_id,
                                struct wp_error *err)
{
    struct wp_query query = wp_sql(ingest->store, WP_SQL_RAW_SEEN);

    wp_bind_integer(&query, 1, raw_id);
    wp_bind_integer(&query, 2, ingest->run_id);
    return wp_query_run(&query, err);
}

/* Two rows of one run with one key and different bytes: the later one's key is
   widened by its digest, so that neither is lost. */
static enum wp_status widen_key(struct wp_ingest *ingest,
                                struct known_row *known, struct wp_error *err)
{
    struct wp_pending *row = &ingest->pending;
    char digest[WP_DIGEST_TEXT];

    wp_digest_text(&row->hash, digest);
    row->key = wp_arena_printf(&row->arena, "%s~%.16s", row->key, digest);
    if (!row->key) {
        return wp_fail(err, WP_ENOMEM, "keeping a row");
    }
    return find_row(ingest, row->table, row->key, &row->hash, known, err);
}

static enum wp_status keep_row(struct wp_ingest *ingest,
                               const struct wp_raw_row *from,
                               struct wp_error *err)
{
    struct wp_pending *row = &ingest->pending;
    char *bytes;

    wp_arena_reset(&row->arena);
    row->record_count = 0;
    row->fact_count = 0;
    row->raw_id = 0;
    row->table = wp_arena_strdup(&row->arena, from->table);
    row->key = wp_arena_strdup(&row->arena, from->key);
    row->format = wp_arena_strdup(&row->arena, from->format);
    row->path = wp_arena_strdup(&row->arena, from->path);
    row->line = from->line;
    row->size = from->size;
    bytes = wp_arena_alloc(&row->arena, from->size + 1);
    if (wp_arena_failed(&row->arena)) {
        return wp_fail(err, WP_ENOMEM, "keeping a row");
    }
    if (from->size > 0) {
        memcpy(bytes, from->bytes, from->size);
    }
    row->bytes = bytes;
    return WP_OK;
}

enum wp_status
wp_ingest_row(struct wp_ingest *ingest, const struct wp_raw_row *row,
              enum wp_row_verdict *ret_verdict, struct wp_error *err)
{
    struct wp_pending *pending = &ingest->pending;
    const struct wp_part parts[] = {{ingest->mapper, strlen(ingest->mapper)},
                                    {row->bytes, row->size}};
    struct known_row known;

    if (!row->table || !row->key || (!row->bytes && row->size > 0)) {
        return wp_fail(err, WP_EINVAL, "a row needs a table, a key and bytes");
    }
    enum wp_status status = wp_batch_flush(ingest, err);
    if (status == WP_OK) {
        status = keep_row(ingest, row, err);
    }
    if (status != WP_OK) {
        return status;
    }
    pending->hash = wp_digest_of(parts, 2);
    status = find_row(ingest, pending->table, pending->key, &pending->hash,
                      &known, err);
    if (status == WP_OK && known.id > 0 && !known.same &&
        known.last_run == ingest->run_id) {
        status = widen_key(ingest, &known, err);
    }
    if (status != WP_OK) {
        return status;
    }
    pending->raw_id = known.id;
    pending->verdict = known.id == 0                      ? WP_ROW_ADDED
                       : !known.same                      ? WP_ROW_CHANGED
                       : known.last_run == ingest->run_id ? WP_ROW_REPEATED
                                                          : WP_ROW_UNCHANGED;
    if (pending->verdict == WP_ROW_UNCHANGED) {
        status = mark_seen(ingest, known.id, err);
    }
    if (status == WP_OK) {
        pending->open = true;
        pending->ended = false;
        ingest->counts.read++;
        *ret_verdict = pending->verdict;
    }
    return status;
}

/* ---- what a row puts ----------------------------------------------------- */

static bool is_new(const struct wp_pending *row)
{
    return row->verdict == WP_ROW_ADDED || row->verdict == WP_ROW_CHANGED;
}

/* Room for one element more; the array or NULL. */
static void *room_for(void *array, size_t count, size_t *room, size_t size)
{
    if (count < *room) {
        return array;
    }
    const size_t wanted = *room > 0 ? *room * 2 : 64;
    void *grown = realloc(array, wanted * size);
    if (grown) {
        *room = wanted;
    }
    return grown;
}

enum wp_status wp_ingest_put(struct wp_ingest *ingest,
                             const struct wp_record *record,
                             struct wp_error *err)
{
    struct wp_pending *row = &ingest->pending;

    if (!row->open || row->ended) {
        return wp_fail(err, WP_EINVAL, "a record was put outside of a row");
    }
    if (!is_new(row)) {
        return WP_OK;
    }
    struct wp_record *records = room_for(row->records, row->record_count,
                                         &row->record_room, sizeof(*records));
    if (!records) {
        return wp_fail(err, WP_ENOMEM, "keeping a record");
    }
    row->records = records;
    const enum wp_status status =
        wp_record_fit(ingest, record, &records[row->record_count], err);
    if (status == WP_OK) {
        row->record_count++;
    }
    return status;
}

static struct wp_fact copy_fact(struct wp_arena *arena,
                                const struct wp_fact *fact)
{
    struct wp_fact copy = *fact;

    copy.service_id = wp_arena_strdup(arena, fact->service_id);
    copy.service_at_location_id =
        wp_arena_strdup(arena, fact->service_at_location_id);
    copy.code = wp_arena_strdup(arena, fact->code);
    copy.note = wp_arena_strdup(arena, fact->note);
    copy.valid_from = wp_arena_strdup(arena, fact->valid_from);
    copy.valid_to = wp_arena_strdup(arena, fact->valid_to);
    copy.asserted_on = wp_arena_strdup(arena, fact->asserted_on);
    copy.field = wp_arena_strdup(arena, fact->field);
    copy.evidence = wp_arena_strdup(arena, fact->evidence);
    return copy;
}

enum wp_status wp_ingest_fact(struct wp_ingest *ingest,
                              const struct wp_fact *fact, struct wp_error *err)
{
    struct wp_pending *row = &ingest->pending;

    if (!row->open || row->ended) {
        return wp_fail(err, WP_EINVAL, "a fact was put outside of a row");
    }
    if (!wp_uuid_valid(fact->service_id) ||
        (fact->service_at_location_id &&
         !wp_uuid_valid(fact->service_at_location_id)) ||
        !fact->code || fact->code[0] == '\0') {
        return wp_fail(err, WP_EPARSE,
                       "a %s fact needs the UUID of a service and a code",
                       wp_fact_kind_name(fact->kind));
    }
    if (!is_new(row)) {
        return WP_OK;
    }
    struct wp_fact *facts =
        room_for(row->facts, row->fact_count, &row->fact_room, sizeof(*facts));
    if (!facts) {
        return wp_fail(err, WP_ENOMEM, "keeping a fact");
    }
    row->facts = facts;
    facts[row->fact_count] = copy_fact(&row->arena, fact);
    if (wp_arena_failed(&row->arena)) {
        return wp_fail(err, WP_ENOMEM, "keeping a fact");
    }
    row->fact_count++;
    return WP_OK;
}

void wp_ingest_end_row(struct wp_ingest *ingest)
{
    ingest->pending.ended = true;
}

/* Is this about the row that is open, or about a line of its own? */
static bool is_about(const struct wp_pending *row, const struct wp_finding *why)
{
    if (!row->open || row->ended) {
        return false;
    }
    if (why->line == 0 && (!why->path || why->path[0] == '\0')) {
        return true;
    }
    return why->line == row->line &&
           (!why->path || !row->path || strcmp(why->path, row->path) == 0);
}

enum wp_status wp_ingest_reject(struct wp_ingest *ingest,
                                const struct wp_finding *why,
                                struct wp_error *err)
{
    struct wp_pending *row = &ingest->pending;
    enum wp_status status = WP_OK;

    if (is_about(row, why)) {
        /* It is there, though of no use: not missing. */
        if (row->verdict == WP_ROW_CHANGED) {
            status = mark_seen(ingest, row->raw_id, err);
        }
        row->open = false;
    } else {
        ingest->counts.read++;
    }
    ingest->counts.rejected++;
    wp_ingest_finding(ingest, why);
    return status;
}

enum wp_status wp_ingest_has(struct wp_ingest *ingest, enum wp_entity entity,
                             const char *uuid, bool *ret_has,
                             struct wp_error *err)
{
    const struct wp_pending *row = &ingest->pending;
    struct wp_query query = wp_entity_sql(ingest->store, entity, WP_ENTITY_HAS);

    for (size_t i = 0; row->open && i < row->record_count; i++) {
        if (row->records[i].entity == entity &&
            strcmp(row->records[i].values[0], uuid) == 0) {
            *ret_has = true;
            return WP_OK;
        }
    }
    wp_bind_text(&query, 1, uuid);
    const enum wp_status status = wp_query_next(&query, err);
    if (status == WP_OK) {
        wp_query_end(&query);
    }
    if (status == WP_OK || status == WP_EEND) {
        *ret_has = status == WP_OK;
        return WP_OK;
    }
    return status;
}
