/* engine/match/reach.c - can the client get there, or it to the client? */
#include "match/reach.h"

#include <math.h>
#include <string.h>

#include "waypost/geo.h"

#include "match/coverage.h"

void wp_subject_measure(struct wp_subject *subject, const struct wp_ask *ask)
{
    const struct wp_near *near = &ask->client->near;

    subject->distance_m = NAN;
    if (near->stated && !(subject->flags & WP_DOC_CONFIDENTIAL)) {
        /* A distance from a known point would give the place away. */
        subject->distance_m = wp_distance_m(
            (struct wp_point){near->lat_deg, near->lon_deg},
            (struct wp_point){subject->lat_deg, subject->lon_deg});
    }
}

/* Areas that mean somebody comes, or has a way to be of use from afar. */
static bool is_wide(const char *code)
{
    return strncmp(code, "state:", 6) == 0 || strcmp(code, "nation:US") == 0;
}

/* By its own word: the client's ZIP, county or polygon; the whole state only
   where the step looks that far. */
static bool serves_here(const struct wp_subject *subject,
                        const struct wp_ask *ask, enum wp_step step)
{
    size_t count = 0;
    const struct wp_datum *facts =
        wp_subject_facts(subject, WP_FACT_COVERAGE, &count);

    for (size_t i = 0; i < count; i++) {
        if (!wp_coverage_serves(&facts[i]) ||
            (is_wide(facts[i].code) && step < WP_STEP_STATEWIDE)) {
            continue;
        }
        const enum wp_inside inside = wp_coverage_of(ask, subject, &facts[i]);
        if (inside == WP_INSIDE_YES || inside == WP_INSIDE_PART ||
            (inside == WP_INSIDE_NEXT && step >= WP_STEP_NEXT_DOOR)) {
            return true;
        }
    }
    return false;
}

/* Somewhere, but we may not say where or do not know: by its state. */
static bool may_be_in_state(const struct wp_subject *subject,
                            const struct wp_near *near)
{
    return !subject->state[0] || !near->state[0] ||
           strcmp(subject->state, near->state) == 0;
}

int wp_subject_step(const struct wp_subject *subject, const struct wp_ask *ask)
{
    const struct wp_near *near = &ask->client->near;
    const bool placeless = (subject->flags & WP_DOC_PLACELESS) != 0;

    if (!near->stated) {
        return placeless || may_be_in_state(subject, near) ||
                       serves_here(subject, ask, WP_STEP_STATEWIDE)
                   ? WP_STEP_ASKED
                   : -1;
    }
    if (isnan(subject->distance_m) &&
        (placeless || may_be_in_state(subject, near))) {
        return WP_STEP_ASKED; /* the area gate knows who it serves */
    }
    for (int step = WP_STEP_ASKED; step <= (int)ask->step; step++) {
        if (subject->distance_m <= wp_ask_radius_m(ask, (enum wp_step)step) ||
            serves_here(subject, ask, (enum wp_step)step)) {
            return step;
        }
    }
    return -1;
}

bool wp_subject_in_reach(const struct wp_subject *subject,
                         const struct wp_ask *ask)
{
    return wp_subject_step(subject, ask) >= 0;
}
