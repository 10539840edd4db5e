/* engine/explain/places.c - several needs, few places: neighbours and plan */
#include <string.h>

#include "explain/matches.h"

#define NEIGHBOURS_MAX 3

/* ---- neighbours --------------------------------------------------------- */

/* One point is not one door: two towers may share a parcel's centre. */
static bool is_same_door(const struct wp_match *one,
                         const struct wp_match *other)
{
    return one->location_id && other->location_id &&
           (strcmp(one->location_id, other->location_id) == 0 ||
            (one->address && other->address &&
             strcmp(one->address, other->address) == 0));
}

enum wp_status
wp_matches_neighbours(struct wp_matches *matches,
                      const struct wp_ranking *ranking, struct wp_index *index,
                      const struct wp_row *from, struct wp_match *match,
                      struct wp_error *err)
{
    struct wp_neighbour *list = NULL;
    uint32_t open = ~from->covers;
    enum wp_status status = WP_OK;

    for (size_t i = 0;
         i < ranking->count && status == WP_OK && from->place != 0 &&
         ranking->ask.want_count > 1 && match->neighbour_count < NEIGHBOURS_MAX;
         i++) {
        const struct wp_row *row = &ranking->rows[i];
        struct wp_match other;

        if (row->place != from->place || (row->covers & open) == 0 ||
            memcmp(row->service_id, from->service_id, 16) == 0) {
            continue;
        }
        status =
            wp_matches_fill(matches, ranking, index, row->doc, &other, err);
        list = list ? list
                    : wp_arena_alloc(&matches->arena,
                                     NEIGHBOURS_MAX * sizeof(*list));
        if (status != WP_OK || !list || other.confidential ||
            !is_same_door(match, &other)) {
            continue;
        }
        list[match->neighbour_count++] = (struct wp_neighbour){
            other.service_id, other.service_name, other.organization};
        open &= ~row->covers;
    }
    match->neighbours = list;
    return status;
}

/* ---- plan --------------------------------------------------------------- */

static size_t list_needs(uint32_t set, size_t needs[WP_CLIENT_NEEDS_MAX])
{
    size_t count = 0;

    for (size_t i = 0; i < WP_CLIENT_NEEDS_MAX; i++) {
        if (set & ((uint32_t)1 << i)) {
            needs[count++] = i;
        }
    }
    return count;
}

static enum wp_status
fill_trip(struct wp_matches *matches, const struct wp_ranking *ranking,
          struct wp_index *index, const struct wp_stop *stop,
          struct wp_trip *trip, struct wp_error *err)
{
    struct wp_arena *arena = &matches->arena;
    size_t *needs = wp_arena_alloc(arena, WP_CLIENT_NEEDS_MAX * sizeof(*needs));
    struct wp_match *services =
        wp_arena_alloc(arena, stop->leg_count * sizeof(*services));
    enum wp_status status = WP_OK;

    if (!needs || !services) {
        return wp_fail(err, WP_ENOMEM, "no memory for a plan");
    }
    *trip = (struct wp_trip){
        .trip = stop->trip,
        .services = services,
        .needs = needs,
        .need_count = list_needs(stop->covers, needs),
        .distance_m = stop->distance_m,
    };
    for (size_t i = 0; i < stop->leg_count && status == WP_OK; i++) {
        status = wp_matches_fill(matches, ranking, index, stop->legs[i].doc,
                                 &services[i], err);
        trip->service_count++;
    }
    return status;
}

enum wp_status wp_matches_plan(struct wp_matches *matches,
                               const struct wp_ranking *ranking,
                               struct wp_index *index, struct wp_error *err)
{
    const struct wp_plan *plan = &ranking->plan;
    enum wp_status status = WP_OK;

    matches->planned = true;
    matches->uncovered_count = list_needs(plan->uncovered, matches->uncovered);
    for (size_t i = 0; i < plan->count && status == WP_OK; i++) {
        status = fill_trip(matches, ranking, index, &plan->stops[i],
                           &matches->trips[matches->trip_count++], err);
    }
    return status;
}

bool wp_matches_planned(const struct wp_matches *matches)
{
    return matches->planned;
}

const struct wp_trip *wp_matches_trips(const struct wp_matches *matches,
                                       size_t *ret_count)
{
    *ret_count = matches->trip_count;
    return matches->trips;
}

const size_t *wp_matches_uncovered(const struct wp_matches *matches,
                                   size_t *ret_count)
{
    *ret_count = matches->uncovered_count;
    return matches->uncovered;
}
