/* tests/unit/test_importers_table.c - columns by name, rows by line */
#include "support/readers_support.h"
#include "table.h"

static struct wp_table *table_of(const char *literal,
                                 const struct wp_table_options *options)
{
    struct wp_table *table = NULL;
    struct wp_error err = WP_ERROR_INIT;

    if (wp_table_open_text(text_of(literal), options, &table, &err) != WP_OK) {
        fail_msg("%s %s", err.origin, err.message);
    }
    return table;
}

static void header_names_are_trimmed_and_found_in_any_case(void **state)
{
    (void)state;
    struct wp_table *table = table_of("\xEF\xBB\xBF  Name1 ,\xC2\xA0n40\t,ID\n"
                                      "x,y,z\n",
                                      NULL);

    assert_int_equal(wp_table_column_count(table), 3);
    assert_string_equal(wp_table_column_name(table, 0), "Name1");
    assert_int_equal(wp_table_column(table, "name1"), 0);
    assert_int_equal(wp_table_column(table, "N40"), 1);
    assert_int_equal(wp_table_column(table, "id"), 2);
    assert_int_equal(wp_table_column(table, "phone"), -1);
    wp_table_close(table);
}

static void repeated_and_empty_names_are_kept_apart(void **state)
{
    (void)state;
    struct wp_table *table = table_of("phone,,phone,ID,id,phone,\n", NULL);

    assert_int_equal(wp_table_column_count(table), 7);
    assert_int_equal(wp_table_column(table, "phone"), 0);
    assert_int_equal(wp_table_column(table, "column 2"), 1);
    assert_int_equal(wp_table_column(table, "phone#2"), 2);
    assert_int_equal(wp_table_column(table, "ID"), 3);
    assert_int_equal(wp_table_column(table, "id"), 4);
    assert_int_equal(wp_table_column(table, "phone#3"), 5);
    assert_int_equal(wp_table_column(table, "column 7"), 6);
    assert_int_equal(wp_table_repeated_count(table), 2);
    assert_int_equal(wp_table_unnamed_count(table), 2);
    wp_table_close(table);
}

static void rows_may_be_shorter_or_longer_than_the_header(void **state)
{
    (void)state;
    struct wp_table *table = table_of("id,name,phone\n1,x\n2,y,3,4,5\n", NULL);

    assert_int_equal(wp_table_row(table)->count, 0);
    assert_string_equal(wp_table_text(table, 0), "");
    assert_int_equal(wp_table_next(table, NULL), WP_OK);
    assert_string_equal(wp_table_text(table, 1), "x");
    assert_string_equal(wp_table_text(table, 2), "");
    assert_string_equal(wp_table_text(table, -1), "");
    assert_int_equal(wp_table_row(table)->missing_count, 1);
    assert_int_equal(wp_table_next(table, NULL), WP_OK);
    assert_int_equal(wp_table_row(table)->extra_count, 2);
    assert_int_equal(wp_table_row(table)->line, 3);
    assert_string_equal(wp_table_row(table)->cells[4].text, "5");
    assert_int_equal(wp_table_next(table, NULL), WP_EEND);
    assert_int_equal(wp_table_row(table)->count, 0);
    wp_table_close(table);
}

static void a_problem_is_placed_at_its_cell(void **state)
{
    (void)state;
    struct wp_error err = WP_ERROR_INIT;
    struct wp_table *table = table_of("id,name\n1,\"a\nb\",\n", NULL);

    assert_int_equal(wp_table_next(table, NULL), WP_OK);
    (void)wp_fail(&err, WP_EPARSE, "x");
    assert_int_equal(wp_table_fail_at(table, 1, &err), WP_EPARSE);
    assert_string_equal(err.origin, "test.txt:2:3");
    (void)wp_table_fail_at(table, 2, &err);
    assert_string_equal(err.origin, "test.txt:3:4");
    (void)wp_table_fail_at(table, -1, &err);
    assert_string_equal(err.origin, "test.txt:2");
    wp_table_close(table);
}

static void a_table_may_have_titles_or_no_header(void **state)
{
    (void)state;
    const struct wp_table_options titles = {.skip_rows = 2};
    const struct wp_table_options bare = {.no_header = true};
    struct wp_table *table =
        table_of("A title\n\nof 2020\nid,x\n1,2\n", &titles);

    /* the delimiter is sniffed on the title, which has none: a comma */
    assert_int_equal(wp_table_column(table, "x"), 1);
    assert_int_equal(wp_table_next(table, NULL), WP_OK);
    assert_string_equal(wp_table_text(table, 1), "2");
    wp_table_close(table);

    table = table_of("1|2\n3|4\n", &bare);
    assert_int_equal(wp_table_column(table, "column 2"), 1);
    assert_int_equal(wp_table_unnamed_count(table), 0);
    assert_int_equal(wp_table_next(table, NULL), WP_OK);
    assert_string_equal(wp_table_text(table, 1), "2");
    assert_int_equal(wp_table_next(table, NULL), WP_OK);
    assert_string_equal(wp_table_text(table, 1), "4");
    assert_int_equal(wp_table_next(table, NULL), WP_EEND);
    wp_table_close(table);
}

static void a_table_without_any_row_is_an_error(void **state)
{
    (void)state;
    struct wp_table *table = NULL;
    struct wp_error err = WP_ERROR_INIT;

    assert_int_equal(wp_table_open_text(text_of(" \n \n"), NULL, &table, &err),
                     WP_EPARSE);
    assert_string_equal(err.origin, "test.txt");
}

static void a_name_repeated_4096_times_costs_no_time(void **state)
{
    (void)state;
    struct wp_buf input = WP_BUF_INIT;

    for (unsigned i = 0; i < WP_CSV_COLUMNS_MAX; i++) {
        wp_buf_text(&input, i > 0 ? ",x" : "x");
    }
    struct wp_table *table = table_of(input.text, NULL);
    assert_int_equal(wp_table_repeated_count(table), WP_CSV_COLUMNS_MAX - 1);
    assert_int_equal(wp_table_column(table, "x#4096"), 4095);
    wp_table_close(table);
    wp_buf_clear(&input);
}

static void an_old_excel_file_gets_its_own_message(void **state)
{
    (void)state;
    char path[] = "/tmp/waypost-table-XXXXXX";
    struct wp_table *table = NULL;
    struct wp_error err = WP_ERROR_INIT;
    const int fd = mkstemp(path);

    assert_true(fd >= 0);
    assert_int_equal(write(fd, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8), 8);
    assert_int_equal(close(fd), 0);
    assert_int_equal(wp_table_open(path, NULL, &table, &err), WP_EPARSE);
    assert_non_null(strstr(err.message, ".xls"));
    assert_int_equal(unlink(path), 0);
}

/* ---- real files --------------------------------------------------------- */

struct counted {
    const char *path;
    unsigned columns;
    unsigned rows;
    unsigned longer;
    unsigned shorter;
};

static void assert_counts(const struct counted *wanted)
{
    struct wp_table *table = NULL;
    struct wp_error err = WP_ERROR_INIT;
    struct counted seen = {.path = wanted->path};
    char path[256];
    enum wp_status status;

    (void)snprintf(path, sizeof(path), REAL_DATA "%s", wanted->path);
    if (wp_table_open(path, NULL, &table, &err) != WP_OK) {
        fail_msg("%s %s", err.origin, err.message);
    }
    seen.columns = (unsigned)wp_table_column_count(table);
    while ((status = wp_table_next(table, &err)) == WP_OK) {
        seen.rows++;
        seen.longer += wp_table_row(table)->extra_count > 0;
        seen.shorter += wp_table_row(table)->missing_count > 0;
    }
    if (status != WP_EEND) {
        fail_msg("%s %s", err.origin, err.message);
    }
    if (seen.columns != wanted->columns || seen.rows != wanted->rows ||
        seen.longer != wanted->longer || seen.shorter != wanted->shorter) {
        fail_msg("%s: %u columns, %u rows, %u longer, %u shorter", wanted->path,
                 seen.columns, seen.rows, seen.longer, seen.shorter);
    }
    wp_table_close(table);
}

static void real_tables_have_the_rows_we_know(void **state)
{
    (void)state;
    static const struct counted known[] = {
        {"airs/sf211_icarol_export_2012_redacted.csv.gz", 166, 2824, 0, 0},
        {"food/wpsl_pantries_2025.csv", 24, 145, 0, 0},
        {"food/sf_ss4women_directory.csv.gz", 12, 341, 0, 0},
        {"samhsa/FindTreatment_MA_2025-08-19.csv.gz", 332, 662, 0, 0},
        {"samhsa/National_Directory_SA_Facilities_2022.xlsx", 13, 12176, 0, 0},
        {"samhsa/National_Directory_MH_Facilities_2022.xlsx", 13, 9037, 0, 0},
        {"nppes/co_bh_provider_orgs_shifted_header.csv.gz", 29, 2592, 2592, 0},
        {"nppes/npidata_orgs_2018_329col.csv", 329, 40, 0, 0},
        {"hrsa/hc_service_delivery_sites_excerpt_2026-09-18.csv", 56, 5, 0, 5},
        {"cms/NH_ProviderInfo_Aug2021.csv.zip", 88, 15283, 0, 0},
        {"zips/HUD_ZIP_COUNTY_122020.xlsx", 6, 54194, 0, 0},
    };
    NEEDS(REAL_DATA "samhsa");

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        assert_counts(&known[i]);
    }
    assert_small_memory();
}

static void a_sheet_is_found_by_its_name(void **state)
{
    (void)state;
    static const char path[] =
        REAL_DATA "samhsa/National_Directory_SA_Facilities_2022.xlsx";
    const struct wp_table_options second = {.sheet_index = 1};
    struct wp_table_options by_name = {.sheet = " facilities LIST "};
    struct wp_table *table = NULL;
    struct wp_error err = WP_ERROR_INIT;
    NEEDS(path);

    assert_int_equal(wp_table_open(path, &by_name, &table, &err), WP_OK);
    assert_int_equal(wp_table_column(table, "service_code_info"), 12);
    assert_int_equal(wp_table_next(table, &err), WP_OK);
    (void)wp_fail(&err, WP_EPARSE, "x");
    (void)wp_table_fail_at(table, 3, &err);
    assert_string_equal(err.origin,
                        "National_Directory_SA_Facilities_2022.xlsx!"
                        "Facilities List:2:4");
    wp_table_close(table);

    assert_int_equal(wp_table_open(path, &second, &table, &err), WP_OK);
    wp_table_close(table);

    by_name.sheet = "Nowhere";
    assert_int_equal(wp_table_open(path, &by_name, &table, &err), WP_ENOTFOUND);
    assert_non_null(strstr(err.message, "Facilities List"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(header_names_are_trimmed_and_found_in_any_case),
        cmocka_unit_test(repeated_and_empty_names_are_kept_apart),
        cmocka_unit_test(rows_may_be_shorter_or_longer_than_the_header),
        cmocka_unit_test(a_problem_is_placed_at_its_cell),
        cmocka_unit_test(a_table_may_have_titles_or_no_header),
        cmocka_unit_test(a_table_without_any_row_is_an_error),
        cmocka_unit_test(a_name_repeated_4096_times_costs_no_time),
        cmocka_unit_test(an_old_excel_file_gets_its_own_message),
        cmocka_unit_test(real_tables_have_the_rows_we_know),
        cmocka_unit_test(a_sheet_is_found_by_its_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
