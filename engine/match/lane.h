/*
 * engine/match/lane.h - tonight, this week or in the long run: three lists
 */
#ifndef WP_MATCH_LANE_H
#define WP_MATCH_LANE_H

#include "match/ask.h"
#include "match/subject.h"

enum wp_lane { WP_LANE_TONIGHT, WP_LANE_WEEK, WP_LANE_LONG_TERM };
#define WP_LANE_COUNT 3

/* "tonight", "week", "long-term" */
const char *wp_lane_name(enum wp_lane lane);

/* What a record does for the client's several needs. */
struct wp_service_fit {
    enum wp_lane lane;
    uint32_t covers; /* a bit for each need it surely meets */
};

/*
 * A need's lane is the urgency stated for it, else its usual one. Help that
 * is slower than what was asked (a voucher for somebody who asks for housing
 * tonight) goes to its own slower lane. A record that meets several needs
 * stands in the most urgent of their lanes.
 */
struct wp_service_fit wp_service_fit(const struct wp_ask *ask,
                                     const struct wp_subject *subject);

#endif /* WP_MATCH_LANE_H */
