/*
 * engine/query/near_names.c - where the client is, by name
 *
 *     "Glendale, AZ"  "Cook County, IL"  "Arizona"     say it all
 *     "Glendale"  "Yakima County"                      one place or several
 *
 * A name that several states have waits for the client's payers, which name
 * a state more often than not; wp_near_settle() then takes it or lists what it
 * may mean. Nothing is taken because it is the biggest.
 */
#include <math.h>
#include <string.h>

#include "waypost/buf.h"

#include "query/build.h"
#include "vocab/places.h"

#define CHOICES_MAX  24
#define CHOICES_SAID 5

static void take_position(struct wp_near *near, double lat_deg, double lon_deg)
{
    near->stated = true;
    near->lat_deg = lat_deg;
    near->lon_deg = lon_deg;
    near->pending = NULL;
}

void wp_near_take_area(struct wp_near *near, const struct wp_zip *zip,
                       bool with_zip)
{
    memcpy(near->zip, with_zip ? zip->zip : "", with_zip ? 6 : 1);
    memcpy(near->state, zip->state, sizeof(near->state));
    memcpy(near->county, zip->county, sizeof(near->county));
    memcpy(near->others, zip->others, sizeof(near->others));
    near->other_count = zip->other_count;
    near->rural = wp_zip_is_rural(zip);
}

void wp_near_take_zip(struct wp_client *client, const struct wp_zip *zip)
{
    take_position(&client->near, zip->lat_deg, zip->lon_deg);
    wp_near_take_area(&client->near, zip, true);
    client->near.label = wp_arena_printf(&client->arena, "%s %s, %s", zip->zip,
                                         zip->city, zip->state);
}

/* ---- counties ----------------------------------------------------------- */

static bool take_fips(struct wp_client *client, const struct wp_vocab *vocab,
                      const char *fips)
{
    const char *letters = wp_vocab_county_state(vocab, fips);
    const char *name = wp_vocab_county_name(vocab, fips);
    double lat_deg = 0.0;
    double lon_deg = 0.0;

    if (!letters || !name ||
        !wp_zips_county(vocab, fips, letters, &lat_deg, &lon_deg)) {
        return false;
    }
    const struct wp_zip *middle = wp_vocab_nearest_zip(vocab, lat_deg, lon_deg);
    client->near = (struct wp_near){.rural = middle && wp_zip_is_rural(middle)};
    take_position(&client->near, lat_deg, lon_deg);
    memcpy(client->near.state, letters, sizeof(client->near.state));
    memcpy(client->near.county, fips, sizeof(client->near.county));
    client->near.label =
        wp_arena_printf(&client->arena, "%s, %s", name, letters);
    return true;
}

/* "Yakima county", "Orleans Parish": the last word says what it is. */
static bool names_a_county(const char *name)
{
    static const char *const kinds[] = {" county",    " parish",
                                        " borough",   " census area",
                                        " municipio", " municipality"};
    char folded[WP_PLACE_MAX];
    const size_t length = wp_place_fold(name, strlen(name), folded);

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        const size_t size = strlen(kinds[i]);
        if (length > size && strcmp(folded + length - size, kinds[i]) == 0) {
            return true;
        }
    }
    return false;
}

size_t wp_near_take_county(struct wp_client *client,
                           const struct wp_vocab *vocab, const char *name,
                           const char *state)
{
    const char *fips[CHOICES_MAX];
    const char *letters = state ? wp_state_letters(state) : NULL;

    if (letters) {
        const char *one = wp_vocab_county_fips(vocab, name, letters);
        return one && take_fips(client, vocab, one) ? 1 : 0;
    }
    const size_t count =
        wp_vocab_county_choices(vocab, name, fips, CHOICES_MAX);
    if (count == 1 && !take_fips(client, vocab, fips[0])) {
        return 0;
    }
    return count;
}

/* ---- cities ------------------------------------------------------------- */

bool wp_near_take_city(struct wp_client *client, const struct wp_vocab *vocab,
                       const char *city, const char *state)
{
    const struct wp_zip *zip = NULL;
    double lat_deg = 0.0;
    double lon_deg = 0.0;

    if (!wp_vocab_city(vocab, city, state, &lat_deg, &lon_deg, &zip)) {
        return names_a_county(city) &&
               wp_near_take_county(client, vocab, city, state) == 1;
    }
    const struct wp_zip *middle = wp_vocab_nearest_zip(vocab, lat_deg, lon_deg);
    take_position(&client->near, lat_deg, lon_deg);
    wp_near_take_area(
        &client->near,
        middle && strcmp(middle->state, zip->state) == 0 ? middle : zip, false);
    client->near.label =
        wp_arena_printf(&client->arena, "%s, %s", zip->city, zip->state);
    return true;
}

/* ---- states ------------------------------------------------------------- */

bool wp_near_take_state(struct wp_client *client, const char *name)
{
    const char *letters = wp_state_letters(name);

    if (!letters) {
        return false;
    }
    /* A state has no middle that anybody lives in: no position, no distance;
       who serves it is known all the same. */
    client->near = (struct wp_near){.stated = false};
    memcpy(client->near.state, letters, sizeof(client->near.state));
    client->near.label =
        wp_arena_printf(&client->arena, "anywhere in %s", letters);
    return true;
}

/* ---- names without a state ---------------------------------------------- */

/* The states whose programme or plan the client named. */
static bool pays_in(const struct wp_client *client,
                    const struct wp_vocab *vocab, const char *state)
{
    for (size_t i = 0; i < client->payer_count; i++) {
        const struct wp_payer *payer =
            wp_vocab_payer(vocab, client->payers[i].payer);
        if (payer && payer->state && strcmp(payer->state, state) == 0) {
            return true;
        }
    }
    return false;
}

/* What a bare name may mean: states, the likeliest first. */
static size_t choices_of(const struct wp_vocab *vocab, const char *name,
                         bool county, char states[CHOICES_MAX][3])
{
    struct wp_city_choice cities[CHOICES_MAX];
    const char *fips[CHOICES_MAX];
    size_t count = 0;

    if (county) {
        count = wp_vocab_county_choices(vocab, name, fips, CHOICES_MAX);
        for (size_t i = 0; i < count; i++) {
            memcpy(states[i], wp_vocab_county_state(vocab, fips[i]), 3);
        }
        return count;
    }
    count = wp_vocab_city_choices(vocab, name, cities, CHOICES_MAX);
    for (size_t i = 0; i < count; i++) {
        memcpy(states[i], cities[i].zip->state, 3);
    }
    return count;
}

static bool take_in(struct wp_client *client, const struct wp_vocab *vocab,
                    const char *name, bool county, const char *state)
{
    return county ? wp_near_take_county(client, vocab, name, state) == 1
                  : wp_near_take_city(client, vocab, name, state);
}

enum wp_near_fit wp_near_take_name(struct wp_client *client,
                                   const struct wp_vocab *vocab,
                                   const char *name)
{
    char states[CHOICES_MAX][3];
    bool county = names_a_county(name);
    size_t count = choices_of(vocab, name, county, states);
    const char *paid = NULL;
    size_t paid_count = 0;

    if (count == 0) {
        county = !county;
        count = choices_of(vocab, name, county, states);
    }
    for (size_t i = 0; i < count; i++) {
        if (pays_in(client, vocab, states[i])) {
            paid = states[i];
            paid_count++;
        }
    }
    if (count == 0) {
        return WP_NEAR_NOWHERE;
    }
    if (count == 1 || paid_count == 1) {
        return take_in(client, vocab, name, county,
                       count == 1 ? states[0] : paid)
                   ? WP_NEAR_TAKEN
                   : WP_NEAR_NOWHERE;
    }
    return WP_NEAR_SEVERAL;
}

/* "Glendale" -> "Glendale, AZ; Glendale, CA; ..." */
static enum wp_status fail_several(const struct wp_vocab *vocab,
                                   const char *name, struct wp_error *err)
{
    char states[CHOICES_MAX][3];
    bool county = names_a_county(name);
    size_t count = choices_of(vocab, name, county, states);
    struct wp_buf list = WP_BUF_INIT;

    if (count == 0) {
        count = choices_of(vocab, name, !county, states);
    }
    for (size_t i = 0; i < count && i < CHOICES_SAID; i++) {
        wp_buf_printf(&list, "%s\"%.60s, %s\"", i > 0 ? ", " : "", name,
                      states[i]);
    }
    if (count > CHOICES_SAID) {
        wp_buf_printf(&list, " or %zu more", count - CHOICES_SAID);
    }
    const enum wp_status status = wp_fail(
        err, WP_EINVAL, "near '%.60s' is in several states; say which: %s",
        name, wp_buf_str(&list));
    wp_buf_clear(&list);
    return status;
}

enum wp_status wp_near_settle(struct wp_client *client,
                              const struct wp_vocab *vocab,
                              struct wp_error *err)
{
    const char *name = client->near.pending;

    if (!name || client->near.stated) {
        return WP_OK;
    }
    if (wp_near_take_name(client, vocab, name) == WP_NEAR_TAKEN) {
        return WP_OK;
    }
    return fail_several(vocab, name, err);
}
