/*
 * waypost/measure.h - how good is a ranking? Topics, judgments and figures
 *
 *     topics (NDJSON) -> rankings -> figures <- judgments (trec qrels)
 *
 * The file forms are those of trec_eval, and so are the definitions, so that
 * a run written here and scored there gives the same numbers:
 *
 *   ndcg@k     sum over the first k of grade / log2(rank + 1), over the same
 *              sum of the best order there could be. The gain is the grade
 *              itself (linear), not 2^grade - 1. Grades below 0 count as 0.
 *   mrr        1 / rank of the first relevant result, 0 without one
 *   p@5        relevant among the first five / 5, however few there are
 *   success@5  1 if there is a relevant one among the first five
 *
 * Relevant is a grade of at least relevant_from (trec_eval -l; usually 1).
 * What nobody judged counts as grade 0 and is counted in unjudged@5. A topic
 * without results counts as 0 everywhere (trec_eval -c). Three more are ours:
 *
 *   hard-violation@5  how many of the first five affirm that they cannot take
 *                     this client
 *   confirm-load@5    hard facts nobody has stated, per result shown
 *   unjudged@5        how many of the first five nobody has judged
 */
#ifndef WP_MEASURE_H
#define WP_MEASURE_H

#include <stdbool.h>
#include <stddef.h>

#include "waypost/client.h"
#include "waypost/index.h"

/* ---- judgments ---------------------------------------------------------- */

struct wp_judgments; /* opaque */

/*
 * Lines of "topic iteration document grade" with blanks between; iteration is
 * ignored, so is anything after the grade (a reason), so are blank lines and
 * lines that begin with '#'. path is only named in errors.
 *
 * @return WP_EPARSE with line, column and value: a missing field, a grade that
 *         is no whole number in -99..99, a document judged twice; WP_ENOMEM.
 */
WP_API WP_MUST_USE enum wp_status
wp_judgments_parse(const char *path, const char *text, size_t size,
                   struct wp_judgments **ret_judgments, struct wp_error *err);
WP_API void wp_judgments_destroy(struct wp_judgments *judgments);
WP_API size_t wp_judgments_count(const struct wp_judgments *judgments);
/* False when nobody judged that document for that topic. */
WP_API bool wp_judgments_grade(const struct wp_judgments *judgments,
                               const char *topic, const char *document,
                               int *ret_grade);
/* How many documents were judged for a topic. */
WP_API size_t wp_judgments_of(const struct wp_judgments *judgments,
                              const char *topic);

/* ---- topics ------------------------------------------------------------- */

struct wp_topic {
    const char *name;
    struct wp_client *client; /* settled */
};
struct wp_topics; /* opaque */

/*
 * One JSON object a line: {"topic": "t1", "client": CLIENT.json}; a client
 * that is a string is taken as plain words. as_of is for clients that state
 * none.
 *
 * @return WP_EPARSE or what wp_client_parse_json() says, with path and line.
 */
WP_API WP_MUST_USE enum wp_status
wp_topics_parse(const char *path, const char *text, size_t size,
                const struct wp_vocab *vocab, const char *as_of,
                struct wp_topics **ret_topics, struct wp_error *err);
WP_API void wp_topics_destroy(struct wp_topics *topics);
WP_API size_t wp_topics_count(const struct wp_topics *topics);
WP_API const struct wp_topic *wp_topics_at(const struct wp_topics *topics,
                                           size_t position);

/* ---- rankings ----------------------------------------------------------- */

enum wp_ranker {
    /* What wp_match_run() shows, read across its lanes: the first row of each,
       then the second of each. Lanes are lists side by side. */
    WP_RANKER_WAYPOST,
    WP_RANKER_DISTANCE, /* the same candidates, nearest first */
    WP_RANKER_WORDS,    /* the same candidates, by how much of the client's
                           words their text carries (BM25 levelling) */
    WP_RANKER_COUNT,
};
WP_API const char *wp_ranker_name(enum wp_ranker ranker);
/* False for a name nobody has. */
WP_API bool wp_ranker_by_name(const char *name, enum wp_ranker *ret_ranker);

struct wp_ranked {
    char id[37];  /* of the service */
    bool refuses; /* affirms that it cannot take this client */
    int unknown;  /* hard facts nobody has stated */
};

#define WP_RANKED_MAX 100 /* deep enough for a run file */

/*
 * The baselines order every service in reach that offers the need, whether or
 * not it would take the client: that is what a map or a search box does. Ties
 * and services without a distance or a hit go last, by id.
 */
WP_API WP_MUST_USE enum wp_status
wp_ranker_run(enum wp_ranker ranker, struct wp_index *index,
              const struct wp_vocab *vocab, const struct wp_client *client,
              struct wp_ranked ret_rows[WP_RANKED_MAX], size_t *ret_count,
              struct wp_error *err);

/* ---- figures ------------------------------------------------------------ */

enum wp_figure {
    WP_FIGURE_NDCG_5,
    WP_FIGURE_NDCG_10,
    WP_FIGURE_MRR,
    WP_FIGURE_P_5,
    WP_FIGURE_SUCCESS_5,
    WP_FIGURE_VIOLATION_5,
    WP_FIGURE_CONFIRM_5,
    WP_FIGURE_UNJUDGED_5,
    WP_FIGURE_COUNT,
};
WP_API const char *wp_figure_name(enum wp_figure figure); /* "ndcg@5" */

struct wp_figures {
    double value[WP_FIGURE_COUNT];
};

/* The figures of one ranking; judgments may be silent about the topic. */
WP_API struct wp_figures
wp_figures_of(const struct wp_judgments *judgments, const char *topic,
              const struct wp_ranked *rows, size_t count, int relevant_from);

/* The mean of several; zeroes for none. */
WP_API struct wp_figures wp_figures_mean(const struct wp_figures *figures,
                                         size_t count);

#endif /* WP_MEASURE_H */
