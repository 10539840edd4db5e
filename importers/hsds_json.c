/* importers/hsds_json.c - HSDS 3.x JSON: objects, arrays, pages, lines, tables
 *
 * One element of the array (or page, or line) is one row. Read twice: first
 * the census of ids, then the mapping.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hsds_fix.h"
#include "hsds_flatten.h"
#include "mapper.h"
#include "path.h"

/* Row keys are counted beside the entities. */
#define ROW_KIND 100u

/* ---- detection ----------------------------------------------------------- */

static const char *const hsds_names[] = {"service_at_locations",
                                         "organization_identifiers",
                                         "location_type",
                                         "eligibility_description",
                                         "application_process",
                                         "service_areas",
                                         "interpretation_services",
                                         "cost_options",
                                         "fees_description",
                                         "year_incorporated",
                                         "legal_status",
                                         "parent_organization_id",
                                         "taxonomy_detail",
                                         "term_uri",
                                         "locations",
                                         "services",
                                         "organization_id",
                                         "programs",
                                         "addresses",
                                         "phones",
                                         "contacts",
                                         "schedules",
                                         "attributes",
                                         "metadata",
                                         "languages",
                                         "accessibility",
                                         "funding",
                                         "alternate_name",
                                         "organization",
                                         "location",
                                         "status",
                                         "description",
                                         "name",
                                         "id"};
#define HSDS_NAME_COUNT (sizeof(hsds_names) / sizeof(hsds_names[0]))
#define HSDS_TELLING    17u /* the first ones are hardly used elsewhere */

static int entity_of_table(const char *table)
{
    char name[64];
    size_t length = strlen(table);

    if (wp_path_has_suffix(table, ".csv")) {
        length -= 4;
    }
    (void)snprintf(name, sizeof(name), "%.*s", (int)length, table);
    return wp_entity_by_name(name);
}

/* 0 to 100 for one input. */
static int likeness(const struct wp_input *input)
{
    int telling = 0;
    int common = 0;

    if (input->kind != WP_INPUT_JSON || input->trouble.status != WP_OK ||
        wp_input_has(input, "resourceType") ||
        wp_input_has(input, "resources")) {
        return 0;
    }
    if (input->shape == WP_JSON_TABLES) {
        return input->json_table && entity_of_table(input->json_table) >= 0 ? 95
                                                                            : 0;
    }
    for (size_t i = 0; i < HSDS_NAME_COUNT; i++) {
        if (wp_input_has(input, hsds_names[i])) {
            *(i < HSDS_TELLING ? &telling : &common) += 1;
        }
    }
    if (!wp_input_has(input, "id") && !wp_input_has(input, "name") &&
        telling == 0) {
        return 0;
    }
    if (telling == 0) {
        return common >= 3 ? 35 : 0;
    }
    return telling * 10 + common * 6 + 30 > 95 ? 95
                                               : telling * 10 + common * 6 + 30;
}

static const char *version_of(const struct wp_input *input)
{
    if (wp_input_has(input, "operating_hours") ||
        wp_input_has(input, "events")) {
        return "3.3";
    }
    return wp_input_has(input, "capacities") ||
                   wp_input_has(input, "additional_urls")
               ? "3.1 or later"
               : "3.x";
}

static int detect(const struct wp_feed *feed, char *ret_sentence, size_t room)
{
    static const char *const shapes[] = {"array", "lines", "page", "tables",
                                         "one object"};
    const struct wp_input *best = NULL;
    int best_score = 0;

    for (size_t i = 0; i < feed->count; i++) {
        const int score = likeness(&feed->inputs[i]);

        if (score > best_score) {
            best = &feed->inputs[i];
            best_score = score;
        }
    }
    if (best) {
        (void)snprintf(ret_sentence, room, "HSDS %s JSON (%s)",
                       version_of(best), shapes[best->shape]);
    }
    return best_score;
}

/* ---- one element --------------------------------------------------------- */

struct reading {
    struct wp_context *context;
    struct wp_flat *flat;
    struct wp_census census;
    bool counting; /* the first pass */
};

static void row_key(const struct reading *reading, const char *dump, int entity,
                    struct wp_buf *ret_key)
{
    const struct wp_draft *top = reading->flat->first;
    char hex[17];

    wp_hash_hex(wp_hash_text(WP_HASH_START, dump), hex);
    if (top && top->native) {
        wp_buf_text(ret_key, top->native);
        if (!reading->counting &&
            wp_census_ambiguous(&reading->census,
                                ROW_KIND + (unsigned)(entity + 1),
                                top->native)) {
            wp_buf_printf(ret_key, "#%s", hex);
        }
    } else {
        wp_buf_printf(ret_key, "~%s", hex);
    }
}

static enum wp_status count_ids(struct reading *reading, const char *dump,
                                int entity, struct wp_error *err)
{
    const struct wp_draft *top = reading->flat->first;
    enum wp_status status = WP_OK;

    if (top && top->native) {
        status =
            wp_census_note(&reading->census, ROW_KIND + (unsigned)(entity + 1),
                           top->native, wp_hash_text(WP_HASH_START, dump), err);
    }
    return status == WP_OK ? wp_flat_note(reading->flat, &reading->census, err)
                           : status;
}

static void tell_problems(struct reading *reading, const struct wp_place *place)
{
    for (const struct wp_flat_problem *at = reading->flat->problems; at;
         at = at->next) {
        wp_context_tally(reading->context, WP_WARNING, place, at->kind, "%s",
                         at->message);
    }
    if (reading->flat->null_count > 0) {
        wp_context_tally(reading->context, WP_NOTE, place, "null",
                         "null is not a value in HSDS; left out");
    }
}

static const char *zip_of(struct wp_flat *flat, const struct wp_draft *place)
{
    for (struct wp_draft *at = flat->first; at; at = at->next) {
        for (size_t i = 0;
             at->record.entity == WP_ADDRESS && i < at->link_count; i++) {
            const char *code = wp_record_get(&at->record, "postal_code");
            char zip[6];

            if (at->links[i].to == place && code && wp_zip_parse(code, zip)) {
                return wp_arena_strdup(&flat->arena, zip);
            }
        }
    }
    return NULL;
}

static void fix_all(struct reading *reading, const struct wp_place *place)
{
    struct wp_flat *flat = reading->flat;

    for (struct wp_draft *at = flat->first; at; at = at->next) {
        wp_hsds_fix(reading->context, &flat->arena, &at->record, &at->extra,
                    place);
        if (at->record.entity == WP_LOCATION) {
            wp_hsds_fix_position(reading->context, &at->record,
                                 zip_of(flat, at), &at->extra, place);
        }
    }
}

static enum wp_status put_all(struct reading *reading,
                              const struct wp_place *place,
                              struct wp_error *err)
{
    enum wp_status status = wp_flat_settle(
        reading->flat, reading->context->space, &reading->census, err);

    if (status == WP_OK && reading->flat->widened) {
        const struct wp_draft *draft = reading->flat->widened;
        wp_context_tally(reading->context, WP_WARNING, place, "ambiguous",
                         "%s id '%.60s' stands for different things in this "
                         "feed; told apart by what they say",
                         wp_entity(draft->record.entity)->name, draft->native);
    }
    for (struct wp_draft *at = reading->flat->first; at && status == WP_OK;
         at = at->next) {
        status = wp_context_put(reading->context, &at->record, place, err);
    }
    return status;
}

/* Why an element is of no use; NULL if it is. */
static const char *useless(const struct wp_draft *top)
{
    if (!top) {
        return "no HSDS object: expected a service, organization, location, "
               "service_at_location or taxonomy";
    }
    if (!top->native && wp_entity_column(top->record.entity, "name") > 0 &&
        !wp_record_get(&top->record, "name") &&
        top->record.entity != WP_LOCATION) {
        return "neither an id nor a name";
    }
    return NULL;
}

static enum wp_status map_element(struct reading *reading, const char *dump,
                                  int entity, const struct wp_place *place,
                                  struct wp_error *err)
{
    struct wp_buf key = WP_BUF_INIT;
    enum wp_row_verdict verdict = WP_ROW_UNCHANGED;
    const char *why = useless(reading->flat->first);

    row_key(reading, dump, entity, &key);
    enum wp_status status = wp_buf_status(&key, err);
    if (status == WP_OK) {
        const struct wp_raw_row row = {
            .table = entity >= 0 ? wp_entity((enum wp_entity)entity)->name
                                 : "element",
            .key = wp_buf_str(&key),
            .format = "json",
            .bytes = dump,
            .size = strlen(dump),
            .path = place->path,
            .line = place->line};
        status = wp_context_row(reading->context, &row, &verdict, err);
    }
    if (status == WP_OK && why) {
        status = wp_context_reject(reading->context, place, err, "%s", why);
    } else if (status == WP_OK && wp_row_is_new(verdict)) {
        tell_problems(reading, place);
        fix_all(reading, place);
        status = put_all(reading, place, err);
    }
    wp_buf_clear(&key);
    return status;
}

static enum wp_status element(struct reading *reading,
                              const struct wp_json_item *item, const char *path,
                              struct wp_error *err)
{
    const struct wp_place place = {path, item->line, item->column};

    reading->context->rows_total += reading->counting;
    if (!item->object) {
        if (reading->counting) {
            return WP_OK;
        }
        /* The element before may stand on the same line, and was good. */
        wp_ingest_end_row(reading->context->ingest);
        return wp_context_reject(reading->context, &place, err, "%s",
                                 item->problem.message);
    }
    const int entity = item->table ? entity_of_table(item->table)
                                   : wp_hsds_entity_of(item->object);
    char *dump = json_dumps(item->object, JSON_COMPACT);
    if (!dump) {
        return wp_fail(err, WP_ENOMEM, "keeping an element of '%s'", path);
    }
    wp_flat_reset(reading->flat);
    enum wp_status status =
        wp_flat_object(reading->flat, item->object, entity, err);
    if (status == WP_OK) {
        status = reading->counting
                     ? count_ids(reading, dump, entity, err)
                     : map_element(reading, dump, entity, &place, err);
    }
    free(dump);
    return status;
}

/* ---- files --------------------------------------------------------------- */

static enum wp_status read_input(struct reading *reading,
                                 const struct wp_input *input,
                                 struct wp_error *err)
{
    struct wp_json_stream *json = NULL;
    struct wp_json_item item;
    enum wp_status status = wp_input_json(input, &json, err);

    if (status != WP_OK) {
        return status;
    }
    const char *path = wp_json_stream_label(json);
    if (!reading->counting) {
        wp_context_encoding(reading->context, path,
                            wp_json_stream_text_report(json));
    }
    while ((status = wp_json_stream_next(json, &item, err)) == WP_OK) {
        status = element(reading, &item, path, err);
        if (status != WP_OK) {
            break;
        }
    }
    wp_json_stream_close(json);
    return status == WP_EEND ? WP_OK : status;
}

/* The files to read: of a package, those that look the part. */
static bool is_ours(const struct wp_input *input)
{
    return input->kind == WP_INPUT_JSON &&
           (!input->package || input->trouble.status != WP_OK ||
            likeness(input) > 0);
}

static enum wp_status run(struct wp_context *context, struct wp_error *err)
{
    struct wp_flat *flat = calloc(1, sizeof(*flat));
    struct reading reading = {
        .context = context, .flat = flat, .census = WP_CENSUS_INIT};
    const struct wp_feed *feed = context->feed;
    enum wp_status status = WP_OK;
    size_t read = 0;

    if (!flat) {
        return wp_fail(err, WP_ENOMEM, "starting an import");
    }
    wp_flat_init(flat);
    for (int pass = 0; pass < 2 && status == WP_OK; pass++) {
        reading.counting = pass == 0;
        for (size_t i = 0; i < feed->count && status == WP_OK; i++) {
            if (is_ours(&feed->inputs[i])) {
                status = read_input(&reading, &feed->inputs[i], err);
                read++;
            }
        }
    }
    if (status == WP_OK && read == 0) {
        status = wp_fail(err, WP_EPARSE, "no HSDS JSON file in '%s'",
                         feed->inputs[0].path);
    }
    wp_census_clear(&reading.census);
    wp_flat_clear(flat);
    free(flat);
    return status;
}

const struct wp_importer wp_importer_hsds_json = {
    .info = {.name = "hsds-json",
             .summary = "Open Referral HSDS 3.0 to 3.3 as JSON",
             .reads = "object, array, page, NDJSON or tabular.json; .gz, .zip"},
    .mapper = "hsds-json/1",
    .detect = detect,
    .run = run,
};
