/* engine/match/lane.c - which list a record stands in, which needs it meets */
#include "match/lane.h"

#include <string.h>

#include "match/criterion.h"

static const char *const names[WP_LANE_COUNT] = {
    [WP_LANE_TONIGHT] = "tonight",
    [WP_LANE_WEEK] = "week",
    [WP_LANE_LONG_TERM] = "long-term",
};

const char *wp_lane_name(enum wp_lane lane)
{
    return names[lane];
}

/* The usual lane of a concept; this week where there is no concept. */
static enum wp_lane usual_lane(const struct wp_ask *ask, int concept)
{
    const struct wp_concept *row = wp_vocab_concept(ask->vocab, concept);

    for (int i = 0; row && i < WP_LANE_COUNT; i++) {
        if (strcmp(row->lane, names[i]) == 0) {
            return (enum wp_lane)i;
        }
    }
    return WP_LANE_WEEK;
}

static enum wp_lane lane_of_want(const struct wp_ask *ask, size_t position,
                                 const struct wp_judgement *judged)
{
    const struct wp_client *client = ask->client;
    const enum wp_urgency urgency = position < client->need_count
                                        ? client->needs[position].urgency
                                        : WP_URGENCY_NOT_STATED;
    const enum wp_lane asked = usual_lane(ask, (int)judged->limit);
    const enum wp_lane lane =
        urgency == WP_URGENCY_NOT_STATED
            ? asked
            : (enum wp_lane)(urgency - WP_URGENCY_TONIGHT);
    const enum wp_lane offered =
        judged->fact ? usual_lane(ask, judged->fact->number) : asked;

    return offered > asked && offered > lane ? offered : lane;
}

struct wp_service_fit wp_service_fit(const struct wp_ask *ask,
                                     const struct wp_subject *subject)
{
    struct wp_service_fit fit = {.lane = WP_LANE_WEEK};
    double best = 0.0;

    for (size_t i = 0; i < ask->want_count; i++) {
        const struct wp_judgement one = wp_judge_want(ask, subject, i);
        const bool meets = one.verdict == WP_MEETS &&
                           one.score >= wp_number(ask, WP_NUMBER_NEED_SURE);

        if (!(one.score > 0.0)) {
            continue;
        }
        const enum wp_lane lane =
            ask->general ? WP_LANE_WEEK : lane_of_want(ask, i, &one);
        if (meets) {
            fit.lane = fit.covers == 0 || lane < fit.lane ? lane : fit.lane;
            fit.covers |= (uint32_t)1 << i;
        } else if (fit.covers == 0 && one.score > best) {
            fit.lane = lane;
            best = one.score;
        }
    }
    return fit;
}
