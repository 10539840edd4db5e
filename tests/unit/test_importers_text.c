/* tests/unit/test_importers_text.c - which encoding, and what became of it */
#include "support/readers_support.h"

static struct wp_buf read_all(struct wp_text *text)
{
    struct wp_buf whole = WP_BUF_INIT;
    const char *piece = NULL;
    size_t size = 1;

    while (size > 0) {
        assert_int_equal(wp_text_next(text, &piece, &size, NULL), WP_OK);
        wp_buf_bytes(&whole, piece, size);
    }
    return whole;
}

/* Decode, compare, and check that the text reads the same a second time. */
static void assert_decodes(const char *input, size_t size, const char *wanted,
                           enum wp_text_encoding encoding, bool bom)
{
    struct wp_text *text = text_of_bytes(input, size);

    for (int pass = 0; pass < 2; pass++) {
        struct wp_buf whole = read_all(text);
        assert_string_equal(wp_buf_str(&whole), wanted);
        wp_buf_clear(&whole);
        assert_int_equal(wp_text_rewind(text, NULL), WP_OK);
    }
    assert_string_equal(wp_text_encoding_name(wp_text_report(text)->encoding),
                        wp_text_encoding_name(encoding));
    assert_int_equal(wp_text_report(text)->bom, bom);
    assert_int_equal(wp_text_report(text)->size, size);
    wp_text_close(text);
}

#define DECODES(input, wanted, encoding, bom) \
    assert_decodes(input, sizeof(input) - 1, wanted, encoding, bom)

static void utf8_stays_as_it_is_and_loses_its_byte_order_mark(void **state)
{
    (void)state;
    DECODES("", "", WP_TEXT_UTF8, false);
    DECODES("plain", "plain", WP_TEXT_UTF8, false);
    DECODES("ni\xC3\xB1os \xF0\x9F\x8F\xA0", "ni\xC3\xB1os \xF0\x9F\x8F\xA0",
            WP_TEXT_UTF8, false);
    DECODES("\xEF\xBB\xBFid", "id", WP_TEXT_UTF8, true);
    DECODES("\xEF\xBB\xBF", "", WP_TEXT_UTF8, true);
}

static void utf16_is_told_by_its_byte_order_mark(void **state)
{
    (void)state;
    DECODES("\xFF\xFE"
            "i\0d\0\xF1\0",
            "id\xC3\xB1", WP_TEXT_UTF16LE, true);
    DECODES("\xFE\xFF\0i\xD8\x3C\xDF\xE0", "i\xF0\x9F\x8F\xA0", WP_TEXT_UTF16BE,
            true);
    /* half a pair, then half a unit */
    DECODES("\xFF\xFE"
            "\x00\xD8"
            "a\0b",
            "\xEF\xBF\xBD"
            "a\xEF\xBF\xBD",
            WP_TEXT_UTF16LE, true);
}

static void other_bytes_are_read_as_windows_1252(void **state)
{
    (void)state;
    DECODES("it\x92s ni\xF1os", "it\xE2\x80\x99s ni\xC3\xB1os",
            WP_TEXT_WINDOWS_1252, false);
    DECODES("\x80\x81", "\xE2\x82\xAC\xEF\xBF\xBD", WP_TEXT_WINDOWS_1252,
            false);
}

static void a_file_with_both_kinds_is_mixed_and_keeps_its_utf8(void **state)
{
    (void)state;
    DECODES("\xC3\xB1 \x92", "\xC3\xB1 \xE2\x80\x99", WP_TEXT_MIXED, false);
}

static void overlong_forms_and_surrogates_are_not_utf8(void **state)
{
    (void)state;
    assert_false(wp_text_is_utf8("\xC0\xAF", 2));
    assert_false(wp_text_is_utf8("\xE0\x80\xAF", 3));
    assert_false(wp_text_is_utf8("\xED\xA0\x80", 3));
    assert_false(wp_text_is_utf8("\xF4\x90\x80\x80", 4));
    assert_false(wp_text_is_utf8("\xC3", 1));
    assert_true(wp_text_is_utf8("\xF4\x8F\xBF\xBF", 4));
    DECODES("\xC0\xAF", "\xC3\x80\xC2\xAF", WP_TEXT_WINDOWS_1252, false);
}

static void one_bad_byte_far_behind_decides_and_is_reported(void **state)
{
    (void)state;
    const size_t size = 1000000;
    char *bytes = malloc(size);

    assert_non_null(bytes);
    memset(bytes, 'x', size);
    for (size_t i = 99; i < size; i += 100) {
        bytes[i] = '\n';
    }
    bytes[996355] = (char)0x92;
    struct wp_text *text = text_of_bytes(bytes, size);
    const struct wp_text_report *report = wp_text_report(text);
    assert_int_equal(report->encoding, WP_TEXT_WINDOWS_1252);
    assert_int_equal(report->bad_count, 1);
    assert_int_equal(report->bad_offset, 996355);
    assert_int_equal(report->bad_line, 9964);
    assert_int_equal(report->replaced_count, 0);
    wp_text_close(text);
    free(bytes);
}

static void a_character_across_two_reads_stays_whole(void **state)
{
    (void)state;
    for (size_t before = 32760; before < 32772; before++) {
        struct wp_buf input = WP_BUF_INIT;
        for (size_t i = 0; i < before; i++) {
            wp_buf_char(&input, 'x');
        }
        wp_buf_text(&input, "\xF0\x9F\x8F\xA0\xC3\xB1");
        assert_decodes(input.text, input.length, input.text, WP_TEXT_UTF8,
                       false);
        wp_buf_clear(&input);
    }
}

static void a_nul_is_refused_with_its_place(void **state)
{
    (void)state;
    struct wp_error err = WP_ERROR_INIT;
    struct wp_text *text = NULL;

    assert_int_equal(
        wp_text_open(bytes_of("id,name\r\n1,a\0b", 14), &text, &err),
        WP_EPARSE);
    assert_string_equal(err.origin, "test.txt:2:4");
}

static void any_kind_of_line_end_counts_once(void **state)
{
    (void)state;
    struct wp_text_place place = WP_TEXT_PLACE_INIT;

    wp_text_place_move(&place, "a\nb\rc\r\nd\xC3\xB1", 10);
    assert_int_equal(place.line, 4);
    assert_int_equal(place.column, 3);
    wp_text_place_move(&place, "\r", 1);
    wp_text_place_move(&place, "\n", 1);
    assert_int_equal(place.line, 5);
    assert_int_equal(place.column, 1);
}

static void real_files_have_the_encodings_we_know(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        enum wp_text_encoding encoding;
        unsigned bad_count;
    } known[] = {
        {"food/sf_dcyf_programs_2013.csv", WP_TEXT_MIXED, 9},
        {"samhsa/otp_directory_geocoded.csv.gz", WP_TEXT_WINDOWS_1252, 1},
        {"samhsa/FindTreatment_MA_2025-08-19.csv.gz", WP_TEXT_UTF8, 0},
        {"cms/hifld_hospitals.csv.gz", WP_TEXT_UTF8, 0},
    };
    NEEDS(REAL_DATA "food");

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        char path[256];
        struct wp_bytes *bytes = NULL;
        struct wp_text *text = NULL;
        (void)snprintf(path, sizeof(path), REAL_DATA "%s", known[i].path);
        assert_int_equal(wp_bytes_open(path, &bytes, NULL), WP_OK);
        assert_int_equal(wp_text_open(bytes, &text, NULL), WP_OK);
        assert_int_equal(wp_text_report(text)->encoding, known[i].encoding);
        assert_int_equal(wp_text_report(text)->bad_count, known[i].bad_count);
        wp_text_close(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_stays_as_it_is_and_loses_its_byte_order_mark),
        cmocka_unit_test(utf16_is_told_by_its_byte_order_mark),
        cmocka_unit_test(other_bytes_are_read_as_windows_1252),
        cmocka_unit_test(a_file_with_both_kinds_is_mixed_and_keeps_its_utf8),
        cmocka_unit_test(overlong_forms_and_surrogates_are_not_utf8),
        cmocka_unit_test(one_bad_byte_far_behind_decides_and_is_reported),
        cmocka_unit_test(a_character_across_two_reads_stays_whole),
        cmocka_unit_test(a_nul_is_refused_with_its_place),
        cmocka_unit_test(any_kind_of_line_end_counts_once),
        cmocka_unit_test(real_files_have_the_encodings_we_know),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
