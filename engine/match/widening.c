/* engine/match/widening.c - the published order of looking further */
#include "match/widening.h"

#include <stddef.h>

static const struct wp_widening steps[WP_STEP_COUNT] = {
    [WP_STEP_ASKED] = {"asked", 1.0, "what was asked comes first, alone"},
    [WP_STEP_DOUBLE] = {"double_radius", 2.0,
                        "a longer trip costs time and nothing else"},
    [WP_STEP_NEXT_DOOR] = {"next_county", 2.0,
                           "lists of counties served are often shorter than "
                           "what staff do; one call settles it"},
    [WP_STEP_FOURFOLD] = {"four_times_radius", 4.0,
                          "a day's trip, still better than nothing"},
    [WP_STEP_STATEWIDE] = {"statewide", 4.0,
                           "an office far away that says it serves the whole "
                           "state or country has a way to do so"},
    [WP_STEP_RARE] = {"rare_group", 4.0,
                      "what is made for few people is far apart: up to three "
                      "more that say they serve this group"},
};

const struct wp_widening *wp_widening(enum wp_step step)
{
    return (size_t)step < WP_STEP_COUNT ? &steps[step] : NULL;
}
