/* engine/index/place.c - where a service is offered */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "waypost/ingest.h"

#include "index/compose.h"

/* Physical first, then any; of several the one with the lowest id. */
static const struct wp_record *choose_address(const struct wp_tree *tree,
                                              const char *location_id)
{
    const struct wp_record *best = NULL;
    const struct wp_record *address = NULL;
    int best_rank = 3;
    size_t at = 0;

    while ((address = wp_tree_next(tree, WP_ADDRESS, "location_id", location_id,
                                   &at)) != NULL) {
        const char *type = wp_tree_value(address, "address_type");
        int rank = 1;
        if (type != NULL && strcmp(type, "physical") == 0) {
            rank = 0;
        } else if (type != NULL) {
            rank = 2;
        }
        if (rank < best_rank) {
            best = address;
            best_rank = rank;
        }
    }
    return best;
}

static double read_degrees(const char *text, double limit)
{
    char *end = NULL;
    double degrees = text == NULL ? NAN : strtod(text, &end);

    if (text == NULL || end == text || *end != '\0' || !isfinite(degrees) ||
        fabs(degrees) > limit) {
        return NAN;
    }
    return degrees + 0.0;
}

static void find_area(const struct wp_vocab *vocab, struct wp_place *place)
{
    const struct wp_record *address = place->address;
    const struct wp_zip *zip = NULL;
    double lat_deg = NAN;
    double lon_deg = NAN;

    if (address == NULL) {
        return;
    }
    const char *code = wp_tree_value(address, "postal_code");
    const char *state = wp_tree_value(address, "state_province");
    place->city = wp_tree_value(address, "city");
    if (state == NULL || !wp_state_parse(state, place->state)) {
        place->state[0] = '\0';
    }
    if (code != NULL && wp_zip_parse(code, place->zip)) {
        zip = wp_vocab_zip(vocab, place->zip);
    } else {
        place->zip[0] = '\0';
    }
    if (zip != NULL) {
        lat_deg = zip->lat_deg;
        lon_deg = zip->lon_deg;
    } else if (place->city != NULL && place->state[0] != '\0' &&
               !wp_vocab_city(vocab, place->city, place->state, &lat_deg,
                              &lon_deg, &zip)) {
        zip = NULL;
    }
    if (zip != NULL) {
        memcpy(place->county, zip->county, sizeof(place->county));
        if (place->state[0] == '\0') {
            memcpy(place->state, zip->state, sizeof(place->state));
        }
    }
    if (isnan(place->lat_deg) && !isnan(lat_deg)) {
        place->lat_deg = lat_deg;
        place->lon_deg = lon_deg;
        place->from_zip = true;
    }
}

void wp_place_find(const struct wp_composing *composing,
                   const struct wp_record *at, struct wp_place *ret_place)
{
    const struct wp_tree *tree = &composing->tree;
    struct wp_place place = {.at = at, .lat_deg = NAN, .lon_deg = NAN};
    const char *location_id = wp_record_get(at, "location_id");

    place.location = wp_tree_find(tree, WP_LOCATION, location_id);
    if (place.location == NULL) {
        place.placeless = true;
        *ret_place = place;
        return;
    }
    const char *type = wp_tree_value(place.location, "location_type");
    place.placeless = type != NULL && strcmp(type, "physical") != 0;
    place.address = choose_address(tree, location_id);
    double lat_deg =
        read_degrees(wp_tree_value(place.location, "latitude"), 90.0);
    double lon_deg =
        read_degrees(wp_tree_value(place.location, "longitude"), 180.0);
    /* 0,0 is in the sea: a form's way of saying nothing. */
    if (!isnan(lat_deg) && !isnan(lon_deg) &&
        (fabs(lat_deg) > 1e-6 || fabs(lon_deg) > 1e-6)) {
        place.lat_deg = lat_deg;
        place.lon_deg = lon_deg;
    }
    find_area(composing->compose->vocab, &place);
    if (place.county[0] == '\0' && !isnan(place.lat_deg) &&
        place.zip[0] == '\0') {
        const struct wp_zip *zip = wp_vocab_nearest_zip(
            composing->compose->vocab, place.lat_deg, place.lon_deg);
        if (zip != NULL) {
            memcpy(place.county, zip->county, sizeof(place.county));
        }
    }
    *ret_place = place;
}
