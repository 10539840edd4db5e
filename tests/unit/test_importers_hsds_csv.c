/* tests/unit/test_importers_hsds_csv.c - HSDS tables of all versions */
#include "support/import_support.h"

#define ORG    "11111111-1111-4111-8111-111111111111"
#define SVC    "22222222-2222-4222-8222-222222222222"
#define SVC2   "33333333-3333-4333-8333-333333333333"
#define PLACE  "44444444-4444-4444-8444-444444444444"
#define PLACE2 "55555555-5555-4555-8555-555555555555"

static void basics(struct fixture *fixture)
{
    (void)write_file(fixture, "organizations.csv",
                     "id,name,url\n" ORG ",Haven,www.haven.example\n");
    (void)write_file(fixture, "services.csv",
                     "id,organization_id,name,status,fees,program_id\n" SVC
                     "," ORG ",Meals,active,Free,\n" SVC2 "," ORG
                     ",Beds,6,,\n");
    (void)write_file(fixture, "locations.csv",
                     "id,organization_id,name,latitude,longitude\n" PLACE
                     "," ORG ",Hall,33.53,-112.18\n" PLACE2 "," ORG
                     ",Annex,0,0\n");
    (void)write_file(fixture, "services_at_location.csv",
                     "id,service_id,location_id\n1," SVC "," PLACE "\n2," SVC2
                     "," PLACE2 "\n");
}

static void old_columns_land_in_their_new_places(void **state)
{
    struct fixture *fixture = *state;

    basics(fixture);
    (void)write_file(fixture, "physical_addresses.csv",
                     "id,location_id,address_1,address_2,address_3,city,"
                     "state_province,postal_code,country\n1," PLACE
                     ",1 Main,Suite 2,Rear,Glendale,AZ ,853011234,US\n");
    (void)write_file(fixture, "taxonomy.csv",
                     "id,name,parent_id,parent_name,vocabulary\n"
                     "BD-1800,Food Pantries,,,Ours\n");
    (void)write_file(fixture, "services_taxonomy.csv",
                     "id,service_id,taxonomy_id,taxonomy_detail\n1," SVC
                     ",BD-1800,hot\n");
    import_twice(fixture, fixture->in, 10, 0);
    assert_string_equal(fixture->report.detected,
                        "HSDS 1.1 CSV (7 of 7 tables)");
    assert_shows(fixture, SVC, "\"https://www.haven.example\"");
    assert_shows(fixture, SVC, "\"fees_description\":\"Free\"");
    assert_shows(fixture, SVC, "\"Suite 2, Rear\"");
    assert_shows(fixture, SVC, "\"85301\"");
    assert_shows(fixture, SVC, "\"BD-1800\"");
    assert_shows(fixture, SVC, "\"Ours\"");
    import_path(fixture, fixture->in);
}

static void a_status_that_is_a_number_is_kept_but_not_believed(void **state)
{
    struct fixture *fixture = *state;

    basics(fixture);
    import_path(fixture, fixture->in);
    assert_told(fixture, "service.status '6' is not one of");
    assert_told(fixture, "latitude '0' and longitude '0'");
    assert_int_equal(fixture->report.counts.rejected, 0);
}

static void several_parents_in_one_cell_are_several_records(void **state)
{
    struct fixture *fixture = *state;

    basics(fixture);
    (void)write_file(fixture, "phones.csv",
                     "id,service_id,number,department,language\n"
                     "7,\"" SVC "," SVC2 "\",602-555-0100,Front desk,\"en, es\""
                     "\n");
    import_twice(fixture, fixture->in, 8, 0);
    assert_shows(fixture, SVC, "602-555-0100");
    assert_shows(fixture, SVC, "Front desk");
    assert_shows(fixture, SVC2, "602-555-0100");
}

static void one_id_for_several_rows_does_not_lose_any(void **state)
{
    struct fixture *fixture = *state;

    basics(fixture);
    (void)write_file(fixture, "languages.csv",
                     "id,service_id,location_id,language\n1," SVC
                     ",,English\n1," SVC ",,Spanish\n");
    (void)write_file(fixture, "schedules.csv",
                     "id,service_id,weekday,dtstart,until\n9," SVC
                     ",Monday - Friday,8:30AM,5:30PM\n9," SVC2
                     ",Monday - Friday,8:30AM,5:30PM\n");
    import_twice(fixture, fixture->in, 11, 0);
    assert_shows(fixture, SVC, "\"Spanish\"");
    assert_shows(fixture, SVC, "\"English\"");
    assert_shows(fixture, SVC, "\"MO,TU,WE,TH,FR\"");
    assert_shows(fixture, SVC2, "\"08:30\"");
}

static void rows_without_ids_keep_the_same_made_up_ones(void **state)
{
    struct fixture *fixture = *state;

    basics(fixture);
    (void)write_file(
        fixture, "regular_schedules.csv",
        "id,service_id,weekday,opens_at,closes_at,original_text\n," SVC
        ",Monday,9:00am,5:00pm,\"9-5, Mon\"\n," SVC
        ",Tuesday,9:00am,5:00pm,\"9-5, Tue\"\n");
    import_twice(fixture, fixture->in, 9, 0);
    assert_shows(fixture, SVC, "\"9-5, Tue\"");
}

static void tables_that_are_gone_become_facts_or_text(void **state)
{
    struct fixture *fixture = *state;

    basics(fixture);
    (void)write_file(fixture, "eligibility.csv",
                     "id,service_id,eligibility\n1," SVC ",female\n2," SVC
                     ",Must live in Glendale\n3,,Everyone\n");
    (void)write_file(fixture, "payments_accepted.csv",
                     "id,service_id,payment\n1," SVC ",medicare\n2," SVC
                     ",seashells\n");
    import_twice(fixture, fixture->in, 12, 0);
    import_path(fixture, fixture->in);
    assert_shows(fixture, SVC, "\"Must live in Glendale\"");
    assert_shows(fixture, SVC, "sex:female");
    assert_shows(fixture, SVC, "\"medicare\"");
}

static void what_is_left_aside_is_told(void **state)
{
    struct fixture *fixture = *state;

    basics(fixture);
    (void)write_file(fixture, "eligibility.csv",
                     "id,service_id,eligibility\n3,,Everyone\n");
    (void)write_file(fixture, "payments_accepted.csv",
                     "id,service_id,payment\n2," SVC ",seashells\n");
    (void)write_file(fixture, "colours.csv", "id,colour\n1,red\n");
    import_path(fixture, fixture->in);
    assert_told(fixture, "no service_id");
    assert_told(fixture, "'seashells' is no way to pay");
    assert_told(fixture, "'colours' is no HSDS table");
}

static void prefixed_columns_and_lists_of_places_are_read(void **state)
{
    struct fixture *fixture = *state;

    (void)write_file(fixture, "organizations.csv", "id,name\n" ORG ",Haven\n");
    (void)write_file(fixture, "locations.csv",
                     "id,name\n" PLACE ",Hall\n" PLACE2 ",Annex\n");
    (void)write_file(fixture, "services.csv",
                     "service_recordid,service_name,service_organization,"
                     "service_locations,SDOH_code\n" SVC ",Meals," ORG
                     ",\"" PLACE "," PLACE2 "\",Z59\n");
    import_twice(fixture, fixture->in, 4, 0);
    assert_shows(fixture, SVC, "\"Hall\"");
    assert_shows(fixture, SVC, "\"Annex\"");
    assert_shows(fixture, SVC, "\"Z59\"");
}

static void a_service_of_ohana_belongs_to_its_places_organization(void **state)
{
    struct fixture *fixture = *state;

    (void)write_file(fixture, "organizations.csv", "id,name\n" ORG ",Haven\n");
    (void)write_file(fixture, "locations.csv",
                     "id,organization_id,name,accessibility,virtual\n" PLACE
                     "," ORG ",Hall,\"ramp, wheelchair\",false\n");
    (void)write_file(fixture, "services.csv",
                     "id,location_id,name,accepted_payments\n" SVC "," PLACE
                     ",Meals,\"Cash, Medicare\"\n");
    import_twice(fixture, fixture->in, 3, 0);
    assert_string_equal(fixture->report.detected, "Ohana CSV (3 of 3 tables)");
    assert_shows(fixture, SVC, "\"Haven\"");
    assert_shows(fixture, SVC, "\"Hall\"");
    assert_shows(fixture, SVC, "\"ramp\"");
    assert_shows(fixture, SVC, "\"medicare\"");
}

static void an_empty_row_and_a_wide_one_are_told_with_their_lines(void **state)
{
    struct fixture *fixture = *state;

    (void)write_file(fixture, "organizations.csv",
                     "id,name\n" ORG ",Haven,surplus\n , \n,\n");
    import_path(fixture, fixture->in);
    assert_adds_up(fixture);
    assert_told(fixture, "organizations.csv:2:");
    assert_told(fixture, "'surplus' lies beyond the 2 columns");
    assert_told(fixture, "organizations.csv:3:0 the row is empty");
    assert_int_equal(fixture->report.counts.rejected, 2);
}

static void an_open_quote_ends_the_import_and_names_its_place(void **state)
{
    struct fixture *fixture = *state;

    basics(fixture);
    import_path(fixture, fixture->in);
    (void)write_file(fixture, "organizations.csv",
                     "id,name\n" ORG ",\"Haven\n");
    assert_true(import_as(fixture, NULL, fixture->in, NULL) != WP_OK);
    assert_non_null(strstr(fixture->error.origin, "organizations.csv:2"));
    assert_shows(fixture, SVC, "\"Haven\"");
}

/* ---- real packages ------------------------------------------------------- */

static void real_packages_are_read_whole_and_the_same_twice(void **state)
{
    static const struct {
        const char *path;
        long read, rejected;
        size_t services;
    } packages[] = {
        {"../shared/standards/hsds-1.1-sample/all_resources", 71, 0, 13},
        {"../shared/data/hsds/ohana_sample_csv", 486, 0, 23},
        {"../shared/data/hsds/hsds3_spec_examples/csv", 21, 0, 1},
        {"../shared/data/hsds/hsds2_dc_crie_2021_subfolder.zip", 7788, 0, 1097},
        {"../shared/data/hsds/hsds2_dc_crie_2022-07.zip", 6135, 0, 1134},
        {"../shared/data/hsds/hsds2_dc_crie_2023-04.zip", 25377, 0, 1656},
        {"../shared/data/hsds/hsds2_dc_crie_repeated_rows.zip", 11276, 0, 501},
    };
    (void)state;

    need(packages[0].path);
    for (size_t i = 0; i < sizeof(packages) / sizeof(packages[0]); i++) {
        void *own = NULL;
        (void)fixture_setup(&own);
        struct fixture *fixture = own;
        import_twice(fixture, packages[i].path, packages[i].read,
                     packages[i].rejected);
        assert_int_equal(count_all(fixture).services, packages[i].services);
        (void)fixture_teardown(&own);
    }
}

static void the_miami_directory_is_read_whole(void **state)
{
    struct fixture *fixture = *state;
    const char *path = "../shared/data/hsds/hsds1_miami_open211_2019.zip";

    need(path);
    import_path(fixture, path);
    assert_adds_up(fixture);
    assert_int_equal(fixture->report.counts.read, 80908);
    assert_int_equal(fixture->report.counts.rejected, 0);
    assert_int_equal(count_all(fixture).services, 4089);
    assert_told(fixture, "no service_id: it is not known whom this is about");
}

#define WITH_STORE(test) \
    cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STORE(old_columns_land_in_their_new_places),
        WITH_STORE(a_status_that_is_a_number_is_kept_but_not_believed),
        WITH_STORE(several_parents_in_one_cell_are_several_records),
        WITH_STORE(one_id_for_several_rows_does_not_lose_any),
        WITH_STORE(rows_without_ids_keep_the_same_made_up_ones),
        WITH_STORE(tables_that_are_gone_become_facts_or_text),
        WITH_STORE(what_is_left_aside_is_told),
        WITH_STORE(prefixed_columns_and_lists_of_places_are_read),
        WITH_STORE(a_service_of_ohana_belongs_to_its_places_organization),
        WITH_STORE(an_empty_row_and_a_wide_one_are_told_with_their_lines),
        WITH_STORE(an_open_quote_ends_the_import_and_names_its_place),
        WITH_STORE(real_packages_are_read_whole_and_the_same_twice),
        WITH_STORE(the_miami_directory_is_read_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
