/* engine/match/gate_status.c - does the service still exist? */
#include "match/criterion.h"

/*
 * Some sources mark all their services inactive by mistake. It still fails
 * here: sending somebody to a closed door is worse than hiding an open one,
 * and the count under "status" shows the operator what happened.
 */
struct wp_judgement wp_gate_status(const struct wp_ask *ask,
                                   const struct wp_subject *subject)
{
    struct wp_judgement result = {
        .applies = true,
        .hard = true,
        .verdict = WP_MEETS,
        .say = WP_SAY_STATUS_OPEN,
    };

    if (subject->status == WP_DOC_DEFUNCT ||
        subject->status == WP_DOC_INACTIVE) {
        result.verdict = WP_FAILS;
        result.say = WP_SAY_STATUS_CLOSED;
    } else if (subject->status == WP_DOC_TEMPORARILY_CLOSED) {
        /* It may open again next week; it does not help anybody tonight. */
        result.verdict = ask->tonight ? WP_FAILS : WP_UNKNOWN;
        result.say = WP_SAY_STATUS_PAUSED;
    } else if (subject->flags & WP_DOC_MISSING) {
        result.verdict = WP_UNKNOWN;
        result.say = WP_SAY_STATUS_MISSING;
    } else if (subject->status == WP_DOC_STATUS_UNKNOWN) {
        /* Most sources never state it: nothing anybody needs to confirm. */
        result.hard = false;
        result.verdict = WP_UNKNOWN;
        result.say = WP_SAY_STATUS_UNKNOWN;
    }
    return result;
}
