/*
 * engine/match/widening.h - how far to look when too little was found
 *
 * The steps are data, in the order they are taken. Each looks further than the
 * one before and none gives up a hard fact; see docs/decisions/0018.
 */
#ifndef WP_MATCH_WIDENING_H
#define WP_MATCH_WIDENING_H

#include <stdbool.h>

/* Fewer known matches than this, and the next step is taken. */
#define WP_ENOUGH_MATCHES 3
/* Matches for a rare group that the last step may add. */
#define WP_RARE_MATCHES 3

enum wp_step {
    WP_STEP_ASKED,
    WP_STEP_DOUBLE,
    WP_STEP_NEXT_DOOR,
    WP_STEP_FOURFOLD,
    WP_STEP_STATEWIDE,
    WP_STEP_RARE,
};
#define WP_STEP_COUNT 6

struct wp_widening {
    const char *name; /* in "widening" of the output */
    double factor;    /* of the radius asked */
    const char *why;
};

/* The step's row; NULL beyond the last. */
const struct wp_widening *wp_widening(enum wp_step step);

#endif /* WP_MATCH_WIDENING_H */
