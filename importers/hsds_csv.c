/* importers/hsds_csv.c - HSDS tables of any version, in a folder or a .zip */
#include "hsds_csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "path.h"

/* ---- detection ----------------------------------------------------------- */

static bool has_table(const struct wp_feed *feed, const char *stem)
{
    for (size_t i = 0; i < feed->count; i++) {
        if (feed->inputs[i].kind == WP_INPUT_TABLE &&
            strcmp(feed->inputs[i].stem, stem) == 0) {
            return true;
        }
    }
    return false;
}

static bool table_has(const struct wp_feed *feed, const char *stem,
                      const char *column)
{
    for (size_t i = 0; i < feed->count; i++) {
        if (strcmp(feed->inputs[i].stem, stem) == 0 &&
            wp_input_has(&feed->inputs[i], column)) {
            return true;
        }
    }
    return false;
}

/* From the names of tables and columns alone, most telling first. */
static const char *version_of(const struct wp_feed *feed)
{
    if (has_table(feed, "attributes") || has_table(feed, "taxonomies") ||
        has_table(feed, "cost_options") ||
        table_has(feed, "locations", "location_type") ||
        table_has(feed, "addresses", "address_type")) {
        return has_table(feed, "units") || has_table(feed, "url") ? "HSDS 3.1+"
                                                                  : "HSDS 3.x";
    }
    if (table_has(feed, "locations", "virtual") ||
        table_has(feed, "services", "accepted_payments") ||
        has_table(feed, "mail_addresses")) {
        return "Ohana";
    }
    if (has_table(feed, "taxonomy_terms") ||
        has_table(feed, "service_attributes")) {
        return "HSDS 2.x";
    }
    if (has_table(feed, "fees") || has_table(feed, "fee") ||
        has_table(feed, "intepretation_services") ||
        table_has(feed, "services", "location_id")) {
        return "HSDS 1.0";
    }
    return "HSDS 1.1";
}

static bool header_has(const char *name, const void *payload)
{
    return wp_input_has(payload, name);
}

/* A table whose id and at least half of whose columns we know. */
static bool is_known_table(const struct wp_input *input)
{
    const struct wp_hsds_table *table = wp_hsds_table_by_stem(input->stem);
    size_t known = 0;

    if (!table || input->kind != WP_INPUT_TABLE || input->column_count < 2) {
        return false;
    }
    for (size_t i = 0; i < input->column_count; i++) {
        const struct wp_cell_target target =
            wp_hsds_target(table, input->columns[i], header_has, input);
        known += target.use != WP_CELL_EXTRA ||
                 strcasecmp(input->columns[i], "service_id") == 0 ||
                 strcasecmp(input->columns[i], "id") == 0;
    }
    return known >= 2 && known * 2 >= input->column_count;
}

static int detect(const struct wp_feed *feed, char *ret_sentence, size_t room)
{
    size_t tables = 0;
    size_t known = 0;
    bool has_main = false;

    for (size_t i = 0; i < feed->count; i++) {
        const struct wp_input *input = &feed->inputs[i];

        if (input->kind != WP_INPUT_TABLE) {
            continue;
        }
        tables++;
        if (is_known_table(input)) {
            const enum wp_entity entity =
                wp_hsds_table_by_stem(input->stem)->entity;
            known++;
            has_main = has_main || entity == WP_SERVICE ||
                       entity == WP_ORGANIZATION || entity == WP_LOCATION;
        }
    }
    if (known == 0) {
        return 0;
    }
    (void)snprintf(ret_sentence, room, "%s CSV (%zu of %zu tables)",
                   version_of(feed), known, tables);
    return has_main ? (known * 2 >= tables ? 97 : 60) : 25;
}

/* ---- rows ---------------------------------------------------------------- */

/* Texts of other tables are part of what the service's row says. */
static void add_texts(struct wp_csv_line *line)
{
    static const char *const columns[] = {"eligibility_description",
                                          "fees_description",
                                          "interpretation_services"};

    if (line->table->use != WP_TABLE_RECORDS || !line->native ||
        line->table->entity != WP_SERVICE || line->raw.length == 0) {
        return;
    }
    for (size_t i = 0; i < 3; i++) {
        const char *key = wp_arena_printf(&line->pass->arena, "%s/%s",
                                          columns[i], line->native);
        json_t *list = key ? json_object_get(line->pass->texts, key) : NULL;
        size_t position = 0;
        json_t *text = NULL;

        json_array_foreach(list, position, text)
        {
            line->raw.text[--line->raw.length] = '\0'; /* the brace */
            wp_json_member(&line->raw, columns[i], json_string_value(text));
            wp_buf_char(&line->raw, '}');
        }
    }
}

static enum wp_status begin_row(struct wp_csv_line *line,
                                enum wp_row_verdict *ret_verdict,
                                struct wp_error *err)
{
    struct wp_buf key = WP_BUF_INIT;
    char hex[17];

    wp_hash_hex(line->content, hex);
    if (line->native) {
        wp_buf_text(&key, line->native);
        if (wp_census_ambiguous(&line->pass->census, line->kind,
                                line->native)) {
            wp_buf_printf(&key, "#%s", hex);
        }
    } else {
        wp_buf_printf(&key, "~%s", hex);
    }
    add_texts(line);
    enum wp_status status = wp_buf_status(&key, err);
    if (status == WP_OK) {
        status = wp_buf_status(&line->raw, err);
    }
    if (status == WP_OK) {
        const struct wp_raw_row row = {.table = line->table->stem,
                                       .key = wp_buf_str(&key),
                                       .format = "json",
                                       .bytes = wp_buf_str(&line->raw),
                                       .size = line->raw.length,
                                       .path = line->place.path,
                                       .line = line->place.line};
        status = wp_context_row(line->pass->context, &row, ret_verdict, err);
    }
    wp_buf_clear(&key);
    return status;
}

static bool is_nameless(const struct wp_csv_line *line)
{
    for (size_t i = 0; i < line->count; i++) {
        if (line->cells[i] && line->targets[i].use == WP_CELL_COLUMN &&
            strcmp(wp_entity(line->table->entity)
                       ->columns[line->targets[i].column]
                       .name,
                   "name") == 0) {
            return false;
        }
    }
    return true;
}

static enum wp_status map_row(struct wp_csv_line *line, struct wp_error *err)
{
    enum wp_row_verdict verdict = WP_ROW_UNCHANGED;
    enum wp_status status = begin_row(line, &verdict, err);

    if (status != WP_OK) {
        return status;
    }
    if (line->blank) {
        return wp_context_reject(line->pass->context, &line->place, err,
                                 "the row is empty");
    }
    if (!line->native && line->table->use == WP_TABLE_RECORDS &&
        (line->table->entity == WP_SERVICE ||
         line->table->entity == WP_ORGANIZATION) &&
        is_nameless(line)) {
        return wp_context_reject(line->pass->context, &line->place, err,
                                 "neither an id nor a name");
    }
    if (!wp_row_is_new(verdict)) {
        return WP_OK;
    }
    switch (line->table->use) {
    case WP_TABLE_RECORDS:
        return wp_csv_line_put(line, err);
    case WP_TABLE_ELIGIBILITY:
        return wp_csv_put_eligibility(line, err);
    case WP_TABLE_PAYMENT:
        return wp_csv_put_payment(line, NULL, NULL, err);
    case WP_TABLE_TEXT:
        break; /* went to the service with its own row */
    }
    return WP_OK;
}

static void tell_shape(struct wp_csv_line *line, const struct wp_table *file)
{
    const struct wp_table_row *row = wp_table_row(file);
    struct wp_context *context = line->pass->context;

    if (row->extra_count > 0) {
        const size_t last = row->count - 1;
        for (size_t i = row->count - row->extra_count; i <= last; i++) {
            if (row->cells[i].length > 0) {
                struct wp_place place = line->place;
                place.column = row->cells[i].column;
                wp_context_tally(context, WP_WARNING, &place, "wide",
                                 "'%.40s' lies beyond the %zu columns of the "
                                 "header; kept in the row only",
                                 row->cells[i].text,
                                 wp_table_column_count(file));
                break;
            }
        }
    }
    if (row->stray_quotes > 0) {
        wp_context_tally(context, WP_NOTE, &line->place, "quote",
                         "a quote inside a cell is not doubled; read as text");
    }
}

/* ---- files --------------------------------------------------------------- */

static enum wp_status each_row(struct wp_csv_line *line, struct wp_table *file,
                               struct wp_error *err)
{
    enum wp_status status = WP_OK;

    while ((status = wp_table_next(file, err)) == WP_OK) {
        wp_arena_reset(&line->pass->arena);
        wp_csv_line_read(line, file);
        if (line->pass->counting) {
            line->pass->context->rows_total++;
            status = wp_csv_line_note(line, err);
        } else {
            tell_shape(line, file);
            status = map_row(line, err);
        }
        if (status != WP_OK) {
            break;
        }
    }
    return status == WP_EEND ? WP_OK : status;
}

static enum wp_status
plan(struct wp_csv_line *line, const struct wp_input *input,
     const struct wp_table *file, struct wp_arena *arena, struct wp_error *err)
{
    const size_t count = wp_table_column_count(file);
    struct wp_cell_target *targets =
        wp_arena_alloc(arena, (count + 1) * sizeof(*targets));
    const char **names = wp_arena_alloc(arena, (count + 1) * sizeof(*names));

    line->cells = wp_arena_alloc(arena, (count + 1) * sizeof(*line->cells));
    if (!targets || !names || !line->cells) {
        return wp_fail(err, WP_ENOMEM, "reading '%s'", input->name);
    }
    for (size_t i = 0; i < count; i++) {
        names[i] = wp_table_column_name(file, i);
        targets[i] = wp_hsds_target(line->table, names[i], header_has, input);
    }
    line->targets = targets;
    line->names = names;
    line->count = count;
    return WP_OK;
}

static enum wp_status read_file(struct wp_csv_pass *pass, size_t position,
                                struct wp_error *err)
{
    const struct wp_input *input = &pass->context->feed->inputs[position];
    struct wp_csv_line line = {.pass = pass,
                               .table = wp_hsds_table_by_stem(input->stem),
                               .kind = WP_KIND_ROW + (unsigned)position,
                               .raw = WP_BUF_INIT};
    struct wp_arena arena = WP_ARENA_INIT;
    struct wp_table *file = NULL;
    enum wp_status status = wp_input_table(input, NULL, &file, err);

    if (status == WP_OK) {
        status = plan(&line, input, file, &arena, err);
    }
    if (status == WP_OK) {
        if (!pass->counting) {
            wp_context_encoding(pass->context, wp_table_label(file),
                                wp_table_text_report(file));
        }
        status = each_row(&line, file, err);
    }
    json_decref(line.extra);
    wp_buf_clear(&line.raw);
    wp_table_close(file);
    wp_arena_clear(&arena);
    return status;
}

/* Not ours: say so, so that nobody looks for its rows. */
static void tell_unknown(struct wp_context *context,
                         const struct wp_input *input)
{
    const struct wp_place place = {input->name, 0, 0};

    if (input->kind == WP_INPUT_TABLE) {
        wp_context_find(context, WP_WARNING, &place,
                        "'%s' is no HSDS table; not read", input->stem);
    } else if (input->kind != WP_INPUT_JSON ||
               strcmp(input->stem, "datapackage") != 0) {
        wp_context_find(context, WP_NOTE, &place,
                        "'%s' is not a table; not read", input->name);
    }
}

static enum wp_status one_pass(struct wp_csv_pass *pass, struct wp_error *err)
{
    const struct wp_feed *feed = pass->context->feed;
    enum wp_status status = WP_OK;
    size_t read = 0;

    for (size_t i = 0; i < feed->count && status == WP_OK; i++) {
        const struct wp_input *input = &feed->inputs[i];

        if (input->kind == WP_INPUT_TABLE &&
            wp_hsds_table_by_stem(input->stem)) {
            status = read_file(pass, i, err);
            read++;
        } else if (!pass->counting) {
            tell_unknown(pass->context, input);
        }
    }
    if (status == WP_OK && read == 0) {
        status = wp_fail(err, WP_EPARSE, "no HSDS table in '%s'",
                         feed->inputs[0].path);
    }
    return status;
}

static enum wp_status run(struct wp_context *context, struct wp_error *err)
{
    struct wp_csv_pass pass = {.context = context,
                               .census = WP_CENSUS_INIT,
                               .arena = WP_ARENA_INIT,
                               .texts = json_object(),
                               .owners = json_object()};
    enum wp_status status = WP_OK;

    pass.services_lack_owner =
        table_has(context->feed, "services", "location_id") &&
        !table_has(context->feed, "services", "organization_id");
    if (!pass.texts || !pass.owners) {
        status = wp_fail(err, WP_ENOMEM, "starting an import");
    }
    for (int i = 0; i < 2 && status == WP_OK; i++) {
        pass.counting = i == 0;
        status = one_pass(&pass, err);
    }
    json_decref(pass.texts);
    json_decref(pass.owners);
    wp_census_clear(&pass.census);
    wp_arena_clear(&pass.arena);
    return status;
}

const struct wp_importer wp_importer_hsds_csv = {
    .info = {.name = "hsds-csv",
             .summary = "Open Referral HSDS 1.0 to 3.x as tables, and Ohana",
             .reads = "folder or .zip of CSV tables"},
    .mapper = "hsds-csv/1",
    .detect = detect,
    .run = run,
};
