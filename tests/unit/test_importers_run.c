/* tests/unit/test_importers_run.c - one import, from paths to the directory */
#include <dirent.h>

#include "mapper.h"
#include "mapper_census.h"
#include "support/import_support.h"

#define ID1 "11111111-1111-4111-8111-111111111111"
#define ID2 "22222222-2222-4222-8222-222222222222"

#define TWO_ORGANIZATIONS                                         \
    "[{\"id\":\"" ID1 "\",\"name\":\"Haven\",\"services\":[]},\n" \
    " {\"id\":\"" ID2 "\",\"name\":\"Harbor\",\"services\":[]}]\n"

static void the_source_is_named_after_the_first_path(void **state)
{
    struct fixture *fixture = *state;

    import_path(fixture, write_file(fixture, "County List (2026).JSON",
                                    TWO_ORGANIZATIONS));
    assert_string_equal(fixture->report.source, "county_list_2026");
    assert_string_equal(fixture->report.format, "hsds-json");
    assert_int_equal(fixture->report.counts.added, 2);
}

static void a_second_import_finds_nothing_new(void **state)
{
    struct fixture *fixture = *state;

    import_twice(fixture, write_file(fixture, "a.json", TWO_ORGANIZATIONS), 2,
                 0);
}

static void a_changed_row_is_changed_and_an_absent_one_is_missing(void **state)
{
    struct fixture *fixture = *state;

    import_path(fixture, write_file(fixture, "a.json", TWO_ORGANIZATIONS));
    import_path(fixture,
                write_file(fixture, "a.json",
                           "[{\"id\":\"" ID1 "\",\"name\":\"Haven House\","
                           "\"services\":[]}]"));
    assert_adds_up(fixture);
    assert_int_equal(fixture->report.counts.changed, 1);
    assert_int_equal(fixture->report.counts.missing, 1);
}

static void a_broken_file_leaves_the_directory_as_it_was(void **state)
{
    struct fixture *fixture = *state;

    import_path(fixture, write_file(fixture, "a.json", TWO_ORGANIZATIONS));
    const struct wp_store_counts before = count_all(fixture);
    const char *path = write_file(fixture, "a.json",
                                  "[{\"id\":\"" ID1
                                  "\",\"name\":\"Changed\",\"services\":[]},\n"
                                  " {\"id\":\"" ID2 "\",\"name\":\"Cut");
    assert_int_equal(import_as(fixture, "hsds-json", path, NULL), WP_EPARSE);
    assert_non_null(strstr(fixture->error.origin, "a.json"));
    assert_int_equal(before.organizations, count_all(fixture).organizations);
    assert_int_equal(before.raw_records, count_all(fixture).raw_records);
    assert_shows(fixture, ID1, "\"Haven\"");
}

static void a_bad_element_is_rejected_with_its_place(void **state)
{
    struct fixture *fixture = *state;

    import_path(fixture,
                write_file(fixture, "a.json",
                           "[{\"id\":\"" ID1 "\",\"name\":\"Haven\","
                           "\"services\":[]},\n 7,\n {\"services\":[]}]\n"));
    assert_adds_up(fixture);
    assert_int_equal(fixture->report.counts.read, 3);
    assert_int_equal(fixture->report.counts.rejected, 2);
    assert_told(fixture, "a.json:2:2");
    assert_told(fixture, "a.json:3:2");
}

static void an_unknown_format_or_path_is_an_error(void **state)
{
    struct fixture *fixture = *state;
    const char *path = write_file(fixture, "a.json", TWO_ORGANIZATIONS);

    assert_int_equal(import_as(fixture, "nonsense", path, NULL), WP_EINVAL);
    assert_non_null(strstr(fixture->error.message, "'nonsense'"));
    assert_true(import_as(fixture, NULL, "/nowhere/at/all.csv", NULL) != WP_OK);
    assert_int_equal(
        import_as(fixture, NULL, path,
                  "a_name_that_is_much_longer_than_a_source_may_be_called_xxxxx"
                  "xxxxxxxx"),
        WP_EINVAL);
    assert_int_equal(count_all(fixture).raw_records, 0);
}

static void a_dry_run_counts_and_changes_nothing(void **state)
{
    struct fixture *fixture = *state;
    const char *path = write_file(fixture, "a.json", TWO_ORGANIZATIONS);
    const struct wp_import_options options = {.now = "2026-11-23T14:05:00Z",
                                              .dry_run = true};

    assert_int_equal(wp_import(fixture->store, fixture->vocab, &path, 1,
                               &options, &fixture->report, NULL),
                     WP_OK);
    assert_int_equal(fixture->report.counts.added, 2);
    assert_int_equal(count_all(fixture).organizations, 0);
}

/* ---- hostile files ------------------------------------------------------- */

/* Every file of a folder as every format it could be taken for: an error or a
   sum that adds up, never anything else. Nothing is kept. */
static long try_folder(struct fixture *fixture, const char *folder,
                       const char *format)
{
    DIR *directory = opendir(folder);
    struct dirent *entry = NULL;
    long tried = 0;

    assert_non_null(directory);
    while ((entry = readdir(directory)) != NULL) {
        char path[512];
        const char *paths[] = {path};
        struct stat info;
        const struct wp_import_options options = {
            .format = format, .now = "2026-11-23T14:05:00Z", .dry_run = true};

        (void)snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
        if (stat(path, &info) != 0 || !S_ISREG(info.st_mode)) {
            continue;
        }
        fixture->error = WP_ERROR_INIT;
        const enum wp_status status =
            wp_import(fixture->store, fixture->vocab, paths, 1, &options,
                      &fixture->report, &fixture->error);
        if (status == WP_OK) {
            assert_adds_up(fixture);
        } else if (fixture->error.message[0] == '\0') {
            fail_msg("%s: an error without a message", path);
        }
        tried++;
    }
    assert_int_equal(closedir(directory), 0);
    return tried;
}

static void hostile_files_end_in_a_message_and_change_nothing(void **state)
{
    static const struct {
        const char *folder, *format;
    } tries[] = {
        {"../shared/bad-inputs/generated", NULL},
        {"../shared/bad-inputs/generated/json", "hsds-json"},
        {"../shared/bad-inputs/generated/csv", "hsds-csv"},
        {"../shared/bad-inputs/generated/csv", "samhsa"},
        {"../shared/bad-inputs/csv/csv-spectrum/csvs", NULL},
        {"../shared/bad-inputs/json/JSONTestSuite/test_parsing", "hsds-json"},
        {"../shared/bad-inputs/zip/libzip/regress/data", "hsds-csv"},
    };
    struct fixture *fixture = *state;
    long tried = 0;

    need("../shared/bad-inputs/generated");
    for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
        if (access(tries[i].folder, R_OK) == 0) {
            tried += try_folder(fixture, tries[i].folder, tries[i].format);
        }
    }
    assert_true(tried > 300);
    assert_int_equal(count_all(fixture).raw_records, 0);
}

/* ---- what mappings share ------------------------------------------------- */

static void the_census_knows_which_ids_mean_two_things(void **state)
{
    struct wp_census census = WP_CENSUS_INIT;

    (void)state;
    assert_false(wp_census_has(&census, 1, "a"));
    for (int i = 0; i < 5000; i++) {
        char id[16];
        (void)snprintf(id, sizeof(id), "id%d", i);
        assert_int_equal(wp_census_note(&census, 1, id, 10, NULL), WP_OK);
        assert_int_equal(
            wp_census_note(&census, 1, id, i % 2 == 0 ? 10 : 20, NULL), WP_OK);
    }
    assert_true(wp_census_has(&census, 1, "id4999"));
    assert_false(wp_census_has(&census, 2, "id4999"));
    assert_false(wp_census_ambiguous(&census, 1, "id4998"));
    assert_true(wp_census_ambiguous(&census, 1, "id4999"));
    assert_int_equal(wp_census_content(&census, 1, "id4998"), 10);
    wp_census_clear(&census);
}

static void blanks_and_null_words_are_nothing(void **state)
{
    struct wp_arena arena = WP_ARENA_INIT;

    (void)state;
    assert_string_equal(wp_trimmed(&arena, "\xEF\xBB\xBF  a b\xC2\xA0\n"),
                        "a b");
    assert_null(wp_trimmed(&arena, " \t\xC2\xA0"));
    assert_null(wp_meaningful(&arena, " N/A "));
    assert_string_equal(wp_meaningful(&arena, " Navajo "), "Navajo");
    wp_arena_clear(&arena);
}

static void text_becomes_json_that_reads_back(void **state)
{
    static const char text[] = "a\"b\\c\nd\te\x01\xC3\xB1";
    struct wp_buf out = WP_BUF_INIT;

    (void)state;
    wp_buf_char(&out, '{');
    wp_json_member(&out, "one", text);
    wp_json_member(&out, "two", "");
    wp_buf_char(&out, '}');
    json_t *object = json_loads(wp_buf_str(&out), 0, NULL);
    assert_non_null(object);
    assert_string_equal(json_string_value(json_object_get(object, "one")),
                        text);
    json_decref(object);
    wp_buf_clear(&out);
}

#define WITH_STORE(test) \
    cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STORE(the_source_is_named_after_the_first_path),
        WITH_STORE(a_second_import_finds_nothing_new),
        WITH_STORE(a_changed_row_is_changed_and_an_absent_one_is_missing),
        WITH_STORE(a_broken_file_leaves_the_directory_as_it_was),
        WITH_STORE(a_bad_element_is_rejected_with_its_place),
        WITH_STORE(an_unknown_format_or_path_is_an_error),
        WITH_STORE(a_dry_run_counts_and_changes_nothing),
        WITH_STORE(hostile_files_end_in_a_message_and_change_nothing),
        cmocka_unit_test(the_census_knows_which_ids_mean_two_things),
        cmocka_unit_test(blanks_and_null_words_are_nothing),
        cmocka_unit_test(text_becomes_json_that_reads_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
