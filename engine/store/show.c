/* engine/store/show.c - one record with its facts and where it comes from */
#include <stdlib.h>
#include <string.h>

#include "waypost/store.h"

#include "record/scan.h"
#include "store/handle.h"
#include "store/nest.h"

#define PREFIX_MIN 6

/* ---- which record -------------------------------------------------------- */

static const enum wp_entity shown[] = {WP_SERVICE, WP_ORGANIZATION, WP_LOCATION,
                                       WP_SERVICE_AT_LOCATION};
#define SHOWN_COUNT (sizeof(shown) / sizeof(shown[0]))

struct found {
    enum wp_entity entity;
    char id[WP_UUID_TEXT];
    size_t count;
};

static bool is_prefix(const char *id)
{
    const size_t size = strlen(id);

    return size >= PREFIX_MIN && size < WP_UUID_TEXT &&
           strspn(id, "0123456789abcdefABCDEF-") == size;
}

/* Ids of one table that begin with prefix: [prefix, prefix "g"). */
static enum wp_status look_in(struct wp_store *store, enum wp_entity entity,
                              const char *prefix, struct found *found,
                              struct wp_error *err)
{
    struct wp_query query = wp_entity_sql(store, entity, WP_ENTITY_LIKE);
    char above[WP_UUID_TEXT + 1];
    const size_t size = strlen(prefix);
    enum wp_status status;

    memcpy(above, prefix, size);
    above[size] = 'g';
    above[size + 1] = '\0';
    wp_bind_text(&query, 1, prefix);
    wp_bind_text(&query, 2, above);
    while ((status = wp_query_next(&query, err)) == WP_OK) {
        const char *id = wp_query_text(&query, 0);
        if (id && strlen(id) < WP_UUID_TEXT) {
            if (found->count == 0) {
                found->entity = entity;
                memcpy(found->id, id, strlen(id) + 1);
            }
            found->count++;
        }
    }
    return status == WP_EEND ? WP_OK : status;
}

static enum wp_status find(struct wp_store *store, const char *id,
                           struct found *ret_found, struct wp_error *err)
{
    struct found found = {.count = 0};
    char prefix[WP_UUID_TEXT];
    enum wp_status status = WP_OK;

    if (!is_prefix(id)) {
        return wp_fail(err, WP_ENOTFOUND,
                       "'%.80s' is no id: give a UUID, or at least its first "
                       "%d characters",
                       id, PREFIX_MIN);
    }
    for (size_t i = 0; i <= strlen(id); i++) {
        prefix[i] = wp_lower(id[i]);
    }
    for (size_t i = 0; i < SHOWN_COUNT && status == WP_OK; i++) {
        status = look_in(store, shown[i], prefix, &found, err);
        if (found.count > 0 && wp_uuid_valid(prefix)) {
            break; /* whole: a service before the others */
        }
    }
    if (status != WP_OK) {
        return status;
    }
    if (found.count == 0) {
        return wp_fail(err, WP_ENOTFOUND, "no record '%s'", id);
    }
    if (found.count > 1) {
        return wp_fail(err, WP_EINVAL,
                       "'%s' begins more than one id: give more of it", id);
    }
    *ret_found = found;
    return WP_OK;
}

/* ---- where it comes from ------------------------------------------------- */

static void write_source(struct wp_json *json,
                         const struct wp_source_row *source)
{
    wp_json_begin_object(json, NULL);
    wp_json_string(json, "name", source->name);
    wp_json_string(json, "title", source->title);
    wp_json_string(json, "publisher", source->publisher);
    wp_json_string(json, "url", source->url);
    wp_json_string(json, "licence", source->licence);
    wp_json_string(json, "format", source->format);
    wp_json_string(json, "imported", source->imported);
    wp_json_end_object(json);
}

static int by_name(const void *one, const void *two)
{
    const struct wp_source_row *a = *(const struct wp_source_row *const *)one;
    const struct wp_source_row *b = *(const struct wp_source_row *const *)two;

    return strcmp(a->name, b->name);
}

/* Of the row that stands and of those that tell of the record besides. */
static enum wp_status
write_sources(struct wp_store *store, struct wp_json *json,
              const struct wp_row *row, struct wp_error *err)
{
    const struct wp_source_row *sources[64];
    size_t count = 0;
    struct wp_query query = wp_sql(store, WP_SQL_RETELLING_SOURCES);
    const struct wp_source_row *source = wp_store_source(store, row->source_id);
    enum wp_status status;

    if (source) {
        sources[count++] = source;
    }
    wp_bind_integer(&query, 1, row->record.entity);
    wp_bind_text(&query, 2, row->record.values[0]);
    while ((status = wp_query_next(&query, err)) == WP_OK) {
        const long id = wp_query_integer(&query, 0);
        source = id == row->source_id ? NULL : wp_store_source(store, id);
        if (source && count < sizeof(sources) / sizeof(sources[0])) {
            sources[count++] = source;
        }
    }
    if (status != WP_EEND) {
        return status;
    }
    qsort(sources, count, sizeof(sources[0]), by_name);
    wp_json_begin_array(json, "sources");
    for (size_t i = 0; i < count; i++) {
        write_source(json, sources[i]);
    }
    wp_json_end_array(json);
    return WP_OK;
}

/* ---- facts --------------------------------------------------------------- */

static void write_text(struct wp_nest *nest, const char *name, const char *text,
                       bool zip_allowed)
{
    if (text && !wp_gives_away(nest->withheld, text, zip_allowed)) {
        wp_json_string(&nest->json, name, text);
    }
}

static void write_fact(struct wp_nest *nest, struct wp_store *store,
                       const struct wp_stored_fact *stored)
{
    const struct wp_fact *fact = &stored->fact;
    const struct wp_source_row *source =
        wp_store_source(store, stored->source_id);
    const bool area = fact->kind == WP_FACT_COVERAGE;
    struct wp_json *json = &nest->json;

    wp_json_begin_object(json, NULL);
    wp_json_string(json, "kind", wp_fact_kind_name(fact->kind));
    write_text(nest, "code", fact->code, area);
    wp_json_string(json, "stance", wp_stance_name(fact->stance));
    wp_json_number(json, "lo", fact->lo);
    wp_json_number(json, "hi", fact->hi);
    wp_json_number(json, "weight", fact->weight);
    write_text(nest, "note", fact->note, false);
    wp_json_string(json, "valid_from", fact->valid_from);
    wp_json_string(json, "valid_to", fact->valid_to);
    wp_json_string(json, "asserted_on", fact->asserted_on);
    wp_json_string(json, "field", fact->field);
    write_text(nest, "evidence", fact->evidence, area);
    if (fact->extracted) {
        wp_json_bool(json, "extracted", true);
        wp_json_integer(json, "begin", (long long)fact->begin);
        wp_json_integer(json, "end", (long long)fact->end);
    }
    wp_json_string(json, "origin", stored->derived ? "derived" : "asserted");
    wp_json_string(json, "source",
                   !source         ? stored->source
                   : source->title ? source->title
                                   : source->name);
    wp_json_string(json, "service_at_location_id",
                   fact->service_at_location_id);
    wp_json_end_object(json);
}

/* ---- the whole ----------------------------------------------------------- */

static enum wp_status render(struct wp_store *store,
                             const struct wp_service_tree *tree,
                             enum wp_entity entity, struct wp_arena *arena,
                             struct wp_buf *out, struct wp_error *err)
{
    struct wp_withheld withheld;
    enum wp_status status =
        wp_withhold(tree->service, tree->confidential, arena, &withheld, err);

    if (status != WP_OK) {
        return status;
    }
    struct wp_nest nest = {
        .json = wp_json_to(out),
        .withheld = &withheld,
        .confidential = tree->confidential,
    };
    if (entity == WP_SERVICE) {
        nest.organization_id =
            wp_record_get(&tree->service->record, "organization_id");
    }
    wp_json_begin_object(&nest.json, NULL);
    wp_nest_members(&nest, tree->service, true);
    wp_json_begin_object(&nest.json, "waypost");
    wp_json_string(&nest.json, "entity", wp_entity(entity)->name);
    wp_json_bool(&nest.json, "confidential",
                 tree->confidential || withheld.place_count > 0);
    status = write_sources(store, &nest.json, tree->service, err);
    if (entity == WP_SERVICE) {
        wp_json_begin_array(&nest.json, "facts");
        for (size_t i = 0; i < tree->fact_count; i++) {
            write_fact(&nest, store, &tree->facts[i]);
        }
        wp_json_end_array(&nest.json);
    }
    wp_json_end_object(&nest.json);
    wp_json_end_object(&nest.json);
    return status == WP_OK ? wp_buf_status(out, err) : status;
}

enum wp_status wp_store_show(struct wp_store *store, const char *id,
                             char **ret_json, struct wp_error *err)
{
    struct wp_loader *loader = NULL;
    struct wp_arena arena = WP_ARENA_INIT;
    struct wp_buf out = WP_BUF_INIT;
    struct wp_service_tree tree = {.service = NULL};
    struct found found;

    enum wp_status status = find(store, id, &found, err);
    if (status == WP_OK) {
        status = wp_loader_create(store, WP_LOAD_ALL, &loader, err);
    }
    if (status == WP_OK && found.entity == WP_SERVICE) {
        status = wp_load_service(loader, found.id, &arena, &tree, err);
    } else if (status == WP_OK) {
        status = wp_load_row(loader, found.entity, found.id, &arena,
                             &tree.service, err);
        if (status == WP_OK) {
            tree.confidential = tree.service->record.confidential;
        }
    }
    if (status == WP_OK) {
        status = render(store, &tree, found.entity, &arena, &out, err);
    }
    if (status == WP_OK) {
        *ret_json = wp_buf_take(&out);
        if (!*ret_json) {
            status = wp_fail(err, WP_ENOMEM, "showing a record");
        }
    }
    wp_buf_clear(&out);
    wp_arena_clear(&arena);
    wp_loader_destroy(loader);
    return status;
}
