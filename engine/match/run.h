/*
 * engine/match/run.h - the algorithm: find, gate, score, order, widen
 *
 *     ask -> candidates -> assessments -> rows -> engine/explain
 *
 * Numbers only; wp_match_run() in engine/explain gives them words.
 */
#ifndef WP_MATCH_RUN_H
#define WP_MATCH_RUN_H

#include "match/arrange.h"
#include "match/candidates.h"
#include "match/plan.h"

struct wp_ranking {
    struct wp_arena arena;
    struct wp_ask ask;
    struct wp_candidates candidates; /* of the last radius */
    struct wp_row *rows;             /* every service that qualifies */
    size_t count;
    size_t considered;            /* services looked at */
    size_t hidden[WP_CHECKS_MAX]; /* services, by check position */
    bool widened, low_supply;
    bool choice; /* all who surely offer it, never widened, not arranged */
    struct wp_plan plan; /* when the client asked for one */
    uint64_t seed;       /* of the rotation among near ties */
};

/* Zero a ranking first: (struct wp_ranking){0} may be cleared any time. */
WP_MUST_USE enum wp_status
wp_rank(struct wp_ranking *ranking, struct wp_index *index,
        const struct wp_vocab *vocab, const struct wp_client *client,
        enum wp_ask_mode mode, struct wp_error *err);
void wp_ranking_clear(struct wp_ranking *ranking);

/*
 * Load one document as the ranking sees it, with its proofs, and assess it.
 * The subject borrows from room and index.
 */
WP_MUST_USE enum wp_status
wp_rank_look(const struct wp_ranking *ranking, struct wp_index *index,
             uint32_t doc, struct wp_subject_room *room,
             struct wp_subject *ret_subject,
             struct wp_assessment *ret_assessment, struct wp_error *err);

#endif /* WP_MATCH_RUN_H */
