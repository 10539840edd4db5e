/* tests/unit/test_geo_hilbert.c - Hilbert keys and covers */
#include <math.h>
#include <stdlib.h>

#include "waypost/geo.h"

#include "geo/hilbert.h"
#include "support/test.h"

static bool covers(const struct wp_hilbert_range *ranges, size_t count,
                   uint64_t key)
{
    for (size_t i = 0; i < count; i++) {
        if (key >= ranges[i].first && key <= ranges[i].last) {
            return true;
        }
    }
    return false;
}

/* A made-up but repeatable number in [0, 1). */
static double next(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005U + 1442695040888963407U;
    return (double)(*seed >> 11) / 9007199254740992.0;
}

/* Look at points in and around a circle; every one inside must be covered. */
static void assert_complete(double lat_deg, double lon_deg, double radius_m,
                            size_t max)
{
    struct wp_hilbert_range ranges[WP_HILBERT_RANGES_MAX];
    const double reach_deg = radius_m / 111000.0 * 1.2 + 1e-6;
    const size_t count =
        wp_hilbert_cover(lat_deg, lon_deg, radius_m, ranges, max);
    uint64_t seed = 42;

    assert_in_range(count, 1, max);
    for (size_t i = 1; i < count; i++) {
        assert_true(ranges[i].first > ranges[i - 1].last);
    }
    for (int i = 0; i < 4000; i++) {
        const double shrink = fmax(0.02, cos(lat_deg * 0.0174532925));
        struct wp_point point = {
            lat_deg + (2.0 * next(&seed) - 1.0) * reach_deg,
            lon_deg + (2.0 * next(&seed) - 1.0) * reach_deg / shrink};
        point.lat_deg = fmax(-90.0, fmin(90.0, point.lat_deg));
        point.lon_deg = remainder(point.lon_deg, 360.0);
        const double distance_m =
            wp_distance_m((struct wp_point){lat_deg, lon_deg}, point);
        if (distance_m <= radius_m) {
            assert_true(covers(ranges, count,
                               wp_hilbert_key(point.lat_deg, point.lon_deg)));
        }
    }
}

static void every_place_in_a_circle_is_covered(void **state)
{
    (void)state;
    assert_complete(33.4484, -112.0740, 40234.0, 64);
    assert_complete(33.4484, -112.0740, 1.0, 64);
    assert_complete(64.8, -147.7, 800000.0, 64);
    assert_complete(0.0, 0.0, 5000.0, 64);
    assert_complete(21.3, -157.8, 16000.0, 64);
}

static void few_ranges_are_longer_never_incomplete(void **state)
{
    (void)state;
    for (size_t max = 1; max <= 8; max++) {
        assert_complete(41.88, -87.63, 25000.0, max);
    }
}

static void the_antimeridian_and_the_poles_are_covered(void **state)
{
    (void)state;
    assert_complete(51.9, 179.95, 60000.0, 64);
    assert_complete(51.9, -179.95, 60000.0, 64);
    assert_complete(-16.5, 180.0, 30000.0, 64);
    assert_complete(-16.5, -180.0, 30000.0, 64);
    assert_complete(89.9, 10.0, 60000.0, 64);
    assert_complete(-90.0, 0.0, 60000.0, 64);
}

static void a_cover_is_not_much_larger_than_its_circle(void **state)
{
    struct wp_hilbert_range ranges[WP_HILBERT_RANGES_MAX];
    const size_t count = wp_hilbert_cover(33.4484, -112.0740, 40234.0, ranges,
                                          WP_HILBERT_RANGES_MAX);
    double cells = 0.0;

    (void)state;
    for (size_t i = 0; i < count; i++) {
        cells += (double)(ranges[i].last - ranges[i].first) + 1.0;
    }
    /* The box around it: 0.7237 by 0.8674 degrees of a 2^31 grid. */
    const double box = (0.7237 / 180.0) * (0.8674 / 360.0) * exp2(62.0);
    assert_true(cells >= box * 0.78);
    assert_true(cells <= box * 1.6);
}

static void neighbours_on_the_curve_are_neighbours_on_the_grid(void **state)
{
    (void)state;
    /* The keys of a small square lie closer together than those of a town. */
    const uint64_t here = wp_hilbert_key(33.44840, -112.07400);
    const uint64_t door = wp_hilbert_key(33.44841, -112.07400);
    const uint64_t coast = wp_hilbert_key(40.71280, -74.00600);
    const uint64_t near = here > door ? here - door : door - here;
    const uint64_t far = here > coast ? here - coast : coast - here;

    assert_true(near < far);
    assert_true(here < (UINT64_C(1) << 62));
}

static void what_is_no_place_has_no_key_and_no_cover(void **state)
{
    struct wp_hilbert_range ranges[4];

    (void)state;
    assert_true(wp_hilbert_key(91.0, 0.0) == WP_HILBERT_NONE);
    assert_true(wp_hilbert_key(NAN, 0.0) == WP_HILBERT_NONE);
    assert_int_equal(wp_hilbert_cover(0.0, 200.0, 10.0, ranges, 4), 0);
    assert_int_equal(wp_hilbert_cover(0.0, 0.0, -1.0, ranges, 4), 0);
    assert_int_equal(wp_hilbert_cover(0.0, 0.0, NAN, ranges, 4), 0);
    assert_int_equal(wp_hilbert_cover(0.0, 0.0, 10.0, ranges, 0), 0);
}

static void half_the_earth_is_one_range(void **state)
{
    struct wp_hilbert_range ranges[4];

    (void)state;
    assert_int_equal(wp_hilbert_cover(10.0, 10.0, 3e7, ranges, 4), 1);
    assert_true(ranges[0].first == 0);
    assert_true(ranges[0].last == (UINT64_C(1) << 62) - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_place_in_a_circle_is_covered),
        cmocka_unit_test(few_ranges_are_longer_never_incomplete),
        cmocka_unit_test(the_antimeridian_and_the_poles_are_covered),
        cmocka_unit_test(a_cover_is_not_much_larger_than_its_circle),
        cmocka_unit_test(neighbours_on_the_curve_are_neighbours_on_the_grid),
        cmocka_unit_test(what_is_no_place_has_no_key_and_no_cover),
        cmocka_unit_test(half_the_earth_is_one_range),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
