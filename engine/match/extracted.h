/*
 * engine/match/extracted.h - how far facts out of running text are believed
 *
 * One place for it: they count less than a column's facts, and what they only
 * imply is asked about and hides nobody.
 */
#ifndef WP_MATCH_EXTRACTED_H
#define WP_MATCH_EXTRACTED_H

#include "match/judge.h"

/* A gate's verdict; one that fails by implication becomes a question. */
struct wp_judgement wp_softened(struct wp_judgement one);

/*
 * A score between what silence is worth (prior) and what the fact would be
 * worth in a column of its own: silence <= prose that meets < column, and the
 * same the other way round for what fails.
 */
double wp_trusted(const struct wp_ask *ask, const struct wp_judgement *one,
                  double prior, double score);

#endif /* WP_MATCH_EXTRACTED_H */
