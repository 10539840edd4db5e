/*
 * engine/match/assess.h - every gate and criterion on one subject, and the sum
 */
#ifndef WP_MATCH_ASSESS_H
#define WP_MATCH_ASSESS_H

#include "match/criterion.h"

/* Gates first, then criteria the client made hard with "require". */
#define WP_CHECKS_MAX (WP_GATES_MAX + WP_CRITERIA_MAX)

struct wp_assessment {
    struct wp_judgement parts[WP_CRITERIA_MAX]; /* by criterion position */
    struct wp_judgement checks[WP_CHECKS_MAX];  /* by check position */
    int score_hundredths;                       /* 8741 is printed as 87.41 */
    int unknown_count; /* hard facts the record does not settle */
    int refused_by;    /* position of the first check that hides, or -1 */
    bool next_door;    /* only serves the county next door: a question */
};

void wp_assess(const struct wp_ask *ask, const struct wp_subject *subject,
               struct wp_assessment *ret_assessment);

/* Positions of checks, and their names (the reasons in "hidden"). */
size_t wp_check_count(void);
const char *wp_check_name(size_t position);

/* Does the record offer what was asked at all? Cheap: one criterion. */
bool wp_offers_need(const struct wp_ask *ask, const struct wp_subject *subject);

/* A component's score as it is printed: four decimals. */
double wp_printed_score(double score);

#endif /* WP_MATCH_ASSESS_H */
