/* importers/samhsa.c - FindTreatment downloads and the national directories
 *
 * Told by their headers. A directory keeps all codes of a facility in one
 * cell, a download has a column for each; what is neither (the older locator
 * files) still lists who is where.
 */
#include "samhsa.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define ROW_KIND 0u

static const char *const headers[WP_SC_COUNT] = {
    [WP_SC_NAME1] = "name1",
    [WP_SC_NAME2] = "name2",
    [WP_SC_STREET1] = "street1",
    [WP_SC_STREET2] = "street2",
    [WP_SC_CITY] = "city",
    [WP_SC_STATE] = "state",
    [WP_SC_ZIP] = "zip",
    [WP_SC_ZIP4] = "zip4",
    [WP_SC_COUNTY] = "county",
    [WP_SC_PHONE] = "phone",
    [WP_SC_INTAKE1] = "intake1",
    [WP_SC_INTAKE2] = "intake2",
    [WP_SC_INTAKE1A] = "intake1a",
    [WP_SC_INTAKE2A] = "intake2a",
    [WP_SC_HOTLINE1] = "hotline1",
    [WP_SC_HOTLINE2] = "hotline2",
    [WP_SC_WEBSITE] = "website",
    [WP_SC_LATITUDE] = "latitude",
    [WP_SC_LONGITUDE] = "longitude",
    [WP_SC_TYPE] = "type_facility",
    [WP_SC_CODES] = "service_code_info",
};

/* ---- detection ----------------------------------------------------------- */

static bool is_listing(const struct wp_input *input)
{
    return (input->kind == WP_INPUT_TABLE ||
            input->kind == WP_INPUT_WORKBOOK) &&
           wp_input_has(input, "name1") && wp_input_has(input, "street1") &&
           wp_input_has(input, "city") && wp_input_has(input, "state") &&
           wp_input_has(input, "zip");
}

static int detect(const struct wp_feed *feed, char *ret_sentence, size_t room)
{
    int best = 0;

    for (size_t i = 0; i < feed->count; i++) {
        const struct wp_input *input = &feed->inputs[i];
        const char *sentence = NULL;
        int score = 0;

        if (is_listing(input) && wp_input_has(input, "service_code_info")) {
            sentence = "SAMHSA national directory";
            score = 98;
        } else if (is_listing(input) && wp_input_has(input, "type_facility")) {
            sentence = wp_input_has(input, "sumh") || wp_input_has(input, "sa")
                           ? "SAMHSA FindTreatment download"
                           : "SAMHSA locator list, no codes";
            score = 97;
        } else if (is_listing(input)) {
            sentence = "SAMHSA locator list, no codes";
            score = 70;
        } else if (wp_samhsa_is_key(input)) {
            sentence = "SAMHSA code key";
            score = 60;
        }
        if (score > best) {
            best = score;
            (void)snprintf(ret_sentence, room, "%s", sentence);
        }
    }
    return best;
}

/* ---- rows ---------------------------------------------------------------- */

struct reading {
    struct wp_samhsa_run *run;
    struct wp_table *table;
    const char *title;
    long columns[WP_SC_COUNT];
    long *code_of; /* by column: position in the code table, -1 none, -2 a
                      code that we do not know */
    size_t count;
    char date[11];
};

static void add_code(struct wp_samhsa_row *row, const char *code)
{
    const long position = wp_samhsa_code_find(code);

    if (position >= 0) {
        row->has[position] = true;
    }
    if (row->code_count++ > 0) {
        wp_buf_char(&row->code_text, ' ');
    }
    for (const char *at = code; *at; at++) {
        wp_buf_char(&row->code_text,
                    *at >= 'a' && *at <= 'z' ? (char)(*at - 32) : *at);
    }
}

/* "SA DT SUMH * OP OD * ...": codes in groups; the groups are in the key. */
static void read_code_text(struct wp_arena *arena, struct wp_samhsa_row *row)
{
    const char *at = row->text[WP_SC_CODES];

    while (at && *at) {
        const size_t size = strcspn(at, " *\t\r\n;,");

        if (size > 0) {
            const char *code = wp_arena_strndup(arena, at, size);
            if (code) {
                add_code(row, code);
            }
        }
        at += size + strspn(at + size, " *\t\r\n;,");
    }
}

static bool is_set(const char *text)
{
    return strtod(text, NULL) > 0.0 || strcasecmp(text, "x") == 0 ||
           strcasecmp(text, "y") == 0 || strcasecmp(text, "yes") == 0 ||
           strcasecmp(text, "true") == 0;
}

static void read_row(const struct reading *reading, struct wp_samhsa_row *row)
{
    struct wp_arena *arena = &reading->run->arena;

    for (size_t i = 0; i < WP_SC_COUNT; i++) {
        row->text[i] = wp_meaningful(
            arena, wp_table_text(reading->table, reading->columns[i]));
    }
    for (size_t i = 0; i < reading->count; i++) {
        if (reading->code_of[i] != -1) {
            const char *text =
                wp_trimmed(arena, wp_table_text(reading->table, (long)i));
            if (text && is_set(text)) {
                add_code(row, wp_table_column_name(reading->table, i));
            }
        }
    }
    read_code_text(arena, row);
    row->place.path = wp_table_label(reading->table);
    row->place.line = wp_table_row(reading->table)->line;
    row->asserted_on = reading->date[0] != '\0' ? reading->date : NULL;
    wp_samhsa_tell_sides(row, reading->title);
}

static const char *row_key(struct wp_arena *arena,
                           const struct wp_samhsa_row *row)
{
    static const enum wp_samhsa_column parts[] = {WP_SC_NAME1,   WP_SC_NAME2,
                                                  WP_SC_STREET1, WP_SC_STREET2,
                                                  WP_SC_CITY,    WP_SC_ZIP};
    struct wp_buf key = WP_BUF_INIT;

    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        wp_buf_printf(&key, "%s|",
                      row->text[parts[i]] ? row->text[parts[i]] : "");
    }
    wp_buf_text(&key, row->sides == WP_SAMHSA_SU   ? "SU"
                      : row->sides == WP_SAMHSA_MH ? "MH"
                      : row->text[WP_SC_TYPE]      ? row->text[WP_SC_TYPE]
                                                   : "");
    const char *copy = wp_arena_strdup(arena, wp_buf_str(&key));
    wp_buf_clear(&key);
    return copy;
}

static enum wp_status
map_row(const struct reading *reading, struct wp_samhsa_row *row,
        const struct wp_buf *raw, const char *key, struct wp_error *err)
{
    struct wp_samhsa_run *run = reading->run;
    enum wp_row_verdict verdict = WP_ROW_UNCHANGED;
    const struct wp_raw_row raw_row = {.table = "facility",
                                       .key = key,
                                       .format = "json",
                                       .bytes = wp_buf_str(raw),
                                       .size = raw->length,
                                       .path = row->place.path,
                                       .line = row->place.line};
    enum wp_status status =
        wp_context_row(run->context, &raw_row, &verdict, err);

    if (status != WP_OK) {
        return status;
    }
    if (!row->text[WP_SC_NAME1]) {
        struct wp_place place = row->place;

        place.column = (unsigned long)(reading->columns[WP_SC_NAME1] + 1);
        return wp_context_reject(run->context, &place, err,
                                 "name1 is empty: a facility needs a name");
    }
    return wp_row_is_new(verdict) ? wp_samhsa_row_put(run, row, err) : WP_OK;
}

static enum wp_status one_row(const struct reading *reading,
                              struct wp_error *err)
{
    struct wp_samhsa_run *run = reading->run;
    struct wp_samhsa_row row = {.code_text = WP_BUF_INIT};
    struct wp_buf raw = WP_BUF_INIT;
    char hex[17];

    wp_arena_reset(&run->arena);
    read_row(reading, &row);
    wp_json_row(&raw, reading->table);
    const uint64_t content = wp_hash_text(WP_HASH_START, wp_buf_str(&raw));
    const char *key = row_key(&run->arena, &row);
    enum wp_status status = wp_buf_status(&raw, err);
    if (status == WP_OK && (!key || wp_arena_failed(&run->arena) ||
                            wp_buf_status(&row.code_text, NULL) != WP_OK)) {
        status = wp_fail(err, WP_ENOMEM, "reading a row");
    }
    if (status == WP_OK && run->counting) {
        run->context->rows_total++;
        status = wp_census_note(&run->census, ROW_KIND, key, content, err);
    } else if (status == WP_OK) {
        if (wp_census_ambiguous(&run->census, ROW_KIND, key)) {
            wp_hash_hex(content, hex);
            row.suffix = wp_arena_printf(&run->arena, "#%s", hex);
            key = wp_arena_printf(&run->arena, "%s%s", key,
                                  row.suffix ? row.suffix : "");
        }
        status = key ? map_row(reading, &row, &raw, key, err)
                     : wp_fail(err, WP_ENOMEM, "reading a row");
    }
    wp_buf_clear(&raw);
    wp_buf_clear(&row.code_text);
    return status;
}

/* ---- files --------------------------------------------------------------- */

static bool is_base_column(const char *name)
{
    for (size_t i = 0; i < WP_SC_COUNT; i++) {
        if (strcasecmp(headers[i], name) == 0) {
            return true;
        }
    }
    return strcasecmp(name, "intake_prompt") == 0;
}

/* A short lower-case word after the base columns is a code. */
static long code_column(const char *name)
{
    const size_t length = strlen(name);
    const long position = wp_samhsa_code_find(name);

    if (position >= 0 || is_base_column(name)) {
        return is_base_column(name) ? -1 : position;
    }
    return length >= 2 && length <= 7 &&
                   strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789") ==
                       length
               ? -2
               : -1;
}

static enum wp_status plan(struct reading *reading, struct wp_arena *arena,
                           struct wp_error *err)
{
    struct wp_buf unknown = WP_BUF_INIT;
    size_t unknown_count = 0;

    reading->count = wp_table_column_count(reading->table);
    reading->code_of =
        wp_arena_alloc(arena, (reading->count + 1) * sizeof(long));
    if (!reading->code_of) {
        return wp_fail(err, WP_ENOMEM, "reading '%s'", reading->title);
    }
    for (size_t i = 0; i < WP_SC_COUNT; i++) {
        reading->columns[i] = wp_table_column(reading->table, headers[i]);
    }
    for (size_t i = 0; i < reading->count; i++) {
        const char *name = wp_table_column_name(reading->table, i);

        reading->code_of[i] = code_column(name);
        if (reading->code_of[i] == -2) {
            unknown_count++;
            wp_buf_printf(&unknown, " %s", name);
        }
    }
    if (unknown_count > 0 && !reading->run->counting) {
        const struct wp_place place = {wp_table_label(reading->table), 1, 0};

        wp_context_find(reading->run->context, WP_NOTE, &place,
                        "%zu code columns are unknown to us and only kept as "
                        "codes:%.160s",
                        unknown_count, wp_buf_str(&unknown));
    }
    const enum wp_status status = wp_buf_status(&unknown, err);
    wp_buf_clear(&unknown);
    return status;
}

static enum wp_status read_file(struct wp_samhsa_run *run,
                                const struct wp_input *input,
                                struct wp_error *err)
{
    struct reading reading = {.run = run, .title = input->name};
    struct wp_arena arena = WP_ARENA_INIT;
    enum wp_status status = wp_input_table(input, NULL, &reading.table, err);

    if (status != WP_OK) {
        return status;
    }
    if (!wp_samhsa_date_of(input->name, reading.date)) {
        reading.date[0] = '\0';
    }
    if (!run->counting) {
        wp_context_encoding(run->context, wp_table_label(reading.table),
                            wp_table_text_report(reading.table));
    }
    status = plan(&reading, &arena, err);
    while (status == WP_OK) {
        status = wp_table_next(reading.table, err);
        if (status == WP_OK) {
            status = one_row(&reading, err);
        }
    }
    wp_arena_clear(&arena);
    wp_table_close(reading.table);
    return status == WP_EEND ? WP_OK : status;
}

static enum wp_status one_pass(struct wp_samhsa_run *run, size_t *ret_read,
                               struct wp_error *err)
{
    const struct wp_feed *feed = run->context->feed;
    enum wp_status status = WP_OK;

    *ret_read = 0;
    for (size_t i = 0; i < feed->count && status == WP_OK; i++) {
        const struct wp_input *input = &feed->inputs[i];

        if (is_listing(input)) {
            status = read_file(run, input, err);
            *ret_read += 1;
        } else if (wp_samhsa_is_key(input)) {
            *ret_read += 1;
            if (!run->counting) {
                status = wp_samhsa_read_key(run->context, input, err);
            }
        }
    }
    return status;
}

/* Nothing to read: the file's own trouble is the better answer. */
static enum wp_status nothing(const struct wp_feed *feed, struct wp_error *err)
{
    for (size_t i = 0; i < feed->count; i++) {
        if (feed->inputs[i].trouble.status != WP_OK) {
            if (err) {
                *err = feed->inputs[i].trouble;
            }
            return feed->inputs[i].trouble.status;
        }
    }
    return wp_fail(err, WP_EPARSE,
                   "'%s' is not a SAMHSA list: it needs the columns name1, "
                   "street1, city, state and zip",
                   feed->inputs[0].path);
}

static enum wp_status run(struct wp_context *context, struct wp_error *err)
{
    struct wp_samhsa_run run = {
        .context = context, .census = WP_CENSUS_INIT, .arena = WP_ARENA_INIT};
    enum wp_status status = wp_samhsa_needs_load(&run, err);
    size_t read = 0;

    for (int pass = 0; pass < 2 && status == WP_OK; pass++) {
        run.counting = pass == 0;
        status = one_pass(&run, &read, err);
        if (status == WP_OK && read == 0) {
            status = nothing(context->feed, err);
        }
    }
    free(run.needs);
    wp_census_clear(&run.census);
    wp_arena_clear(&run.arena);
    return status;
}

const struct wp_importer wp_importer_samhsa = {
    .info = {.name = "samhsa",
             .summary = "SAMHSA treatment facilities",
             .reads = "FindTreatment .csv, national directory .xlsx; .gz"},
    .mapper = "samhsa/2",
    .detect = detect,
    .run = run,
};
