/* tests/unit/test_importers_samhsa.c - SAMHSA listings into the directory */
#include "mapper.h"
#include "samhsa.h"
#include "support/import_support.h"

#define HEADER                                                                \
    "name1,name2,street1,street2,city,state,zip,phone,intake1,website,"       \
    "latitude,longitude,type_facility,sa,mh,op,bu,md,ss,pw,fem,male,sp,chld," \
    "yad,adlt,snr,xyz\n"

static const char site[] =
    "Haven,Clinic,1 Main St,,Boston,MA,2128,617-555-0100 x12,617-555-0101,"
    "haven.example,42.38,-71.03,";

/* The id of the site's service, by its listing. */
static const char *service_id(const char *type)
{
    static char id[WP_UUID_TEXT];
    char key[80];

    (void)snprintf(key, sizeof(key), "haven|clinic|1 main st|02128||%s", type);
    wp_uuid_map("samhsa", "service", key, id);
    return id;
}

static void a_listing_becomes_place_service_phones_and_facts(void **state)
{
    struct fixture *fixture = *state;
    char text[800];

    (void)snprintf(text, sizeof(text), "%s%sSU,1,,1,1,1,1,1,1,,1,,1,1,1,1\n",
                   HEADER, site);
    import_twice(fixture,
                 write_file(fixture, "FindTreatment_2025-08-19.csv", text), 1,
                 0);
    assert_int_equal(count_all(fixture).services, 1);
    assert_int_equal(count_all(fixture).locations, 1);
    assert_told(fixture, "1 code columns are unknown to us");
    const char *id = service_id("su");
    assert_shows(fixture, id, "\"Substance use treatment, Clinic\"");
    assert_shows(fixture, id, "\"Haven\"");
    assert_shows(fixture, id, "\"02128\"");
    assert_shows(fixture, id, "\"+16175550100\"");
    assert_shows(fixture, id, "\"intake\"");
    assert_shows(fixture, id, "SA OP BU MD SS PW FEM SP YAD ADLT SNR XYZ");
    assert_shows(fixture, id, "\"BU: buprenorphine\"");
    assert_shows(fixture, id, "\"sud.moud.buprenorphine\"");
    assert_shows(fixture, id, "\"MD: Medicaid\"");
    assert_shows(fixture, id, "\"sex:female\"");
    assert_shows(fixture, id, "\"pregnant\"");
    assert_shows(fixture, id, "\"2025-08-19\"");
    assert_shows_not(fixture, id, "sex:male");
}

static void who_runs_a_place_says_who_may_come(void **state)
{
    struct fixture *fixture = *state;
    char text[800];

    (void)snprintf(
        text, sizeof(text),
        "name1,name2,street1,street2,city,state,zip,phone,intake1,"
        "website,latitude,longitude,type_facility,sa,vamc\n%sSU,1,1\n",
        site);
    import_path(fixture, write_file(fixture, "list.csv", text));
    assert_shows(fixture, service_id("su"), "\"veteran\"");
    assert_shows(fixture, service_id("su"), "\"only\"");
}

static void two_listings_of_a_site_are_one_place_two_services(void **state)
{
    struct fixture *fixture = *state;
    char text[1200];

    (void)snprintf(text, sizeof(text),
                   "%s%sSU,1,,1,,,,,,,,,,,\n%sMH,,1,1,,,,,,,,,,,\n", HEADER,
                   site, site);
    import_twice(fixture, write_file(fixture, "list.csv", text), 2, 0);
    assert_int_equal(count_all(fixture).services, 2);
    assert_int_equal(count_all(fixture).locations, 1);
    assert_int_equal(count_all(fixture).organizations, 1);
}

static void a_row_without_a_name_is_rejected_with_its_place(void **state)
{
    struct fixture *fixture = *state;
    char text[1200];

    (void)snprintf(text, sizeof(text),
                   "%s%sSU,1,,1,,,,,,,,,,,\n,,2 Oak,,Boston,MA,02128,,,,,,SU\n",
                   HEADER, site);
    import_path(fixture, write_file(fixture, "list.csv", text));
    assert_adds_up(fixture);
    assert_int_equal(fixture->report.counts.rejected, 1);
    assert_told(fixture, "list.csv:3:1 name1 is empty");
}

static void a_code_key_is_recognised_and_imports_nothing(void **state)
{
    struct fixture *fixture = *state;

    import_path(fixture, write_file(fixture, "key.csv",
                                    "category_code,category_name,service_code,"
                                    "service_name\nTC,t,SA,s\nTC,t,ZZZ,z\n"));
    assert_int_equal(fixture->report.counts.read, 0);
    assert_told(fixture, "a key of 2 codes");
    assert_told(fixture, "1 of them are unknown to us: ZZZ");
    assert_int_equal(count_all(fixture).services, 0);
}

/* ---- pure parts ---------------------------------------------------------- */

static void the_code_table_is_sorted_and_found_in_any_case(void **state)
{
    (void)state;
    for (size_t i = 0; i < wp_samhsa_code_count(); i++) {
        const char *code = wp_samhsa_code_at(i)->code;
        assert_int_equal(wp_samhsa_code_find(code), (long)i);
        assert_true(strlen(wp_samhsa_code_at(i)->label) > 1);
    }
    assert_true(wp_samhsa_code_count() <= WP_SAMHSA_CODES_MAX);
    assert_true(wp_samhsa_code_find("md") >= 0);
    assert_int_equal(wp_samhsa_code_find("nonsense"), -1);
    assert_null(wp_samhsa_code_at(wp_samhsa_code_count()));
}

static void a_files_name_tells_the_date_of_its_facts(void **state)
{
    char date[11] = "";

    (void)state;
    assert_true(wp_samhsa_date_of("FindTreatment_MA_2025-08-19.csv", date));
    assert_string_equal(date, "2025-08-19");
    assert_true(wp_samhsa_date_of("National_Directory_2022.xlsx", date));
    assert_string_equal(date, "2022-12-31");
    assert_false(wp_samhsa_date_of("list.csv", date));
    assert_false(wp_samhsa_date_of("list_123456.csv", date));
}

static struct wp_samhsa_row row_with(const char *const *codes)
{
    struct wp_samhsa_row row = {.code_text = WP_BUF_INIT};

    for (size_t i = 0; codes[i]; i++) {
        row.has[wp_samhsa_code_find(codes[i])] = true;
    }
    return row;
}

static void the_kind_of_listing_is_told_by_column_codes_or_name(void **state)
{
    static const char *const mental[] = {"SA", "MH", "OMH", NULL};
    static const char *const detox[] = {"DT", "OD", NULL};
    static const char *const none[] = {"CM", NULL};
    struct wp_samhsa_row row = row_with(mental);

    (void)state;
    wp_samhsa_tell_sides(&row, "x.xlsx");
    assert_int_equal(row.sides, WP_SAMHSA_MH);
    row.text[WP_SC_TYPE] = "SU";
    wp_samhsa_tell_sides(&row, "x.xlsx");
    assert_int_equal(row.sides, WP_SAMHSA_SU);
    row = row_with(detox);
    wp_samhsa_tell_sides(&row, "x.xlsx");
    assert_int_equal(row.sides, WP_SAMHSA_SU);
    row = row_with(none);
    wp_samhsa_tell_sides(&row, "National_Directory_MH_Facilities.xlsx");
    assert_int_equal(row.sides, WP_SAMHSA_MH);
    assert_string_equal(row.sides_from, "file name");
    wp_samhsa_tell_sides(&row, "x.xlsx");
    assert_int_equal(row.sides, 0);
}

static void the_description_is_plain_sentences(void **state)
{
    static const char *const codes[] = {"SA", "DT",   "OP", "RES",
                                        "BU", "PVTN", NULL};
    struct wp_samhsa_row row = row_with(codes);
    struct wp_arena arena = WP_ARENA_INIT;

    (void)state;
    assert_string_equal(
        wp_samhsa_description(&arena, &row),
        "Care: detox, substance use treatment. Setting: outpatient, "
        "residential. Opioid treatment: buprenorphine. Run by: a non-profit "
        "organization.");
    row.sides = WP_SAMHSA_SU;
    row.text[WP_SC_NAME2] = "Oak House";
    assert_string_equal(wp_samhsa_service_name(&arena, &row),
                        "Substance use treatment, Oak House");
    wp_arena_clear(&arena);
}

/* ---- real files ---------------------------------------------------------- */

static void the_massachusetts_download_is_read_whole(void **state)
{
    struct fixture *fixture = *state;
    const char *path =
        "../shared/data/samhsa/FindTreatment_MA_2025-08-19.csv.gz";

    need(path);
    import_twice(fixture, path, 662, 0);
    assert_string_equal(fixture->report.source, "findtreatment_ma_2025-08-19");
    assert_int_equal(count_all(fixture).locations, 465);
    assert_int_equal(count_all(fixture).services, 662);
}

static void both_national_directories_are_read_whole(void **state)
{
    struct fixture *fixture = *state;

    need("../shared/data/samhsa/National_Directory_SA_Facilities_2022.xlsx");
    import_path(
        fixture,
        "../shared/data/samhsa/National_Directory_SA_Facilities_2022.xlsx");
    assert_adds_up(fixture);
    assert_int_equal(fixture->report.counts.read, 12176);
    assert_int_equal(fixture->report.counts.rejected, 0);
    import_path(
        fixture,
        "../shared/data/samhsa/National_Directory_MH_Facilities_2022.xlsx");
    assert_adds_up(fixture);
    assert_int_equal(fixture->report.counts.read, 9037);
    assert_int_equal(fixture->report.counts.rejected, 0);
    /* 2,240 sites are in both */
    assert_true(count_all(fixture).locations < 12165 + 9032 - 2000);
}

static void the_key_of_2022_names_only_codes_we_know(void **state)
{
    struct fixture *fixture = *state;

    need("../shared/data/samhsa/service_code_key_2022.csv");
    import_path(fixture, "../shared/data/samhsa/service_code_key_2022.csv");
    assert_told(fixture, "a key of 315 codes");
    assert_told(fixture, "0 of them are unknown");
}

#define WITH_STORE(test) \
    cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STORE(a_listing_becomes_place_service_phones_and_facts),
        WITH_STORE(who_runs_a_place_says_who_may_come),
        WITH_STORE(two_listings_of_a_site_are_one_place_two_services),
        WITH_STORE(a_row_without_a_name_is_rejected_with_its_place),
        WITH_STORE(a_code_key_is_recognised_and_imports_nothing),
        cmocka_unit_test(the_code_table_is_sorted_and_found_in_any_case),
        cmocka_unit_test(a_files_name_tells_the_date_of_its_facts),
        cmocka_unit_test(the_kind_of_listing_is_told_by_column_codes_or_name),
        cmocka_unit_test(the_description_is_plain_sentences),
        WITH_STORE(the_massachusetts_download_is_read_whole),
        WITH_STORE(both_national_directories_are_read_whole),
        WITH_STORE(the_key_of_2022_names_only_codes_we_know),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
