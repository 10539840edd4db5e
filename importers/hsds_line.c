/* importers/hsds_line.c - one row of an HSDS table: cells, ids, first pass */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "hsds_csv.h"
#include "hsds_flatten.h"

/* "NA" may be a word of a name or a language; nothing else keeps it. */
static bool keeps_null_words(const struct wp_csv_line *line, size_t column)
{
    return strcasecmp(line->names[column], "name") == 0 ||
           strcasecmp(line->names[column], "code") == 0;
}

static void note_spot(struct wp_csv_line *line, const struct wp_table *file,
                      size_t i)
{
    const struct wp_table_row *row = wp_table_row(file);

    if (line->cells[i] && line->targets[i].use == WP_CELL_COLUMN &&
        i < row->count) {
        line->spots[line->targets[i].column] =
            (struct wp_spot){row->cells[i].line, row->cells[i].column};
    }
}

void wp_csv_line_read(struct wp_csv_line *line, const struct wp_table *file)
{
    struct wp_arena *arena = &line->pass->arena;

    line->native = NULL;
    line->blank = true;
    line->record =
        (struct wp_record){.entity = line->table->entity, .spots = line->spots};
    memset(line->spots, 0, sizeof(line->spots));
    line->extra = NULL;
    line->place.path = wp_table_label(file);
    line->place.line = wp_table_row(file)->line;
    line->place.column = 0;
    for (size_t i = 0; i < line->count; i++) {
        const char *text = wp_trimmed(arena, wp_table_text(file, (long)i));

        line->blank = line->blank && !text;
        line->cells[i] =
            text && (keeps_null_words(line, i) || !wp_is_null_spelling(text))
                ? text
                : NULL;
        note_spot(line, file, i);
        if (!line->native && line->targets[i].use == WP_CELL_COLUMN &&
            line->targets[i].column == 0) {
            line->native = line->cells[i];
        }
    }
    if (line->table->use != WP_TABLE_RECORDS) {
        line->native = wp_csv_line_cell(line, "id");
    }
    wp_buf_reset(&line->raw);
    wp_json_row(&line->raw, file);
    line->content = wp_hash_text(WP_HASH_START, wp_buf_str(&line->raw));
}

const char *wp_csv_line_cell(const struct wp_csv_line *line, const char *header)
{
    for (size_t i = 0; i < line->count; i++) {
        if (line->cells[i] && strcasecmp(line->names[i], header) == 0) {
            return line->cells[i];
        }
    }
    return NULL;
}

const char *wp_csv_first_id(struct wp_arena *arena, const char *text)
{
    if (!text) {
        return NULL;
    }
    const char *begin = text + strspn(text, ", ");
    const char *id =
        wp_trimmed(arena, wp_arena_strndup(arena, begin, strcspn(begin, ",")));
    return id && strcmp(id, "0") != 0 ? id : NULL;
}

const char *wp_csv_id(struct wp_csv_line *line, enum wp_entity entity,
                      const char *native)
{
    return wp_id_of(&line->pass->arena, line->pass->context->space, entity,
                    native);
}

const char *wp_csv_native_key(const struct wp_csv_line *line)
{
    return wp_uuid_valid(line->native)
               ? line->native
               : wp_arena_printf(&line->pass->arena, "%s%s",
                                 line->table->id_prefix, line->native);
}

const char *wp_csv_taxonomy_key(struct wp_csv_line *line, const char *name)
{
    char hex[17];

    wp_hash_hex(wp_hash_text(WP_HASH_START, name), hex);
    return wp_arena_printf(&line->pass->arena, "~%s", hex);
}

enum wp_status wp_csv_each(struct wp_csv_line *line, const char *text,
                           enum wp_status (*each)(struct wp_csv_line *line,
                                                  const char *piece,
                                                  struct wp_error *err),
                           struct wp_error *err)
{
    struct wp_arena *arena = &line->pass->arena;
    enum wp_status status = WP_OK;
    const char *at = text;

    while (status == WP_OK && *at) {
        const size_t size = strcspn(at, ",;");
        const char *piece =
            wp_trimmed(arena, wp_arena_strndup(arena, at, size));

        if (piece) {
            status = each(line, piece, err);
        }
        at += size;
        if (*at) {
            at++;
        }
    }
    return status;
}

/* ---- first pass ---------------------------------------------------------- */

static enum wp_status out_of_memory(struct wp_error *err)
{
    return wp_fail(err, WP_ENOMEM, "counting rows");
}

/* A text that is a column of the service now: remember it for that row. */
static enum wp_status remember_text(struct wp_csv_line *line,
                                    const char *service, const char *text,
                                    struct wp_error *err)
{
    struct wp_arena *arena = &line->pass->arena;
    const char *key =
        wp_arena_printf(arena, "%s/%s", line->table->text_column, service);
    json_t *list = key ? json_object_get(line->pass->texts, key) : NULL;

    if (!key) {
        return out_of_memory(err);
    }
    if (!list) {
        list = json_array();
        if (json_object_set_new(line->pass->texts, key, list) != 0) {
            return out_of_memory(err);
        }
    }
    return json_array_append_new(list, json_string(text)) == 0
               ? WP_OK
               : out_of_memory(err);
}

static enum wp_status note_words(struct wp_csv_line *line, struct wp_error *err)
{
    const char *service = wp_csv_first_id(&line->pass->arena,
                                          wp_csv_line_cell(line, "service_id"));
    enum wp_status status = WP_OK;

    for (size_t i = 0; i < line->count && status == WP_OK && service; i++) {
        if (line->cells[i] && line->targets[i].use == WP_CELL_WORDS &&
            line->table->text_column) {
            status = remember_text(line, service, line->cells[i], err);
        }
    }
    return status;
}

static enum wp_status note_zip(struct wp_csv_line *line, struct wp_error *err)
{
    const char *location = wp_csv_first_id(
        &line->pass->arena, wp_csv_line_cell(line, "location_id"));
    const char *code = wp_csv_line_cell(line, "postal_code");
    char zip[6];

    if (!location || !code || !wp_zip_parse(code, zip)) {
        return WP_OK;
    }
    const uint64_t number = (uint64_t)strtoul(zip, NULL, 10) + 1;
    return wp_census_note(&line->pass->census, WP_KIND_ZIP, location,
                          number << 1, err);
}

static enum wp_status note_owner(struct wp_csv_line *line, struct wp_error *err)
{
    const char *owner = wp_csv_line_cell(line, "organization_id");

    if (!line->pass->services_lack_owner || !line->native || !owner) {
        return WP_OK;
    }
    return json_object_set_new(line->pass->owners, line->native,
                               json_string(owner)) == 0
               ? WP_OK
               : out_of_memory(err);
}

/* Rows whose id may be shared by different things. */
static bool is_child(const struct wp_hsds_table *table)
{
    return table->use == WP_TABLE_RECORDS && !wp_entity_is_main(table->entity);
}

enum wp_status wp_csv_line_note(struct wp_csv_line *line, struct wp_error *err)
{
    const struct wp_hsds_table *table = line->table;
    enum wp_status status = WP_OK;

    if (table->use == WP_TABLE_RECORDS) {
        line->pass->row_counts[table->entity]++;
    }
    if (line->native) {
        status = wp_census_note(&line->pass->census, line->kind, line->native,
                                line->content, err);
    }
    if (status == WP_OK && line->native && is_child(table)) {
        const char *key = wp_csv_native_key(line);
        status =
            key ? wp_census_note(&line->pass->census, (unsigned)table->entity,
                                 key, line->content, err)
                : out_of_memory(err);
    }
    if (status == WP_OK && line->native && table->entity == WP_TAXONOMY &&
        table->use == WP_TABLE_RECORDS) {
        status = wp_census_note(&line->pass->census, WP_TAXONOMY, line->native,
                                0, err);
    }
    if (status == WP_OK && table->use != WP_TABLE_RECORDS) {
        status = note_words(line, err);
    }
    if (status == WP_OK && table->use == WP_TABLE_RECORDS &&
        table->entity == WP_ADDRESS && table->id_prefix[0] == '\0') {
        status = note_zip(line, err);
    }
    if (status == WP_OK && table->entity == WP_LOCATION) {
        status = note_owner(line, err);
    }
    return status;
}
