/* engine/match/score_distance.c - how far is the way? */
#include <math.h>

#include "match/criterion.h"

#define METRES_PER_MILE 1609.344
#define BANDS           6

struct band {
    double miles, score;
};

/*
 * Decision: bands with straight lines between their edges, not steps. With
 * steps a hundred metres could cost a quarter of the component, and within a
 * band a newer listing would beat a nearer one. The edges are the published
 * values for a car; who walks or rides covers less ground in the same time.
 */
static const struct band by_car[BANDS] = {{1, 1.0},  {3, .85},  {10, .6},
                                          {25, .35}, {50, .15}, {100, .05}};
static const struct band by_transit[BANDS] = {{1, 1.0},  {2, .85},  {6, .6},
                                              {15, .35}, {30, .15}, {60, .05}};
static const struct band on_foot[BANDS] = {{.25, 1.0}, {.75, .85}, {1.5, .6},
                                           {3, .35},   {6, .15},   {12, .05}};

static const struct band *bands_of(enum wp_travel travel)
{
    static const struct band *const bands[] = {
        [WP_TRAVEL_NOT_STATED] = by_car,
        [WP_TRAVEL_WALK] = on_foot,
        [WP_TRAVEL_TRANSIT] = by_transit,
        [WP_TRAVEL_CAR] = by_car,
    };

    return bands[travel];
}

static double score_miles(const struct band *bands, double miles)
{
    if (miles <= bands[0].miles) {
        return bands[0].score;
    }
    for (int i = 1; i < BANDS; i++) {
        const struct band *near = &bands[i - 1];
        const struct band *far = &bands[i];

        if (miles <= far->miles) {
            const double part =
                (miles - near->miles) / (far->miles - near->miles);
            return near->score + part * (far->score - near->score);
        }
    }
    return bands[BANDS - 1].score;
}

struct wp_judgement wp_score_distance(const struct wp_ask *ask,
                                      const struct wp_subject *subject)
{
    const struct wp_client *client = ask->client;
    const struct band *bands = bands_of(client->travel);
    const double within_m =
        client->within_m > 0 ? client->within_m : WP_WITHIN_DEFAULT_M;
    struct wp_judgement result = {.applies = true};

    if (!client->near.stated) {
        return WP_NOT_ASKED;
    }
    if (!isnan(subject->distance_m)) {
        const bool inside = subject->distance_m <= within_m;

        result.verdict = inside ? WP_MEETS : WP_FAILS;
        result.score =
            score_miles(bands, subject->distance_m / METRES_PER_MILE);
        result.say = inside ? WP_SAY_DISTANCE : WP_SAY_DISTANCE_BEYOND;
        result.number = subject->distance_m;
        result.limit = within_m;
    } else if ((subject->flags & WP_DOC_PLACELESS) &&
               !(subject->flags & WP_DOC_CONFIDENTIAL)) {
        result.verdict = WP_MEETS;
        result.score = 1.0;
        result.say = WP_SAY_DISTANCE_REMOTE;
    } else {
        /* Not knowing where is never better than the end of the way. */
        result.verdict = WP_UNKNOWN;
        result.score = fmin(wp_prior(ask, WP_CRITERION_DISTANCE),
                            score_miles(bands, within_m / METRES_PER_MILE));
        result.say = WP_SAY_DISTANCE_UNKNOWN;
    }
    return result;
}
