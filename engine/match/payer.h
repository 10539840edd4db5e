/*
 * engine/match/payer.h - the client's way of paying against the record's facts
 *
 * One comparison serves the payer gate and the payer criterion, so that they
 * can never disagree.
 */
#ifndef WP_MATCH_PAYER_H
#define WP_MATCH_PAYER_H

#include "match/judge.h"

/* Does not apply when the client stated nothing about paying. */
struct wp_judgement wp_judge_payer(const struct wp_ask *ask,
                                   const struct wp_subject *subject);

#endif /* WP_MATCH_PAYER_H */
