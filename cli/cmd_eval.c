/* cli/cmd_eval.c - waypost eval: how good are the rankings? */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "waypost/arena.h"
#include "waypost/buf.h"
#include "waypost/measure.h"

#include "commands.h"
#include "home.h"
#include "output.h"

#define FILE_MAX ((size_t)64 << 20)
#define COLUMNS  (WP_FIGURE_COUNT + 2)

/* Everything one evaluation needs and makes. */
struct evaluation {
    struct cli_reader reader;
    struct wp_topics *topics;
    struct wp_judgments *judgments;
    int relevant_from;
    enum wp_ranker rankers[WP_RANKER_COUNT];
    size_t ranker_count;
    /* Of judged topics, ranker by ranker. */
    struct wp_figures *figures[WP_RANKER_COUNT];
    const struct wp_topic **judged;
    size_t judged_count;
    FILE *run; /* or NULL */
};

/* ---- what was asked ----------------------------------------------------- */

static bool add_ranker(struct evaluation *evaluation, const char *name)
{
    enum wp_ranker ranker = WP_RANKER_WAYPOST;

    if (!wp_ranker_by_name(name, &ranker)) {
        fprintf(stderr,
                "waypost: '%s' ranks nothing; there are distance and words\n",
                name);
        return false;
    }
    for (size_t i = 0; i < evaluation->ranker_count; i++) {
        if (evaluation->rankers[i] == ranker) {
            return true;
        }
    }
    evaluation->rankers[evaluation->ranker_count++] = ranker;
    return true;
}

/* The one measured first, then those it is compared with. */
static bool read_rankers(const struct cli *cli, struct evaluation *evaluation)
{
    const char *baseline = cli_flag(cli, "baseline");
    const char *against = cli_flag(cli, "against");
    bool good = add_ranker(evaluation, baseline ? baseline : "waypost");

    while (good && against && *against) {
        const size_t length = strcspn(against, ",");
        char name[24];

        (void)snprintf(name, sizeof(name), "%.*s", (int)length, against);
        good = add_ranker(evaluation, name);
        against += length + (against[length] == ',');
    }
    return good;
}

static bool read_relevant(const struct cli *cli, int *ret_grade)
{
    const char *text = cli_flag(cli, "relevant");
    char *end = NULL;
    const long grade = text ? strtol(text, &end, 10) : 1;

    if (text && (end == text || *end || grade < 1 || grade > 99)) {
        fprintf(stderr,
                "waypost: --relevant '%s' is not a grade from 1 to 99\n", text);
        return false;
    }
    *ret_grade = (int)grade;
    return true;
}

/* ---- files -------------------------------------------------------------- */

static bool slurp(const char *path, struct wp_buf *out)
{
    FILE *stream = fopen(path, "rb");
    char chunk[16384];
    size_t got;

    if (!stream) {
        perror(path);
        return false;
    }
    while (out->length <= FILE_MAX &&
           (got = fread(chunk, 1, sizeof(chunk), stream)) > 0) {
        wp_buf_bytes(out, chunk, got);
    }
    const bool failed = ferror(stream) || wp_buf_status(out, NULL) != WP_OK;
    (void)fclose(stream);
    if (failed) {
        perror(path);
    } else if (out->length > FILE_MAX) {
        fprintf(stderr, "waypost: %s is larger than 64 MiB\n", path);
    }
    return !failed && out->length <= FILE_MAX;
}

static enum cli_exit read_files(const struct cli *cli,
                                struct evaluation *evaluation)
{
    const char *as_of = cli_flag(cli, "as-of");
    struct wp_buf topics = WP_BUF_INIT;
    struct wp_buf qrels = WP_BUF_INIT;
    struct wp_error err = WP_ERROR_INIT;
    enum cli_exit code = CLI_FAILED;

    if (slurp(cli->words[0], &topics) && slurp(cli->words[1], &qrels)) {
        enum wp_status status =
            wp_judgments_parse(cli->words[1], wp_buf_str(&qrels), qrels.length,
                               &evaluation->judgments, &err);
        if (status == WP_OK) {
            status = wp_topics_parse(cli->words[0], wp_buf_str(&topics),
                                     topics.length, evaluation->reader.vocab,
                                     as_of ? as_of : cli->today,
                                     &evaluation->topics, &err);
        }
        code = status == WP_OK ? CLI_DONE : cli_fail(&err);
    }
    wp_buf_clear(&topics);
    wp_buf_clear(&qrels);
    return code;
}

/* ---- measuring ---------------------------------------------------------- */

/* A score that falls with the rank: whoever sorts by it gets our order. */
static void write_run(FILE *run, const char *topic, enum wp_ranker ranker,
                      const struct wp_ranked *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        fprintf(run, "%s Q0 %s %zu %zu %s\n", topic, rows[i].id, i + 1,
                count - i, wp_ranker_name(ranker));
    }
}

static enum wp_status measure_topic(struct evaluation *evaluation,
                                    const struct wp_topic *topic,
                                    struct wp_error *err)
{
    struct wp_ranked rows[WP_RANKED_MAX];
    const bool judged = wp_judgments_of(evaluation->judgments, topic->name) > 0;

    for (size_t i = 0; i < evaluation->ranker_count; i++) {
        size_t count = 0;
        const enum wp_status status = wp_ranker_run(
            evaluation->rankers[i], evaluation->reader.index,
            evaluation->reader.vocab, topic->client, rows, &count, err);

        if (status != WP_OK) {
            return status;
        }
        if (i == 0 && evaluation->run) {
            write_run(evaluation->run, topic->name, evaluation->rankers[i],
                      rows, count);
        }
        evaluation->figures[i][evaluation->judged_count] =
            wp_figures_of(evaluation->judgments, topic->name, rows, count,
                          evaluation->relevant_from);
    }
    if (judged) {
        evaluation->judged[evaluation->judged_count++] = topic;
    }
    return WP_OK;
}

static enum cli_exit measure(struct evaluation *evaluation)
{
    const size_t count = wp_topics_count(evaluation->topics);
    struct wp_error err = WP_ERROR_INIT;
    enum wp_status status = WP_OK;

    evaluation->judged = calloc(count + 1, sizeof(*evaluation->judged));
    for (size_t i = 0; i < evaluation->ranker_count; i++) {
        evaluation->figures[i] =
            calloc(count + 1, sizeof(*evaluation->figures[i]));
        if (!evaluation->judged || !evaluation->figures[i]) {
            (void)wp_fail(&err, WP_ENOMEM, "no memory for %zu topics", count);
            return cli_fail(&err);
        }
    }
    for (size_t i = 0; i < count && status == WP_OK; i++) {
        status = measure_topic(evaluation, wp_topics_at(evaluation->topics, i),
                               &err);
    }
    return status == WP_OK ? CLI_DONE : cli_fail(&err);
}

/* ---- printing ----------------------------------------------------------- */

static json_t *figures_json(const struct wp_figures *figures)
{
    json_t *object = json_object();

    for (int f = 0; f < WP_FIGURE_COUNT; f++) {
        (void)json_object_set_new(object, wp_figure_name((enum wp_figure)f),
                                  json_real(figures->value[f]));
    }
    return object;
}

static json_t *ranker_json(const struct evaluation *evaluation, size_t position,
                           bool per_topic)
{
    const struct wp_figures *figures = evaluation->figures[position];
    const struct wp_figures mean =
        wp_figures_mean(figures, evaluation->judged_count);
    json_t *object = json_pack("{s:s, s:o}", "ranker",
                               wp_ranker_name(evaluation->rankers[position]),
                               "mean", figures_json(&mean));
    json_t *topics = json_array();

    for (size_t i = 0; per_topic && i < evaluation->judged_count; i++) {
        json_t *one = figures_json(&figures[i]);

        (void)json_object_set_new(one, "topic",
                                  json_string(evaluation->judged[i]->name));
        (void)json_array_append_new(topics, one);
    }
    if (per_topic) {
        (void)json_object_set(object, "topics", topics);
    }
    json_decref(topics);
    return object;
}

static enum cli_exit print_json(const struct evaluation *evaluation,
                                bool per_topic)
{
    json_t *rankers = json_array();

    for (size_t i = 0; i < evaluation->ranker_count; i++) {
        (void)json_array_append_new(rankers,
                                    ranker_json(evaluation, i, per_topic));
    }
    return cli_print_json(json_pack(
        "{s:s, s:s, s:I, s:I, s:I, s:i, s:o}", "schema", "waypost.eval/1",
        "generation", wp_index_generation(evaluation->reader.index), "topics",
        (json_int_t)wp_topics_count(evaluation->topics), "judged_topics",
        (json_int_t)evaluation->judged_count, "judgments",
        (json_int_t)wp_judgments_count(evaluation->judgments), "relevant_from",
        evaluation->relevant_from, "rankers", rankers));
}

static void put_row(struct wp_arena *arena, const char **cells,
                    const char *ranker, const char *topic,
                    const struct wp_figures *figures)
{
    cells[0] = ranker;
    cells[1] = topic;
    for (int f = 0; f < WP_FIGURE_COUNT; f++) {
        cells[2 + f] = wp_arena_printf(arena, "%.4f", figures->value[f]);
    }
}

static enum cli_exit print_table(const struct cli *cli,
                                 const struct evaluation *evaluation,
                                 bool per_topic)
{
    const size_t judged = evaluation->judged_count;
    const size_t room = evaluation->ranker_count * (judged + 1);
    const char *headings[COLUMNS] = {"ranker", "topic"};
    const char **cells = calloc(room * COLUMNS, sizeof(*cells));
    struct wp_arena arena = WP_ARENA_INIT;
    enum cli_exit code = CLI_FAILED;
    size_t rows = 0;

    for (int f = 0; f < WP_FIGURE_COUNT; f++) {
        headings[2 + f] = wp_figure_name((enum wp_figure)f);
    }
    for (size_t i = 0; cells && per_topic && i < judged; i++) {
        for (size_t r = 0; r < evaluation->ranker_count; r++) {
            put_row(&arena, cells + COLUMNS * rows++,
                    wp_ranker_name(evaluation->rankers[r]),
                    evaluation->judged[i]->name, &evaluation->figures[r][i]);
        }
    }
    for (size_t r = 0; cells && r < evaluation->ranker_count; r++) {
        const struct wp_figures mean =
            wp_figures_mean(evaluation->figures[r], judged);

        put_row(&arena, cells + COLUMNS * rows++,
                wp_ranker_name(evaluation->rankers[r]), "all", &mean);
    }
    if (cells && !wp_arena_failed(&arena)) {
        code = cli_table(cli_output_of(cli), headings, COLUMNS, cells, rows);
    }
    free(cells);
    wp_arena_clear(&arena);
    return code;
}

static void remark(const struct cli *cli, const struct evaluation *evaluation)
{
    const size_t topics = wp_topics_count(evaluation->topics);

    if (!cli->quiet && evaluation->judged_count < topics) {
        fprintf(stderr,
                "waypost: nobody judged %zu of %zu topics; they are in no "
                "figure\n",
                topics - evaluation->judged_count, topics);
    }
}

/* ---- the command -------------------------------------------------------- */

static enum cli_exit open_run(const struct cli *cli,
                              struct evaluation *evaluation)
{
    const char *path = cli_flag(cli, "run");

    if (path) {
        evaluation->run = fopen(path, "wb");
        if (!evaluation->run) {
            perror(path);
            return CLI_FAILED;
        }
    }
    return CLI_DONE;
}

static enum cli_exit close_run(struct evaluation *evaluation,
                               enum cli_exit code)
{
    if (evaluation->run && fclose(evaluation->run) != 0 && code == CLI_DONE) {
        perror("waypost: --run");
        return CLI_FAILED;
    }
    return code;
}

static enum cli_exit run(struct cli *cli)
{
    struct evaluation evaluation = {.relevant_from = 1};
    const bool per_topic = cli_flag(cli, "per-topic") != NULL;

    if (cli->word_count != 2) {
        fputs("waypost: eval needs two files: waypost eval TOPICS QRELS\n",
              stderr);
        return CLI_USAGE;
    }
    if (!read_rankers(cli, &evaluation) ||
        !read_relevant(cli, &evaluation.relevant_from)) {
        return CLI_USAGE;
    }
    enum cli_exit code = cli_reader_open(cli, &evaluation.reader);
    if (code != CLI_DONE) {
        return code;
    }
    code = read_files(cli, &evaluation);
    if (code == CLI_DONE) {
        code = open_run(cli, &evaluation);
    }
    if (code == CLI_DONE) {
        code = close_run(&evaluation, measure(&evaluation));
    }
    if (code == CLI_DONE) {
        remark(cli, &evaluation);
        code = cli_wants_json(cli) ? print_json(&evaluation, per_topic)
                                   : print_table(cli, &evaluation, per_topic);
    }
    for (size_t i = 0; i < evaluation.ranker_count; i++) {
        free(evaluation.figures[i]);
    }
    free(evaluation.judged);
    wp_topics_destroy(evaluation.topics);
    wp_judgments_destroy(evaluation.judgments);
    cli_reader_close(&evaluation.reader);
    return code;
}

static const struct cli_option options[] = {
    {"against", "NAMES", "compare with distance, words or both: distance,words",
     NULL, NULL},
    {"baseline", "NAME", "measure distance or words instead of Waypost", NULL,
     NULL},
    {"per-topic", NULL, "figures of every topic, not only their means", NULL,
     NULL},
    {"relevant", "GRADE", "the least grade that is relevant (default 1)", NULL,
     NULL},
    {"run", "FILE", "also write the ranking as a trec_eval run file", NULL,
     NULL},
    {"as-of", "DATE", "for clients that state none (default today)", NULL,
     NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
static const struct cli_option *const groups[] = {options, NULL};

const struct cli_command cli_cmd_eval = {
    .name = "eval",
    .synopsis = "TOPICS.ndjson QRELS [--against distance,words]",
    .summary = "measure rankings against judgments (nDCG, MRR ...)",
    .examples = "  waypost eval tests/relevance/judged/topics.ndjson "
                "tests/relevance/judged/qrels\n"
                "  waypost eval tests/relevance/judged/topics.ndjson "
                "tests/relevance/judged/qrels --against distance,words\n",
    .option_groups = groups,
    .run = run,
};
