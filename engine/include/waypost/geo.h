/*
 * waypost/geo.h - positions on the earth and the distance between them
 *
 * Units      A quantity carries its unit in its name: lat_deg, distance_m.
 *            Order is always latitude, longitude.
 */
#ifndef WP_GEO_H
#define WP_GEO_H

#include <stdbool.h>

#include "waypost/attributes.h"

/* A WGS 84 position. Invalid unless |lat_deg| <= 90 and |lon_deg| <= 180. */
struct wp_point {
    double lat_deg;
    double lon_deg;
};

/* False for anything out of range and for NAN. */
WP_API bool wp_point_valid(struct wp_point point);

/*
 * Great-circle distance in metres, by haversine on a sphere of radius
 * WP_EARTH_RADIUS_M. NAN if either point is invalid.
 *
 * Accuracy: within 0.57 % of the WGS 84 geodesic (143 m at 25 km), which is
 *           small beside the gap between a straight line and a walkable route.
 * Source:   R1 of GRS 80; H. Moritz, Journal of Geodesy 74 (2000), 128-133.
 */
#define WP_EARTH_RADIUS_M 6371008.7714
WP_API double wp_distance_m(struct wp_point from, struct wp_point to);

#endif /* WP_GEO_H */
