/* engine/match/score_payer.c - is the client's way of paying taken? */
#include "match/criterion.h"
#include "match/payer.h"

/* Source: research on payers: programme .85, carrier for private .7. */
struct wp_judgement wp_score_payer(const struct wp_ask *ask,
                                   const struct wp_subject *subject)
{
    return wp_judge_payer(ask, subject);
}
