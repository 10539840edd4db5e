/* engine/query/near.c - where the client is: a ZIP, a city or a position */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "waypost/geo.h"

#include "query/build.h"
#include "query/values.h"
#include "vocab/places.h"

/* A position farther from every ZIP area than this is not given its ZIP. */
#define ZIP_REACH_M 80000.0

static void take_position(struct wp_near *near, double lat_deg, double lon_deg)
{
    near->stated = true;
    near->lat_deg = lat_deg;
    near->lon_deg = lon_deg;
}

static void take_area(struct wp_near *near, const struct wp_zip *zip,
                      bool with_zip)
{
    memcpy(near->zip, with_zip ? zip->zip : "", with_zip ? 6 : 1);
    memcpy(near->state, zip->state, sizeof(near->state));
    memcpy(near->county, zip->county, sizeof(near->county));
}

void wp_near_take_zip(struct wp_client *client, const struct wp_zip *zip)
{
    take_position(&client->near, zip->lat_deg, zip->lon_deg);
    take_area(&client->near, zip, true);
    client->near.label = wp_arena_printf(&client->arena, "%s %s, %s", zip->zip,
                                         zip->city, zip->state);
}

/* "Cook County" is a county; "Cook" and "Orange" may be cities. */
static bool take_county(struct wp_client *client, const struct wp_vocab *vocab,
                        const char *name, const char *state)
{
    const char *letters = wp_state_letters(state);
    const char *fips =
        letters ? wp_vocab_county_fips(vocab, name, letters) : NULL;
    const char *full = fips ? wp_vocab_county_name(vocab, fips) : NULL;
    double lat_deg = 0.0;
    double lon_deg = 0.0;

    if (!full || !strchr(name, ' ') ||
        !wp_zips_county(vocab, fips, letters, &lat_deg, &lon_deg)) {
        return false;
    }
    take_position(&client->near, lat_deg, lon_deg);
    memset(client->near.zip, 0, sizeof(client->near.zip));
    memcpy(client->near.state, letters, sizeof(client->near.state));
    memcpy(client->near.county, fips, sizeof(client->near.county));
    client->near.label =
        wp_arena_printf(&client->arena, "%s, %s", full, letters);
    return true;
}

bool wp_near_take_city(struct wp_client *client, const struct wp_vocab *vocab,
                       const char *city, const char *state)
{
    const struct wp_zip *zip = NULL;
    double lat_deg = 0.0;
    double lon_deg = 0.0;

    if (!wp_vocab_city(vocab, city, state, &lat_deg, &lon_deg, &zip)) {
        return take_county(client, vocab, city, state);
    }
    const struct wp_zip *middle = wp_vocab_nearest_zip(vocab, lat_deg, lon_deg);
    take_position(&client->near, lat_deg, lon_deg);
    take_area(&client->near,
              middle && strcmp(middle->state, zip->state) == 0 ? middle : zip,
              false);
    client->near.label =
        wp_arena_printf(&client->arena, "%s, %s", zip->city, zip->state);
    return true;
}

static enum wp_status set_position(struct wp_client *client,
                                   const struct wp_vocab *vocab, double lat_deg,
                                   double lon_deg, struct wp_error *err)
{
    const struct wp_point point = {lat_deg, lon_deg};

    if (!wp_point_valid(point)) {
        const bool swapped =
            wp_point_valid((struct wp_point){lon_deg, lat_deg});
        return wp_fail(err, WP_EINVAL, "near %g,%g is not on the earth%s",
                       lat_deg, lon_deg,
                       swapped ? ": write the latitude first" : "");
    }
    const struct wp_zip *zip = wp_vocab_nearest_zip(vocab, lat_deg, lon_deg);
    take_position(&client->near, lat_deg, lon_deg);
    memset(client->near.zip, 0, sizeof(client->near.zip));
    memset(client->near.state, 0, sizeof(client->near.state));
    memset(client->near.county, 0, sizeof(client->near.county));
    if (zip &&
        wp_distance_m(point, (struct wp_point){zip->lat_deg, zip->lon_deg}) <=
            ZIP_REACH_M) {
        take_area(&client->near, zip, true);
    }
    client->near.label =
        wp_arena_printf(&client->arena, "%.4f, %.4f", lat_deg, lon_deg);
    return WP_OK;
}

/* The existing ZIP with the nearest number; numbers near are places near. */
static const struct wp_zip *neighbour(const struct wp_vocab *vocab,
                                      const char *zip)
{
    const long number = strtol(zip, NULL, 10);
    char text[24];

    for (long step = 1; step <= 60; step++) {
        for (int side = -1; side <= 1; side += 2) {
            const long other = number + side * step;
            if (other < 0 || other > 99999) {
                continue;
            }
            (void)snprintf(text, sizeof(text), "%05ld", other);
            const struct wp_zip *found = wp_vocab_zip(vocab, text);
            if (found && !isnan(found->lat_deg)) {
                return found;
            }
        }
    }
    return NULL;
}

static enum wp_status set_zip(struct wp_client *client,
                              const struct wp_vocab *vocab, const char *text,
                              struct wp_error *err)
{
    char digits[6];

    memcpy(digits, text, 5);
    digits[5] = '\0';

    const struct wp_zip *zip = wp_vocab_zip(vocab, digits);
    if (zip && zip->kind == 'm') {
        return wp_fail(err, WP_EINVAL,
                       "ZIP Code %s is military mail overseas and has no "
                       "place here; give the ZIP Code or city where the "
                       "person is",
                       digits);
    }
    if (zip && isnan(zip->lat_deg)) {
        return wp_fail(err, WP_EINVAL,
                       "nobody knows where ZIP Code %s is; give \"City, ST\"",
                       digits);
    }
    if (!zip) {
        const struct wp_zip *other = neighbour(vocab, digits);
        return other ? wp_fail(err, WP_EINVAL,
                               "there is no ZIP Code %s; the nearest number "
                               "is %s (%s, %s); \"City, ST\" works too",
                               digits, other->zip, other->city, other->state)
                     : wp_fail(err, WP_EINVAL,
                               "there is no ZIP Code %s; give \"City, ST\"",
                               digits);
    }
    wp_near_take_zip(client, zip);
    return WP_OK;
}

/* A spreadsheet eats the zero of 02150. */
static enum wp_status fail_short_zip(const struct wp_vocab *vocab,
                                     const char *text, struct wp_error *err)
{
    char zip[6];

    (void)snprintf(zip, sizeof(zip), "0%.4s", text);
    const struct wp_zip *found = wp_vocab_zip(vocab, zip);
    if (found) {
        return wp_fail(err, WP_EINVAL,
                       "ZIP Code %s has four digits; did you mean %s (%s, %s)?",
                       text, zip, found->city, found->state);
    }
    return wp_fail(err, WP_EINVAL, "ZIP Code %s has four digits, not five",
                   text);
}

static bool read_position(const char *text, double *ret_lat_deg,
                          double *ret_lon_deg)
{
    char part[2][32];
    const char *comma = strchr(text, ',');

    if (!comma || (size_t)(comma - text) >= sizeof(part[0])) {
        return false;
    }
    (void)snprintf(part[0], sizeof(part[0]), "%.*s", (int)(comma - text), text);
    comma += 1 + strspn(comma + 1, " ");
    if (strlen(comma) >= sizeof(part[1])) {
        return false;
    }
    (void)snprintf(part[1], sizeof(part[1]), "%s", comma);
    for (size_t i = 0; i < 2; i++) {
        size_t length = strlen(part[i]);
        while (length > 0 && part[i][length - 1] == ' ') {
            part[i][--length] = '\0';
        }
    }
    return wp_parse_number(part[0], -1e6, 1e6, ret_lat_deg) &&
           wp_parse_number(part[1], -1e6, 1e6, ret_lon_deg);
}

static bool take_split(struct wp_client *client, const struct wp_vocab *vocab,
                       const char *text, size_t city_length, const char *state)
{
    char city[WP_PLACE_MAX];

    if (city_length == 0 || city_length >= sizeof(city)) {
        return false;
    }
    memcpy(city, text, city_length);
    city[city_length] = '\0';
    return wp_near_take_city(client, vocab, city, state);
}

/* "Glendale, AZ"; without a comma the state is the last words: "York PA". */
static enum wp_status set_city(struct wp_client *client,
                               const struct wp_vocab *vocab, const char *text,
                               struct wp_error *err)
{
    const char *comma = strrchr(text, ',');
    bool found = false;

    if (comma) {
        found =
            take_split(client, vocab, text, (size_t)(comma - text), comma + 1);
    } else {
        for (size_t at = strlen(text); at > 0 && !found; at--) {
            found = text[at] == ' ' &&
                    take_split(client, vocab, text, at, text + at + 1);
        }
    }
    if (found) {
        return WP_OK;
    }
    return wp_fail(err, WP_EINVAL,
                   "near '%.80s' is no place we know; give a ZIP Code, "
                   "\"City, ST\" or latitude,longitude",
                   text);
}

enum wp_status wp_near_set(struct wp_client *client,
                           const struct wp_vocab *vocab, const char *text,
                           struct wp_error *err)
{
    double lat_deg = 0.0;
    double lon_deg = 0.0;

    text += strspn(text, " ");
    const size_t digits = strspn(text, "0123456789");
    size_t length = strlen(text);
    while (length > 0 && text[length - 1] == ' ') {
        length--;
    }
    if (digits == 5 && (length == 5 || (length == 10 && text[5] == '-' &&
                                        strspn(text + 6, "0123456789") == 4))) {
        return set_zip(client, vocab, text, err);
    }
    if (length > 6 && text[length - 6] == ' ' &&
        strspn(text + length - 5, "0123456789") == 5) {
        return set_zip(client, vocab, text + length - 5, err);
    }
    if (digits == 4 && length == 4) {
        return fail_short_zip(vocab, text, err);
    }
    if (read_position(text, &lat_deg, &lon_deg)) {
        return set_position(client, vocab, lat_deg, lon_deg, err);
    }
    return set_city(client, vocab, text, err);
}
