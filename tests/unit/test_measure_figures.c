/* tests/unit/test_measure_figures.c - figures against values made by hand */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "waypost/measure.h"

#include "support/test.h"

#define ROWS_MAX 12

/* A ranking of documents named by single letters: "bxa". */
static struct wp_figures measure(const char *qrels, const char *ranking,
                                 int relevant_from)
{
    struct wp_judgments *judgments = NULL;
    struct wp_ranked rows[ROWS_MAX];
    const size_t count = strlen(ranking);

    memset(rows, 0, sizeof(rows));
    for (size_t i = 0; i < count; i++) {
        rows[i].id[0] = ranking[i];
    }
    assert_int_equal(
        wp_judgments_parse("q", qrels, strlen(qrels), &judgments, NULL), WP_OK);
    const struct wp_figures figures =
        wp_figures_of(judgments, "t", rows, count, relevant_from);
    wp_judgments_destroy(judgments);
    return figures;
}

static void assert_figure(struct wp_figures figures, enum wp_figure figure,
                          double wanted)
{
    if (fabs(figures.value[figure] - wanted) > 1e-6) {
        fail_msg("%s is %.6f, wanted %.6f", wp_figure_name(figure),
                 figures.value[figure], wanted);
    }
}

/* The worked example of the literature: 3 2 3 0 1 2 with 3 and 2 not found;
   its sum is 6.861127, the best possible in ten places 9.073... */
static void ndcg_is_that_of_the_textbooks_with_linear_gain(void **state)
{
    (void)state;
    static const char qrels[] = "t 0 a 3\nt 0 b 2\nt 0 c 3\nt 0 d 0\n"
                                "t 0 e 1\nt 0 f 2\nt 0 g 3\nt 0 h 2\n";
    const struct wp_figures figures = measure(qrels, "abcdef", 1);

    assert_figure(figures, WP_FIGURE_NDCG_10,
                  6.861126688593501 / (8.740262365546284 + 1 / log2(8.0)));
    assert_figure(figures, WP_FIGURE_MRR, 1.0);
    assert_figure(figures, WP_FIGURE_P_5, 0.8);
    assert_figure(figures, WP_FIGURE_SUCCESS_5, 1.0);
    assert_figure(figures, WP_FIGURE_UNJUDGED_5, 0.0);
}

static void ndcg_at_five_looks_no_further(void **state)
{
    (void)state;
    static const char qrels[] = "t 0 a 0\nt 0 b 3\nt 0 d 1\nt 0 e 2\n"
                                "t 0 z 2\nu 0 a 3\n";
    /* x was never judged: worth nothing, and counted. */
    const struct wp_figures five = measure(qrels, "abxdez", 1);
    const double ideal = 3 + 2 / log2(3.0) + 2 / log2(4.0) + 1 / log2(5.0);

    assert_figure(five, WP_FIGURE_NDCG_5,
                  (3 / log2(3.0) + 1 / log2(5.0) + 2 / log2(6.0)) / ideal);
    assert_figure(
        five, WP_FIGURE_NDCG_10,
        (3 / log2(3.0) + 1 / log2(5.0) + 2 / log2(6.0) + 2 / log2(7.0)) /
            ideal);
    assert_figure(five, WP_FIGURE_UNJUDGED_5, 1.0);
    assert_figure(five, WP_FIGURE_MRR, 0.5);
}

static void a_short_list_divides_by_five_all_the_same(void **state)
{
    (void)state;
    const struct wp_figures figures = measure("t 0 a 1\n", "a", 1);

    assert_figure(figures, WP_FIGURE_P_5, 0.2);
    assert_figure(figures, WP_FIGURE_NDCG_5, 1.0);
}

static void ties_in_grade_are_worth_the_same_in_any_order(void **state)
{
    (void)state;
    static const char qrels[] = "t 0 a 2\nt 0 b 2\nt 0 c 1\n";

    assert_figure(measure(qrels, "abc", 1), WP_FIGURE_NDCG_5, 1.0);
    assert_figure(measure(qrels, "bac", 1), WP_FIGURE_NDCG_5, 1.0);
    assert_true(measure(qrels, "acb", 1).value[WP_FIGURE_NDCG_5] < 1.0);
}

static void negative_grades_are_worth_nothing(void **state)
{
    (void)state;
    const struct wp_figures figures = measure("t 0 a -2\nt 0 b 1\n", "ab", 1);

    assert_figure(figures, WP_FIGURE_NDCG_5, 1 / log2(3.0));
    assert_figure(figures, WP_FIGURE_MRR, 0.5);
    assert_figure(figures, WP_FIGURE_UNJUDGED_5, 0.0);
}

static void what_is_relevant_starts_at_the_grade_asked_for(void **state)
{
    (void)state;
    static const char qrels[] = "t 0 a 1\nt 0 b 2\n";

    assert_figure(measure(qrels, "ab", 1), WP_FIGURE_MRR, 1.0);
    assert_figure(measure(qrels, "ab", 2), WP_FIGURE_MRR, 0.5);
    assert_figure(measure(qrels, "ab", 3), WP_FIGURE_MRR, 0.0);
    assert_figure(measure(qrels, "ab", 3), WP_FIGURE_SUCCESS_5, 0.0);
}

static void nothing_shown_and_nothing_relevant_are_zero(void **state)
{
    (void)state;
    const struct wp_figures empty = measure("t 0 a 1\n", "", 1);
    const struct wp_figures hopeless = measure("t 0 a 0\n", "a", 1);

    for (int f = 0; f < WP_FIGURE_COUNT; f++) {
        assert_figure(empty, (enum wp_figure)f, 0.0);
        assert_figure(hopeless, (enum wp_figure)f, 0.0);
    }
}

static void
refusals_and_open_questions_are_counted_in_the_top_five(void **state)
{
    (void)state;
    struct wp_judgments *judgments = NULL;
    struct wp_ranked rows[6] = {
        {"a", false, 1}, {"b", true, 2},  {"c", false, 0},
        {"d", true, 0},  {"e", false, 1}, {"f", true, 9},
    };

    assert_int_equal(wp_judgments_parse("q", "t 0 a 1", 7, &judgments, NULL),
                     WP_OK);
    const struct wp_figures six = wp_figures_of(judgments, "t", rows, 6, 1);
    const struct wp_figures two = wp_figures_of(judgments, "t", rows, 2, 1);
    assert_figure(six, WP_FIGURE_VIOLATION_5, 2.0);
    assert_figure(six, WP_FIGURE_CONFIRM_5, 0.8);
    assert_figure(two, WP_FIGURE_CONFIRM_5, 1.5);

    const struct wp_figures both[2] = {six, two};
    assert_figure(wp_figures_mean(both, 2), WP_FIGURE_VIOLATION_5, 1.5);
    assert_figure(wp_figures_mean(both, 0), WP_FIGURE_VIOLATION_5, 0.0);
    wp_judgments_destroy(judgments);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ndcg_is_that_of_the_textbooks_with_linear_gain),
        cmocka_unit_test(ndcg_at_five_looks_no_further),
        cmocka_unit_test(a_short_list_divides_by_five_all_the_same),
        cmocka_unit_test(ties_in_grade_are_worth_the_same_in_any_order),
        cmocka_unit_test(negative_grades_are_worth_nothing),
        cmocka_unit_test(what_is_relevant_starts_at_the_grade_asked_for),
        cmocka_unit_test(nothing_shown_and_nothing_relevant_are_zero),
        cmocka_unit_test(
            refusals_and_open_questions_are_counted_in_the_top_five),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
