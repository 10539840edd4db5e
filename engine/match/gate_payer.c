/* engine/match/gate_payer.c - is the client's way of paying refused? */
#include "match/criterion.h"
#include "match/payer.h"

/*
 * A refusal hides only a client who cannot pay out of pocket. Somebody who
 * states insurance and nothing else is taken to need it; somebody who states
 * that they can pay is not.
 */
struct wp_judgement wp_gate_payer(const struct wp_ask *ask,
                                  const struct wp_subject *subject)
{
    struct wp_judgement result = wp_judge_payer(ask, subject);

    result.hard =
        ask->client->can_self_pay != WP_YES || wp_ask_requires(ask, "payer");
    return result;
}
