/* engine/geo/hilbert.c - Hilbert keys and the key ranges of a circle */
#include "geo/hilbert.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "waypost/geo.h"

#define LEVELS      31
#define SIDE        (UINT32_C(1) << LEVELS)
#define DEG_PER_RAD 57.29577951308232
#define CELLS_MAX   256

/* A closed rectangle of grid cells; a circle needs one or two of them. */
struct box {
    uint32_t x0, y0, x1, y1;
};

static uint32_t to_grid(double share)
{
    const double cell = floor(share * (double)SIDE);

    if (cell < 0.0) {
        return 0;
    }
    return cell >= (double)SIDE ? SIDE - 1 : (uint32_t)cell;
}

static uint32_t grid_x(double lon_deg)
{
    return to_grid((lon_deg + 180.0) / 360.0);
}

static uint32_t grid_y(double lat_deg)
{
    return to_grid((lat_deg + 90.0) / 180.0);
}

/* From the top bit down, so that a cell's keys share the leading bits. */
static uint64_t grid_key(uint32_t x, uint32_t y)
{
    uint64_t key = 0;

    for (uint32_t side = SIDE / 2; side > 0; side /= 2) {
        const uint32_t right = (x & side) ? 1 : 0;
        const uint32_t upper = (y & side) ? 1 : 0;
        key = key << 2 | ((3 * right) ^ upper);
        x &= side - 1;
        y &= side - 1;
        if (upper == 0) {
            if (right == 1) {
                x = side - 1 - x;
                y = side - 1 - y;
            }
            const uint32_t swap = x;
            x = y;
            y = swap;
        }
    }
    return key;
}

uint64_t wp_hilbert_key(double lat_deg, double lon_deg)
{
    if (!wp_point_valid((struct wp_point){lat_deg, lon_deg})) {
        return WP_HILBERT_NONE;
    }
    return grid_key(grid_x(lon_deg), grid_y(lat_deg));
}

static size_t boxes_of_circle(double lat_deg, double lon_deg, double radius_m,
                              struct box boxes[2])
{
    /* One part in a million more, so that rounding never cuts the rim. */
    const double angle = radius_m / WP_EARTH_RADIUS_M * 1.000001 + 1e-9;
    const double reach_deg = angle * DEG_PER_RAD;
    const double south = lat_deg - reach_deg;
    const double north = lat_deg + reach_deg;
    double wide_deg = 180.0;

    if (south > -90.0 && north < 90.0) {
        const double ratio = sin(angle) / cos(lat_deg / DEG_PER_RAD);
        if (ratio < 1.0) {
            wide_deg = asin(ratio) * DEG_PER_RAD + 1e-9;
        }
    }

    const struct box band = {0, grid_y(fmax(south, -90.0)), SIDE - 1,
                             grid_y(fmin(north, 90.0))};
    const double west = lon_deg - wide_deg;
    const double east = lon_deg + wide_deg;

    boxes[0] = band;
    boxes[1] = band;
    if (wide_deg >= 180.0) {
        return 1;
    }
    if (west < -180.0) {
        boxes[0].x1 = grid_x(east);
        boxes[1].x0 = grid_x(west + 360.0);
        return 2;
    }
    if (east > 180.0) {
        boxes[0].x1 = grid_x(east - 360.0);
        boxes[1].x0 = grid_x(west);
        return 2;
    }
    boxes[0].x0 = grid_x(west);
    boxes[0].x1 = grid_x(east);
    if (east == 180.0) {
        boxes[1].x1 = 0; /* 180 and -180 are one meridian */
        return 2;
    }
    if (west == -180.0) {
        boxes[1].x0 = SIDE - 1;
        return 2;
    }
    return 1;
}

/* A square of side 2^(LEVELS - level) with its lower left cell. */
struct cell {
    uint32_t x, y;
};

enum overlap { OUTSIDE, PARTLY, INSIDE };

static enum overlap overlap_of(struct cell cell, uint32_t side,
                               const struct box *boxes, size_t box_count)
{
    const uint32_t x1 = cell.x + (side - 1);
    const uint32_t y1 = cell.y + (side - 1);
    enum overlap overlap = OUTSIDE;

    for (size_t i = 0; i < box_count; i++) {
        const struct box *box = &boxes[i];
        if (cell.x >= box->x0 && x1 <= box->x1 && cell.y >= box->y0 &&
            y1 <= box->y1) {
            return INSIDE;
        }
        if (cell.x <= box->x1 && x1 >= box->x0 && cell.y <= box->y1 &&
            y1 >= box->y0) {
            overlap = PARTLY;
        }
    }
    return overlap;
}

static struct wp_hilbert_range keys_of(struct cell cell, uint32_t side)
{
    const uint64_t low = (uint64_t)side * side - 1;
    const uint64_t key = grid_key(cell.x, cell.y);

    return (struct wp_hilbert_range){key & ~low, key | low};
}

static int by_first(const void *left, const void *right)
{
    const struct wp_hilbert_range *a = left;
    const struct wp_hilbert_range *b = right;

    return (a->first > b->first) - (a->first < b->first);
}

static size_t join(struct wp_hilbert_range *ranges, size_t count, uint64_t gap)
{
    size_t kept = 0;

    for (size_t i = 1; i < count; i++) {
        if (ranges[i].first - ranges[kept].last <= gap) {
            ranges[kept].last = ranges[i].last;
        } else {
            ranges[++kept] = ranges[i];
        }
    }
    return count > 0 ? kept + 1 : 0;
}

static int by_size(const void *left, const void *right)
{
    const uint64_t a = *(const uint64_t *)left;
    const uint64_t b = *(const uint64_t *)right;

    return (a > b) - (a < b);
}

/* Close the smallest gaps until no more than max ranges are left. */
static size_t join_to(struct wp_hilbert_range *ranges, size_t count, size_t max)
{
    uint64_t gaps[CELLS_MAX + 4];

    if (count <= max) {
        return count;
    }
    for (size_t i = 1; i < count; i++) {
        gaps[i - 1] = ranges[i].first - ranges[i - 1].last;
    }
    qsort(gaps, count - 1, sizeof(gaps[0]), by_size);
    return join(ranges, count, gaps[count - max - 1]);
}

size_t wp_hilbert_cover(double lat_deg, double lon_deg, double radius_m,
                        struct wp_hilbert_range *ranges, size_t max)
{
    struct wp_hilbert_range done[CELLS_MAX + 4];
    struct cell open[CELLS_MAX + 4] = {{0, 0}};
    struct cell next[CELLS_MAX + 4];
    struct box boxes[2];
    size_t done_count = 0;
    size_t open_count = 1;
    uint32_t side = SIDE;

    if (!wp_point_valid((struct wp_point){lat_deg, lon_deg}) ||
        !(radius_m >= 0.0) || max == 0) {
        return 0;
    }

    /* Split what the rim crosses, level by level, while there is room. */
    const size_t box_count = boxes_of_circle(lat_deg, lon_deg, radius_m, boxes);
    while (open_count > 0 && side > 1 &&
           done_count + open_count * 4 <= CELLS_MAX) {
        size_t next_count = 0;
        side /= 2;
        for (size_t i = 0; i < open_count * 4; i++) {
            struct cell cell = open[i / 4];
            cell.x += (i & 1) ? side : 0;
            cell.y += (i & 2) ? side : 0;
            switch (overlap_of(cell, side, boxes, box_count)) {
            case INSIDE:
                done[done_count++] = keys_of(cell, side);
                break;
            case PARTLY:
                next[next_count++] = cell;
                break;
            case OUTSIDE:
                break;
            }
        }
        for (size_t i = 0; i < next_count; i++) {
            open[i] = next[i];
        }
        open_count = next_count;
    }
    for (size_t i = 0; i < open_count; i++) {
        done[done_count++] = keys_of(open[i], side);
    }

    qsort(done, done_count, sizeof(done[0]), by_first);
    done_count = join(done, done_count, 1);
    done_count = join_to(done, done_count, max);
    for (size_t i = 0; i < done_count; i++) {
        ranges[i] = done[i];
    }
    return done_count;
}
