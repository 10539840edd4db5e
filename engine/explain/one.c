/*
 * engine/explain/one.c - wp_match_explain: one service, shown or not
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "explain/find.h"
#include "explain/labels.h"
#include "explain/matches.h"
#include "explain/tell.h"
#include "match/reach.h"

/* Best first, by the same order as the list. */
static enum wp_status
order_places(const struct wp_ranking *ranking, struct wp_index *index,
             struct wp_places *places, struct wp_row rows[WP_PLACES_MAX],
             struct wp_error *err)
{
    struct wp_subject_room room = {NULL, 0};
    enum wp_status status = WP_OK;

    for (size_t i = 0; i < places->count && status == WP_OK; i++) {
        struct wp_subject subject;
        struct wp_assessment assessment;

        status = wp_rank_look(ranking, index, places->docs[i], &room, &subject,
                              &assessment, err);
        if (status != WP_OK) {
            break;
        }
        struct wp_row row = {
            .doc = places->docs[i],
            .score_hundredths = assessment.score_hundredths,
            .unknown_count = assessment.unknown_count,
            .asserted_day = subject.asserted_day,
            .distance_m = subject.distance_m,
            /* A place out of reach goes behind, like a refused one. */
            .refused_by = wp_subject_in_reach(&subject, &ranking->ask)
                              ? assessment.refused_by
                              : WP_CHECKS_MAX,
        };
        size_t at = i;
        while (at > 0 &&
               ((row.refused_by < 0 && rows[at - 1].refused_by >= 0) ||
                ((row.refused_by < 0) == (rows[at - 1].refused_by < 0) &&
                 wp_row_compare(&row, &rows[at - 1]) < 0))) {
            rows[at] = rows[at - 1];
            at--;
        }
        rows[at] = row;
    }
    free(room.data);
    return status;
}

static bool offers(const struct wp_match *match)
{
    for (size_t i = 0; i < match->component_count; i++) {
        if (strcmp(match->components[i].name, "need") == 0) {
            return match->components[i].score > 0.0;
        }
    }
    return false;
}

static bool refused(const struct wp_match *match)
{
    for (size_t i = 0; i < match->constraint_count; i++) {
        if (match->constraints[i].hard &&
            match->constraints[i].verdict == WP_FAILS) {
            return true;
        }
    }
    return false;
}

static void fill_outcome(struct wp_matches *matches,
                         const struct wp_ranking *ranking,
                         const struct wp_places *places)
{
    size_t open = 0;

    matches->qualified = ranking->count;
    for (size_t i = 0; i < ranking->count; i++) {
        const struct wp_row *row = &ranking->rows[i];

        open += !row->crowded_out;
        if (memcmp(row->service_id, places->service_id, 16) == 0) {
            matches->outcome = row->crowded_out     ? WP_OUTCOME_CROWDED_OUT
                               : row->position == 0 ? WP_OUTCOME_BELOW_LIMIT
                                                    : WP_OUTCOME_SHOWN;
            matches->outcome_rank = row->crowded_out     ? i + 1
                                    : row->position == 0 ? open
                                                         : row->position;
            return;
        }
    }
    bool any_need = false;
    bool all_refused = true;
    for (size_t i = 0; i < matches->count; i++) {
        any_need = any_need || offers(&matches->rows[i]);
        all_refused = all_refused && refused(&matches->rows[i]);
    }
    matches->outcome = !any_need     ? WP_OUTCOME_NO_NEED
                       : all_refused ? WP_OUTCOME_REFUSED
                                     : WP_OUTCOME_TOO_FAR;
}

/* ---- the row ahead ------------------------------------------------------ */

static const struct wp_component *component(const struct wp_match *match,
                                            const char *name)
{
    for (size_t i = 0; i < match->component_count; i++) {
        if (strcmp(match->components[i].name, name) == 0) {
            return &match->components[i];
        }
    }
    return NULL;
}

static double weights(const struct wp_match *match)
{
    double sum = 0.0;

    for (size_t i = 0; i < match->component_count; i++) {
        sum += match->components[i].weight;
    }
    return sum;
}

/* What a component adds to its row's score of 100. */
static double points(const struct wp_match *match, const char *name)
{
    const struct wp_component *one = component(match, name);

    return one ? 100.0 * one->weight * one->score / weights(match) : 0.0;
}

/* Keeps the largest, the first of equals. */
static void keep_difference(struct wp_ahead *ahead, struct wp_difference one)
{
    size_t at = ahead->count;

    while (at > 0 &&
           fabs(one.points) > fabs(ahead->differences[at - 1].points)) {
        at--;
    }
    if (at == WP_DIFFERENCES_MAX) {
        return;
    }
    if (ahead->count < WP_DIFFERENCES_MAX) {
        ahead->count++;
    }
    for (size_t i = ahead->count - 1; i > at; i--) {
        ahead->differences[i] = ahead->differences[i - 1];
    }
    ahead->differences[at] = one;
}

static void compare_with(struct wp_matches *matches, const struct wp_match *own,
                         const struct wp_match *other)
{
    struct wp_ahead *ahead = &matches->ahead;

    ahead->service_id = other->service_id;
    ahead->service_name = other->service_name;
    ahead->score = other->score;
    ahead->other_lane = strcmp(own->lane, other->lane) != 0;
    for (int i = 0; i < WP_CRITERION_COUNT; i++) {
        const char *name = wp_criterion_name(i);
        const struct wp_component *mine = component(own, name);
        const struct wp_component *theirs = component(other, name);
        const double apart = points(own, name) - points(other, name);

        if (fabs(apart) >= 0.005) {
            keep_difference(ahead, (struct wp_difference){
                                       .name = name,
                                       .points = round(apart * 100) / 100,
                                       .say = mine ? mine->say : NULL,
                                       .others = theirs ? theirs->say : NULL,
                                   });
        }
    }
}

static enum wp_status fill_ahead(struct wp_matches *matches,
                                 const struct wp_ranking *ranking,
                                 struct wp_index *index, struct wp_error *err)
{
    struct wp_match other;
    enum wp_status status = WP_OK;

    if (matches->outcome != WP_OUTCOME_SHOWN || matches->outcome_rank < 2) {
        return WP_OK;
    }
    for (size_t i = 0; i < ranking->count; i++) {
        if (ranking->rows[i].position + 1 == matches->outcome_rank) {
            status = wp_matches_fill(matches, ranking, index,
                                     ranking->rows[i].doc, &other, err);
            if (status == WP_OK) {
                compare_with(matches, &matches->rows[0], &other);
            }
            break;
        }
    }
    return status;
}

static enum wp_status
fill_places(struct wp_matches *matches, const struct wp_ranking *ranking,
            struct wp_index *index, struct wp_places *places,
            struct wp_error *err)
{
    struct wp_row rows[WP_PLACES_MAX];
    enum wp_status status = order_places(ranking, index, places, rows, err);

    matches->rows =
        wp_arena_alloc(&matches->arena, places->count * sizeof(*matches->rows));
    if (status == WP_OK && !matches->rows) {
        status = wp_fail(err, WP_ENOMEM, "no memory to explain a service");
    }
    for (size_t i = 0; i < places->count && status == WP_OK; i++) {
        status = wp_matches_fill(matches, ranking, index, rows[i].doc,
                                 &matches->rows[i], err);
        matches->count++;
    }
    if (status == WP_OK) {
        fill_outcome(matches, ranking, places);
        if (matches->outcome == WP_OUTCOME_SHOWN) {
            matches->rows[0].rank = matches->outcome_rank;
        }
        status = fill_ahead(matches, ranking, index, err);
    }
    return status;
}

enum wp_status
wp_match_explain(struct wp_index *index, const struct wp_vocab *vocab,
                 const struct wp_client *client, const char *service_id,
                 struct wp_matches **ret_matches, struct wp_error *err)
{
    struct wp_ranking ranking = {0};
    struct wp_matches *matches = NULL;
    struct wp_places places = {.count = 0};
    enum wp_status status = wp_matches_check(client, err);

    if (status == WP_OK) {
        status = wp_find_service(index, service_id, &places, err);
    }
    if (status == WP_OK) {
        status = wp_matches_create(index, vocab, client, &matches, err);
    }
    if (status == WP_OK) {
        status = wp_rank(&ranking, index, vocab, client, WP_ASK_MATCH, err);
    }
    if (status == WP_OK) {
        matches->considered = ranking.considered;
        status = wp_matches_widen(matches, &ranking, err);
    }
    if (status == WP_OK) {
        status = fill_places(matches, &ranking, index, &places, err);
    }
    wp_ranking_clear(&ranking);
    if (status != WP_OK) {
        wp_matches_destroy(matches);
        return status;
    }
    *ret_matches = matches;
    return WP_OK;
}
