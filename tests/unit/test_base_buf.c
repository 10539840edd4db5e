/* tests/unit/test_base_buf.c - the growable string */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "waypost/buf.h"

#include "support/test.h"

static void appends_follow_each_other(void **state)
{
    struct wp_buf buf = WP_BUF_INIT;

    (void)state;
    assert_string_equal(wp_buf_str(&buf), "");
    wp_buf_text(&buf, "hello");
    wp_buf_char(&buf, ' ');
    wp_buf_printf(&buf, "%d of %s", 42, "all");
    wp_buf_bytes(&buf, "...!", 3);
    assert_string_equal(wp_buf_str(&buf), "hello 42 of all...");
    assert_int_equal(buf.length, strlen("hello 42 of all..."));
    assert_int_equal(wp_buf_status(&buf, NULL), WP_OK);
    wp_buf_clear(&buf);
}

static void it_grows_past_any_first_guess(void **state)
{
    struct wp_buf buf = WP_BUF_INIT;

    (void)state;
    for (int i = 0; i < 10000; i++) {
        wp_buf_printf(&buf, "%04d", i);
    }
    assert_int_equal(wp_buf_status(&buf, NULL), WP_OK);
    assert_int_equal(buf.length, 40000);
    assert_memory_equal(buf.text + 39996, "9999", 5);
    wp_buf_clear(&buf);
}

static void zero_bytes_are_kept(void **state)
{
    struct wp_buf buf = WP_BUF_INIT;

    (void)state;
    wp_buf_bytes(&buf, "a\0b", 3);
    assert_int_equal(buf.length, 3);
    assert_memory_equal(buf.text, "a\0b", 4);
    wp_buf_bytes(&buf, NULL, 0);
    assert_int_equal(buf.length, 3);
    wp_buf_clear(&buf);
}

static void a_failure_sticks_until_it_is_forgotten(void **state)
{
    struct wp_buf buf = WP_BUF_INIT;
    struct wp_error err = WP_ERROR_INIT;

    (void)state;
    wp_buf_text(&buf, "kept");
    wp_buf_bytes(&buf, "", SIZE_MAX / 2);
    wp_buf_text(&buf, "lost");
    assert_int_equal(wp_buf_status(&buf, &err), WP_ENOMEM);
    assert_int_equal(err.status, WP_ENOMEM);
    assert_string_equal(wp_buf_str(&buf), "kept");
    assert_null(wp_buf_take(&buf));
    wp_buf_reset(&buf);
    assert_int_equal(wp_buf_status(&buf, NULL), WP_OK);
    wp_buf_text(&buf, "again");
    assert_string_equal(wp_buf_str(&buf), "again");
    wp_buf_clear(&buf);
}

static void a_taken_text_is_the_takers(void **state)
{
    struct wp_buf buf = WP_BUF_INIT;

    (void)state;
    wp_buf_text(&buf, "mine");
    char *text = wp_buf_take(&buf);
    assert_string_equal(text, "mine");
    assert_int_equal(buf.length, 0);
    assert_string_equal(wp_buf_str(&buf), "");
    free(text);

    text = wp_buf_take(&buf); /* of an empty buffer: "" and not NULL */
    assert_string_equal(text, "");
    free(text);
}

static void clearing_nothing_is_allowed(void **state)
{
    struct wp_buf buf = WP_BUF_INIT;

    (void)state;
    wp_buf_clear(NULL);
    wp_buf_reset(&buf);
    wp_buf_clear(&buf);
    wp_buf_clear(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(appends_follow_each_other),
        cmocka_unit_test(it_grows_past_any_first_guess),
        cmocka_unit_test(zero_bytes_are_kept),
        cmocka_unit_test(a_failure_sticks_until_it_is_forgotten),
        cmocka_unit_test(a_taken_text_is_the_takers),
        cmocka_unit_test(clearing_nothing_is_allowed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
