/* engine/store/tree.c - a whole service: rows, flat list, facts */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "store/handle.h"
#include "store/load.h"
#include "store/loader.h"

/* ---- each record once ---------------------------------------------------- */

struct listing {
    const struct wp_record **records;
    size_t count;
    const struct wp_record **buckets; /* open addressing */
    size_t mask;
};

static size_t count_rows(const struct wp_row *row)
{
    size_t count = 0;

    for (; row; row = row->next) {
        const struct wp_entity_info *info = wp_entity(row->record.entity);
        count++;
        for (size_t i = 0; row->children && i < info->nesting_count; i++) {
            count += count_rows(row->children[i]);
        }
    }
    return count;
}

static size_t place_of(const struct wp_record *record)
{
    const char *id = record->values[0];
    size_t hash = (size_t)record->entity * 31u;

    for (; *id != '\0'; id++) {
        hash = (hash ^ (unsigned char)*id) * (size_t)1099511628211u;
    }
    return hash ^ (hash >> 29);
}

static void list_rows(struct listing *listing, const struct wp_row *row)
{
    for (; row; row = row->next) {
        const struct wp_record *record = &row->record;
        const struct wp_entity_info *info = wp_entity(record->entity);
        size_t at = place_of(record) & listing->mask;

        while (
            listing->buckets[at] &&
            (listing->buckets[at]->entity != record->entity ||
             strcmp(listing->buckets[at]->values[0], record->values[0]) != 0)) {
            at = (at + 1) & listing->mask;
        }
        if (!listing->buckets[at]) {
            listing->buckets[at] = record;
            listing->records[listing->count++] = record;
        }
        for (size_t i = 0; row->children && i < info->nesting_count; i++) {
            list_rows(listing, row->children[i]);
        }
    }
}

static enum wp_status make_list(struct wp_service_tree *tree,
                                struct wp_arena *arena, struct wp_error *err)
{
    const size_t rows = count_rows(tree->service);
    size_t buckets = 16;

    while (buckets < rows * 2) {
        buckets *= 2;
    }
    struct listing listing = {
        .records = wp_arena_alloc(arena, rows * sizeof(*listing.records)),
        .buckets = wp_arena_alloc(arena, buckets * sizeof(*listing.buckets)),
        .mask = buckets - 1,
    };
    if (!listing.records || !listing.buckets) {
        return wp_fail(err, WP_ENOMEM, "reading a service");
    }
    list_rows(&listing, tree->service);
    tree->records = listing.records;
    tree->record_count = listing.count;
    return WP_OK;
}

/* ---- facts --------------------------------------------------------------- */

static const char *name_of_source(struct wp_store *store, long id)
{
    const struct wp_source_row *source = wp_store_source(store, id);

    return source ? source->name : "";
}

static enum wp_status take_fact(const struct wp_query *query,
                                enum wp_fact_kind kind, struct wp_arena *arena,
                                struct wp_stored_fact *fact)
{
    const char *stance = wp_query_text(query, 3);
    const int known = stance ? wp_stance_by_name(stance) : -1;

    *fact = (struct wp_stored_fact){
        .fact = {.kind = kind,
                 .service_id = wp_arena_strdup(arena, wp_query_text(query, 0)),
                 .service_at_location_id =
                     wp_arena_strdup(arena, wp_query_text(query, 1)),
                 .code = wp_arena_strdup(arena, wp_query_text(query, 2)),
                 .stance =
                     known < 0 ? WP_STANCE_UNKNOWN : (enum wp_stance)known,
                 .lo = wp_query_real(query, 4),
                 .hi = wp_query_real(query, 5),
                 .weight = wp_query_real(query, 6),
                 .note = wp_arena_strdup(arena, wp_query_text(query, 7)),
                 .valid_from = wp_arena_strdup(arena, wp_query_text(query, 8)),
                 .valid_to = wp_arena_strdup(arena, wp_query_text(query, 9)),
                 .asserted_on =
                     wp_arena_strdup(arena, wp_query_text(query, 10)),
                 .field = wp_arena_strdup(arena, wp_query_text(query, 11)),
                 .evidence = wp_arena_strdup(arena, wp_query_text(query, 12)),
                 .extracted = !wp_query_is_null(query, 16),
                 .begin = (size_t)wp_query_integer(query, 16),
                 .end = (size_t)wp_query_integer(query, 17)},
        .derived = wp_query_is_null(query, 15),
        .source_id = wp_query_integer(query, 14),
        .source = name_of_source(query->store, wp_query_integer(query, 14)),
    };
    return !fact->fact.service_id || !fact->fact.code || wp_arena_failed(arena)
               ? WP_ENOMEM
               : WP_OK;
}

struct fact_list {
    struct wp_stored_fact *facts;
    size_t count, room;
};

static bool grow(struct fact_list *list, struct wp_arena *arena)
{
    const size_t room = list->room > 0 ? list->room * 2 : 32;
    struct wp_stored_fact *grown = wp_arena_alloc(arena, room * sizeof(*grown));

    if (grown && list->count > 0) {
        memcpy(grown, list->facts, list->count * sizeof(*grown));
    }
    list->facts = grown;
    list->room = grown ? room : 0;
    return grown != NULL;
}

static enum wp_status take_kind(struct wp_loader *loader,
                                enum wp_fact_kind kind, const char *service_id,
                                struct wp_arena *arena, struct fact_list *list,
                                struct wp_error *err)
{
    struct wp_query query = wp_fact_sql(loader->store, kind, WP_FACT_SELECT);
    const bool no_derived = loader->flags & WP_LOAD_NO_DERIVED_FACTS;
    enum wp_status status;

    wp_bind_text(&query, 1, service_id);
    while ((status = wp_query_next(&query, err)) == WP_OK) {
        if (no_derived && wp_query_is_null(&query, 15)) {
            continue;
        }
        if ((list->count == list->room && !grow(list, arena)) ||
            take_fact(&query, kind, arena, &list->facts[list->count]) !=
                WP_OK) {
            wp_query_end(&query);
            return wp_fail(err, WP_ENOMEM, "reading facts");
        }
        list->count++;
    }
    return status == WP_EEND ? WP_OK : status;
}

static int by_text(const char *one, const char *two)
{
    return strcmp(one ? one : "", two ? two : "");
}

static int by_number(double one, double two)
{
    if (isnan(one) || isnan(two)) {
        return isnan(two) - isnan(one); /* no number comes first */
    }
    return (one > two) - (one < two);
}

static int by_meaning(const void *one, const void *two)
{
    const struct wp_fact *a = &((const struct wp_stored_fact *)one)->fact;
    const struct wp_fact *b = &((const struct wp_stored_fact *)two)->fact;
    int order = (int)a->kind - (int)b->kind;

    order = order ? order : by_text(a->code, b->code);
    order = order
                ? order
                : by_text(a->service_at_location_id, b->service_at_location_id);
    order = order ? order : (int)a->stance - (int)b->stance;
    order = order ? order : by_number(a->lo, b->lo);
    order = order ? order : by_number(a->hi, b->hi);
    order = order ? order : by_number(b->weight, a->weight);
    order = order ? order : by_text(a->valid_from, b->valid_from);
    order = order ? order : by_text(a->valid_to, b->valid_to);
    order = order ? order : by_text(a->asserted_on, b->asserted_on);
    order = order ? order : by_text(a->field, b->field);
    order = order ? order : by_text(a->note, b->note);
    order = order ? order : by_text(a->evidence, b->evidence);
    order = order ? order : (a->begin > b->begin) - (a->begin < b->begin);
    order = order ? order : (int)a->extracted - (int)b->extracted;
    return order ? order
                 : by_text(((const struct wp_stored_fact *)one)->source,
                           ((const struct wp_stored_fact *)two)->source);
}

static enum wp_status take_facts(struct wp_loader *loader,
                                 const char *service_id, struct wp_arena *arena,
                                 struct wp_service_tree *tree,
                                 struct wp_error *err)
{
    struct fact_list list = {.facts = NULL};
    enum wp_status status = WP_OK;

    for (int i = 0; i < WP_FACT_KIND_COUNT && status == WP_OK; i++) {
        status = take_kind(loader, (enum wp_fact_kind)i, service_id, arena,
                           &list, err);
    }
    if (list.count > 1) {
        qsort(list.facts, list.count, sizeof(*list.facts), by_meaning);
    }
    tree->facts = list.facts;
    tree->fact_count = list.count;
    return status;
}

/* ---- the whole ----------------------------------------------------------- */

static enum wp_status read_guarded(struct wp_store *store, const char *id,
                                   bool *ret_guarded, struct wp_error *err)
{
    struct wp_query query = wp_sql(store, WP_SQL_SERVICE_GUARDED);

    wp_bind_text(&query, 1, id);
    const enum wp_status status = wp_query_next(&query, err);
    if (status == WP_OK) {
        *ret_guarded = wp_query_integer(&query, 0) != 0;
        wp_query_end(&query);
    }
    return status == WP_EEND ? wp_fail(err, WP_ENOTFOUND, "no service '%s'", id)
                             : status;
}

enum wp_status wp_load_service(struct wp_loader *loader, const char *service_id,
                               struct wp_arena *arena,
                               struct wp_service_tree *ret_tree,
                               struct wp_error *err)
{
    struct wp_service_tree tree = {.service = NULL};
    enum wp_status status =
        wp_load_row(loader, WP_SERVICE, service_id, arena, &tree.service, err);

    if (status == WP_OK) {
        status = read_guarded(loader->store, service_id, &tree.guarded, err);
    }
    if (status == WP_OK) {
        status = make_list(&tree, arena, err);
    }
    if (status == WP_OK) {
        status = take_facts(loader, service_id, arena, &tree, err);
    }
    if (status == WP_OK) {
        tree.confidential = tree.guarded || tree.service->record.confidential;
        *ret_tree = tree;
    }
    return status;
}

enum wp_status
wp_store_each_service(struct wp_store *store, unsigned flags,
                      enum wp_status (*each)(const struct wp_service_tree *tree,
                                             void *payload,
                                             struct wp_error *err),
                      void *payload, struct wp_error *err)
{
    struct wp_loader *loader = NULL;
    struct wp_arena arena = WP_ARENA_INIT;
    enum wp_status status = wp_loader_create(store, flags, &loader, err);
    bool stopped = false;

    if (status != WP_OK) {
        return status;
    }
    /* The open cursor is a read transaction: all trees are of one moment. */
    struct wp_query query = wp_sql(store, WP_SQL_SERVICE_IDS);
    while (!stopped && (status = wp_query_next(&query, err)) == WP_OK) {
        struct wp_service_tree tree;

        wp_arena_reset(&arena);
        status = wp_load_service(loader, wp_query_text(&query, 0), &arena,
                                 &tree, err);
        if (status == WP_OK) {
            status = each(&tree, payload, err);
        }
        stopped = status != WP_OK;
    }
    wp_query_end(&query);
    wp_arena_clear(&arena);
    wp_loader_destroy(loader);
    return status == WP_EEND ? WP_OK : status;
}
