/* engine/vocab/places.h - ZIP Codes, cities, counties and states */
#ifndef WP_VOCAB_PLACES_H
#define WP_VOCAB_PLACES_H

#include "waypost/arena.h"
#include "waypost/vocab.h"

struct wp_county {
    const char *fips, *name, *state;
};

struct wp_places {
    struct wp_county *counties; /* by FIPS */
    size_t county_count;
    struct wp_zips *zips;
};

WP_MUST_USE enum wp_status wp_places_load(struct wp_places *places,
                                          struct wp_arena *arena,
                                          struct wp_error *err);
void wp_places_clear(struct wp_places *places);

/* The ZIP table: read in place, row by row, see zips.c. */
WP_MUST_USE enum wp_status wp_zips_create(struct wp_zips **ret_zips,
                                          struct wp_error *err);
void wp_zips_destroy(struct wp_zips *zips);

/* The mean of a county's ZIP areas; false when it has none. */
bool wp_zips_county(const struct wp_vocab *vocab, const char *fips,
                    const char *state, double *ret_lat_deg,
                    double *ret_lon_deg);

/* A folded place name of at most WP_PLACE_MAX bytes, "saint" made "st". */
#define WP_PLACE_MAX 96
size_t wp_place_fold(const char *name, size_t size, char folded[WP_PLACE_MAX]);

/*
 * The postal letters of a state or territory by letters or English name in
 * any case ("az", "New Mexico"); NULL if there is no such state.
 */
const char *wp_state_letters(const char *name);

#endif /* WP_VOCAB_PLACES_H */
