/*
 * engine/geo/hilbert.h - positions in an order that keeps neighbours together
 *
 * A position becomes a key on a Hilbert curve over a 2^31 x 2^31 grid of
 * longitude and latitude. Sorted by key, whatever lies inside a circle is
 * found in a few ranges of keys.
 */
#ifndef WP_GEO_HILBERT_H
#define WP_GEO_HILBERT_H

#include <stddef.h>
#include <stdint.h>

/* Never a key of a place: sorts after every key. */
#define WP_HILBERT_NONE UINT64_MAX

#define WP_HILBERT_RANGES_MAX 64

/* Keys first to last, both included. */
struct wp_hilbert_range {
    uint64_t first, last;
};

/* Below 2^62. WP_HILBERT_NONE for an invalid position. */
uint64_t wp_hilbert_key(double lat_deg, double lon_deg);

/*
 * Ascending, separate ranges that hold the key of every position within
 * radius_m (and of some beyond: measure the distance). Poles and the
 * antimeridian are covered. At most max ranges are written; fewer ranges make
 * them longer, never incomplete. Returns their number; 0 for an invalid
 * position, a negative or NAN radius, or max 0.
 */
size_t wp_hilbert_cover(double lat_deg, double lon_deg, double radius_m,
                        struct wp_hilbert_range *ranges, size_t max);

#endif /* WP_GEO_HILBERT_H */
