/* engine/store/load.c - rows and what nests in them */
#include "store/load.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "store/handle.h"
#include "store/loader.h"
#include "store/row.h"

/* ---- what there is to look for ------------------------------------------- */

/* Links that no row of the directory has need not be asked for again and
   again: most directories use few of them. */
static enum wp_status find_links(struct wp_loader *loader, struct wp_error *err)
{
    enum wp_status status = WP_OK;

    for (int i = 0; i < WP_ENTITY_COUNT; i++) {
        const struct wp_entity_info *info = wp_entity((enum wp_entity)i);
        for (size_t column = 1; column < info->column_count; column++) {
            if (info->columns[column].refers < 0 &&
                !info->columns[column].soft) {
                continue;
            }
            struct wp_query query =
                wp_any_sql(loader->store, (enum wp_entity)i, (int)column);
            status = wp_query_next(&query, err);
            if (status != WP_OK && status != WP_EEND) {
                return status;
            }
            loader->used[i][column] = status == WP_OK;
            wp_query_end(&query);
        }
    }
    struct wp_query query = wp_sql(loader->store, WP_SQL_LINK_ENTITIES);
    while ((status = wp_query_next(&query, err)) == WP_OK) {
        const char *name = wp_query_text(&query, 0);
        const int entity = name ? wp_entity_by_name(name) : -1;
        if (entity >= 0) {
            loader->described[entity] = true;
        }
    }
    return status == WP_EEND ? WP_OK : status;
}

static enum wp_status ask(struct wp_query *query, bool *ret_yes,
                          struct wp_error *err)
{
    const enum wp_status status = wp_query_next(query, err);

    if (status == WP_OK) {
        wp_query_end(query);
    }
    if (status != WP_OK && status != WP_EEND) {
        return status;
    }
    *ret_yes = status == WP_OK;
    return WP_OK;
}

enum wp_status wp_loader_create(struct wp_store *store, unsigned flags,
                                struct wp_loader **ret_loader,
                                struct wp_error *err)
{
    struct wp_loader *loader = calloc(1, sizeof(*loader));

    if (!loader) {
        return wp_fail(err, WP_ENOMEM, "preparing to read records");
    }
    loader->store = store;
    loader->flags = flags;
    struct wp_query query = wp_sql(store, WP_SQL_ANY_HIDDEN);
    enum wp_status status = find_links(loader, err);
    if (status == WP_OK && !(flags & WP_LOAD_NO_DERIVED_FACTS)) {
        status = ask(&query, &loader->any_hidden, err);
    }
    if (status != WP_OK) {
        wp_loader_destroy(loader);
        return status;
    }
    *ret_loader = loader;
    return WP_OK;
}

void wp_loader_destroy(struct wp_loader *loader)
{
    free(loader);
}

/* ---- one row ------------------------------------------------------------- */

static enum wp_status take(const struct wp_query *query, enum wp_entity entity,
                           struct wp_arena *arena, struct wp_row **ret_row,
                           struct wp_error *err)
{
    struct wp_row *row = wp_arena_alloc(arena, sizeof(*row));

    if (!row) {
        return wp_fail(err, WP_ENOMEM, "reading a record");
    }
    struct wp_told told;
    const enum wp_status status = wp_row_take(query, entity, arena, &told, err);
    if (status == WP_OK) {
        row->record = told.record;
        row->source_id = told.source_id;
        row->raw_id = told.raw_id;
        *ret_row = row;
    }
    return status;
}

/* All rows of a query as a list; the query is done with afterwards. */
static enum wp_status take_all(struct wp_query *query, enum wp_entity entity,
                               struct wp_arena *arena,
                               struct wp_row **ret_first, struct wp_error *err)
{
    struct wp_row *first = NULL;
    struct wp_row **end = &first;
    enum wp_status status;

    while ((status = wp_query_next(query, err)) == WP_OK) {
        status = take(query, entity, arena, end, err);
        if (status != WP_OK) {
            wp_query_end(query);
            return status;
        }
        end = &(*end)->next;
    }
    if (status != WP_EEND) {
        return status;
    }
    *ret_first = first;
    return WP_OK;
}

static enum wp_status take_one(struct wp_loader *loader, enum wp_entity entity,
                               const char *id, struct wp_arena *arena,
                               struct wp_row **ret_row, struct wp_error *err)
{
    struct wp_query query =
        wp_entity_sql(loader->store, entity, WP_ENTITY_SELECT);

    wp_bind_text(&query, 1, id);
    return take_all(&query, entity, arena, ret_row, err);
}

/* ---- what nests in it ---------------------------------------------------- */

static bool left_out(const struct wp_loader *loader, const struct wp_row *row,
                     const struct wp_nesting *nesting)
{
    if ((loader->flags & WP_LOAD_NO_METADATA) &&
        nesting->child == WP_METADATA) {
        return true;
    }
    return (loader->flags & WP_LOAD_NO_ORGANIZATION_PLACES) &&
           row->record.entity == WP_ORGANIZATION && loader->service_id &&
           (nesting->child == WP_LOCATION || nesting->child == WP_PROGRAM);
}

/* The places of a service's organization: not all of its hundreds, only those
   that are at this service or at none. */
static enum wp_status
take_places(struct wp_loader *loader, const struct wp_row *row,
            struct wp_arena *arena, struct wp_row **ret_first,
            struct wp_error *err)
{
    struct wp_query query = wp_places_sql(loader->store);

    wp_bind_text(&query, 1, row->record.values[0]);
    wp_bind_text(&query, 2, loader->service_id);
    return take_all(&query, WP_LOCATION, arena, ret_first, err);
}

static enum wp_status
take_nested(struct wp_loader *loader, const struct wp_row *row,
            const struct wp_nesting *nesting, struct wp_arena *arena,
            struct wp_row **ret_first, struct wp_error *err)
{
    const enum wp_entity entity = row->record.entity;

    *ret_first = NULL;
    if (nesting->own_link) {
        const char *id = wp_record_get(&row->record, nesting->own_link);
        return id ? take_one(loader, nesting->child, id, arena, ret_first, err)
                  : WP_OK;
    }
    if (entity == WP_ORGANIZATION && nesting->child == WP_LOCATION &&
        loader->service_id) {
        return take_places(loader, row, arena, ret_first, err);
    }
    const int column = wp_entity_column(nesting->child, nesting->link);
    if (!loader->used[nesting->child][column] ||
        (nesting->child == WP_ATTRIBUTE && !loader->described[entity])) {
        return WP_OK;
    }
    struct wp_query query = wp_link_sql(loader->store, nesting->child, column);
    wp_bind_text(&query, 1, row->record.values[0]);
    if (nesting->child == WP_ATTRIBUTE) {
        wp_bind_text(&query, 2, wp_entity(entity)->name);
    }
    return take_all(&query, nesting->child, arena, ret_first, err);
}

/* A place is withheld when a service given there is: whoever knows the one
   would know the other. */
static enum wp_status hide_place(struct wp_loader *loader, struct wp_row *row,
                                 struct wp_error *err)
{
    struct wp_query query = wp_sql(loader->store, WP_SQL_PLACE_HIDDEN);

    if (row->record.confidential) {
        return WP_OK;
    }
    wp_bind_text(&query, 1, row->record.values[0]);
    return ask(&query, &row->record.confidential, err);
}

/* Nestings never form a circle, so this ends. */
static enum wp_status fill(struct wp_loader *loader, struct wp_row *row,
                           struct wp_arena *arena, struct wp_error *err)
{
    const struct wp_entity_info *info = wp_entity(row->record.entity);
    enum wp_status status = WP_OK;

    if (info->nesting_count == 0) {
        return WP_OK;
    }
    if (loader->any_hidden && row->record.entity == WP_LOCATION) {
        status = hide_place(loader, row, err);
        if (status != WP_OK) {
            return status;
        }
    }
    row->children =
        wp_arena_alloc(arena, info->nesting_count * sizeof(*row->children));
    if (!row->children) {
        return wp_fail(err, WP_ENOMEM, "reading a record");
    }
    for (size_t i = 0; i < info->nesting_count && status == WP_OK; i++) {
        if (left_out(loader, row, &info->nestings[i])) {
            continue;
        }
        status = take_nested(loader, row, &info->nestings[i], arena,
                             &row->children[i], err);
        for (struct wp_row *child = row->children[i]; child && status == WP_OK;
             child = child->next) {
            status = fill(loader, child, arena, err);
        }
    }
    return status;
}

enum wp_status wp_load_row(struct wp_loader *loader, enum wp_entity entity,
                           const char *id, struct wp_arena *arena,
                           struct wp_row **ret_row, struct wp_error *err)
{
    struct wp_row *row = NULL;
    enum wp_status status = take_one(loader, entity, id, arena, &row, err);

    if (status == WP_OK && !row) {
        return wp_fail(err, WP_ENOTFOUND, "no %s '%s'", wp_entity(entity)->name,
                       id);
    }
    if (status == WP_OK) {
        loader->service_id = entity == WP_SERVICE ? id : NULL;
        status = fill(loader, row, arena, err);
        loader->service_id = NULL;
    }
    if (status == WP_OK) {
        *ret_row = row;
    }
    return status;
}

struct wp_row *wp_row_member(const struct wp_row *row, const char *member)
{
    const struct wp_entity_info *info = wp_entity(row->record.entity);

    for (size_t i = 0; i < info->nesting_count; i++) {
        if (strcmp(info->nestings[i].member, member) == 0) {
            return row->children ? row->children[i] : NULL;
        }
    }
    assert(0 && "an entity has no such member");
    return NULL;
}
