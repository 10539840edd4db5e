/* engine/store/nest.c - rows as nested HSDS 3.2 JSON */
#include "store/nest.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define UNFIT "waypost_unfit"

/* ---- which columns are written ------------------------------------------- */

static bool is_own_link(const struct wp_entity_info *info, const char *name)
{
    for (size_t i = 0; i < info->nesting_count; i++) {
        if (info->nestings[i].own_link &&
            strcmp(info->nestings[i].own_link, name) == 0) {
            return true;
        }
    }
    return false;
}

/* Of one kind with its own entity: a parent that does not nest it. */
static bool is_kinship(enum wp_entity entity, const struct wp_column *column)
{
    return column->refers == (int)entity;
}

/* An id that is said by where the object is. */
static bool is_said_by_nesting(const struct wp_nest *nest,
                               const struct wp_row *row, size_t position,
                               bool root)
{
    const enum wp_entity entity = row->record.entity;
    const struct wp_entity_info *info = wp_entity(entity);
    const struct wp_column *column = &info->columns[position];

    if ((column->refers < 0 && !column->soft) || is_kinship(entity, column)) {
        return false;
    }
    if (is_own_link(info, column->name)) {
        return true;
    }
    if (root) {
        return false;
    }
    /* The place of a service may belong to another organization. */
    return !(entity == WP_LOCATION && row->record.values[position] &&
             nest->organization_id &&
             strcmp(row->record.values[position], nest->organization_id) != 0);
}

/* What stands for a required value nobody told. */
static const char *stand_in(const struct wp_column *column, char word[32])
{
    if (column->type != WP_TYPE_CHOICE) {
        return "";
    }
    const size_t size = strcspn(column->choices, "|");
    if (size >= 32) {
        return "";
    }
    memcpy(word, column->choices, size);
    word[size] = '\0';
    return word;
}

/* ---- rows that cannot be valid ------------------------------------------- */

/* A required number, time or address cannot be made up; a telephone without a
   number and a capacity of nothing help nobody. */
static bool is_usable(const struct wp_row *row)
{
    const struct wp_entity_info *info = wp_entity(row->record.entity);

    for (size_t i = 1; i < info->column_count; i++) {
        const struct wp_column *column = &info->columns[i];
        if (column->required && !row->record.values[i] &&
            ((column->type != WP_TYPE_TEXT && column->type != WP_TYPE_CHOICE) ||
             row->record.entity == WP_PHONE)) {
            return false;
        }
    }
    return row->record.entity != WP_SERVICE_CAPACITY ||
           wp_row_member(row, "unit") != NULL;
}

/* ---- unknown members ----------------------------------------------------- */

static void strip_nulls(json_t *value)
{
    const char *key = NULL;
    json_t *member = NULL;
    void *next = NULL;
    size_t i = 0;

    json_object_foreach_safe(value, next, key, member)
    {
        if (json_is_null(member)) {
            (void)json_object_del(value, key);
        } else {
            strip_nulls(member);
        }
    }
    while (i < json_array_size(value)) {
        if (json_is_null(json_array_get(value, i))) {
            (void)json_array_remove(value, i);
        } else {
            strip_nulls(json_array_get(value, i));
            i++;
        }
    }
}

static bool is_member(const struct wp_entity_info *info, const char *name)
{
    for (size_t i = 0; i < info->nesting_count; i++) {
        if (strcmp(info->nestings[i].member, name) == 0) {
            return true;
        }
    }
    return false;
}

/* A text that fits its column after all: a link that led nowhere. */
static bool fits(const struct wp_column *column, const json_t *value)
{
    const char *text = json_string_value(value);

    return text && column->type == WP_TYPE_UUID && wp_uuid_valid(text);
}

static void write_value(struct wp_nest *nest, const char *name,
                        const json_t *value)
{
    char *text =
        json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT | JSON_SORT_KEYS);

    if (!text) {
        nest->json.out->failed = true;
        return;
    }
    if (!wp_gives_away(nest->withheld, text, false)) {
        wp_json_verbatim(&nest->json, name, text);
    }
    free(text);
}

static int by_name(const void *one, const void *two)
{
    return strcmp(*(const char *const *)one, *(const char *const *)two);
}

/* Sorts the keys of an object; NULL and failed when out of memory. */
static const char **sorted_keys(json_t *object, size_t *ret_count)
{
    const size_t room = json_object_size(object);
    const char **keys = malloc((room > 0 ? room : 1) * sizeof(*keys));
    const char *key = NULL;
    json_t *value = NULL;
    size_t count = 0;

    if (keys) {
        json_object_foreach(object, key, value)
        {
            keys[count++] = key;
        }
        qsort(keys, count, sizeof(*keys), by_name);
    }
    *ret_count = count;
    return keys;
}

/* jansson fails only for want of memory here; what is written then fails. */
static void keep(struct wp_nest *nest, int failed)
{
    if (failed != 0) {
        nest->json.out->failed = true;
    }
}

static void write_extra(struct wp_nest *nest, const struct wp_row *row,
                        json_t *extra, json_t *unfit, bool root)
{
    const struct wp_entity_info *info = wp_entity(row->record.entity);
    size_t count = 0;
    const char **keys = sorted_keys(extra, &count);

    if (!keys) {
        nest->json.out->failed = true;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        json_t *value = json_object_get(extra, keys[i]);
        const int column = wp_entity_column(row->record.entity, keys[i]);

        if (strcmp(keys[i], UNFIT) == 0 && json_is_object(value)) {
            keep(nest, json_object_update_missing(unfit, value));
        } else if (column < 0 && !is_member(info, keys[i])) {
            write_value(nest, keys[i], value);
        } else if (column < 0 || !fits(&info->columns[column], value)) {
            keep(nest, json_object_set(unfit, keys[i], value));
        } else if (!is_said_by_nesting(nest, row, (size_t)column, root) &&
                   !row->record.values[column]) {
            write_value(nest, keys[i], value);
        }
    }
    free(keys);
}

static void write_unknown(struct wp_nest *nest, const struct wp_row *row,
                          bool root)
{
    json_error_t trouble;
    json_t *extra = json_loads(row->record.extra_json, 0, &trouble);
    json_t *unfit = json_object();

    if (json_is_object(extra) && unfit) {
        strip_nulls(extra);
        write_extra(nest, row, extra, unfit, root);
        if (json_object_size(unfit) > 0) {
            write_value(nest, UNFIT, unfit);
        }
    } else {
        nest->json.out->failed = true;
    }
    json_decref(unfit);
    json_decref(extra);
}

/* ---- the members --------------------------------------------------------- */

static void write_column(struct wp_nest *nest, const struct wp_row *row,
                         size_t position)
{
    const struct wp_column *column =
        &wp_entity(row->record.entity)->columns[position];
    const char *value = row->record.values[position];
    char word[32];

    if (value && column->type != WP_TYPE_UUID &&
        wp_gives_away(nest->withheld, value,
                      row->record.entity == WP_SERVICE_AREA)) {
        value = NULL;
    }
    if (!value && column->required) {
        value = stand_in(column, word);
    }
    if (!value) {
        return;
    }
    if (column->type == WP_TYPE_NUMBER) {
        wp_json_verbatim(&nest->json, column->name, value);
    } else {
        wp_json_string(&nest->json, column->name, value);
    }
}

static void write_nested(struct wp_nest *nest, const struct wp_nesting *nesting,
                         const struct wp_row *child)
{
    bool open = false;

    for (; child; child = child->next) {
        if (!is_usable(child)) {
            continue;
        }
        if (nesting->many && !open) {
            wp_json_begin_array(&nest->json, nesting->member);
            open = true;
        }
        wp_json_begin_object(&nest->json,
                             nesting->many ? NULL : nesting->member);
        wp_nest_members(nest, child, false);
        wp_json_end_object(&nest->json);
        if (!nesting->many) {
            return;
        }
    }
    if (open) {
        wp_json_end_array(&nest->json);
    }
}

void wp_nest_members(struct wp_nest *nest, const struct wp_row *row, bool root)
{
    const struct wp_entity_info *info = wp_entity(row->record.entity);
    const bool hidden = row->record.entity == WP_LOCATION &&
                        wp_is_hidden_place(nest->withheld, row);

    for (size_t i = 0; i < info->column_count; i++) {
        if (!is_said_by_nesting(nest, row, i, root) &&
            !(hidden && wp_is_hidden_column(info->columns[i].name))) {
            write_column(nest, row, i);
        }
    }
    for (size_t i = 0; row->children && i < info->nesting_count; i++) {
        /* A journal of changes may repeat anything. */
        const bool journal = nest->withheld->place_count > 0 &&
                             info->nestings[i].child == WP_METADATA;
        if (!journal &&
            !(hidden && wp_is_hidden_member(info->nestings[i].member))) {
            write_nested(nest, &info->nestings[i], row->children[i]);
        }
    }
    if (row->record.extra_json && !hidden && !nest->confidential) {
        write_unknown(nest, row, root);
    }
}
