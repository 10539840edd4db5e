/* engine/measure/figures.c - nDCG, MRR and what else a ranking is worth */
#include <math.h>
#include <stdlib.h>

#include "measure/judgments.h"

#define TOP 5

const char *wp_figure_name(enum wp_figure figure)
{
    static const char *const names[WP_FIGURE_COUNT] = {
        [WP_FIGURE_NDCG_5] = "ndcg@5",
        [WP_FIGURE_NDCG_10] = "ndcg@10",
        [WP_FIGURE_MRR] = "mrr",
        [WP_FIGURE_P_5] = "p@5",
        [WP_FIGURE_SUCCESS_5] = "success@5",
        [WP_FIGURE_VIOLATION_5] = "hard-violation@5",
        [WP_FIGURE_CONFIRM_5] = "confirm-load@5",
        [WP_FIGURE_UNJUDGED_5] = "unjudged@5",
    };

    return names[figure];
}

/* What one result adds at a rank that counts from 1. */
static double gain_at(int grade, size_t rank)
{
    return grade > 0 ? grade / log2((double)rank + 1.0) : 0.0;
}

/* How many of a topic's judgments have exactly this grade. */
static size_t count_grade(const struct wp_judgment *rows, size_t count,
                          int grade)
{
    size_t found = 0;

    for (size_t i = 0; i < count; i++) {
        found += rows[i].grade == grade;
    }
    return found;
}

/* The best any order of the judged documents could reach in k places. */
static double ideal_gain(const struct wp_judgments *judgments,
                         const char *topic, size_t k)
{
    size_t count = 0;
    const struct wp_judgment *rows =
        wp_judgments_topic(judgments, topic, &count);
    double sum = 0.0;
    int largest = 0;
    size_t rank = 0;

    for (size_t i = 0; i < count; i++) {
        largest = rows[i].grade > largest ? rows[i].grade : largest;
    }
    for (int grade = largest; grade > 0 && rank < k; grade--) {
        for (size_t left = count_grade(rows, count, grade);
             left > 0 && rank < k; left--) {
            sum += gain_at(grade, ++rank);
        }
    }
    return sum;
}

static double ndcg(const struct wp_judgments *judgments, const char *topic,
                   const struct wp_ranked *rows, size_t count, size_t k)
{
    const double ideal = ideal_gain(judgments, topic, k);
    double sum = 0.0;

    for (size_t i = 0; i < count && i < k; i++) {
        int grade = 0;

        if (wp_judgments_grade(judgments, topic, rows[i].id, &grade)) {
            sum += gain_at(grade, i + 1);
        }
    }
    return ideal > 0.0 ? sum / ideal : 0.0;
}

struct wp_figures wp_figures_of(const struct wp_judgments *judgments,
                                const char *topic, const struct wp_ranked *rows,
                                size_t count, int relevant_from)
{
    struct wp_figures figures = {.value = {0}};
    double *value = figures.value;
    const size_t top = count < TOP ? count : TOP;
    size_t relevant = 0;

    value[WP_FIGURE_NDCG_5] = ndcg(judgments, topic, rows, count, 5);
    value[WP_FIGURE_NDCG_10] = ndcg(judgments, topic, rows, count, 10);
    for (size_t i = 0; i < count; i++) {
        int grade = 0;
        const bool judged =
            wp_judgments_grade(judgments, topic, rows[i].id, &grade);
        const bool good = judged && grade >= relevant_from;

        if (good && value[WP_FIGURE_MRR] <= 0.0) {
            value[WP_FIGURE_MRR] = 1.0 / (double)(i + 1);
        }
        if (i < top) {
            relevant += good;
            value[WP_FIGURE_UNJUDGED_5] += judged ? 0 : 1;
            value[WP_FIGURE_VIOLATION_5] += rows[i].refuses ? 1 : 0;
            value[WP_FIGURE_CONFIRM_5] += (double)rows[i].unknown / (double)top;
        }
    }
    value[WP_FIGURE_P_5] = (double)relevant / TOP;
    value[WP_FIGURE_SUCCESS_5] = relevant > 0 ? 1.0 : 0.0;
    return figures;
}

struct wp_figures wp_figures_mean(const struct wp_figures *figures,
                                  size_t count)
{
    struct wp_figures mean = {.value = {0}};

    for (size_t i = 0; i < count; i++) {
        for (int f = 0; f < WP_FIGURE_COUNT; f++) {
            mean.value[f] += figures[i].value[f] / (double)count;
        }
    }
    return mean;
}
