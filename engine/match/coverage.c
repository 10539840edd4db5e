/*
 * engine/match/coverage.c - one service area against the client's place
 *
 * Three-valued: what cannot be compared is unknown, never outside.
 */
#include "match/coverage.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "waypost/geo.h"

/*
 * Decision: a county with a quarter of a ZIP's addresses serves that ZIP; with
 * less it is a question, because three of four people there live elsewhere.
 */
#define SHARE_OF_A_QUARTER 0.25

bool wp_coverage_serves(const struct wp_datum *fact)
{
    return fact->stance != WP_STANCE_REFUSES &&
           fact->stance != WP_STANCE_EXCLUDES &&
           fact->stance != WP_STANCE_UNKNOWN;
}

static bool touches(const struct wp_ask *ask, const char *fips)
{
    const struct wp_near *near = &ask->client->near;

    if (wp_vocab_counties_touch(ask->vocab, near->county, fips)) {
        return true;
    }
    for (size_t i = 0; i < near->other_count; i++) {
        if (wp_vocab_counties_touch(ask->vocab, near->others[i].county, fips)) {
            return true;
        }
    }
    return false;
}

/* Connecticut has eight counties in older lists and nine planning regions,
   numbered from 110, in newer ones; they cut across each other. */
static bool are_of_two_systems(const char *fips, const char *other)
{
    return strncmp(fips, "09", 2) == 0 && strncmp(other, "09", 2) == 0 &&
           (fips[2] == '1') != (other[2] == '1');
}

static enum wp_inside in_county(const struct wp_ask *ask, const char *fips)
{
    const struct wp_near *near = &ask->client->near;

    if (near->county[0] == '\0') {
        const char *state = wp_vocab_county_state(ask->vocab, fips);
        const bool elsewhere =
            state && near->state[0] && strcmp(state, near->state) != 0;
        return elsewhere ? WP_INSIDE_NO : WP_INSIDE_UNKNOWN;
    }
    if (strcmp(fips, near->county) == 0) {
        return WP_INSIDE_YES;
    }
    for (size_t i = 0; i < near->other_count; i++) {
        if (strcmp(fips, near->others[i].county) == 0) {
            return near->others[i].share >= SHARE_OF_A_QUARTER ? WP_INSIDE_YES
                                                               : WP_INSIDE_PART;
        }
    }
    if (are_of_two_systems(fips, near->county)) {
        return WP_INSIDE_UNKNOWN;
    }
    return touches(ask, fips) ? WP_INSIDE_NEXT : WP_INSIDE_NO;
}

static enum wp_inside in_state(const struct wp_ask *ask, const char *letters)
{
    const struct wp_near *near = &ask->client->near;

    if (near->state[0] == '\0') {
        return WP_INSIDE_UNKNOWN;
    }
    if (strcmp(letters, near->state) == 0) {
        return WP_INSIDE_YES;
    }
    for (size_t i = 0; i < near->other_count; i++) {
        const char *other =
            wp_vocab_county_state(ask->vocab, near->others[i].county);
        if (other && strcmp(other, letters) == 0) {
            return WP_INSIDE_PART;
        }
    }
    return WP_INSIDE_NO;
}

/* "radius:40234": metres around the service's own door. */
static enum wp_inside in_radius(const struct wp_subject *subject,
                                const char *metres)
{
    char *end = NULL;
    const double radius_m = strtod(metres, &end);

    if (end == metres || *end != '\0' || isnan(subject->distance_m)) {
        return WP_INSIDE_UNKNOWN;
    }
    return subject->distance_m <= radius_m ? WP_INSIDE_YES : WP_INSIDE_NO;
}

enum wp_inside wp_coverage_of(const struct wp_ask *ask,
                              const struct wp_subject *subject,
                              const struct wp_datum *fact)
{
    const struct wp_near *near = &ask->client->near;
    const char *code = fact->code;

    if (strncmp(code, "zip:", 4) == 0) {
        if (near->zip[0] == '\0') {
            return WP_INSIDE_UNKNOWN;
        }
        return strcmp(code + 4, near->zip) == 0 ? WP_INSIDE_YES : WP_INSIDE_NO;
    }
    if (strncmp(code, "county:", 7) == 0) {
        return in_county(ask, code + 7);
    }
    if (strncmp(code, "state:", 6) == 0) {
        return in_state(ask, code + 6);
    }
    if (strcmp(code, "nation:US") == 0) {
        return WP_INSIDE_YES;
    }
    if (strncmp(code, "radius:", 7) == 0) {
        return in_radius(subject, code + 7);
    }
    return WP_INSIDE_UNKNOWN; /* areas we cannot compare */
}
