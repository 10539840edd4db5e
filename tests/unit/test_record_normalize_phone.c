/* tests/unit/test_record_normalize_phone.c - phones as exports spell them */
#include <string.h>

#include "waypost/ingest.h"

#include "support/test.h"

static void assert_phone(const char *text, const char *wanted,
                         const char *wanted_extension)
{
    char number[24] = "?";
    char extension[12] = "?";

    if (!wp_phone_parse(text, number, extension)) {
        fail_msg("no phone in '%s'", text);
    }
    assert_string_equal(number, wanted);
    assert_string_equal(extension, wanted_extension);
}

static void assert_no_phone(const char *text)
{
    char number[24] = "?";
    char extension[12] = "?";

    if (wp_phone_parse(text, number, extension)) {
        fail_msg("'%s' was taken for %s", text, number);
    }
    assert_string_equal(number, "?");
    assert_string_equal(extension, "?");
}

static void one_number_has_many_spellings(void **state)
{
    static const char *const spellings[] = {
        "(202) 540-9862",
        "202-540-9862",
        "2025409862",
        "202.540.9862",
        "202 540 9862",
        "1-202-540-9862",
        "+1 202 540 9862",
        "+12025409862",
        "12025409862",
        "1 (202) 540-9862",
        " 202-540-9862 ",
        "202/540-9862",
        "Phone: 202-540-9862",
        "(202)540-9862",
        "tel:+1-202-540-9862",
        "202\xE2\x80\x93"
        "540\xE2\x80\x93"
        "9862",
        "202\xC2\xA0"
        "540\xC2\xA0"
        "9862",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++) {
        assert_phone(spellings[i], "+12025409862", "");
    }
}

static void extensions_are_read_apart(void **state)
{
    (void)state;
    assert_phone("860-276-3000 x301", "+18602763000", "301");
    assert_phone("787-805-2900 x2262", "+17878052900", "2262");
    assert_phone("207-623-5792 x", "+12076235792", "");
    assert_phone("860-276-3000 ext. 12", "+18602763000", "12");
    assert_phone("860-276-3000, Extension: 7", "+18602763000", "7");
    assert_phone("860-276-3000 #5", "+18602763000", "5");
    assert_phone("(860) 276-3000 (ext 12 or 14)", "+18602763000", "12");
    assert_phone("8602763000x0042", "+18602763000", "0042");
    assert_phone("860-276-3000 x123456789012", "+18602763000", "");
    assert_phone("860-276-3000 M-F only", "+18602763000", "");
}

static void letters_are_dialled(void **state)
{
    (void)state;
    assert_phone("1-800-662-HELP (4357)", "+18006624357", "");
    assert_phone("1-800-662-HELP", "+18006624357", "");
    assert_phone("800-GET-HELP", "+18004384357", "");
    assert_phone("1-800-4-A-CHILD", "+18004224453", "");
    assert_phone("1-800-FLOWERS", "+18003569377", "");
}

static void short_codes_stay_as_they_are(void **state)
{
    (void)state;
    assert_phone("988", "988", "");
    assert_phone("2-1-1", "211", "");
    assert_phone("911", "911", "");
    assert_phone("Call or text 988", "988", "");
    assert_phone("Dial 988, then press 1", "988", "");
    assert_phone("Dial 988 then Press 1", "988", "");
    assert_phone("988 or 1-800-273-8255", "988", "");
    assert_phone("211 (24/7)", "211", "");
    assert_no_phone("411 Main Street");
    assert_no_phone("987");
    assert_no_phone("9888");
}

static void the_first_of_several_numbers_is_taken(void **state)
{
    (void)state;
    assert_phone("Crisis line: 877-503-1850. Teen crisis line: 877-923-0700 "
                 "(counseling and support)",
                 "+18775031850", "");
    assert_phone("(212) 942-4204/4205", "+12129424204", "");
    assert_phone("212-942-4204; 212-942-4299", "+12129424204", "");
    assert_phone("open 24/7 since 2019: 212-942-4204", "+12129424204", "");
}

static void other_countries_keep_their_digits(void **state)
{
    (void)state;
    assert_phone("+44 20 7946 0958", "+442079460958", "");
    assert_phone("+44 (0)20 7946 0958", "+442079460958", "");
    assert_phone("Consulado: +52 55 5080 2000 ext 3", "+525550802000", "3");
    assert_no_phone("+44 20");
    assert_no_phone("+44 20 7946 0958 1234 5678");
}

static void what_is_not_a_phone_is_refused(void **state)
{
    static const char *const texts[] = {
        "",
        "NA",
        "call us",
        "942-4204",
        "942-4204 555-1234",
        "000-000-0000",
        "999-999-9999",
        "(123) 456-7890",
        "202-140-9862",
        "20254098621",
        "123456789012345",
        "85301-1234",
        "2026-11-23 14:05:00",
        "3839, 3841, AND 3843 TELEGRAPH AVENUE",
        "+",
        "+1",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        assert_no_phone(texts[i]);
    }
    assert_no_phone(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_number_has_many_spellings),
        cmocka_unit_test(extensions_are_read_apart),
        cmocka_unit_test(letters_are_dialled),
        cmocka_unit_test(short_codes_stay_as_they_are),
        cmocka_unit_test(the_first_of_several_numbers_is_taken),
        cmocka_unit_test(other_countries_keep_their_digits),
        cmocka_unit_test(what_is_not_a_phone_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
