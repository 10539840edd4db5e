/*
 * engine/vocab/zips.c - where each ZIP Code is
 *
 * Two megabytes of rows sorted by ZIP are read in place: most runs ask for one
 * ZIP, which a binary search over the bytes answers without loading anything.
 * What was asked for is kept; what only cities and nearest points need is
 * gathered the first time one of those is asked for. Both are safe between
 * threads.
 */
#include <math.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <threads.h>

#include "waypost/geo.h"

#include "vocab/places.h"
#include "vocab/tables.h"
#include "vocab/vocab.h"

#define ZIP_NUMBERS 100000
#define DEG_TO_RAD  0.017453292519943295

enum column {
    ZIP,
    LAT,
    LON,
    KIND,
    CITY,
    STATE,
    COUNTY,
    OTHERS,
    LAND,
    AREAS,
    COLUMNS
};

/* A ZIP somebody asked for, and its city's name. */
struct kept {
    struct wp_zip zip;
    struct kept *next;
    char city[];
};

/* What every row is looked at for when a city or a point is looked up. */
struct spot {
    float lat_deg, lon_deg; /* NAN: none */
    const char *row;
    char state[2];
    char first; /* letter of the city, 0 when it is not plain */
    char kind;
};

struct wp_zips {
    const char *begin, *end; /* rows only */
    _Atomic(struct kept *) *by_number;
    _Atomic(struct kept *) all;
    mtx_t gathering;
    struct spot *spots; /* NULL before, and when out of memory */
    size_t spot_count;
};

struct field {
    const char *text;
    size_t length;
};

/* Cut one row into fields; the start of the next one, or NULL if malformed. */
static const char *cut_row(const char *row, const char *end,
                           struct field fields[COLUMNS])
{
    const char *at = row;

    for (size_t i = 0; i < COLUMNS; i++) {
        const char *begin = at;
        while (at < end && *at != '\t' && *at != '\n') {
            at++;
        }
        fields[i] = (struct field){begin, (size_t)(at - begin)};
        if (at == end || (*at == '\n') != (i + 1 == COLUMNS)) {
            return NULL;
        }
        at++;
    }
    return at;
}

/* "-111.6754", "214": strtod() is ten times slower, and there are many. */
static double parse_number(struct field field)
{
    const bool negative = field.length > 0 && field.text[0] == '-';
    double value = 0.0;
    double unit = 1.0;
    bool decimals = false;

    if (field.length == 0) {
        return NAN;
    }
    for (size_t i = negative; i < field.length; i++) {
        const char digit = field.text[i];
        if (digit == '.' && !decimals) {
            decimals = true;
        } else if (digit >= '0' && digit <= '9') {
            value = value * 10.0 + (digit - '0');
            unit *= decimals ? 10.0 : 1.0;
        } else {
            return NAN;
        }
    }
    return (negative ? -value : value) / unit;
}

enum wp_status wp_zips_create(struct wp_zips **ret_zips, struct wp_error *err)
{
    struct wp_zips *zips = calloc(1, sizeof(*zips));
    const char *at = wp_table_zips;

    if (!zips) {
        return wp_fail(err, WP_ENOMEM, "no memory for the ZIP Codes");
    }
    zips->end = wp_table_zips_end;
    while (at < zips->end && (*at == '#' || *at == 'z')) {
        const char *line_end = memchr(at, '\n', (size_t)(zips->end - at));
        at = line_end ? line_end + 1 : zips->end;
    }
    zips->begin = at;
    /* A hundred thousand zeroes: pages nobody asks for are never touched. */
    zips->by_number = calloc(ZIP_NUMBERS, sizeof(*zips->by_number));
    if (!zips->by_number ||
        mtx_init(&zips->gathering, mtx_plain) != thrd_success) {
        free(zips->by_number);
        free(zips);
        return wp_fail(err, WP_ENOMEM, "no memory for the ZIP Codes");
    }
    *ret_zips = zips;
    return WP_OK;
}

void wp_zips_destroy(struct wp_zips *zips)
{
    if (!zips) {
        return;
    }
    struct kept *kept = atomic_load(&zips->all);
    while (kept) {
        struct kept *next = kept->next;
        free(kept);
        kept = next;
    }
    mtx_destroy(&zips->gathering);
    free(zips->by_number);
    free(zips->spots);
    free(zips);
}

/* The row of a ZIP, by halving the bytes; NULL if there is none. */
static const char *find_row(const struct wp_zips *zips, const char *zip)
{
    const char *low = zips->begin;
    const char *high = zips->end;

    while (low < high) {
        const char *row = low + (high - low) / 2;
        while (row > low && row[-1] != '\n') {
            row--;
        }
        if (high - row < 6) {
            return NULL;
        }
        const int order = memcmp(zip, row, 5);
        if (order == 0) {
            return row;
        }
        if (order < 0) {
            high = row;
        } else {
            const char *line_end = memchr(row, '\n', (size_t)(high - row));
            low = line_end ? line_end + 1 : high;
        }
    }
    return NULL;
}

/* "72113:162 72001:3": the other counties with addresses of the ZIP. */
static void read_others(struct wp_zip *zip, struct field field)
{
    const char *at = field.text;
    const char *end = at + field.length;

    while (end - at > 6 && at[5] == ':' &&
           zip->other_count < WP_ZIP_COUNTIES_MAX) {
        struct wp_zip_share *other = &zip->others[zip->other_count++];
        const char *digits = at + 6;
        const char *stop = memchr(digits, ' ', (size_t)(end - digits));

        stop = stop ? stop : end;
        memcpy(other->county, at, 5);
        other->share =
            parse_number((struct field){digits, (size_t)(stop - digits)}) /
            1000.0;
        at = stop < end ? stop + 1 : end;
    }
}

static struct kept *read_row(const struct wp_zips *zips, const char *row)
{
    struct field fields[COLUMNS];

    if (!cut_row(row, zips->end, fields) || fields[ZIP].length != 5 ||
        fields[STATE].length != 2 || fields[COUNTY].length > 5 ||
        fields[KIND].length == 0) {
        return NULL;
    }
    struct kept *kept = calloc(1, sizeof(*kept) + fields[CITY].length + 1);
    if (!kept) {
        return NULL;
    }
    struct wp_zip *zip = &kept->zip;
    memcpy(zip->zip, fields[ZIP].text, 5);
    memcpy(zip->state, fields[STATE].text, 2);
    memcpy(zip->county, fields[COUNTY].text, fields[COUNTY].length);
    memcpy(kept->city, fields[CITY].text, fields[CITY].length);
    zip->city = kept->city;
    zip->lat_deg = parse_number(fields[LAT]);
    zip->lon_deg = parse_number(fields[LON]);
    zip->kind = fields[KIND].text[0];
    read_others(zip, fields[OTHERS]);
    zip->land_km2 = parse_number(fields[LAND]);
    zip->areas_near =
        fields[AREAS].length > 0 ? (int)parse_number(fields[AREAS]) : 0;
    return kept;
}

static bool zip_number(const char *zip, size_t *ret_number)
{
    size_t number = 0;

    for (size_t i = 0; i < 5; i++) {
        if (zip[i] < '0' || zip[i] > '9') {
            return false;
        }
        number = number * 10 + (size_t)(zip[i] - '0');
    }
    *ret_number = number;
    return true;
}

/* Read a row once; whoever comes second takes what the first has kept. */
static const struct wp_zip *keep_row(const struct wp_vocab *vocab,
                                     const char *row, size_t number)
{
    struct wp_zips *zips = vocab->places.zips;
    struct kept *known = atomic_load(&zips->by_number[number]);

    if (known) {
        return &known->zip;
    }
    struct kept *kept = read_row(zips, row);
    if (!kept) {
        return NULL;
    }
    if (!atomic_compare_exchange_strong(&zips->by_number[number], &known,
                                        kept)) {
        free(kept);
        return &known->zip;
    }
    kept->next = atomic_load(&zips->all);
    while (!atomic_compare_exchange_weak(&zips->all, &kept->next, kept)) {
    }
    return &kept->zip;
}

static const struct wp_zip *keep(const struct wp_vocab *vocab, const char *row)
{
    size_t number = 0;

    return row && zip_number(row, &number) ? keep_row(vocab, row, number)
                                           : NULL;
}

const struct wp_zip *wp_vocab_zip(const struct wp_vocab *vocab, const char *zip)
{
    size_t number = 0;

    if (strlen(zip) != 5 || !zip_number(zip, &number)) {
        return NULL;
    }
    return keep(vocab, find_row(vocab->places.zips, zip));
}

/* ---- cities and nearest points ------------------------------------------ */

static char plain_first(struct field city)
{
    const char first = city.length > 0 ? city.text[0] : '\0';

    if (first >= 'A' && first <= 'Z') {
        return (char)(first + ('a' - 'A'));
    }
    return first >= 'a' && first <= 'z' ? first : '\0';
}

static void gather(struct wp_zips *zips)
{
    size_t rows = 0;

    for (const char *at = zips->begin; at < zips->end; at++) {
        rows += *at == '\n';
    }
    zips->spots = malloc((rows + 1) * sizeof(*zips->spots));
    if (!zips->spots) {
        return;
    }
    for (const char *row = zips->begin; row && row < zips->end;) {
        struct field fields[COLUMNS];
        const char *next = cut_row(row, zips->end, fields);
        if (next && fields[STATE].length == 2 && fields[KIND].length > 0) {
            zips->spots[zips->spot_count++] = (struct spot){
                .lat_deg = (float)parse_number(fields[LAT]),
                .lon_deg = (float)parse_number(fields[LON]),
                .row = row,
                .state = {fields[STATE].text[0], fields[STATE].text[1]},
                .first = plain_first(fields[CITY]),
                .kind = fields[KIND].text[0],
            };
        }
        row = next;
    }
}

static const struct wp_zips *gathered(const struct wp_vocab *vocab)
{
    struct wp_zips *zips = vocab->places.zips;

    (void)mtx_lock(&zips->gathering);
    if (!zips->spots) {
        gather(zips);
    }
    (void)mtx_unlock(&zips->gathering);
    return zips;
}

static bool is_city(const struct wp_zips *zips, const struct spot *spot,
                    const char *wanted)
{
    struct field fields[COLUMNS];
    char folded[WP_PLACE_MAX];

    return cut_row(spot->row, zips->end, fields) &&
           wp_place_fold(fields[CITY].text, fields[CITY].length, folded) > 0 &&
           strcmp(folded, wanted) == 0;
}

bool wp_vocab_city(const struct wp_vocab *vocab, const char *city,
                   const char *state, double *ret_lat_deg, double *ret_lon_deg,
                   const struct wp_zip **ret_zip)
{
    const struct wp_zips *zips = gathered(vocab);
    const char *letters = wp_state_letters(state);
    const struct spot *best = NULL;
    char wanted[WP_PLACE_MAX];
    double lat_sum_deg = 0.0;
    double lon_sum_deg = 0.0;
    size_t count = 0;

    if (!letters || wp_place_fold(city, strlen(city), wanted) == 0) {
        return false;
    }
    for (size_t i = 0; i < zips->spot_count; i++) {
        const struct spot *spot = &zips->spots[i];
        if (memcmp(spot->state, letters, 2) != 0 || isnan(spot->lat_deg) ||
            (spot->first != '\0' && spot->first != wanted[0]) ||
            (best && best->kind == 'z' && spot->kind != 'z') ||
            !is_city(zips, spot, wanted)) {
            continue;
        }
        if (!best || (best->kind != 'z' && spot->kind == 'z')) {
            best = spot; /* areas count; boxes only where there is no area */
            lat_sum_deg = lon_sum_deg = 0.0;
            count = 0;
        }
        lat_sum_deg += (double)spot->lat_deg;
        lon_sum_deg += (double)spot->lon_deg;
        count++;
    }

    const struct wp_zip *zip = best ? keep(vocab, best->row) : NULL;
    if (!zip) {
        return false;
    }
    *ret_lat_deg = lat_sum_deg / (double)count;
    *ret_lon_deg = lon_sum_deg / (double)count;
    *ret_zip = zip;
    return true;
}

/* Count one more area of a state; the first row of a state is its example. */
static void count_state(struct wp_city_choice *choices, size_t *count,
                        size_t max, const struct wp_zip *zip)
{
    size_t at = 0;

    while (at < *count && strcmp(choices[at].zip->state, zip->state) != 0) {
        at++;
    }
    if (at == *count) {
        if (at == max) {
            return;
        }
        choices[(*count)++] = (struct wp_city_choice){zip, 0};
    }
    choices[at].areas++;
    if (choices[at].zip->kind != 'z' && zip->kind == 'z') {
        choices[at].zip = zip;
    }
}

static int compare_choices(const void *left, const void *right)
{
    const struct wp_city_choice *one = left;
    const struct wp_city_choice *other = right;

    if (one->areas != other->areas) {
        return one->areas > other->areas ? -1 : 1;
    }
    return strcmp(one->zip->state, other->zip->state);
}

size_t wp_vocab_city_choices(const struct wp_vocab *vocab, const char *city,
                             struct wp_city_choice *choices, size_t max)
{
    const struct wp_zips *zips = gathered(vocab);
    char wanted[WP_PLACE_MAX];
    size_t count = 0;

    if (wp_place_fold(city, strlen(city), wanted) == 0) {
        return 0;
    }
    for (size_t i = 0; i < zips->spot_count; i++) {
        const struct spot *spot = &zips->spots[i];
        if (isnan(spot->lat_deg) || spot->kind == 'm' ||
            (spot->first != '\0' && spot->first != wanted[0]) ||
            !is_city(zips, spot, wanted)) {
            continue;
        }
        const struct wp_zip *zip = keep(vocab, spot->row);
        if (zip) {
            count_state(choices, &count, max, zip);
        }
    }
    if (count > 0) {
        qsort(choices, count, sizeof(*choices), compare_choices);
    }
    return count;
}

bool wp_zips_county(const struct wp_vocab *vocab, const char *fips,
                    const char *state, double *ret_lat_deg, double *ret_lon_deg)
{
    const struct wp_zips *zips = gathered(vocab);
    double lat_sum_deg = 0.0;
    double lon_sum_deg = 0.0;
    size_t count = 0;

    for (size_t i = 0; i < zips->spot_count; i++) {
        const struct spot *spot = &zips->spots[i];
        struct field fields[COLUMNS];
        if (spot->kind == 'z' && memcmp(spot->state, state, 2) == 0 &&
            !isnan(spot->lat_deg) && cut_row(spot->row, zips->end, fields) &&
            fields[COUNTY].length == 5 &&
            memcmp(fields[COUNTY].text, fips, 5) == 0) {
            lat_sum_deg += (double)spot->lat_deg;
            lon_sum_deg += (double)spot->lon_deg;
            count++;
        }
    }
    if (count > 0) {
        *ret_lat_deg = lat_sum_deg / (double)count;
        *ret_lon_deg = lon_sum_deg / (double)count;
    }
    return count > 0;
}

const struct wp_zip *wp_vocab_nearest_zip(const struct wp_vocab *vocab,
                                          double lat_deg, double lon_deg)
{
    const struct wp_zips *zips = gathered(vocab);
    const struct spot *best = NULL;
    float best_square = INFINITY;

    if (!wp_point_valid((struct wp_point){lat_deg, lon_deg})) {
        return NULL;
    }

    /* A flat map at this latitude orders near points as the sphere does. */
    const float shrink = (float)cos(lat_deg * DEG_TO_RAD);
    for (size_t i = 0; i < zips->spot_count; i++) {
        const struct spot *spot = &zips->spots[i];
        const float north = spot->lat_deg - (float)lat_deg;
        float east = fabsf(spot->lon_deg - (float)lon_deg);
        if (spot->kind != 'z') {
            continue;
        }
        east = (east > 180.0F ? 360.0F - east : east) * shrink;
        const float square = north * north + east * east;
        if (square < best_square) {
            best_square = square;
            best = spot;
        }
    }
    return best ? keep(vocab, best->row) : NULL;
}
