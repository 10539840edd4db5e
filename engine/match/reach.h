/*
 * engine/match/reach.h - can the client get there, or it to the client?
 */
#ifndef WP_MATCH_REACH_H
#define WP_MATCH_REACH_H

#include "match/ask.h"
#include "match/subject.h"

/* Measure the way; withhold it where the place is confidential. */
void wp_subject_measure(struct wp_subject *subject, const struct wp_ask *ask);

/*
 * The first step of widening, up to the ask's own, that reaches the subject:
 * within the radius, without a place, serving the client's own ZIP, county or
 * polygon by its own word; -1 when none does.
 */
int wp_subject_step(const struct wp_subject *subject, const struct wp_ask *ask);
bool wp_subject_in_reach(const struct wp_subject *subject,
                         const struct wp_ask *ask);

#endif /* WP_MATCH_REACH_H */
