/* engine/match/run.c - the algorithm: find, gate, score, order, widen */
#include "match/run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "match/rare.h"
#include "match/reach.h"

void wp_ranking_clear(struct wp_ranking *ranking)
{
    free(ranking->rows);
    wp_candidates_clear(&ranking->candidates);
    wp_arena_clear(&ranking->arena);
    *ranking = (struct wp_ranking){0};
}

/* Freshness in steps, so that a day does not outweigh ten miles. */
static double age_steps(const struct wp_ask *ask, int32_t asserted_day)
{
    const int32_t days = wp_ask_days_since(ask, asserted_day);

    return days < 0 ? INFINITY
                    : floor(days /
                            wp_number(ask, WP_NUMBER_NEAR_TIE_FRESHNESS_DAYS));
}

/*
 * Services share a place when they share the point of a door, else when they
 * name the same location. Where a confidential place is, not even its
 * neighbours may tell.
 */
static uint64_t place_of(const struct wp_index *index,
                         const struct wp_subject *subject)
{
    const double point[] = {subject->lat_deg, subject->lon_deg};
    const struct wp_doc *doc = wp_index_doc(index, subject->doc);
    static const unsigned char nowhere[sizeof(doc->location_id)];

    if ((subject->flags & (WP_DOC_CONFIDENTIAL | WP_DOC_PLACELESS)) ||
        memcmp(doc->location_id, nowhere, sizeof(nowhere)) == 0) {
        return 0;
    }
    if (isnan(point[0]) || (subject->flags & WP_DOC_GEO_FROM_ZIP)) {
        return wp_turn_of(0, doc->location_id);
    }
    return XXH3_64bits(point, sizeof(point));
}

/* The first step of widening that found the subject and let it through. */
static enum wp_step step_of(const struct wp_ask *ask,
                            const struct wp_subject *subject,
                            const struct wp_assessment *assessment)
{
    const int step = wp_subject_step(subject, ask);
    const bool near_enough = subject->distance_m <= ask->asked_m;

    if (step < WP_STEP_ASKED) {
        return WP_STEP_RARE;
    }
    return assessment->next_door && !near_enough && step < WP_STEP_NEXT_DOOR
               ? WP_STEP_NEXT_DOOR
               : (enum wp_step)step;
}

struct wp_row wp_make_row(const struct wp_ranking *ranking,
                          const struct wp_index *index,
                          const struct wp_subject *subject,
                          const struct wp_assessment *assessment)
{
    const struct wp_ask *ask = &ranking->ask;
    const struct wp_service_fit fit = wp_service_fit(ask, subject);
    struct wp_row row = {
        .doc = subject->doc,
        .organization = subject->organization,
        .score_hundredths = assessment->score_hundredths,
        .unknown_count = assessment->unknown_count,
        .asserted_day = subject->asserted_day,
        .distance_m = subject->distance_m,
        .refused_by = assessment->refused_by,
        .lane = fit.lane,
        .covers = fit.covers,
        .place = place_of(index, subject),
        .remote = (subject->flags & WP_DOC_PLACELESS) &&
                  !(subject->flags & WP_DOC_CONFIDENTIAL),
        .age_steps = age_steps(ask, subject->asserted_day),
        .turn = wp_turn_of(ranking->seed, subject->service_id),
        .step = step_of(ask, subject, assessment),
        .groups = wp_rare_served(ask, subject),
    };

    memcpy(row.service_id, subject->service_id, sizeof(row.service_id));
    return row;
}

/* Confidential by its flag, or by what it offers: when in doubt, withhold. */
static void guard_place(const struct wp_vocab *vocab,
                        struct wp_subject *subject)
{
    size_t count = 0;
    const struct wp_datum *needs =
        wp_subject_facts(subject, WP_FACT_NEED, &count);

    for (size_t i = 0; i < count; i++) {
        if (wp_concept_has_flag(wp_vocab_concept(vocab, needs[i].number),
                                "confidential")) {
            subject->flags |= WP_DOC_CONFIDENTIAL;
        }
    }
}

static enum wp_status load(const struct wp_ranking *ranking,
                           const struct wp_index *index, uint32_t doc,
                           bool proofs, struct wp_subject_room *room,
                           struct wp_subject *subject, struct wp_error *err)
{
    const enum wp_status status =
        wp_subject_load(index, doc, proofs, room, subject, err);

    if (status == WP_OK) {
        guard_place(ranking->ask.vocab, subject);
        wp_subject_measure(subject, &ranking->ask);
        wp_candidates_shares(&ranking->candidates, subject);
    }
    return status;
}

/* Every candidate that offers the need within reach becomes a row. */
static enum wp_status score_candidates(struct wp_ranking *ranking,
                                       const struct wp_index *index,
                                       struct wp_error *err)
{
    const struct wp_candidates *candidates = &ranking->candidates;
    struct wp_subject_room room = {NULL, 0};
    enum wp_status status = WP_OK;

    free(ranking->rows);
    ranking->count = 0;
    ranking->rows = calloc(candidates->count + 1, sizeof(*ranking->rows));
    if (!ranking->rows) {
        return wp_fail(err, WP_ENOMEM, "no memory for %zu candidates",
                       candidates->count);
    }
    for (size_t i = 0; i < candidates->count && status == WP_OK; i++) {
        struct wp_subject subject;
        struct wp_assessment assessment;

        status = load(ranking, index, candidates->docs[i], false, &room,
                      &subject, err);
        if (status == WP_OK && wp_subject_in_reach(&subject, &ranking->ask) &&
            wp_offers_need(&ranking->ask, &subject)) {
            wp_assess(&ranking->ask, &subject, &assessment);
            ranking->rows[ranking->count++] =
                wp_make_row(ranking, index, &subject, &assessment);
        }
    }
    free(room.data);
    return status;
}

static bool may_widen(const struct wp_ranking *ranking)
{
    return ranking->ask.mode == WP_ASK_MATCH && !ranking->choice &&
           ranking->ask.client->near.stated &&
           !wp_ask_requires(&ranking->ask, "distance");
}

/* One radius: candidates -> constraints -> scores -> one row a service. */
static enum wp_status rank_once(struct wp_ranking *ranking,
                                struct wp_index *index, struct wp_error *err)
{
    wp_candidates_clear(&ranking->candidates);
    enum wp_status status =
        wp_candidates_collect(&ranking->candidates, index, &ranking->ask, err);
    if (status == WP_OK) {
        status = score_candidates(ranking, index, err);
    }
    if (status == WP_OK && ranking->ask.client->plan == WP_YES) {
        status = wp_plan_make(ranking->rows, ranking->count,
                              ranking->ask.want_count, &ranking->plan, err);
    }
    if (status == WP_OK) {
        ranking->count = wp_rows_settle(ranking->rows, ranking->count,
                                        ranking->hidden, &ranking->considered);
    }
    return status;
}

/* A substitute or another level of care is no choice of what was ordered. */
static void keep_sure(struct wp_ranking *ranking)
{
    size_t kept = 0;

    for (size_t i = 0; i < ranking->count; i++) {
        if (ranking->rows[i].covers != 0) {
            ranking->rows[kept] = ranking->rows[i];
            ranking->rows[kept].position = kept + 1;
            kept++;
        }
    }
    ranking->count = kept;
    ranking->low_supply = kept < WP_ENOUGH_MATCHES;
}

/* Plain search is one list in the exact order. */
static void number_rows(struct wp_ranking *ranking)
{
    const size_t limit = wp_ask_limit(&ranking->ask);

    for (size_t i = 0; i < ranking->count && i < limit; i++) {
        ranking->rows[i].position = i + 1;
    }
}

enum wp_status wp_rank(struct wp_ranking *ranking, struct wp_index *index,
                       const struct wp_vocab *vocab,
                       const struct wp_client *client, enum wp_ask_mode mode,
                       struct wp_error *err)
{
    enum wp_status status =
        wp_ask_init(&ranking->ask, client, vocab, mode, &ranking->arena, err);

    if (status == WP_OK) {
        ranking->choice = mode == WP_ASK_MATCH && !ranking->ask.general &&
                          client->choice_list == WP_YES;
        ranking->seed = wp_turn_seed(&ranking->ask);
        status = rank_once(ranking, index, err);
    }
    while (status == WP_OK && ranking->count < WP_ENOUGH_MATCHES &&
           ranking->ask.step < WP_STEP_STATEWIDE && may_widen(ranking)) {
        ranking->ask.step++;
        status = rank_once(ranking, index, err);
    }
    if (status == WP_OK && may_widen(ranking)) {
        status = wp_rank_rare(ranking, index, err);
    }
    if (status == WP_OK && ranking->choice) {
        keep_sure(ranking);
    } else if (status == WP_OK && mode == WP_ASK_MATCH) {
        ranking->low_supply = ranking->count < WP_ENOUGH_MATCHES;
        status = wp_rows_arrange(&ranking->ask, ranking->rows, ranking->count,
                                 wp_ask_limit(&ranking->ask), err);
    } else if (status == WP_OK) {
        number_rows(ranking);
    }
    return status;
}

enum wp_status
wp_rank_look(const struct wp_ranking *ranking, struct wp_index *index,
             uint32_t doc, struct wp_subject_room *room,
             struct wp_subject *ret_subject,
             struct wp_assessment *ret_assessment, struct wp_error *err)
{
    const enum wp_status status =
        load(ranking, index, doc, true, room, ret_subject, err);

    if (status == WP_OK) {
        wp_assess(&ranking->ask, ret_subject, ret_assessment);
    }
    return status;
}
