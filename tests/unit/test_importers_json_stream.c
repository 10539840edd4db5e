/* tests/unit/test_importers_json_stream.c - one object at a time */
#include "json_stream.h"
#include "support/readers_support.h"

/* Items as "line:column table {..}", problems as "origin status"; each on a
 * line of its own. */
static enum wp_status render(const char *input, size_t size,
                             const char *envelope, struct wp_buf *out,
                             struct wp_error *err)
{
    struct wp_json_stream *json = NULL;
    struct wp_json_item item;
    enum wp_status status =
        wp_json_stream_open(text_of_bytes(input, size), envelope, &json, err);

    if (status != WP_OK) {
        return status;
    }
    while ((status = wp_json_stream_next(json, &item, err)) == WP_OK) {
        if (item.object) {
            char *text = json_dumps(item.object, JSON_COMPACT);
            wp_buf_printf(out, "%lu:%lu %s%s%s\n", item.line, item.column,
                          item.table ? item.table : "", item.table ? " " : "",
                          text);
            free(text);
        } else {
            wp_buf_printf(out, "%s %s\n", item.problem.origin,
                          wp_status_name(item.problem.status));
        }
    }
    /* a reading that has ended stays ended, for the same reason */
    assert_int_equal(wp_json_stream_next(json, &item, NULL), status);
    wp_json_stream_close(json);
    return status;
}

static void assert_items(const char *input, const char *wanted)
{
    struct wp_buf out = WP_BUF_INIT;
    struct wp_error err = WP_ERROR_INIT;

    if (render(input, strlen(input), NULL, &out, &err) != WP_EEND) {
        fail_msg("%s: %s", err.origin, err.message);
    }
    assert_string_equal(wp_buf_str(&out), wanted);
    wp_buf_clear(&out);
}

static void assert_fails(const char *input, const char *items,
                         const char *origin)
{
    struct wp_buf out = WP_BUF_INIT;
    struct wp_error err = WP_ERROR_INIT;

    assert_int_equal(render(input, strlen(input), NULL, &out, &err), WP_EPARSE);
    assert_string_equal(wp_buf_str(&out), items);
    assert_string_equal(err.origin, origin);
    assert_int_not_equal(err.message[0], '\0');
    wp_buf_clear(&out);
}

static void an_array_gives_its_elements(void **state)
{
    (void)state;
    assert_items("[]", "");
    assert_items(" [ {\"a\":\"]\\\"}\"} ,\n {\"b\":[1,{}]}]\n",
                 "1:4 {\"a\":\"]\\\"}\"}\n2:2 {\"b\":[1,{}]}\n");
}

static void lines_give_an_object_each(void **state)
{
    (void)state;
    assert_items("{\"a\":1}\n{\"a\":2}\r\n\n{\"a\":3}",
                 "1:1 {\"a\":1}\n2:1 {\"a\":2}\n4:1 {\"a\":3}\n");
    assert_items("{\n\"a\":1}\n{\n\"a\":2}\n",
                 "1:1 {\"a\":1}\n3:1 {\"a\":2}\n");
}

static void a_page_gives_its_contents_wherever_they_stand(void **state)
{
    (void)state;
    assert_items("{\"contents\":[{\"id\":1}],\"total_items\":1}",
                 "1:14 {\"id\":1}\n");
    assert_items("{\"a\":{\"contents\":[{}]},\n\"contents\" : [{},\n{}] }",
                 "2:15 {}\n3:1 {}\n");
    assert_items("{\"total_items\":0,\"contents\":[]}", "");
}

static void another_member_may_wrap_the_elements(void **state)
{
    (void)state;
    struct wp_buf out = WP_BUF_INIT;
    const char *input = "{\"result_count\":1,\"results\":[{\"number\":1}]}";

    assert_int_equal(render(input, strlen(input), "results", &out, NULL),
                     WP_EEND);
    assert_string_equal(out.text, "1:30 {\"number\":1}\n");
    wp_buf_clear(&out);
}

static void tables_give_rows_with_the_name_of_their_table(void **state)
{
    (void)state;
    assert_items("{\"organizations.csv\":[{\"id\":1}],\"x.csv\":[],\n"
                 "\"services.csv\":[{\"id\":2},{\"id\":3}]}",
                 "1:23 organizations.csv {\"id\":1}\n"
                 "2:17 services.csv {\"id\":2}\n"
                 "2:26 services.csv {\"id\":3}\n");
    assert_items("{\"services\":[{\"id\":2}]}", "1:14 services {\"id\":2}\n");
}

static void any_other_object_is_one_element(void **state)
{
    (void)state;
    assert_items("{}", "1:1 {}\n");
    assert_items("\xEF\xBB\xBF{\"id\":1,\"services\":[{\"id\":2}]}",
                 "1:1 {\"id\":1,\"services\":[{\"id\":2}]}\n");
}

static void a_bad_element_is_told_and_passed_over(void **state)
{
    (void)state;
    assert_items("[{\"a\":tru},\n{\"b\":1},{\"c\":1,\"c\":2}\n,7,\"x\",{}]",
                 "test.txt:1:9 parse\n2:1 {\"b\":1}\n"
                 "test.txt:2:18 parse\n"
                 "test.txt:3:2 invalid\ntest.txt:3:4 invalid\n3:8 {}\n");
    assert_items("{\"a\":1}\n{\"b\":\n{\"c\":1}}\n[1]\n{\"d\":1}\n",
                 "1:1 {\"a\":1}\ntest.txt:2:5 parse\ntest.txt:3:8 parse\n"
                 "test.txt:4:1 invalid\n5:1 {\"d\":1}\n");
}

static void a_place_inside_an_element_is_a_place_in_the_file(void **state)
{
    (void)state;
    assert_items("[{\"a\":1},\n  {\"n\":\"\xC3\xB1\",\n   \"b\":x}]",
                 "1:2 {\"a\":1}\ntest.txt:3:8 parse\n");
}

static void what_has_no_end_or_no_order_ends_the_reading(void **state)
{
    (void)state;
    assert_fails("[{\"a\":1},{\"b\"", "1:2 {\"a\":1}\n", "test.txt:1:14");
    assert_fails("[{\"a\":1}", "1:2 {\"a\":1}\n", "test.txt:1:9");
    assert_fails("[{\"a\":1} {}]", "1:2 {\"a\":1}\n", "test.txt:1:10");
    assert_fails("[{\"a\":1},]", "1:2 {\"a\":1}\n", "test.txt:1:10");
    assert_fails("[{\"a\":1]}", "", "test.txt:1:8");
    assert_fails("{\"contents\":[{}],\"x\":tru}", "1:14 {}\n", "test.txt:1:24");
    assert_fails("{\"contents\":[],\"contents\":[]}", "", "test.txt:1:27");
}

static void bytes_behind_the_value_are_an_error(void **state)
{
    (void)state;
    assert_fails("{} {}", "", "test.txt:1:4");
    assert_fails("{\"a\":1}\nx", "", "test.txt:2:1");
    assert_fails("[{}]\n[{}]", "1:2 {}\n", "test.txt:2:1");
}

static void a_file_without_object_or_array_is_refused(void **state)
{
    (void)state;
    assert_fails("", "", "test.txt:1:1");
    assert_fails(" \n", "", "test.txt:2:1");
    assert_fails("id,name\n", "", "test.txt:1:1");
    assert_fails("\"x\"", "", "test.txt:1:1");
}

static void an_escaped_nul_is_refused_like_a_raw_one(void **state)
{
    (void)state;
    assert_items("[{\"a\":\"x\\u0000\"}]", "test.txt:1:15 parse\n");
}

static void deep_wide_and_long_elements_are_passed_over(void **state)
{
    (void)state;
    struct wp_buf input = WP_BUF_INIT;
    struct wp_buf out = WP_BUF_INIT;

    wp_buf_text(&input, "[{\"deep\":");
    for (int i = 0; i < 100000; i++) {
        wp_buf_char(&input, '[');
    }
    for (int i = 0; i < 100000; i++) {
        wp_buf_char(&input, ']');
    }
    wp_buf_text(&input, "},\n{\"wide\":[0");
    for (unsigned i = 0; i < WP_JSON_VALUES_MAX; i++) {
        wp_buf_text(&input, ",0");
    }
    wp_buf_text(&input, "]},\n{\"long\":\"");
    for (size_t i = 0; i <= WP_JSON_STRING_MAX; i++) {
        wp_buf_char(&input, 'x');
    }
    wp_buf_text(&input, "\"},\n{\"fine\":1}]");
    assert_int_equal(render(input.text, input.length, NULL, &out, NULL),
                     WP_EEND);
    assert_string_equal(out.text, "test.txt:1:2 limit\ntest.txt:2:1 limit\n"
                                  "test.txt:3:1 limit\n4:1 {\"fine\":1}\n");
    wp_buf_clear(&input);
    wp_buf_clear(&out);
}

static void where_the_reads_end_changes_nothing(void **state)
{
    (void)state;
    for (size_t before = 32735; before < 32775; before++) {
        struct wp_buf input = WP_BUF_INIT;
        struct wp_buf out = WP_BUF_INIT;
        wp_buf_char(&input, '[');
        for (size_t i = 0; i < before; i++) {
            wp_buf_char(&input, ' ');
        }
        wp_buf_text(&input, "{\"a\\\"\":\"\xC3\xB1\\\\\"},12\n,{\"b\":1}]");
        assert_int_equal(render(input.text, input.length, NULL, &out, NULL),
                         WP_EEND);
        struct wp_buf wanted = WP_BUF_INIT;
        wp_buf_printf(&wanted,
                      "1:%zu {\"a\\\"\":\"\xC3\xB1\\\\\"}\n"
                      "test.txt:1:%zu invalid\n2:2 {\"b\":1}\n",
                      before + 2, before + 16);
        assert_string_equal(out.text, wanted.text);
        wp_buf_clear(&input);
        wp_buf_clear(&out);
        wp_buf_clear(&wanted);
    }
}

/* ---- corpora ------------------------------------------------------------ */

/* Is everything in the file JSON (objects or not)? */
static bool accepts(const char *path)
{
    struct wp_bytes *bytes = NULL;
    struct wp_text *text = NULL;
    struct wp_json_stream *json = NULL;
    struct wp_json_item item;
    struct wp_error err = WP_ERROR_INIT;
    bool fine = true;

    assert_int_equal(wp_bytes_open(path, &bytes, &err), WP_OK);
    enum wp_status status = wp_text_open(bytes, &text, &err);
    if (status == WP_OK) {
        status = wp_json_stream_open(text, NULL, &json, &err);
    }
    while (status == WP_OK) {
        status = wp_json_stream_next(json, &item, &err);
        if (status == WP_OK && !item.object) {
            assert_true(item.problem.origin[0] && item.problem.message[0]);
            fine = fine && item.problem.status == WP_EINVAL;
        }
    }
    if (status != WP_EEND) {
        assert_true(err.origin[0] && err.message[0]);
    }
    wp_json_stream_close(json);
    return fine && status == WP_EEND;
}

static void sweep_one(const char *path)
{
    /* documented: a text that is not UTF-8 is read as windows-1252, a NUL is
     * refused even when escaped, a repeated name is refused, and only objects
     * and arrays are looked for */
    static const char *const ours[] = {
        "y_string_null_escape.json", "y_object_escaped_null_in_key.json",
        "y_object_duplicated_key.json",
        "y_object_duplicated_key_and_value.json"};
    const char *base = strrchr(path, '/') + 1;
    const bool accepted = accepts(path);
    struct wp_buf whole = file_of(path);
    const char *text = wp_buf_str(&whole);
    const char first = text[strspn(text, " \r\n\t")];
    bool wanted = base[0] == 'y' && (first == '{' || first == '[');

    wp_buf_clear(&whole);
    for (size_t i = 0; i < sizeof(ours) / sizeof(ours[0]); i++) {
        wanted = wanted && strcmp(base, ours[i]) != 0;
    }
    /* bytes outside of UTF-8 inside a string become characters */
    if (base[0] == 'i' || strstr(base, "invalid_utf8") ||
        strstr(base, "invalid-utf-8")) {
        return;
    }
    if (accepted != wanted) {
        fail_msg("%s is %s", base, accepted ? "accepted" : "refused");
    }
}

static void json_test_suite_is_accepted_and_refused_as_it_says(void **state)
{
    (void)state;
    NEEDS(BAD_INPUTS "json/JSONTestSuite/test_parsing");
    assert_int_equal(
        each_file(BAD_INPUTS "json/JSONTestSuite/test_parsing", sweep_one),
        318);
    assert_small_memory();
}

static void read_whatever_comes(const char *path)
{
    (void)accepts(path);
}

static void hostile_json_files_end_in_items_or_clear_errors(void **state)
{
    (void)state;
    NEEDS(BAD_INPUTS "generated/json");
    assert_int_equal(
        each_file(BAD_INPUTS "generated/json", read_whatever_comes), 11);
    (void)each_file(BAD_INPUTS "json/JSONTestSuite/test_transform",
                    read_whatever_comes);
    assert_small_memory();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_array_gives_its_elements),
        cmocka_unit_test(lines_give_an_object_each),
        cmocka_unit_test(a_page_gives_its_contents_wherever_they_stand),
        cmocka_unit_test(another_member_may_wrap_the_elements),
        cmocka_unit_test(tables_give_rows_with_the_name_of_their_table),
        cmocka_unit_test(any_other_object_is_one_element),
        cmocka_unit_test(a_bad_element_is_told_and_passed_over),
        cmocka_unit_test(a_place_inside_an_element_is_a_place_in_the_file),
        cmocka_unit_test(what_has_no_end_or_no_order_ends_the_reading),
        cmocka_unit_test(bytes_behind_the_value_are_an_error),
        cmocka_unit_test(a_file_without_object_or_array_is_refused),
        cmocka_unit_test(an_escaped_nul_is_refused_like_a_raw_one),
        cmocka_unit_test(deep_wide_and_long_elements_are_passed_over),
        cmocka_unit_test(where_the_reads_end_changes_nothing),
        cmocka_unit_test(json_test_suite_is_accepted_and_refused_as_it_says),
        cmocka_unit_test(hostile_json_files_end_in_items_or_clear_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
