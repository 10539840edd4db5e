/* importers/hsds_record.c - a row of an HSDS table becomes a record */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "hsds_csv.h"
#include "hsds_fix.h"
#include "hsds_flatten.h"
#include "hsds_hours.h"

/* More ids in one cell than this are not a list of parents. */
#define PARENTS_MAX 1000

/* ---- own values ---------------------------------------------------------- */

/* Under its own name, unless that is the name of one of our columns. */
static void keep_unknown(struct wp_csv_line *line, const char *name,
                         const char *text)
{
    const bool taken = wp_entity_column(line->record.entity, name) >= 0;
    const char *key =
        taken ? wp_arena_printf(&line->pass->arena, "original_%s", name) : name;

    if (key) {
        wp_hsds_aside(&line->extra, key, text);
    }
}

static void fill_columns(struct wp_csv_line *line)
{
    for (size_t i = 0; i < line->count; i++) {
        const struct wp_cell_target *target = &line->targets[i];
        const char *text = line->cells[i];

        if (!text) {
            continue;
        }
        if (target->use == WP_CELL_EXTRA) {
            keep_unknown(line, line->names[i], text);
        } else if (target->use == WP_CELL_COLUMN && target->column > 0) {
            const char *before = line->record.values[target->column];

            if (!before) {
                line->record.values[target->column] = text;
            } else if (strcmp(before, text) != 0) {
                keep_unknown(line, line->names[i], text);
            }
        }
    }
    if (line->table->defaults) {
        const char *equals = strchr(line->table->defaults, '=');
        const char *column =
            wp_arena_strndup(&line->pass->arena, line->table->defaults,
                             (size_t)(equals - line->table->defaults));
        if (column && !wp_record_get(&line->record, column)) {
            wp_record_set(&line->record, column, equals + 1);
        }
    }
}

static void fill_schedule(struct wp_csv_line *line)
{
    const struct wp_schedule_cells cells = {
        .weekday = wp_csv_line_cell(line, "weekday"),
        .byday = wp_csv_line_cell(line, "byday"),
        .freq = wp_csv_line_cell(line, "freq"),
        .opens_at = wp_csv_line_cell(line, "opens_at"),
        .closes_at = wp_csv_line_cell(line, "closes_at"),
        .dtstart = wp_csv_line_cell(line, "dtstart"),
        .until = wp_csv_line_cell(line, "until"),
        .valid_from = wp_csv_line_cell(line, "valid_from"),
        .valid_to = wp_csv_line_cell(line, "valid_to"),
        .start_date = wp_csv_line_cell(line, "start_date"),
        .end_date = wp_csv_line_cell(line, "end_date"),
        .closed = wp_csv_line_cell(line, "closed"),
        .description = wp_csv_line_cell(line, "description"),
        .original_text = wp_csv_line_cell(line, "original_text"),
    };

    wp_schedule_fill(line->pass->context, &line->pass->arena, &cells,
                     &line->record, &line->extra, &line->place);
}

/* Append to a column what the standard has no place of its own for. */
static void join(struct wp_csv_line *line, const char *column, const char *text,
                 const char *between)
{
    const char *before = wp_record_get(&line->record, column);

    wp_record_set(&line->record, column,
                  before ? wp_arena_printf(&line->pass->arena, "%s%s%s", before,
                                           between, text)
                         : text);
}

/* Texts of other tables that are columns of the service now. */
static void fill_texts(struct wp_csv_line *line)
{
    static const char *const columns[] = {"eligibility_description",
                                          "fees_description",
                                          "interpretation_services"};

    for (size_t i = 0; line->native && i < 3; i++) {
        const char *key = wp_arena_printf(&line->pass->arena, "%s/%s",
                                          columns[i], line->native);
        json_t *list = key ? json_object_get(line->pass->texts, key) : NULL;
        const bool taken = wp_record_get(&line->record, columns[i]) != NULL;
        size_t position = 0;
        json_t *text = NULL;

        json_array_foreach(list, position, text)
        {
            if (!taken && !wp_csv_is_client_word(json_string_value(text))) {
                join(line, columns[i],
                     wp_arena_strdup(&line->pass->arena,
                                     json_string_value(text)),
                     "; ");
            }
        }
    }
}

static void fill_joined(struct wp_csv_line *line)
{
    for (size_t i = 0; i < line->count; i++) {
        const char *text = line->cells[i];

        if (!text) {
            continue;
        }
        if (line->targets[i].use == WP_CELL_LINES) {
            join(line, "address_2", text, ", ");
        } else if (line->targets[i].use == WP_CELL_DEPARTMENT) {
            join(line, "description", text, "; ");
        } else if (line->targets[i].use == WP_CELL_VIRTUAL) {
            const bool is_virtual =
                strcasecmp(text, "true") == 0 || strcmp(text, "1") == 0;
            wp_record_set(&line->record, "location_type",
                          is_virtual ? "virtual" : "physical");
        }
    }
}

static void fill_address(struct wp_csv_line *line)
{
    const char *code = wp_record_get(&line->record, "postal_code");
    const char *state = wp_record_get(&line->record, "state_province");
    char zip[6];
    char abbreviation[3];

    if (!code || (state && !wp_state_parse(state, abbreviation)) ||
        strspn(code, "0123456789") == 5 || !wp_zip_parse(code, zip)) {
        return;
    }
    wp_context_tally(line->pass->context, WP_NOTE, &line->place, "zip",
                     "postal code '%.20s' read as %s", code, zip);
    wp_record_set(&line->record, "postal_code",
                  wp_arena_strdup(&line->pass->arena, zip));
}

static void fill_language(struct wp_csv_line *line)
{
    const char *name = wp_record_get(&line->record, "name");
    const struct wp_language *language =
        name && !wp_record_get(&line->record, "code")
            ? wp_vocab_language(line->pass->context->vocab, name)
            : NULL;

    if (language) {
        wp_record_set(&line->record, "code", language->code);
    }
}

/* 1.x and Ohana: the id is the code; a term's vocabulary is a taxonomy. */
static void fill_term(struct wp_csv_line *line)
{
    const char *taxonomy = wp_record_get(&line->record, "taxonomy");

    if (line->native && !wp_record_get(&line->record, "code") &&
        !wp_uuid_valid(line->native) &&
        (strpbrk(line->native, "-.") || strlen(line->native) <= 6)) {
        wp_record_set(&line->record, "code", line->native);
    }
    if (taxonomy && !wp_record_get(&line->record, "taxonomy_id")) {
        const bool is_id =
            wp_census_has(&line->pass->census, WP_TAXONOMY, taxonomy);
        wp_record_set(&line->record, "taxonomy_id",
                      is_id ? taxonomy : wp_csv_taxonomy_key(line, taxonomy));
        if (is_id) {
            wp_record_set(&line->record, "taxonomy", NULL);
        }
    }
    for (size_t i = 0; i < line->count; i++) {
        if (line->cells[i] && line->targets[i].use == WP_CELL_PARENT_NAME) {
            const bool is_id =
                strspn(line->cells[i], "0123456789") == strlen(line->cells[i]);
            if (is_id && !wp_record_get(&line->record, "parent_id")) {
                wp_record_set(&line->record, "parent_id", line->cells[i]);
            } else {
                wp_hsds_aside(&line->extra, line->names[i], line->cells[i]);
            }
        }
    }
}

static void fill_location(struct wp_csv_line *line)
{
    const uint64_t number =
        line->native && !wp_census_ambiguous(&line->pass->census, WP_KIND_ZIP,
                                             line->native)
            ? wp_census_content(&line->pass->census, WP_KIND_ZIP, line->native)
            : 0;
    const char *zip = number > 0 ? wp_arena_printf(&line->pass->arena, "%05u",
                                                   (unsigned)(number >> 1) - 1)
                                 : NULL;

    wp_hsds_fix_position(line->pass->context, &line->record, zip, &line->extra,
                         &line->place);
}

static void fill_owner(struct wp_csv_line *line)
{
    const char *place = wp_csv_first_id(&line->pass->arena,
                                        wp_csv_line_cell(line, "location_id"));

    if (place && line->pass->services_lack_owner) {
        wp_record_set(
            &line->record, "organization_id",
            json_string_value(json_object_get(line->pass->owners, place)));
    }
}

static void fill(struct wp_csv_line *line)
{
    fill_columns(line);
    fill_joined(line);
    switch ((int)line->table->entity) {
    case WP_SCHEDULE:
        fill_schedule(line);
        break;
    case WP_SERVICE:
        fill_texts(line);
        fill_owner(line);
        break;
    case WP_ADDRESS:
        fill_address(line);
        break;
    case WP_LANGUAGE:
        fill_language(line);
        break;
    case WP_TAXONOMY_TERM:
        fill_term(line);
        break;
    case WP_LOCATION:
        fill_location(line);
        break;
    default:
        break;
    }
    wp_hsds_fix(line->pass->context, &line->pass->arena, &line->record,
                &line->extra, &line->place);
}

/* ---- links --------------------------------------------------------------- */

/* What a link column points at; -1 if it is no link. */
static int link_target(const struct wp_csv_line *line, size_t column)
{
    const struct wp_column *info =
        &wp_entity(line->record.entity)->columns[column];
    const char *soft = NULL;

    if (!info->soft) {
        return info->refers;
    }
    soft = wp_record_get(&line->record, line->record.entity == WP_METADATA
                                            ? "resource_type"
                                            : "link_entity");
    return soft ? wp_entity_by_name(soft) : -1;
}

struct links {
    size_t columns[WP_COLUMNS_MAX];
    const char *lists[WP_COLUMNS_MAX]; /* what is left of each list */
    size_t count;
    bool lists_allowed;
};

/* The next id of a list, or NULL; blanks and "0" are no ids. */
static const char *next_id(struct wp_csv_line *line, const char **list)
{
    while (**list) {
        const size_t size = strcspn(*list, ",");
        const char *id =
            wp_trimmed(&line->pass->arena,
                       wp_arena_strndup(&line->pass->arena, *list, size));

        *list += size + ((*list)[size] == ',');
        if (id && strcmp(id, "0") != 0) {
            return id;
        }
    }
    return NULL;
}

static void take_links(struct wp_csv_line *line, struct links *links)
{
    const struct wp_entity_info *info = wp_entity(line->record.entity);

    links->count = 0;
    links->lists_allowed = !wp_entity_is_main(line->record.entity) &&
                           line->record.entity != WP_SERVICE_AT_LOCATION;
    for (size_t i = 1; i < info->column_count; i++) {
        const char *text = line->record.values[i];

        if (text && link_target(line, i) >= 0) {
            links->columns[links->count] = i;
            links->lists[links->count++] = text;
            line->record.values[i] = NULL;
            if (!links->lists_allowed && strchr(text, ',')) {
                wp_context_tally(line->pass->context, WP_WARNING, &line->place,
                                 info->columns[i].name,
                                 "%s holds several ids; the first is used",
                                 info->columns[i].name);
                wp_hsds_aside(&line->extra, info->columns[i].name, text);
            }
        }
    }
}

/* Set the next id of every list; false when all lists are used up. */
static bool next_links(struct wp_csv_line *line, struct links *links,
                       struct wp_buf *ret_suffix)
{
    const struct wp_entity_info *info = wp_entity(line->record.entity);
    bool any = false;

    for (size_t i = 0; i < links->count; i++) {
        const char *id = next_id(line, &links->lists[i]);
        const size_t column = links->columns[i];
        const int entity = link_target(line, column);

        line->record.values[column] = NULL;
        if (id && entity >= 0) {
            line->record.values[column] =
                wp_csv_id(line, (enum wp_entity)entity, id);
            wp_buf_printf(ret_suffix, "|%s=%s", info->columns[column].name, id);
            any = true;
        }
    }
    return any;
}

/* ---- ids ----------------------------------------------------------------- */

static const char *own_key(const struct wp_csv_line *line)
{
    struct wp_arena *arena = &line->pass->arena;
    char hex[17];

    wp_hash_hex(line->content, hex);
    if (!line->native) {
        return wp_arena_printf(arena, "%s~%s", line->table->id_prefix, hex);
    }
    const char *key = wp_csv_native_key(line);
    if (key && !wp_entity_is_main(line->table->entity) &&
        wp_census_ambiguous(&line->pass->census, (unsigned)line->table->entity,
                            key)) {
        return wp_arena_printf(arena, "%s/%s", key, hex);
    }
    return key;
}

static void set_extra(struct wp_csv_line *line)
{
    char *text = NULL;

    if (!line->extra || json_object_size(line->extra) == 0) {
        return;
    }
    text = json_dumps(line->extra, JSON_COMPACT);
    line->record.extra_json = wp_arena_strdup(&line->pass->arena, text);
    free(text);
}

/* A row with several parents in one cell is one record for each of them. */
static enum wp_status put_more(struct wp_csv_line *line, struct links *links,
                               const char *key, struct wp_error *err)
{
    enum wp_status status = WP_OK;

    for (int i = 0; i < PARENTS_MAX && status == WP_OK; i++) {
        struct wp_buf own = WP_BUF_INIT;
        struct wp_record copy;

        wp_buf_text(&own, key);
        if (!next_links(line, links, &own)) {
            wp_buf_clear(&own);
            break;
        }
        copy = line->record;
        wp_record_set(&copy, "id",
                      wp_csv_id(line, copy.entity, wp_buf_str(&own)));
        wp_buf_clear(&own);
        status = wp_context_put(line->pass->context, &copy, &line->place, err);
    }
    return status;
}

enum wp_status wp_csv_line_put(struct wp_csv_line *line, struct wp_error *err)
{
    struct wp_buf unused = WP_BUF_INIT;
    struct links links;

    fill(line);
    const char *key = own_key(line);
    if (!key) {
        return wp_fail(err, WP_ENOMEM, "mapping a row");
    }
    take_links(line, &links);
    (void)next_links(line, &links, &unused);
    wp_buf_clear(&unused);
    line->record.values[0] = wp_csv_id(line, line->record.entity, key);
    line->record.native_id = line->native;
    set_extra(line);
    enum wp_status status =
        wp_context_put(line->pass->context, &line->record, &line->place, err);
    if (status == WP_OK) {
        status = wp_csv_put_parts(line, err);
    }
    if (status == WP_OK && links.lists_allowed) {
        status = put_more(line, &links, key, err);
    }
    json_decref(line->extra);
    line->extra = NULL;
    return status == WP_OK && wp_arena_failed(&line->pass->arena)
               ? wp_fail(err, WP_ENOMEM, "mapping a row")
               : status;
}
