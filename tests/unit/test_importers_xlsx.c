/* tests/unit/test_importers_xlsx.c - rows of a workbook */
#include "support/readers_support.h"
#include "xlsx.h"

#define RELATION(id, type, target)                                    \
    "<Relationship Id=\"" id "\" Type=\"http://x/relationships/" type \
    "\" Target=\"" target "\"/>"
#define RELATIONS                                                              \
    "<Relationships>" RELATION("rId1", "worksheet", "worksheets/sheet1.xml")   \
        RELATION("rId2", "sharedStrings", "/xl/sharedStrings.xml")             \
            RELATION("rId3", "chartsheet", "chartsheets/sheet1.xml") RELATION( \
                "rId4", "theme", "../../theme.xml") "</Relationships>"
#define WORKBOOK                                                    \
    "<workbook xmlns:r=\"http://x/r\"><sheets>"                     \
    "<sheet name=\"Chart\" sheetId=\"2\" r:id=\"rId3\"/>"           \
    "<sheet name=\"Facilities List\" sheetId=\"1\" r:id=\"rId1\"/>" \
    "</sheets></workbook>"

struct parts {
    const char *relations;
    const char *workbook;
    const char *strings;
    const char *sheet;
};

static enum wp_status
open_parts(const struct parts *parts, struct zip_writer *zip,
           struct wp_xlsx **ret_xlsx, struct wp_error *err)
{
    struct wp_package *package = NULL;

    zip_add(zip, "[Content_Types].xml", "<Types/>");
    zip_add(zip, "xl/_rels/workbook.xml.rels",
            parts->relations ? parts->relations : RELATIONS);
    zip_add(zip, "xl/workbook.xml",
            parts->workbook ? parts->workbook : WORKBOOK);
    zip_add(zip, "xl/worksheets/sheet1.xml", parts->sheet);
    zip_add(zip, "xl/sharedStrings.xml",
            parts->strings ? parts->strings : "<sst/>");
    zip_finish(zip);
    assert_int_equal(wp_package_open_memory("test.xlsx", zip->out.text,
                                            zip->out.length, &package, err),
                     WP_OK);
    return wp_xlsx_open(package, ret_xlsx, err);
}

/* Every row as "number: [a][b]". */
static enum wp_status render(const struct parts *parts, struct wp_buf *out,
                             struct wp_error *err)
{
    struct zip_writer zip = ZIP_WRITER_INIT;
    struct wp_xlsx *xlsx = NULL;
    struct wp_xlsx_sheet *sheet = NULL;
    struct wp_xlsx_row row;
    enum wp_status status = open_parts(parts, &zip, &xlsx, err);

    if (status == WP_OK) {
        status = wp_xlsx_sheet_open(xlsx, 0, &sheet, err);
    }
    while (status == WP_OK) {
        status = wp_xlsx_sheet_next(sheet, &row, err);
        if (status != WP_OK) {
            break;
        }
        wp_buf_printf(out, "%lu: ", row.number);
        for (size_t i = 0; i < row.count; i++) {
            assert_int_equal(strlen(row.cells[i].text), row.cells[i].length);
            assert_int_equal(row.cells[i].line, row.number);
            assert_int_equal(row.cells[i].column, i + 1);
            wp_buf_printf(out, "[%s]", row.cells[i].text);
        }
        wp_buf_char(out, '\n');
    }
    wp_xlsx_sheet_close(sheet);
    wp_xlsx_close(xlsx);
    zip_clear(&zip);
    return status;
}

static void assert_rows(const char *strings, const char *sheet,
                        const char *wanted)
{
    const struct parts parts = {.strings = strings, .sheet = sheet};
    struct wp_buf out = WP_BUF_INIT;
    struct wp_error err = WP_ERROR_INIT;

    if (render(&parts, &out, &err) != WP_EEND) {
        fail_msg("%s %s", err.origin, err.message);
    }
    assert_string_equal(wp_buf_str(&out), wanted);
    wp_buf_clear(&out);
}

static void assert_fails(const struct parts *parts, enum wp_status wanted,
                         const char *origin, const char *reason)
{
    struct wp_buf out = WP_BUF_INIT;
    struct wp_error err = WP_ERROR_INIT;

    assert_int_equal(render(parts, &out, &err), wanted);
    assert_string_equal(err.origin, origin);
    if (!strstr(err.message, reason)) {
        fail_msg("'%s' does not say '%s'", err.message, reason);
    }
    wp_buf_clear(&out);
}

#define SHEET(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"

static void every_type_of_cell_gives_its_text(void **state)
{
    (void)state;
    assert_rows(
        "<sst><si><t>zero</t></si><si><r><rPr/><t>ri</t></r><r><t>ch</t></r>"
        "<rPh sb=\"0\"><t>no</t></rPh></si></sst>",
        SHEET("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>"
              "<c r=\"B1\" t=\"s\"><v>1</v></c>"
              "<c r=\"C1\" t=\"inlineStr\"><is><t>in</t></is></c>"
              "<c r=\"D1\" t=\"str\"><f>A1</f><v>formula</v></c>"
              "<c r=\"E1\" t=\"b\"><v>1</v></c>"
              "<c r=\"F1\" t=\"b\"><v>0</v></c>"
              "<c r=\"G1\" t=\"e\"><v>#N/A</v></c>"
              "<c r=\"H1\"><v>12</v></c></row>"),
        "1: [zero][rich][in][formula][TRUE][FALSE][#N/A][12]\n");
}

static void numbers_come_in_their_shortest_form(void **state)
{
    (void)state;
    assert_rows(NULL,
                SHEET("<row><c><v>85301</v></c><c><v>12.0</v></c>"
                      "<c><v>38.889999999999997</v></c><c><v>1E3</v></c>"
                      "<c><v>-112.1</v></c><c><v>0.0</v></c>"
                      "<c><v>0x10</v></c><c><v>1e999</v></c></row>"),
                "1: [85301][12][38.89][1000][-112.1][0][0x10][1e999]\n");
}

static void gaps_are_empty_cells_and_empty_rows_are_passed_over(void **state)
{
    (void)state;
    assert_rows(NULL,
                SHEET("<row r=\"2\"><c r=\"B2\"><v>1</v></c>"
                      "<c r=\"C2\" s=\"1\"/><c r=\"D2\"><v>2</v></c>"
                      "<c r=\"E2\"/></row>"
                      "<row r=\"3\"><c r=\"A3\"/></row><row r=\"4\"/>"
                      "<row><c><v>5</v></c></row>"),
                "2: [][1][][2]\n5: [5]\n");
}

static void prefixed_elements_are_the_same_elements(void **state)
{
    (void)state;
    assert_rows(NULL,
                "<x:worksheet xmlns:x=\"http://x/main\"><x:sheetData><x:row>"
                "<x:c t=\"inlineStr\"><x:is><x:t>a&amp;b</x:t></x:is></x:c>"
                "</x:row></x:sheetData></x:worksheet>",
                "1: [a&b]\n");
}

static void escaped_characters_are_decoded(void **state)
{
    (void)state;
    assert_rows("<sst><si><t>a_x000D_\nb_x005F_x000D_ _x0000_</t></si></sst>",
                SHEET("<row><c t=\"s\"><v>0</v></c></row>"),
                "1: [a\r\nb_x000D_ \xEF\xBF\xBD]\n");
}

static void sheets_have_names_and_charts_are_not_sheets(void **state)
{
    (void)state;
    const struct parts parts = {.sheet = SHEET("")};
    struct zip_writer zip = ZIP_WRITER_INIT;
    struct wp_xlsx *xlsx = NULL;
    struct wp_error err = WP_ERROR_INIT;
    size_t index = 99;

    assert_int_equal(open_parts(&parts, &zip, &xlsx, NULL), WP_OK);
    assert_int_equal(wp_xlsx_sheet_count(xlsx), 1);
    assert_string_equal(wp_xlsx_sheet_name(xlsx, 0), "Facilities List");
    assert_int_equal(wp_xlsx_sheet_find(xlsx, "facilities list ", &index, NULL),
                     WP_OK);
    assert_int_equal(index, 0);
    assert_int_equal(wp_xlsx_sheet_find(xlsx, "Key", &index, &err),
                     WP_ENOTFOUND);
    wp_xlsx_close(xlsx);
    zip_clear(&zip);
}

static void cells_out_of_place_are_errors_with_their_place(void **state)
{
    (void)state;
    static const struct {
        const char *sheet;
        const char *origin;
        const char *reason;
    } bad[] = {
        {SHEET("<row r=\"2\"><c r=\"A2\" t=\"s\"><v>7</v></c></row>"),
         "test.xlsx!Facilities List:2:1", "shared text"},
        {SHEET("<row><c t=\"s\"><v>-1</v></c></row>"),
         "test.xlsx!Facilities List:1:1", "shared text"},
        {SHEET("<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>"),
         "test.xlsx!Facilities List:1:3", "out of its place"},
        {SHEET("<row r=\"1\"><c r=\"A2\"/></row>"),
         "test.xlsx!Facilities List:1:1", "out of its place"},
        {SHEET("<row r=\"1\"><c r=\"XFE1\"/></row>"),
         "test.xlsx!Facilities List:1:1", "grid"},
        {SHEET("<row r=\"1\"><c r=\"ZZZZZZZZZ1\"/></row>"),
         "test.xlsx!Facilities List:1:1", "grid"},
        {SHEET("<row r=\"1048577\"/>"), "test.xlsx!Facilities List", "row"},
        {SHEET("<row r=\"3\"/><row r=\"3\"/>"), "test.xlsx!Facilities List:3:1",
         "row"},
        {SHEET("<row><c><c/></c></row>"), "test.xlsx!Facilities List:1:1",
         "inside a cell"},
        {"<worksheet><sheetData><row><c><v>1</v></c>",
         "test.xlsx!xl/worksheets/sheet1.xml", "not XML"},
    };

    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        const struct parts parts = {.sheet = bad[i].sheet};
        assert_fails(&parts, WP_EPARSE, bad[i].origin, bad[i].reason);
    }
}

static void a_doctype_is_refused_wherever_it_stands(void **state)
{
    (void)state;
    const struct parts in_sheet = {
        .sheet = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                 "<worksheet/>"};
    const struct parts in_strings = {.strings = "<?xml version=\"1.0\"?>"
                                                "<!DOCTYPE sst><sst/>",
                                     .sheet = SHEET("")};
    const struct parts in_book = {.workbook = "<!-- x --><!DOCTYPE w><w/>",
                                  .sheet = SHEET("")};
    const struct parts entity = {.sheet = SHEET("<row>&e;</row>")};

    assert_fails(&in_sheet, WP_EPARSE, "test.xlsx!xl/worksheets/sheet1.xml",
                 "DOCTYPE");
    assert_fails(&in_strings, WP_EPARSE, "test.xlsx!xl/sharedStrings.xml",
                 "DOCTYPE");
    assert_fails(&in_book, WP_EPARSE, "test.xlsx!xl/workbook.xml", "DOCTYPE");
    assert_fails(&entity, WP_EPARSE, "test.xlsx!xl/worksheets/sheet1.xml", "");
}

static void a_sheet_outside_of_the_workbook_is_refused(void **state)
{
    (void)state;
    static const char *const targets[] = {
        "<Relationships>" RELATION("rId1", "worksheet",
                                   "../../../../etc/passwd")
            RELATION("rId3", "chartsheet", "x") "</Relationships>",
        "<Relationships>" RELATION("rId1", "worksheet", "file:///etc/passwd")
            RELATION("rId3", "chartsheet", "x") "</Relationships>",
        "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" "
        "Target=\"worksheets/sheet1.xml\" TargetMode=\"External\"/>" RELATION(
            "rId3", "chartsheet", "x") "</Relationships>",
    };

    for (size_t i = 0; i < sizeof(targets) / sizeof(targets[0]); i++) {
        const struct parts parts = {.relations = targets[i],
                                    .sheet = SHEET("")};
        assert_fails(&parts, WP_EPARSE, "test.xlsx", "outside");
    }
}

static void a_tag_fuller_than_any_spreadsheets_is_refused(void **state)
{
    (void)state;
    struct wp_buf many = WP_BUF_INIT;
    struct wp_buf hidden = WP_BUF_INIT;

    wp_buf_text(&many, "<worksheet");
    wp_buf_text(&hidden, "<!-- it's --><worksheet x=\">\"");
    for (unsigned i = 0; i < 2000; i++) {
        wp_buf_printf(&many, " a%u=''", i);
        wp_buf_printf(&hidden, " a%u='>'", i);
    }
    wp_buf_text(&many, "/>");
    wp_buf_text(&hidden, "/>");
    const struct parts first = {.sheet = many.text};
    const struct parts second = {.sheet = hidden.text};
    assert_fails(&first, WP_EPARSE, "test.xlsx!xl/worksheets/sheet1.xml",
                 "tag");
    assert_fails(&second, WP_EPARSE, "test.xlsx!xl/worksheets/sheet1.xml",
                 "tag");
    wp_buf_clear(&many);
    wp_buf_clear(&hidden);
}

/* ---- corpora ------------------------------------------------------------ */

static enum wp_status count_rows(const char *path, size_t index,
                                 unsigned long *ret_rows, struct wp_error *err)
{
    struct wp_package *package = NULL;
    struct wp_xlsx *xlsx = NULL;
    struct wp_xlsx_sheet *sheet = NULL;
    struct wp_xlsx_row row;
    enum wp_status status = wp_package_open(path, &package, err);

    *ret_rows = 0;
    if (status == WP_OK) {
        status = wp_xlsx_open(package, &xlsx, err);
    }
    if (status == WP_OK) {
        status = wp_xlsx_sheet_open(xlsx, index, &sheet, err);
    }
    while (status == WP_OK) {
        status = wp_xlsx_sheet_next(sheet, &row, err);
        *ret_rows += status == WP_OK;
    }
    wp_xlsx_sheet_close(sheet);
    wp_xlsx_close(xlsx);
    return status;
}

static void hostile_workbooks_end_in_clear_errors(void **state)
{
    (void)state;
    static const char *const names[] = {"bad-sst-index", "bomb-64MiB",
                                        "huge-ref",      "lol",
                                        "rel-traversal", "xxe"};
    NEEDS(BAD_INPUTS "generated/xlsx-xxe.xlsx");

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        char path[256];
        unsigned long rows = 0;
        struct wp_error err = WP_ERROR_INIT;
        (void)snprintf(path, sizeof(path), BAD_INPUTS "generated/xlsx-%s.xlsx",
                       names[i]);
        const enum wp_status status = count_rows(path, 0, &rows, &err);
        assert_true(status == WP_EPARSE || status == WP_ELIMIT);
        assert_true(err.origin[0] && err.message[0]);
        assert_int_equal(rows, 0);
    }
    assert_small_memory();
}

static void the_national_directories_have_their_rows_and_keys(void **state)
{
    (void)state;
    unsigned long rows = 0;
    NEEDS(REAL_DATA "samhsa");

    assert_int_equal(
        count_rows(REAL_DATA
                   "samhsa/National_Directory_SA_Facilities_2022.xlsx",
                   0, &rows, NULL),
        WP_EEND);
    assert_int_equal(rows, 12177);
    assert_int_equal(
        count_rows(REAL_DATA
                   "samhsa/National_Directory_MH_Facilities_2022.xlsx",
                   0, &rows, NULL),
        WP_EEND);
    assert_int_equal(rows, 9038);
    assert_int_equal(
        count_rows(REAL_DATA
                   "samhsa/National_Directory_SA_Facilities_2022.xlsx",
                   1, &rows, NULL),
        WP_EEND);
    assert_int_equal(rows, 226);
    assert_small_memory();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_of_cell_gives_its_text),
        cmocka_unit_test(numbers_come_in_their_shortest_form),
        cmocka_unit_test(gaps_are_empty_cells_and_empty_rows_are_passed_over),
        cmocka_unit_test(prefixed_elements_are_the_same_elements),
        cmocka_unit_test(escaped_characters_are_decoded),
        cmocka_unit_test(sheets_have_names_and_charts_are_not_sheets),
        cmocka_unit_test(cells_out_of_place_are_errors_with_their_place),
        cmocka_unit_test(a_doctype_is_refused_wherever_it_stands),
        cmocka_unit_test(a_sheet_outside_of_the_workbook_is_refused),
        cmocka_unit_test(a_tag_fuller_than_any_spreadsheets_is_refused),
        cmocka_unit_test(hostile_workbooks_end_in_clear_errors),
        cmocka_unit_test(the_national_directories_have_their_rows_and_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
