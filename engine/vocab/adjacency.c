/*
 * engine/vocab/adjacency.c - which counties share a border, and what is rural
 *
 * The table is read where it lies: its rows are sorted by county, a look-up
 * halves the bytes, and nothing is loaded when a vocabulary is made.
 */
#include <math.h>
#include <string.h>

#include "vocab/tables.h"
#include "vocab/vocab.h"

#define FIPS 5

/* The rows, without the head. */
static const char *first_row(void)
{
    const char *at = wp_table_adjacency;

    while (at < wp_table_adjacency_end && (*at == '#' || *at == 'f')) {
        const char *line_end =
            memchr(at, '\n', (size_t)(wp_table_adjacency_end - at));
        at = line_end ? line_end + 1 : wp_table_adjacency_end;
    }
    return at;
}

const char *wp_vocab_county_neighbours(const struct wp_vocab *vocab,
                                       const char *fips, size_t *ret_length)
{
    const char *low = first_row();
    const char *high = wp_table_adjacency_end;

    (void)vocab; /* the table belongs to every vocabulary of this library */
    *ret_length = 0;
    if (strlen(fips) != FIPS) {
        return "";
    }
    while (low < high) {
        const char *row = low + (high - low) / 2;

        while (row > low && row[-1] != '\n') {
            row--;
        }
        const char *line_end = memchr(row, '\n', (size_t)(high - row));
        if (!line_end || line_end - row <= FIPS) {
            return "";
        }
        const int order = memcmp(fips, row, FIPS);
        if (order == 0) {
            *ret_length = (size_t)(line_end - row) - FIPS - 1;
            return row + FIPS + 1;
        }
        low = order < 0 ? low : line_end + 1;
        high = order < 0 ? row : high;
    }
    return "";
}

bool wp_vocab_counties_touch(const struct wp_vocab *vocab, const char *fips,
                             const char *other)
{
    size_t length = 0;
    const char *list = wp_vocab_county_neighbours(vocab, fips, &length);

    if (strlen(other) != FIPS) {
        return false;
    }
    for (size_t at = 0; at + FIPS <= length; at += FIPS + 1) {
        if (memcmp(list + at, other, FIPS) == 0) {
            return true;
        }
    }
    return false;
}

/*
 * Decision: where fewer than four ZIP areas lie within 25 km, or fewer than
 * twenty and the ZIP's own area is a hundred square kilometres or more. One
 * figure alone is wrong both ways: village ZIP Codes of the Midwest are small
 * and many, and a mountain county beside a city has one large one.
 */
#define RURAL_AREAS_ALONE 4
#define RURAL_AREAS       20
#define RURAL_LAND_KM2    100.0

bool wp_zip_is_rural(const struct wp_zip *zip)
{
    return zip->areas_near < RURAL_AREAS_ALONE ||
           (zip->areas_near < RURAL_AREAS && zip->land_km2 >= RURAL_LAND_KM2);
}
