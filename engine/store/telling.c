/*
 * engine/store/telling.c - what stands when several rows tell of one record
 *
 * The best telling stands in the record's table, with the row that told it;
 * the other rows are in retelling, with what they tell where it differs. Which
 * is best depends on the tellings alone (store/content.h), so the order of
 * imports never matters; and when a row changes, the next best comes forward.
 */
#include <string.h>

#include "store/content.h"
#include "store/ingest.h"

/* ---- the retelling table ------------------------------------------------- */

static enum wp_status retell(struct wp_ingest *ingest, enum wp_entity entity,
                             const char *id, long raw_id, const char *content,
                             struct wp_error *err)
{
    struct wp_query query = wp_sql(ingest->store, WP_SQL_RETELLING_PUT);

    wp_bind_integer(&query, 1, entity);
    wp_bind_text(&query, 2, id);
    wp_bind_integer(&query, 3, raw_id);
    if (content) {
        wp_bind_text(&query, 4, content);
    }
    return wp_query_run(&query, err);
}

/* A statement about (entity, id) and one value more. */
static enum wp_status run_for(struct wp_ingest *ingest, enum wp_sql which,
                              enum wp_entity entity, const char *id,
                              const char *content, struct wp_error *err)
{
    struct wp_query query = wp_sql(ingest->store, which);

    wp_bind_integer(&query, 1, entity);
    wp_bind_text(&query, 2, id);
    wp_bind_text(&query, 3, content);
    return wp_query_run(&query, err);
}

static enum wp_status drop_retelling(struct wp_ingest *ingest,
                                     enum wp_entity entity, const char *id,
                                     long raw_id, struct wp_error *err)
{
    struct wp_query query = wp_sql(ingest->store, WP_SQL_RETELLING_DROP);

    wp_bind_integer(&query, 1, entity);
    wp_bind_text(&query, 2, id);
    wp_bind_integer(&query, 3, raw_id);
    return wp_query_run(&query, err);
}

static enum wp_status set_raw(struct wp_ingest *ingest, enum wp_entity entity,
                              const char *id, long source_id, long raw_id,
                              struct wp_error *err)
{
    struct wp_query query =
        wp_entity_sql(ingest->store, entity, WP_ENTITY_SET_RAW);

    wp_bind_text(&query, 1, id);
    wp_bind_integer(&query, 2, source_id);
    wp_bind_integer(&query, 3, raw_id);
    return wp_query_run(&query, err);
}

/* ---- putting ------------------------------------------------------------- */

/* What is known when a record meets one with its id. */
struct meeting {
    const struct wp_record *record; /* the new one */
    const char *content;            /* its text */
    const char *standing;           /* the text of what stands */
    long raw_id;                    /* of the new one */
    long standing_source, standing_raw;
};

static const char *source_name(struct wp_store *store, long id)
{
    const struct wp_source_row *source = wp_store_source(store, id);

    return source ? source->name : "";
}

/* The same text: one of the two rows stands for it, the other retells. Of two
   sources the first by name is named, whoever came first. */
static enum wp_status agree(struct wp_ingest *ingest,
                            const struct meeting *meeting, struct wp_error *err)
{
    const enum wp_entity entity = meeting->record->entity;
    const char *id = meeting->record->values[0];

    if (meeting->standing_raw == meeting->raw_id) {
        return WP_OK;
    }
    if (meeting->standing_source == ingest->source_id ||
        strcmp(source_name(ingest->store, meeting->standing_source),
               ingest->source_name) <= 0) {
        return retell(ingest, entity, id, meeting->raw_id, NULL, err);
    }
    enum wp_status status =
        set_raw(ingest, entity, id, ingest->source_id, meeting->raw_id, err);
    if (status == WP_OK) {
        status = drop_retelling(ingest, entity, id, meeting->raw_id, err);
    }
    if (status == WP_OK && meeting->standing_raw > 0) {
        status = retell(ingest, entity, id, meeting->standing_raw, NULL, err);
    }
    return status;
}

/* The new telling is better: it takes the place of what stood. */
static enum wp_status replace(struct wp_ingest *ingest,
                              const struct meeting *meeting,
                              struct wp_error *err)
{
    const enum wp_entity entity = meeting->record->entity;
    const char *id = meeting->record->values[0];
    enum wp_status status = run_for(ingest, WP_SQL_RETELLING_SPREAD, entity, id,
                                    meeting->standing, err);

    if (status == WP_OK && meeting->standing_raw > 0 &&
        meeting->standing_raw != meeting->raw_id) {
        status = retell(ingest, entity, id, meeting->standing_raw,
                        meeting->standing, err);
    }
    if (status == WP_OK) {
        status = drop_retelling(ingest, entity, id, meeting->raw_id, err);
    }
    if (status == WP_OK) {
        status = wp_record_overwrite(ingest, meeting->record, ingest->source_id,
                                     meeting->raw_id, err);
    }
    return status;
}

/* What stands is better: the new telling waits, unless this very row has told
   something better of the record before. */
static enum wp_status wait(struct wp_ingest *ingest,
                           const struct meeting *meeting, struct wp_error *err)
{
    const enum wp_entity entity = meeting->record->entity;
    const char *id = meeting->record->values[0];
    struct wp_query query = wp_sql(ingest->store, WP_SQL_RETELLING_MINE);
    bool better = meeting->standing_raw == meeting->raw_id;

    if (better) {
        return WP_OK;
    }
    wp_bind_integer(&query, 1, entity);
    wp_bind_text(&query, 2, id);
    wp_bind_integer(&query, 3, meeting->raw_id);
    const enum wp_status status = wp_query_next(&query, err);
    if (status == WP_OK) {
        const char *mine = wp_query_text(&query, 0);
        better = !mine || wp_content_compare(mine, meeting->content) >= 0;
        wp_query_end(&query);
    } else if (status != WP_EEND) {
        return status;
    }
    return better ? WP_OK
                  : retell(ingest, entity, id, meeting->raw_id,
                           meeting->content, err);
}

static enum wp_status meet(struct wp_ingest *ingest,
                           const struct wp_record *record, long raw_id,
                           struct wp_error *err)
{
    struct meeting meeting = {.record = record, .raw_id = raw_id};
    struct wp_told standing;

    wp_arena_reset(&ingest->scratch);
    wp_buf_reset(&ingest->one);
    wp_buf_reset(&ingest->two);
    enum wp_status status =
        wp_record_read(ingest->store, record->entity, record->values[0],
                       &ingest->scratch, &standing, err);
    if (status != WP_OK) {
        return status;
    }
    wp_content_write(record, &ingest->one);
    meeting.standing_source = standing.source_id;
    meeting.standing_raw = standing.raw_id;
    wp_content_write(&standing.record, &ingest->two);
    status = wp_buf_status(&ingest->one, err);
    if (status == WP_OK) {
        status = wp_buf_status(&ingest->two, err);
    }
    if (status != WP_OK) {
        return status;
    }
    meeting.content = wp_buf_str(&ingest->one);
    meeting.standing = wp_buf_str(&ingest->two);
    const int order = wp_content_compare(meeting.content, meeting.standing);
    return order == 0  ? agree(ingest, &meeting, err)
           : order > 0 ? replace(ingest, &meeting, err)
                       : wait(ingest, &meeting, err);
}

enum wp_status wp_telling_put(struct wp_ingest *ingest,
                              const struct wp_record *record, long raw_id,
                              struct wp_error *err)
{
    bool inserted = false;
    const enum wp_status status = wp_record_insert(
        ingest, record, ingest->source_id, raw_id, &inserted, err);

    return status != WP_OK || inserted ? status
                                       : meet(ingest, record, raw_id, err);
}

/* ---- taking back --------------------------------------------------------- */

struct heir {
    long raw_id, source_id;
    const char *content; /* NULL: the same as what stands */
};

/* Who tells of a record besides its row: the best, or raw_id 0. */
static enum wp_status find_heir(struct wp_ingest *ingest, enum wp_entity entity,
                                const char *id, struct heir *ret_heir,
                                struct wp_error *err)
{
    struct wp_query query = wp_sql(ingest->store, WP_SQL_RETELLING_OF);
    struct heir heir = {.raw_id = 0};
    enum wp_status status;

    wp_bind_integer(&query, 1, entity);
    wp_bind_text(&query, 2, id);
    while ((status = wp_query_next(&query, err)) == WP_OK) {
        const char *content = wp_query_text(&query, 1);

        if (heir.raw_id != 0 &&
            (!heir.content ||
             (content && wp_content_compare(content, heir.content) <= 0))) {
            continue;
        }
        heir = (struct heir){.raw_id = wp_query_integer(&query, 0),
                             .source_id = wp_query_integer(&query, 2)};
        heir.content = wp_arena_strdup(&ingest->scratch, content);
        if (wp_arena_failed(&ingest->scratch)) {
            wp_query_end(&query);
            return wp_fail(err, WP_ENOMEM, "comparing tellings");
        }
    }
    if (status != WP_EEND) {
        return status;
    }
    *ret_heir = heir;
    return WP_OK;
}

static enum wp_status promote(struct wp_ingest *ingest, enum wp_entity entity,
                              const char *id, const struct heir *heir,
                              struct wp_error *err)
{
    struct wp_record record;
    enum wp_status status =
        drop_retelling(ingest, entity, id, heir->raw_id, err);

    if (status != WP_OK) {
        return status;
    }
    if (!heir->content) {
        return set_raw(ingest, entity, id, heir->source_id, heir->raw_id, err);
    }
    status = wp_content_read(heir->content, entity, id, &ingest->scratch,
                             &record, err);
    if (status == WP_OK) {
        status = wp_record_overwrite(ingest, &record, heir->source_id,
                                     heir->raw_id, err);
    }
    if (status == WP_OK) {
        status = run_for(ingest, WP_SQL_RETELLING_SETTLE, entity, id,
                         heir->content, err);
    }
    return status;
}

static enum wp_status retract_one(struct wp_ingest *ingest,
                                  enum wp_entity entity, const char *id,
                                  struct wp_error *err)
{
    struct wp_told told;
    struct heir heir = {0};
    enum wp_status status =
        wp_record_read(ingest->store, entity, id, &ingest->scratch, &told, err);

    if (status == WP_OK) {
        status = wp_touch_links(ingest, &told.record, err);
    }
    if (status == WP_OK) {
        status = find_heir(ingest, entity, id, &heir, err);
    }
    if (status != WP_OK) {
        return status;
    }
    if (heir.raw_id != 0) {
        return promote(ingest, entity, id, &heir, err);
    }
    struct wp_query query =
        wp_entity_sql(ingest->store, entity, WP_ENTITY_DELETE);
    wp_bind_text(&query, 1, id);
    status = wp_query_run(&query, err);
    return status == WP_OK ? wp_touch_gone(ingest, entity, id, err) : status;
}

static enum wp_status retract_entity(struct wp_ingest *ingest,
                                     enum wp_entity entity, long raw_id,
                                     struct wp_error *err)
{
    struct wp_query query =
        wp_entity_sql(ingest->store, entity, WP_ENTITY_IDS_OF_RAW);
    const char *ids[64];
    enum wp_status status = WP_OK;
    size_t count;

    /* By handfuls: a table is not changed under its own cursor. */
    do {
        count = 0;
        wp_arena_reset(&ingest->scratch);
        wp_bind_integer(&query, 1, raw_id);
        while (count < sizeof(ids) / sizeof(ids[0]) &&
               (status = wp_query_next(&query, err)) == WP_OK) {
            ids[count++] =
                wp_arena_strdup(&ingest->scratch, wp_query_text(&query, 0));
        }
        wp_query_end(&query);
        if (status != WP_OK && status != WP_EEND) {
            return status;
        }
        if (wp_arena_failed(&ingest->scratch)) {
            return wp_fail(err, WP_ENOMEM, "taking back a row");
        }
        for (size_t i = 0; i < count; i++) {
            status = retract_one(ingest, entity, ids[i], err);
            if (status != WP_OK) {
                return status;
            }
        }
    } while (count == sizeof(ids) / sizeof(ids[0]));
    return WP_OK;
}

enum wp_status wp_telling_retract(struct wp_ingest *ingest, long raw_id,
                                  struct wp_error *err)
{
    struct wp_query query = wp_sql(ingest->store, WP_SQL_RETELLING_DROP_RAW);
    enum wp_status status;

    wp_bind_integer(&query, 1, raw_id);
    status = wp_query_run(&query, err);
    for (int i = 0; i < WP_ENTITY_COUNT && status == WP_OK; i++) {
        status = retract_entity(ingest, (enum wp_entity)i, raw_id, err);
    }
    for (int i = 0; i < WP_FACT_KIND_COUNT && status == WP_OK; i++) {
        query =
            wp_fact_sql(ingest->store, (enum wp_fact_kind)i, WP_FACT_TOUCH_RAW);
        wp_bind_integer(&query, 1, raw_id);
        status = wp_query_run(&query, err);
        if (status == WP_OK) {
            query = wp_fact_sql(ingest->store, (enum wp_fact_kind)i,
                                WP_FACT_DROP_RAW);
            wp_bind_integer(&query, 1, raw_id);
            status = wp_query_run(&query, err);
        }
    }
    return status;
}
