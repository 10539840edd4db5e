/* tests/unit/test_importers_formats.c - the formats and how they are told */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "source.h"
#include "support/test.h"

static void every_format_says_what_it_is_and_what_it_reads(void **state)
{
    (void)state;
    assert_true(wp_formats_count() >= 3);
    for (size_t i = 0; i < wp_formats_count(); i++) {
        const struct wp_format_info *info = wp_formats_at(i);
        assert_true(info->name[0] != '\0' && strlen(info->name) <= 32);
        assert_true(info->summary[0] != '\0');
        assert_true(info->reads[0] != '\0');
        assert_ptr_equal(&wp_importer_by_name(info->name)->info, info);
    }
    assert_null(wp_formats_at(wp_formats_count()));
    assert_null(wp_importer_by_name("nonsense"));
}

/* Detect a single file with this content. */
static enum wp_status detect(const char *suffix, const char *text,
                             char ret_name[32], struct wp_error *err)
{
    char path[64] = "/tmp/waypost-detect-XXXXXX";
    char named[80];
    char sentence[WP_SENTENCE_ROOM] = "";
    const struct wp_importer *importer = NULL;
    struct wp_feed feed;
    const int file = mkstemp(path);

    assert_true(file >= 0);
    assert_int_equal(write(file, text, strlen(text)), (long)strlen(text));
    assert_int_equal(close(file), 0);
    (void)snprintf(named, sizeof(named), "%s%s", path, suffix);
    assert_int_equal(rename(path, named), 0);
    const char *paths[] = {named};
    enum wp_status status = wp_feed_open(paths, 1, &feed, err);
    if (status == WP_OK) {
        status = wp_detect(&feed, &importer, sentence, err);
        wp_feed_clear(&feed);
    }
    (void)snprintf(ret_name, 32, "%s",
                   status == WP_OK ? importer->info.name : "");
    assert_int_equal(unlink(named), 0);
    return status;
}

static void a_file_is_told_by_its_content_not_by_its_name(void **state)
{
    static const struct {
        const char *suffix, *text, *name;
    } cases[] = {
        {".json",
         "[{\"id\":\"1\",\"name\":\"x\",\"status\":\"active\","
         "\"service_at_locations\":[]}]",
         "hsds-json"},
        {".txt", "{\"id\":\"1\",\"name\":\"x\",\"services\":[]}\n",
         "hsds-json"},
        {".json",
         "{\"contents\":[{\"id\":\"1\",\"name\":\"x\","
         "\"legal_status\":\"y\",\"description\":\"z\"}]}",
         "hsds-json"},
        {".csv",
         "name1,name2,street1,city,state,zip,service_code_info\n"
         "A,,1 Main,B,AZ,85301,SA * OP\n",
         "samhsa"},
        {".csv",
         "\xEF\xBB\xBF   name1,street1,city,state,zip,type_facility,sa"
         "\nA,1 Main,B,AZ,85301,SU,1\n",
         "samhsa"},
        {".csv",
         "category_code,category_name,service_code,service_name\n"
         "TC,Type of Care,SA,Substance use treatment\n",
         "samhsa"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct wp_error error = WP_ERROR_INIT;
        char name[32];
        if (detect(cases[i].suffix, cases[i].text, name, &error) != WP_OK) {
            fail_msg("case %zu: %s", i, error.message);
        }
        assert_string_equal(name, cases[i].name);
    }
}

static void what_is_of_no_format_is_refused_with_its_name(void **state)
{
    struct wp_error error = WP_ERROR_INIT;
    char name[32];

    (void)state;
    assert_int_equal(detect(".csv", "colour,taste\nred,sweet\n", name, &error),
                     WP_EPARSE);
    assert_non_null(strstr(error.message, "cannot tell the format"));
    assert_int_equal(detect(".json",
                            "{\"resourceType\":\"Bundle\","
                            "\"id\":\"1\",\"location\":[]}",
                            name, &error),
                     WP_EPARSE);
}

static void a_broken_file_is_called_broken_not_unknown(void **state)
{
    struct wp_error error = WP_ERROR_INIT;
    char name[32];

    (void)state;
    assert_int_equal(detect(".json", "[{\"id\":\"1\",\"name\":", name, &error),
                     WP_EPARSE);
    assert_true(error.origin[0] != '\0');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_format_says_what_it_is_and_what_it_reads),
        cmocka_unit_test(a_file_is_told_by_its_content_not_by_its_name),
        cmocka_unit_test(what_is_of_no_format_is_refused_with_its_name),
        cmocka_unit_test(a_broken_file_is_called_broken_not_unknown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
