/*
 * engine/match/group.h - only, welcomes, excludes: one rule for every facet
 *
 * A facet is sex, household, situation ... A claim is what the client stated
 * about one group of it. Several "only" facts of a facet are alternatives:
 * women only and men only together mean that both are served.
 */
#ifndef WP_MATCH_GROUP_H
#define WP_MATCH_GROUP_H

#include "match/judge.h"

enum wp_claim {
    WP_CLAIM_NOT_STATED,
    WP_CLAIM_NO,
    WP_CLAIM_YES,
    WP_CLAIM_MAYBE, /* stated something near it: ask, never hide */
};

struct wp_facet {
    const char *names[2]; /* facets of the fact codes; [1] may be NULL */
    enum wp_claim (*claim)(const struct wp_ask *ask, const char *facet,
                           const char *group);
};

/*
 * What the record's facts of a facet mean for the client. Does not apply when
 * the record says nothing of the kind.
 */
struct wp_judgement wp_judge_facet(const struct wp_ask *ask,
                                   const struct wp_subject *subject,
                                   const struct wp_facet *facet);

extern const struct wp_facet wp_facet_sex;
extern const struct wp_facet wp_facet_household;
extern const struct wp_facet wp_facet_pregnant;
extern const struct wp_facet wp_facet_veteran;
extern const struct wp_facet wp_facet_situation;

/* The client's tri-state as a claim. */
enum wp_claim wp_claim_of(enum wp_tri tri);

#endif /* WP_MATCH_GROUP_H */
