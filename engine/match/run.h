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
    bool rare, low_supply;        /* rare: looked further for a group */
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

/* The row of an assessed subject. */
struct wp_row wp_make_row(const struct wp_ranking *ranking,
                          const struct wp_index *index,
                          const struct wp_subject *subject,
                          const struct wp_assessment *assessment);

/*
 * The last step of widening: where fewer than WP_RARE_MATCHES rows are for a
 * group the client stated, the nearest ones beyond that are, at most
 * WP_RARE_MATCHES in all. Rows stay in order.
 */
WP_MUST_USE enum wp_status wp_rank_rare(struct wp_ranking *ranking,
                                        struct wp_index *index,
                                        struct wp_error *err);

#endif /* WP_MATCH_RUN_H */
