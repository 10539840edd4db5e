/*
 * engine/match/rank.h - one row a service, in an order that never wavers
 */
#ifndef WP_MATCH_RANK_H
#define WP_MATCH_RANK_H

#include "match/assess.h"
#include "match/lane.h"

/* Why a row stands higher than its score. */
enum wp_lift {
    WP_LIFT_NONE,
    WP_LIFT_REMOTE, /* no trip needed: by phone, online, at home */
    WP_LIFT_NEED,   /* the best for one of several needs */
};

struct wp_row {
    uint32_t doc;
    uint32_t organization;
    int score_hundredths;
    int unknown_count;
    int32_t asserted_day;
    double distance_m; /* NAN sorts after every distance */
    int refused_by;    /* check position, or -1 */
    enum wp_step step; /* of widening that found it */
    uint32_t groups;   /* see rare.h */
    bool crowded_out;  /* a third row of its organization */
    unsigned char service_id[16];

    /* For wp_rows_arrange() and what comes after it. */
    enum wp_lane lane;
    uint32_t covers;  /* a bit for each need that is surely met */
    uint64_t place;   /* the same for services at one place; 0: not named */
    bool remote;      /* needs no trip */
    double age_steps; /* freshness, in published steps; INFINITY: unknown */
    uint64_t turn;    /* place in today's rotation */
    size_t tie_group; /* from 1; 0: nothing near */
    enum wp_lift lift;
    size_t position; /* among the rows that are shown, from 1; else 0 */
};

/* Negative when left goes first. */
int wp_row_compare(const struct wp_row *left, const struct wp_row *right);

/*
 * Keep the best passing row of each service at the front of rows and order
 * them; count each service with none once in hidden, by the first check that
 * hides any of its places. Returns how many were kept; *ret_services is how
 * many different services there were.
 */
size_t wp_rows_settle(struct wp_row *rows, size_t count,
                      size_t hidden[WP_CHECKS_MAX], size_t *ret_services);

/* At most two rows an organization, once three organizations qualify. */
WP_MUST_USE enum wp_status wp_rows_spread(struct wp_row *rows, size_t count,
                                          struct wp_error *err);

#endif /* WP_MATCH_RANK_H */
