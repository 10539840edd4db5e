/* engine/record/normalize_place.c - ZIP codes, states and positions */
#include <math.h>
#include <string.h>

#include "waypost/geo.h"
#include "waypost/ingest.h"

#include "record/scan.h"
#include "record/value.h"

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
    const size_t own = before_dash > 0       ? before_dash
                       : count > ZIP_DIGITS ? count - 4
                                            : count;
    if (own < 3 || own > ZIP_DIGITS ||
        (before_dash > 0 && count != before_dash &&
         count != before_dash + 4)) {
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

static const struct {
    const char code[3];
    const char *name; /* lower case, letters only */
} states[] = {
    {"AL", "alabama"},
    {"AK", "alaska"},
    {"AZ", "arizona"},
    {"AR", "arkansas"},
    {"CA", "california"},
    {"CO", "colorado"},
    {"CT", "connecticut"},
    {"DE", "delaware"},
    {"DC", "districtofcolumbia"},
    {"DC", "washingtondc"},
    {"FL", "florida"},
    {"GA", "georgia"},
    {"HI", "hawaii"},
    {"ID", "idaho"},
    {"IL", "illinois"},
    {"IN", "indiana"},
    {"IA", "iowa"},
    {"KS", "kansas"},
    {"KY", "kentucky"},
    {"LA", "louisiana"},
    {"ME", "maine"},
    {"MD", "maryland"},
    {"MA", "massachusetts"},
    {"MI", "michigan"},
    {"MN", "minnesota"},
    {"MS", "mississippi"},
    {"MO", "missouri"},
    {"MT", "montana"},
    {"NE", "nebraska"},
    {"NV", "nevada"},
    {"NH", "newhampshire"},
    {"NJ", "newjersey"},
    {"NM", "newmexico"},
    {"NY", "newyork"},
    {"NC", "northcarolina"},
    {"ND", "northdakota"},
    {"OH", "ohio"},
    {"OK", "oklahoma"},
    {"OR", "oregon"},
    {"PA", "pennsylvania"},
    {"RI", "rhodeisland"},
    {"SC", "southcarolina"},
    {"SD", "southdakota"},
    {"TN", "tennessee"},
    {"TX", "texas"},
    {"UT", "utah"},
    {"VT", "vermont"},
    {"VA", "virginia"},
    {"WA", "washington"},
    {"WV", "westvirginia"},
    {"WI", "wisconsin"},
    {"WY", "wyoming"},
    {"AS", "americansamoa"},
    {"GU", "guam"},
    {"MP", "northernmarianaislands"},
    {"PR", "puertorico"},
    {"VI", "virginislands"},
    {"VI", "usvirginislands"},
    {"FM", "federatedstatesofmicronesia"},
    {"MH", "marshallislands"},
    {"PW", "palau"},
};

bool wp_state_parse(const char *text, char ret_state[3])
{
    char letters[32];
    size_t count = 0;

    for (; text && *text != '\0'; text++) {
        if (wp_is_letter(*text)) {
            if (count == sizeof(letters) - 1) {
                return false;
            }
            letters[count++] = wp_lower(*text);
        } else if (!strchr(" .,-", *text) && wp_blank_size(text) == 0 &&
                   (unsigned char)*text != 0xA0) {
            return false; /* 0xA0: the second byte of an NBSP */
        }
    }
    letters[count] = '\0';
    for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++) {
        const bool by_code = count == 2 &&
                             letters[0] == wp_lower(states[i].code[0]) &&
                             letters[1] == wp_lower(states[i].code[1]);
        if (by_code || strcmp(letters, states[i].name) == 0) {
            memcpy(ret_state, states[i].code, 3);
            return true;
        }
    }
    return false;
}

/* ---- positions ----------------------------------------------------------- */

/* Further than this from the ZIP's own point, a position is somewhere else. */
#define FAR_M 50000.0

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
        if (wp_point_valid(own) && wp_distance_m(point, own) > FAR_M) {
            return WP_GEO_FAR;
        }
    }
    return WP_GEO_OK;
}
