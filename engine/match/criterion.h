/*
 * engine/match/criterion.h - every criterion and gate, and their tables
 *
 * A criterion says how well a record answers one fact of the client, in
 * [0, 1]. A gate says whether the record affirms that this client cannot be
 * sent there. One function each, in score_*.c and gate_*.c; the ordered
 * tables are in criteria.c and gates.c.
 */
#ifndef WP_MATCH_CRITERION_H
#define WP_MATCH_CRITERION_H

#include "match/judge.h"

struct wp_criterion {
    bool in_search; /* plain search uses it too */
    struct wp_judgement (*judge)(const struct wp_ask *ask,
                                 const struct wp_subject *subject);
};

struct wp_gate {
    const char *name; /* the reason in "hidden" */
    bool in_search;
    struct wp_judgement (*judge)(const struct wp_ask *ask,
                                 const struct wp_subject *subject);
};

#define WP_CRITERIA_MAX WP_CRITERION_COUNT
#define WP_GATES_MAX    16

const struct wp_criterion *wp_criterion(enum wp_criterion_number number);
size_t wp_gate_count(void);
const struct wp_gate *wp_gate(size_t position);

/* What silence of the record is worth, and any other published number. */
double wp_prior(const struct wp_ask *ask, enum wp_criterion_number number);
double wp_number(const struct wp_ask *ask, enum wp_number number);

#define WP_JUDGES(name)                                \
    struct wp_judgement name(const struct wp_ask *ask, \
                             const struct wp_subject *subject)

WP_JUDGES(wp_score_need);
WP_JUDGES(wp_score_eligibility);
WP_JUDGES(wp_score_payer);
WP_JUDGES(wp_score_distance);
WP_JUDGES(wp_score_availability);
WP_JUDGES(wp_score_hours);
WP_JUDGES(wp_score_cost);
WP_JUDGES(wp_score_language);
WP_JUDGES(wp_score_accessibility);
WP_JUDGES(wp_score_freshness);
WP_JUDGES(wp_score_outcomes);

/*
 * One of several needs alone: number is its position, limit the concept it
 * asked for, or -1.
 */
struct wp_judgement wp_judge_want(const struct wp_ask *ask,
                                  const struct wp_subject *subject,
                                  size_t position);

/* Somewhere to begin for a client nothing is known of. */
bool wp_is_starting_point(const struct wp_ask *ask,
                          const struct wp_subject *subject);

WP_JUDGES(wp_gate_status);
WP_JUDGES(wp_gate_age);
WP_JUDGES(wp_gate_sex);
WP_JUDGES(wp_gate_area);
WP_JUDGES(wp_gate_payer);
WP_JUDGES(wp_gate_household);
WP_JUDGES(wp_gate_income);
WP_JUDGES(wp_gate_pregnant);
WP_JUDGES(wp_gate_veteran);
WP_JUDGES(wp_gate_situation);
WP_JUDGES(wp_gate_record);
WP_JUDGES(wp_gate_sobriety);
WP_JUDGES(wp_gate_attribute);
WP_JUDGES(wp_gate_document);

#endif /* WP_MATCH_CRITERION_H */
