/* engine/index/compose.c - a service and its places become drafts */
#include "index/compose.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "waypost/ingest.h"

#include "store/handle.h"

static bool read_id(const char *uuid, unsigned char ret_id[16])
{
    unsigned char id[16];
    size_t count = 0;

    if (uuid == NULL || !wp_uuid_valid(uuid)) {
        return false;
    }
    for (const char *at = uuid; *at != '\0' && count < 16; at++) {
        if (*at != '-') {
            char pair[3] = {at[0], at[1], '\0'};
            id[count++] = (unsigned char)strtoul(pair, NULL, 16);
            at++;
        }
    }
    memcpy(ret_id, id, sizeof(id));
    return true;
}

static uint8_t read_status(const char *status)
{
    if (status == NULL) {
        return WP_DOC_STATUS_UNKNOWN;
    }
    if (strcmp(status, "active") == 0) {
        return WP_DOC_ACTIVE;
    }
    if (strcmp(status, "inactive") == 0) {
        return WP_DOC_INACTIVE;
    }
    if (strcmp(status, "defunct") == 0) {
        return WP_DOC_DEFUNCT;
    }
    if (strcmp(status, "temporarily closed") == 0) {
        return WP_DOC_TEMPORARILY_CLOSED;
    }
    return WP_DOC_STATUS_UNKNOWN;
}

/* ---- documents ---------------------------------------------------------- */

static void fill_place(struct wp_composing *composing,
                       const struct wp_place *place, struct wp_doc *doc)
{
    doc->lat_deg = NAN;
    doc->lon_deg = NAN;
    if (composing->withheld) {
        doc->flags |= WP_DOC_CONFIDENTIAL;
    }
    if (place->placeless) {
        doc->flags |= WP_DOC_PLACELESS;
        return;
    }
    (void)read_id(wp_record_get(place->location, "id"), doc->location_id);
    memcpy(doc->state, place->state, 2);
    memcpy(doc->county, place->county, sizeof(place->county));
    if (composing->withheld) {
        return;
    }
    memcpy(doc->zip, place->zip, sizeof(place->zip));
    if (!isnan(place->lat_deg)) {
        doc->lat_deg = place->lat_deg;
        doc->lon_deg = place->lon_deg;
        doc->flags |= place->from_zip ? WP_DOC_GEO_FROM_ZIP : 0;
    }
}

static int32_t newest_day(struct wp_composing *composing)
{
    const struct wp_record *service = composing->tree.service;
    int32_t assured = wp_read_day(wp_tree_value(service, "assured_date"));
    int32_t modified = wp_read_day(wp_tree_value(service, "last_modified"));
    int32_t newest = assured > modified ? assured : modified;

    for (size_t i = 0;
         newest == WP_DAY_UNKNOWN && i < composing->loaded->fact_count; i++) {
        int32_t day = wp_read_day(composing->loaded->facts[i].fact.asserted_on);
        newest = day > newest ? day : newest;
    }
    return newest;
}

/* Absent from its source's last full feed. */
static enum wp_status read_missing(struct wp_composing *composing,
                                   bool *ret_missing, struct wp_error *err)
{
    sqlite3_stmt *statement = composing->compose->missing;

    int code =
        sqlite3_bind_int64(statement, 1, composing->loaded->service->raw_id);
    if (code == SQLITE_OK) {
        code = sqlite3_step(statement);
    }
    *ret_missing = code == SQLITE_ROW && sqlite3_column_int(statement, 0) != 0;
    (void)sqlite3_reset(statement);
    return code == SQLITE_ROW || code == SQLITE_DONE
               ? WP_OK
               : wp_store_fail(composing->compose->store, err,
                               "looking for missing rows");
}

static enum wp_status add_document(struct wp_composing *composing,
                                   const struct wp_place *place,
                                   struct wp_error *err)
{
    const struct wp_record *service = composing->tree.service;
    struct wp_draft draft = {.card = NULL};
    size_t room = composing->loaded->fact_count + 1;
    struct wp_draft_fact *facts =
        wp_arena_alloc(&composing->arena, room * sizeof(*facts));

    if (facts == NULL) {
        return wp_fail(err, WP_ENOMEM, "no memory for a document's facts");
    }
    if (!read_id(wp_record_get(service, "id"), draft.doc.service_id)) {
        return wp_fail(err, WP_ESTORE, "a service has no usable id");
    }
    if (composing->organization != NULL) {
        (void)read_id(wp_record_get(composing->organization, "id"),
                      draft.organization_id);
    }
    if (place->at != NULL) {
        (void)read_id(wp_record_get(place->at, "id"), draft.at_id);
    }
    draft.doc.status = read_status(wp_tree_value(service, "status"));
    draft.doc.asserted_day = newest_day(composing);
    draft.doc.flags = composing->missing ? WP_DOC_MISSING : 0;
    fill_place(composing, place, &draft.doc);
    draft.fact_count = wp_compose_facts(composing, place, facts);
    draft.facts = facts;
    draft.source =
        wp_source_title(composing, composing->loaded->service->source_id);
    wp_compose_texts(composing, &draft);
    enum wp_status status = wp_card_render(composing, place, &draft.card, err);
    if (status == WP_OK && wp_arena_failed(&composing->arena)) {
        status = wp_fail(err, WP_ENOMEM, "no memory for a document");
    }
    return status == WP_OK
               ? wp_build_add(composing->compose->build, &draft, err)
               : status;
}

static enum wp_status add_documents(struct wp_composing *composing,
                                    struct wp_error *err)
{
    const struct wp_tree *tree = &composing->tree;
    const char *service_id = wp_record_get(tree->service, "id");
    const struct wp_record *at = NULL;
    enum wp_status status = WP_OK;
    size_t position = 0;
    size_t placed = 0;
    bool elsewhere = false;

    while (status == WP_OK &&
           (at = wp_tree_next(tree, WP_SERVICE_AT_LOCATION, "service_id",
                              service_id, &position)) != NULL) {
        struct wp_place place;
        wp_place_find(composing, at, &place);
        if (place.placeless) {
            const char *type =
                place.location == NULL
                    ? NULL
                    : wp_tree_value(place.location, "location_type");
            elsewhere =
                elsewhere || (type != NULL && strcmp(type, "virtual") == 0);
            continue;
        }
        placed++;
        status = add_document(composing, &place, err);
    }
    if (status == WP_OK && (placed == 0 || elsewhere)) {
        struct wp_place place = {
            .placeless = true, .lat_deg = NAN, .lon_deg = NAN};
        status = add_document(composing, &place, err);
    }
    return status;
}

enum wp_status wp_compose_begin(struct wp_compose *compose,
                                const struct wp_vocab *vocab,
                                struct wp_store *store, struct wp_build *build,
                                struct wp_error *err)
{
    *compose = (struct wp_compose){vocab, store, build, NULL};
    if (sqlite3_prepare_v2(store->db,
                           "SELECT missing_since IS NOT NULL"
                           " FROM raw_record WHERE id = ?1",
                           -1, &compose->missing, NULL) != SQLITE_OK) {
        return wp_store_fail(store, err, "looking for missing rows");
    }
    return WP_OK;
}

void wp_compose_end(struct wp_compose *compose)
{
    (void)sqlite3_finalize(compose->missing);
    compose->missing = NULL;
}

enum wp_status wp_compose_service(const struct wp_compose *compose,
                                  const struct wp_service_tree *tree,
                                  struct wp_error *err)
{
    struct wp_composing composing = {
        .compose = compose,
        .tree = {.service = &tree->service->record,
                 .records = tree->records,
                 .count = tree->record_count},
        .loaded = tree,
        .arena = WP_ARENA_INIT,
        .withheld = tree->confidential,
    };
    enum wp_status status = read_missing(&composing, &composing.missing, err);

    if (status != WP_OK) {
        return status;
    }
    composing.organization =
        wp_tree_find(&composing.tree, WP_ORGANIZATION,
                     wp_record_get(composing.tree.service, "organization_id"));
    wp_secrets_collect(&composing);
    status = add_documents(&composing, err);
    wp_arena_clear(&composing.arena);
    return status;
}
