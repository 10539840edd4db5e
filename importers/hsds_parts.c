/* importers/hsds_parts.c - cells of an HSDS row that stand for records */
#include <string.h>
#include <strings.h>

#include "hsds_csv.h"
#include "hsds_fix.h"

/* Put a record that belongs to the row's own, with an id made of both. */
static enum wp_status put_part(struct wp_csv_line *line, struct wp_record *part,
                               const char *word, struct wp_error *err)
{
    const char *key = wp_arena_printf(&line->pass->arena, "%s/%s",
                                      wp_record_get(&line->record, "id"), word);

    if (!key) {
        return wp_fail(err, WP_ENOMEM, "mapping a row");
    }
    part->values[0] = wp_csv_id(line, part->entity, key);
    return wp_context_put(line->pass->context, part, &line->place, err);
}

/* Set the column of a part that takes the row's own id. */
static void point_back(const struct wp_csv_line *line, struct wp_record *part)
{
    const struct wp_entity_info *info = wp_entity(part->entity);

    for (size_t i = 1; i < info->column_count; i++) {
        if (info->columns[i].refers == (int)line->record.entity) {
            part->values[i] = wp_record_get(&line->record, "id");
            return;
        }
    }
}

static enum wp_status put_word(struct wp_csv_line *line, enum wp_entity entity,
                               const char *column, const char *word,
                               struct wp_error *err)
{
    struct wp_record part = {.entity = entity};

    wp_record_set(&part, column, word);
    point_back(line, &part);
    return put_part(line, &part, word, err);
}

static enum wp_status put_language(struct wp_csv_line *line, const char *word,
                                   struct wp_error *err)
{
    struct wp_record part = {.entity = WP_LANGUAGE};
    const struct wp_language *language =
        wp_vocab_language(line->pass->context->vocab, word);

    if (language) {
        wp_record_set(&part, "code", language->code);
        wp_record_set(&part, "name", language->name_en);
    } else {
        wp_record_set(&part, "name", word);
    }
    point_back(line, &part);
    return put_part(line, &part, word, err);
}

static enum wp_status put_location(struct wp_csv_line *line, const char *word,
                                   struct wp_error *err)
{
    struct wp_record part = {.entity = WP_SERVICE_AT_LOCATION};
    const char *location = wp_csv_id(line, WP_LOCATION, word);

    wp_record_set(&part, "service_id", wp_record_get(&line->record, "id"));
    wp_record_set(&part, "location_id", location);
    return location ? put_part(line, &part, location, err) : WP_ENOMEM;
}

static enum wp_status put_term(struct wp_csv_line *line, const char *word,
                               struct wp_error *err)
{
    struct wp_record part = {.entity = WP_ATTRIBUTE};
    const char *term = wp_csv_id(line, WP_TAXONOMY_TERM, word);

    wp_record_set(&part, "link_id", wp_record_get(&line->record, "id"));
    wp_record_set(&part, "link_entity", wp_entity(line->record.entity)->name);
    wp_record_set(&part, "taxonomy_term_id", term);
    return term ? put_part(line, &part, term, err) : WP_ENOMEM;
}

static enum wp_status put_funding(struct wp_csv_line *line, const char *word,
                                  struct wp_error *err)
{
    return put_word(line, WP_FUNDING, "source", word, err);
}

static enum wp_status put_area(struct wp_csv_line *line, const char *word,
                               struct wp_error *err)
{
    return put_word(line, WP_SERVICE_AREA, "name", word, err);
}

static enum wp_status put_access(struct wp_csv_line *line, const char *word,
                                 struct wp_error *err)
{
    return put_word(line, WP_ACCESSIBILITY, "description", word, err);
}

static enum wp_status put_payment(struct wp_csv_line *line, const char *word,
                                  struct wp_error *err)
{
    return wp_csv_put_payment(line, wp_record_get(&line->record, "id"), word,
                              err);
}

/* The name of a term's vocabulary is a taxonomy (see fill_term). */
static enum wp_status put_taxonomy(struct wp_csv_line *line,
                                   struct wp_error *err)
{
    const char *name = wp_record_get(&line->record, "taxonomy");
    const char *id = wp_record_get(&line->record, "taxonomy_id");
    const char *key = name ? wp_csv_taxonomy_key(line, name) : NULL;
    struct wp_record part = {.entity = WP_TAXONOMY};

    if (!key || !id) {
        return WP_OK;
    }
    part.values[0] = wp_csv_id(line, WP_TAXONOMY, key);
    wp_record_set(&part, "name", name);
    if (!part.values[0] || strcmp(part.values[0], id) != 0) {
        return WP_OK;
    }
    return wp_context_put(line->pass->context, &part, &line->place, err);
}

static enum wp_status put_cell(struct wp_csv_line *line, size_t column,
                               struct wp_error *err)
{
    const char *text = line->cells[column];

    switch ((int)line->targets[column].use) {
    case WP_CELL_LOCATIONS:
        /* The link table, where there is one, says it better. */
        return line->pass->row_counts[WP_SERVICE_AT_LOCATION] > 0
                   ? WP_OK
                   : wp_csv_each(line, text, put_location, err);
    case WP_CELL_TERMS:
        return line->pass->row_counts[WP_ATTRIBUTE] > 0
                   ? WP_OK
                   : wp_csv_each(line, text, put_term, err);
    case WP_CELL_LANGUAGES:
        return wp_csv_each(line, text, put_language, err);
    case WP_CELL_PAYMENTS:
        return wp_csv_each(line, text, put_payment, err);
    case WP_CELL_FUNDINGS:
        return wp_csv_each(line, text, put_funding, err);
    case WP_CELL_AREAS:
        return wp_csv_each(line, text, put_area, err);
    case WP_CELL_ACCESS:
        return wp_csv_each(line, text, put_access, err);
    case WP_CELL_DOCUMENTS:
        return put_word(line, WP_REQUIRED_DOCUMENT, "document", text, err);
    default:
        return WP_OK;
    }
}

enum wp_status wp_csv_put_parts(struct wp_csv_line *line, struct wp_error *err)
{
    enum wp_status status = WP_OK;

    if (line->table->entity == WP_TAXONOMY_TERM) {
        status = put_taxonomy(line, err);
    }
    for (size_t i = 0; i < line->count && status == WP_OK; i++) {
        if (line->cells[i]) {
            status = put_cell(line, i, err);
        }
    }
    return status;
}
