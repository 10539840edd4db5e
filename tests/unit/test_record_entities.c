/* tests/unit/test_record_entities.c - our table against HSDS's own schemas */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "waypost/record.h"

#include "support/test.h"

#define SCHEMAS "../shared/standards/hsds-3.2.3/schema"

static const char *string_at(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text ? text : "";
}

static json_t *schema_of(enum wp_entity entity)
{
    char path[256];
    json_error_t error;

    (void)snprintf(path, sizeof(path), SCHEMAS "/%s.json",
                   wp_entity(entity)->name);
    json_t *schema = json_load_file(path, 0, &error);
    if (!schema) {
        print_message("skipped: no %s\n", path);
        skip();
    }
    return schema;
}

static bool lists(const json_t *array, const char *word)
{
    size_t i;
    json_t *item;

    json_array_foreach(array, i, item)
    {
        if (strcmp(json_string_value(item), word) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_scalar(const json_t *property)
{
    const char *type = string_at(property, "type");

    return strcmp(type, "string") == 0 || strcmp(type, "number") == 0;
}

static enum wp_type type_of(const json_t *property)
{
    const char *format = string_at(property, "format");
    const char *tabular = string_at(property, "datapackage_type");

    if (json_object_get(property, "enum")) {
        return WP_TYPE_CHOICE;
    }
    if (strcmp(string_at(property, "type"), "number") == 0) {
        return WP_TYPE_NUMBER;
    }
    if (strcmp(format, "uuid") == 0) {
        return WP_TYPE_UUID;
    }
    if (strcmp(format, "uri") == 0) {
        return WP_TYPE_URI;
    }
    if (strcmp(format, "email") == 0) {
        return WP_TYPE_EMAIL;
    }
    if (strcmp(format, "date-time") == 0 || strcmp(tabular, "datetime") == 0) {
        return WP_TYPE_DATETIME;
    }
    if (strcmp(format, "date") == 0 || strcmp(tabular, "date") == 0) {
        return WP_TYPE_DATE;
    }
    if (strcmp(format, "time") == 0 || strcmp(tabular, "time") == 0) {
        return WP_TYPE_TIME;
    }
    return WP_TYPE_TEXT;
}

static void assert_same_choices(const struct wp_column *column,
                                const json_t *words)
{
    char joined[256] = "";
    size_t i;
    json_t *word;

    json_array_foreach(words, i, word)
    {
        const size_t used = strlen(joined);
        (void)snprintf(joined + used, sizeof(joined) - used, "%s%s",
                       i > 0 ? "|" : "", json_string_value(word));
    }
    assert_string_equal(column->choices, joined);
}

static void assert_same_columns(enum wp_entity entity, const json_t *schema)
{
    const struct wp_entity_info *info = wp_entity(entity);
    json_t *properties = json_object_get(schema, "properties");
    size_t position = 0;
    const char *name;
    json_t *property;

    assert_true(info->column_count <= WP_COLUMNS_MAX);
    json_object_foreach(properties, name, property)
    {
        if (!is_scalar(property)) {
            continue;
        }
        assert_true(position < info->column_count);
        const struct wp_column *column = &info->columns[position++];
        assert_string_equal(column->name, name);
        if (column->type != type_of(property)) {
            fail_msg("%s.%s has another type", info->name, name);
        }
        if (column->required !=
            lists(json_object_get(schema, "required"), name)) {
            fail_msg("%s.%s: required or not?", info->name, name);
        }
        if (column->type == WP_TYPE_CHOICE) {
            assert_same_choices(column, json_object_get(property, "enum"));
        }
    }
    assert_int_equal(position, info->column_count);
}

static void the_24_tables_have_the_columns_of_the_schemas(void **state)
{
    size_t columns = 0;

    (void)state;
    for (int i = 0; i < WP_ENTITY_COUNT; i++) {
        json_t *schema = schema_of((enum wp_entity)i);
        assert_same_columns((enum wp_entity)i, schema);
        columns += wp_entity((enum wp_entity)i)->column_count;
        json_decref(schema);
    }
    assert_int_equal(columns, 202);
}

/* "phone.json" -> the entity named phone. */
static int referred(const json_t *property)
{
    const json_t *items = json_object_get(property, "items");
    const char *target = string_at(items ? items : property, "$ref");
    char name[64];

    (void)snprintf(name, sizeof(name), "%.*s", (int)strcspn(target, "."),
                   target);
    return wp_entity_by_name(name);
}

static const struct wp_nesting *nesting_of(const struct wp_entity_info *info,
                                           const char *member)
{
    for (size_t i = 0; i < info->nesting_count; i++) {
        if (strcmp(info->nestings[i].member, member) == 0) {
            return &info->nestings[i];
        }
    }
    return NULL;
}

static void the_schemas_nest_what_we_nest(void **state)
{
    (void)state;
    for (int i = 0; i < WP_ENTITY_COUNT; i++) {
        const struct wp_entity_info *info = wp_entity((enum wp_entity)i);
        json_t *schema = schema_of((enum wp_entity)i);
        size_t nested = 0;
        const char *name;
        json_t *property;

        json_object_foreach(json_object_get(schema, "properties"), name,
                            property)
        {
            if (is_scalar(property)) {
                continue;
            }
            const struct wp_nesting *nesting = nesting_of(info, name);
            if (!nesting) {
                fail_msg("%s.%s is not nested", info->name, name);
                continue;
            }
            assert_int_equal(nesting->child, referred(property));
            assert_int_equal(nesting->many,
                             strcmp(string_at(property, "type"), "array") == 0);
            nested++;
        }
        assert_true(nested <= info->nesting_count);
        json_decref(schema);
    }
}

static void each_nesting_is_linked_by_a_column_that_exists(void **state)
{
    (void)state;
    for (int i = 0; i < WP_ENTITY_COUNT; i++) {
        const struct wp_entity_info *info = wp_entity((enum wp_entity)i);

        for (size_t k = 0; k < info->nesting_count; k++) {
            const struct wp_nesting *nesting = &info->nestings[k];
            const struct wp_entity_info *child = wp_entity(nesting->child);

            assert_true((nesting->link != NULL) != (nesting->own_link != NULL));
            if (nesting->own_link) {
                const int own =
                    wp_entity_column((enum wp_entity)i, nesting->own_link);
                assert_true(own > 0);
                assert_int_equal(info->columns[own].refers, nesting->child);
                assert_false(nesting->many);
                continue;
            }
            const int link = wp_entity_column(nesting->child, nesting->link);
            assert_true(link > 0);
            if (!child->columns[link].soft) {
                assert_int_equal(child->columns[link].refers, i);
            }
        }
    }
}

static void links_are_uuids_and_ids_come_first(void **state)
{
    (void)state;
    for (int i = 0; i < WP_ENTITY_COUNT; i++) {
        const struct wp_entity_info *info = wp_entity((enum wp_entity)i);

        assert_string_equal(info->columns[0].name, "id");
        assert_true(info->columns[0].required);
        for (size_t k = 1; k < info->column_count; k++) {
            const struct wp_column *column = &info->columns[k];
            const bool links = column->refers >= 0 || column->soft;

            assert_int_equal(links, column->type == WP_TYPE_UUID);
            assert_false(column->refers >= 0 && column->soft);
        }
    }
}

static void an_entity_is_found_by_its_name_and_by_its_file(void **state)
{
    (void)state;
    assert_int_equal(wp_entity_by_name("service"), WP_SERVICE);
    assert_int_equal(wp_entity_by_name("services"), WP_SERVICE);
    assert_int_equal(wp_entity_by_name("taxonomies"), WP_TAXONOMY);
    assert_int_equal(wp_entity_by_name("service_at_location"),
                     WP_SERVICE_AT_LOCATION);
    assert_int_equal(wp_entity_by_name("url"), WP_URL);
    assert_int_equal(wp_entity_by_name("eligibility"), -1);
    assert_int_equal(wp_entity_by_name(""), -1);
    for (int i = 0; i < WP_ENTITY_COUNT; i++) {
        const struct wp_entity_info *info = wp_entity((enum wp_entity)i);
        assert_int_equal(wp_entity_by_name(info->name), i);
        assert_int_equal(wp_entity_by_name(info->file), i);
    }
}

static void a_value_set_by_name_is_got_by_name(void **state)
{
    struct wp_record record = {.entity = WP_PHONE};

    (void)state;
    assert_null(wp_record_get(&record, "number"));
    wp_record_set(&record, "number", "+16025550123");
    assert_string_equal(wp_record_get(&record, "number"), "+16025550123");
    assert_string_equal(record.values[wp_entity_column(WP_PHONE, "number")],
                        "+16025550123");
    wp_record_set(&record, "number", NULL);
    assert_null(wp_record_get(&record, "number"));
    assert_int_equal(wp_entity_column(WP_PHONE, "latitude"), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_24_tables_have_the_columns_of_the_schemas),
        cmocka_unit_test(the_schemas_nest_what_we_nest),
        cmocka_unit_test(each_nesting_is_linked_by_a_column_that_exists),
        cmocka_unit_test(links_are_uuids_and_ids_come_first),
        cmocka_unit_test(an_entity_is_found_by_its_name_and_by_its_file),
        cmocka_unit_test(a_value_set_by_name_is_got_by_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
