/*
 * engine/match/plan.h - the fewest trips that meet a client's several needs
 *
 *     every passing place of every service -> stops -> the smallest cover
 */
#ifndef WP_MATCH_PLAN_H
#define WP_MATCH_PLAN_H

#include "match/rank.h"

/* One service at a stop, and the needs it is there for. */
struct wp_leg {
    uint32_t doc;
    uint32_t covers; /* a bit a need */
};

struct wp_stop {
    bool trip; /* false: by phone, online or at home */
    uint32_t covers;
    double distance_m; /* NAN when not known or no trip */
    struct wp_leg legs[WP_CLIENT_NEEDS_MAX];
    size_t leg_count;
};

struct wp_plan {
    struct wp_stop stops[WP_CLIENT_NEEDS_MAX]; /* trips first, nearest first */
    size_t count;
    uint32_t uncovered; /* needs nothing on record surely meets */
};

/*
 * Exact: no other choice of places makes fewer trips. Of equal ones the higher
 * total score, then the shorter distance, then the first in the index. Rows
 * that are refused take no part.
 *
 * @return WP_ENOMEM.
 */
WP_MUST_USE enum wp_status wp_plan_make(const struct wp_row *rows, size_t count,
                                        size_t needs, struct wp_plan *ret_plan,
                                        struct wp_error *err);

#endif /* WP_MATCH_PLAN_H */
