/* engine/geo/distance.c - great-circle distance on the mean sphere */
#include <math.h>

#include "waypost/geo.h"

#define RAD_PER_DEG 0.017453292519943295

bool wp_point_valid(struct wp_point point)
{
    return point.lat_deg >= -90.0 && point.lat_deg <= 90.0 &&
           point.lon_deg >= -180.0 && point.lon_deg <= 180.0;
}

double wp_distance_m(struct wp_point from, struct wp_point to)
{
    if (!wp_point_valid(from) || !wp_point_valid(to)) {
        return NAN;
    }

    const double half_lat =
        sin((to.lat_deg - from.lat_deg) * RAD_PER_DEG / 2.0);
    const double half_lon =
        sin((to.lon_deg - from.lon_deg) * RAD_PER_DEG / 2.0);
    const double chord =
        half_lat * half_lat + cos(from.lat_deg * RAD_PER_DEG) *
                                  cos(to.lat_deg * RAD_PER_DEG) * half_lon *
                                  half_lon;

    /* Rounding may push antipodes a hair above 1. */
    return 2.0 * WP_EARTH_RADIUS_M * asin(sqrt(fmin(1.0, chord)));
}
