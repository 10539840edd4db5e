/* engine/match/gate_income.c - is the client's income within the limit? */
#include <math.h>

#include "match/criterion.h"

/* Programmes count income in their own ways: near the line, ask. */
static const double close_share = 0.10;

static struct wp_judgement income(enum wp_verdict verdict, enum wp_say say,
                                  const struct wp_datum *fact, double percent,
                                  double limit)
{
    return (struct wp_judgement){
        .applies = true,
        .hard = true,
        .verdict = verdict,
        .say = say,
        .fact = fact,
        .number = round(percent),
        .limit = limit,
    };
}

static struct wp_judgement judge_limit(const struct wp_ask *ask,
                                       const struct wp_datum *fact)
{
    const double percent = ask->fpl_percent;

    if (isnan(percent)) {
        return income(WP_UNKNOWN, WP_SAY_INCOME_UNSTATED, fact, 0.0,
                      isnan(fact->hi) ? fact->lo : fact->hi);
    }
    if (!isnan(fact->hi) && percent > fact->hi) {
        if (ask->fpl_is_ceiling) {
            return income(WP_UNKNOWN, WP_SAY_INCOME_NO_SIZE, fact, percent,
                          fact->hi);
        }
        const bool close = percent <= fact->hi * (1.0 + close_share);
        return income(close ? WP_UNKNOWN : WP_FAILS,
                      close ? WP_SAY_INCOME_CLOSE : WP_SAY_INCOME_OVER, fact,
                      percent, fact->hi);
    }
    if (!isnan(fact->lo) && percent < fact->lo) {
        const bool close = percent >= fact->lo * (1.0 - close_share);
        return income(close ? WP_UNKNOWN : WP_FAILS,
                      close ? WP_SAY_INCOME_CLOSE : WP_SAY_INCOME_BELOW, fact,
                      percent, fact->lo);
    }
    if (!isnan(fact->lo) && fact->lo > 0 && ask->fpl_is_ceiling) {
        return income(WP_UNKNOWN, WP_SAY_INCOME_NO_SIZE, fact, percent,
                      fact->lo);
    }
    return income(WP_MEETS, WP_SAY_INCOME_UNDER, fact, percent, fact->hi);
}

static int worth(enum wp_verdict verdict)
{
    static const int worths[] = {
        [WP_FAILS] = 0, [WP_UNKNOWN] = 1, [WP_MEETS] = 2};

    return worths[verdict];
}

/* Several limits are tiers of help: the most generous one counts. */
struct wp_judgement wp_gate_income(const struct wp_ask *ask,
                                   const struct wp_subject *subject)
{
    struct wp_judgement best = WP_NOT_ASKED;
    size_t count = 0;
    const struct wp_datum *facts =
        wp_subject_facts(subject, WP_FACT_ELIGIBILITY, &count);

    for (size_t i = 0; i < count; i++) {
        if (facts[i].stance != WP_STANCE_ONLY ||
            !wp_datum_facet(&facts[i], "income_fpl") ||
            (isnan(facts[i].lo) && isnan(facts[i].hi))) {
            continue;
        }
        const struct wp_judgement one = judge_limit(ask, &facts[i]);
        if (!best.applies || worth(one.verdict) > worth(best.verdict)) {
            best = one;
        }
    }
    return best;
}
