/*
 * engine/store/links.c - links that lead nowhere
 *
 * What a row told stays in loose_end, so that the next batch that writes
 * anything first ties every loose end back (wp_links_restore) and then looks
 * again: what is resolved depends on what is there, not on who came first.
 */
#include <string.h>

#include "store/content.h"
#include "store/ingest.h"

/* ---- back to what was told ----------------------------------------------- */

static enum wp_status tie_back(struct wp_ingest *ingest,
                               const struct wp_query *query,
                               struct wp_error *err)
{
    const enum wp_entity entity = (enum wp_entity)wp_query_integer(query, 0);
    const char *id = wp_query_text(query, 1);
    const bool aside = wp_query_integer(query, 2) != 0;
    const long source_id = wp_query_integer(query, 3);
    const long raw_id = wp_query_integer(query, 4);
    const char *content = wp_query_text(query, 5);
    struct wp_record record;
    bool inserted = false;

    if ((unsigned)entity >= WP_ENTITY_COUNT || !id || !content) {
        return wp_fail(err, WP_ESTORE, "a kept telling is damaged");
    }
    wp_arena_reset(&ingest->scratch);
    const enum wp_status status =
        wp_content_read(content, entity, id, &ingest->scratch, &record, err);
    if (status != WP_OK) {
        return status;
    }
    return aside ? wp_record_insert(ingest, &record, source_id, raw_id,
                                    &inserted, err)
                 : wp_record_overwrite(ingest, &record, source_id, raw_id, err);
}

enum wp_status wp_links_restore(struct wp_ingest *ingest, struct wp_error *err)
{
    struct wp_query query = wp_sql(ingest->store, WP_SQL_LOOSE_LIST);
    enum wp_status status;

    if (ingest->restored) {
        return WP_OK;
    }
    while ((status = wp_query_next(&query, err)) == WP_OK) {
        status = tie_back(ingest, &query, err);
        if (status != WP_OK) {
            wp_query_end(&query);
            return status;
        }
    }
    if (status != WP_EEND) {
        return status;
    }
    query = wp_sql(ingest->store, WP_SQL_LOOSE_CLEAR);
    status = wp_query_run(&query, err);
    ingest->restored = status == WP_OK;
    return status;
}

/* ---- what leads nowhere -------------------------------------------------- */

#define EXAMPLES 3

struct tally {
    long count;
    char examples[EXAMPLES][WP_UUID_TEXT];
};

struct resolving {
    struct wp_ingest *ingest;
    enum wp_entity entity;
    struct tally of_column[WP_COLUMNS_MAX]; /* of the batch's own source */
};

static void count_one(struct tally *tally, const char *id)
{
    if (tally->count < EXAMPLES && strlen(id) < WP_UUID_TEXT) {
        memcpy(tally->examples[tally->count], id, strlen(id) + 1);
    }
    tally->count++;
}

static void report(struct resolving *resolving)
{
    const struct wp_entity_info *info = wp_entity(resolving->entity);

    for (size_t i = 1; i < info->column_count; i++) {
        const struct tally *tally = &resolving->of_column[i];
        if (tally->count == 0) {
            continue;
        }
        const char *to =
            wp_entity((enum wp_entity)info->columns[i].refers)->name;
        wp_ingest_say(resolving->ingest, WP_WARNING, NULL,
                      "%s.%s of %ld %s leads to no %s (%s%s%s%s%s%s); %s",
                      info->name, info->columns[i].name, tally->count,
                      tally->count == 1 ? "record" : "records", to,
                      tally->examples[0], tally->count > 1 ? ", " : "",
                      tally->examples[1], tally->count > 2 ? ", " : "",
                      tally->examples[2], tally->count > 3 ? ", ..." : "",
                      resolving->entity == WP_SERVICE_AT_LOCATION
                          ? "set aside until it does"
                          : "the id is kept under unknown members");
    }
}

static enum wp_status is_there(struct wp_store *store, enum wp_entity entity,
                               const char *id, bool *ret_is,
                               struct wp_error *err)
{
    struct wp_query query = wp_entity_sql(store, entity, WP_ENTITY_HAS);

    wp_bind_text(&query, 1, id);
    const enum wp_status status = wp_query_next(&query, err);
    if (status == WP_OK) {
        wp_query_end(&query);
    }
    if (status != WP_OK && status != WP_EEND) {
        return status;
    }
    *ret_is = status == WP_OK;
    return WP_OK;
}

static enum wp_status keep_telling(struct wp_ingest *ingest,
                                   const struct wp_told *told, bool aside,
                                   struct wp_error *err)
{
    struct wp_query query = wp_sql(ingest->store, WP_SQL_LOOSE_PUT);

    wp_buf_reset(&ingest->one);
    wp_content_write(&told->record, &ingest->one);
    const enum wp_status status = wp_buf_status(&ingest->one, err);
    if (status != WP_OK) {
        return status;
    }
    wp_bind_integer(&query, 1, told->record.entity);
    wp_bind_text(&query, 2, told->record.values[0]);
    wp_bind_integer(&query, 3, aside);
    wp_bind_integer(&query, 4, told->source_id);
    if (told->raw_id > 0) {
        wp_bind_integer(&query, 5, told->raw_id);
    }
    wp_bind_text(&query, 6, wp_buf_str(&ingest->one));
    return wp_query_run(&query, err);
}

/* Clear the links of a record that lead nowhere, in place. */
static enum wp_status clear_links(struct resolving *resolving,
                                  struct wp_record *record, bool own,
                                  bool *ret_cleared, struct wp_error *err)
{
    struct wp_ingest *ingest = resolving->ingest;
    const struct wp_entity_info *info = wp_entity(record->entity);
    bool cleared = false;

    for (size_t i = 1; i < info->column_count; i++) {
        bool there = true;

        if (info->columns[i].refers < 0 || !record->values[i]) {
            continue;
        }
        const enum wp_status status =
            is_there(ingest->store, (enum wp_entity)info->columns[i].refers,
                     record->values[i], &there, err);
        if (status != WP_OK) {
            return status;
        }
        if (!there) {
            if (own) {
                count_one(&resolving->of_column[i], record->values[i]);
            }
            record->extra_json =
                wp_extra_add(record->extra_json, info->columns[i].name,
                             record->values[i], &ingest->scratch);
            record->values[i] = NULL;
            cleared = true;
        }
    }
    if (wp_arena_failed(&ingest->scratch)) {
        return wp_fail(err, WP_ENOMEM, "resolving links");
    }
    *ret_cleared = cleared;
    return WP_OK;
}

static enum wp_status resolve_one(struct resolving *resolving, const char *id,
                                  struct wp_error *err)
{
    struct wp_ingest *ingest = resolving->ingest;
    const bool aside = resolving->entity == WP_SERVICE_AT_LOCATION;
    struct wp_told told;
    bool any = false;

    wp_arena_reset(&ingest->scratch);
    enum wp_status status = wp_record_read(ingest->store, resolving->entity, id,
                                           &ingest->scratch, &told, err);
    if (status != WP_OK) {
        return status;
    }
    struct wp_record cleared = told.record;
    status = clear_links(resolving, &cleared,
                         told.source_id == ingest->source_id, &any, err);
    if (status != WP_OK || !any) {
        return status;
    }
    status = keep_telling(ingest, &told, aside, err);
    if (status != WP_OK) {
        return status;
    }
    if (!aside) {
        return wp_record_overwrite(ingest, &cleared, told.source_id,
                                   told.raw_id, err);
    }
    status = wp_touch_links(ingest, &told.record, err);
    if (status == WP_OK) {
        struct wp_query query =
            wp_entity_sql(ingest->store, resolving->entity, WP_ENTITY_DELETE);
        wp_bind_text(&query, 1, id);
        status = wp_query_run(&query, err);
    }
    return status;
}

/* The ids are copied out first: the table is changed below. */
static enum wp_status collect_ids(struct wp_query *query, struct wp_buf *ids,
                                  struct wp_error *err)
{
    enum wp_status status;

    while ((status = wp_query_next(query, err)) == WP_OK) {
        const char *id = wp_query_text(query, 0);
        wp_buf_bytes(ids, id ? id : "", id ? strlen(id) + 1 : 1);
    }
    return status == WP_EEND ? wp_buf_status(ids, err) : status;
}

static enum wp_status resolve_entity(struct wp_ingest *ingest,
                                     enum wp_entity entity,
                                     struct wp_error *err)
{
    struct resolving resolving = {.ingest = ingest, .entity = entity};
    struct wp_query query =
        wp_entity_sql(ingest->store, entity, WP_ENTITY_DANGLING);
    struct wp_buf ids = WP_BUF_INIT;

    wp_bind_integer(&query, 1, ingest->run_id);
    enum wp_status status = collect_ids(&query, &ids, err);
    for (size_t at = 0; at < ids.length && status == WP_OK;
         at += strlen(ids.text + at) + 1) {
        status = resolve_one(&resolving, ids.text + at, err);
    }
    if (status == WP_OK) {
        report(&resolving);
    }
    wp_buf_clear(&ids);
    return status;
}

/* Attributes of nothing are only reported: nothing shows them. */
static enum wp_status report_lost(struct wp_ingest *ingest,
                                  struct wp_error *err)
{
    struct wp_query query =
        wp_entity_sql(ingest->store, WP_ATTRIBUTE, WP_ENTITY_LOST);

    wp_bind_integer(&query, 1, ingest->run_id);
    wp_bind_integer(&query, 2, ingest->source_id);
    const enum wp_status status = wp_query_next(&query, err);
    if (status != WP_OK) {
        return status;
    }
    const long count = wp_query_integer(&query, 0);
    if (count > 0) {
        wp_ingest_say(ingest, WP_WARNING, NULL,
                      "%ld %s to no record there is (%s%s)", count,
                      count == 1 ? "attribute belongs" : "attributes belong",
                      wp_query_text(&query, 1), count > 1 ? ", ..." : "");
    }
    wp_query_end(&query);
    return WP_OK;
}

/* ---- services without an organization ------------------------------------ */

static enum wp_status place_name(struct wp_ingest *ingest, const char *id,
                                 const char **ret_name, struct wp_error *err)
{
    struct wp_query query = wp_sql(ingest->store, WP_SQL_SERVICE_PLACE_NAME);

    wp_bind_text(&query, 1, id);
    const enum wp_status status = wp_query_next(&query, err);
    if (status == WP_OK) {
        *ret_name = wp_arena_strdup(&ingest->scratch, wp_query_text(&query, 0));
        wp_query_end(&query);
        return WP_OK;
    }
    return status == WP_EEND ? WP_OK : status;
}

/* An organization named after the place or the service itself. Its id is made
   of the name: services at one place share it. */
static enum wp_status give_organization(struct wp_ingest *ingest,
                                        const char *id, bool *ret_own,
                                        struct wp_error *err)
{
    struct wp_told service;
    struct wp_record made = {.entity = WP_ORGANIZATION};
    char made_id[WP_UUID_TEXT];
    const char *name = NULL;
    bool inserted = false;

    wp_arena_reset(&ingest->scratch);
    enum wp_status status = wp_record_read(ingest->store, WP_SERVICE, id,
                                           &ingest->scratch, &service, err);
    if (status == WP_OK) {
        status = keep_telling(ingest, &service, false, err);
    }
    if (status == WP_OK) {
        status = place_name(ingest, id, &name, err);
    }
    if (status != WP_OK) {
        return status;
    }
    const struct wp_source_row *source =
        wp_store_source(ingest->store, service.source_id);
    name = name ? name : wp_record_get(&service.record, "name");
    name = name ? name : "";
    const char *native = wp_arena_printf(&ingest->scratch, "named %s", name);
    if (!native || !source) {
        return wp_fail(err, WP_ENOMEM, "naming an organization");
    }
    wp_uuid_map(source->name, "organization", native, made_id);
    wp_record_set(&made, "id", made_id);
    wp_record_set(&made, "name", name);
    status =
        wp_record_insert(ingest, &made, service.source_id, 0, &inserted, err);
    if (status == WP_OK) {
        struct wp_query query =
            wp_sql(ingest->store, WP_SQL_SERVICE_SET_ORGANIZATION);
        wp_bind_text(&query, 1, id);
        wp_bind_text(&query, 2, made_id);
        status = wp_query_run(&query, err);
    }
    *ret_own = service.source_id == ingest->source_id;
    return status;
}

static enum wp_status house_homeless(struct wp_ingest *ingest,
                                     struct wp_error *err)
{
    struct wp_query query = wp_sql(ingest->store, WP_SQL_SERVICE_HOMELESS);
    struct wp_buf ids = WP_BUF_INIT;
    struct tally tally = {.count = 0};

    wp_bind_integer(&query, 1, ingest->run_id);
    enum wp_status status = collect_ids(&query, &ids, err);
    for (size_t at = 0; at < ids.length && status == WP_OK;
         at += strlen(ids.text + at) + 1) {
        bool own = false;
        status = give_organization(ingest, ids.text + at, &own, err);
        if (status == WP_OK && own) {
            count_one(&tally, ids.text + at);
        }
    }
    if (status == WP_OK && tally.count > 0) {
        wp_ingest_say(ingest, WP_NOTE, NULL,
                      "%ld %s without an organization got one named after "
                      "its place or itself (%s%s)",
                      tally.count, tally.count == 1 ? "service" : "services",
                      tally.examples[0], tally.count > 1 ? ", ..." : "");
    }
    wp_buf_clear(&ids);
    return status;
}

/* ---- all of it ----------------------------------------------------------- */

/* What linked to a record that is gone now has to be looked at, too. */
static enum wp_status mark_orphans(struct wp_ingest *ingest,
                                   struct wp_error *err)
{
    enum wp_status status = WP_OK;

    for (int i = 0; i < WP_ENTITY_COUNT && status == WP_OK; i++) {
        const struct wp_entity_info *info = wp_entity((enum wp_entity)i);
        for (size_t column = 1; column < info->column_count && status == WP_OK;
             column++) {
            if (info->columns[column].refers < 0) {
                continue;
            }
            struct wp_query query =
                wp_orphan_sql(ingest->store, (enum wp_entity)i, (int)column);
            wp_bind_integer(&query, 1, ingest->run_id);
            status = wp_query_run(&query, err);
        }
    }
    return status;
}

/* Derived facts do not outlive their service. */
static enum wp_status drop_ownerless(struct wp_ingest *ingest,
                                     struct wp_error *err)
{
    struct wp_query query = wp_sql(ingest->store, WP_SQL_GONE_SERVICES);
    struct wp_buf ids = WP_BUF_INIT;

    wp_bind_integer(&query, 1, WP_GONE + WP_SERVICE);
    enum wp_status status = collect_ids(&query, &ids, err);
    for (size_t at = 0; at < ids.length && status == WP_OK;
         at += strlen(ids.text + at) + 1) {
        status = wp_batch_drop_derived(ingest->store, ids.text + at, err);
    }
    wp_buf_clear(&ids);
    return status;
}

enum wp_status wp_batch_resolve_links(struct wp_ingest *ingest,
                                      struct wp_error *err)
{
    if (!ingest->restored) {
        return WP_OK; /* nothing was written */
    }
    enum wp_status status = mark_orphans(ingest, err);

    /* What is set aside leaves links behind that the others then have. */
    if (status == WP_OK) {
        status = resolve_entity(ingest, WP_SERVICE_AT_LOCATION, err);
    }
    for (int i = 0; i < WP_ENTITY_COUNT && status == WP_OK; i++) {
        if (i != WP_SERVICE_AT_LOCATION) {
            status = resolve_entity(ingest, (enum wp_entity)i, err);
        }
    }
    if (status == WP_OK) {
        status = house_homeless(ingest, err);
    }
    if (status == WP_OK) {
        struct wp_query query =
            wp_sql(ingest->store, WP_SQL_MADE_ORGANIZATIONS_CLEAN);
        status = wp_query_run(&query, err);
    }
    if (status == WP_OK) {
        status = drop_ownerless(ingest, err);
    }
    return status == WP_OK ? report_lost(ingest, err) : status;
}
