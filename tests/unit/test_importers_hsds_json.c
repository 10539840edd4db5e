/* tests/unit/test_importers_hsds_json.c - HSDS JSON into the directory */
#include "support/import_support.h"

#define ORG   "11111111-1111-4111-8111-111111111111"
#define SVC   "22222222-2222-4222-8222-222222222222"
#define SAL   "33333333-3333-4333-8333-333333333333"
#define PLACE "44444444-4444-4444-8444-444444444444"
#define SVC2  "66666666-6666-4666-8666-666666666666"

#define SERVICE                                                             \
    "{\"id\":\"" SVC "\",\"name\":\"Night shelter\",\"status\":\"Active\"," \
    "\"url\":\"www.haven.example\",\"mood\":\"calm\",\"wait_time\":null,"   \
    "\"organization\":{\"id\":\"" ORG "\",\"name\":\"Haven\","              \
    "\"description\":\"d\"},\"service_at_locations\":[{\"id\":\"" SAL "\"," \
    "\"location\":{\"id\":\"" PLACE "\",\"location_type\":\"physical\","    \
    "\"latitude\":33.53,\"longitude\":-112.18,\"addresses\":[{"             \
    "\"address_1\":\"1 Main\",\"city\":\"Glendale\","                       \
    "\"state_province\":\"AZ\",\"postal_code\":\"85301\","                  \
    "\"country\":\"US\",\"address_type\":\"physical\"}]}}]}"

static void assert_one_service(struct fixture *fixture)
{
    const struct wp_store_counts counts = count_all(fixture);

    assert_int_equal(counts.services, 1);
    assert_int_equal(counts.organizations, 1);
    assert_int_equal(counts.locations, 1);
    assert_shows(fixture, SVC, "\"Night shelter\"");
    assert_shows(fixture, SVC, "\"Haven\"");
    assert_shows(fixture, SVC, "\"1 Main\"");
    assert_shows(fixture, SVC, "33.53");
}

static void one_object_an_array_lines_and_a_page_are_the_same(void **state)
{
    static const char *const wrapped[] = {
        SERVICE, "[" SERVICE "]", SERVICE "\n",
        "{\"total_items\":1,\"contents\":[" SERVICE "]}"};
    struct fixture *fixture = *state;

    for (size_t i = 0; i < 4; i++) {
        import_path(fixture, write_file(fixture, "a.json", wrapped[i]));
        assert_adds_up(fixture);
        assert_int_equal(fixture->report.counts.read, 1);
        assert_int_equal(fixture->report.counts.rejected, 0);
        assert_int_equal(fixture->report.counts.unchanged, i > 0);
        assert_one_service(fixture);
    }
}

static void tables_in_one_file_are_rows(void **state)
{
    struct fixture *fixture = *state;

    import_twice(
        fixture,
        write_file(
            fixture, "tabular.json",
            "{\"services.csv\":[{\"id\":\"" SVC "\",\"name\":\"Night "
            "shelter\",\"status\":\"active\",\"organization_id\":\"" ORG
            "\"}],\"organizations.csv\":[{\"id\":\"" ORG
            "\",\"name\":\"Haven\"}],\"locations.csv\":[{\"id\":\"" PLACE
            "\",\"location_type\":\"physical\",\"latitude\":33.53,"
            "\"longitude\":-112.18}],\"addresses.csv\":[{\"id\":\"" SVC2
            "\",\"location_id\":\"" PLACE "\",\"address_1\":\"1 Main\"}],"
            "\"service_at_location.csv\":[{\"id\":\"" SAL
            "\",\"service_id\":\"" SVC "\",\"location_id\":\"" PLACE "\"}]}"),
        5, 0);
    assert_one_service(fixture);
}

static void spelling_is_put_right_and_unknown_members_are_kept(void **state)
{
    struct fixture *fixture = *state;

    import_path(fixture, write_file(fixture, "a.json", SERVICE));
    assert_shows(fixture, SVC, "\"active\"");
    assert_shows(fixture, SVC, "https://www.haven.example");
    assert_shows(fixture, SVC, "\"calm\"");
    assert_told(fixture, "null is not a value");
}

static void a_status_nobody_defined_is_not_a_status(void **state)
{
    struct fixture *fixture = *state;

    import_path(fixture,
                write_file(fixture, "a.json",
                           "[{\"id\":\"" SVC "\",\"name\":\"A\","
                           "\"status\":\"4\",\"phones\":[]},{\"id\":\"" SVC2
                           "\",\"name\":\"B\",\"status\":\"4\","
                           "\"phones\":[]}]"));
    assert_told(fixture, "service.status '4' is not one of active|inactive");
    assert_told(fixture, "(2 times, first here)");
}

static void a_position_far_from_its_zip_is_not_used(void **state)
{
    struct fixture *fixture = *state;

    import_path(fixture,
                write_file(fixture, "a.json",
                           "{\"id\":\"" PLACE "\",\"location_type\":"
                           "\"physical\",\"latitude\":23.1,\"longitude\":72.59,"
                           "\"addresses\":[{\"address_1\":\"1 Main\","
                           "\"postal_code\":\"85301\"}]}"));
    assert_told(fixture, "more than 50 km from ZIP 85301");
}

static void a_short_id_reused_for_other_things_makes_other_things(void **state)
{
    struct fixture *fixture = *state;

    import_twice(fixture,
                 write_file(fixture, "a.ndjson",
                            "{\"id\":\"org_1\",\"name\":\"A\",\"services\":"
                            "[{\"id\":\"s_1\",\"name\":\"Meals\"}]}\n"
                            "{\"id\":\"org_1\",\"name\":\"B\",\"services\":"
                            "[{\"id\":\"s_1\",\"name\":\"Meals\"}]}\n"),
                 2, 0);
    assert_int_equal(count_all(fixture).organizations, 2);
    assert_int_equal(count_all(fixture).services, 2);
}

/* ---- real files ---------------------------------------------------------- */

static void every_official_example_is_read(void **state)
{
    static const char *const names[] = {"location.json",
                                        "organization_full.json",
                                        "organization_list.json",
                                        "service_at_location_full.json",
                                        "service_at_location_list.json",
                                        "service_full.json",
                                        "service_list.json",
                                        "taxonomy.json",
                                        "taxonomy_list.json",
                                        "taxonomy_term.json",
                                        "taxonomy_term_list.json"};
    struct fixture *fixture = *state;
    char path[160];

    need("../shared/standards/hsds-3.2.3/examples/service_full.json");
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        (void)snprintf(path, sizeof(path),
                       "../shared/standards/hsds-3.2.3/examples/%s", names[i]);
        import_twice(fixture, path, 1, 0);
    }
    import_twice(fixture,
                 "../shared/standards/hsds-3.2.3/examples/tabular.json", 21, 0);
    assert_int_equal(
        import_as(fixture, NULL,
                  "../shared/standards/hsds-3.2.3/examples/base.json", NULL),
        WP_EPARSE);
}

static void the_corpus_of_wrong_shapes_is_survived(void **state)
{
    struct fixture *fixture = *state;
    const char *path = "../shared/data/hsds/haarrrvest_llm_hsds3.ndjson.gz";

    need(path);
    import_twice(fixture, path, 1200, 4);
    assert_true(count_all(fixture).organizations > 1100);
}

static void our_own_datasets_have_nothing_to_complain_about(void **state)
{
    struct fixture *fixture = *state;

    import_twice(fixture, "datasets/county/ocotillo.json", -1, 0);
    import_path(fixture, "datasets/county/ocotillo.json");
    assert_int_equal(fixture->report.counts.findings, 0);
    import_twice(fixture, "datasets/hotlines/hotlines.json", -1, 0);
}

#define WITH_STORE(test) \
    cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STORE(one_object_an_array_lines_and_a_page_are_the_same),
        WITH_STORE(tables_in_one_file_are_rows),
        WITH_STORE(spelling_is_put_right_and_unknown_members_are_kept),
        WITH_STORE(a_status_nobody_defined_is_not_a_status),
        WITH_STORE(a_position_far_from_its_zip_is_not_used),
        WITH_STORE(a_short_id_reused_for_other_things_makes_other_things),
        WITH_STORE(every_official_example_is_read),
        WITH_STORE(the_corpus_of_wrong_shapes_is_survived),
        WITH_STORE(our_own_datasets_have_nothing_to_complain_about),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
