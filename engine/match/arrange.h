/*
 * engine/match/arrange.h - from scored rows to the lists that are shown
 *
 *     rows -> lanes -> near ties -> two an organization -> the first five
 *          -> positions
 *
 * Raising one row's score, with nothing else changed, never moves that row
 * down: docs/decisions/0019.
 */
#ifndef WP_MATCH_ARRANGE_H
#define WP_MATCH_ARRANGE_H

#include "match/rank.h"

/* Deterministic: by the day and by what was asked for and where. */
uint64_t wp_turn_seed(const struct wp_ask *ask);
/* A service's place in today's rotation. */
uint64_t wp_turn_of(uint64_t seed, const unsigned char service_id[16]);

/*
 * Order rows into their lanes and give the first limit of them a position
 * from 1; each lane that has rows gets a fair share of the limit.
 */
WP_MUST_USE enum wp_status wp_rows_arrange(const struct wp_ask *ask,
                                           struct wp_row *rows, size_t count,
                                           size_t limit, struct wp_error *err);

#endif /* WP_MATCH_ARRANGE_H */
