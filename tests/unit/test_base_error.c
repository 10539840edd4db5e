/* tests/unit/test_base_error.c - failures reach the person in one line */
#include <errno.h>
#include <string.h>

#include "waypost/error.h"

#include "support/test.h"

static void every_status_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (int i = WP_OK; i <= WP_EEND; i++) {
        const char *name = wp_status_name((enum wp_status)i);

        assert_string_not_equal(name, "unknown");
        for (int k = WP_OK; k < i; k++) {
            assert_string_not_equal(name, wp_status_name((enum wp_status)k));
        }
    }
    assert_string_equal(wp_status_name((enum wp_status)999), "unknown");
}

static void failing_fills_the_error_and_returns_the_status(void **state)
{
    struct wp_error err = {.native_code = 5, .origin = "old.csv:1"};

    (void)state;
    assert_int_equal(wp_fail(&err, WP_ENOTFOUND, "no service '%s'", "x"),
                     WP_ENOTFOUND);
    assert_int_equal(err.status, WP_ENOTFOUND);
    assert_string_equal(err.message, "no service 'x'");
    assert_string_equal(err.origin, "");
    assert_int_equal(err.native_code, 0);
}

static void nobody_has_to_take_the_words(void **state)
{
    (void)state;
    assert_int_equal(wp_fail(NULL, WP_EPARSE, "%d", 1), WP_EPARSE);
    assert_int_equal(wp_fail_errno(NULL, ENOENT, "x"), WP_EIO);
    (void)wp_fail_at(NULL, "x", 1, 1);
}

static void a_refused_system_call_says_why(void **state)
{
    struct wp_error err = WP_ERROR_INIT;

    (void)state;
    assert_int_equal(wp_fail_errno(&err, ENOENT, "opening %s", "a.csv"),
                     WP_EIO);
    assert_int_equal(err.native_code, ENOENT);
    assert_ptr_equal(strstr(err.message, "opening a.csv: "), err.message);
    assert_true(strlen(err.message) > strlen("opening a.csv: "));
}

static void a_long_message_is_cut_between_characters(void **state)
{
    struct wp_error err = WP_ERROR_INIT;
    char text[500];

    (void)state;
    /* Two-byte letters, shifted so that one straddles the end in half of
       the cases. */
    for (size_t shift = 0; shift < 2; shift++) {
        memset(text, 'x', shift);
        for (size_t i = shift; i + 2 < sizeof(text); i += 2) {
            memcpy(text + i, "\xC3\xA9", 3);
        }
        (void)wp_fail(&err, WP_EPARSE, "%s", text);
        const size_t length = strlen(err.message);
        assert_true(length >= sizeof(err.message) - 4);
        assert_int_equal((length - shift) % 2, 0);
    }
}

static void an_origin_leaves_out_what_is_not_known(void **state)
{
    struct wp_error err = WP_ERROR_INIT;

    (void)state;
    (void)wp_fail(&err, WP_EPARSE, "unclosed quote");
    assert_int_equal(wp_fail_at(&err, "a.csv", 214, 7), WP_EPARSE);
    assert_string_equal(err.origin, "a.csv:214:7");
    (void)wp_fail_at(&err, "a.csv", 214, 0);
    assert_string_equal(err.origin, "a.csv:214");
    (void)wp_fail_at(&err, "a.csv", 0, 0);
    assert_string_equal(err.origin, "a.csv");
    assert_string_equal(err.message, "unclosed quote");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_status_has_a_name_of_its_own),
        cmocka_unit_test(failing_fills_the_error_and_returns_the_status),
        cmocka_unit_test(nobody_has_to_take_the_words),
        cmocka_unit_test(a_refused_system_call_says_why),
        cmocka_unit_test(a_long_message_is_cut_between_characters),
        cmocka_unit_test(an_origin_leaves_out_what_is_not_known),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
