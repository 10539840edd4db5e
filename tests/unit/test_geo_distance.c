/* tests/unit/test_geo_distance.c - great-circle distance */
#include <math.h>

#include "waypost/geo.h"

#include "support/test.h"

static const struct wp_point phoenix = {33.4484, -112.0740};
static const struct wp_point tucson = {32.2226, -110.9747};

static void a_place_is_no_way_from_itself(void **state)
{
    (void)state;
    assert_true(wp_distance_m(phoenix, phoenix) == 0.0);
}

static void a_quarter_of_the_equator_is_a_quarter_of_its_circle(void **state)
{
    const struct wp_point origin = {0.0, 0.0};
    const struct wp_point east = {0.0, 90.0};
    const double quarter_m = WP_EARTH_RADIUS_M * 1.5707963267948966;

    (void)state;
    /* A micrometre: only rounding may differ. */
    assert_true(fabs(wp_distance_m(origin, east) - quarter_m) < 1e-6);
}

static void phoenix_to_tucson_is_what_maps_say(void **state)
{
    (void)state;
    /* GeodSolve on WGS 84 gives 170.9 km; the sphere may be 0.57 % off. */
    assert_true(fabs(wp_distance_m(phoenix, tucson) - 170900.0) < 975.0);
    assert_true(wp_distance_m(phoenix, tucson) ==
                wp_distance_m(tucson, phoenix));
}

static void the_antimeridian_is_no_wall(void **state)
{
    const struct wp_point west = {51.9, 179.9};
    const struct wp_point east = {51.9, -179.9};

    (void)state;
    assert_true(wp_distance_m(west, east) < 14000.0);
}

static void antipodes_are_half_a_circle_apart(void **state)
{
    const struct wp_point here = {33.4, -112.0};
    const struct wp_point there = {-33.4, 68.0};
    const double half_m = WP_EARTH_RADIUS_M * 3.141592653589793;

    (void)state;
    assert_true(fabs(wp_distance_m(here, there) - half_m) < 1.0);
}

static void distance_from_an_invalid_point_is_nan(void **state)
{
    const struct wp_point swapped = {-112.0740, 33.4484};
    const struct wp_point missing = {NAN, NAN};

    (void)state;
    assert_true(isnan(wp_distance_m(swapped, phoenix)));
    assert_true(isnan(wp_distance_m(phoenix, missing)));
    assert_false(wp_point_valid(missing));
    assert_true(wp_point_valid((struct wp_point){-90.0, 180.0}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_place_is_no_way_from_itself),
        cmocka_unit_test(a_quarter_of_the_equator_is_a_quarter_of_its_circle),
        cmocka_unit_test(phoenix_to_tucson_is_what_maps_say),
        cmocka_unit_test(the_antimeridian_is_no_wall),
        cmocka_unit_test(antipodes_are_half_a_circle_apart),
        cmocka_unit_test(distance_from_an_invalid_point_is_nan),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
