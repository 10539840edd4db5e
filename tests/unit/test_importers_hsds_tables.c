/* tests/unit/test_importers_hsds_tables.c - names of tables and columns */
#include <string.h>
#include <strings.h>

#include "hsds_tables.h"
#include "support/test.h"

static bool has_in_list(const char *name, const void *payload)
{
    for (const char *const *at = payload; *at; at++) {
        if (strcasecmp(*at, name) == 0) {
            return true;
        }
    }
    return false;
}

static const char *const nothing[] = {NULL};

static const char *column_of(const char *stem, const char *header,
                             const char *const *headers)
{
    const struct wp_hsds_table *table = wp_hsds_table_by_stem(stem);

    assert_non_null(table);
    const struct wp_cell_target target =
        wp_hsds_target(table, header, has_in_list, headers);
    return target.use == WP_CELL_COLUMN
               ? wp_entity(table->entity)->columns[target.column].name
               : "";
}

static enum wp_cell_use use_of(const char *stem, const char *header)
{
    return wp_hsds_target(wp_hsds_table_by_stem(stem), header, has_in_list,
                          nothing)
        .use;
}

static void every_table_of_the_standard_is_known(void **state)
{
    (void)state;
    for (int i = 0; i < WP_ENTITY_COUNT; i++) {
        const struct wp_hsds_table *table =
            wp_hsds_table_by_stem(wp_entity((enum wp_entity)i)->file);
        assert_non_null(table);
        assert_int_equal(table->entity, i);
        assert_int_equal(table->use, WP_TABLE_RECORDS);
    }
}

static void every_column_of_the_standard_keeps_its_place(void **state)
{
    (void)state;
    for (int i = 0; i < WP_ENTITY_COUNT; i++) {
        const struct wp_entity_info *info = wp_entity((enum wp_entity)i);
        const char *headers[WP_COLUMNS_MAX + 1] = {NULL};

        for (size_t j = 0; j < info->column_count; j++) {
            headers[j] = info->columns[j].name;
        }
        for (size_t j = 0; j < info->column_count; j++) {
            const struct wp_cell_target target =
                wp_hsds_target(wp_hsds_table_by_stem(info->file), headers[j],
                               has_in_list, headers);
            if (target.use == WP_CELL_SCHEDULE) {
                assert_string_equal(target.part, headers[j]);
            } else {
                assert_int_equal(target.use, WP_CELL_COLUMN);
                assert_int_equal(target.column, j);
            }
        }
    }
}

static void tables_of_older_versions_are_the_same_things(void **state)
{
    (void)state;
    assert_int_equal(wp_hsds_table_by_stem("services_at_location")->entity,
                     WP_SERVICE_AT_LOCATION);
    assert_int_equal(wp_hsds_table_by_stem("taxonomy")->entity,
                     WP_TAXONOMY_TERM);
    assert_int_equal(wp_hsds_table_by_stem("holiday_schedules")->entity,
                     WP_SCHEDULE);
    assert_string_equal(wp_hsds_table_by_stem("postal_addresses")->defaults,
                        "address_type=postal");
    assert_int_equal(wp_hsds_table_by_stem("intepretation_services")->use,
                     WP_TABLE_TEXT);
    assert_null(wp_hsds_table_by_stem("colours"));
}

static void columns_of_older_versions_find_their_new_names(void **state)
{
    (void)state;
    assert_string_equal(column_of("organizations", "url", nothing), "website");
    assert_string_equal(column_of("services", "accrediations", nothing),
                        "accreditations");
    assert_string_equal(column_of("taxonomy_terms", "term", nothing), "name");
    assert_string_equal(column_of("languages", "language", nothing), "name");
    assert_string_equal(column_of("services_taxonomy", "taxonomy_id", nothing),
                        "taxonomy_term_id");
    assert_string_equal(column_of("taxonomy", "taxonomy_id", nothing), "id");
    assert_string_equal(
        column_of("accessibility_for_disabilities", "ID", nothing), "id");
}

static void a_prefix_that_repeats_the_table_is_dropped(void **state)
{
    (void)state;
    assert_string_equal(column_of("services", "service_recordid", nothing),
                        "id");
    assert_string_equal(column_of("services", "service_name", nothing), "name");
    assert_string_equal(column_of("services", "service_organization", nothing),
                        "organization_id");
    assert_int_equal(use_of("services", "service_locations"),
                     WP_CELL_LOCATIONS);
    assert_string_equal(
        column_of("taxonomy_terms", "taxonomy_parent_recordid", nothing),
        "parent_id");
    /* here the name is the real one */
    assert_string_equal(column_of("phones", "service_id", nothing),
                        "service_id");
}

static void an_alias_never_takes_the_place_of_the_real_column(void **state)
{
    static const char *const both[] = {"fees", "fees_description", NULL};
    static const char *const old[] = {"fees", NULL};

    (void)state;
    assert_string_equal(column_of("services", "fees", both), "fees");
    assert_string_equal(column_of("services", "fees", old), "fees_description");
}

static void unknown_columns_are_kept_aside(void **state)
{
    (void)state;
    assert_int_equal(use_of("services", "SDOH_code"), WP_CELL_EXTRA);
    assert_int_equal(use_of("eligibility", "eligibility"), WP_CELL_WORDS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_table_of_the_standard_is_known),
        cmocka_unit_test(every_column_of_the_standard_keeps_its_place),
        cmocka_unit_test(tables_of_older_versions_are_the_same_things),
        cmocka_unit_test(columns_of_older_versions_find_their_new_names),
        cmocka_unit_test(a_prefix_that_repeats_the_table_is_dropped),
        cmocka_unit_test(an_alias_never_takes_the_place_of_the_real_column),
        cmocka_unit_test(unknown_columns_are_kept_aside),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
