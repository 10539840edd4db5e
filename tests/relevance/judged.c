/* tests/relevance/judged.c - judged pairs, and two simpler orders beside */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "waypost/buf.h"
#include "waypost/measure.h"

#include "relevance.h"

#define FOLDER        "tests/relevance/judged/"
#define NDCG_AT_LEAST 0.85
#define MARGIN        0.10 /* above the better baseline */

static void slurp(const char *path, struct wp_buf *out)
{
    FILE *stream = fopen(path, "rb");
    char chunk[8192];
    size_t got;

    if (!stream) {
        die(path, NULL);
    }
    while ((got = fread(chunk, 1, sizeof(chunk), stream)) > 0) {
        wp_buf_bytes(out, chunk, got);
    }
    (void)fclose(stream);
}

static struct wp_figures
measure(const struct directory *directory, const struct wp_topics *topics,
        const struct wp_judgments *judgments, enum wp_ranker ranker)
{
    const size_t count = wp_topics_count(topics);
    struct wp_figures *all = calloc(count + 1, sizeof(*all));
    struct wp_error err = WP_ERROR_INIT;
    size_t judged = 0;

    for (size_t i = 0; i < count; i++) {
        const struct wp_topic *topic = wp_topics_at(topics, i);
        struct wp_ranked rows[WP_RANKED_MAX];
        size_t shown = 0;

        if (wp_ranker_run(ranker, directory->index, directory->vocab,
                          topic->client, rows, &shown, &err) != WP_OK) {
            die(topic->name, &err);
        }
        if (wp_judgments_of(judgments, topic->name) > 0) {
            all[judged] = wp_figures_of(judgments, topic->name, rows, shown, 1);
            if (ranker == WP_RANKER_WAYPOST &&
                all[judged].value[WP_FIGURE_NDCG_5] < 0.7) {
                note("%s: ndcg@5 %.3f, %s", directory->name,
                     all[judged].value[WP_FIGURE_NDCG_5], topic->name);
            }
            judged++;
        }
    }
    const struct wp_figures mean = wp_figures_mean(all, judged);
    free(all);
    note("%s, %-8s over %zu topics: ndcg@5 %.3f ndcg@10 %.3f mrr %.3f p@5 %.3f "
         "success@5 %.3f hard-violation@5 %.3f confirm-load@5 %.2f",
         directory->name, wp_ranker_name(ranker), judged,
         mean.value[WP_FIGURE_NDCG_5], mean.value[WP_FIGURE_NDCG_10],
         mean.value[WP_FIGURE_MRR], mean.value[WP_FIGURE_P_5],
         mean.value[WP_FIGURE_SUCCESS_5], mean.value[WP_FIGURE_VIOLATION_5],
         mean.value[WP_FIGURE_CONFIRM_5]);
    return mean;
}

/*
 * The measure reads the lanes side by side, as they are meant. Here the list
 * as it is printed, one lane after the other: lower, and said beside it.
 */
static void note_printed(const struct directory *directory,
                         const struct wp_topics *topics,
                         const struct wp_judgments *judgments)
{
    struct wp_error err = WP_ERROR_INIT;
    double sum = 0.0;
    size_t judged = 0;

    for (size_t i = 0; i < wp_topics_count(topics); i++) {
        const struct wp_topic *topic = wp_topics_at(topics, i);
        struct wp_ranked rows[WP_RANKED_MAX] = {{{0}, false, 0}};
        struct wp_matches *matches = NULL;
        size_t count = 0;

        if (wp_match_run(directory->index, directory->vocab, topic->client,
                         &matches, &err) != WP_OK) {
            die(topic->name, &err);
        }
        for (; count < wp_matches_count(matches) && count < WP_RANKED_MAX;
             count++) {
            snprintf(rows[count].id, sizeof(rows[count].id), "%s",
                     wp_matches_at(matches, count)->service_id);
        }
        wp_matches_destroy(matches);
        if (wp_judgments_of(judgments, topic->name) > 0) {
            sum += wp_figures_of(judgments, topic->name, rows, count, 1)
                       .value[WP_FIGURE_NDCG_5];
            judged++;
        }
    }
    note("%s, as printed, lane after lane: ndcg@5 %.3f", directory->name,
         judged ? sum / (double)judged : 0.0);
}

static void claim(bool holds, const char *what, double figure)
{
    if (holds) {
        ok("judged: %s (%.3f)", what, figure);
    } else {
        not_ok("judged: %s (%.3f)", what, figure);
    }
}

static void compare(const struct directory *directory,
                    const struct wp_topics *topics,
                    const struct wp_judgments *judgments)
{
    const struct wp_figures own =
        measure(directory, topics, judgments, WP_RANKER_WAYPOST);
    const struct wp_figures map =
        measure(directory, topics, judgments, WP_RANKER_DISTANCE);
    const struct wp_figures box =
        measure(directory, topics, judgments, WP_RANKER_WORDS);
    const double ndcg = own.value[WP_FIGURE_NDCG_5];
    const double by_distance = map.value[WP_FIGURE_NDCG_5];
    const double by_words = box.value[WP_FIGURE_NDCG_5];

    note_printed(directory, topics, judgments);
    note("ndcg@5 is %.2f times that of distance only, %.2f times words only",
         ndcg / by_distance, ndcg / by_words);
    claim(ndcg >= NDCG_AT_LEAST, "ndcg@5 is 0.85 or more", ndcg);
    claim(ndcg >= by_distance + MARGIN, "ndcg@5 is 0.10 above distance only",
          ndcg - by_distance);
    claim(ndcg >= by_words + MARGIN, "ndcg@5 is 0.10 above words only",
          ndcg - by_words);
    claim(own.value[WP_FIGURE_VIOLATION_5] <= 0.0, "no hard violation",
          own.value[WP_FIGURE_VIOLATION_5]);
}

void test_judged(const struct directory *directory)
{
    static const char topics_path[] = FOLDER "topics.ndjson";
    static const char qrels_path[] = FOLDER "qrels";
    struct wp_buf topics_text = WP_BUF_INIT;
    struct wp_buf qrels_text = WP_BUF_INIT;
    struct wp_error err = WP_ERROR_INIT;
    struct wp_topics *topics = NULL;
    struct wp_judgments *judgments = NULL;

    if (access(qrels_path, R_OK) != 0) {
        skip("judged pairs: %s is not here", qrels_path);
        return;
    }
    slurp(topics_path, &topics_text);
    slurp(qrels_path, &qrels_text);
    if (wp_topics_parse(topics_path, wp_buf_str(&topics_text),
                        topics_text.length, directory->vocab, AS_OF, &topics,
                        &err) != WP_OK ||
        wp_judgments_parse(qrels_path, wp_buf_str(&qrels_text),
                           qrels_text.length, &judgments, &err) != WP_OK) {
        die("judged pairs", &err);
    }
    compare(directory, topics, judgments);
    wp_topics_destroy(topics);
    wp_judgments_destroy(judgments);
    wp_buf_clear(&topics_text);
    wp_buf_clear(&qrels_text);
}
