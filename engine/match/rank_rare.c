/*
 * engine/match/rank_rare.c - look further for what is made for few people
 *
 *     too few rows for a group -> rings, each twice as wide -> the best three
 *
 * Rows found so far keep their places and their scores; a ring ends the search
 * as soon as it holds enough.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "match/rare.h"
#include "match/reach.h"
#include "match/run.h"

#define RINGS_MAX 4 /* each twice as wide as the one before */

/* The groups that fewer than WP_RARE_MATCHES rows say they serve. */
static uint32_t lacking(const struct wp_ranking *ranking)
{
    const uint32_t asked = wp_rare_asked(&ranking->ask);
    uint32_t result = 0;

    for (unsigned bit = 0; bit < WP_RARE_GROUPS_MAX; bit++) {
        size_t served = 0;

        if (!(asked >> bit & 1U)) {
            continue;
        }
        for (size_t i = 0; i < ranking->count && served < WP_RARE_MATCHES;
             i++) {
            served += ranking->rows[i].groups >> bit & 1U;
        }
        result |= served < WP_RARE_MATCHES ? 1U << bit : 0U;
    }
    return result;
}

static bool is_listed(const struct wp_row *rows, size_t count,
                      const struct wp_row *row)
{
    for (size_t i = 0; i < count; i++) {
        if (memcmp(rows[i].service_id, row->service_id,
                   sizeof(row->service_id)) == 0) {
            return true;
        }
    }
    return false;
}

struct finds {
    struct wp_row rows[WP_RARE_MATCHES];
    size_t count;
};

/* Keep the best few, in order. */
static void keep(struct finds *finds, const struct wp_row *row)
{
    size_t at = finds->count;

    if (is_listed(finds->rows, finds->count, row)) {
        return;
    }
    while (at > 0 && wp_row_compare(row, &finds->rows[at - 1]) < 0) {
        at--;
    }
    if (at == WP_RARE_MATCHES) {
        return;
    }
    finds->count += finds->count < WP_RARE_MATCHES;
    memmove(&finds->rows[at + 1], &finds->rows[at],
            (finds->count - at - 1) * sizeof(*finds->rows));
    finds->rows[at] = *row;
}

static enum wp_status search_ring(const struct wp_ranking *ranking,
                                  struct wp_index *index,
                                  const struct wp_ask *wide, uint32_t groups,
                                  struct finds *finds, struct wp_error *err)
{
    struct wp_candidates candidates = WP_CANDIDATES_INIT;
    struct wp_subject_room room = {NULL, 0};

    enum wp_status status =
        wp_candidates_collect(&candidates, index, wide, err);
    for (size_t i = 0; i < candidates.count && status == WP_OK; i++) {
        struct wp_subject subject;
        struct wp_assessment assessment;

        status = wp_rank_look(ranking, index, candidates.docs[i], &room,
                              &subject, &assessment, err);
        if (status != WP_OK || assessment.refused_by >= 0 ||
            !(subject.distance_m <= wide->asked_m) ||
            !wp_offers_need(&ranking->ask, &subject) ||
            !(wp_rare_served(&ranking->ask, &subject) & groups)) {
            continue;
        }
        struct wp_row row = wp_make_row(ranking, index, &subject, &assessment);
        row.step = WP_STEP_RARE;
        if (!is_listed(ranking->rows, ranking->count, &row)) {
            keep(finds, &row);
        }
    }
    wp_candidates_clear(&candidates);
    free(room.data);
    return status;
}

/* Put the finds where their scores belong. */
static enum wp_status insert(struct wp_ranking *ranking,
                             const struct finds *finds, struct wp_error *err)
{
    struct wp_row *rows =
        realloc(ranking->rows,
                (ranking->count + finds->count + 1) * sizeof(*ranking->rows));

    if (!rows) {
        return wp_fail(err, WP_ENOMEM, "no memory for the matches");
    }
    ranking->rows = rows;
    for (size_t i = 0; i < finds->count; i++) {
        size_t at = ranking->count++;

        while (at > 0 && wp_row_compare(&finds->rows[i], &rows[at - 1]) < 0) {
            rows[at] = rows[at - 1];
            at--;
        }
        rows[at] = finds->rows[i];
    }
    return WP_OK;
}

enum wp_status wp_rank_rare(struct wp_ranking *ranking, struct wp_index *index,
                            struct wp_error *err)
{
    const uint32_t groups = lacking(ranking);
    struct wp_ask wide = ranking->ask;
    struct finds finds = {.count = 0};
    enum wp_status status = WP_OK;

    wide.asked_m = wp_ask_radius_m(&wide, wide.step);
    wide.step = WP_STEP_ASKED;
    for (int ring = 0;
         ring < RINGS_MAX && groups != 0 && status == WP_OK &&
         finds.count < WP_RARE_MATCHES && wide.asked_m < WP_WITHIN_MAX_M;
         ring++) {
        wide.asked_m = fmin(2.0 * wide.asked_m, WP_WITHIN_MAX_M);
        status = search_ring(ranking, index, &wide, groups, &finds, err);
    }
    if (status == WP_OK && finds.count > 0) {
        ranking->rare = true;
        status = insert(ranking, &finds, err);
    }
    return status;
}
