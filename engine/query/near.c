/*
 * engine/query/near.c - where the client is: a ZIP, a name or a position
 *
 * What cannot be a home is refused with what would be right, never replaced
 * in silence: boxes, overseas mail, the middle of the sea, figures swapped.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "waypost/buf.h"
#include "waypost/geo.h"

#include "query/build.h"
#include "query/values.h"
#include "vocab/places.h"

/* A position farther from every ZIP area than this is not given its ZIP. */
#define ZIP_REACH_M 80000.0

/* The ZIP area a position is in or beside; NULL where there is none. */
static const struct wp_zip *area_at(const struct wp_vocab *vocab,
                                    struct wp_point point)
{
    const struct wp_zip *zip =
        wp_vocab_nearest_zip(vocab, point.lat_deg, point.lon_deg);

    return zip && wp_distance_m(
                      point, (struct wp_point){zip->lat_deg, zip->lon_deg}) <=
                       ZIP_REACH_M
               ? zip
               : NULL;
}

static enum wp_status set_position(struct wp_client *client,
                                   const struct wp_vocab *vocab, double lat_deg,
                                   double lon_deg, struct wp_error *err)
{
    const struct wp_point point = {lat_deg, lon_deg};
    const struct wp_point swapped = {lon_deg, lat_deg};

    if (fabs(lat_deg) < 1e-6 && fabs(lon_deg) < 1e-6) {
        return wp_fail(err, WP_EINVAL,
                       "near 0,0 is in the sea: a form's way of saying "
                       "nothing; give a ZIP Code or \"City, ST\"");
    }
    const struct wp_zip *zip =
        wp_point_valid(point) ? area_at(vocab, point) : NULL;
    if (!zip && wp_point_valid(swapped) &&
        (!wp_point_valid(point) || area_at(vocab, swapped))) {
        return wp_fail(err, WP_EINVAL,
                       "near %g,%g is not in the United States, the other "
                       "way round it may be: write the latitude first",
                       lat_deg, lon_deg);
    }
    if (!wp_point_valid(point)) {
        return wp_fail(err, WP_EINVAL, "near %g,%g is not on the earth",
                       lat_deg, lon_deg);
    }
    client->near = (struct wp_near){
        .stated = true, .lat_deg = lat_deg, .lon_deg = lon_deg};
    if (zip) {
        wp_near_take_area(&client->near, zip, true);
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

/* A box says where mail is fetched, not where anybody lives. */
static enum wp_status fail_box(const struct wp_vocab *vocab,
                               const struct wp_zip *zip, struct wp_error *err)
{
    const struct wp_zip *area =
        wp_vocab_nearest_zip(vocab, zip->lat_deg, zip->lon_deg);
    struct wp_buf around = WP_BUF_INIT;

    if (area) {
        wp_buf_printf(&around, " (around that post office it is %s)",
                      area->zip);
    }
    const enum wp_status status =
        wp_fail(err, WP_EINVAL,
                "ZIP Code %s is for post-office boxes or one firm; give the "
                "ZIP Code where the person stays%s or \"%s, %s\"",
                zip->zip, wp_buf_str(&around), zip->city, zip->state);
    wp_buf_clear(&around);
    return status;
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
    if (zip && zip->kind == 'p') {
        return fail_box(vocab, zip, err);
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

    if (city_length == 0 || city_length >= sizeof(city) ||
        !wp_state_letters(state)) {
        return false;
    }
    memcpy(city, text, city_length);
    city[city_length] = '\0';
    return wp_near_take_city(client, vocab, city, state) ||
           wp_near_take_county(client, vocab, city, state) == 1;
}

/* "Glendale, AZ"; without a comma the state is the last words: "York PA". */
static bool take_with_state(struct wp_client *client,
                            const struct wp_vocab *vocab, const char *text)
{
    const char *comma = strrchr(text, ',');
    bool found = false;

    if (comma) {
        return take_split(client, vocab, text, (size_t)(comma - text),
                          comma + 1);
    }
    for (size_t at = strlen(text); at > 0 && !found; at--) {
        found = text[at] == ' ' &&
                take_split(client, vocab, text, at, text + at + 1);
    }
    return found;
}

static enum wp_status set_name(struct wp_client *client,
                               const struct wp_vocab *vocab, const char *text,
                               struct wp_error *err)
{
    const char *letters = wp_state_letters(text);

    if (take_with_state(client, vocab, text)) {
        return WP_OK;
    }
    /* "New York" is the city: somebody who means the state says NY. */
    if (letters && (strlen(text) == 2 ||
                    !wp_near_take_city(client, vocab, text, letters))) {
        (void)wp_near_take_state(client, text);
        return WP_OK;
    }
    if (letters) {
        return WP_OK;
    }
    switch (wp_near_take_name(client, vocab, text)) {
    case WP_NEAR_TAKEN:
        return WP_OK;
    case WP_NEAR_SEVERAL:
        client->near =
            (struct wp_near){.pending = wp_arena_strdup(&client->arena, text)};
        return client->near.pending
                   ? WP_OK
                   : wp_fail(err, WP_ENOMEM, "no memory for a place");
    case WP_NEAR_NOWHERE:
        break;
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

    /* Names are kept without the blanks around them. */
    char *name = wp_arena_strndup(&client->arena, text, length);
    if (!name) {
        return wp_fail(err, WP_ENOMEM, "no memory for a place");
    }
    return set_name(client, vocab, name, err);
}
