/* engine/record/normalize_place.c - ZIP codes, states and positions */
#include <math.h>
#include <string.h>

#include "waypost/geo.h"
#include "waypost/ingest.h"

#include "record/scan.h"
#include "record/value.h"
#include "vocab/places.h"

/* ---- ZIP codes ----------------------------------------------------------- */

#define ZIP_DIGITS      5
#define ZIP_PLUS_DIGITS 9

bool wp_zip_parse(const char *text, char ret_zip[6])
{
    char digits[ZIP_PLUS_DIGITS + 1];
    size_t count = 0;
    size_t before_dash = 0;

    if (!text) {
        return false;
    }
    struct wp_slice slice = wp_trim(text);
    if (slice.size > 4 &&
        wp_slice_is((struct wp_slice){slice.text, 4}, "zip ")) {
        slice.text += 4;
        slice.size -= 4;
    }
    if (slice.size > 2 && slice.text[slice.size - 2] == '.' &&
        slice.text[slice.size - 1] == '0') {
        slice.size -= 2; /* a spreadsheet took it for a number */
    }
    for (size_t i = 0; i < slice.size; i++) {
        if ((slice.text[i] == '-' || slice.text[i] == ' ') &&
            before_dash == 0 && count >= 3) {
            before_dash = count;
        } else if (wp_is_digit(slice.text[i]) && count < ZIP_PLUS_DIGITS) {
            digits[count++] = slice.text[i];
        } else {
            return false;
        }
    }

    /* Zeros are lost at the front only: Puerto Rico loses two of them. */
    const size_t own = before_dash > 0      ? before_dash
                       : count > ZIP_DIGITS ? count - 4
                                            : count;
    if (own < 3 || own > ZIP_DIGITS ||
        (before_dash > 0 && count != before_dash && count != before_dash + 4)) {
        return false;
    }
    char zip[ZIP_DIGITS + 1] = "00000";
    memcpy(zip + ZIP_DIGITS - own, digits, own);
    if (strcmp(zip, "00000") == 0 || strcmp(zip, "99999") == 0) {
        return false;
    }
    memcpy(ret_zip, zip, sizeof(zip));
    return true;
}

/* ---- states -------------------------------------------------------------- */

/* "N.Y." and "Washington, D.C." are said without their points. */
bool wp_state_parse(const char *text, char ret_state[3])
{
    char name[40];
    size_t count = 0;

    for (; text && *text != '\0'; text++) {
        if (*text == '.') {
            continue;
        }
        if (count == sizeof(name) - 1) {
            return false;
        }
        name[count++] = *text;
    }
    name[count] = '\0';

    const char *letters = wp_state_letters(name);
    if (!letters) {
        return false;
    }
    memcpy(ret_state, letters, 3);
    return true;
}

/* ---- positions ----------------------------------------------------------- */

/*
 * Further than this from the ZIP's own point, a position is somewhere else. A
 * ZIP of desert or tundra reaches further: as far as twice the radius of a
 * disc of its land, since such areas are long and their point is off centre.
 */
#define FAR_M 50000.0
#define PI    3.14159265358979323846

static double far_m(const struct wp_zip *zip)
{
    const double reach_m =
        isnan(zip->land_km2) ? 0.0 : 2000.0 * sqrt(zip->land_km2 / PI);

    return fmax(FAR_M, reach_m);
}

static bool read_degrees(const char *text, double *ret_deg)
{
    const struct wp_slice slice = wp_trim(text);
    char number[32];

    if (slice.size >= sizeof(number)) {
        return false;
    }
    memcpy(number, slice.text, slice.size);
    number[slice.size] = '\0';
    return wp_number_parse(number, ret_deg);
}

enum wp_geo_verdict wp_geo_check(const struct wp_vocab *vocab,
                                 const char *latitude, const char *longitude,
                                 const char *zip, double *ret_lat_deg,
                                 double *ret_lon_deg)
{
    struct wp_point point;

    if (wp_is_null_spelling(latitude) && wp_is_null_spelling(longitude)) {
        return WP_GEO_ABSENT;
    }
    if (!latitude || !longitude || !read_degrees(latitude, &point.lat_deg) ||
        !read_degrees(longitude, &point.lon_deg) || !wp_point_valid(point) ||
        (fabs(point.lat_deg) < 1e-6 && fabs(point.lon_deg) < 1e-6)) {
        return WP_GEO_BAD;
    }
    *ret_lat_deg = point.lat_deg;
    *ret_lon_deg = point.lon_deg;

    char five[6];
    const struct wp_zip *known =
        vocab && wp_zip_parse(zip, five) ? wp_vocab_zip(vocab, five) : NULL;
    if (known && known->kind != 'm') {
        const struct wp_point own = {known->lat_deg, known->lon_deg};
        if (wp_point_valid(own) && wp_distance_m(point, own) > far_m(known)) {
            return WP_GEO_FAR;
        }
    }
    return WP_GEO_OK;
}
