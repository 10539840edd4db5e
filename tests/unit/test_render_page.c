/* tests/unit/test_render_page.c - text for a terminal is clean and wrapped */
#include <string.h>

#include "render/page.h"
#include "support/test.h"

static const struct wp_text_style narrow = {.width = 30};

static void wrap(struct wp_buf *out, const char *text)
{
    struct wp_page page = wp_page_to(out, &narrow);

    wp_page_wrap(&page, 2, 4, text);
}

static void words_wrap_at_the_width_with_a_hanging_indent(void **state)
{
    struct wp_buf out = WP_BUF_INIT;

    (void)state;
    wrap(&out, "one two three four five six seven");
    assert_string_equal(wp_buf_str(&out),
                        "  one two three four five six\n    seven\n");
    wp_buf_clear(&out);
}

static void a_word_longer_than_the_line_stays_whole(void **state)
{
    struct wp_buf out = WP_BUF_INIT;

    (void)state;
    wrap(&out, "see https://example.org/a/very/long/address/indeed now");
    assert_string_equal(
        wp_buf_str(&out),
        "  see\n    https://example.org/a/very/long/address/indeed\n"
        "    now\n");
    wp_buf_clear(&out);
}

static void controls_and_direction_marks_become_spaces(void **state)
{
    struct wp_buf out = WP_BUF_INIT;

    (void)state;
    wp_page_clean(&out, "a\x1b[31mb\tc\nd\xc2\x9b"
                        "e\xe2\x80\xae"
                        "f\x7f"
                        "g");
    assert_string_equal(wp_buf_str(&out), "a [31mb c d e f g");
    wp_buf_clear(&out);
}

static void broken_bytes_become_a_replacement_character(void **state)
{
    struct wp_buf out = WP_BUF_INIT;

    (void)state;
    wp_page_clean(&out, "caf\xe9!");
    assert_string_equal(wp_buf_str(&out), "caf\xef\xbf\xbd!");
    wp_buf_clear(&out);
}

static void wide_characters_take_two_columns(void **state)
{
    (void)state;
    assert_int_equal(wp_page_columns("ni\xc3\xb1o"), 4);
    assert_int_equal(wp_page_columns("\xe4\xb8\xad\xe6\x96\x87"), 4);
}

static void empty_text_writes_nothing(void **state)
{
    struct wp_buf out = WP_BUF_INIT;
    struct wp_page page = wp_page_to(&out, NULL);

    (void)state;
    wp_page_wrap(&page, 2, 2, "");
    wp_page_wrap(&page, 2, 2, NULL);
    wp_page_item(&page, 2, "Lead: ", NULL);
    assert_int_equal(out.length, 0);
    assert_int_equal(page.width, 80);
    wp_buf_clear(&out);
}

static void a_record_is_a_readable_page(void **state)
{
    struct wp_buf out = WP_BUF_INIT;

    (void)state;
    assert_int_equal(
        wp_render_show_text(
            "{\"id\":\"x\",\"name\":\"Soup\",\"organization\":{\"name\":"
            "\"Kitchen\"},\"phones\":[{\"number\":\"555\",\"type\":\"voice\"}]"
            ",\"waypost\":{\"facts\":[{\"kind\":\"payer\",\"code\":\"free\","
            "\"stance\":\"accepts\",\"source\":\"List\",\"asserted_on\":"
            "\"2026-01-02\",\"evidence\":\"free\"}]}}",
            NULL, &out, NULL),
        WP_OK);
    assert_string_equal(wp_buf_str(&out),
                        "Soup\n"
                        "  Organization: Kitchen\n"
                        "  Phone: 555, voice\n"
                        "  Id: x\n"
                        "\n"
                        "Facts, with who says so and when\n"
                        "  payer free: accepts (free; List, 2026-01-02)\n");
    wp_buf_clear(&out);
    assert_int_equal(wp_render_show_text("[1", NULL, &out, NULL), WP_EPARSE);
    wp_buf_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_wrap_at_the_width_with_a_hanging_indent),
        cmocka_unit_test(a_word_longer_than_the_line_stays_whole),
        cmocka_unit_test(controls_and_direction_marks_become_spaces),
        cmocka_unit_test(broken_bytes_become_a_replacement_character),
        cmocka_unit_test(wide_characters_take_two_columns),
        cmocka_unit_test(empty_text_writes_nothing),
        cmocka_unit_test(a_record_is_a_readable_page),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
