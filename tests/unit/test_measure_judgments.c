/* tests/unit/test_measure_judgments.c - trec qrels as they come */
#include <string.h>

#include "waypost/measure.h"

#include "support/test.h"

static struct wp_judgments *parse(const char *text)
{
    struct wp_judgments *judgments = NULL;
    struct wp_error err = WP_ERROR_INIT;

    if (wp_judgments_parse("q.tsv", text, strlen(text), &judgments, &err) !=
        WP_OK) {
        fail_msg("%s", err.message);
    }
    return judgments;
}

static void assert_refused(const char *text, const char *origin,
                           const char *part)
{
    struct wp_judgments *judgments = NULL;
    struct wp_error err = WP_ERROR_INIT;

    assert_int_equal(
        wp_judgments_parse("q.tsv", text, strlen(text), &judgments, &err),
        WP_EPARSE);
    assert_string_equal(err.origin, origin);
    assert_non_null(strstr(err.message, part));
}

static void blanks_comments_and_reasons_are_accepted(void **state)
{
    (void)state;
    struct wp_judgments *judgments = parse("# who judged, and when\n"
                                           "\n"
                                           "t1\t0\tdoc-b\t3\tclose and open\r\n"
                                           "  t1  0 doc-a  0\n"
                                           "t0 Q0 doc-a -1");
    int grade = 9;

    assert_int_equal(wp_judgments_count(judgments), 3);
    assert_int_equal(wp_judgments_of(judgments, "t1"), 2);
    assert_int_equal(wp_judgments_of(judgments, "t"), 0);
    assert_true(wp_judgments_grade(judgments, "t1", "doc-b", &grade));
    assert_int_equal(grade, 3);
    assert_true(wp_judgments_grade(judgments, "t0", "doc-a", &grade));
    assert_int_equal(grade, -1);
    assert_false(wp_judgments_grade(judgments, "t0", "doc-b", &grade));
    wp_judgments_destroy(judgments);
}

static void nothing_is_no_judgments(void **state)
{
    (void)state;
    struct wp_judgments *judgments = parse("");

    assert_int_equal(wp_judgments_count(judgments), 0);
    assert_int_equal(wp_judgments_of(judgments, "t1"), 0);
    wp_judgments_destroy(judgments);
}

static void a_wrong_line_is_named_by_line_column_and_value(void **state)
{
    (void)state;
    assert_refused("t1 0 d1 1\nt1 0 d2 2x\n", "q.tsv:2:9", "'2x'");
    assert_refused("t1 0 d1 100\n", "q.tsv:1:9", "'100'");
    assert_refused("t1 0 d1 -\n", "q.tsv:1:9", "'-'");
    assert_refused("t1 0 d1\n", "q.tsv:1:8", "grade is missing");
    assert_refused("t1 0 d1 1\nt2 0 d1 1\nt1 0 d1 1\n", "q.tsv:3:1",
                   "in line 1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blanks_comments_and_reasons_are_accepted),
        cmocka_unit_test(nothing_is_no_judgments),
        cmocka_unit_test(a_wrong_line_is_named_by_line_column_and_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
